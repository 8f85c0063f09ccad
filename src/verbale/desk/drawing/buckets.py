"""Stretches of time of equal length, for bars and cells, and the addresses of what falls into them."""

from collections.abc import Iterable
from typing import Any, Literal

from msgspec import Struct

from ..asked import Asked
from ..families import FAMILIES, Family

Unit = Literal["month", "year", "decade", "century"]
MONTHS = 24
"""Months that are shown one by one; of more the years are."""
YEARS = 120
_STEPS: dict[Unit, int] = {"year": 1, "decade": 10, "century": 100}
_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Bucket(Struct, frozen=True):
    """One stretch, with its first and last month or year as filters take them."""

    name: str
    since: str
    until: str


class Calendar(Struct, frozen=True):
    """All stretches from the first to the last that has events, gaps included."""

    unit: Unit
    first: int
    buckets: tuple[Bucket, ...]

    @classmethod
    def over(cls, months: Iterable[str], *, most_months: int = MONTHS, most_years: int = YEARS) -> "Calendar":
        """The calendar of months such as "2003-03", in the unit that suits their span."""
        known = sorted(set(months))
        if not known:
            return cls("month", 0, ())
        first, last = _month(known[0]), _month(known[-1])
        if last - first < most_months:
            return cls("month", first, tuple(map(_of_month, range(first, last + 1))))
        years = last // 12 - first // 12 + 1
        unit: Unit = next((unit for unit in _STEPS if years <= most_years * _STEPS[unit]), "century")
        step = _STEPS[unit]
        begin, end = first // 12 // step, last // 12 // step
        return cls(unit, begin, tuple(_of_years(at * step, step) for at in range(begin, end + 1)))

    def at(self, month: str) -> int:
        """Which stretch a month falls into."""
        number = _month(month)
        return (number if self.unit == "month" else number // 12 // _STEPS[self.unit]) - self.first

    def marked(self, most: int) -> list[tuple[int, str]]:
        """Stretches to name on an axis that has room for so many names."""
        every = next(n for n in (1, 2, 3, 5, 6, 10, 12, 20, 25, 50, 100, 1000) if len(self.buckets) / n <= most)
        if self.unit == "month":
            return [(i, b.name) for i, b in enumerate(self.buckets) if i % every == 0]
        return [
            (i, b.since) for i, b in enumerate(self.buckets) if (self.first + i) % every == 0 or len(self.buckets) < 3
        ]


def _month(text: str) -> int:
    year, _, month = text.partition("-")
    return int(year) * 12 + int(month or 1) - 1


def _of_month(number: int) -> Bucket:
    written = f"{number // 12:04}-{number % 12 + 1:02}"
    return Bucket(f"{_NAMES[number % 12]} {number // 12}", written, written)


def _of_years(first: int, step: int) -> Bucket:
    since, until = f"{max(1, first):04}", f"{first + step - 1:04}"
    return Bucket(since if since == until else f"{since}–{until}", since, until)


def within(asked: Asked, bucket: Bucket, **changes: Any) -> str:
    """The address of the events of a stretch; a date asked for that is narrower stays."""
    since, until = (next(iter(asked.values(name)), "") for name in ("since", "until"))
    return asked.link(
        "/events", since=since if since.startswith(bucket.since) else bucket.since,
        until=until if until.startswith(bucket.until) else bucket.until, undated=None, **changes,
    )  # fmt: skip


def of_family(asked: Asked, family: Family | None) -> list[str] | None:
    """The types of a family that are asked for, as a change of the filters; of events without a type nothing is changed."""
    types = FAMILIES[family] if family else ()
    chosen = [value.upper() for value in asked.values("type")]
    return [type_ for type_ in types if not chosen or type_ in chosen] or chosen or None


def also(asked: Asked, **codes: str) -> dict[str, list[str]]:
    """Parties beside those that are asked for: they must all be there."""
    return {name: list(dict.fromkeys([*asked.values(name), code])) for name, code in codes.items()}


def facing(asked: Asked, one: str, other: str) -> dict[str, str | list[str]]:
    """Two parties that act on each other: in a reciprocal event neither is the recipient, so both directions are asked for."""
    if asked.values("between"):
        return {"party": list(dict.fromkeys([*asked.values("party"), one, other]))}
    return {"between": f"{one},{other}"}
