"""Which event or statement of a reading stands for which of the gold."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from ..record import Quote
from .rows import EventRow, StatementRow

G = TypeVar("G")
R = TypeVar("R")
Pairs = list[tuple[int, int]]
"""Indices into the gold and into the reading, each at most once."""
SHARE = 0.5
"""Two contents are of one statement when they have at least half of the shorter one in common."""


def aligned(gold: Sequence[G], read: Sequence[R], likeness: Callable[[G, R], float]) -> Pairs:
    """Pairs by descending likeness, each side used once; what is not alike at all (0) stays alone.

    Ties go to the earlier in the text, so the outcome does not depend on chance.
    """
    found = [(likeness(g, r), i, j) for i, g in enumerate(gold) for j, r in enumerate(read)]
    pairs: Pairs = []
    taken_gold, taken_read = set[int](), set[int]()
    for score, i, j in sorted(found, key=lambda f: (-f[0], f[1], f[2])):
        if score > 0 and i not in taken_gold and j not in taken_read:
            taken_gold.add(i)
            taken_read.add(j)
            pairs.append((i, j))
    return sorted(pairs)


def common(a: Quote, b: Quote) -> float:
    """The share of the shorter stretch that both cover, 0 to 1."""
    shorter = min(a.end - a.start, b.end - b.start)
    return max(0, min(a.end, b.end) - max(a.start, b.start)) / shorter if shorter > 0 else 0.0


def same_event(gold: EventRow, read: EventRow) -> float:
    """Same type and overlapping evidence; among several, equal parties and mode decide."""
    cover = common(gold.evidence, read.evidence)
    if gold.type != read.type or not cover:
        return 0.0
    return cover + _agreeing(gold, read)


def other_event(gold: EventRow, read: EventRow) -> float:
    """Overlapping evidence with another type: what the gold's event was taken for."""
    cover = common(gold.evidence, read.evidence)
    return cover + _agreeing(gold, read) if cover >= SHARE else 0.0


def same_statement(gold: StatementRow, read: StatementRow) -> float:
    """Contents that mostly cover each other; the tighter the better."""
    cover = common(gold.content, read.content)
    if cover < SHARE:
        return 0.0
    longest = max(gold.content.end - gold.content.start, read.content.end - read.content.start, 1)
    return cover + min(gold.content.end - gold.content.start, read.content.end - read.content.start) / longest


def _agreeing(gold: EventRow, read: EventRow) -> float:
    """How many of mode and sides are the same, 0 to 3."""
    sides = [(gold.actors, read.actors), (gold.recipients, read.recipients)]
    same = sum(
        {p.country for p in a} == {p.country for p in b}
        for a, b in sides
        if isinstance(a, tuple) and isinstance(b, tuple)
    )
    return float(same + (isinstance(gold.mode, str) and gold.mode == read.mode))
