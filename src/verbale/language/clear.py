"""From CLEAR-style trees (spaCy's en_core_web models) to Universal Dependencies, as far as rules can go.

CLEAR hangs a noun under its preposition, a predicate under its copula and conjuncts in a chain; Universal
Dependencies turn the first two round and flatten the third. Names of labels differ for the rest.
"""

from collections.abc import Callable, Iterable, Sequence

RENAMED = {
    "ROOT": "root",
    "acomp": "xcomp",
    "agent": "case",
    "attr": "xcomp",
    "auxpass": "aux:pass",
    "csubjpass": "csubj:pass",
    "dative": "iobj",
    "dobj": "obj",
    "intj": "discourse",
    "meta": "dep",
    "neg": "advmod",
    "npadvmod": "obl:unmarked",
    "nsubjpass": "nsubj:pass",
    "oprd": "xcomp",
    "pobj": "obl",
    "poss": "nmod:poss",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "prep": "advmod",
    "prt": "compound:prt",
    "quantmod": "advmod",
    "relcl": "acl:relcl",
}
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})
PREPOSITIONS = frozenset({"prep", "agent", "dative"})
OBJECTS = frozenset({"pobj", "pcomp"})


class Tree:
    """One document's words while their heads are moved; a root is its own head."""

    def __init__(self, heads: Sequence[int], deps: Sequence[str], upos: Sequence[str], lemmas: Sequence[str]) -> None:
        self.heads = list(heads)
        self.deps = list(deps)
        self.upos = upos
        self.lemmas = lemmas

    def below(self, i: int) -> list[int]:
        """The words that `i` governs, in order."""
        return [j for j, head in enumerate(self.heads) if head == i and j != i]

    def attach(self, i: int, head: int, dep: str) -> None:
        """Hangs `i` under `head`."""
        self.heads[i], self.deps[i] = head, dep

    def promote(self, i: int, dep: str | None = None) -> int:
        """Puts `i` where its head was, with the head's other dependents below it; returns the old head."""
        old = self.heads[i]
        for j in self.below(old):
            self.heads[j] = i
        root = self.heads[old] == old
        self.attach(i, i if root else self.heads[old], self.deps[old] if root or dep is None else dep)
        self.heads[old] = i
        return old


def is_clear(labels: Iterable[str]) -> bool:
    """Whether a parser's labels are CLEAR's."""
    return "pobj" in labels or "nsubjpass" in labels


def to_universal(
    heads: Sequence[int],
    deps: Sequence[str],
    upos: Sequence[str],
    lemmas: Sequence[str],
    people: Sequence[tuple[int, int]] = (),
) -> tuple[list[int], list[str]]:
    """Heads and relations after Universal Dependencies; `people` are the words of people's names, `[first, last)`."""
    tree = Tree(heads, deps, upos, lemmas)
    for turn in (_prepositions, _copulas, _coordinations):
        turn(tree)
    for first, last in people:
        _flatten_name(tree, first, last)
    tree.deps = [
        "mark" if dep == "aux" and tree.lemmas[i] == "to" else RENAMED.get(dep, dep) for i, dep in enumerate(tree.deps)
    ]
    return tree.heads, tree.deps


def _prepositions(tree: Tree) -> None:
    """Innermost first, so that in "out of the house" the noun climbs twice."""
    for i in sorted(range(len(tree.deps)), key=_depth(tree), reverse=True):
        if tree.deps[i] not in PREPOSITIONS:
            continue
        objects = [j for j in tree.below(i) if tree.deps[j] in OBJECTS or tree.deps[j] in {"obl", "nmod"}]
        if not objects:
            continue
        clause = tree.deps[objects[0]] == "pcomp"
        governor = tree.heads[i]
        nominal = tree.upos[governor] in NOMINAL and tree.heads[governor] != i
        agent = tree.deps[i] == "agent"
        dep = ("acl" if nominal else "advcl") if clause else "nmod" if nominal else "obl:agent" if agent else "obl"
        tree.promote(objects[0], dep)
        tree.deps[i] = "mark" if clause else "case"


def _depth(tree: Tree) -> Callable[[int], int]:
    def depth(i: int) -> int:
        steps = 0
        while tree.heads[i] != i:
            i, steps = tree.heads[i], steps + 1
        return steps

    return depth


def _copulas(tree: Tree) -> None:
    """The minister of "he is a minister" heads the clause; the plan of "there is a plan" is the subject."""
    for i, lemma in enumerate(tree.lemmas):
        if lemma != "be" or tree.deps[i] in {"aux", "auxpass"}:
            continue
        below = tree.below(i)
        predicates = [j for j in below if tree.deps[j] in {"attr", "acomp"}]
        if any(tree.deps[j] == "expl" for j in below):
            for j in predicates[:1]:
                tree.deps[j] = "nsubj"
            continue
        if not predicates and not any(tree.deps[j] in {"ccomp", "xcomp", "advmod"} for j in below):
            predicates = [j for j in below if tree.deps[j] == "obl" and j > i]
        if predicates:
            tree.promote(predicates[0])
            tree.deps[i] = "cop"


def _coordinations(tree: Tree) -> None:
    """Every conjunct hangs under the first, and each conjunction under the conjunct that follows it."""
    for i, dep in enumerate(tree.deps):
        while dep == "conj" and tree.deps[tree.heads[i]] == "conj" and tree.heads[i] < i:
            tree.heads[i] = tree.heads[tree.heads[i]]
    for i, dep in enumerate(tree.deps):
        if dep == "cc":
            first = tree.heads[i]
            while tree.deps[first] == "conj":
                first = tree.heads[first]
            following = [j for j in tree.below(first) if tree.deps[j] == "conj" and j > i]
            if following:
                tree.heads[i] = following[0]


def _flatten_name(tree: Tree, first: int, last: int) -> None:
    """In "President Petro Poroshenko", Petro heads the name, Poroshenko is flat, the title describes it."""
    inside = range(first, last)
    tops = [i for i in inside if tree.heads[i] not in inside or tree.heads[i] == i]
    if len(tops) != 1:
        return
    if tops[0] != first:
        top = tops[0]
        root = tree.heads[top] == top
        for j in tree.below(top):
            tree.heads[j] = first
        tree.attach(first, first if root else tree.heads[top], tree.deps[top])
        tree.attach(top, first, "flat")
    for i in inside[1:]:
        if tree.deps[i] == "compound" or tree.deps[i] == "flat":
            tree.attach(i, first, "flat")
    for j in tree.below(first):
        if tree.deps[j] == "compound" and j < first:
            tree.deps[j] = "nmod:desc"
