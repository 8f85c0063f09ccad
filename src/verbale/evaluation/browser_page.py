"""The error browser as one HTML page that needs nothing beside it: filters, counts, the words in question marked."""

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby, pairwise
from pathlib import Path

from ..report import Span
from .browser import Entry
from .browser_text import MARKS
from .figures import Figure
from .tally import Difference, DifferenceKind

TEMPLATE = Path(__file__).parent / "errors.html"
"""Style and script of the page; names in double braces stand for what is filled in."""
KINDS: tuple[DifferenceKind, ...] = ("missing", "spurious", "wrong")


def page(sets: Sequence[tuple[str, Sequence[Figure], Sequence[Entry]]]) -> str:
    """The page of some sets, each with its figures and its entries."""
    entries = [entry for _, _, found in sets for entry in found]
    filled = {
        "title": escape(", ".join(name for name, _, _ in sets)),
        "filters": _filters(entries, many=len(sets) > 1),
        "sets": "\n".join(_set(name, figures, found) for name, figures, found in sets),
    }
    text = TEMPLATE.read_text(encoding="utf-8")
    head, *pieces = text.split("{{")
    return head + "".join(filled[key] + rest for key, _, rest in (piece.partition("}}") for piece in pieces))


def _filters(entries: Sequence[Entry], *, many: bool) -> str:
    kinds = Counter(kind for e in entries for kind in {d.kind for d in e.differences})
    boxes = "".join(
        f'<label class="{kind}"><input type="checkbox" name="kind" value="{kind}" checked>'
        f"<span>{MARKS[kind]}</span> {kind} <b>{kinds[kind]}</b></label>"
        for kind in KINDS
    )
    fields = [
        ("measure", Counter(m for e in entries for m in {d.measure for d in e.differences})),
        ("type", Counter(f for e in entries for f in {d.filed for d in e.differences} if f)),
    ]
    if many:
        fields.insert(0, ("set", Counter(e.set for e in entries)))
    return boxes + "".join(_choice(name, counts) for name, counts in fields)


def _choice(name: str, counts: Counter[str]) -> str:
    options = "".join(
        f'<option value="{escape(value)}">{escape(value)} ({number})</option>'
        for value, number in sorted(counts.items(), key=lambda c: (-c[1], c[0]))
    )
    return f'<label>{name} <select name="{name}"><option value="">all</option>{options}</select></label>'


def _set(name: str, figures: Sequence[Figure], entries: Sequence[Entry]) -> str:
    groups = "\n".join(_group(heading, list(found)) for heading, found in groupby(entries, key=lambda e: e.heading))
    return (
        f'<section class="set" data-set="{escape(name)}"><h2>{escape(name)}</h2>{_table(figures)}'
        f"{groups or '<p>No differences.</p>'}</section>"
    )


def _table(figures: Sequence[Figure]) -> str:
    head = "".join(f"<th>{h}</th>" for h in ("", "precision", "recall", "F1 or share", "95%", "gold", "read"))
    rows = "".join(map(_row, figures))
    return f'<div class="figures"><table><tr>{head}</tr>{rows}</table></div>' if figures else ""


def _row(figure: Figure) -> str:
    ends = "" if figure.low is None or figure.high is None else f"{figure.low:.3f} – {figure.high:.3f}"
    sides = [f"{v:.3f}" if v is not None else "" for v in (figure.precision, figure.recall)]
    counts = ["", ""] if figure.shape == "macro" else [str(figure.gold), str(figure.given)]
    counts = [str(figure.gold), ""] if figure.shape == "share" else counts
    cells = [*sides, f"{figure.value:.3f}", ends, *counts]
    label = f'<th title="{escape(figure.about)}">{escape(figure.measure)}</th>'
    return f"<tr>{label}{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _group(heading: str, entries: Sequence[Entry]) -> str:
    return (
        f'<details class="group" open><summary>{escape(heading)} <b>{len(entries)}</b></summary>'
        f"{''.join(map(_article, entries))}</details>"
    )


def _article(entry: Entry) -> str:
    sides = _sides(entry) if entry.gold or entry.read else ""
    listed = "".join(map(_item, entry.differences))
    head = f'<p class="id">{escape(str(entry.id))}</p><p class="text">{marked(entry)}</p>'
    return f"<article>{head}{sides}<ul>{listed}</ul></article>"


def _sides(entry: Entry) -> str:
    return "<dl>" + "".join(
        f"<dt>{name}</dt><dd>{'<br>'.join(map(escape, lines)) or 'nothing'}</dd>"
        for name, lines in (("gold", entry.gold), ("read", entry.read))
    ) + "</dl>"  # fmt: skip


def _item(difference: Difference) -> str:
    values = difference.confusion if difference.kind == "wrong" else difference.gold or difference.read or ""
    data = f'data-measure="{escape(difference.measure)}" data-type="{escape(difference.filed)}"'
    return (
        f'<li class="{difference.kind}" data-kind="{difference.kind}" {data}><span>{MARKS[difference.kind]}</span> '
        f"{difference.kind} {escape(difference.measure)}: <b>{escape(values)}</b></li>"
    )


def marked(entry: Entry) -> str:
    """The text of an entry with the stretches of gold and reading marked, where they overlap both."""
    missed, given = entry.missed(), entry.given()
    cuts = sorted({0, len(entry.text), *(p for s in (*missed, *given) for p in (s.start, s.end))})
    pieces = (_piece(entry.text, Span(a, b), missed, given) for a, b in pairwise(cuts))
    return "".join(pieces)


def _piece(text: str, at: Span, missed: Iterable[Span], given: Iterable[Span]) -> str:
    words = escape(text[at.start : at.end])
    mine, theirs = any(at.within(s) for s in missed), any(at.within(s) for s in given)
    if not (mine or theirs):
        return words
    name, title = ("both", "gold and reading") if mine and theirs else ("gold", "gold") if mine else ("read", "reading")
    return f'<mark class="{name}" title="{title}">{words}</mark>'
