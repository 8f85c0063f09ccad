"""Who acts on whom over time, a cell for each pair and stretch of time."""

import math
from collections.abc import Mapping, Sequence

from markupsafe import Markup
from msgspec import Struct

from ...store.pictured import Pair
from ..asked import Asked
from .buckets import Bucket, Calendar, facing, within
from .picture import Picture, counted
from .svg import LETTER, group, label, legend, link, shortened, signed, tag

ROWS = 20
_NAME = 20
"""Letters of each name."""
_ROW, _TOP, _BOTTOM = 27.0, 64.0, 16.0
_NARROW, _WIDE = 30.0, 52.0
"""Pixels of a cell."""
_WIDTH = 960.0
_PALEST, _DARKEST = 0.07, 0.45
"""Opacities of a cell; what is written in a darker one could not be read in light and in dark."""


class Cell(Struct):
    """The events of a pair in a stretch of time."""

    events: int = 0
    scored: int = 0
    total: float = 0.0

    @property
    def mean(self) -> float | None:
        """Their mean score."""
        return self.total / self.scored if self.scored else None


def matrix(
    rows: Sequence[Pair], months: Sequence[Pair], asked: Asked, names: Mapping[str, str], *,
    inner: int = 0, by_score: bool = False,
) -> Picture:  # fmt: skip
    """The picture of some pairs, in their order, from their numbers by month; coloured by number or by mean score.

    `inner` events are within one state or organization.
    """
    title = "Mean score of who acts on whom" if by_score else "Who acts on whom, over time"
    undated = sum(pair.events for pair in months if pair.month is None)
    notes = (
        *((f"{counted(undated, 'undated event')} of these pairs cannot be drawn.",) if undated else ()),
        *((f"{counted(inner, 'event')} within one state or organization are left out.",) if inner else ()),
    )
    calendar = Calendar.over((pair.month for pair in months if pair.month), most_years=60)
    if not calendar.buckets:
        why = "No dated event was found in which one acts on another."
        return Picture(title=title, description=why, nothing=why, notes=notes)
    at = {(pair.actor, pair.recipient): i for i, pair in enumerate(rows)}
    cells: dict[tuple[int, int], Cell] = {}
    for pair in months:
        if pair.month and (pair.actor, pair.recipient) in at:
            cell = cells.setdefault((at[pair.actor, pair.recipient], calendar.at(pair.month)), Cell())
            cell.events += pair.events
            if pair.mean is not None:
                cell.scored += pair.events
                cell.total += pair.mean * pair.events
    titles = [_called(pair, names) for pair in rows]
    left = 22 + LETTER * max(map(len, titles))
    step = max(_NARROW, min(_WIDE, (_WIDTH - left - 16) / len(calendar.buckets)))
    return Picture(
        title=title, description=_said(rows, titles, calendar),
        width=max(_WIDTH, left + step * len(calendar.buckets) + 16), height=_TOP + _ROW * len(rows) + _BOTTOM, notes=notes,
        marks=group(
            _key(by_score), *_head(calendar, left, step),
            *(mark for i, pair in enumerate(rows) for mark in _row(i, pair, titles[i], asked, left)),
            *_cells(cells, calendar, rows, titles, asked, (left, step), by_score=by_score),
        ),
    )  # fmt: skip


def _called(pair: Pair, names: Mapping[str, str]) -> str:
    return " → ".join(shortened(names.get(code, code), _NAME) for code in (pair.actor, pair.recipient))


def _said(rows: Sequence[Pair], titles: Sequence[str], calendar: Calendar) -> str:
    first, last = calendar.buckets[0].name, calendar.buckets[-1].name
    return f"{counted(len(rows), 'pair')}, {first} to {last}, by {calendar.unit}; most events: {titles[0]}, {rows[0].events:,}."


def _key(by_score: bool) -> Markup:
    if by_score:
        return legend(12, 18, [("cell positive", "above zero: cooperation"), ("cell negative", "below zero: conflict")])
    return legend(12, 18, [("cell amount", "the stronger the colour, the more events")])


def _head(calendar: Calendar, left: float, step: float) -> list[Markup]:
    room = int(step * len(calendar.buckets) / (62 if calendar.unit == "month" else 46)) or 1
    marked = calendar.marked(room)
    return [label(left + step * (i + 0.5), _TOP - 10, name, "small", "middle") for i, name in marked]


def _row(i: int, pair: Pair, title: str, asked: Asked, left: float) -> list[Markup]:
    y = _TOP + _ROW * i + 17
    address = asked.link("/events", **facing(asked, pair.actor, pair.recipient))
    said = f"{title}: {counted(pair.events, 'event')}"
    return [link(address, said, label(left - 10, y, title, "row-name", "end"))]


def _cells(
    cells: Mapping[tuple[int, int], Cell], calendar: Calendar, rows: Sequence[Pair], titles: Sequence[str],
    asked: Asked, place: tuple[float, float], *, by_score: bool,
) -> list[Markup]:  # fmt: skip
    left, step = place
    most = max(cell.events for cell in cells.values())
    marks = []
    for i in range(len(rows)):
        width = step * len(calendar.buckets)
        marks.append(tag("rect", x=left, y=_TOP + _ROW * i, width=width, height=_ROW - 3, class_="empty", rx=3))
    for (i, j), cell in sorted(cells.items()):
        x, y = left + step * j, _TOP + _ROW * i
        bucket = calendar.buckets[j]
        said, class_, opacity, written = _look(cell, most, by_score=by_score)
        marks.append(link(
            _leads(asked, bucket, rows[i]), f"{titles[i]}, {bucket.name}: {said}",
            tag("rect", x=x + 1, y=y, width=step - 2, height=_ROW - 3, rx=3, class_=f"cell {class_}", fill_opacity=f"{opacity:.2f}"),
            label(x + step / 2, y + 16, written, "tiny", "middle"),
        ))  # fmt: skip
    return marks


def _look(cell: Cell, most: int, *, by_score: bool) -> tuple[str, str, float, str]:
    """What a cell says, its class and opacity, and what is written in it."""
    said = counted(cell.events, "event")
    if not by_score:
        return said, "amount", _opacity(math.sqrt(cell.events / most)), f"{cell.events:,}"
    if cell.mean is None:
        return f"{said}, without a score", "no-family", _PALEST, ""
    written = signed(cell.mean)
    side = "positive" if cell.mean > 0 else "negative" if cell.mean < 0 else "no-family"
    return f"{said}, mean score {written}", side, _opacity(min(1.0, abs(cell.mean) / 10)), written


def _opacity(share: float) -> float:
    return _PALEST + (_DARKEST - _PALEST) * share


def _leads(asked: Asked, bucket: Bucket, pair: Pair) -> str:
    return within(asked, bucket, **facing(asked, pair.actor, pair.recipient))
