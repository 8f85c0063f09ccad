"""Stored reports and readings, as the values they were."""

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.engine import Connection

from ..record import Record
from ..report import Report
from .contents import unpack, unpack_record, unpack_report
from .tables import ORIGINALS, READINGS, REPORTS, VERSIONS


class Stored(Struct, frozen=True):
    """One reading of one version of a report."""

    report: int
    version: int
    number: int
    """Of the version, from 1."""
    reading: int
    run: int
    record: Record


def load(connection: Connection, report: int, *, version: int | None = None, run: int | None = None) -> Stored | None:
    """The reading that is shown of a report's latest version, or that of the `version` (by number) and `run` asked for.

    Shown is the last one, or an earlier one that somebody went back to.
    """
    shown = sa.select(REPORTS.c.reading).where(REPORTS.c.key == report).scalar_subquery()
    rows = (
        sa.select(VERSIONS.c.key, VERSIONS.c.number, VERSIONS.c.content, READINGS.c.key.label("reading"), READINGS.c.run,
                  READINGS.c.content.label("read"))
        .join(READINGS, READINGS.c.version == VERSIONS.c.key)
        .where(VERSIONS.c.report == report)
        .order_by(VERSIONS.c.number.desc(), (READINGS.c.key == shown).desc(), READINGS.c.key.desc())
    )  # fmt: skip
    rows = rows.where(VERSIONS.c.number == version) if version is not None else rows
    rows = rows.where(READINGS.c.run == run) if run is not None else rows
    found = connection.execute(rows.limit(1)).first()
    if found is None:
        return None
    record = unpack_record(found.read, unpack_report(found.content))
    return Stored(report, found.key, found.number, found.reading, found.run, record)


def key_of(connection: Connection, id: str) -> int | None:
    """The key of the report that has (or whose earlier version had) this id, address or path; the first of several."""
    names = (REPORTS.c.id == id) | (REPORTS.c.source == id) | REPORTS.c.identity.in_((id, f"id:{id}"))
    found = connection.scalar(sa.select(REPORTS.c.key).where(names).order_by(REPORTS.c.key).limit(1))
    if found is None and len(id) >= 16:
        found = connection.scalar(sa.select(VERSIONS.c.report).where(VERSIONS.c.sha256.startswith(id)).limit(1))
    return None if found is None else int(found)


def text_of(connection: Connection, report: int, number: int | None = None) -> Report | None:
    """A report as it was read: its latest version, or the one numbered."""
    rows = sa.select(VERSIONS.c.content).where(VERSIONS.c.report == report).order_by(VERSIONS.c.number.desc())
    rows = rows.where(VERSIONS.c.number == number) if number is not None else rows
    found = connection.scalar(rows.limit(1))
    return None if found is None else unpack_report(found)


def original_of(connection: Connection, version: int) -> bytes:
    """The bytes of a version as they came."""
    row = connection.execute(
        sa.select(VERSIONS.c.content, ORIGINALS.c.data)
        .join(ORIGINALS, ORIGINALS.c.key == VERSIONS.c.original, isouter=True)
        .where(VERSIONS.c.key == version)
    ).one()
    return unpack(row.data) if row.data is not None else unpack_report(row.content).body.encode()
