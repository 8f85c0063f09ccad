"""Whether a record is sound: its file, the bytes it keeps, every quotation in it, and the rows made from its readings."""

import hashlib
from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.engine import Connection

from .. import __version__
from ..cast import Party
from ..errors import RecordError
from ..ingest.again import bodies
from ..record import Event, Record, Statement
from ..report import Report
from .contents import DAMAGE, unpack, unpack_record, unpack_report
from .database import Database
from .loading import load
from .tables import EPISODES, EVENTS, ORIGINALS, PARTIES, READINGS, REPORTS, RUNS, STATEMENTS, VERSIONS

BATCH = 100
"""Reports looked up at a time."""


class Checked(Struct, frozen=True):
    """One report: what is wrong with what the record holds of it."""

    source: str
    faults: tuple[str, ...]
    notes: tuple[str, ...]
    """What is no fault: versions that today's program would clean otherwise."""
    versions: int
    events: int
    statements: int


def check_file(database: Database) -> list[str]:
    """What the database itself finds wrong. PostgreSQL sees to that without being asked."""
    if not database.is_sqlite:
        return []
    try:
        with database.reading() as connection:
            said = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    except RecordError as error:
        return [error.reason]
    found = [" ".join(str(line).split()) for line in said if line != "ok"]
    return found or [*_check_keys(database)] or [*_check_words(database)]


def _check_keys(database: Database) -> Iterator[str]:
    """Rows that belong to rows which are not there."""
    with database.reading() as connection:
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"{row[0]}: row {row[1]} belongs to a row of {row[2]} that is not there"


def _check_words(database: Database) -> Iterator[str]:
    """Whether SQLite's full-text index knows as many rows as there are."""
    with database.reading() as connection:
        for table in (EVENTS, STATEMENTS):
            rows = connection.scalar(sa.select(sa.func.count()).select_from(table))
            known = connection.scalar(sa.select(sa.func.count()).select_from(sa.table(f"{table.name}_words_docsize")))
            if rows != known:
                yield f"{table.name}: there are {rows}, but {known} are found by their words"


def check_episodes(database: Database) -> Iterator[str]:
    """Episodes without events, events of episodes that are not there, and bytes that no report has."""
    told = sa.exists().where(EVENTS.c.episode == EPISODES.c.key)
    used = sa.select(VERSIONS.c.original).where(VERSIONS.c.original.is_not(None))
    there = sa.exists().where(EPISODES.c.key == EVENTS.c.episode)
    asked = (
        (sa.select(EPISODES.c.id).where(~told), "episode {}: no event tells of it"),
        (sa.select(EVENTS.c.id).where(EVENTS.c.episode.is_not(None), ~there), "event {}: its episode is not there"),
        (sa.select(ORIGINALS.c.sha256).where(ORIGINALS.c.key.not_in(used)), "bytes {}: no report came as them"),
    )
    with database.reading() as connection:
        for rows, words in asked:
            yield from (words.format(found) for found in connection.scalars(rows))


def check_reports(database: Database, chosen: Sequence[int] | None = None) -> Iterator[Checked]:
    """Each report (or each of those `chosen`, by key), in the order they were added; one in memory at a time."""
    rows = sa.select(REPORTS.c.key).order_by(REPORTS.c.key).limit(BATCH)
    rows = rows.where(REPORTS.c.key.in_(chosen)) if chosen is not None else rows
    last = 0
    while True:
        with database.reading() as connection:
            batch = connection.scalars(rows.where(REPORTS.c.key > last)).all()
        for key in batch:
            with database.reading() as connection:
                yield _check(connection, key)
        if not batch:
            return
        last = batch[-1]


def _check(connection: Connection, key: int) -> Checked:
    report = connection.execute(sa.select(REPORTS).where(REPORTS.c.key == key)).one()
    source = report.source or report.id
    numbers = connection.scalars(
        sa.select(VERSIONS.c.number).where(VERSIONS.c.report == key).order_by(VERSIONS.c.number)
    ).all()
    faults: list[str] = []
    notes: list[str] = []
    if list(numbers) != list(range(1, report.version + 1)):
        faults.append(f"it has {report.version} versions, but those kept are {', '.join(map(str, numbers)) or 'none'}")
    for number in numbers:
        found, noted = _check_version(connection, key, number)
        faults += [f"version {number}: {fault}" for fault in found]
        notes += [f"version {number}: {note}" for note in noted]
    if faults:
        return Checked(source, tuple(faults), tuple(notes), len(numbers), 0, 0)
    stored = load(connection, key)
    if stored is None:
        return Checked(source, ("nobody has read it",), tuple(notes), len(numbers), 0, 0)
    record = stored.record
    rows = (*_check_events(connection, key, stored.reading, record), *_check_statements(connection, key, record))
    return Checked(source, rows, tuple(notes), len(numbers), len(record.events), len(record.statements))


def _check_version(connection: Connection, report: int, number: int) -> tuple[list[str], list[str]]:
    """Faults and notes on a version: its bytes, its text, and all that was ever read in it."""
    row = connection.execute(
        sa.select(VERSIONS, ORIGINALS.c.data, ORIGINALS.c.sha256.label("hash"))
        .join(ORIGINALS, ORIGINALS.c.key == VERSIONS.c.original, isouter=True)
        .where(VERSIONS.c.report == report, VERSIONS.c.number == number)
    ).one()
    try:
        text = unpack_report(row.content)
        data = unpack(row.data) if row.data is not None else text.body.encode()
    except DAMAGE as error:
        return [f"its contents are damaged ({error})"], []
    faults = list(_check_readings(connection, row.key, text))
    if len({hashlib.sha256(data).hexdigest(), row.sha256, row.hash or row.sha256, text.sha256}) > 1:
        return [*faults, "its bytes are not those it came as: their SHA-256 differs"], []
    if row.data is None or text.body in bodies(data, text.source or ""):
        return faults, []
    reader = _first_program(connection, row.key)
    if reader == __version__:
        return [*faults, "its text is not what this program takes from its bytes"], []
    return faults, [f"taken in by Verbale {reader}; this one ({__version__}) would clean its bytes otherwise"]


def _first_program(connection: Connection, version: int) -> str | None:
    found = sa.select(RUNS.c.program).join(READINGS, READINGS.c.run == RUNS.c.key).where(READINGS.c.version == version)
    return connection.scalar(found.order_by(READINGS.c.key).limit(1))


def _check_readings(connection: Connection, version: int, text: Report) -> Iterator[str]:
    rows = connection.execute(sa.select(READINGS).where(READINGS.c.version == version).order_by(READINGS.c.run))
    for row in rows:
        try:
            record = unpack_record(row.content, text)
        except DAMAGE as error:
            yield f"the reading of run {row.run} is damaged ({error})"
            continue
        if len(record.events) != row.events:
            yield f"the reading of run {row.run} has {len(record.events)} events, not {row.events}"
        yield from (f"run {row.run}, {fault}" for fault in misquoted(record))


def misquoted(record: Record) -> Iterator[str]:
    """The entries whose words are not those of the body at their offsets."""
    body = record.report.body
    for id, start, end, words in (*_quoted(record.events), *_said(record.statements)):
        if body[start:end] != words:
            yield f"{id}: the text at {start}-{end} is not “{words[:60]}”"


def _quoted(events: Sequence[Event]) -> Iterator[tuple[str, int, int, str]]:
    for event in events:
        yield f"event {event.id}", event.evidence.start, event.evidence.end, event.evidence.quote
        yield from _named(f"event {event.id}", (*event.actors, *event.recipients))


def _said(statements: Sequence[Statement]) -> Iterator[tuple[str, int, int, str]]:
    for statement in statements:
        name, content, cue = f"statement {statement.id}", statement.content, statement.cue
        yield name, content.start, content.end, content.quote
        if cue is not None:
            yield name, cue.start, cue.end, cue.text
        yield from _named(name, (statement.speaker,) if statement.speaker else ())


def _named(name: str, parties: Sequence[Party]) -> Iterator[tuple[str, int, int, str]]:
    for party in parties:
        if party.start is not None and party.end is not None:
            yield name, party.start, party.end, party.text


def _check_events(connection: Connection, report: int, reading: int, record: Record) -> Iterator[str]:
    """Whether each event of the reading shown has its row with its parties, and no other has one."""
    rows = connection.execute(sa.select(EVENTS).where(EVENTS.c.report == report).order_by(EVENTS.c.key)).all()
    number = sa.select(PARTIES.c.event, sa.func.count().label("parties")).where(
        PARTIES.c.event.in_([r.key for r in rows])
    )
    counts = {row.event: row.parties for row in connection.execute(number.group_by(PARTIES.c.event))}
    events = {e.id: e for e in record.events}
    yield from (
        f"event {id}: it is read but has no row" for id in events if id not in {r.machine or r.id for r in rows}
    )
    for row in rows:
        if row.standing != "machine":  # a person's word, not the reading's
            continue
        event = events.get(row.machine or row.id)
        if event is None or row.reading != reading:
            yield f"event {row.id}: it has a row but is not read"
        elif row.quote != event.evidence.quote or (row.first, row.last) != (event.evidence.start, event.evidence.end):
            yield f"event {row.id}: its row has other words than the reading"
        elif counts.get(row.key, 0) != len(event.actors) + len(event.recipients):
            yield f"event {row.id}: {counts.get(row.key, 0)} parties, not {len(event.actors) + len(event.recipients)}"


def _check_statements(connection: Connection, report: int, record: Record) -> Iterator[str]:
    rows = connection.execute(sa.select(STATEMENTS).where(STATEMENTS.c.report == report)).all()
    read = {s.id: s.content.quote for s in record.statements}
    stand = {row.machine or row.id: row.quote for row in rows}
    if len(rows) != len(record.statements) or read != stand:
        yield f"{len(rows)} rows of statements do not match the {len(record.statements)} read"
