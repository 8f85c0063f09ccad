"""Scores over time: from conflict below to cooperation above."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from ...store.pictured import ASSERTED, Score
from ..asked import Asked
from .buckets import Bucket, Calendar, within
from .picture import Picture, counted
from .svg import group, label, line, link, path_of, signed, tag

_WIDTH, _HEIGHT = 960.0, 340.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 52.0, 20.0, 20.0, 34.0
_HIGHEST = 10.0
"""PLOVER's scores go from -10 to 10."""
_SMALLEST, _LARGEST = 3.0, 11.0
"""Radius of a dot."""
_FEW = 5
"""Years from which on a line tells more than the dots."""
_AROUND = 2
"""Years before and after one whose events the line goes by too: those of one alone are often too few."""


def score_line(scores: Sequence[Score], asked: Asked, *, title: str = "Score over time") -> Picture:
    """A dot for each month that has a score, sized by the number of its events; a line shows the mean of the years around."""
    drawn = [(one, one.mean) for one in scores if one.mean is not None]
    numbers = {one.month: one.events if asked.values("status") else one.asserted for one, _ in drawn}
    number = sum(numbers.values())
    left = sum(one.events for one in scores) - number
    notes = (
        (f"{counted(left, 'event')} told as planned, conditional or denied {'is' if left == 1 else 'are'} not scored.",)
        if left
        else ()
    )
    if not drawn:
        why = "None of the events found has both a date and a score."
        return Picture(title=title, description=why, nothing=why, notes=notes)
    mean = sum(one.total for one, _ in drawn) / number
    said = f"{counted(number, 'event')} in {counted(len(drawn), 'month')}, {drawn[0][0].month} to {drawn[-1][0].month}."
    said = f"{said} The mean score is {signed(mean)}."
    if trend := _trend([one for one, _ in drawn], numbers):
        said = f"{said} The line is the mean of {2 * _AROUND + 1} years."
    return Picture(
        title=title, description=said, width=_WIDTH, height=_HEIGHT, notes=notes,
        marks=group(*_ground(scores), *trend, *(
            _dot(one, mean, asked, *_span(drawn), numbers[one.month], max(numbers.values()))
            for one, mean in sorted(drawn, key=lambda pair: -pair[0].events)
        )),
    )  # fmt: skip


def _month(text: str) -> int:
    return int(text[:4]) * 12 + int(text[5:7]) - 1


def _span(drawn: Sequence[tuple[Score, float]]) -> tuple[int, int]:
    return _month(drawn[0][0].month), _month(drawn[-1][0].month)


def _x(month: float, first: int, last: int) -> float:
    width = _WIDTH - _LEFT - _RIGHT - 2 * _LARGEST
    return _LEFT + _LARGEST + (width * (month - first) / (last - first) if last > first else width / 2)


def _y(score: float) -> float:
    return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (_HIGHEST - max(-_HIGHEST, min(_HIGHEST, score))) / (2 * _HIGHEST)


def _ground(scores: Sequence[Score]) -> list[Markup]:
    known = [one.month for one in scores if one.mean is not None]
    first, last = _month(known[0]), _month(known[-1])
    marks = []
    for value in (-10, -5, 0, 5, 10):
        y = _y(value)
        marks += [
            line(_LEFT, y, _WIDTH - _RIGHT, y, "axis" if value else "zero"),
            label(_LEFT - 8, y + 4, f"{value:+}".replace("-", "−") if value else "0", "small", "end"),
        ]
    marks += [
        label(_WIDTH - _RIGHT, _y(10) + 16, "cooperation", "small muted", "end"),
        label(_WIDTH - _RIGHT, _y(-10) - 8, "conflict", "small muted", "end"),
    ]
    calendar = Calendar.over((known[0], known[-1]))
    for i, name in calendar.marked(14):
        month = first + i if calendar.unit == "month" else _month(calendar.buckets[i].since + "-01")
        if first <= month <= last:
            x = _x(month, first, last)
            marks += [line(x, _TOP, x, _HEIGHT - _BOTTOM), label(x, _HEIGHT - 12, name, "small", "middle")]
    return marks


def _trend(scores: Sequence[Score], numbers: Mapping[str, int]) -> list[Markup]:
    """The line through the means of the years around each; it breaks where there are no events."""
    first, last = _month(scores[0].month), _month(scores[-1].month)
    if last // 12 - first // 12 < _FEW:
        return []
    totals: defaultdict[int, float] = defaultdict(float)
    events: defaultdict[int, int] = defaultdict(int)
    for one in scores:
        totals[int(one.month[:4])] += one.total
        events[int(one.month[:4])] += numbers[one.month]
    runs: list[list[tuple[float, float]]] = [[]]
    for year in range(first // 12, last // 12 + 1):
        around = range(year - _AROUND, year + _AROUND + 1)
        if number := sum(events[one] for one in around):
            middle = min(last, max(first, year * 12 + 5.5))
            runs[-1].append((_x(middle, first, last), _y(sum(totals[one] for one in around) / number)))
        elif runs[-1]:
            runs.append([])
    return [tag("path", d=path_of(run), class_="trend", fill="none", stroke_width=2) for run in runs if len(run) > 1]


def _dot(score: Score, mean: float, asked: Asked, first: int, last: int, number: int, most: int) -> Markup:
    bucket = Calendar.over([score.month]).buckets[0]
    said = f"{bucket.name}: mean score {signed(mean)} of {counted(number, 'event')}"
    radius = max(_SMALLEST, _LARGEST * math.sqrt(number / most))
    dot = tag(
        "circle", cx=_x(_month(score.month), first, last), cy=_y(mean), r=radius,
        class_=f"dot-mark {_side(mean)}",
    )  # fmt: skip
    return link(_leads(asked, bucket), said, dot)


def _leads(asked: Asked, bucket: Bucket) -> str:
    return within(asked, bucket, **({} if asked.values("status") else {"status": ASSERTED}))


def _side(score: float) -> str:
    return "positive" if score > 0 else "negative" if score < 0 else "no-family"
