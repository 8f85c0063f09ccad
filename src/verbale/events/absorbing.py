"""Which hits belong to another's event, and which only name what has not happened."""

from collections.abc import Container

from ..cast import Cast
from ..lexicon import Lexicon
from .second_opinion import unknown_acts
from .slots import Slots
from .syntax import Syntax
from .triggers import Hit, match_triggers

_TOPICAL = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"})
_NEGOTIATED = frozenset({"RETREAT", "CONCEDE", "REQUEST"})
_ABOUT = frozenset({"on", "about", "regarding", "concerning", "over", "of", "for"})
_PROPOSED = frozenset({"AGREE", "REQUEST", "CONSULT", "THREATEN", "SUPPORT", "COOPERATE"})
_ANSWERS = frozenset({"REJECT", "SUPPORT", "ACCUSE", "AGREE", "CONCEDE"})
_OPERATING = frozenset({"REQUEST", "THREATEN", "REJECT", "AGREE", "COERCE"})
_CHARGING = frozenset({"of", "for", "with"})
_REALISED = frozenset({"acl:relcl", "parataxis", "appos"})


def find_hits(syntax: Syntax, lexicon: Lexicon, cast: Cast) -> tuple[list[Hit], Slots]:
    """Every hit that stands on its own, in text order, with the hits it swallows; and the slots they used."""
    slots = Slots(syntax, lexicon, cast)
    hits, used, silenced = match_triggers(slots)
    hits |= unknown_acts(hits, silenced, slots)
    _swallow_objects(hits, used)
    _swallow_complements(hits, syntax, lexicon.status)
    _swallow_proposals(hits, syntax)
    _swallow_charges(hits, syntax)
    _drop_unrealised(hits, syntax)
    _drop_topics(hits, syntax, lexicon)
    return [hits[i] for i in sorted(hits)], slots


def _swallow_objects(hits: dict[int, Hit], used: dict[int, list[int]]) -> None:
    """A light verb and the noun it requires are one event: the more telling verb entry keeps it."""
    for i, filled in used.items():
        if i not in hits or hits[i].trigger.operator:
            continue
        for j in filled:
            if j != i and j in hits and hits[j].is_noun:
                hits[i].swallowed.append(hits.pop(j))


def _swallow_complements(hits: dict[int, Hit], syntax: Syntax, expected: Container[str]) -> None:
    """An operator takes the act below it: "agreed to withdraw" is one event.

    A passive one that nobody does goes; the act below stays where the word only says that it is `expected`.
    """
    for i in sorted(hits):
        if i not in hits or not hits[i].trigger.operator:
            continue
        if syntax.passive(i) and not syntax.subjects(i):
            for j in _acts_below(i, hits, syntax) if syntax.tokens[i].lemma.lower() not in expected else ():
                hits.pop(j)
            hits.pop(i)
            continue
        for j in _acts_below(i, hits, syntax):
            hit = hits.pop(j)
            hits[i].swallowed.append(hit)
            if hits[i].complement is None:
                hits[i].complement = hit
        inner = hits[i].complement
        while inner is not None and inner.complement is not None:
            inner = inner.complement
            hits[i].swallowed.append(inner)


def _acts_below(i: int, hits: dict[int, Hit], syntax: Syntax) -> list[int]:
    found: list[int] = []
    queue = [*syntax.complements(i), *syntax.objects(i), *(o for os in syntax.obliques(i).values() for o in os)]
    seen = {i}
    for depth in range(3):
        below: list[int] = []
        for j in queue:
            for c in syntax.coordinated(j):
                if c in seen:
                    continue
                seen.add(c)
                if c in hits and (hits[c].is_noun or syntax.tokens[c].dep != "acl:relcl"):
                    found.append(c)
                elif depth < 2:
                    below += [*syntax.deps(c, "xcomp", "obj", "acl"), *syntax.obliques(c).get("of", ())]
        if found:
            return found
        queue = below
    return found


def _drop_topics(hits: dict[int, Hit], syntax: Syntax, lexicon: Lexicon) -> None:
    """What an agreement is on, or talks are about, has not happened by being named there."""
    papers = lexicon.classes.get("agreement", frozenset()) | lexicon.classes.get("consultation", frozenset())
    for i in [i for i, h in hits.items() if h.is_noun and h.trigger.event in _TOPICAL | _NEGOTIATED]:
        at = i
        while syntax.tokens[at].dep == "conj":
            at = syntax.tokens[at].head
        above = syntax.parent(at)
        if above is None or not set(syntax.case_of(at).split()) & _ABOUT:
            continue
        lemma = syntax.tokens[above].lemma.lower()
        talked_about = (
            above in hits and hits[above].trigger.event == "CONSULT" and syntax.case_of(at) not in ("of", "for")
        )
        on_paper = hits[i].trigger.event in _TOPICAL and syntax.tokens[at].dep == "nmod" and lemma in papers
        if on_paper or talked_about:
            del hits[i]


def _swallow_proposals(hits: dict[int, Hit], syntax: Syntax) -> None:
    """ "rejected an offer of talks": what is answered is not a second event; it names the other side."""
    for i in [i for i, h in hits.items() if h.trigger.event in _ANSWERS and not h.is_noun]:
        if i not in hits:
            continue
        heads = [*syntax.objects(i), *(o for p in ("for", "of", "on", "to") for o in syntax.obliques(i).get(p, ()))]
        for o in [c for head in heads for c in syntax.coordinated(head)]:
            for j in (o, *(n for p in ("for", "of", "on", "to") for n in syntax.obliques(o).get(p, ()))):
                if j in hits and hits[j].is_noun and hits[j].trigger.event in _PROPOSED:
                    hits[i].swallowed.append(hits.pop(j))


def _swallow_charges(hits: dict[int, Hit], syntax: Syntax) -> None:
    """ "Accused Chad of bombing a village", "defended its decision to withdraw": one act, the answer.

    What somebody is charged with, and what a decision is about that others welcome or condemn, is told in the answer's words.
    """
    for i in [i for i, h in hits.items() if h.trigger.event in _ANSWERS and not h.is_noun and h.trigger.frame is None]:
        if i not in hits:
            continue
        objects = [c for o in syntax.objects(i) for c in syntax.coordinated(o)]
        decided = [v for o in objects for c in syntax.complements(o) for v in syntax.coordinated(c)]
        if hits[i].trigger.event == "REJECT":  # "vetoed a resolution condemning the raid"
            decided += [c for o in objects for c in syntax.deps(o, "acl") if syntax.tokens[c].xpos == "VBG"]
        charged: list[int] = []
        if hits[i].trigger.event == "ACCUSE":
            charged = [v for c in _charges(i, syntax) for v in syntax.coordinated(c)]
        for j in (*charged, *decided):
            if j in hits and j != i:
                hits[i].swallowed.append(hits.pop(j))


def _charges(i: int, syntax: Syntax) -> list[int]:
    """The gerunds of a charge, later ones that the parse hangs on its verb included: "of shelling, looting and burning"."""
    first = [c for c in syntax.deps(i, "advcl", "acl") if syntax.gerund(c) and syntax.deps(c, "mark")]
    marks = {syntax.tokens[m].lemma.lower() for c in first for m in syntax.deps(c, "mark")}
    if not marks & _CHARGING:
        return []
    return first + [c for f in first for c in syntax.deps(f, "advcl") if syntax.tokens[c].xpos == "VBG"]


def _drop_unrealised(hits: dict[int, Hit], syntax: Syntax) -> None:
    """What is demanded, promised, refused or threatened has not happened: acts inside it are no events."""
    for i in [i for i, h in hits.items() if h.trigger.event in _OPERATING]:
        if i not in hits:
            continue
        taken = [s.at for s in hits[i].swallowed]
        takes = hits[i].trigger.operator or hits[i].trigger.event in ("COERCE", "THREATEN")
        heads = syntax.complements(i) if takes else []
        for head in [*heads, *taken]:
            stack = [head]
            while stack:
                at = stack.pop()
                if at in hits and at != i:
                    del hits[at]
                stack += [c for c in syntax.children[at] if not _stands_alone(c, syntax)]


def _stands_alone(i: int, syntax: Syntax) -> bool:
    """A clause that tells of something beside the act: relative, causal, temporal, or in the past tense."""
    token = syntax.tokens[i]
    if token.dep in _REALISED or (token.dep == "conj" and syntax.deps(i, "nsubj", "nsubj:pass")):
        return True
    if token.dep in ("advcl", "ccomp", "acl"):
        marks = {syntax.tokens[m].lemma.lower() for m in syntax.deps(i, "mark")}
        return token.xpos == "VBD" or bool(marks & {"after", "because", "since", "as", "while", "although"})
    return False
