"""Two readings of the same gold side by side: which records got better, which worse, and how sure the difference is."""

from msgspec import Struct

from .figures import ROUNDS, Counted, Figure, figures, interval
from .judges import Outcome
from .tally import Difference, Judged, Measure


class Change(Struct, frozen=True, kw_only=True):
    """One record that the two readings read unlike."""

    id: str | int
    text: str
    before: int
    """Mistakes of the earlier reading, over all measures."""
    now: int
    gone: tuple[Difference, ...]
    """What was wrong before and is not now."""
    come: tuple[Difference, ...]
    """What is wrong now and was not before."""


class Contrast(Struct, frozen=True, kw_only=True):
    """One measure before and now."""

    measure: str
    before: float
    now: float
    gain: float
    """Now less before: above 0 is better."""
    low: float | None = None
    """Lower end of the 95% interval of the gain, from the same resamples of both; None where none was drawn."""
    high: float | None = None

    @property
    def certain(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


class Comparison(Struct, frozen=True, kw_only=True):
    """How a set was read before and now."""

    name: str
    contrasts: tuple[Contrast, ...]
    better: tuple[Change, ...]
    worse: tuple[Change, ...]
    otherwise: tuple[Change, ...]
    """Other mistakes, but as many."""
    same: int
    """Records with the same mistakes as before."""


def compare(before: Outcome, now: Outcome, rounds: int = ROUNDS) -> Comparison:
    """Sets the two outcomes of one gold set side by side."""
    names = {m.name for m in now.measures if m.counts}
    earlier = {record.id: record for record in before.records}
    changes = [c for r in now.records if (c := _change(earlier[r.id], r, names))]
    return Comparison(
        name=now.name,
        contrasts=tuple(_contrasts(before, now, rounds)),
        better=tuple(c for c in changes if c.now < c.before),
        worse=tuple(c for c in changes if c.now > c.before),
        otherwise=tuple(c for c in changes if c.now == c.before),
        same=len(now.records) - len(changes),
    )


def _change(before: Judged, now: Judged, names: set[str]) -> Change | None:
    """What changed in a record; None where its mistakes are the same."""
    gone, come = _only(before.differences, now.differences), _only(now.differences, before.differences)
    counts = _mistakes(before, names), _mistakes(now, names)
    if not (gone or come) and counts[0] == counts[1]:
        return None
    return Change(id=now.id, text=now.text, before=counts[0], now=counts[1], gone=gone, come=come)


def _only(some: tuple[Difference, ...], others: tuple[Difference, ...]) -> tuple[Difference, ...]:
    """Differences that only the first have; the same mistake with its words cut otherwise is no other one."""
    known = {_key(d) for d in others}
    return tuple(d for d in some if _key(d) not in known)


def _key(difference: Difference) -> tuple[object, ...]:
    return difference.kind, difference.measure, difference.gold, difference.read, difference.gold_spans


def _mistakes(record: Judged, names: set[str]) -> int:
    return sum(tally.mistakes for name, tally in record.tallies.items() if name in names)


def _contrasts(before: Outcome, now: Outcome, rounds: int) -> list[Contrast]:
    old, new = figures(before.records, now.measures, 0), figures(now.records, now.measures, 0)
    earlier = {f.measure: f for f in old}
    drawn = _drawn(before, now, rounds) if rounds and now.records else {}
    return [_contrast(earlier[f.measure], f, drawn.get(f.measure)) for f in new if f.measure in earlier]


def _contrast(before: Figure, now: Figure, ends: tuple[float, float] | tuple[None, None] | None) -> Contrast:
    low, high = ends or (None, None)
    return Contrast(
        measure=now.measure, before=before.value, now=now.value, gain=now.value - before.value, low=low, high=high
    )


def _drawn(before: Outcome, now: Outcome, rounds: int) -> dict[str, tuple[float, float] | tuple[None, None]]:
    """Interval of the gain of each measure, the same records drawn for both readings."""
    counted = Counted(before.records), Counted(now.records)
    draws = [c.draws(rounds) for c in counted]
    return {
        m.name: interval(counted[1].value(draws[1], m) - counted[0].value(draws[0], m))
        for m in now.measures
        if all(_counts(c, m) for c in counted)
    }


def _counts(counted: Counted, measure: Measure) -> bool:
    return measure.shape == "macro" or measure.name in counted.index
