"""Opening a record: one SQLite file by default, PostgreSQL by URL for teams."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection, CursorResult, Engine
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from ..errors import RecordError
from . import migrations

DEFAULT = "verbale.db"
VARIABLE = "VERBALE_RECORD"
PATIENCE_S = 120
"""How long a writer waits for another to finish."""
_WRITERS = 0x7665_7262  # the lock that PostgreSQL's writers of a record take in turn
_HEAD = b"SQLite format 3\0"
_REASONS = {
    "disk is full": "the disk is full; nothing of the last report was kept, all before it is safe",
    "readonly database": "no permission to write to it",
    "unable to open": "cannot be opened: is the folder there, and may you write to it?",
    "malformed": "the file is damaged: restore it from a backup",
    "not a database": "not a record of Verbale",
    "locked": f"another program has kept it busy for {PATIENCE_S} seconds: try again",
}


class Database:
    """An open record; connections come from it, and errors of the database become one line."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine = engine
        self.name = name

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
        options = {"begin": "BEGIN IMMEDIATE"} if self.is_sqlite else {"isolation_level": "READ COMMITTED"}
        with self._told(), self.engine.connect().execution_options(**options) as connection, connection.begin():
            if not self.is_sqlite:
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_WRITERS)))
            yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, sqlite3.DatabaseError) as error:
            raise RecordError(self.name, reason(error)) from None

    def close(self) -> None:
        """Lets go of all connections."""
        self.engine.dispose()


def chosen(given: str | None) -> str:
    """The record a command works on: as given, else as the environment says, else `verbale.db` here."""
    return given or os.environ.get(VARIABLE) or DEFAULT


def open_record(where: str | Path, *, create: bool = False) -> Database:
    """The record at a path or URL, brought up to this version's form.

    Raises RecordError where there is none (and `create` is not set), where the file is no record, where a newer version
    of Verbale made it, and where it cannot be reached.
    """
    name = str(where)
    engine = _server(name) if "://" in name else _file(Path(name), create=create)
    shown = engine.url.render_as_string(hide_password=True) if "://" in name else name
    database = Database(engine, shown)
    try:
        migrations.bring_up(database, create=create)
    except RecordError:
        database.close()
        raise
    return database


def _file(path: Path, *, create: bool) -> Engine:
    try:
        with path.open("rb") as stream:
            head = stream.read(len(_HEAD))
    except FileNotFoundError:
        if not create:
            raise RecordError(str(path), "there is no record yet: `verbale add INPUT...` begins one") from None
        head = b""
    except OSError as error:
        raise RecordError(str(path), (error.strerror or str(error)).lower()) from None
    if head and head != _HEAD:
        raise RecordError(str(path), "not a record of Verbale")
    if head and not (os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)):
        return sa.create_engine(f"sqlite:///file:{quote(str(path.absolute()))}?immutable=1&uri=true")
    engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": PATIENCE_S})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _prepare(connection: Any, _: Any) -> None:
    """One write-ahead log for readers beside the writer; a commit has reached the disk when it returns."""
    connection.isolation_level = None  # transactions begin where we say so
    for line in (
        "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={PATIENCE_S * 1000}",
        "cache_size=-64000", "mmap_size=1073741824", "temp_store=MEMORY",
    ):  # fmt: skip
        connection.execute(f"PRAGMA {line}").close()


def _server(url: str) -> Engine:
    try:
        parsed = sa.make_url(url)
        if parsed.drivername in ("postgres", "postgresql"):
            parsed = parsed.set(drivername="postgresql+pg8000")
        if not parsed.drivername.startswith("postgresql"):
            raise RecordError(
                url, "a record is a SQLite file, or a PostgreSQL database given as postgresql://user@host/name"
            )
        engine = sa.create_engine(parsed, pool_pre_ping=True, isolation_level="REPEATABLE READ")
    except ArgumentError:
        raise RecordError(url, "not a database URL: postgresql://user@host/name is one") from None
    except (ModuleNotFoundError, NoSuchModuleError):
        raise RecordError(url, "the PostgreSQL driver is not installed: pip install 'verbale[postgresql]'") from None
    return engine


def reason(error: Exception) -> str:
    """Why a database refused, in one line."""
    said = " ".join(str(getattr(error, "orig", None) or error).split())
    return next((told for words, told in _REASONS.items() if words in said), said[:300])


def inserted(result: CursorResult[Any]) -> int:
    """The key that the database gave to the row just inserted."""
    key = result.inserted_primary_key
    if key is None:
        raise LookupError("the statement inserted no single row")
    return int(key[0])
