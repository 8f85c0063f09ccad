"""How far reviewers agree: Krippendorff's alpha, field by field, over the events that several of them judged.

Klaus Krippendorff, *Computing Krippendorff's Alpha-Reliability* (2011), and *Content Analysis: An Introduction to Its
Methodology*. Sets are compared with MASI (Passonneau, *Measuring Agreement on Set-Valued Items*, LREC 2006).
"""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from itertools import combinations
from typing import Any

from msgspec import Struct
from sqlalchemy.engine import Connection

from ..record import Event
from .reviewers import KEPT, coded, comparable, said

Distance = Callable[[Any, Any], float]
"""0 for equal values, 1 for values that have nothing in common."""
Units = Sequence[Sequence[Hashable]]
"""The values that each unit was given, by however many coders; units with fewer than two tell nothing."""


class Agreement(Struct, frozen=True):
    """How far the reviewers agree on one field."""

    field: str
    alpha: float | None
    """1: perfect, 0: as by chance; None where all values are the same, which leaves chance nothing to differ on."""
    observed: float | None
    """Mean agreement of two reviewers of an event; None where no event has two."""
    events: int
    """Events with two reviewers or more."""
    judgements: int
    """What these reviewers said of them."""


def nominal(a: Hashable, b: Hashable) -> float:
    """Equal or not."""
    return float(a != b)


def masi(a: Collection[Hashable], b: Collection[Hashable]) -> float:
    """1 - Jaccard * monotonicity: a subset is nearer than an overlap."""
    first, second = set(a), set(b)
    if first == second:
        return 0.0
    common = first & second
    monotone = 2 / 3 if common in (first, second) else 1 / 3
    return 1 - len(common) / len(first | second) * monotone


DISTANCES: dict[str, Distance] = {
    KEPT: nominal, "type": nominal, "mode": nominal, "cameo": nominal, "contexts": masi, "actors": masi, "recipients": masi,
    "date": nominal, "place": nominal, "status": nominal, "certainty": nominal, "frame": nominal,
}  # fmt: skip
"""The fields that are compared, each with its distance."""


def agreement(connection: Connection, reviewers: Collection[str] = ()) -> list[Agreement]:
    """How far reviewers (all, or those named) agree on each field, over the events that two or more of them judged."""
    units: dict[str, list[list[Hashable]]] = {field: [] for field in DISTANCES}
    for _, of_report in said(connection):
        for rows in of_report.values():
            events = [e for who, e in coded(tuple(rows)).items() if not reviewers or who in reviewers]
            if len(events) > 1:
                for field in DISTANCES:
                    units[field].append(_values(field, events))
    return [_row(field, [u for u in found if len(u) > 1]) for field, found in units.items()]


def _values(field: str, events: Iterable[Event | None]) -> list[Hashable]:
    """The field as each reviewer left it; who rejects an event says nothing of its fields."""
    if field == KEPT:
        return [event is not None for event in events]
    return [comparable(field, getattr(event, field)) for event in events if event is not None]


def _row(field: str, units: Units) -> Agreement:
    distance = DISTANCES[field]
    observed = 1 - _observed(units, distance) if units else None
    return Agreement(field, alpha(units, distance), observed, len(units), sum(map(len, units)))


def alpha(units: Units, distance: Distance = nominal) -> float | None:
    """Krippendorff's alpha: 1 - observed disagreement / disagreement expected by chance."""
    paired = [unit for unit in units if len(unit) > 1]
    expected = _expected(Counter(value for unit in paired for value in unit), distance)
    return None if not expected else 1 - _observed(paired, distance) / expected


def _observed(units: Units, distance: Distance) -> float:
    """Mean distance of two values of one unit, each unit weighing as many values as it has."""
    total = sum(2 / (len(unit) - 1) * sum(distance(a, b) for a, b in combinations(unit, 2)) for unit in units)
    return total / sum(map(len, units))


def _expected(counts: "Counter[Hashable]", distance: Distance) -> float:
    """Mean distance of any two values, whichever unit they come from."""
    n = counts.total()
    if n < 2:
        return 0.0
    pairs = combinations(counts.items(), 2)
    return sum(2 * k * m * distance(a, b) for (a, k), (b, m) in pairs) / (n * (n - 1))
