"""Which time expression dates an event, by grammar: what stands under its word or clause, never under another clause.

The publication date is used only through expressions that count from it ("yesterday"); it never stands in for a date.
"""

import datetime as dt
import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from msgspec import Struct

from ..lexicon import DATA
from ..reading import Reading, Timex, Token
from ..record import When
from .periods import period

LINK: Final = re.compile(r"\s*(?:,?\s*and|or|to|through|until|till|-|–|—|/)\s*(?:on |the |early |in )?", re.IGNORECASE)
CLAUSE: Final = frozenset({"acl", "advcl", "ccomp", "csubj", "parataxis", "xcomp"})
NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
UPWARD: Final = frozenset({"obj", "nsubj", "nsubj:pass", "nsubj:outer", "obl", "obl:arg", "iobj", "nmod", "compound", "conj", "appos"})
"""How a noun hangs under the words whose date it may share."""
WEEK: Final = dt.timedelta(7)


class DatingWords(Struct, frozen=True):
    """The word lists of data/times.toml that dating goes by; lemmas."""

    light: frozenset[str]
    phase: frozenset[str]
    open: frozenset[str]
    frame: frozenset[str]
    during: frozenset[str]
    occasions: dict[str, int]
    """Lemma -> number of its group."""


@cache
def dating_words() -> DatingWords:
    """The word lists, read once."""
    raw = tomllib.loads((DATA / "times.toml").read_text("utf-8"))["dating"]
    occasions = {lemma: n for n, group in enumerate(raw.pop("occasions")) for lemma in group}
    return DatingWords(occasions=occasions, **{name: frozenset(words) for name, words in raw.items()})


def date_of(anchor: int, reading: Reading, published: dt.date | None) -> When | None:
    """The date of the event whose trigger is word `anchor`; None where its clause gives none."""
    times = _times_of_sentence(anchor, reading)
    if not times:
        return None
    hung = [(t, host, head) for t in times for host, head in [_host(t, reading)]]
    for hosts in _circles(anchor, reading):
        found = [(t, head) for t, host, head in hung if host in hosts and _speaks_of(head, host, anchor, reading)]
        if found:
            return _best(found, anchor, reading, published)
    return None


def when(time: Timex, reading: Reading, published: dt.date | None) -> When | None:
    """The days of `time` with those joined to it ("26 and 27 February", "from Monday to Thursday"); None: not known."""
    group = _joined(time, reading)
    text = reading.text[group[0].start : group[-1].end]
    periods = [period(t.value, t.text, published) for t in group]
    known = [p for p in periods if p]
    if len(known) != len(group):
        return None
    first, last = known[0][0], known[-1][1]
    if first > last and (last - first).days > -7 and all(p[2] == "day" for p in known):
        # Two bare weekdays, each read by itself: "from Monday to Thursday" never runs backwards.
        first, last = (first, last + WEEK) if published and first > published else (first - WEEK, last)
    if first > last:
        return None
    single = len(known) == 1 or first == last
    return When(start=first, end=last, precision=known[0][2] if single else "range", text=text)


def year_text(anchor: int, reading: Reading) -> str | None:
    """The period that something holds for ("an agreement for 2003", "a five-year pact"), in the report's words."""
    below = set(_phrase(anchor, reading))
    for time in _times_of_sentence(anchor, reading):
        head = _head(time, reading)
        if head not in below:
            continue
        lasting = time.type == "DURATION" and reading.tokens[head].head == anchor
        if _case(head, reading) == "for" or (lasting and _case(head, reading) in ("", "of")):
            group = _joined(time, reading)
            return reading.text[group[0].start : group[-1].end]
    return None


def carried_over(anchor: int, reading: Reading, dated: Mapping[int, When]) -> When | None:
    """The date of the occasion an event falls in: "during the visit" takes that of the visit named before.

    `dated` maps trigger words of the report to their dates; the nearest one before the phrase that names the same occasion counts.
    """
    words = dating_words()
    hosts = set().union(*_circles(anchor, reading))
    for noun in (c for h in sorted(hosts) for c in reading.children[h]):
        if _case(noun, reading) in words.during and _definite(noun, reading):
            if noun in dated:
                return dated[noun]
            earlier = [i for i in dated if i < noun and i != anchor and _same_occasion(i, noun, reading)]
            if earlier:
                return dated[max(earlier)]
    return None


def _times_of_sentence(anchor: int, reading: Reading) -> list[Timex]:
    sentence = reading.sentences[reading.tokens[anchor].sent]
    return [t for t in reading.times if sentence.start <= t.start < sentence.end]


def _words(time: Timex, reading: Reading) -> range:
    first = bisect_left(reading.tokens, time.start, key=_start)
    last = bisect_left(reading.tokens, time.end, key=_start)
    return range(max(0, min(first, len(reading.tokens) - 1)), max(last, first + 1))


def _start(token: Token) -> int:
    return token.start


def _head(time: Timex, reading: Reading) -> int:
    """The word of the expression that the sentence hangs it by."""
    words = _words(time, reading)
    inside = [i for i in words if i < len(reading.tokens)]
    return next((i for i in inside if reading.tokens[i].head not in words or reading.tokens[i].head == i), inside[0])


def _host(time: Timex, reading: Reading) -> tuple[int, int]:
    """The word a time belongs to, and the head of the phrase it stands in ("on the morning of 5 May")."""
    head = _head(_joined(time, reading)[0], reading)
    at, frame = reading.tokens[head].head, dating_words().frame
    while at != reading.tokens[at].head and reading.tokens[at].lemma in frame:
        head, at = at, reading.tokens[at].head
    return _introduced(head, at, reading), head


def _introduced(head: int, host: int, reading: Reading) -> int:
    """The coordinated verb when the time stands between "and" and that verb, wherever the parse hung it."""
    for c in reading.children[host]:
        if reading.tokens[c].dep == "conj" and reading.tokens[c].upos == "VERB" and c > head:
            for i in reading.children[c]:
                if reading.tokens[i].dep == "cc" and i < head:
                    return c
    return host


def _circles(anchor: int, reading: Reading) -> Iterator[set[int]]:
    """Words whose times may date the event, nearest circle first: the trigger, names under it, its clause, sharing clauses."""
    tokens, words = reading.tokens, dating_words()
    yield {anchor}
    yield {i for i in _phrase(anchor, reading) if i != anchor and _lends_its_time(i, reading)}
    chain = _chain(anchor, reading)
    at = chain[-1]
    light = at == anchor or tokens[at].lemma in words.light
    if at != anchor and (light or tokens[at].upos in NOMINAL):
        yield {*chain[1:], *(i for i in _phrase(at, reading) if tokens[i].upos == "PROPN")}
    if light or tokens[at].lemma in words.phase:
        yield set(_phases(at, reading))
        yield set(_coordinated(at, reading))
        yield {c for c in reading.children[at] if c < at and tokens[c].dep == "advcl" and tokens[c].xpos == "VBG" and not _case(c, reading)}


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


def _phrase(i: int, reading: Reading) -> Iterator[int]:
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
    return lemma in dating_words().occasions or lemma.endswith(("tion", "sion", "ment", "ing", "war", "crisis", "coup", "killing"))


def _coordinated(verb: int, reading: Reading) -> Iterator[int]:
    """Verbs that share their subject, and so their date, with `verb`: "On Friday he flew to Oslo and met the king"."""
    tokens = reading.tokens
    first = tokens[verb].head if tokens[verb].dep == "conj" else verb
    if tokens[first].upos not in ("VERB", "AUX"):
        return
    if first != verb and _shares(verb, reading):
        yield first
    for c in reading.children[first]:
        if c != verb and tokens[c].dep == "conj" and tokens[c].upos == "VERB" and _shares(c, reading):
            yield c


def _shares(verb: int, reading: Reading) -> bool:
    """Whether a coordinated verb has neither subject nor helping verb of its own."""
    return not any(reading.tokens[c].dep.startswith(("nsubj", "csubj", "aux")) for c in reading.children[verb])


def _speaks_of(head: int, host: int, anchor: int, reading: Reading) -> bool:
    """Whether the time may say when the event was.

    "An agreement for 2003" tells what it covers; under another noun than the trigger only a time with a preposition of place
    in time counts ("met officials in 2003", not "rejected the 2003 budget").
    """
    if reading.tokens[host].upos not in NOMINAL:
        return True
    case = _case(head, reading)
    if host == anchor:
        return case != "for"
    return head > host and (case in dating_words().during or reading.tokens[head].dep.endswith(("unmarked", "tmod")))


def _best(found: list[tuple[Timex, int]], anchor: int, reading: Reading, published: dt.date | None) -> When | None:
    """The most precise of several, then the nearest; None if one only bounds the event ("since 1994")."""
    dates = []
    for time, head in found:
        if time.type in ("DURATION", "SET") or _open_ended(time, head, reading):
            continue
        date = when(time, reading, published)
        if date:
            dates.append(((date.end - date.start).days, abs(head - anchor), time.start, date))
    return min(dates, key=lambda d: d[:3])[3] if dates else None


def _open_ended(time: Timex, head: int, reading: Reading) -> bool:
    """One end of a period only: "since 1994", "by June", "from Monday" without "to"."""
    case = _case(head, reading) or _case(_head(time, reading), reading)
    return case in dating_words().open and not (case == "from" and len(_joined(time, reading)) > 1)


def _joined(time: Timex, reading: Reading) -> list[Timex]:
    """The expression with its neighbours in "February 26 and 27", "between 3 and 5 May", "from Monday to Thursday"."""
    times = reading.times
    first = last = bisect_left(times, time.start, key=lambda t: t.start)
    while first > 0 and _linked(times[first - 1], times[first], reading):
        first -= 1
    while last + 1 < len(times) and _linked(times[last], times[last + 1], reading):
        last += 1
    return list(times[first : last + 1])


def _linked(left: Timex, right: Timex, reading: Reading) -> bool:
    """A dash or "to" joins; "and" only where the tree does too, for it also joins clauses."""
    between = reading.text[left.end : right.start]
    if not (left.type == right.type == "DATE" and len(between) < 14 and LINK.fullmatch(between)):
        return False
    if "and" not in between and "or" not in between:
        return True
    one, other = reading.tokens[_head(left, reading)], reading.tokens[_head(right, reading)]
    return one.head == other.head or other.head in _words(left, reading) or one.head in _words(right, reading)


def _case(i: int, reading: Reading) -> str:
    """The preposition over a phrase: "during", "prior to"; "" for none."""
    words = []
    for c in reading.children[i]:
        token = reading.tokens[c]
        if token.dep in ("case", "mark") and token.upos in ("ADP", "SCONJ", "VERB", "ADV", "ADJ"):
            words.append(token.lemma.lower())
            words += [reading.tokens[f].lemma.lower() for f in reading.children[c] if reading.tokens[f].dep == "fixed"]
    return " ".join(words)


def _definite(noun: int, reading: Reading) -> bool:
    below = [reading.tokens[c] for c in reading.children[noun]]
    return any(t.dep == "nmod:poss" or t.lemma.lower() in ("the", "this", "that", "these", "those") for t in below)


def _same_occasion(earlier: int, noun: int, reading: Reading) -> bool:
    one, other = reading.tokens[earlier].lemma.lower(), reading.tokens[noun].lemma.lower()
    groups = dating_words().occasions
    return one == other or (one in groups and groups.get(one) == groups.get(other))
