"""Who acts, is acted upon or speaks: whether a row has them, and where the rows that may are found fast."""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause, Select

from .arms import Arm
from .steering import checked
from .tables import EVENTS, MENTIONS, PAIRS, PARTIES, STATEMENTS
from .whom import Who

Side = Literal["a", "r"]


class Face(NamedTuple):
    """The columns that say who somebody is."""

    country: ColumnElement[Any]
    sector: ColumnElement[Any]
    people: tuple[ColumnElement[Any], ...]
    """Where the name of a person stands; none where `called` tells that too."""
    called: Callable[[str], ColumnElement[bool]]
    """Whether an organization has this name."""
    day: ColumnElement[Any]
    report: ColumnElement[Any]


def _party(table: FromClause) -> Face:
    c = table.c
    people = (checked(c.person), checked(c.name))
    return Face(checked(c.country), c.sector, people, lambda n: checked(c.name) == n, EVENTS.c.start, EVENTS.c.report)


def _speaker(table: sa.Table, country: str, sector: str, person: str) -> Face:
    c = table.c
    return Face(
        checked(c[country]), c[sector], (checked(c[person]),),
        lambda name: (c.speaker == name) | c.speaker.startswith(f"{name} (", autoescape=True), c.start, c.report,
    )  # fmt: skip


TELLER = _speaker(EVENTS, "speaker_country", "speaker_sector", "speaker_person")
"""Who tells of an event."""
SPEAKER = _speaker(STATEMENTS, "country", "sector", "person")
"""Whose statement it is."""


def in_frame(role: str, column: ColumnElement[Any]) -> Face:
    """Who has a role in an event's frame, whose code a column has."""
    told = lambda name: EVENTS.c.frame_content.contains(f'"{role}":"{name}', autoescape=True)  # noqa: E731
    return Face(checked(column), sa.null(), (), told, EVENTS.c.start, EVENTS.c.report)


def fits(face: Face, who: Who) -> ColumnElement[bool]:
    """Whether somebody is who is meant."""
    ways: list[ColumnElement[bool]] = []
    if who.codes:
        ways.append(face.country.in_(who.codes))
    if who.name:
        ways.append(face.called(who.name))
    if who.members:
        ways.append(_member(face, who))
    if who.people:
        ways += [column.in_(who.people) for column in face.people] or [face.called(name) for name in who.people]
    if who.identity is not None:
        ways.append(_mentioned(face, who.identity))
    sector = [face.sector == who.sector] if who.sector else []
    return sa.and_(*([sa.or_(*ways)] if ways else []), *sector)


def _member(face: Face, who: Who) -> ColumnElement[bool]:
    """Whether a country belonged to a group on the day, or does today where the day is not known."""
    ways: list[ColumnElement[bool]] = [face.day.is_(None) & face.country.in_(who.today)]
    for years in who.members:
        days = [face.day >= years.start] if years.start else []
        days += [face.day <= years.end] if years.end else []
        ways.append(sa.and_(face.country.in_(years.states), face.day.is_not(None), *days))
    return face.country.in_(who.reach) & sa.or_(*ways)


def _mentioned(face: Face, identity: int) -> ColumnElement[bool]:
    """Whether a name is that of a person in this report."""
    same = sa.or_(*(MENTIONS.c.name == column for column in face.people))
    return sa.exists().where(MENTIONS.c.person == identity, checked(MENTIONS.c.report) == face.report, same)


def takes_part(who: Who, side: Side | None = None) -> ColumnElement[bool]:
    """Whether an event has somebody among its parties, on one side or either."""
    party = PARTIES.alias()
    on = [party.c.side == side] if side else []
    return sa.exists().where(party.c.event == EVENTS.c.key, *on, fits(_party(party), who))


def faces(one: Who, other: Who) -> ColumnElement[bool]:
    """Whether one acts on the other, either way, or both take part in a reciprocal event."""
    left, right = PARTIES.alias(), PARTIES.alias()
    across = left.c.side != right.c.side
    together = (EVENTS.c.recipients == "") & (left.c.number != right.c.number)
    return sa.exists().where(
        left.c.event == EVENTS.c.key, right.c.event == EVENTS.c.key, across | together, fits(_party(left), one),
        fits(_party(right), other),
    )  # fmt: skip


def leads_to(who: Who, arm: Arm, side: Side | None = None) -> list[Select[Any]]:
    """Keys of all events that somebody takes part in, and of others; nothing where no index tells."""
    if who.identity is not None:
        told = MENTIONS.join(EVENTS, EVENTS.c.report == MENTIONS.c.report)
        return [sa.select(EVENTS.c.key).select_from(told).where(MENTIONS.c.person == who.identity)]
    ways: list[ColumnElement[bool]] = []
    if who.people:
        named = PARTIES.c.person.is_not(None)
        ways = [named & PARTIES.c.person.in_(who.people), named & PARTIES.c.name.in_(who.people)]
    elif who.reach:
        ways = [PARTIES.c.country.in_(who.reach)]
    on = [checked(PARTIES.c.side) == side] if side else []
    found = [sa.select(PARTIES.c.event.label("key")).where(way, *on, *arm.months(PARTIES.c.month)) for way in ways]
    return [sa.union_all(*found).subquery().select()] if found else []


def leads_to_pair(actor: Who, recipient: Who, arm: Arm) -> list[Select[Any]]:
    """Keys of all events in which one acts on the other, and of others; rejected ones are left out."""
    if not (actor.reach and recipient.reach):
        return []
    pair = PAIRS.c.actor.in_(actor.reach) & PAIRS.c.recipient.in_(recipient.reach)
    return [sa.select(PAIRS.c.event.label("key")).where(pair, *arm.months(checked(PAIRS.c.month)))]


def leads_between(one: Who, other: Who, arm: Arm, *, rejected: bool = False) -> list[Select[Any]]:
    """The same for events that have both as parties, one across from the other."""
    # Both sides of a civil war have one code and make no pair; rejected events have no pairs either.
    if rejected or not (one.reach and other.reach) or set(one.reach) & set(other.reach):
        return [*leads_to(one, arm), *leads_to(other, arm)]
    found = [*leads_to_pair(one, other, arm), *leads_to_pair(other, one, arm)]
    return [sa.union_all(*found).subquery().select()]


def leads_to_speaker(table: sa.Table, who: Who, country: str, person: str) -> list[Select[Any]]:
    """Keys of all rows that somebody is the speaker of, and of others; nothing where no index tells."""
    if who.people:
        named = table.c[person].is_not(None)
        return [sa.select(table.c.key).where(named, table.c[person].in_(who.people))]
    return [sa.select(table.c.key).where(table.c[country].in_(who.reach))] if who.reach else []
