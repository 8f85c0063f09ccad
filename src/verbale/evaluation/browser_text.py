"""The error browser as plain text: the sentence, what the gold says, what was read, and each difference with its mark."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from textwrap import wrap

from ..export.page import clean
from .browser import Entry
from .comparison import Change, Comparison
from .tally import Difference

MARKS = {"missing": "−", "spurious": "+", "wrong": "≠"}
"""Sign of a kind of difference: minus for what the reading lacks, plus for what it has too much."""
WIDTH = 100
"""Columns of a line."""


def error_lines(name: str, entries: Sequence[Entry]) -> Iterator[str]:
    """The entries of a set, one kind of mistake after the other."""
    yield f"ERRORS IN {name}"
    if not entries:
        yield "none"
    for heading, group in groupby(entries, key=lambda e: e.heading):
        found = list(group)
        yield ""
        yield f"{clean(heading)}  ({len(found)})"
        for entry in found:
            yield from _entry(entry)
    yield ""


def _entry(entry: Entry) -> Iterator[str]:
    yield ""
    yield f"  {clean(str(entry.id))}"
    yield from _wrapped(clean(entry.text), "    ")
    if entry.gold or entry.read:
        yield from _wrapped("gold: " + (clean("; ".join(entry.gold)) or "nothing"), "    ")
        yield from _wrapped("read: " + (clean("; ".join(entry.read)) or "nothing"), "    ")
    for difference in entry.differences:
        yield from _wrapped(told(difference), "    ")


def told(difference: Difference) -> str:
    """A difference in one line: "≠ type ACCUSE → REQUEST"."""
    values = difference.confusion if difference.kind == "wrong" else difference.gold or difference.read or ""
    said = f"{MARKS[difference.kind]} {difference.kind} {difference.measure}: {clean(values)}"
    return said if difference.filed in (*values.split(), difference.measure) else f"{said} ({clean(difference.filed)})"


def _wrapped(text: str, indent: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ", break_on_hyphens=False) or [indent]


def change_lines(comparison: Comparison) -> Iterator[str]:
    """Which records got better, which worse."""
    counts = len(comparison.better), len(comparison.worse), len(comparison.otherwise), comparison.same
    yield "{} records better, {} worse, {} changed otherwise, {} as before".format(*counts)
    for title, changes in (
        ("BETTER", comparison.better),
        ("WORSE", comparison.worse),
        ("OTHERWISE", comparison.otherwise),
    ):
        if changes:
            yield ""
            yield title
            yield from (line for change in changes for line in _changed(change))
    yield ""


def _changed(change: Change) -> Iterator[str]:
    yield ""
    yield f"  {clean(str(change.id))}  mistakes {change.before} → {change.now}"
    text = clean(change.text)
    yield from _wrapped(text if len(text) <= 400 else text[:400] + " …", "    ")
    yield from _listed("gone", change.gone)
    yield from _listed("come", change.come)


def _listed(word: str, differences: Iterable[Difference]) -> Iterator[str]:
    for difference in differences:
        yield from _wrapped(f"{word}: {told(difference)}", "    ")
