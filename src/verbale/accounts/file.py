"""Opening an accounts file: SQLite beside the record, which nobody but its owner can read."""

import os
import secrets
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError

from ..errors import RecordError, UsageError
from .tables import APPLICATION, KEYS, META, VERSION

PATIENCE_S = 10
_COOKIES = "cookies"


class AccountsFile:
    """An open file; errors of SQLite become one line (RecordError)."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> "AccountsFile":
        """The file at a path, made if wanted. Raises RecordError."""
        if not path.exists():
            if not create:
                raise RecordError(str(path), "there are no accounts yet: make one with `verbale account add`")
            _touch(path)
        _check_private(path)
        file = cls(path, _engine(path))
        try:
            file._prepare()
        except RecordError:
            file.close()
            raise
        return file

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to ask."""
        with self._told(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction; another that writes waits."""
        immediate = self._engine.execution_options(begin="BEGIN IMMEDIATE")
        with self._told(), immediate.begin() as connection:
            yield connection

    @property
    def secret(self) -> bytes:
        """What cookies are signed with: the same as long as the file lives."""
        with self.reading() as connection:
            found: bytes = connection.execute(sa.select(KEYS.c.value).where(KEYS.c.name == _COOKIES)).scalar_one()
        return found

    def close(self) -> None:
        """Lets go of all connections."""
        self._engine.dispose()

    def _prepare(self) -> None:
        with self.writing() as connection:
            version, application = (
                connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in ("user_version", "application_id")
            )
            if (version, application) == (VERSION, APPLICATION):
                return
            if (version, application) != (0, 0) or sa.inspect(connection).get_table_names():
                raise RecordError(str(self.path), "this is no accounts file of this version of Verbale")
            META.create_all(connection)
            connection.execute(KEYS.insert().values(name=_COOKIES, value=secrets.token_bytes(32)))
            connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, sqlite3.DatabaseError) as error:
            raise RecordError(str(self.path), str(getattr(error, "orig", None) or error)) from None


def beside(record: str) -> Path:
    """Where the accounts of a record are kept. Raises UsageError for a record on a server, which has no place beside it."""
    if "://" in record:
        raise UsageError("this record is on a server: say where its accounts are kept, with --accounts FILE")
    path = Path(record)
    return path.with_name(f"{path.stem}.accounts.db")


def _engine(path: Path) -> Engine:
    engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": PATIENCE_S, "check_same_thread": False})

    @sa.event.listens_for(engine, "connect")
    def _(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")

    @sa.event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))

    return engine


def _touch(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise RecordError(str(path), f"cannot be made: {(error.strerror or str(error)).lower()}") from None


def _check_private(path: Path) -> None:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise RecordError(str(path), (error.strerror or str(error)).lower()) from None
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise RecordError(str(path), f"others on this machine can read it: chmod 600 {path}")
