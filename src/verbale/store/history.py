"""Which runs have read for a record, and in which versions a report was seen."""

import datetime as dt
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.engine import Connection

from .contents import unpack_report
from .tables import READINGS, RUNS, VERSIONS


class PastRun(Struct, frozen=True):
    """A run with what it has read."""

    number: int
    program: str
    lexicon: str
    model: str
    started: dt.datetime
    reports: int
    events: int
    """Over all versions it has read."""


class Version(Struct, frozen=True):
    """A state in which a report was seen."""

    number: int
    added: dt.datetime
    sha256: str
    title: str | None
    lines_added: int | None
    """Lines of the body that the version before lacked; None for the first version."""
    lines_removed: int | None
    runs: tuple[int, ...]
    """Runs that have read it."""


def runs(connection: Connection) -> Iterator[PastRun]:
    """All runs, the first one first."""
    read = (
        sa.select(READINGS.c.run, sa.func.count(VERSIONS.c.report.distinct()).label("reports"),
                  sa.func.sum(READINGS.c.events).label("events"))
        .join(VERSIONS, VERSIONS.c.key == READINGS.c.version).group_by(READINGS.c.run).subquery()
    )  # fmt: skip
    found = sa.select(RUNS, read.c.reports, read.c.events).join(read, read.c.run == RUNS.c.key, isouter=True)
    for row in connection.execute(found.order_by(RUNS.c.key)):
        yield PastRun(
            row.key, row.program, row.lexicon, row.model, row.started, int(row.reports or 0), int(row.events or 0)
        )


def is_run(connection: Connection, number: int) -> bool:
    """Whether a run of this number has read for the record."""
    return connection.scalar(sa.select(RUNS.c.key).where(RUNS.c.key == number)) is not None


def versions(connection: Connection, report: int) -> list[Version]:
    """The versions of a report, the first one first, each with what changed in its lines."""
    rows = connection.execute(sa.select(VERSIONS).where(VERSIONS.c.report == report).order_by(VERSIONS.c.number)).all()
    texts = [unpack_report(row.content) for row in rows]
    changed = [(None, None), *(_lines(old.body, new.body) for old, new in pairwise(texts))]
    return [
        Version(row.number, row.added, row.sha256, text.title, came, went, _readers(connection, row.key))
        for row, text, (came, went) in zip(rows, texts, changed, strict=True)
    ]


def _lines(before: str, after: str) -> tuple[int, int]:
    """How many lines came and how many went, empty ones left out; a changed line does both."""
    came = went = 0
    old, new = ([line for line in text.splitlines() if line] for text in (before, after))
    for kind, first, last, start, end in SequenceMatcher(None, old, new).get_opcodes():
        if kind != "equal":
            went += last - first
            came += end - start
    return came, went


def _readers(connection: Connection, version: int) -> tuple[int, ...]:
    found = sa.select(READINGS.c.run).where(READINGS.c.version == version).order_by(READINGS.c.run)
    return tuple(connection.scalars(found))


def version_key(connection: Connection, report: int, number: int | None = None) -> int | None:
    """The key of a report's latest version, or of the one numbered; None where there is none."""
    rows = sa.select(VERSIONS.c.key).where(VERSIONS.c.report == report).order_by(VERSIONS.c.number.desc())
    rows = rows.where(VERSIONS.c.number == number) if number is not None else rows
    found = connection.scalar(rows.limit(1))
    return None if found is None else int(found)
