"""Reports as lists show them, and which of them tell of the same."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.engine import Connection

from .tables import EPISODES, EVENTS, READINGS, REPORTS, VERSIONS


class ToldReport(Struct, frozen=True, kw_only=True):
    """A report in a line."""

    id: str
    title: str | None
    publication: str | None
    published: dt.date | None
    authors: str | None
    source: str | None
    version: int
    added: dt.datetime
    events: int
    """Read in its latest version."""


def told_reports(
    connection: Connection,
    *,
    words: str | None = None,
    publication: str | None = None,
    limit: int = 50,
    offset: int = 0,
) -> list[ToldReport]:
    """The reports added last; `words` must all stand in the title."""
    rows = sa.select(REPORTS).order_by(REPORTS.c.key.desc()).limit(limit).offset(offset)
    for word in (words or "").split():
        rows = rows.where(REPORTS.c.title.icontains(word, autoescape=True))
    if publication is not None:
        rows = rows.where(REPORTS.c.publication == publication)
    return _told(connection, connection.execute(rows).all())


def of_the_same(connection: Connection, report: int, limit: int = 20) -> list[tuple[ToldReport, tuple[str, ...]]]:
    """Other reports of a report's episodes, each with the episodes' ids, those that share most first."""
    own = sa.select(EVENTS.c.episode).where(EVENTS.c.report == report).distinct()
    rows = connection.execute(
        sa.select(EVENTS.c.report, EPISODES.c.id).distinct()
        .join(EPISODES, EPISODES.c.key == EVENTS.c.episode)
        .where(EPISODES.c.accounts > 1, EVENTS.c.episode.in_(own), EVENTS.c.report != report)
    )  # fmt: skip
    shared: dict[int, list[str]] = {}
    for row in rows:
        shared.setdefault(row.report, []).append(row.id)
    most = sorted(shared, key=lambda key: (-len(shared[key]), key))[:limit]
    found = connection.execute(sa.select(REPORTS).where(REPORTS.c.key.in_(most))).all()
    told = {row.key: one for row, one in zip(found, _told(connection, found), strict=True)}
    return [(told[key], tuple(sorted(shared[key]))) for key in most]


def _told(connection: Connection, rows: Sequence[Any]) -> list[ToldReport]:
    latest = (
        sa.select(VERSIONS.c.report, READINGS.c.events)
        .join(REPORTS, sa.and_(REPORTS.c.key == VERSIONS.c.report, REPORTS.c.version == VERSIONS.c.number))
        .join(READINGS, READINGS.c.version == VERSIONS.c.key)
        .where(VERSIONS.c.report.in_([row.key for row in rows])).order_by(READINGS.c.key)
    )  # fmt: skip
    events = {row.report: row.events for row in connection.execute(latest)}
    fields = [name for name in ToldReport.__struct_fields__ if name != "events"]
    return [ToldReport(**{name: getattr(row, name) for name in fields}, events=events.get(row.key, 0)) for row in rows]
