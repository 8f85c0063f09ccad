"""An organization and a place over all reports."""

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.engine import Connection

from ..gazetteer import Gazetteer
from .office_holders import atlas
from .person_view import Spelling
from .sightings import Happening, Said, happenings, statements
from .tables import EVENTS, PARTIES, REPORTS, STATEMENTS

_KINDS = ("organization", "entity")
_PRONOUNS = frozenset(("It", "They", "Its", "Their"))


class Organization(Struct, frozen=True, kw_only=True):
    """What the record holds of an organization."""

    name: str
    code: str | None
    """Its usual short name; None where the tables do not know it."""
    spellings: tuple[Spelling, ...]
    """Names and descriptions with a capital, those in most reports first."""
    first_seen: dt.date | None
    last_seen: dt.date | None
    """Publication dates of reports in which it acts or is acted upon."""
    event_count: int
    events: tuple[Happening, ...]
    statements: tuple[Said, ...]
    """Those of the organization itself; what its people say is theirs."""


class Place(Struct, frozen=True, kw_only=True):
    """What the record holds of a place."""

    name: str
    countries: tuple[str, ...]
    """Where the places of that name lie at which events are told, that of most events first."""
    event_count: int
    first: dt.date | None
    last: dt.date | None
    """Of the events."""
    events: tuple[Happening, ...]


def organization(connection: Connection, who: str, *, limit: int | None = 20) -> Organization | None:
    """The organization with this name or code, None where it is a party to no event. `limit` None gives all."""
    code, name = _known(who)
    called = (PARTIES.c.name == name) | (PARTIES.c.country == code) if code else PARTIES.c.name == name
    is_it = PARTIES.c.kind.in_(_KINDS) & called
    rows = (
        sa.select(
            PARTIES.c.text, sa.func.count(EVENTS.c.report.distinct()), sa.func.min(REPORTS.c.published),
            sa.func.max(REPORTS.c.published),
        )
        .join(EVENTS, EVENTS.c.key == PARTIES.c.event).join(REPORTS)
        .where(is_it, EVENTS.c.standing != "rejected").group_by(PARTIES.c.text)
    )  # fmt: skip
    told = connection.execute(rows).all()
    if not told:
        return None
    keys = sa.select(EVENTS.c.key).join(PARTIES, PARTIES.c.event == EVENTS.c.key)
    keys = keys.where(is_it, EVENTS.c.standing != "rejected").distinct()
    countries = connection.scalars(sa.select(PARTIES.c.country).where(is_it).distinct()).all()
    spellings = sorted(
        (Spelling(t, n) for t, n, _, _ in told if t != t.lower() and t not in _PRONOUNS),
        key=lambda s: (-s.reports, s.text),
    )
    return Organization(
        name=name, code=code, spellings=tuple(spellings),
        first_seen=min((first for _, _, first, _ in told if first), default=None),
        last_seen=max((last for _, _, _, last in told if last), default=None),
        event_count=_count(connection, keys), events=_latest(connection, keys, limit),
        statements=statements(connection, _speaks(name, code, countries), limit),
    )  # fmt: skip


def _known(who: str) -> tuple[str | None, str]:
    """Code and name by the shipped tables; no code and the name as given where they do not know it."""
    coded = atlas().organization(who) or atlas().entity(who)
    if coded is not None:
        return coded.code, coded.name
    sense = next((s for s in atlas().lookup(who) if s.kind != "state"), None)
    return (sense.code, sense.name) if sense is not None else (None, who)


def place(connection: Connection, name: str, country: str | None = None, *, limit: int | None = 20) -> Place | None:
    """The place with this name, in any country or the one given; None where no event happened there.

    A name under which no event is stored is looked up in the gazetteer: "Kiev" is Kyiv. `limit` None gives all.
    """
    for names in ([name], sorted({p.name for p in Gazetteer.load().candidates(name)})):
        there = EVENTS.c.place.in_(names) & (EVENTS.c.standing != "rejected")
        there = there & (EVENTS.c.place_country == country) if country else there
        number = sa.func.count()
        rows = connection.execute(
            sa.select(EVENTS.c.place_country, number, sa.func.min(EVENTS.c.start), sa.func.max(EVENTS.c.end))
            .where(there).group_by(EVENTS.c.place_country).order_by(number.desc(), EVENTS.c.place_country)
        ).all()  # fmt: skip
        if rows:
            return Place(
                name=", ".join(names), countries=tuple(r[0] for r in rows if r[0]), event_count=sum(r[1] for r in rows),
                first=min((r[2] for r in rows if r[2]), default=None),
                last=max((r[3] for r in rows if r[3]), default=None),
                events=_latest(connection, sa.select(EVENTS.c.key).where(there), limit),
            )  # fmt: skip
    return None


def _latest(connection: Connection, keys: sa.Select[tuple[int]], limit: int | None) -> tuple[Happening, ...]:
    latest = sa.select(EVENTS.c.key).where(EVENTS.c.key.in_(keys))
    return happenings(connection, latest.order_by(EVENTS.c.start.desc().nulls_last(), EVENTS.c.key.desc()).limit(limit))


def _count(connection: Connection, keys: sa.Select[tuple[int]]) -> int:
    return connection.scalar(sa.select(sa.func.count()).select_from(keys.subquery())) or 0


def _speaks(name: str, code: str | None, countries: Sequence[str | None]) -> sa.ColumnElement[bool]:
    """Statements of the organization itself; one that acts under its state's code is known by its name."""
    itself = STATEMENTS.c.person.is_(None)
    if code in countries:
        return itself & (STATEMENTS.c.country == code)
    named = (STATEMENTS.c.speaker == name) | STATEMENTS.c.speaker.startswith(f"{name} (", autoescape=True)
    return itself & STATEMENTS.c.country.in_([c for c in countries if c]) & named
