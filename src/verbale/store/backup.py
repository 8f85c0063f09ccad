"""Copies of a record: of a live one into a file, and from that file into a new record of either kind.

A backup is always a record in SQLite, whatever it was made from, so backing up and restoring also moves a record.
"""

import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.engine import Connection

from ..errors import RecordError
from .bulk import insert_all
from .database import Database, open_record
from .reasons import reason
from .tables import MARKS, METADATA, MONTHS, TALLIES

ROWS_AT_A_TIME = 5_000
BLOBS_AT_A_TIME = 50
"""Rows that hold a report or its bytes, some of them megabytes."""
_FULL = "the disk is full"


class Copied(Struct, frozen=True):
    """Where a copy went, without a password, and how many rows each of its tables holds."""

    name: str
    rows: Mapping[str, int]


_COPIED = tuple(table for table in METADATA.sorted_tables if table not in (TALLIES, MONTHS))
"""All but what the triggers of the events count."""


def backup(database: Database, target: Path) -> Copied:
    """Copies a record, as it stands at one moment, into a new file while others go on writing.

    Raises RecordError where the file is there already, cannot be written, or does not hold what the record does.
    """
    if target.exists():
        raise RecordError(str(target), "is there already: a backup is never overwritten")
    with _beside(target) as copy:
        with database.reading() as connection:
            rows = count_rows(connection)
            if database.is_sqlite:
                with _told(target):
                    _copy_pages(connection.connection.driver_connection, copy)
                    _settle(copy)
            else:
                with _named(target, copy):
                    _copy_rows(connection, copy)
        _check(copy, target, rows)
        copy.rename(target)
    return Copied(str(target), rows)


def restore(source: Path, where: str) -> Copied:
    """Puts a backup into a record that does not exist or is empty.

    Raises RecordError where the backup is damaged or none, and where the record holds anything already.
    """
    if not source.is_file():
        raise RecordError(str(source), "there is no such file")
    if "://" in where:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "record.db"
            rows = _checked_copy(source, copy, Path(folder))
            return Copied(_fill(copy, where), rows)
    target = Path(where)
    _check_empty(target)
    with _beside(target) as copy:
        rows = _checked_copy(source, copy, target)
        _put(copy, target)
    return Copied(where, rows)


def count_rows(connection: Connection) -> dict[str, int]:
    """How many rows each table holds."""
    return {
        table.name: connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
        for table in _COPIED if table is not MARKS
    }  # fmt: skip


def _checked_copy(source: Path, copy: Path, target: Path) -> Mapping[str, int]:
    """Copies a backup, found sound, and brings the copy up to this version's form; what it holds."""
    with _told(source, target), closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as original:
        _copy_pages(original, copy)
    _check_sound(copy, source)
    with _named(source, copy), _opened(str(copy)) as database, database.reading() as connection:
        rows = count_rows(connection)
    with _told(target):
        _settle(copy)
    return rows


def _put(copy: Path, target: Path) -> None:
    """The copy in the place of the target; where that is an empty record somebody may have open, into it."""
    if not target.exists() or target.stat().st_size == 0:
        copy.replace(target)
        return
    _check_empty(target)
    with _told(target), closing(sqlite3.connect(copy)) as source:
        _copy_pages(source, target)


def _copy_pages(source: Any, target: Path) -> None:
    """The pages of a SQLite database, as the transaction that is open on the source sees them."""
    with closing(sqlite3.connect(target)) as connection:
        source.backup(connection)


def _settle(copy: Path) -> None:
    """Everything in the one file: no write-ahead log beside it."""
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE").close()


def _check(copy: Path, target: Path, counts: Mapping[str, int]) -> None:
    _check_sound(copy, target)
    with closing(sqlite3.connect(copy)) as connection:
        for name, count in counts.items():
            [found] = connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()  # noqa: S608  our own tables
            if found != count:
                raise RecordError(str(target), f"the copy holds {found} rows of {name} instead of {count}: try again")


def _check_sound(copy: Path, named: Path) -> None:
    """Raises RecordError where SQLite finds pages, indexes or references out of order."""
    with _told(named), closing(sqlite3.connect(copy)) as connection:
        said = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if said != "ok" or broken is not None:
        raise RecordError(str(named), _damaged(said if said != "ok" else f"a reference in {broken[0]} leads nowhere"))


def _damaged(said: str) -> str:
    return f"the file is damaged, take another backup: {' '.join(said.split())[:200]}"


def _copy_rows(source: Connection, copy: Path) -> None:
    with _opened(str(copy), create=True) as database, database.writing() as connection:
        _pour(source, connection)
    _settle(copy)


def _fill(copy: Path, where: str) -> str:
    """Every row of a record into an empty one, in one transaction; the name of that."""
    with _opened(where, create=True) as database, _opened(str(copy)) as original, original.reading() as source:
        with database.writing() as connection:
            _refuse_rows(connection, database.name)
            _pour(source, connection)
            wanted, found = count_rows(source), count_rows(connection)
            if wanted != found:
                names = ", ".join(name for name in wanted if wanted[name] != found[name])
                raise RecordError(database.name, f"not every row arrived ({names}), so nothing was kept: try again")
        return database.name


def _pour(source: Connection, target: Connection) -> None:
    """All tables in an order in which references are met; what is found by words follows by itself."""
    target.execute(sa.delete(MARKS))
    for table in _COPIED:
        heavy = any(isinstance(column.type, sa.LargeBinary) for column in table.columns)
        many = BLOBS_AT_A_TIME if heavy else ROWS_AT_A_TIME
        rows = sa.select(table).order_by(*table.primary_key.columns)
        for some in source.execute(rows, execution_options={"yield_per": many}).mappings().partitions():
            insert_all(target, table, [dict(row) for row in some])
        _continue_keys(target, table)


def _continue_keys(connection: Connection, table: sa.Table) -> None:
    """Lets PostgreSQL go on counting after the last key; SQLite does so by itself."""
    column = table.autoincrement_column
    if connection.dialect.name == "sqlite" or column is None:
        return
    last = connection.scalar(sa.select(sa.func.max(column)))
    if last is not None:
        connection.execute(sa.select(sa.func.setval(sa.func.pg_get_serial_sequence(table.name, column.name), last)))


def _check_empty(target: Path) -> None:
    if target.exists() and target.stat().st_size > 0:
        with _opened(str(target)) as database, database.reading() as connection:
            _refuse_rows(connection, str(target))


def _refuse_rows(connection: Connection, name: str) -> None:
    held = {table: count for table, count in count_rows(connection).items() if count}
    if held:
        table = "reports" if "reports" in held else next(iter(held))
        raise RecordError(name, f"holds {held[table]:,} {table} already: restore into a new record")


@contextmanager
def _opened(where: str, *, create: bool = False) -> Iterator[Database]:
    database = open_record(where, create=create)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A name beside the target to write at; what is left there in the end, or by a killed run, goes."""
    copy = target.with_name(f".{target.name}.unfinished")
    _remove(copy)
    try:
        with _told(target):
            copy.touch()
        yield copy
    finally:
        _remove(copy)


def _remove(copy: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        copy.with_name(copy.name + ending).unlink(missing_ok=True)


@contextmanager
def _named(path: Path, copy: Path) -> Iterator[None]:
    """Names the file that was given, and not our copy of it, where something is wrong with it."""
    try:
        yield
    except RecordError as error:
        if error.name != str(copy):
            raise
        raise RecordError(str(path), _FULL if error.reason.startswith(_FULL) else error.reason) from None


@contextmanager
def _told(path: Path, written: Path | None = None) -> Iterator[None]:
    """Names the file that SQLite or the system could not read, or `written` where it has no room."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        said = str(error)
        if "full" in said:
            raise RecordError(str(written or path), _FULL) from None
        raise RecordError(str(path), _damaged(said) if "malformed" in said else reason(error)) from None
    except OSError as error:
        raise RecordError(str(path), (error.strerror or str(error)).lower()) from None
