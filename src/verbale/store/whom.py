"""Whom people mean by a name: a state, a group of states, an organization, a sector or a person."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

import sqlalchemy as sa
from msgspec import Struct, structs
from rapidfuzz import process
from sqlalchemy.engine import Connection

from ..atlas import Atlas, Sense, spelled
from ..atlas_tables import SECTORS
from ..errors import UsageError
from .tables import PARTIES, PEOPLE, STATEMENTS

WORLDWIDE = frozenset({"UN"})
"""Organizations that nearly every state belongs to: they stand for themselves and not for their members."""
POSSIBLE = (
    "a party is a country (RUS, Russia), a group of states (NATO, BRICS), an organization, a sector (MIL, RUS/MIL) or a "
    "person that the record names"
)
_NAMES = (PARTIES.c.person, PARTIES.c.name, STATEMENTS.c.person)
"""Names of people: as reports spell them and, in the middle, as the table of office-holders has them."""
_ENOUGH = 500
"""Mentions of a spelling that show whose it is."""
_ALIKE = 80
"""Least similarity, of 100, of a name that is offered for a misspelled one."""


class Years(Struct, frozen=True):
    """States that belong to a group from a day to a day."""

    states: tuple[str, ...]
    start: dt.date | None
    end: dt.date | None


class Who(Struct, frozen=True, kw_only=True):
    """Who is meant: parties with one of the codes, names, memberships or people, in the sector if there is one."""

    codes: tuple[str, ...] = ()
    name: str | None = None
    """Of an organization, whose parties may go by the code of its home state."""
    homes: tuple[str, ...] = ()
    """The codes that it goes by then."""
    members: tuple[Years, ...] = ()
    today: tuple[str, ...] = ()
    """The members that count where an event has no date."""
    people: tuple[str, ...] = ()
    identity: int | None = None
    """Key of a person whose id was given."""
    sector: str | None = None

    @property
    def reach(self) -> tuple[str, ...]:
        """Every code that somebody meant may have; none where codes do not tell."""
        return tuple(sorted({*self.codes, *self.homes, *(s for years in self.members for s in years.states)}))

    @property
    def plain(self) -> bool:
        """Whether codes alone tell who is meant, on any day."""
        return bool(self.codes) and not (self.name or self.members or self.sector)


class Whom:
    """Finds out whom names mean, from the atlas and from who is named in a record."""

    def __init__(self, connection: Connection, atlas: Atlas) -> None:
        self.connection = connection
        self.atlas = atlas

    def meant(self, name: str) -> Who:
        """Whom a user means. Raises UsageError for a name that nobody bears, and for one that several states bear."""
        name = name.strip()
        party, slash, sector = name.rpartition("/")
        if slash and sector.upper() in SECTORS:
            return structs.replace(self.meant(party), sector=sector.upper())
        if name in SECTORS:
            return Who(sector=name)
        return self._known(name) or self._recorded(name) or self._person(name)

    def country(self, name: str) -> str | None:
        """The code of a state or entity by its code or name; None for what is neither."""
        if name.upper() in self.atlas.states or name.upper() in self.atlas.entities:
            return name.upper()
        senses = [s for s in self._senses(name) if s.kind != "organization" and s.how == "name"]
        return _only(name, senses).code if senses else None

    def _known(self, name: str) -> Who | None:
        if len(name) == 3 and name.upper() in self.atlas.states:
            return Who(codes=(name.upper(),))
        senses = self._senses(name)
        return self._who(_only(name, senses)) if senses else None

    def _senses(self, name: str) -> tuple[Sense, ...]:
        """What the atlas knows by a name, which need not have its capitals."""
        spellings = dict.fromkeys((name, name.upper(), name.title()))
        return next((senses for spelling in spellings if (senses := self.atlas.lookup(spelling))), ())

    def _who(self, sense: Sense) -> Who:
        if sense.kind == "state":
            return Who(codes=(sense.code,), sector=sense.sector)
        listed = () if sense.code in WORLDWIDE else self.atlas.memberships.get(sense.code, ())
        years = defaultdict(list)
        for one in listed:
            years[one.start, one.end].append(one.state)
        body = self.atlas.organization(sense.code)
        return Who(
            codes=(sense.code,), name=sense.name, homes=tuple(filter(None, (sense.country, body.parent if body else None))),
            members=tuple(Years(tuple(sorted(states)), *span) for span, states in years.items()),
            today=tuple(sorted(self.atlas.members(sense.code))) if listed else (),
        )  # fmt: skip

    def _recorded(self, name: str) -> Who | None:
        """A code that the record has and the atlas lacks (of a user's own table, say), or a person's id."""
        if self.connection.scalar(sa.select(PARTIES.c.event).where(PARTIES.c.country == name).limit(1)) is not None:
            return Who(codes=(name,))
        key = self.connection.scalar(sa.select(PEOPLE.c.key).where(PEOPLE.c.id == name))
        return None if key is None else Who(identity=key)

    def _person(self, name: str) -> Who:
        """The people with a name, else those whose last names are these words, in any case and without accents."""
        if any(self._has(column, name) for column in _NAMES):
            return Who(people=tuple(sorted({name, *self._usual(name)})))
        every = self._names()
        words = f" {spelled(name).casefold()}"
        found = [one for one in every if words.strip() and f" {spelled(one).casefold()}".endswith(words)]
        if found:
            return Who(people=tuple(found))
        near = [one for one, _, _ in process.extract(name, [*every, *self._states()], limit=3, score_cutoff=_ALIKE)]
        hint = f"did you mean {' or '.join(near)}?" if near else POSSIBLE
        raise UsageError(f"nobody in this record is called {name!r}: {hint}")

    def _has(self, column: sa.Column[str], name: str) -> bool:
        found = sa.select(column).where(column.table.c.person.is_not(None), column == name)
        return self.connection.scalar(found.limit(1)) is not None

    def _usual(self, spelling: str) -> Iterable[str]:
        """Usual names of whoever goes by a spelling."""
        found = sa.select(PARTIES.c.name).where(PARTIES.c.person == spelling, PARTIES.c.person.is_not(None))
        return filter(None, self.connection.scalars(found.limit(_ENOUGH)))

    def _names(self) -> list[str]:
        found: set[str] = set()
        for column in _NAMES:
            named = sa.select(column).distinct().where(column.table.c.person.is_not(None), column.is_not(None))
            found.update(self.connection.scalars(named))
        return sorted(found)

    def _states(self) -> list[str]:
        return [state.name for state in self.atlas.states.values()]


def _only(name: str, senses: "tuple[Sense, ...] | list[Sense]") -> Sense:
    """The one sense; of several a state goes before what bears its name."""
    states = [s for s in senses if s.kind == "state"] or list(senses)
    if len({s.code for s in states}) > 1:
        raise UsageError(f"{name} may be {' or '.join(f'{s.name} ({s.code})' for s in states)}: give the code")
    return states[0]
