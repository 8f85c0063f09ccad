"""The lists beside the events of a release: reports, runs, people and episodes, row by row."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from .country_codes import CountryCodes
from .release_digest import address, report_id, run_id
from .tables import EPISODES, EVENTS, MENTIONS, PEOPLE, REPORTS, RUNS, VERSIONS

PEOPLE_AT_A_TIME = 500
Fields = dict[str, Any]


def reports(connection: Connection) -> Iterator[Fields]:
    """The mastheads in the order in which the reports came."""
    first = REPORTS.alias()
    rows = (
        sa.select(REPORTS, VERSIONS.c.sha256, first.c.identity.label("copied"))
        .join(VERSIONS, (VERSIONS.c.report == REPORTS.c.key) & (VERSIONS.c.number == REPORTS.c.version))
        .join(first, first.c.key == REPORTS.c.story, isouter=True)
        .order_by(REPORTS.c.key)
    )
    for row in _streamed(connection, rows):
        plain = {name: getattr(row, name) for name in (
            "title", "published", "publication", "section", "authors", "language", "version", "sha256", "added",
        )}  # fmt: skip
        yield plain | {
            "id": report_id(row.identity), "known_as": row.id, "address": address(row.source),
            "copies": report_id(row.copied) if row.copied else None,
        }  # fmt: skip


def runs(connection: Connection) -> Iterator[Fields]:
    """The runs that ever read for the record."""
    for row in connection.execute(sa.select(RUNS).order_by(RUNS.c.key)):
        yield row._asdict() | {"id": run_id(row.program, row.lexicon, row.model)}


def episodes(connection: Connection) -> Iterator[Fields]:
    """The episodes of which at least one account stands."""
    told = sa.exists().where(EVENTS.c.episode == EPISODES.c.key, EVENTS.c.standing != "rejected")
    for row in _streamed(connection, sa.select(EPISODES).where(told).order_by(EPISODES.c.key)):
        yield row._asdict()


def people(connection: Connection, codes: CountryCodes) -> Iterator[Fields]:
    """The identities, with the offices and spellings of all reports in the order in which they were met."""
    last = 0
    rows = sa.select(PEOPLE).order_by(PEOPLE.c.key).limit(PEOPLE_AT_A_TIME)
    while found := connection.execute(rows.where(PEOPLE.c.key > last)).all():
        last = found[-1].key
        keys = [row.key for row in found]
        offices, spellings = (_met(connection, keys, column) for column in (MENTIONS.c.office, MENTIONS.c.spellings))
        for row in found:
            spelled = dict.fromkeys(name for together in spellings[row.key] for name in together.split("\t") if name)
            yield row._asdict() | {
                "code": row.country, "iso3": codes.of(row.country, None).iso3,
                "offices": "; ".join(offices[row.key]) or None, "spellings": "; ".join(spelled) or None,
            }  # fmt: skip


def _met(connection: Connection, keys: Sequence[int], column: sa.Column[Any]) -> defaultdict[int, list[str]]:
    """Person -> the different values of a column of the mentions."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = (
        sa.select(MENTIONS.c.person, column.label("value"))
        .where(MENTIONS.c.person.in_(keys), column.is_not(None))
        .group_by(MENTIONS.c.person, column).order_by(MENTIONS.c.person, sa.func.min(MENTIONS.c.key))
    )  # fmt: skip
    for row in connection.execute(rows):
        found[row.person].append(row.value)
    return found


def _streamed(connection: Connection, rows: sa.Select[Any]) -> Iterator[Any]:
    yield from connection.execute(rows, execution_options={"yield_per": PEOPLE_AT_A_TIME})
