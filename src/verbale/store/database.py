"""Opening a record: one SQLite file by default, PostgreSQL by URL for teams."""

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, CursorResult, Engine
from sqlalchemy.exc import DBAPIError

from ..errors import RecordError
from . import migrations, postgresql, sqlite
from .reasons import PATIENCE_S, reason, unfit

DEFAULT = "verbale.db"
VARIABLE = "VERBALE_RECORD"
_WRITERS = 0x7665_7262
"""The lock that PostgreSQL's writers of a record take in turn."""

logging.getLogger("sqlalchemy").addHandler(logging.NullHandler())
"""A connection that is lost is told in one line by us; without a handler its pool would print a traceback too."""


class UnfitError(RecordError):
    """A value that this database cannot hold; what came with it is left out, other things can still be added."""


class Database:
    """An open record; connections come from it, and errors of the database become one line."""

    def __init__(self, engine: Engine, name: str, *, writable: bool = True) -> None:
        self.engine = engine
        self.name = name
        self.writable = writable

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file, and not a PostgreSQL database."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the record from its first query to its end."""
        with self._told(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction, one at a time: all of it has reached the disk when it ends, or nothing is kept."""
        if not self.writable:
            raise RecordError(self.name, sqlite.NOT_ALLOWED)
        options = {"begin": "BEGIN IMMEDIATE"} if self.is_sqlite else {"isolation_level": "READ COMMITTED"}
        with self._told(), self.engine.connect().execution_options(**options) as connection:
            with connection.begin():
                if not self.is_sqlite:
                    _take_turn(connection)
                yield connection
            if self.is_sqlite:
                sqlite.trim_log(connection, PATIENCE_S)

    def keep_log(self) -> None:
        """Lets readers and a writer of a file work beside each other; a server's always do."""
        if self.is_sqlite and self.writable:
            with self._told():
                sqlite.keep_log(self.engine, PATIENCE_S)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, sqlite3.DatabaseError) as error:
            raise (UnfitError if unfit(error) else RecordError)(self.name, reason(error)) from None

    def close(self) -> None:
        """Lets go of all connections."""
        self.engine.dispose()


def chosen(given: str | None) -> str:
    """The record a command works on: as given, else as the environment says, else `verbale.db` here."""
    return given or os.environ.get(VARIABLE) or DEFAULT


def open_record(where: str | Path, *, create: bool = False) -> Database:
    """The record at a path or URL, brought up to this version's form; `create` begins one where there is none.

    A file that may only be read is opened for that, unless `create` is set. Raises RecordError where there is none, where
    the file is no record, where a newer version of Verbale made it, and where it cannot be reached.
    """
    database = _opened(str(where), create=create)
    try:
        migrations.bring_up(database, create=create)
    except BaseException:
        database.close()
        raise
    return database


def _opened(where: str, *, create: bool) -> Database:
    if "://" in where:
        url = postgresql.parse(where)
        return Database(postgresql.engine_of(url), postgresql.shown(url))
    engine, writable = sqlite.engine_of(Path(where), create=create, patience_s=PATIENCE_S)
    return Database(engine, where, writable=writable)


def _take_turn(connection: Connection) -> None:
    """Waits for other writers, of whom one at a time has the lock until its transaction ends."""
    patience = sa.func.set_config("lock_timeout", f"{PATIENCE_S}s", sa.true())
    connection.execute(sa.select(patience, sa.func.pg_advisory_xact_lock(_WRITERS)))


def inserted(result: CursorResult[Any]) -> int:
    """The key that the database gave to the row just inserted."""
    key = result.inserted_primary_key
    if key is None:
        raise LookupError("the statement inserted no single row")
    return int(key[0])
