"""Figures and comparisons as aligned text and as JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

from .browser import Entry
from .comparison import Change, Comparison, Contrast
from .figures import Figure
from .judges import Outcome
from .tally import Difference

Json = dict[str, Any]
Cells = Sequence[str]
HEAD = ("", "P", "R", "F1", "95%", "gold", "read")
KINDS = {
    "events": "coded events", "minutes": "whole records", "statements": "attribution", "times": "time expressions",
    "places": "places", "names": "names", "parties": "parties",
}  # fmt: skip


def figure_lines(outcome: Outcome, figures: Sequence[Figure], by_class: Sequence[Figure]) -> Iterator[str]:
    """A set's table, then its lines by type or label."""
    yield f"{outcome.name}: {KINDS[outcome.kind]}, {', '.join(_counts(outcome))}"
    yield from aligned([HEAD, *map(_row, figures)])
    if by_class:
        heading = by_class[0].measure
        yield ""
        yield from aligned([(f"{heading} by class", *HEAD[1:]), *map(_row, by_class)])
    yield ""


def _counts(outcome: Outcome) -> Iterator[str]:
    yield f"{len(outcome.records)} records"
    if outcome.passed_over:
        yield f"{outcome.passed_over} passed over as doubtful"
    if outcome.unread:
        yield f"{outcome.unread} without a reading, which counts as nothing read"


def _row(figure: Figure) -> Cells:
    ends = "" if figure.low is None or figure.high is None else f"{figure.low:.3f} – {figure.high:.3f}"
    sides = ["" if v is None else f"{v:.3f}" for v in (figure.precision, figure.recall)]
    gold, given = str(figure.gold), str(figure.given)
    counts = {"f1": (gold, given), "share": (gold, ""), "macro": ("", "")}[figure.shape]
    return (figure.group or figure.measure, *sides, f"{figure.value:.3f}", ends, *counts)


def aligned(rows: Sequence[Cells]) -> Iterator[str]:
    """Rows with their cells set below each other, the first to the left and the others to the right."""
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    for row in rows:
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        yield ("  " + "   ".join(cells)).rstrip()


def contrast_lines(comparison: Comparison) -> Iterator[str]:
    """The figures of two readings side by side; an asterisk marks a difference whose interval leaves out 0."""
    yield f"{comparison.name}: before and now"
    yield from aligned([("", "before", "now", "gain", "95%", ""), *map(_contrast, comparison.contrasts)])


def _contrast(contrast: Contrast) -> Cells:
    ends = "" if contrast.low is None or contrast.high is None else f"{contrast.low:+.3f} – {contrast.high:+.3f}"
    values = f"{contrast.before:.3f}", f"{contrast.now:.3f}", f"{contrast.gain:+.3f}"
    return (contrast.measure, *values, ends, "*" if contrast.certain else "")


def figure_row(name: str, figure: Figure) -> Json:
    """A figure as one object of JSON Lines."""
    return {
        "line": "figure", "set": name, "measure": figure.measure, "class": figure.group, "shape": figure.shape,
        "value": round(figure.value, 6), "precision": _rounded(figure.precision), "recall": _rounded(figure.recall),
        "low": _rounded(figure.low), "high": _rounded(figure.high), "hit": figure.hit, "gold": figure.gold,
        "read": figure.given,
    }  # fmt: skip


def error_row(entry: Entry) -> Json:
    """An entry of the error browser as one object."""
    return {
        "line": "error", "set": entry.set, "id": entry.id, "heading": entry.heading, "text": entry.text,
        "start": entry.start, "gold": entry.gold, "read": entry.read,
        "differences": [_difference(d) for d in entry.differences],
    }  # fmt: skip


def comparison_rows(comparison: Comparison) -> Iterator[Json]:
    """The measures before and now, then each record that changed."""
    for c in comparison.contrasts:
        yield {
            "line": "contrast", "set": comparison.name, "measure": c.measure, "before": _rounded(c.before),
            "now": _rounded(c.now), "gain": _rounded(c.gain), "low": _rounded(c.low), "high": _rounded(c.high),
        }  # fmt: skip
    for word, changes in (
        ("better", comparison.better),
        ("worse", comparison.worse),
        ("otherwise", comparison.otherwise),
    ):
        yield from (_change(comparison.name, word, change) for change in changes)


def _change(name: str, word: str, change: Change) -> Json:
    return {
        "line": "change", "set": name, "id": change.id, "change": word, "before": change.before, "now": change.now,
        "text": change.text, "gone": [_difference(d) for d in change.gone], "come": [_difference(d) for d in change.come],
    }  # fmt: skip


def _difference(difference: Difference) -> Json:
    return {
        "kind": difference.kind, "measure": difference.measure, "gold": difference.gold, "read": difference.read,
        "type": difference.filed or None, "gold_spans": difference.gold_spans, "read_spans": difference.read_spans,
    }  # fmt: skip


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
