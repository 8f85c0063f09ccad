"""What is wrong with a record: whether reports are whole, the rows agree with the readings, and the database is sound."""

from collections.abc import Iterator

import sqlalchemy as sa
from msgspec.structs import replace
from sqlalchemy.engine import Connection

from verbale.record import Record
from verbale.store.database import Database
from verbale.store.loading import key_of, load
from verbale.store.tables import EVENTS, PARTIES, READINGS, REPORTS, STATEMENTS, VERSIONS

WORDS = ("events_words", "statements_words")


def of_report(connection: Connection, record: Record) -> Iterator[str]:
    """Where a record that was sent is not there as it was, with all its rows."""
    key = key_of(connection, str(record.id))
    stored = None if key is None else load(connection, key)
    if stored is None:
        yield f"{record.id} is lost"
        return
    if replace(stored.record, report=record.report) != record:
        yield f"{record.id} is not as it was sent"
    quotes = connection.scalars(sa.select(EVENTS.c.quote).where(EVENTS.c.report == key))
    if sorted(quotes) != sorted(event.evidence.quote for event in record.events):
        yield f"{record.id} has rows of other events than its own"
    said = sa.select(sa.func.count()).where(STATEMENTS.c.report == key)
    if connection.scalar(said) != len(record.statements):
        yield f"{record.id} has not as many rows of statements as statements"
    taking_part = sa.select(sa.func.count()).where(PARTIES.c.event == EVENTS.c.key, EVENTS.c.report == key)
    if connection.scalar(taking_part) != sum(len(e.actors) + len(e.recipients) for e in record.events):
        yield f"{record.id} has not as many rows of parties as parties"


def is_there(connection: Connection, record: Record) -> bool:
    """Whether a version of a report is there, acknowledged or not."""
    same = sa.select(VERSIONS.c.key).where(VERSIONS.c.sha256 == record.report.sha256)
    return connection.scalar(same) is not None


def of_totals(connection: Connection) -> Iterator[str]:
    """Where there is half a report: without a version or reading, or with other rows than its reading counts."""
    latest = sa.and_(VERSIONS.c.report == REPORTS.c.key, VERSIONS.c.number == REPORTS.c.version)
    joined = REPORTS.join(VERSIONS, latest).join(READINGS, READINGS.c.version == VERSIONS.c.key)
    read, told = connection.execute(
        sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(READINGS.c.events), 0)).select_from(joined)
    ).one()
    reports, rows = (connection.scalar(sa.select(sa.func.count()).select_from(t)) for t in (REPORTS, EVENTS))
    if read != reports:
        yield f"{reports} reports have {read} readings"
    if told != rows:
        yield f"readings tell of {told} events, {rows} have rows"


def of_file(database: Database) -> Iterator[str]:
    """What a SQLite file finds wrong with itself; PostgreSQL has nothing of the kind."""
    if not database.is_sqlite:
        return
    with database.reading() as connection:
        yield from (
            str(line) for line in connection.exec_driver_sql("PRAGMA integrity_check").scalars() if line != "ok"
        )
        yield from (f"a row of {row[0]} hangs loose" for row in connection.exec_driver_sql("PRAGMA foreign_key_check"))
    with database.writing() as connection:
        for table in WORDS:  # raises what `database` tells of as damage
            connection.exec_driver_sql(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
