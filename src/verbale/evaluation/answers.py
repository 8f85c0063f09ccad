"""What a reading says about one record: the lines that `verbale read` and its parts print, or another coder writes."""

from msgspec import UNSET, Struct, UnsetType

from ..record import Quote
from .rows import CodedEvent, Entity, EventRow, PartyRow, PersonRow, PlaceRow, StatementRow, TimeRow


class ReadEvent(CodedEvent, frozen=True, kw_only=True):
    """An event as a coder writes it, or as `verbale read` does."""

    type: str | UnsetType | None = UNSET
    """Given in records: then `actors` and `recipients` are the sides."""
    cameo: str | None = None
    actors: tuple[PartyRow, ...] = ()
    recipients: tuple[PartyRow, ...] = ()
    evidence: Quote | None = None


class EventAnswer(Struct, frozen=True):
    events: tuple[ReadEvent, ...] | None


class MinutesAnswer(Struct, frozen=True):
    events: tuple[EventRow, ...] = ()
    statements: tuple[StatementRow, ...] = ()
    people: tuple[PersonRow, ...] = ()


class StatementAnswer(Struct, frozen=True):
    statements: tuple[StatementRow, ...]


class TimeAnswer(Struct, frozen=True):
    times: tuple[TimeRow, ...]


class PlaceAnswer(Struct, frozen=True):
    places: tuple[PlaceRow, ...]


class NameAnswer(Struct, frozen=True):
    names: tuple[Entity, ...]


class PartyAnswer(Struct, frozen=True):
    party: PartyRow | None


Answer = EventAnswer | MinutesAnswer | StatementAnswer | TimeAnswer | PlaceAnswer | NameAnswer | PartyAnswer
"""What a reading says about one record of gold."""
