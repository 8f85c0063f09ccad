"""Who speaks: the word that names the speaker of a cue, and how far the speaker's noun phrase runs."""

from ..lexicon import CueWord, Lexicon
from ..reading import Token
from ..report import Span
from .syntax import Syntax

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"})
_BESIDE = frozenset({"parataxis", "dep", "conj", "appos", "list"})
_CLOSING = ")”’]"
_ASIDE = frozenset({"advcl", "ccomp", "csubj", "mark", "discourse", "vocative", "cop", "aux"})
_ENDS = frozenset({"who", "which", "that", "whom", "and", "or", "but"})


class SpeakerReader:
    """Reads speakers over one reading."""

    def __init__(self, syntax: Syntax, lexicon: Lexicon, quoted: frozenset[int]) -> None:
        self.syntax = syntax
        self.lexicon = lexicon
        self.quoted = quoted
        self._carriers = lexicon.lists["carrier"]

    def speaker(self, i: int, cue: CueWord) -> int | None:
        """The word that names the speaker of cue `i`, None where nobody is named."""
        if self.syntax.tokens[i].upos == "NOUN":
            return self._of_noun(i, cue)
        subjects = self._quoted_person(i) or self._issuer(i) or list(self.syntax.subjects(i))
        if not subjects and cue.pos == "adjective":
            subjects = list(self.syntax.objects(i))
        if not subjects and not self.syntax.passive(i):
            subjects = [o for o in self.syntax.deps(i, "obj", "obl", "dep") if self.inverted(i, o)]
        return subjects[0] if subjects else None

    def _quoted_person(self, i: int) -> list[int]:
        """ "quoted an official as saying": the official."""
        verb = self.syntax.parent(i)
        as_saying = any(self.syntax.tokens[m].lemma.lower() == "as" for m in self.syntax.deps(i, "mark"))
        if verb is None or not as_saying or self.syntax.tokens[verb].lemma.lower() not in ("quote", "cite", "report"):
            return []
        return list(self.syntax.objects(verb))

    def _issuer(self, i: int) -> list[int]:
        """ "The team issued a statement saying": the team."""
        tokens = self.syntax.tokens
        noun = tokens[i].head
        if tokens[i].dep != "acl" or tokens[noun].dep != "obj" or tokens[noun].lemma.lower() not in self._carriers:
            return []
        verb = tokens[noun].head
        return list(self.syntax.subjects(verb)) if tokens[verb].upos == "VERB" and verb < noun < i else []

    def inverted(self, i: int, noun: int) -> bool:
        """'"We shall sign," warned the premier': the noun right behind a cue that follows its quotation."""
        tokens = self.syntax.tokens
        behind = i < noun and all(
            tokens[j].upos in ("DET", "ADJ", "PROPN", "NOUN", "PUNCT") for j in range(i + 1, noun)
        )
        before = [j for j in range(max(0, i - 3), i) if tokens[j].upos == "PUNCT"]
        return behind and bool(before) and (i - 2 in self.quoted or i - 3 in self.quoted)

    def _of_noun(self, i: int, cue: CueWord) -> int | None:
        syntax = self.syntax
        slots = (p for p in ("by", "from", "among", "of") if p not in cue.complement)
        for heads in (syntax.possessors(i), *(syntax.obliques(i).get(p, []) for p in slots)):
            if heads:
                return heads[0]
        verb = syntax.parent(i)
        lemma = syntax.tokens[verb].lemma.lower() if verb is not None else ""
        lists = self.lexicon.lists
        if verb is None or lemma not in lists["support"] or lemma in lists["receiving"]:
            return (
                None  # "issued a statement" is the issuer's; "fell out over a report" and "secured a promise" are not
            )
        subjects = [s for s in syntax.subjects(verb) if s != i]
        return subjects[0] if subjects else None


def extent(syntax: Syntax, at: int, apart: set[int]) -> Span:
    """The whole noun phrase of word `at`: titles, appositions, relative clauses; no branch that holds words set `apart`."""
    tokens = syntax.tokens
    own = _own(syntax, at, apart)
    first = last = at
    while first - 1 in own or (first and _titles(syntax, first - 1, first)):
        first -= 1
    while last + 1 in own:
        last += 1
    while last > at and (_loose(tokens[last]) or tokens[last].lemma.lower() in _ENDS):
        last -= 1
    while first < at and (tokens[first].upos == "PUNCT" or tokens[first].dep == "cc"):
        first += 1
    return Span(tokens[first].start, tokens[last].end)


def _loose(token: Token) -> bool:
    return token.upos == "PUNCT" and (token.text not in _CLOSING or token.text == '"')


def _own(syntax: Syntax, at: int, apart: set[int]) -> set[int]:
    """The words under `at` that belong to its phrase."""
    found = {at}
    for c in syntax.children[at]:
        token = syntax.tokens[c]
        relation = token.dep.split(":")[0]
        if relation in _ASIDE or relation == "case" or not apart.isdisjoint(syntax.subtree(c)):
            continue
        if (relation in _BESIDE and token.upos not in _NOMINAL) or (c > at and _apart(syntax, c)):
            continue
        found.update(syntax.subtree(c))
    return found


def _apart(syntax: Syntax, i: int) -> bool:
    """Whether what hangs behind a noun says when, or whom it is like: "the premier on Friday", "Kaya, like his rivals"."""
    start = syntax.tokens[i].start
    timed = any(t.start <= start < t.end for t in syntax.reading.times)
    return timed or syntax.case_of(i) in ("like", "unlike", "despite", "along with", "in addition to")


def _titles(syntax: Syntax, i: int, name: int) -> bool:
    """Whether word `i` is a title right before a name, however the parse hung it: "aide Ana Ruiz"."""
    token = syntax.tokens[i]
    if syntax.tokens[name].upos != "PROPN" or token.upos not in ("NOUN", "PROPN") or syntax.deps(i, "case", "det"):
        return False
    return token.dep.split(":")[0] in (
        "nsubj",
        "compound",
        "flat",
        "appos",
        "dep",
        "dislocated",
        "vocative",
    ) and not _apart(syntax, i)
