"""Arcs that the parser draws wrongly in a way that grammar can tell, drawn anew."""

from collections.abc import Sequence

from msgspec.structs import replace

from verbale.reading import Token

_CLAUSES = frozenset({"ccomp", "xcomp", "advcl"})
_NOMINALS = frozenset({"nmod", "obl", "obj", "nsubj", "nsubj:pass"})
_DAYS = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tomorrow",
})  # fmt: skip


def repaired(tokens: Sequence[Token]) -> list[Token]:
    """The words with these arcs mended.

    An infinitive right behind a predicate is that predicate's: in "Chad is about to recall its envoy, an aide said" both
    "about" and "recall" may come out as what was said, which would make the aide recall the envoy. A noun behind "and" is
    coordinated with the one before: "between Chad and the rebel leader Moussa". A weekday beside a subject is none: "Chadian
    deputies Tuesday approved".
    """
    found = list(tokens)
    for token in tokens:
        if token.xpos == "VB" and token.dep in _CLAUSES:
            found[token.i] = _infinitive(token, tokens)
        elif token.dep == "cc" and token.head > token.i:
            found[token.head] = _coordinated(token, tokens)
        elif token.dep == "nsubj" and token.text.lower() in _DAYS and _doubled(token, tokens):
            found[token.i] = replace(token, dep="obl:unmarked")
    return found


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


def _doubled(day: Token, tokens: Sequence[Token]) -> bool:
    before = tokens[day.i - 1] if day.i else day
    while before.dep == "flat":
        before = tokens[before.head]
    return before.head == day.head and before.dep == "nsubj"
