"""Whom people mean by a name: a state, a group of states, an organization, a sector or a person."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

import sqlalchemy as sa
from msgspec import Struct
from rapidfuzz import process
from sqlalchemy import ColumnElement
from sqlalchemy.engine import Connection

from ..atlas import Atlas, Sense, spelled
from ..atlas_tables import SECTORS
from ..errors import UsageError
from .tables import EVENTS, MENTIONS, PARTIES, PEOPLE, STATEMENTS

WORLDWIDE = frozenset({"UN"})
"""Organizations that nearly every state belongs to: they stand for themselves, not for their members."""
POSSIBLE = (
    "a party is a country (RUS, Russia), a group of states (NATO, BRICS), an organization, a sector (GOV, MIL; RUS/MIL) "
    "or a person that the record names"
)


class Years(Struct, frozen=True):
    """States that belong to a group from a day to a day."""

    states: tuple[str, ...]
    start: dt.date | None
    end: dt.date | None


class Who(Struct, frozen=True, kw_only=True):
    """What the parties meant have in common; a party that fits any of codes, name, members or people is meant."""

    codes: tuple[str, ...] = ()
    name: str | None = None
    """Of an organization whose parties may go by its home state's code."""
    homes: tuple[str, ...] = ()
    """Codes that parties of this `name` go by."""
    members: tuple[Years, ...] = ()
    today: tuple[str, ...] = ()
    """Members counted where a day is not known."""
    people: tuple[str, ...] = ()
    identity: int | None = None
    """Key of the person, where an id was given."""
    sector: str | None = None

    @property
    def reach(self) -> tuple[str, ...]:
        """Every code that a party meant may have; empty where codes do not tell."""
        if self.people or self.identity is not None:
            return ()
        return tuple(sorted({*self.codes, *self.homes, *(s for years in self.members for s in years.states)}))

    @property
    def plain(self) -> bool:
        """Whether codes alone tell who is meant, on any day."""
        return bool(self.codes) and not (self.name or self.members or self.people or self.sector)


class Whom:
    """Finds out whom names mean, by the atlas and by who is named in a record."""

    def __init__(self, connection: Connection, atlas: Atlas) -> None:
        self.connection = connection
        self.atlas = atlas

    def meant(self, name: str) -> Who:
        """Whom a user means. Raises UsageError for a name that nobody bears, and for one that several bear."""
        party, slash, sector = name.strip().rpartition("/")
        if slash and sector.upper() in SECTORS:
            return _within(self.meant(party), sector.upper())
        if name.strip() in SECTORS:
            return Who(sector=name.strip())
        return self._placed(name.strip()) or self._recorded(name.strip()) or self._person(name.strip())

    def country(self, name: str) -> str | None:
        """The code of a state or entity by its code or name; None where there is none, or it is a city."""
        if name.upper() in self.atlas.states or name.upper() in self.atlas.entities:
            return name.upper()
        senses = [s for s in self._senses(name) if s.kind != "organization" and s.how == "name"]
        return _only(name, senses).code if senses else None

    def _placed(self, name: str) -> Who | None:
        if len(name) == 3 and name.upper() in self.atlas.states:
            return Who(codes=(name.upper(),))
        senses = self._senses(name)
        return self._sense(_only(name, senses)) if senses else None

    def _senses(self, name: str) -> tuple[Sense, ...]:
        for spelling in dict.fromkeys((name, name.upper(), name.title())):
            if senses := self.atlas.lookup(spelling):
                return senses
        return ()

    def _sense(self, sense: Sense) -> Who:
        if sense.kind == "state":
            return Who(codes=(sense.code,), sector=sense.sector)
        listed = self.atlas.memberships.get(sense.code, ()) if sense.code not in WORLDWIDE else ()
        by_years = defaultdict(list)
        for one in listed:
            by_years[one.start, one.end].append(one.state)
        parent = self.atlas.organizations[sense.code].parent if sense.kind == "organization" else None
        return Who(
            codes=(sense.code,), name=sense.name, homes=tuple(filter(None, (sense.country, parent))),
            members=tuple(Years(tuple(sorted(s)), start, end) for (start, end), s in by_years.items()),
            today=tuple(sorted(self.atlas.members(sense.code))) if listed else (),
        )  # fmt: skip

    def _recorded(self, name: str) -> Who | None:
        """A code that the atlas lacks (of a user's own table, say) and the record has; a person's id."""
        if self.connection.scalar(sa.select(PARTIES.c.event).where(PARTIES.c.country == name).limit(1)) is not None:
            return Who(codes=(name,))
        key = self.connection.scalar(sa.select(PEOPLE.c.key).where(PEOPLE.c.id == name))
        return None if key is None else Who(identity=key)

    def _person(self, name: str) -> Who:
        exact = self._named(lambda column: column == name)
        if exact:
            return Who(people=tuple(sorted({name, *exact})))
        wanted = f" {spelled(name).casefold()}"
        every = self._named(lambda column: sa.true())
        found = [n for n in every if f" {spelled(n).casefold()}".endswith(wanted)]
        if found:
            return Who(people=tuple(sorted(found)))
        near = [n for n, _, _ in process.extract(name, [*every, *self._names()], limit=3, score_cutoff=80)]
        hint = f"; did you mean {' or '.join(near)}?" if near else f"; {POSSIBLE}"
        raise UsageError(f"nobody here is called {name!r}{hint}")
