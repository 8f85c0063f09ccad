"""A person over all reports: spellings, offices over time, events and statements."""

import datetime as dt
from collections import Counter

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.engine import Connection

from .entities import Known, known_as
from .person_search import Identity, people_named
from .sightings import Happening, Said, happenings, statements_of
from .tables import APPEARANCES, MENTIONS
from .tenures import SENTENCES, Tenure, as_of, tenures


class Spelling(Struct, frozen=True):
    """One way in which reports write a name."""

    text: str
    reports: int


class Person(Struct, frozen=True, kw_only=True):
    """Everything that the record holds of a person."""

    identity: Identity
    imported: Known | None
    spellings: tuple[Spelling, ...]
    offices: tuple[Tenure, ...]
    """By the day they were first seen; with a day asked for, those of that day."""
    events: tuple[Happening, ...]
    event_count: int
    statements: tuple[Said, ...]
    others: tuple[Identity, ...]
    """Other people of that name."""


def person(
    connection: Connection, who: str, on: dt.date | None = None, *, limit: int | None = 20, sentences: int = SENTENCES
) -> Person | None:
    """The person with this id or name, None where there is none.

    Of several with a name the one seen nearest to the day `on` is taken, without a day the one in most reports; the others
    are named. With a day, offices are those the person had then by the reports, and events those up to it. `limit` holds
    for events and for statements; None gives all.
    """
    found = people_named(connection, who, on)
    if not found:
        return None
    key, identity = found[0]
    offices = tenures(connection, MENTIONS.c.person == key, sentences)
    return Person(
        identity=identity, imported=known_as(connection, identity.entity) if identity.entity else None,
        spellings=_spellings(connection, key), offices=offices if on is None else as_of(offices, on),
        events=events_of(connection, key, until=on, limit=limit), event_count=count_events(connection, key, until=on),
        statements=statements_of(connection, key, until=on, limit=limit), others=tuple(other for _, other in found[1:]),
    )  # fmt: skip


def events_of(
    connection: Connection, key: int, *, until: dt.date | None = None, limit: int | None = None
) -> tuple[Happening, ...]:
    """The events that a person (by key) is a party to, the latest first; with `until`, those begun by that day."""
    keys = sa.select(APPEARANCES.c.event).where(_of(key, until))
    return happenings(connection, keys.order_by(APPEARANCES.c.start.desc().nulls_last()).limit(limit))


def count_events(connection: Connection, key: int, *, until: dt.date | None = None) -> int:
    """How many events those are."""
    return connection.scalar(sa.select(sa.func.count()).where(_of(key, until))) or 0


def _of(key: int, until: dt.date | None) -> sa.ColumnElement[bool]:
    of_person = APPEARANCES.c.person == key
    return of_person & (APPEARANCES.c.start <= until) if until else of_person


def _spellings(connection: Connection, key: int) -> tuple[Spelling, ...]:
    number = sa.func.count(MENTIONS.c.report.distinct())
    rows = sa.select(MENTIONS.c.spellings, number).where(MENTIONS.c.person == key).group_by(MENTIONS.c.spellings)
    reports: Counter[str] = Counter()
    for together, count in connection.execute(rows):
        reports.update(dict.fromkeys(together.split("\t"), count))
    return tuple(Spelling(*pair) for pair in sorted(reports.items(), key=lambda pair: (-pair[1], pair[0])))
