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
from .tables import MARKS, METADATA, MONTHS, TALLIES

if TYPE_CHECKING:
    from .database import Database

_SEARCHED = {"events": ("quote", "actors", "recipients", "place"), "statements": ("quote", "speaker")}


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
    """The same where PostgreSQL keeps it."""
    text = " || ' ' || ".join(f"coalesce({c}, '')" for c in columns)
    return [
        f"ALTER TABLE {table} ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('english', {text})) STORED",
        f"CREATE INDEX {table}_words ON {table} USING gin(words)",
    ]


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (_first,)


def bring_up(database: "Database", *, create: bool) -> None:
    """Runs the migrations that a record has not had. Raises RecordError for what is no record, or a newer one's."""
    with database.reading() as connection:
        found = _format(connection, database.name, create=create)
    if found > len(MIGRATIONS):
        with database.reading() as connection:
            maker = connection.scalar(sa.select(MARKS.c.value).where(MARKS.c.name == "made_by"))
        raise RecordError(
            database.name, f"made by Verbale {maker}, which is newer than this one ({__version__}): update Verbale"
        )
    if found == len(MIGRATIONS):
        return
    with database.writing() as connection:
        found = _format(connection, database.name, create=create)  # another process may have been faster
        for migration in MIGRATIONS[found:]:
            migration(connection)
        connection.execute(sa.delete(MARKS))
        connection.execute(
            sa.insert(MARKS),
            [{"name": "format", "value": str(len(MIGRATIONS))}, {"name": "made_by", "value": __version__}],
        )


def _format(connection: Connection, name: str, *, create: bool) -> int:
    """How many migrations a record has had; 0 for an empty database."""
    inspector = sa.inspect(connection)
    if inspector.has_table(MARKS.name):
        value = connection.scalar(sa.select(MARKS.c.value).where(MARKS.c.name == "format"))
        return int(value) if value else 0
    if inspector.get_table_names():
        raise RecordError(name, "not a record of Verbale: it holds other tables")
    if not create:
        raise RecordError(name, "there is no record yet: `verbale add INPUT...` begins one")
    return 0
