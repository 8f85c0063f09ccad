"""A person over all reports: spellings, offices over time, events and statements; and who held an office."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.engine import Connection

from .entities import Known, known_as
from .office_titles import FORMER, title_of
from .person_search import Identity, people_named
from .sightings import Happening, Said, happenings, statements
from .tables import APPEARANCES, MENTIONS, PEOPLE, REPORTS, STATEMENTS

SENTENCES = 3
"""Sentences shown for each office: the first, the last, and those after the first."""


class Spelling(Struct, frozen=True):
    """One way in which reports write a name."""

    text: str
    reports: int


class Sentence(Struct, frozen=True, kw_only=True):
    """Words that name a person and perhaps the office: `body[first:last] == quote`."""

    quote: str | None
    first: int | None
    last: int | None
    report: str
    """Id of the report."""
    published: dt.date | None
    publication: str | None


class Tenure(Struct, frozen=True, kw_only=True):
    """An office that reports give to a person."""

    person: str
    """Id."""
    name: str
    office: str
    """As most reports word it."""
    country: str | None
    """For which state or organization; None where no report says."""
    former: bool
    """Reports say that it was held before."""
    first_seen: dt.date | None
    last_seen: dt.date | None
    """Publication dates of the first and last report that says so; None where none is dated."""
    reports: int
    sentences: tuple[Sentence, ...]


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
    mentions = connection.execute(
        sa.select(
            MENTIONS.c.key, MENTIONS.c.title, MENTIONS.c.office, MENTIONS.c.country, MENTIONS.c.on, MENTIONS.c.report,
            MENTIONS.c.spellings, sa.literal(identity.id).label("id"), sa.literal(identity.name).label("name"),
        ).where(MENTIONS.c.person == key)
    ).all()  # fmt: skip
    spellings = _spellings(mentions)
    offices = _offices(connection, mentions, sentences)
    return Person(
        identity=identity, imported=known_as(connection, identity.entity) if identity.entity else None,
        spellings=spellings, offices=offices if on is None else _on(offices, on),
        events=events_of(connection, key, until=on, limit=limit), event_count=count_events(connection, key),
        statements=_statements(connection, key, [s.text for s in spellings], limit),
        others=tuple(other for _, other in found[1:]),
    )  # fmt: skip


def office(
    connection: Connection, name: str, country: str, on: dt.date | None = None, *, sentences: int = SENTENCES
) -> tuple[Tenure, ...]:
    """Who held an office for a state or organization according to the reports, the earliest first.

    "Defense Minister" and "minister of defence" are one office; who is called a former one is left out. With a day, those
    seen in it before and after that day, else the last before.
    """
    rows = connection.execute(
        sa.select(
            MENTIONS.c.key, MENTIONS.c.title, MENTIONS.c.office, MENTIONS.c.country, MENTIONS.c.on, MENTIONS.c.report,
            PEOPLE.c.id, PEOPLE.c.name,
        )
        .join(PEOPLE, PEOPLE.c.key == MENTIONS.c.person)
        .where(MENTIONS.c.title == title_of(name), MENTIONS.c.country == country)
    ).all()  # fmt: skip
    held = _offices(connection, rows, sentences)
    return held if on is None else _on(held, on)


def events_of(
    connection: Connection, key: int, *, until: dt.date | None = None, limit: int | None = None
) -> tuple[Happening, ...]:
    """The events that a person (by key) is a party to, the latest first."""
    keys = sa.select(APPEARANCES.c.event).where(APPEARANCES.c.person == key)
    keys = keys.where(APPEARANCES.c.start <= until) if until else keys
    return happenings(connection, keys.order_by(APPEARANCES.c.start.desc().nulls_last()).limit(limit))


def count_events(connection: Connection, key: int) -> int:
    """How many events a person is a party to."""
    return connection.scalar(sa.select(sa.func.count()).where(APPEARANCES.c.person == key)) or 0


def _statements(connection: Connection, key: int, spellings: Sequence[str], limit: int | None) -> tuple[Said, ...]:
    names_them = sa.exists().where(MENTIONS.c.report == STATEMENTS.c.report, MENTIONS.c.person == key)
    return statements(connection, STATEMENTS.c.person.in_(spellings) & names_them, limit)


def _spellings(mentions: Iterable[Any]) -> tuple[Spelling, ...]:
    reports: dict[str, set[int]] = defaultdict(set)
    for row in mentions:
        for spelling in row.spellings.split("\t"):
            reports[spelling].add(row.report)
    counted = sorted(((s, len(r)) for s, r in reports.items()), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Spelling(*pair) for pair in counted)


def _offices(connection: Connection, rows: Iterable[Any], sentences: int) -> tuple[Tenure, ...]:
    """The offices that mentions give, with the sentences that say so."""
    groups: dict[tuple[str, str, str | None], list[Any]] = defaultdict(list)
    for row in rows:
        if row.title is not None:
            groups[row.id, row.title, row.country].append(row)
    shown: dict[tuple[str, str, str | None], list[int]] = {}
    for group, told in groups.items():
        told.sort(key=lambda r: (r.on is None, r.on or dt.date.min, r.key))
        chosen = [*told[: max(0, sentences - 1)], told[-1]] if len(told) > sentences else told
        shown[group] = [r.key for r in chosen]
    quotes = _sentences(connection, [key for keys in shown.values() for key in keys])
    held = [_tenure(told, [quotes[key] for key in shown[group]]) for group, told in groups.items()]
    return tuple(
        sorted(
            held, key=lambda t: (t.first_seen is None, t.first_seen or dt.date.min, t.office, t.country or "", t.person)
        )
    )


def _tenure(told: Sequence[Any], sentences: Sequence[Sentence]) -> Tenure:
    days = [r.on for r in told if r.on is not None]
    words = Counter(r.office for r in told)
    return Tenure(
        person=told[0].id, name=told[0].name, office=min(words, key=lambda w: (-words[w], w)), country=told[0].country,
        former=told[0].title.startswith(FORMER), first_seen=min(days, default=None), last_seen=max(days, default=None),
        reports=len({r.report for r in told}), sentences=tuple(sentences),
    )  # fmt: skip


def _sentences(connection: Connection, mentions: Sequence[int]) -> dict[int, Sentence]:
    rows = connection.execute(
        sa.select(
            MENTIONS.c.key, MENTIONS.c.quote, MENTIONS.c.first, MENTIONS.c.last, REPORTS.c.id.label("report"),
            REPORTS.c.published, REPORTS.c.publication,
        )
        .join(REPORTS)
        .where(MENTIONS.c.key.in_(mentions))
    )  # fmt: skip
    return {r.key: Sentence(**{f: getattr(r, f) for f in Sentence.__struct_fields__}) for r in rows}


def _on(offices: Sequence[Tenure], on: dt.date) -> tuple[Tenure, ...]:
    """Those seen both before and after a day; else those last seen before it."""
    dated = [(t.first_seen, t.last_seen, t) for t in offices if t.first_seen and t.last_seen]
    around = tuple(t for first, last, t in dated if first <= on <= last)
    before = [(last, t) for _, last, t in dated if last < on]
    return around or tuple(t for last, t in before if last == max(day for day, _ in before))
