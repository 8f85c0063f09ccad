"""What the shipped tables say of people: who held which office, and which states a code stands for."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

from ..actors.persons import KnownPeople
from ..actors.tables import Person, load_persons
from ..atlas import Atlas
from .office_titles import same_office, title_of
from .personal_names import name_of

FAR_DAYS = 6 * 365
"""How long somebody may be unseen before another office makes another person of the same name.

Of 230 people in the office table with several terms, 47 returned after more than six years; those the table keeps
together. With five years, 64 would hang on the table alone; with eight, a minister of 2003 who served until 2011 becomes
one with his namesake of 2019.
"""
_SERVED_DAYS = 2 * 365
"""How long before and after a term a bare surname still means its holder."""


@lru_cache(maxsize=1)
def atlas() -> Atlas:
    """The shipped tables of states and organizations."""
    return Atlas.load()


@lru_cache(maxsize=1)
def _known() -> KnownPeople:
    return KnownPeople(load_persons())


@lru_cache(maxsize=4096)
def compatible(one: str | None, other: str | None) -> bool:
    """Whether somebody of one country by one report can be of the other by another.

    Where a report says nothing; a state and what it broke up into; an organization and its members or home.
    """
    return one is None or other is None or one == other or other in _behind(one) or one in _behind(other)


@lru_cache(maxsize=1024)
def _behind(code: str) -> frozenset[str]:
    """The states whose people act under a code."""
    tables = atlas()
    state, organization, entity = tables.state(code), tables.organization(code), tables.entity(code)
    found = set(state.successors) if state else set()
    if organization:
        found |= {m.state for m in tables.memberships.get(code, ())} | {organization.country or code}
    return frozenset(found | ({entity.country} if entity else set()))


def holder(name: str, country: str | None, title: str | None, on: dt.date | None) -> str | None:
    """The name, in the table of office-holders, of the one whom name, country and date fit.

    A surname alone needs a country and one only bearer in office about that day. None where nobody or several fit.
    """
    if name_of(name).is_full:
        fitting = [p for p in _known().named(name) if _of(p, country) and _fits(p, title, on)]
        return _nearest(fitting, on)
    if country is None or on is None:
        return None
    serving = [p for p in _known().surnamed(name) if _serves(p, country, title, on) and _initial(name, p)]
    return serving[0].name if len(serving) == 1 else None


def spelled(name: str) -> tuple[str, ...]:
    """The names, in the table of office-holders, of all whom a full name can mean."""
    return tuple(p.name for p in _known().named(name))


def _of(person: Person, country: str | None) -> bool:
    return any(compatible(country, t.country) for t in person.terms)


def _nearest(people: Sequence[Person], on: dt.date | None) -> str | None:
    """The one nearest to office on the day; None where two are equally near."""
    by_gap = sorted((_away_days(p, on) if on else 0, p.name) for p in people)
    tied = len(by_gap) > 1 and by_gap[0][0] == by_gap[1][0]
    return by_gap[0][1] if by_gap and not tied else None


def _fits(person: Person, title: str | None, on: dt.date | None) -> bool:
    """Near a term whatever the office said; at any time where the office said is one the person held."""
    if title is not None and any(same_office(title, held(t.office)) for t in person.terms):
        return True
    return on is None or _away_days(person, on) <= FAR_DAYS


def _away_days(person: Person, on: dt.date) -> int:
    return min(_gap_days(t.start, t.end, on) for t in person.terms)


def _serves(person: Person, country: str, title: str | None, on: dt.date) -> bool:
    return any(
        compatible(country, t.country)
        and _gap_days(t.start, t.end, on) <= _SERVED_DAYS
        and (title is None or same_office(title, held(t.office)))
        for t in person.terms
    )


def _initial(name: str, person: Person) -> bool:
    given = name_of(name).given
    return given is None or name_of(person.name).words[0].startswith(given)


def held(office: str) -> str:
    """The title of an office that the table names."""
    return title_of(office) or office


def _gap_days(start: dt.date | None, end: dt.date | None, on: dt.date) -> int:
    """Days from a stretch of time to a day; 0 inside, and where it is open on that side."""
    return max(0, (start - on).days if start else 0, (on - end).days if end else 0)
