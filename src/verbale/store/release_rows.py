"""The rows of a release, in a fixed order and a few reports at a time."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from .contents import reading_json
from .country_codes import CountryCodes
from .release_digest import address, digest, report_id, run_id, shortened
from .tables import EPISODES, EVENTS, PARTIES, READINGS, REPORTS, RUNS, STATEMENTS, VERSIONS

REPORTS_AT_A_TIME = 100
Fields = dict[str, Any]
Row = Any
"""A row that a query found; what SQLAlchemy calls its type differs between 2.0 and 2.1."""


class Source(msgspec.Struct, frozen=True):
    """What events and statements say of their report."""

    key: int
    id: str
    address: str | None
    published: dt.date | None
    version: int


class Account(msgspec.Struct, frozen=True):
    """An event as it is published."""

    event: Fields
    parties: tuple[Fields, ...]
    report: int
    version: int
    digest: str


class _Told(msgspec.Struct, frozen=True):
    """The part of an event in a reading that the view does not hold."""

    id: str
    attribution: tuple[str, ...]


class _Reading(msgspec.Struct, frozen=True):
    events: tuple[_Told, ...]


_readings = msgspec.json.Decoder(_Reading)


def batches(connection: Connection) -> Iterator[Sequence[Source]]:
    """The reports, a few at a time."""
    last = 0
    rows = sa.select(REPORTS.c.key, REPORTS.c.identity, REPORTS.c.source, REPORTS.c.published, REPORTS.c.version)
    while found := connection.execute(
        rows.where(REPORTS.c.key > last).order_by(REPORTS.c.key).limit(REPORTS_AT_A_TIME)
    ).all():
        yield [Source(r.key, report_id(r.identity), address(r.source), r.published, r.version) for r in found]
        last = found[-1].key


def accounts(connection: Connection, batch: Sequence[Source], codes: CountryCodes) -> list[Account]:
    """The events of some reports that nobody rejected, in text order."""
    reports = {r.key: r for r in batch}
    rows = connection.execute(
        sa.select(EVENTS, EPISODES.c.id.label("happening"))
        .join(EPISODES, EPISODES.c.key == EVENTS.c.episode, isouter=True)
        .where(EVENTS.c.report.in_(reports), EVENTS.c.standing != "rejected")
        .order_by(EVENTS.c.report, EVENTS.c.first, EVENTS.c.last, EVENTS.c.key)
    ).all()
    parties = _parties(connection, reports)
    told = _told(connection, {r.reading for r in rows})
    statements = _outermost(connection, reports)
    runs = _runs(connection, {r.reading for r in rows})
    found = []
    for row in rows:
        report = reports[row.report]
        within = told.get((row.reading, row.machine or row.id))
        event = _event(row, report, runs[row.reading], statements.get((row.report, within or "")))
        on = row.start or report.published
        sides = tuple(_party(row.id, party, codes, on) for party in parties[row.key])
        found.append(Account(event, sides, row.report, report.version, digest(event, sides)))
    return found


def _event(row: Row, report: Source, run: str, statement: Row | None) -> Fields:
    plain = {name: getattr(row, name) for name in (
        "id", "type", "mode", "contexts", "cameo", "score", "status", "certainty", "frame", "start", "end", "precision",
        "place", "place_country", "lat", "lon", "geonames", "speaker", "confidence", "standing",
    )}  # fmt: skip
    # A judgement may have given the event another speaker than the reading did.
    said = statement if statement is not None and statement.speaker == row.speaker else None
    return plain | _evidence(row, report) | {
        "report": report.id, "run": run, "episode": row.happening,
        "actors": row.actors or None, "recipients": row.recipients or None,
        "statement": said and said.id, "cue": said and said.cue,
    }  # fmt: skip


def _evidence(row: Row, report: Source) -> Fields:
    return {
        "quote": shortened(row.quote), "quote_start": row.first, "quote_end": row.last,
        "address": report.address,
    }  # fmt: skip


def _party(event: str, row: Row, codes: CountryCodes, on: dt.date | None) -> Fields:
    found = codes.of(row.country, on)
    return {
        "event": event, "side": "actor" if row.side == "a" else "recipient", "number": row.number + 1,
        "code": row.country, "iso3": found.iso3, "cow": found.cow, "gw": found.gw, "sector": row.sector,
        "kind": row.kind, "name": row.name, "person": row.person, "office": row.office, "text": row.text,
    }  # fmt: skip


def _parties(connection: Connection, reports: Collection[int]) -> defaultdict[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    wanted = sa.select(PARTIES).join(EVENTS, EVENTS.c.key == PARTIES.c.event).where(EVENTS.c.report.in_(reports))
    for row in connection.execute(wanted.order_by(PARTIES.c.event, PARTIES.c.side, PARTIES.c.number)):
        found[row.event].append(row)
    return found


def _told(connection: Connection, readings: set[int]) -> dict[tuple[int, str], str]:
    """(Reading, event) -> the outermost statement it is told in, by the ids of the reading."""
    rows = connection.execute(
        sa.select(READINGS.c.key, READINGS.c.content, VERSIONS.c.content.label("text"))
        .join(VERSIONS, VERSIONS.c.key == READINGS.c.version).where(READINGS.c.key.in_(readings))
    )  # fmt: skip
    return {
        (row.key, event.id): event.attribution[0]
        for row in rows for event in _readings.decode(reading_json(row.content, row.text)).events if event.attribution
    }  # fmt: skip


def _outermost(connection: Connection, reports: Collection[int]) -> dict[tuple[int, str], Row]:
    """(Report, id of a statement in the reading) -> its row."""
    columns = (STATEMENTS.c.report, STATEMENTS.c.id, STATEMENTS.c.machine, STATEMENTS.c.speaker, STATEMENTS.c.cue)
    rows = connection.execute(sa.select(*columns).where(STATEMENTS.c.report.in_(reports)))
    return {(row.report, row.machine or row.id): row for row in rows}


def _runs(connection: Connection, readings: set[int]) -> dict[int, str]:
    rows = connection.execute(
        sa.select(READINGS.c.key, RUNS).join(RUNS, RUNS.c.key == READINGS.c.run).where(READINGS.c.key.in_(readings))
    )
    return {row[0]: run_id(row.program, row.lexicon, row.model) for row in rows}


def statements(connection: Connection, batch: Sequence[Source], codes: CountryCodes) -> Iterator[Fields]:
    """The statements of some reports, in text order."""
    reports = {r.key: r for r in batch}
    rows = connection.execute(
        sa.select(STATEMENTS).where(STATEMENTS.c.report.in_(reports))
        .order_by(STATEMENTS.c.report, STATEMENTS.c.first, STATEMENTS.c.last, STATEMENTS.c.key)
    ).all()  # fmt: skip
    runs = _runs(connection, {r.reading for r in rows})
    for row in rows:
        report = reports[row.report]
        plain = {name: getattr(row, name) for name in (
            "id", "parent", "kind", "direct", "speaker", "sector", "person", "office", "cue", "start", "place",
        )}  # fmt: skip
        yield plain | _evidence(row, report) | {
            "report": report.id, "run": runs[row.reading], "code": row.country,
            "iso3": codes.of(row.country, None).iso3,
        }  # fmt: skip
