"""What is found in a record, one value a row; None is what the record does not know."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from .registers import FRAMES, REGISTERS


class FoundEvent(Struct, frozen=True, kw_only=True):
    """An event as it stands, with the report that tells of it."""

    id: str
    type: str | None
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    score: float | None
    status: str
    certainty: str
    start: dt.date | None
    end: dt.date | None
    precision: str | None
    place: str | None
    place_country: str | None
    actors: str
    """Names and codes for people to read: "Vladimir Putin (RUS GOV); China (CHN)"."""
    actor_countries: tuple[str, ...]
    """The codes, each once."""
    recipients: str
    recipient_countries: tuple[str, ...]
    speaker: str | None
    """Who tells of it; None: the report itself."""
    quote: str
    snippet: str | None
    """Where words were looked for: what was found, between « and »."""
    confidence: float
    standing: str
    episode: str | None
    report: str
    report_title: str | None
    publication: str | None
    published: dt.date | None
    source: str | None
    frame: str | None
    fields: Mapping[str, Any] | None
    """The frame's own, parties by name and code: of a transfer its supplier, recipient, items ..."""


class FoundStatement(Struct, frozen=True, kw_only=True):
    """Something that somebody said."""

    id: str
    kind: str
    direct: bool
    speaker: str | None
    country: str | None
    sector: str | None
    person: str | None
    office: str | None
    cue: str | None
    start: dt.date | None
    place: str | None
    quote: str
    snippet: str | None
    parent: str | None
    report: str
    report_title: str | None
    publication: str | None
    published: dt.date | None
    source: str | None


class FoundPerson(Struct, frozen=True, kw_only=True):
    """Somebody whom reports name."""

    id: str
    name: str
    country: str | None
    office: str | None
    """The last that a report gives."""
    first_seen: dt.date | None
    last_seen: dt.date | None
    reports: int


class FoundEpisode(Struct, frozen=True, kw_only=True):
    """What happened, told in one or more accounts."""

    id: str
    type: str | None
    start: dt.date | None
    end: dt.date | None
    accounts: int
    independent: int
    """Accounts that are no copies of another."""
    publications: int
    disputed: bool
    actors: str
    """These three as the first account has them."""
    recipients: str
    quote: str


class Count(Struct, frozen=True):
    """How many share the same values."""

    by: Mapping[str, Any]
    """Of each field that was counted by; None: not known."""
    count: int


Found = FoundEvent | FoundStatement | FoundPerson | FoundEpisode | Count
KINDS: dict[str, type[Struct]] = {
    "events": FoundEvent, "statements": FoundStatement, "people": FoundPerson, "episodes": FoundEpisode,
}  # fmt: skip


def columns(kind: str) -> tuple[str, ...]:
    """The fields of a row, of a register with the frame's own fields after the id."""
    if kind in KINDS:
        return KINDS[kind].__struct_fields__
    fields = [field for field in FoundEvent.__struct_fields__ if field not in ("id", "frame", "fields")]
    return "id", *FRAMES[REGISTERS[kind]].__struct_fields__, *fields


def row(found: Found, names: Sequence[str]) -> dict[str, Any]:
    """The fields of what was found; a frame's own and the values that were counted by among them."""
    if isinstance(found, Count):
        return {**found.by, "count": found.count}
    within = (found.fields or {}) if isinstance(found, FoundEvent) else {}
    return {name: getattr(found, name) if name in found.__struct_fields__ else within.get(name) for name in names}
