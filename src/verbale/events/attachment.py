"""Where in its sentence a time expression hangs, and which words an event shares its date with."""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import Final

from msgspec import Struct

from ..lexicon import DATA
from ..reading import Reading, Timex, Token, straight_head

LINK: Final = re.compile(r"\s*(?:,?\s*and|or|to|through|until|till|-|–|—|/)\s*(?:on |the |early |in )?", re.IGNORECASE)
CLAUSE: Final = frozenset({"acl", "advcl", "ccomp", "csubj", "parataxis", "xcomp"})
NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
PARTS_OF_NAMES: Final = frozenset({"compound", "nummod", "amod", "nmod", "flat"})
UPWARD: Final = frozenset(
    {"obj", "nsubj", "nsubj:pass", "nsubj:outer", "obl", "obl:arg", "iobj", "nmod", "compound", "conj", "appos"}
)
"""How a noun hangs under the words whose date it may share."""


class DatingWords(Struct, frozen=True):
    """The word lists of data/times.toml that dating goes by; lemmas."""

    light: frozenset[str]
    phase: frozenset[str]
    open: frozenset[str]
    frame: frozenset[str]
    during: frozenset[str]
    opinion: frozenset[str]
    state: frozenset[str]
    occasions: dict[str, int]
    """Lemma -> number of its group."""


@cache
def dating_words() -> DatingWords:
    """The word lists, read once."""
    raw = tomllib.loads((DATA / "times.toml").read_text("utf-8"))["dating"]
    occasions = {lemma: n for n, group in enumerate(raw.pop("occasions")) for lemma in group}
    return DatingWords(occasions=occasions, **{name: frozenset(words) for name, words in raw.items()})


class Hung(Struct, frozen=True):
    """A time expression in its sentence."""

    group: tuple[Timex, ...]
    """The expression with those joined to it: "February 26 and 27", "from Monday to Thursday"."""
    head: int
    """The head of the phrase it stands in ("on the morning of 5 May": morning)."""
    host: int
    """The word that phrase belongs to."""
    case: str
    """The preposition over it, "" for none."""


def hung_times(reading: Reading) -> dict[int, list[Hung]]:
    """Sentence number -> its time expressions, joined ones as one."""
    found: dict[int, list[Hung]] = {}
    at = 0
    while at < len(reading.times):
        last = at
        while last + 1 < len(reading.times) and linked(reading.times[last], reading.times[last + 1], reading):
            last += 1
        group = reading.times[at : last + 1]
        hung = _hung(group, reading)
        found.setdefault(reading.tokens[hung.head].sent, []).append(hung)
        at = last + 1
    return found


def _hung(group: tuple[Timex, ...], reading: Reading) -> Hung:
    inner = head = _framed(head_of(group[0], reading), reading)
    host, frame = straight_head(head, reading.tokens), dating_words().frame
    if reading.tokens[head].dep in PARTS_OF_NAMES and host > head and case_of(head, reading):
        # "On 2 May | men on camels attacked": what a preposition opens is no part of the next noun.
        host = reading.tokens[host].head
    while host != reading.tokens[host].head and reading.tokens[host].lemma in frame:
        head, host = host, reading.tokens[host].head
    inner_case = case_of(inner, reading)
    case = inner_case if inner_case == "on" else case_of(head, reading) or inner_case
    return Hung(group, head, _introduced(head, host, reading), case)


def _framed(head: int, reading: Reading) -> int:
    """The noun of time right before "of", wherever the parse hung what follows: "on the night of 7 August"."""
    for c in reading.children[head]:
        token = reading.tokens[c]
        if token.dep == "case" and token.lemma == "of" and c and reading.tokens[c - 1].lemma in dating_words().frame:
            return c - 1
    return head


def words_of(time: Timex, reading: Reading) -> range:
    first = bisect_left(reading.tokens, time.start, key=_start)
    last = bisect_left(reading.tokens, time.end, key=_start)
    return range(max(0, min(first, len(reading.tokens) - 1)), max(last, first + 1))


def _start(token: Token) -> int:
    return token.start


def head_of(time: Timex, reading: Reading) -> int:
    """The word of the expression that the sentence hangs it by."""
    words = words_of(time, reading)
    inside = [i for i in words if i < len(reading.tokens)]
    return next((i for i in inside if reading.tokens[i].head not in words or reading.tokens[i].head == i), inside[0])


def _introduced(head: int, host: int, reading: Reading) -> int:
    """The coordinated verb when the time stands between "and" and that verb, wherever the parse hung it."""
    for c in reading.children[host]:
        if reading.tokens[c].dep == "conj" and reading.tokens[c].upos == "VERB" and c > head:
            for i in reading.children[c]:
                if reading.tokens[i].dep == "cc" and i < head:
                    return c
    return host


def circles(anchor: int, reading: Reading) -> Iterator[set[int]]:
    """Words whose times may date the event, nearest first: the trigger, names under it, its clause, sharing clauses."""
    tokens, words = reading.tokens, dating_words()
    yield {anchor}
    yield {i for i in phrase(anchor, reading) if i != anchor and _lends_its_time(i, reading)}
    chain = _chain(anchor, reading)
    at = chain[-1]
    light = at == anchor or tokens[at].lemma in words.light
    if at != anchor and (light or tokens[at].upos in NOMINAL):
        yield {*chain[1:], *(i for i in phrase(at, reading) if tokens[i].upos == "PROPN")}
    if light or tokens[at].lemma in words.phase:
        yield set(_phases(at, reading))
        yield set(_coordinated(at, reading))
        yield {
            c
            for c in reading.children[at]
            if c < at and tokens[c].dep == "advcl" and tokens[c].xpos == "VBG" and not case_of(c, reading)
        }


def _phases(at: int, reading: Reading) -> Iterator[int]:
    """The verb above or below that only says how far the act is: "is due to begin", "started meeting"."""
    tokens, words = reading.tokens, dating_words()
    if tokens[at].dep == "xcomp" and tokens[tokens[at].head].lemma in words.phase:
        yield tokens[at].head
    if tokens[at].lemma in words.phase:
        yield from (c for c in reading.children[at] if tokens[c].dep == "xcomp")


def _chain(anchor: int, reading: Reading) -> list[int]:
    """From the trigger, where it is a noun, through the nouns over it to the head of its clause."""
    tokens, found = reading.tokens, [anchor]
    while tokens[found[-1]].upos in NOMINAL and tokens[found[-1]].dep in UPWARD and tokens[found[-1]].head != found[-1]:
        found.append(tokens[found[-1]].head)
    return found


def phrase(i: int, reading: Reading) -> Iterator[int]:
    """Word `i` and what stands under it inside its own clause."""
    stack = [i]
    while stack:
        at = stack.pop()
        yield at
        for c in reading.children[at]:
            token = reading.tokens[c]
            verbal = token.dep == "conj" and token.upos in ("VERB", "AUX")
            if token.dep.split(":")[0] not in CLAUSE and not verbal:
                stack.append(c)


def _lends_its_time(i: int, reading: Reading) -> bool:
    """A noun under the trigger that a parse may wrongly give the event's date: names and people, not acts."""
    token = reading.tokens[i]
    return token.upos in ("PROPN", "PRON") or (token.upos == "NOUN" and not _is_act(token.lemma))


def _is_act(lemma: str) -> bool:
    return lemma in dating_words().occasions or lemma.endswith(
        ("tion", "sion", "ment", "ing", "war", "crisis", "coup", "killing")
    )


def _coordinated(verb: int, reading: Reading) -> Iterator[int]:
    """Earlier verbs that `verb` shares its subject, and so its date, with: "On Friday he flew to Oslo and met the king".

    Never later ones: "he protested and on Friday recalled his envoy" does not date the protest.
    """
    tokens = reading.tokens
    first = tokens[verb].head if tokens[verb].dep == "conj" else verb
    if tokens[first].upos not in ("VERB", "AUX"):
        return
    if first != verb and _shares(verb, reading):
        yield first
    for c in reading.children[first]:
        if first != verb and c < verb and tokens[c].dep == "conj" and tokens[c].upos == "VERB" and _shares(c, reading):
            yield c


def _shares(verb: int, reading: Reading) -> bool:
    """Whether a coordinated verb has neither subject nor helping verb of its own."""
    return not any(reading.tokens[c].dep.startswith(("nsubj", "csubj", "aux")) for c in reading.children[verb])


def linked(left: Timex, right: Timex, reading: Reading) -> bool:
    """A dash or "to" joins; "and" only where the tree does too, for it also joins clauses."""
    between = reading.text[left.end : right.start]
    if not (left.type == right.type == "DATE" and len(between) < 14 and LINK.fullmatch(between)):
        return False
    if "and" not in between and "or" not in between:
        return True
    one, other = reading.tokens[head_of(left, reading)], reading.tokens[head_of(right, reading)]
    return one.head == other.head or other.head in words_of(left, reading) or one.head in words_of(right, reading)


def case_of(i: int, reading: Reading) -> str:
    """The preposition over a phrase: "during", "prior to"; "" for none."""
    words = []
    for c in reading.children[i]:
        token = reading.tokens[c]
        if token.dep in ("case", "mark") and token.upos in ("ADP", "SCONJ", "VERB", "ADV", "ADJ"):
            words.append(token.lemma.lower())
            words += [reading.tokens[f].lemma.lower() for f in reading.children[c] if reading.tokens[f].dep == "fixed"]
    return " ".join(words)


def definite(noun: int, reading: Reading) -> bool:
    below = [reading.tokens[c] for c in reading.children[noun]]
    return any(t.dep == "nmod:poss" or t.lemma.lower() in ("the", "this", "that", "these", "those") for t in below)
