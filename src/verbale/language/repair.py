"""Arcs that the parser draws wrongly in a way that grammar can tell, drawn anew."""

from collections.abc import Sequence

from msgspec.structs import replace

from verbale.reading import Token

_CLAUSES = frozenset({"ccomp", "xcomp", "advcl"})
_NOMINALS = frozenset({"nmod", "obl", "obj", "nsubj", "nsubj:pass"})
_DAYS = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tomorrow",
})  # fmt: skip

_LIST = 30
"""Words within which a list goes on."""
_NEAR = 4
"""Words within which a noun has its "of"."""


def repaired(tokens: Sequence[Token]) -> list[Token]:
    """The words with these arcs mended.

    An infinitive right behind a predicate is that predicate's: in "Chad is about to recall its envoy, an aide said" both
    "about" and "recall" may come out as what was said, which would make the aide recall the envoy. A noun behind "and" is
    coordinated with the one before: "between Chad and the rebel leader Moussa". A weekday beside a subject is none: "Chadian
    deputies Tuesday approved". A noun that nothing joins to the one before is not coordinated with it: "crews the Navy's bases".
    In a list a noun with "of" goes with the others that have one: "visits of deputies, the training of crews, and drills".
    A name between commas goes with those around it: "envoys of Chad, Togo and Mali". A name before a subject that "after"
    opens is part of it: "after Chadian crowds", "after Kinshasa crowds burned the hall". A noun behind its verb and a
    preposition is no subject: "Lomé felt pressure from Accra".
    """
    found = list(tokens)
    for name in _between(tokens):
        found[name] = replace(tokens[name], head=name - 2, dep="conj")
    for name in _opened(tokens):
        verb = tokens[tokens[name].head]
        found[name] = replace(tokens[name], head=name + 1, dep="compound")
        found[name - 1] = replace(tokens[name - 1], head=verb.i, dep="mark")
        if verb.dep in _CLAUSES and verb.i > name and (before := _clause_before(name, verb, tokens)) is not None:
            found[verb.i] = replace(verb, head=before, dep="advcl")
    for token in tokens:
        if token.xpos == "VB" and token.dep in _CLAUSES:
            found[token.i] = _infinitive(token, tokens)
        elif token.dep == "cc" and token.head > token.i:
            found[token.head] = _coordinated(token, tokens)
        elif token.dep == "conj" and not _joined(token, tokens):
            found[token.i] = replace(token, dep="nmod")
        elif token.dep == "conj":
            found[token.i] = _listed(token, tokens)
        elif token.dep == "nsubj" and (owned := _owned(token, tokens)) is not None:
            found[token.i] = replace(token, head=owned, dep="compound")
        elif token.dep == "nsubj" and token.head < token.i and _has_case(token, tokens):
            found[token.i] = replace(token, dep="obl")
        elif token.dep == "nsubj" and token.text.lower() in _DAYS and _doubled(token, tokens):
            found[token.i] = replace(token, dep="obl:unmarked")
    return found


def _between(tokens: Sequence[Token]) -> list[int]:
    """Names of lists "A, B and C" that hang on what A hangs on, or on its head, though C goes with A or B."""
    found = []
    for name in tokens[2:-2]:
        first, last = tokens[name.i - 2], tokens[name.i + 2]
        listed = tokens[name.i - 1].text == "," and tokens[name.i + 1].dep == "cc"
        names = first.upos == name.upos == last.upos == "PROPN"
        joined = (
            last.dep == "conj" and last.head in (first.i, name.i) and name.head in (first.head, tokens[first.head].head)
        )
        if listed and names and joined and name.head != first.i and name.dep in ("nmod", "conj", "appos"):
            found.append(name.i)
    return found


def _opened(tokens: Sequence[Token]) -> list[int]:
    """Names right behind "after", "before" or "since" that are read as its noun, though a plural subject follows at once."""
    return [
        name.i
        for name in tokens[1:-1]
        if name.upos == "PROPN"
        and name.dep == "obl"
        and tokens[name.i - 1].lemma.lower() in ("after", "before", "since")
        and tokens[name.i - 1].head == name.i
        and tokens[name.i + 1].xpos == "NNS"
        and (tokens[name.i + 1].dep, tokens[name.i + 1].head) == ("nsubj", name.head)
    ]


def _clause_before(name: int, verb: Token, tokens: Sequence[Token]) -> int | None:
    """The predicate before the clause that hangs where that clause wrongly does."""
    return next((t.i for t in reversed(tokens[:name]) if t.head == verb.head and t.dep in _CLAUSES), None)


def _infinitive(verb: Token, tokens: Sequence[Token]) -> Token:
    to = verb.i - 1
    while to >= 0 and tokens[to].head == verb.i and tokens[to].dep == "advmod":
        to -= 1
    if to < 1 or (tokens[to].head, tokens[to].dep, tokens[to].lemma) != (verb.i, "mark", "to"):
        return verb
    before = tokens[to - 1]
    beside = before.head == verb.head != before.i and before.dep in _CLAUSES and verb.head > verb.i
    return replace(verb, head=before.i, dep="xcomp") if beside and before.upos in ("ADJ", "VERB") else verb


def _coordinated(cc: Token, tokens: Sequence[Token]) -> Token:
    noun = tokens[cc.head]
    before = tokens[cc.i - 1] if cc.i else noun
    while before.head not in (noun.head, before.i) and before.head < cc.i and before.upos != "VERB":
        before = tokens[before.head]
    beside = before.head == noun.head and before.i < cc.i and before.i != noun.head
    if noun.dep not in _NOMINALS or not beside or before.dep not in _NOMINALS:
        return noun
    return replace(noun, head=before.i, dep="conj")


def _joined(noun: Token, tokens: Sequence[Token]) -> bool:
    """Whether a conjunct has "and", a comma or the like anywhere between itself and the word it is joined to."""
    if noun.upos not in ("NOUN", "PROPN") or tokens[noun.head].upos not in ("NOUN", "PROPN") or noun.head > noun.i:
        return True
    return any(t.upos in ("PUNCT", "CCONJ", "SYM") or t.dep in ("cc", "punct") for t in tokens[noun.head + 1 : noun.i])


def _listed(noun: Token, tokens: Sequence[Token]) -> Token:
    inner = tokens[noun.head]
    outer = tokens[inner.head]
    if inner.dep != "nmod" or outer.upos != "NOUN" or noun.upos != "NOUN":
        return noun
    goes_on = any(t.head == outer.i and t.dep == "conj" for t in tokens[noun.i + 1 : noun.i + _LIST])
    parallel = _of(noun, tokens) and _of(outer, tokens) and not _of(inner, tokens)
    return replace(noun, head=outer.i) if goes_on and parallel else noun


def _of(noun: Token, tokens: Sequence[Token]) -> bool:
    """Whether a noun has an "of" of its own."""
    behind = tokens[noun.i + 1 : noun.i + _NEAR]
    return any(t.lemma == "of" and t.dep == "case" and tokens[t.head].head == noun.i for t in behind)


def _owned(name: Token, tokens: Sequence[Token]) -> int | None:
    """The second subject right behind the brackets that follow a name: "the Teachers' Union (NUT) leaders called"."""
    bracket = name.i + 1
    if name.upos != "PROPN" or bracket >= len(tokens) or tokens[bracket].text != "(":
        return None
    closing = next((t.i for t in tokens[bracket : bracket + _LIST] if t.text == ")"), None)
    after = None if closing is None else next((t for t in tokens[closing + 1 : closing + 3] if t.upos == "NOUN"), None)
    doubled = after is not None and after.dep == "nsubj" and after.head == name.head
    return after.i if doubled and after is not None else None


def _has_case(noun: Token, tokens: Sequence[Token]) -> bool:
    """Whether a preposition stands before a noun, and belongs to it."""
    return any(t.dep == "case" and t.head == noun.i for t in tokens[max(0, noun.i - _NEAR) : noun.i])


def _doubled(day: Token, tokens: Sequence[Token]) -> bool:
    before = tokens[day.i - 1] if day.i else day
    while before.dep == "flat":
        before = tokens[before.head]
    return before.head == day.head and before.dep == "nsubj"
