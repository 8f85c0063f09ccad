"""Adding what was read: each report whole, in one transaction, acknowledged when it has reached the disk."""

from collections.abc import Mapping
from typing import Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ..record import Record
from ..report import Report
from .contents import pack, pack_record, pack_report
from .database import Database, inserted
from .identity import FILE, identity
from .indexing import index_report, show
from .runs import Run, key_of, now
from .tables import ORIGINALS, READINGS, REPORTS, VERSIONS

Kind = Literal["added", "unchanged", "new version"]


class Outcome(msgspec.Struct, frozen=True):
    """What became of a report."""

    kind: Kind
    id: str
    source: str | None
    events: int
    """Found in it; 0 where it was known already."""


class Writer:
    """Adds records of one run to a record."""

    def __init__(self, database: Database, run: Run) -> None:
        self.database = database
        self.run = run

    def known(self, report: Report) -> Outcome | None:
        """The outcome for a report that is stored as it is; None for one that is to be read."""
        with self.database.reading() as connection:
            return _unchanged(connection, report)

    def add(self, record: Record) -> Outcome:
        """Stores a record. Raises RecordError; nothing of the record is kept then."""
        with self.database.writing() as connection:
            known = _unchanged(connection, record.report)  # another process may have been faster
            if known is not None:
                return known
            report, kind = _report(connection, record.report)
            version = _version(connection, report, record.report)
            self._reading(connection, version, record)
            index_report(connection, report)
        return Outcome(kind, str(record.id), record.report.source, len(record.events))

    def again(self, report: int, version: int, record: Record) -> bool:
        """Stores and shows a reading of a version that others have read; False where this run has read it already."""
        with self.database.writing() as connection:
            reading = self._reading(connection, version, record)
            if reading is None:
                return False
            show(connection, report, reading)
        return True

    def _reading(self, connection: Connection, version: int, record: Record) -> int | None:
        """The key of the new reading; None where this run has read the version already."""
        run = key_of(connection, self.run)
        same = (READINGS.c.version == version, READINGS.c.run == run)
        if connection.scalar(sa.select(READINGS.c.key).where(*same)) is not None:
            return None
        made = connection.execute(
            sa.insert(READINGS).values(
                version=version, run=run, content=pack_record(record), events=len(record.events), read=now()
            )
        )
        return inserted(made)


def _unchanged(connection: Connection, report: Report) -> Outcome | None:
    name = identity(report)
    latest = sa.and_(VERSIONS.c.report == REPORTS.c.key, VERSIONS.c.number == REPORTS.c.version)
    rows = sa.select(REPORTS.c.id, REPORTS.c.identity).join(VERSIONS, latest)
    same = rows.where(VERSIONS.c.sha256 == report.sha256)
    found = connection.execute(same.where(REPORTS.c.identity == name)).first()
    if found is None and name.startswith(FILE):  # a file moved or copied
        found = connection.execute(same.where(REPORTS.c.identity.startswith(FILE))).first()
    return Outcome("unchanged", str(found.id), report.source, 0) if found is not None else None


def _report(connection: Connection, report: Report) -> tuple[int, Kind]:
    """The report's key, with its masthead as of now."""
    name = identity(report)
    found = connection.execute(sa.select(REPORTS.c.key, REPORTS.c.version).where(REPORTS.c.identity == name)).first()
    values = masthead(report)
    if found is None:
        made = connection.execute(sa.insert(REPORTS).values(**values, identity=name, version=1, added=now()))
        return inserted(made), "added"
    connection.execute(sa.update(REPORTS).where(REPORTS.c.key == found.key).values(**values, version=found.version + 1))
    return int(found.key), "new version"


def masthead(report: Report) -> Mapping[str, object]:
    """What the table of reports says of one."""
    source = report.source.encode("utf-8", "replace").decode("utf-8") if report.source else None
    return {
        "id": str(report.id), "source": source, "title": report.title, "published": report.published,
        "publication": report.publication, "section": report.section, "authors": "; ".join(report.authors) or None,
        "language": report.language,
    }  # fmt: skip


def _version(connection: Connection, report: int, text: Report) -> int:
    number = connection.scalar(sa.select(REPORTS.c.version).where(REPORTS.c.key == report))
    made = connection.execute(
        sa.insert(VERSIONS).values(
            report=report, number=number, sha256=text.sha256, original=_original(connection, text),
            content=pack_report(text), added=now(),
        )
    )  # fmt: skip
    return inserted(made)


def _original(connection: Connection, report: Report) -> int | None:
    """Where the report's bytes are kept, once for all reports that have them; None where they are its body."""
    if report.original is None:
        return None
    found = connection.scalar(sa.select(ORIGINALS.c.key).where(ORIGINALS.c.sha256 == report.sha256))
    if found is not None:
        return int(found)
    made = connection.execute(
        sa.insert(ORIGINALS).values(sha256=report.sha256, size=len(report.original), data=pack(report.original))
    )
    return inserted(made)
