"""A record in one SQLite file: readers beside one writer, and commits that have reached the disk when they return."""

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import URL, Connection, Engine

from ..errors import RecordError

HEAD = b"SQLite format 3\0"
NO_RECORD = "there is no record yet: `verbale add INPUT...` begins one"
NOT_ALLOWED = "no permission to write to it"
_PAUSE_S = 0.005
"""Between two attempts to write. SQLite would wait longer and longer, let a busy neighbour pass, and not hear Ctrl-C."""
LOG_LIMIT = 64 * 1024 * 1024
"""Bytes of log after which a writer has it taken up, which SQLite puts off for as long as anybody reads."""
_TRIM_S = 1.0
_SETTINGS = ("synchronous=FULL", "foreign_keys=ON", "cache_size=-64000", "mmap_size=1073741824", "temp_store=MEMORY")


def engine_of(path: Path, *, create: bool, patience_s: float) -> tuple[Engine, bool]:
    """The engine of a file, and whether it may be written.

    Raises RecordError where there is no file (and `create` is not set), where it is no SQLite file, and where `create`
    is set and nothing may be written.
    """
    if not _begun(path, create=create) or _writable(path):
        engine = sa.create_engine(URL.create("sqlite", database=str(path.absolute())))
        writable = True
    elif create:
        raise RecordError(str(path), NOT_ALLOWED)
    else:
        engine = sa.create_engine(_only_to_read(path))
        writable = False
    event.listen(engine, "connect", lambda file, _: _prepare(file, patience_s))
    event.listen(engine, "begin", lambda connection: _begin(connection, patience_s))
    return engine, writable


def keep_log(engine: Engine, patience_s: float) -> None:
    """Sees to it that the file has a write-ahead log, so that readers and a writer do not wait for each other.

    Kept apart from opening because it changes the file, which may turn out to be another program's.
    """
    with engine.connect() as connection:
        file = connection.connection.dbapi_connection
        patiently(lambda: file.execute("PRAGMA journal_mode=WAL").close(), patience_s)  # type: ignore[union-attr]


def trim_log(connection: Connection, patience_s: float) -> None:
    """Brings a log that has grown long into the file, waiting a moment for readers; much later again if that does not do.

    What is in the log is safe already, so nothing that goes wrong here matters.
    """
    path = Path(str(connection.engine.url.database)).resolve()
    with suppress(OSError, sqlite3.OperationalError):
        size = path.with_name(f"{path.name}-wal").stat().st_size
        if size > connection.info.get("limit", LOG_LIMIT):
            file: Any = connection.connection.dbapi_connection
            _wait(file, _TRIM_S)
            busy, _, _ = file.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            connection.info["limit"] = 2 * size if busy else LOG_LIMIT
            _wait(file, patience_s)


def patiently(attempt: Callable[[], object], patience_s: float) -> None:
    """Does what may find the file locked, again and again until the patience is over."""
    end = time.monotonic() + patience_s
    while True:
        try:
            attempt()
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(_PAUSE_S)
        else:
            return


def _begun(path: Path, *, create: bool) -> bool:
    """Whether the file holds anything yet."""
    try:
        with path.open("rb") as stream:
            head = stream.read(len(HEAD))
    except FileNotFoundError:
        head = b""
    except OSError as error:
        raise RecordError(str(path), (error.strerror or str(error)).lower()) from None
    if not head and not create:
        raise RecordError(str(path), NO_RECORD)
    if head and head != HEAD:
        raise RecordError(str(path), "not a record of Verbale")
    return bool(head)


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)


def _only_to_read(path: Path) -> URL:
    """A file we may only read. SQLite must be told that nobody writes to it where it can put no index of the log beside it.

    Where somebody has left or is writing a log, that holds reports too and must be read with the file.
    """
    real = path.resolve()
    followed = os.access(real.parent, os.W_OK) or real.with_name(f"{real.name}-wal").exists()
    how = {"mode": "ro"} if followed else {"immutable": "1"}
    return URL.create("sqlite", database=f"file:{quote(os.fsencode(real))}", query={**how, "uri": "true"})


def _begin(connection: Connection, patience_s: float) -> None:
    file: Any = connection.connection.dbapi_connection
    begin = connection.get_execution_options().get("begin", "BEGIN")
    if begin == "BEGIN":
        file.execute(begin).close()
        return
    _wait(file, 0)
    try:
        patiently(lambda: file.execute(begin).close(), patience_s)
    finally:
        _wait(file, patience_s)


def _wait(file: Any, seconds: float) -> None:
    """How long SQLite itself waits for a lock."""
    file.execute(f"PRAGMA busy_timeout={seconds * 1000:.0f}").close()


def _prepare(file: Any, patience_s: float) -> None:
    file.isolation_level = None  # transactions begin where we say so
    _wait(file, patience_s)
    for setting in _SETTINGS:
        file.execute(f"PRAGMA {setting}").close()
