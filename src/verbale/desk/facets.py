"""The facets beside a list: how many of what is found share each value, and where a choice leads."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from ..records import Records
from ..store.registers import REGISTERS
from .asked import Asked
from .rendering import STANDING_NAMES, STATUS_NAMES

SHOWN = 10
_EVENTS = ("type", "status", "party", "publication", "standing")
_FIELDS: dict[str, tuple[str, ...]] = {
    "events": _EVENTS, "statements": ("kind", "party", "publication"), **dict.fromkeys(REGISTERS, _EVENTS[1:]),
}  # fmt: skip
_NAMES = {"type": "Type", "status": "Status", "party": "Party", "publication": "Publication", "standing": "Judged", "kind": "Kind"}
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


def facets(records: Records, asked: Asked, names: Mapping[str, str]) -> list[Facet]:
    """The facets of a list, each over what the other filters leave; `names` are those of countries by code."""
    found = [_facet(records, asked, field, names) for field in _FIELDS.get(asked.what, ())]
    return [facet for facet in found if len(facet.choices) > 1 or any(c.chosen for c in facet.choices)]


def _facet(records: Records, asked: Asked, field: str, names: Mapping[str, str]) -> Facet:
    chosen = asked.values(field)
    filters = asked.filters
    if field != "party":  # several parties must all be there; of all others any will do
        filters.pop(field, None)
    counted = [(c.by[field], c.count) for c in records.count(asked.what, [field], asked.words, **filters)]
    known = [(value, count) for value, count in counted if value]
    shown = [pair for i, pair in enumerate(known) if i < SHOWN or pair[0] in chosen]
    shown += [(value, 0) for value in chosen if value not in {v for v, _ in shown}]
    words = names if field == "party" else _WORDS.get(field, {})
    choices = tuple(
        Choice(value, words.get(value, value), count, asked.toggled(field, value), value in chosen) for value, count in shown
    )
    return Facet(field, _NAMES[field], choices, max(0, len(known) - len(shown)))


def years(records: Records, asked: Asked) -> tuple[list[Bar], int]:
    """How much is found of each year, gaps included, and how much of no known day."""
    if asked.what not in _FIELDS:
        return [], 0
    filters: dict[str, Any] = {k: v for k, v in asked.filters.items() if k not in ("since", "until", "undated")}
    counted = {c.by["year"]: c.count for c in records.count(asked.what, ["year"], asked.words, **filters)}
    undated = counted.pop(None, 0)
    if not counted:
        return [], undated
    since, until = (asked.filters.get(name) for name in ("since", "until"))
    first, last = min(counted), max(counted)
    return [
        Bar(
            year, counted.get(year, 0), asked.link(since=f"{year:04}", until=f"{year:04}", undated=None),
            (since is not None or until is not None) and (since or "")[:4] <= f"{year:04}" <= (until or "9999")[:4],
        )
        for year in range(first, last + 1)
    ], undated  # fmt: skip


def total(records: Records, asked: Asked) -> int | None:
    """How many are found; None where that cannot be counted by fields."""
    if asked.what not in _FIELDS:
        return None
    field = "kind" if asked.what == "statements" else "type"
    return sum(c.count for c in records.count(asked.what, [field], asked.words, **asked.filters))
