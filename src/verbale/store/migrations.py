"""The forms a record has had, oldest first; opening one brings it up to the last.

A migration is a function that changes the tables in one transaction. Once released it never changes; what comes later is
a new one at the end of the list.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy import Table
from sqlalchemy.engine import Connection

from .. import __version__
from ..errors import RecordError
from .sqlite import NO_RECORD
from .tables import MARKS, METADATA, MONTHS, READINGS, TALLIES

if TYPE_CHECKING:
    from .database import Database

_SEARCHED = {"events": ("quote", "actors", "recipients", "place"), "statements": ("quote", "speaker")}
_FOUND_BY = 200_000
"""Characters of a row's words that PostgreSQL is given: a tsvector holds at most 1 MiB."""


def _first(connection: Connection) -> None:
    """Everything of 0.2."""
    METADATA.create_all(connection, checkfirst=False)
    for table, columns in _SEARCHED.items():
        lines = _fts5(table, columns) if connection.dialect.name == "sqlite" else _tsvector(table, columns)
        for line in lines:
            connection.exec_driver_sql(line)
    if connection.dialect.name == "sqlite":
        for line in (*_tallied(TALLIES), *_tallied(MONTHS)):
            connection.exec_driver_sql(line)


def _fts5(table: str, columns: tuple[str, ...]) -> list[str]:
    """A full-text index beside a table, kept in step by triggers."""
    names = ", ".join(columns)
    new, old = (", ".join(f"{row}.{c}" for c in columns) for row in ("new", "old"))
    words = f"{table}_words"
    add = f"INSERT INTO {words}(rowid, {names}) VALUES (new.key, {new});"  # noqa: S608  our own names
    drop = f"INSERT INTO {words}({words}, rowid, {names}) VALUES ('delete', old.key, {old});"  # noqa: S608  as above
    return [
        f"CREATE VIRTUAL TABLE {words} USING fts5({names}, content='{table}', content_rowid='key', "
        "tokenize='porter unicode61 remove_diacritics 2')",
        f"CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN {add} END",
        f"CREATE TRIGGER {table}_gone AFTER DELETE ON {table} BEGIN {drop} END",
        f"CREATE TRIGGER {table}_changed AFTER UPDATE OF {names} ON {table} BEGIN {drop} {add} END",
    ]


def _tallied(table: Table) -> list[str]:
    """Triggers that keep a table of tallies in step with the events."""
    names = [column.name for column in table.primary_key]

    def add(row: str, number: int) -> str:
        values = ", ".join(f"coalesce({row}.{name}, {0 if name == 'month' else repr('')})" for name in names)
        return (
            f"INSERT INTO {table.name} VALUES ({values}, {number}) "  # noqa: S608  our own names
            f"ON CONFLICT DO UPDATE SET events = events + {number};"
        )

    changed = " OR ".join(f"new.{name} IS NOT old.{name}" for name in names)
    return [
        f"CREATE TRIGGER {table.name}_added AFTER INSERT ON events BEGIN {add('new', 1)} END",
        f"CREATE TRIGGER {table.name}_gone AFTER DELETE ON events BEGIN {add('old', -1)} END",
        f"CREATE TRIGGER {table.name}_changed AFTER UPDATE OF {', '.join(names)} ON events WHEN {changed} "
        f"BEGIN {add('old', -1)} {add('new', 1)} END",
    ]


def _tsvector(table: str, columns: tuple[str, ...]) -> list[str]:
    """The same where PostgreSQL keeps it, which has a limit on how many words one row may be found by."""
    text = " || ' ' || ".join(f"coalesce({c}, '')" for c in columns)
    found_by = f"to_tsvector('english', left({text}, {_FOUND_BY}))"
    return [
        f"ALTER TABLE {table} ADD COLUMN words tsvector GENERATED ALWAYS AS ({found_by}) STORED",
        f"CREATE INDEX {table}_words ON {table} USING gin(words)",
    ]


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (_first,)


def bring_up(database: "Database", *, create: bool) -> None:
    """Runs the migrations that a record has not had. Raises RecordError for what is no record, or a newer one's."""
    with database.reading() as connection:
        found = _format(connection, database.name, create=create)
    database.keep_log()
    if found == len(MIGRATIONS):
        return
    with database.writing() as connection:
        found = _format(connection, database.name, create=create)  # another process may have been faster
        for migration in MIGRATIONS[found:]:
            migration(connection)
        if found < len(MIGRATIONS):
            _mark(connection)


def _mark(connection: Connection) -> None:
    marks = {"format": str(len(MIGRATIONS)), "made_by": __version__}
    connection.execute(sa.delete(MARKS).where(MARKS.c.name.in_(marks)))
    connection.execute(sa.insert(MARKS), [{"name": name, "value": value} for name, value in marks.items()])


def _format(connection: Connection, name: str, *, create: bool) -> int:
    """How many migrations a record has had; 0 for an empty database."""
    inspector = sa.inspect(connection)
    ours = inspector.has_table(MARKS.name) and inspector.has_table(READINGS.name)
    marks = {r.name: r.value for r in connection.execute(sa.select(MARKS))} if ours else {}
    if not marks.get("format", "").isdecimal():
        if inspector.get_table_names():
            raise RecordError(name, "not a record of Verbale: it holds other tables")
        if not create:
            raise RecordError(name, NO_RECORD)
        return 0
    found = int(marks["format"])
    if found > len(MIGRATIONS):
        raise RecordError(
            name,
            f"made by Verbale {marks.get('made_by')}, which is newer than this one ({__version__}): update Verbale",
        )
    return found
