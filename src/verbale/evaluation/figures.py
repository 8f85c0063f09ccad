"""Counts become figures, with intervals from drawing the records anew with replacement."""

import random
from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct

from .tally import Judged, Measure, Shape

ROUNDS = 1000
"""Resamples for an interval: enough for the second decimal."""
Counts = np.ndarray
"""Hits, gold and given: the last axis."""


class Figure(Struct, frozen=True, kw_only=True):
    """One line of a table."""

    measure: str
    group: str | None = None
    """The type or label that a line is about; None: all together."""
    shape: Shape
    about: str
    value: float
    """F1, a share, or a mean of F1, 0 to 1."""
    precision: float | None = None
    recall: float | None = None
    hit: int
    gold: int
    given: int
    low: float | None = None
    """Lower end of the 95% interval; None where none was drawn."""
    high: float | None = None


class Counted:
    """The counts of some records, in an array that sums and resamples fast."""

    def __init__(self, records: Sequence[Judged]) -> None:
        self.names = sorted({name for r in records for name in r.tallies})
        self.index = {name: n for n, name in enumerate(self.names)}
        self.size = len(records)
        self.counts: Counts = np.zeros((self.size, len(self.names), 3))
        for n, record in enumerate(records):
            for name, tally in record.tallies.items():
                self.counts[n, self.index[name]] = (tally.hit, tally.gold, tally.given)

    def total(self) -> Counts:
        """Sums over all records: measures x 3."""
        return np.asarray(self.counts.sum(axis=0))

    def draws(self, rounds: int, seed: int = 0) -> Counts:
        """Sums over resamples: rounds x measures x 3. Two readings of the same gold draw the same records."""
        rng = random.Random(seed)  # noqa: S311  statistics, not secrets
        flat = self.counts.reshape(self.size, -1)
        sums = np.empty((rounds, flat.shape[1]))
        for n in range(rounds):
            sums[n] = np.bincount(rng.choices(range(self.size), k=self.size), minlength=self.size) @ flat
        return sums.reshape(rounds, len(self.names), 3)

    def value(self, totals: Counts, measure: Measure) -> Counts:
        """The figure of a measure for each row of totals."""
        if measure.shape == "macro":
            return self._mean_f1(totals, f"{measure.of}/")
        return f1(totals[..., self.index[measure.name], :])

    def _mean_f1(self, totals: Counts, prefix: str) -> Counts:
        """The mean over the classes that the gold has, in each row of totals."""
        classes = [n for n, name in enumerate(self.names) if name.startswith(prefix)]
        sums, of = np.zeros(totals.shape[:-2]), np.zeros(totals.shape[:-2])
        for n in classes:
            known = totals[..., n, 1] > 0
            sums += np.where(known, f1(totals[..., n, :]), 0)
            of += known
        return np.asarray(sums / np.maximum(1, of))


def f1(counts: Counts) -> Counts:
    """Twice the hits over gold and given, the harmonic mean of precision and recall; NaN where there is neither."""
    both = counts[..., 1] + counts[..., 2]
    return np.where(both > 0, 2 * counts[..., 0] / np.maximum(1, both), np.nan)


def figures(records: Sequence[Judged], measures: Sequence[Measure], rounds: int = ROUNDS) -> list[Figure]:
    """The figures of all records together; a measure that nothing was counted for is left out."""
    if not records:
        return []
    counted = Counted(records)
    total, draws = counted.total(), counted.draws(rounds) if rounds else None
    return [_figure(counted, m, total, draws) for m in measures if _has(counted, m, total)]


def _has(counted: Counted, measure: Measure, total: Counts) -> bool:
    if measure.shape == "macro":
        return any(name.startswith(f"{measure.of}/") for name in counted.names)
    return measure.name in counted.index and bool(total[counted.index[measure.name]].any())


def _figure(
    counted: Counted, measure: Measure, total: Counts, draws: Counts | None, group: str | None = None
) -> Figure:
    hit, gold, given = (0, 0, 0) if measure.shape == "macro" else map(int, total[counted.index[measure.name]])
    ends = (None, None) if draws is None else interval(counted.value(draws, measure))
    sides = measure.shape == "f1"
    return Figure(
        measure=measure.name.partition("/")[0], group=group, shape=measure.shape, about=measure.about,
        value=float(counted.value(total, measure)), precision=hit / max(1, given) if sides else None,
        recall=hit / max(1, gold) if sides else None, hit=hit, gold=gold, given=given, low=ends[0], high=ends[1],
    )  # fmt: skip


def interval(values: Counts) -> tuple[float, float] | tuple[None, None]:
    """The ends between which 95 of 100 resamples lie; resamples in which nothing was asked say nothing."""
    ordered = np.sort(values[~np.isnan(values)])
    if not len(ordered):
        return None, None
    return float(ordered[int(0.025 * len(ordered))]), float(ordered[int(0.975 * len(ordered)) - 1])


def figures_by_class(records: Sequence[Judged], measures: Sequence[Measure], rounds: int = 0) -> list[Figure]:
    """A line for each type or label, of the measures that are counted class by class."""
    return list(_by_class(records, measures, rounds))


def _by_class(records: Sequence[Judged], measures: Sequence[Measure], rounds: int) -> Iterator[Figure]:
    if not records:
        return
    counted = Counted(records)
    total, draws = counted.total(), counted.draws(rounds) if rounds else None
    for measure in measures:
        for name in counted.names:
            head, _, group = name.partition("/")
            if group and head == measure.name:
                line = Measure(name=name, shape=measure.shape, about=measure.about)
                yield _figure(counted, line, total, draws, group)
