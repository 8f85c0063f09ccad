"""The facets beside a list: how many of what is found share each value, and where a choice leads."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from ..records import Records
from ..store.found import Count
from ..store.registers import REGISTERS
from .asked import Asked
from .rendering import STANDING_NAMES, STATUS_NAMES

SHOWN = 10
LONGEST = 250
"""Years that are drawn."""
WITHIN = 5_000
"""Rows that are counted where a count has to go through them: more would keep the page waiting."""
_EVENTS = ("type", "status", "party", "publication", "standing")
_FIELDS: dict[str, tuple[str, ...]] = {
    "events": _EVENTS, "statements": ("kind", "party", "publication"), **dict.fromkeys(REGISTERS, _EVENTS[1:]),
}  # fmt: skip
_NAMES = {
    "type": "Type",
    "status": "Status",
    "party": "Party",
    "publication": "Publication",
    "standing": "Judged",
    "kind": "Kind",
}
_WORDS: dict[str, Mapping[str, str]] = {"status": STATUS_NAMES, "standing": STANDING_NAMES}


class Choice(Struct, frozen=True):
    """A value that can be chosen."""

    value: str
    name: str
    count: int
    link: str
    chosen: bool


class Facet(Struct, frozen=True):
    """A field with its commonest values."""

    field: str
    name: str
    choices: tuple[Choice, ...]
    more: int
    """Values that are not shown."""


class Bar(Struct, frozen=True):
    """A year."""

    year: int
    count: int
    link: str
    chosen: bool


class Counted(Struct, frozen=True):
    """What stands beside a list."""

    total: int | None
    """How many are found, `WITHIN` where it is more and was not counted before; None where nothing is counted."""
    facets: tuple[Facet, ...]
    years: tuple[Bar, ...]
    """Gaps included."""
    undated: int


def counted(records: Records, asked: Asked, names: Mapping[str, str]) -> Counted:
    """The facets of a list, each over what the other filters leave; `names` are those of countries by code.

    One search serves all fields that no filter speaks of; several parties must all be there, so theirs is one of them.
    """
    fields = _FIELDS.get(asked.what)
    if fields is None:
        return Counted(None, (), (), 0)
    dated = bool(asked.values("since") or asked.values("until"))
    alone = [field for field in fields if field != "party" and asked.values(field)] + (["year"] if dated else [])
    shared = [field for field in (*fields, "year") if field not in alone]
    total, counts = records.facets(asked.what, shared, asked.words, within=WITHIN, **asked.filters)
    for field in alone:
        own = ("since", "until", "undated") if field == "year" else (field,)
        others = {name: value for name, value in asked.filters.items() if name not in own}
        counts |= records.facets(asked.what, [field], asked.words, within=WITHIN, **others)[1]
    found = (_facet(asked, field, counts[field], names) for field in fields)
    bars, undated = _years(asked, {c.by["year"]: c.count for c in counts["year"]})
    shown = tuple(facet for facet in found if len(facet.choices) > 1 or any(c.chosen for c in facet.choices))
    return Counted(total, shown, bars, undated)


def _facet(asked: Asked, field: str, counts: Sequence[Count], names: Mapping[str, str]) -> Facet:
    chosen = asked.values(field)
    known = [(count.by[field], count.count) for count in counts if count.by[field]]
    shown = [pair for i, pair in enumerate(known) if i < SHOWN or pair[0] in chosen]
    shown += [(value, 0) for value in chosen if value not in {v for v, _ in shown}]
    words = names if field == "party" else _WORDS.get(field, {})
    choices = tuple(
        Choice(value, words.get(value, value), count, asked.toggled(field, value), value in chosen)
        for value, count in shown
    )
    return Facet(field, _NAMES[field], choices, max(0, len(known) - len(shown)))


def _years(asked: Asked, counts: dict[int | None, int]) -> tuple[tuple[Bar, ...], int]:
    undated = counts.pop(None, 0)
    known = {year: count for year, count in counts.items() if year is not None}
    since, until = ((asked.values(name) or [""])[0] for name in ("since", "until"))
    years = range(min(known, default=1), max(known, default=0) + 1)
    if len(years) > LONGEST:  # a report of Herodotus, or a misread year: only those that are there
        years_shown: Sequence[int] = sorted(known)[-LONGEST:]
    else:
        years_shown = years
    return tuple(
        Bar(
            year, known.get(year, 0), asked.link(since=f"{year:04}", until=f"{year:04}", undated=None),
            bool(since or until) and since[:4] <= f"{year:04}" <= (until[:4] or "9999"),
        )
        for year in years_shown
    ), undated  # fmt: skip
