"""Bars over time, parted by family."""

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from ...store.found import Count
from ..asked import Asked
from ..families import NAMES, Family, family_of
from .buckets import Bucket, Calendar, of_family, within
from .picture import Picture, counted
from .svg import group, label, legend, line, link, tag, ticks

_WIDTH, _HEIGHT = 960.0, 380.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 52.0, 12.0, 44.0, 34.0
ORDER: tuple[Family | None, ...] = (
    "material-conflict", "verbal-conflict", "verbal-cooperation", "material-cooperation", None,
)  # fmt: skip
"""From the ground upwards: conflict below, cooperation above it."""
NO_FAMILY = "No type"
_WIDEST = 56.0
"""Pixels of a bar and its gap."""
_NARROWEST = 9.0
_NUMBERED = 30.0
"""Pixels from which on a bar has room for its number above it."""


def timeline(counts: Sequence[Count], asked: Asked, *, title: str = "Events over time") -> Picture:
    """The picture of counts by month and type."""
    dated = [(c.by["month"], family_of(c.by["type"]), c.count) for c in counts if c.by["month"] is not None]
    undated = sum(c.count for c in counts) - sum(n for _, _, n in dated)
    notes = (f"{counted(undated, 'undated event')} cannot be drawn.",) if undated else ()
    if not dated:
        why = "None of the events found has a date." if undated else "No events were found."
        return Picture(title=title, description=why, nothing=why)
    calendar = Calendar.over(month for month, _, _ in dated)
    stacks: list[Counter[Family | None]] = [Counter() for _ in calendar.buckets]
    for month, family, number in dated:
        stacks[calendar.at(month)][family] += number
    shown = [family for family in ORDER if any(stack[family] for stack in stacks)]
    width = max(_WIDTH, _LEFT + _RIGHT + len(stacks) * _NARROWEST)
    return Picture(
        title=title, description=_said(calendar, stacks), width=width, height=_HEIGHT, notes=notes,
        marks=group(
            legend(_LEFT, 18, [(f"bar {f or 'no-family'}", NAMES[f] if f else NO_FAMILY) for f in shown]),
            *_marks(calendar, stacks, asked, width),
        ),
    )  # fmt: skip


def _said(calendar: Calendar, stacks: Sequence[Counter[Family | None]]) -> str:
    totals = [stack.total() for stack in stacks]
    most = max(range(len(totals)), key=totals.__getitem__)
    first, last = calendar.buckets[0], calendar.buckets[-1]
    span = first.name if first == last else f"{first.name} to {last.name}"
    peak = f"; most in {calendar.buckets[most].name}, {totals[most]:,}" if len(totals) > 1 else ""
    return f"{counted(sum(totals), 'event')}, {span}, by {calendar.unit}{peak}."


def _marks(calendar: Calendar, stacks: Sequence[Counter[Family | None]], asked: Asked, width: float) -> list[Markup]:
    scale = ticks(max(stack.total() for stack in stacks))
    ground, high = _HEIGHT - _BOTTOM, _HEIGHT - _BOTTOM - _TOP
    step = min(_WIDEST, (width - _LEFT - _RIGHT) / len(stacks))
    marks = []
    for value in scale:
        y = ground - high * value / scale[-1]
        marks += [
            line(_LEFT, y, width - _RIGHT, y, "axis" if value else "zero"),
            label(_LEFT - 8, y + 4, f"{value:,}", "small", "end"),
        ]
    for i, name in calendar.marked(int((width - _LEFT) / 58)):
        marks.append(label(_LEFT + step * (i + 0.5), ground + 18, name, "small", "middle"))
    for i, (bucket, stack) in enumerate(zip(calendar.buckets, stacks, strict=True)):
        if stack.total():
            marks += _bar(bucket, stack, asked, (_LEFT + step * i, step, ground, high / scale[-1]))
    return marks


def _bar(
    bucket: Bucket, stack: Counter[Family | None], asked: Asked, place: tuple[float, float, float, float]
) -> list[Markup]:
    """The parts of a bar from the ground upwards, before what of its column is left: that leads to all of them."""
    x, step, y, each = place
    gap = min(8.0, step * 0.16)
    whole = f"{bucket.name}: {counted(stack.total(), 'event')}"
    marks = [link(within(asked, bucket), whole, tag("rect", x=x, y=_TOP, width=step, height=y - _TOP, class_="back"))]
    for family in ORDER:
        if not stack[family]:
            continue
        height = stack[family] * each
        y -= height
        said = f"{bucket.name}, {(NAMES[family] if family else NO_FAMILY).lower()}: {stack[family]:,}"
        rect = tag(
            "rect", x=x + gap / 2, y=y, width=step - gap, height=max(0.5, height - 0.6),
            class_=f"bar {family or 'no-family'}",
        )  # fmt: skip
        marks.append(link(within(asked, bucket, type=of_family(asked, family)), said, rect))
    if step >= _NUMBERED:
        marks.append(label(x + step / 2, y - 5, f"{stack.total():,}", "small", "middle"))
    return marks
