"""The fields of an event that was found, and how each is compared with the gold's."""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from msgspec import UNSET, Struct, UnsetType

from ..report import Span
from .alignment import aligned
from .rows import EventRow, PartyRow
from .tally import Measure, Tally, counted, share, shared

Said = dict[str, str] | None
"""Id of a statement read -> id of the gold's statement; None where the gold has no statements."""
Compare = Callable[[EventRow, EventRow, Said], Tally | None]
"""Counts for one pair; None where the gold does not say."""


class Field(Struct, frozen=True):
    """One field of an event."""

    measure: Measure
    compare: Compare
    said: Callable[[EventRow], str | None]
    """The field in words, for the error browser; None where it is empty."""


def _value(name: str) -> Compare:
    """Equal or not."""

    def compare(gold: EventRow, read: EventRow, _: Said) -> Tally | None:
        wanted = getattr(gold, name)
        return None if wanted is UNSET else share(wanted == getattr(read, name))

    return compare


def _set(name: str) -> Compare:
    """Members in common."""

    def compare(gold: EventRow, read: EventRow, _: Said) -> Tally | None:
        wanted = getattr(gold, name)
        return None if wanted is UNSET else shared(set(wanted), set(_some(getattr(read, name))))

    return compare


def _some(values: Any) -> Any:
    return () if isinstance(values, UnsetType) else values


def _codes(side: str, field: str) -> Compare:
    """Codes of the parties of one side in common."""

    def compare(gold: EventRow, read: EventRow, _: Said) -> Tally | None:
        wanted = getattr(gold, side)
        if wanted is UNSET:
            return None
        return shared(_coded(wanted, field), _coded(_some(getattr(read, side)), field))

    return compare


def _coded(parties: Iterable[PartyRow], field: str) -> set[str]:
    return {code for p in parties if (code := getattr(p, field))}


def _words(side: str) -> Compare:
    """Parties whose words overlap; those known only from elsewhere have none and are left out."""

    def compare(gold: EventRow, read: EventRow, _: Said) -> Tally | None:
        wanted = getattr(gold, side)
        if wanted is UNSET:
            return None
        mine, theirs = _spans(wanted), _spans(_some(getattr(read, side)))
        return counted(len(aligned(mine, theirs, lambda a, b: float(a.overlaps(b)))), len(mine), len(theirs))

    return compare


def _spans(parties: Iterable[PartyRow]) -> list[Span]:
    return [Span(p.start, p.end) for p in parties if p.start is not None and p.end is not None]


def _place(gold: EventRow, read: EventRow, _: Said) -> Tally | None:
    if isinstance(gold.place, UnsetType):
        return None
    given = None if isinstance(read.place, UnsetType) else read.place
    if gold.place is None or given is None:
        return share(gold.place is given)
    same_name = (gold.place.name or "").casefold() == (given.name or "").casefold()
    return share(same_name and gold.place.country in (None, given.country))


def _attribution(gold: EventRow, read: EventRow, said: Said) -> Tally | None:
    if isinstance(gold.attribution, UnsetType) or said is None:
        return None
    given = [] if isinstance(read.attribution, UnsetType) else [said.get(i, f"read {i}") for i in read.attribution]
    return shared(set(gold.attribution), set(given))


def _frame_kind(gold: EventRow, read: EventRow, _: Said) -> Tally | None:
    return None if gold.frame is UNSET else share(_kind(gold) == _kind(read))


def _frame_fields(gold: EventRow, read: EventRow, _: Said) -> Tally | None:
    """Facts of two frames of one kind; parties count by their country."""
    if _kind(gold) is None or _kind(gold) != _kind(read):
        return None
    return shared(_facts(gold), _facts(read))


def _kind(event: EventRow) -> str | None:
    return None if isinstance(event.frame, UnsetType) or event.frame is None else type(event.frame).__name__.lower()


def _facts(event: EventRow) -> set[str]:
    found = msgspec.to_builtins(event.frame) if event.frame else {}
    return {
        f"{k}={_plain(v)}" for k, v in found.items() if k not in ("kind", "approximate") and v not in (None, [], ())
    }


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("country") or value.get("text"))
    if isinstance(value, list | tuple):
        return ", ".join(sorted(map(_plain, value)))
    return str(value).casefold()


def _listed(name: str) -> Callable[[EventRow], str | None]:
    return lambda event: ", ".join(sorted(_some(getattr(event, name)))) or None


def _parties(side: str, *fields: str) -> Callable[[EventRow], str | None]:
    def said(event: EventRow) -> str | None:
        found = [" ".join(filter(None, (getattr(p, f) for f in fields))) for p in _some(getattr(event, side))]
        return ", ".join(f or "?" for f in found) or None

    return said


def _plainly(name: str) -> Callable[[EventRow], str | None]:
    return lambda event: None if getattr(event, name) in (UNSET, None) else str(getattr(event, name))


def _voices(event: EventRow) -> str | None:
    number = len(_some(event.attribution))
    return "one statement" if number == 1 else f"{number} statements" if number else "the report's own voice"


def _days(event: EventRow) -> str | None:
    date = event.date
    return None if isinstance(date, UnsetType) or date is None else f"{date.start} – {date.end}"


def _where(event: EventRow) -> str | None:
    place = event.place
    return None if isinstance(place, UnsetType) or place is None else f"{place.name} ({place.country})"


def _framed(event: EventRow) -> str | None:
    return f"{_kind(event)}: {'; '.join(sorted(_facts(event)))}" if _kind(event) else None


def _field(name: str, shape: Any, about: str, compare: Compare, said: Callable[[EventRow], str | None]) -> Field:
    return Field(Measure(name=name, shape=shape, about=about), compare, said)


def _sides(side: str) -> list[Field]:
    one = side.removesuffix("s")
    return [
        _field(f"{one} words", "f1", f"{side} whose words overlap", _words(side), _parties(side, "text")),
        _field(f"{one} country", "f1", f"countries and organizations of {side}", _codes(side, "country"), _parties(side, "country")),
        _field(f"{one} sector", "f1", f"sectors of {side}", _codes(side, "sector"), _parties(side, "sector")),
    ]  # fmt: skip


FIELDS = (
    _field("mode", "share", "the PLOVER mode", _value("mode"), _plainly("mode")),
    *_sides("actors"),
    *_sides("recipients"),
    _field("contexts", "f1", "PLOVER contexts", _set("contexts"), _listed("contexts")),
    _field("status", "share", "occurred, planned, denied …", _value("status"), _plainly("status")),
    _field("certainty", "share", "certain, probable, possible", _value("certainty"), _plainly("certainty")),
    _field("date", "share", "the same first and last day, or none", _value("date"), _days),
    _field("place", "share", "the same place, or none", _place, _where),
    _field("attribution", "f1", "statements the event is told in", _attribution, _voices),
    _field("frame", "share", "the same kind of frame, or none", _frame_kind, _framed),
    _field("frame facts", "f1", "values of frames of the same kind", _frame_fields, _framed),
)
"""Measured only on events that were found."""
