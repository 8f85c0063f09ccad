"""SVG as text: elements whose words and attributes are always escaped."""

import math
import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LETTER = 6.3
"""About how wide a letter of 12 pixels is."""
Value = str | float | None


def number(value: float) -> str:
    """A length in pixels, to one decimal."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def words(text: object) -> Markup:
    """Text for XML, in which some characters cannot even be escaped."""
    return text if isinstance(text, Markup) else escape(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", str(text)))


def tag(name: str, *within: str, **attributes: Value) -> Markup:
    """An element. `class_` and `stroke_width` become `class` and `stroke-width`; None leaves an attribute out."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{words(_written(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(map(words, within))
    return Markup(f"<{name}{given}>{inside}</{name}>" if within else f"<{name}{given}/>")  # noqa: S704  all of it escaped above


def _written(value: str | float) -> str:
    return value if isinstance(value, str) else number(value)


def group(*within: Markup, **attributes: Value) -> Markup:
    """Several marks as one."""
    return tag("g", *within, **attributes) if within else Markup("")


def link(href: str, label: str, *marks: Markup, **attributes: Value) -> Markup:
    """Marks that lead somewhere; the label is read aloud and shown under the pointer."""
    return tag("a", tag("title", label), *marks, href=href, aria_label=label, **attributes)


def label(x: float, y: float, text: str, class_: str | None = None, anchor: str | None = None) -> Markup:
    """Words at a point, which begin there unless the anchor says "middle" or "end"."""
    return tag("text", text, x=x, y=y, class_=class_, text_anchor=anchor)


def haloed(x: float, y: float, text: str, class_: str, anchor: str | None = None) -> Markup:
    """Words that are read on top of other marks: their outline lies below them, in whatever draws the picture."""
    return tag("text", text, x=x, y=y, class_=class_, text_anchor=anchor, paint_order="stroke", stroke_linejoin="round")


def line(x1: float, y1: float, x2: float, y2: float, class_: str = "axis") -> Markup:
    """A straight line."""
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def signed(value: float) -> str:
    """A score as people read it: "+2.1", "−4.0" and "0.0"."""
    text = f"{value:+.1f}".replace("-", "−")
    return "0.0" if text[1:] == "0.0" else text


def path_of(points: Iterable[tuple[float, float]]) -> str:
    """The path from point to point."""
    return "M" + "L".join(f"{number(x)},{number(y)}" for x, y in points)


def shortened(text: str, most: int) -> str:
    """Text of so many letters at most."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def legend(x: float, y: float, entries: Sequence[tuple[str, str]]) -> Markup:
    """Colours by class, with what they mean, in a row."""
    marks = []
    for class_, meaning in entries:
        marks += [
            tag("rect", x=x, y=y - 9, width=11, height=11, rx=2, class_=class_),
            label(x + 16, y, meaning, "small"),
        ]
        x += 34 + len(meaning) * LETTER
    return group(*marks)


def ticks(highest: int, most: int = 5) -> list[int]:
    """Round numbers from 0 to the highest or just above it."""
    rough = max(1.0, highest / most)
    power = 10 ** math.floor(math.log10(rough))
    step = max(1, int(next(power * one for one in (1, 2, 5, 10) if power * one >= rough)))
    return list(range(0, -(-max(1, highest) // step) * step + 1, step))


def arrow(
    start: tuple[float, float], end: tuple[float, float], *, bow: float, gap: float, width: float
) -> tuple[str, str]:
    """A curved line and its head, as paths.

    It bows to the left by a share of its length, and keeps off its end by `gap` pixels: both ways stand side by side.
    """
    (x1, y1), (x2, y2) = start, end
    mid = ((x1 + x2) / 2 + (y1 - y2) * bow, (y1 + y2) / 2 + (x2 - x1) * bow)
    away = math.hypot(x2 - mid[0], y2 - mid[1]) or 1.0
    dx, dy = (x2 - mid[0]) / away, (y2 - mid[1]) / away
    size = 5 + width
    gap = min(gap, away / 2)
    tip = (x2 - dx * gap, y2 - dy * gap)
    base = (tip[0] - dx * size, tip[1] - dy * size)
    half = size * 0.45
    head = [tip, (base[0] - dy * half, base[1] + dx * half), (base[0] + dy * half, base[1] - dx * half)]
    curve = f"M{number(x1)},{number(y1)}Q{number(mid[0])},{number(mid[1])} {number(base[0])},{number(base[1])}"
    return curve, path_of(head) + "Z"
