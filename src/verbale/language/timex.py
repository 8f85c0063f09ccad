"""Time expressions in running text, after TIMEX3: where they stand, their type and value.

Spans follow TempEval-3: articles and "early", "late", "the end of" belong to the expression, prepositions do not. Where
the publication date is not known, a value that needs it is None, or keeps X for its year.
"""

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import Final

from msgspec import Struct

from verbale.reading import Timex, Token
from verbale.report import Span

from .timex_amounts import day_value
from .timex_calendar import first_day
from .timex_grammar import REACH, Rule, cores, rules
from .timex_guards import acceptable
from .timex_tense import Lean, Tense
from .timex_values import IMPOSSIBLE, Found, Scene
from .timex_words import Words, table, words_of

DIRECTED: Final = frozenset(
    {"day month", "month day", "first of days", "one of month's days", "month", "season", "fall", "quarter", "weekday",
     "weekday hour", "feast"}
)  # fmt: skip
"""Rules whose value depends on whether the clause looks ahead."""
DAYS_FROM: Final = frozenset({"D", "NI", "W", "FN", "WE"})
"""Units counted from a day; months are counted from a month or a day."""
BOUNDS: Final = frozenset({"before", "after", "until", "till", "by", "than"})
"""Words before a date that others do not count from: a deadline, or the far end of a comparison."""
AT_ONCE: Final = 3
"""Sentences after which "that night" no longer says which."""
ANCHORS: Final = frozenset({"DATE", "TIME"})


class Anchor(Struct, frozen=True):
    """A date that others may count from."""

    day: dt.date
    """Its first day."""
    unit: str
    """"D", "M" or "Y": how precise it is."""
    sentence: int


class Candidate(Struct, frozen=True):
    """A match of a rule: its words `[first, last)`."""

    first: int
    last: int
    rank: int
    rule: Rule
    found: Found


def find_times(text: str, tokens: Sequence[Token] | None, published: dt.date | None) -> tuple[Timex, ...]:
    """The time expressions of `text` in order; `tokens`, where given, tell the tense around each."""
    return tuple(t for t in _read(text, tokens, published) if t.value != IMPOSSIBLE)


def impossible_times(text: str) -> tuple[Span, ...]:
    """Words in the form of a date or hour that no calendar or clock has: "February 30", "25:61"."""
    return tuple(Span(t.start, t.end) for t in _read(text, None, None) if t.value == IMPOSSIBLE)


def _read(text: str, tokens: Sequence[Token] | None, published: dt.date | None) -> list[Timex]:
    words, chosen = _matches(text)
    context = _Context(words, Tense(words, tokens), published)
    return [context.timex(c, after) for c, after in zip_longest(chosen, chosen[1:]) if c]


@lru_cache(maxsize=1)
def _matches(text: str) -> tuple[Words, list[Candidate]]:
    """The words of the text and its matches; kept, for a report is asked for its times and then its impossible ones."""
    words = words_of(text)
    return words, [c for c in _chosen(words) if c.rule.value is not None]


def _chosen(words: Words) -> list[Candidate]:
    """The leftmost longest matches, none overlapping another."""
    found = [
        candidate
        for core in cores().finditer(words.shape)
        for rank, rule in enumerate(rules())
        if not rule.needs.isdisjoint(core[0])
        for match in rule.pattern.finditer(words.shape, max(0, core.start() - REACH), core.end() + REACH)
        if acceptable(
            rule.name, (candidate := _candidate(rank, rule, match, words)).found, candidate.first, candidate.last
        )
    ]
    found.sort(key=lambda c: (c.first, -c.last, c.rank))
    chosen, end = [], 0
    for candidate in found:
        if candidate.first >= end:
            chosen.append(candidate)
            end = candidate.last
    return chosen


def _candidate(rank: int, rule: Rule, match: "re.Match[str]", words: Words) -> Candidate:
    groups = {name.rstrip("23"): match.span(name) for name, caught in match.groupdict().items() if caught}
    first, last = groups.get("t", match.span())
    return Candidate(first, last, rank, rule, Found(words, groups))


class _Context:
    """What has been read so far, in text order."""

    def __init__(self, words: Words, tense: Tense, published: dt.date | None) -> None:
        self._words = words
        self._tense = tense
        self._published = published
        self._sentences = _sentence_numbers(words)
        self._last: Anchor | None = None
        self._past: Anchor | None = None
        """The last that is not after publication."""
        self._day: tuple[int, str] | None = None
        self._year: tuple[int, int] | None = None

    def timex(self, c: Candidate, after: Candidate | None) -> Timex:
        """The expression with its value, kept for those that count from it; `after` is the next in the text."""
        words, kind = self._words, c.rule.type
        value = self._value(c, self._day_beside(c, after) if kind == "TIME" else None)
        if kind in ANCHORS and value != IMPOSSIBLE:
            self._remember(c, value)
        start, end = words.starts[c.first], words.ends[c.last - 1]
        return Timex(start, end, words.text[start:end], kind, value)

    def _value(self, c: Candidate, day: str | None) -> str | None:
        sentence = self._sentences[c.first]
        lean: Lean = "behind"
        if c.rule.name in DIRECTED or self._past != self._last:
            lean = self._tense.lean(c.first, c.last)
        scene = Scene(
            published=self._published,
            anchor=self._anchor(c, self._past if lean == "behind" else self._last),
            future=c.rule.name in DIRECTED and lean != "behind",
            nearer=lean == "either",
            year=self._year[1] if self._year and sentence - self._year[0] <= 1 else None,
            day=day or (self._day[1] if self._day and self._day[0] == sentence else None),
        )
        return c.rule.value(c.found, scene) if c.rule.value else None

    def _anchor(self, c: Candidate, last: Anchor | None) -> dt.date | None:
        """The day that the expression counts from; None where it is not told precisely enough, or too long ago."""
        if last is None:
            return None
        apart, word = self._sentences[c.first] - last.sentence, c.found.word("unit")
        units = table().units
        unit = units.get(word) or units.get(word.removesuffix("s"), "")
        if c.rule.name == "edge of unit":
            return last.day if apart == 0 else None
        this_day = c.rule.name == "near hour" or (c.found.word("turn") in ("that", "same") and unit == "D")
        if this_day and (apart > AT_ONCE or last.unit != "D"):
            return None
        coarse = (unit in DAYS_FROM and last.unit != "D") or (unit in ("M", "Q") and last.unit == "Y")
        return None if coarse else last.day

    def _day_beside(self, c: Candidate, after: Candidate | None) -> str | None:
        """The day inside the expression ("15:00 GMT Saturday") or right behind it ("at 10 a.m. on 5 May")."""
        if c.found.has("ofday"):
            name = "weekday" if c.found.has("weekday") else "near"
            groups = {name: c.found.groups["ofday"]}
            rule = next(r for r in rules() if r.name == ("weekday" if name == "weekday" else "near day"))
            return day_value(self._value(Candidate(c.first, c.last, 0, rule, Found(c.found.words, groups)), None))
        near = (
            after is not None and after.first - c.last <= 1 and self._sentences[after.first] == self._sentences[c.first]
        )
        return day_value(self._value(after, None)) if after and near else None

    def _remember(self, c: Candidate, value: str | None) -> None:
        sentence = self._sentences[c.first]
        day, first = day_value(value), first_day(value)
        if first and not self._bounded(c, day):
            exact = "Y" if len(value or "") == 4 else "M" if not day else "D"
            self._last = Anchor(first, exact, sentence)
            if self._published is None or first <= self._published:
                self._past = self._last
        if day:
            self._day = sentence, day
        if c.found.has("year") and c.rule.name in ("year", "month year") and self._fronted(c.first):
            self._year = sentence, int(c.found.word("year"))
        elif c.found.has("year"):
            self._year = None

    def _bounded(self, c: Candidate, day: str | None) -> bool:
        """Whether nothing counts from the date: "by 1 May", "since 1971", "the treaty of 1913"."""
        before = self._words.lower[c.first - 1] if c.first else ""
        return before in BOUNDS or (day is None and before in ("since", "of"))

    def _fronted(self, first: int) -> bool:
        """Whether the expression opens its sentence, a preposition before it or none."""
        return first < 2 or self._sentences[first] != self._sentences[first - 2]


def _sentence_numbers(words: Words) -> list[int]:
    """For each word the number of its sentence, told by full stops before a capital and by blank lines."""
    numbers, n = [], 0
    for i, word in enumerate(words.lower):
        numbers.append(n)
        if word.startswith("\n"):
            n += 1
        elif word in ".?!" and i + 1 < len(words.lower):
            after = words.text[words.starts[i + 1]]
            gap = words.starts[i + 1] > words.ends[i]
            n += gap and (after.isupper() or after.isdigit()) and len(words.lower[i - 1]) > 2
    return numbers
