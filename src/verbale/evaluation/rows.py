"""The rows of gold files and of saved readings, as they may come; fields beyond these are ignored.

In the contract's own shape a field that is absent was not annotated and is not measured; null says that there is none.
"""

import datetime as dt
from collections.abc import Sequence

from msgspec import UNSET, Struct, UnsetType

from ..frame import Frame
from ..record import Certainty, EventType, Quote, StatementKind, Status
from ..report import Span

CONFIDENT = 0.6
"""Marked names below this confidence are noise, say the makers of the set that gives one (RE3D)."""


class PartyCode(Struct, frozen=True):
    """A party of which at most the code and the words count."""

    country: str | None = None
    text: str | None = None
    start: int | None = None
    end: int | None = None


Codes = str | PartyCode | list[str | PartyCode] | None
"""The parties of one side of a coded event: a code, a party, a list of either, or none."""


class CodedEvent(Struct, frozen=True):
    """An event as coders write it: a type or CAMEO code between two sides."""

    event: str | int | None = None
    event_v06: str | None = None
    """The type in PLOVER 0.6, for measuring with 18 types."""
    source: Codes = None
    target: Codes = None
    reciprocal: bool = False


class Words(Struct, frozen=True):
    """Words of the text; offsets may be unknown."""

    start: int | None = None
    end: int | None = None
    text: str | None = None


class PartyRow(Struct, frozen=True):
    """A party of a record; only its words and codes are compared."""

    text: str = ""
    start: int | None = None
    end: int | None = None
    name: str | None = None
    country: str | None = None
    sector: str | None = None
    person: str | None = None


class Days(Struct, frozen=True):
    """The first and last day of an event."""

    start: dt.date
    end: dt.date


class PlaceName(Struct, frozen=True):
    """The place of an event."""

    name: str | None = None
    country: str | None = None


class EventRow(Struct, frozen=True):
    """An event of a record."""

    type: EventType | None
    evidence: Quote
    id: str = ""
    mode: str | UnsetType | None = UNSET
    cameo: str | UnsetType | None = UNSET
    contexts: tuple[str, ...] | UnsetType = UNSET
    actors: tuple[PartyRow, ...] | UnsetType = UNSET
    recipients: tuple[PartyRow, ...] | UnsetType = UNSET
    date: Days | UnsetType | None = UNSET
    place: PlaceName | UnsetType | None = UNSET
    status: Status | UnsetType = UNSET
    certainty: Certainty | UnsetType = UNSET
    attribution: tuple[str, ...] | UnsetType = UNSET
    frame: Frame | UnsetType | None = UNSET


class StatementRow(Struct, frozen=True):
    """A statement of a record."""

    content: Quote
    id: str = ""
    speaker: PartyRow | UnsetType | None = UNSET
    cue: Words | UnsetType | None = UNSET
    direct: bool | UnsetType = UNSET
    kind: StatementKind | UnsetType = UNSET


class PersonRow(Struct, frozen=True):
    """A person of a record."""

    name: str
    country: str | None = None
    spellings: tuple[str, ...] = ()


class ReportRow(Struct, frozen=True):
    """The report inside a record."""

    body: str
    published: str | None = None
    title: str | None = None


class Attribution(Struct, frozen=True):
    """Source, cue and content of something said; each may be in pieces."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()


class TimeRow(Struct, frozen=True):
    """A time expression after TIMEX3."""

    start: int
    end: int
    type: str | None = None
    value: str | None = None


class Toponym(Struct, frozen=True):
    """A place name with its position where that is known."""

    start: int
    end: int
    type: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None


class PlaceRow(Struct, frozen=True):
    """A place name as `verbale places` prints it."""

    start: int
    end: int
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None


class Entity(Struct, frozen=True):
    """A marked name; `type` is the set's own word or one of PER, ORG, LOC, MISC."""

    start: int
    end: int
    type: str | None = None
    label: str | None = None
    confidence: float | None = None


class Expected(Struct, frozen=True):
    """What a mention means; a list holds alternatives, an empty word means none."""

    country: str | list[str] | None = None
    role: str | list[str] | None = None


class GoldRow(Struct, frozen=True, kw_only=True):
    """What every row of gold has; `report` stands for `text` in whole records."""

    text: str | None = None
    id: str | int | None = None
    date: str | None = None
    dct: str | None = None
    """The document's date, as time sets call it."""
    title: str | None = None
    report: ReportRow | None = None
    context: str | None = None

    @property
    def body(self) -> str:
        """The text that offsets point into."""
        return self.report.body if self.report else self.text or ""

    @property
    def key(self) -> str | int:
        """The id, which every row of a `GoldSet` has."""
        return "" if self.id is None else self.id


class EventGold(GoldRow, frozen=True, kw_only=True):
    events: tuple[CodedEvent, ...]
    doubtful: bool = False
    """Read by hand as wrong or incomplete: passed over."""


class MinutesGold(GoldRow, frozen=True, kw_only=True):
    events: tuple[EventRow, ...] | UnsetType = UNSET
    statements: tuple[StatementRow, ...] | UnsetType = UNSET
    people: tuple[PersonRow, ...] | UnsetType = UNSET


class AttributionGold(GoldRow, frozen=True, kw_only=True):
    attributions: tuple[Attribution, ...]


class TimeGold(GoldRow, frozen=True, kw_only=True):
    times: tuple[TimeRow, ...]


class PlaceGold(GoldRow, frozen=True, kw_only=True):
    toponyms: tuple[Toponym, ...]


class NameGold(GoldRow, frozen=True, kw_only=True):
    entities: tuple[Entity, ...]


class PartyGold(GoldRow, frozen=True, kw_only=True):
    expected: Expected | None
    known_limitation: bool = False
    """Nobody can know it from the mention: passed over."""


def party_codes(codes: Codes) -> Sequence[str | PartyCode]:
    """One side of a coded event as a list."""
    if codes is None or codes == "":
        return ()
    return codes if isinstance(codes, list) else [codes]
