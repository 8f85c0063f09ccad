"""Entries of a record as rows of the current view."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from ..record import Event, Party, Statement
from .judged import Judged, Standing
from .loading import Stored
from .registers import frame_columns
from .wording import named


def event_row(one: Judged, stored: Stored, speakers: Mapping[str, Party | None]) -> dict[str, Any]:
    """The row of an event."""
    event = one.event
    when, where = event.date, event.place
    speaker = speakers.get(event.attribution[0]) if event.attribution else None
    return {
        "id": one.id, "machine": event.id if event.id != one.id and one.standing != "added" else None,
        "report": stored.report, "reading": stored.reading,
        "type": event.type, "mode": event.mode, "cameo": event.cameo, "score": event.score,
        "status": event.status, "certainty": event.certainty,
        "frame": kind_of(event), **frame_columns(event.frame), "contexts": " ".join(event.contexts) or None,
        "start": when and when.start, "end": when and when.end, "precision": when and when.precision,
        "month": month_of(event),
        "place": where and where.name, "place_country": where and where.country,
        "lat": where and where.lat, "lon": where and where.lon, "geonames": where and where.geonames,
        "confidence": event.confidence,
        "first": event.evidence.start, "last": event.evidence.end, "quote": event.evidence.quote,
        "actors": named(event.actors), "recipients": named(event.recipients),
        "speaker": named((speaker,)) if speaker is not None else None,
        "speaker_country": speaker and speaker.country, "speaker_sector": speaker and speaker.sector,
        "speaker_person": speaker and speaker.person and (speaker.name or speaker.person),
        "standing": one.standing,
    }  # fmt: skip


def kind_of(event: Event) -> str | None:
    """The kind of an event's frame: visit, agreement, transfer, obligation or territory."""
    return type(event.frame).__name__.lower() if event.frame is not None else None


def month_of(event: Event) -> int | None:
    """The month of an event's first day, counted from the year 0."""
    return event.date.start.year * 12 + event.date.start.month - 1 if event.date else None


def party_rows(key: int, event: Event, standing: Standing) -> Iterator[dict[str, Any]]:
    """The rows of an event's parties."""
    month = month_of(event)
    for side, parties in (("a", event.actors), ("r", event.recipients)):
        for number, party in enumerate(parties):
            yield {
                "event": key, "side": side, "number": number, "country": party.country, "sector": party.sector,
                "kind": party.kind, "name": party.name, "person": party.person, "office": party.office,
                "text": party.text, "first": party.start, "last": party.end,
                "month": month, "type": event.type, "rejected": standing == "rejected",
            }  # fmt: skip


def pair_rows(key: int, event: Event) -> Iterator[dict[str, Any]]:
    """Who acts on whom in an event, by country code; all with all where it is reciprocal."""
    actors = {p.country for p in event.actors if p.country}
    recipients = {p.country for p in event.recipients if p.country} if event.recipients else actors
    month = month_of(event)
    for actor, recipient in sorted(product(actors, recipients)):
        if actor != recipient or event.recipients:
            yield {
                "actor": actor, "recipient": recipient, "event": key, "month": month, "type": event.type,
                "score": event.score,
            }  # fmt: skip


def statement_row(statement: Statement, id: str, parent: str | None, stored: Stored) -> dict[str, Any]:
    """The row of a statement."""
    speaker = statement.speaker
    return {
        "id": id, "machine": statement.id if statement.id != id else None,
        "report": stored.report, "reading": stored.reading, "kind": statement.kind, "direct": statement.direct,
        "speaker": named((speaker,)) if speaker is not None else None,
        "country": speaker and speaker.country, "sector": speaker and speaker.sector,
        "person": speaker and speaker.person, "office": speaker and speaker.office,
        "cue": statement.cue.text if statement.cue else None,
        "start": statement.date.start if statement.date else None,
        "place": statement.place.name if statement.place else None,
        "first": statement.content.start, "last": statement.content.end, "quote": statement.content.quote,
        "parent": parent,
    }  # fmt: skip
