"""Releases: the record frozen into a folder of tables under a name, and remembered."""

import csv
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from .. import lexicon
from ..atlas import Atlas
from ..errors import RecordError
from . import release_lists, release_rows
from .bulk import insert_all
from .codebook import codebook
from .country_codes import CountryCodes
from .database import Database, inserted
from .release_changes import changes, last_judgement, withdrawn, withheld
from .release_files import SheetWriter, write_parquet, write_sums
from .release_papers import KINDS, About, write_citation, write_datapackage, write_readme
from .release_rows import Row
from .release_tables import CHANGES, EPISODES, EVENTS, PARTIES, PEOPLE, REPORTS, RUNS, STATEMENTS
from .runs import now
from .tables import RELEASED, RELEASES

AT_A_TIME = 5_000
_SEALED = ".sealed"
"""Ids and digests of the events on their way into the record; no part of the release."""


class Release(msgspec.Struct, frozen=True):
    """What a release was called and holds."""

    name: str
    made: str
    """UTC, ISO 8601."""
    counts: dict[str, int]
    """Rows of each table, and events added, changed, withdrawn and withheld since the release before."""
    digest: str
    """SHA-256 of its SHA256SUMS."""


def releases(connection: Connection) -> Iterator[Release]:
    """The releases made so far, the first one first."""
    for row in connection.execute(sa.select(RELEASES).order_by(RELEASES.c.key)):
        yield Release(row.name, row.made.isoformat(), json.loads(row.counts), row.digest)


def release(
    database: Database, name: str, out: Path, *, title: str | None = None, authors: tuple[str, ...] = ()
) -> Release:
    """Freezes the record into the folder `out`/`name`, which is there whole or not at all.

    `title` is that of the data set, by default made of the record's own name. Raises RecordError where folder or name
    are taken, and where the folder cannot be written.
    """
    target = out / name
    if target.exists():
        raise RecordError(str(target), "is there already: a release is never overwritten")
    with _telling(target), _working_folder(target) as folder:
        made = now()
        with database.reading() as connection:
            before = _latest(connection)
            _check_name(connection, database, name)
            counts = _write_tables(connection, folder, before)
            known = last_judgement(connection)
            runs = list(release_lists.runs(connection))
        about = About(
            name=name, title=title or f"Record {_called(database)}", authors=authors, made=made,
            before=before.name if before is not None else None, counts=counts, runs=runs,
        )  # fmt: skip
        digest = _finish(folder, about)
        row = {"name": name, "made": made, "counts": json.dumps(counts), "judgements": known, "digest": digest}
        try:
            with database.writing() as connection:
                _check_name(connection, database, name)
                _check_latest(connection, database, before)
                _remember(connection, row, folder / _SEALED)
                folder.rename(target)
        except BaseException:
            if target.exists() and not folder.exists():  # the record did not keep it
                target.rename(folder)
            raise
    return Release(name, made.isoformat(), counts, digest)


@contextmanager
def _working_folder(target: Path) -> Iterator[Path]:
    """A folder beside the target to write in; what a killed run left there goes."""
    folder = target.with_name(f".{target.name}.unfinished")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _telling(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RecordError(str(target), f"cannot be written: {(error.strerror or str(error)).lower()}") from None
    except duckdb.Error as error:
        raise RecordError(str(target), f"cannot be written: {' '.join(str(error).split())[:300]}") from None


def _called(database: Database) -> str:
    return Path(database.name).stem if database.is_sqlite else str(database.engine.url.database)


def _latest(connection: Connection) -> Row | None:
    return connection.execute(sa.select(RELEASES).order_by(RELEASES.c.key.desc()).limit(1)).first()


def _check_name(connection: Connection, database: Database, name: str) -> None:
    made = connection.scalar(sa.select(RELEASES.c.made).where(RELEASES.c.name == name))
    if made is not None:
        raise RecordError(database.name, f"release {name} was made on {made:%Y-%m-%d}: choose another name")


def _check_latest(connection: Connection, database: Database, before: Row | None) -> None:
    latest = _latest(connection)
    if latest is not None and (before is None or latest.key != before.key):
        raise RecordError(database.name, f"release {latest.name} was made in the meantime: try again")


def _write_tables(connection: Connection, folder: Path, before: Row | None) -> dict[str, int]:
    """All tables as CSV, and beside them what the record is to remember; how many rows and changes there are."""
    codes = CountryCodes(Atlas.load())
    with SheetWriter(folder) as out, (folder / _SEALED).open("w", encoding="utf-8", newline="") as sealed:
        seals = csv.writer(sealed)
        found = dict.fromkeys(KINDS, 0)

        def note(listed: Iterator[Any]) -> None:
            for change in listed:
                found[change.change] += 1
                out.write(CHANGES, msgspec.structs.asdict(change))

        for batch in release_rows.batches(connection):
            accounts = release_rows.accounts(connection, batch, codes)
            for account in accounts:
                out.write(EVENTS, account.event)
                seals.writerow((account.event["id"], account.report, account.version, account.digest))
                for party in account.parties:
                    out.write(PARTIES, party)
            for statement in release_rows.statements(connection, batch, codes):
                out.write(STATEMENTS, statement)
            note(changes(connection, before, accounts))
        if before is not None:
            note(withdrawn(connection, before))
        note(withheld(connection, before))
        for sheet, rows in (
            (PEOPLE, release_lists.people(connection, codes)), (EPISODES, release_lists.episodes(connection)),
            (REPORTS, release_lists.reports(connection)), (RUNS, release_lists.runs(connection)),
        ):  # fmt: skip
            for row in rows:
                out.write(sheet, row)
        return dict(out.counts) | found


def _finish(folder: Path, about: About) -> str:
    """Everything but the CSV files; the digest of the release."""
    write_parquet(folder, about.counts)
    (folder / "codebook.md").write_text(codebook(f"{about.title}, {about.name}", lexicon.load()), encoding="utf-8")
    write_citation(folder, about)
    write_readme(folder, about)
    write_datapackage(folder, about)
    return write_sums(folder)


def _remember(connection: Connection, row: dict[str, Any], sealed: Path) -> None:
    """Keeps the release and its events; the file of them is used up."""
    key = inserted(connection.execute(sa.insert(RELEASES).values(**row)))
    with sealed.open(encoding="utf-8", newline="") as lines:
        rows: list[dict[str, Any]] = []
        for event, report, version, digest in csv.reader(lines):
            rows.append({
                "release": key, "event": event, "report": int(report), "version": int(version), "digest": digest,
            })  # fmt: skip
            if len(rows) == AT_A_TIME:
                insert_all(connection, RELEASED, rows)
                rows = []
        insert_all(connection, RELEASED, rows)
    sealed.unlink()
