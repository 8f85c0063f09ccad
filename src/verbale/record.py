"""What is said to have happened, who says so, and where: the minutes of one report."""

import datetime as dt
from typing import Literal

from msgspec import Struct

from .cast import Cast, Mention, NamedPerson, Party
from .frame import Frame
from .report import Report, Warn

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Status = Literal["occurred", "ongoing", "planned", "conditional", "hypothetical", "denied", "negated"]
Certainty = Literal["certain", "probable", "possible"]
StatementKind = Literal["assertion", "assessment", "forecast", "threat", "denial", "allegation", "question"]
Precision = Literal["day", "month", "year", "range"]


class When(Struct, frozen=True, kw_only=True):
    """The days an event falls on, as precise as the report and no more."""

    start: dt.date
    end: dt.date
    """Last day, inclusive."""
    precision: Precision
    text: str
    """The report's own words, such as "late February"."""


class Where(Struct, frozen=True, kw_only=True):
    """The place an event happened at."""

    name: str
    country: str | None = None
    """ISO 3166-1 alpha-3."""
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    text: str


class Quote(Struct, frozen=True, kw_only=True):
    """Words of the body: `body[start:end] == quote`."""

    start: int
    end: int
    quote: str


class Cue(Struct, frozen=True, kw_only=True):
    """The words that mark a statement: "declared", "according to"."""

    start: int
    end: int
    text: str


class Statement(Struct, frozen=True, kw_only=True):
    """Somebody said, thinks, denies or asks something."""

    id: str
    speaker: Party | None
    cue: Cue | None
    direct: bool
    """The content is quoted word for word."""
    content: Quote
    kind: StatementKind
    place: Where | None = None
    date: When | None = None
    parent: str | None = None
    """Id of the statement it is told inside."""


class Event(Struct, frozen=True, kw_only=True):
    """Who did what to whom, when, where, according to whom, and whether it happened."""

    id: str
    type: EventType | None
    """None for an obligation that no act in the report created."""
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    score: float | None
    """PLOVER conflict-cooperation score, -10 to 10."""
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    """Empty where the event is reciprocal: all parties are then actors."""
    date: When | None
    place: Where | None
    status: Status
    certainty: Certainty
    attribution: tuple[str, ...]
    """Ids of the statements it is told in, outermost first; empty: the report's own voice."""
    frame: Frame | None
    evidence: Quote
    confidence: float


class Record(Struct, frozen=True, kw_only=True):
    """The minutes of one report."""

    id: str | int
    report: Report
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    people: tuple[NamedPerson, ...]
    warnings: tuple[Warn, ...] = ()


__all__ = [
    "Cast", "Certainty", "Cue", "Event", "EventType", "Frame", "Mention", "NamedPerson", "Party", "Precision",
    "Quote", "Record", "Statement", "StatementKind", "Status", "When", "Where",
]  # fmt: skip
