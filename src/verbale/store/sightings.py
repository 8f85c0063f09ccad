"""Events and statements as the views of people, organizations and places list them."""

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.engine import Connection

from .tables import EVENTS, MENTIONS, REPORTS, STATEMENTS


class Happening(Struct, frozen=True, kw_only=True):
    """An event in a line."""

    id: str
    start: dt.date | None
    end: dt.date | None
    type: str | None
    mode: str | None
    status: str
    actors: str
    recipients: str
    place: str | None
    quote: str
    confidence: float
    report: str
    """Id of the report."""
    published: dt.date | None
    publication: str | None


class Said(Struct, frozen=True, kw_only=True):
    """A statement in a line."""

    id: str
    kind: str
    direct: bool
    speaker: str | None
    quote: str
    start: dt.date | None
    """When it was made; None where the report does not say."""
    report: str
    published: dt.date | None
    publication: str | None


def happenings(connection: Connection, keys: sa.Select[tuple[int]]) -> tuple[Happening, ...]:
    """The events with these keys, the latest first, undated ones last."""
    rows = sa.select(*_columns(EVENTS, Happening)).join(REPORTS).where(EVENTS.c.key.in_(keys.subquery().select()))
    rows = rows.order_by(EVENTS.c.start.desc().nulls_last(), EVENTS.c.key.desc())
    return tuple(Happening(**row._asdict()) for row in connection.execute(rows))


def statements(connection: Connection, where: sa.ColumnElement[bool], limit: int | None) -> tuple[Said, ...]:
    """The statements for which a condition holds, those of the latest reports first."""
    rows = sa.select(*_columns(STATEMENTS, Said)).join(REPORTS).where(where)
    rows = rows.order_by(REPORTS.c.published.desc().nulls_last(), STATEMENTS.c.key.desc()).limit(limit)
    return tuple(Said(**row._asdict()) for row in connection.execute(rows))


def statements_of(
    connection: Connection, person: int, *, until: dt.date | None = None, limit: int | None = None
) -> tuple[Said, ...]:
    """What a person (by key) said: the statements of those whom their report calls by a spelling of that person."""
    tab = sa.literal("\t")
    spelled = (tab + MENTIONS.c.spellings + tab).contains(tab + STATEMENTS.c.person + tab)
    rows = (
        sa.select(*_columns(STATEMENTS, Said))
        .join(MENTIONS, sa.and_(MENTIONS.c.report == STATEMENTS.c.report, spelled))
        .join(REPORTS, REPORTS.c.key == STATEMENTS.c.report)
        .where(MENTIONS.c.person == person)
        .order_by(MENTIONS.c.on.desc().nulls_last(), STATEMENTS.c.key.desc())
        .limit(limit)
    )
    rows = rows.where(MENTIONS.c.on <= until) if until else rows
    return tuple(Said(**row._asdict()) for row in connection.execute(rows))


def _columns(table: sa.Table, kind: type[Struct]) -> Sequence[sa.ColumnElement[object]]:
    of_report = {"report": REPORTS.c.id, "published": REPORTS.c.published, "publication": REPORTS.c.publication}
    return [of_report[f].label(f) if f in of_report else table.c[f] for f in kind.__struct_fields__]
