"""Identities as the rule looks at them: found by name, by office table and by imported entity."""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import count
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ..actors.spelling import folded
from .database import inserted
from .mentions import Named
from .office_holders import compatible
from .personal_names import fullest, name_of
from .tables import ALIASES, ENTITIES, PEOPLE, SPELLINGS

T = TypeVar("T")


@dataclass(slots=True)
class Candidate:
    """An identity, with what the report that is being read adds to it."""

    key: int
    id: str
    name: str
    country: str | None
    known: str | None
    entity: str | None
    person: int
    """Key of the one whom it was merged into; its own where it was not."""
    chain: tuple[str, ...]
    """Ids from its own to that one's."""
    first_seen: dt.date | None = None
    last_seen: dt.date | None = None
    """Of the person."""
    names: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    """Of the report that is being read."""
    changed: bool = False

    @property
    def has_full_name(self) -> bool:
        """Whether it is known by more than a surname."""
        return any(name_of(n).is_full for n in self.names)

    def away_days(self, on: dt.date | None) -> int:
        """Days between a day and when the person was seen; 0 between the first time and the last, or if unknown."""
        if on is None or self.first_seen is None or self.last_seen is None:
            return 0
        return max(0, (self.first_seen - on).days, (on - self.last_seen).days)

    def take(self, person: Named, known: str | None, entity: str | None) -> None:
        """Adds what the report says of the person."""
        fuller = known or fullest((self.name, *person.names))
        name = fuller if not name_of(self.name).is_full else self.name
        country, known, entity = self.country or person.country, self.known or known, self.entity or entity
        old = (self.name, self.country, self.known, self.entity)
        self.changed = self.changed or old != (name, country, known, entity)
        self.name, self.country, self.known, self.entity = name, country, known, entity
        self.names.update(person.names)
        if person.title:
            self.titles.add(person.title)


def _one_of(name: str) -> sa.BindParameter[object]:
    return sa.bindparam(name, expanding=True)


_LIKE = sa.union(
    sa.select(SPELLINGS.c.person).where(SPELLINGS.c.sounds.in_(_one_of("sounds"))),
    sa.select(SPELLINGS.c.person).where(SPELLINGS.c.ends.in_(_one_of("ends"))),
    sa.select(SPELLINGS.c.person).join(PEOPLE)
    .where(SPELLINGS.c.surname.in_(_one_of("surnames")), PEOPLE.c.country.in_(_one_of("countries"))),
    sa.select(PEOPLE.c.key).where(PEOPLE.c.known.in_(_one_of("known"))),
    sa.select(PEOPLE.c.key).where(PEOPLE.c.entity.in_(_one_of("entities"))),
    sa.select(PEOPLE.c.key).where(PEOPLE.c.key.in_(_one_of("keys"))),
)  # fmt: skip
_FOUND = sa.select(PEOPLE).where(PEOPLE.c.key.in_(_LIKE))


def load_candidates(
    connection: Connection, there: Set[int], people: Sequence[Named], known: Sequence[str | None],
    entities: Sequence[str | None], keys: Sequence[int | None],
) -> list[Candidate]:  # fmt: skip
    """The identities that people may be: of a like name, of these table names and entities, and `keys`.

    Those that are `there` already are left out.
    """
    others = {"known": _given(known), "entities": _given(entities), "keys": _given(keys)}
    found = {row.key: row for row in connection.execute(_FOUND, _names(people) | others) if row.key not in there}
    above = dict(found)
    while missing := {r.merged for r in above.values() if r.merged is not None} - set(above):
        above |= {r.key: r for r in connection.execute(sa.select(PEOPLE).where(PEOPLE.c.key.in_(missing)))}
    names: dict[int, set[str]] = defaultdict(set)
    spelled = sa.select(SPELLINGS.c.person, SPELLINGS.c.spelling).where(SPELLINGS.c.person.in_(found))
    for person, spelling in connection.execute(spelled) if found else ():
        names[person].add(spelling)
    return [_candidate(row, above, names[key]) for key, row in sorted(found.items())]


def _candidate(row: Any, above: Mapping[int, Any], names: set[str]) -> Candidate:
    """The candidate of a row of the table of people, of which `above` holds all that it was merged into."""
    chain = [row]
    while chain[-1].merged is not None:
        chain.append(above[chain[-1].merged])
    end = chain[-1]
    return Candidate(
        row.key, row.id, row.name, row.country, row.known, row.entity, end.key, tuple(r.id for r in chain),
        end.first_seen, end.last_seen, names,
    )  # fmt: skip


def _names(people: Sequence[Named]) -> dict[str, list[str]]:
    """What people are looked for by: full names whatever the country, surnames alone where it is told."""
    names = [(name_of(n), p.country) for p in people for n in p.names]
    full = {name.keys(country) for name, country in names if name.is_full}
    bare = {(name.keys(country).surname, country) for name, country in names if country and not name.is_full}
    return {
        "sounds": sorted({k.sounds for k in full}), "ends": sorted({k.ends for k in full}),
        "surnames": sorted({s for s, _ in bare}), "countries": sorted({c for _, c in bare}),
    }  # fmt: skip


def _given(values: Sequence[T | None]) -> list[T]:
    return [v for v in dict.fromkeys(values) if v is not None]


def entity_of(connection: Connection, people: Sequence[Named]) -> list[str | None]:
    """For each person the one imported entity that has a name of theirs and a country that fits."""
    sounds = [{name_of(n).keys(None).sounds for n in p.names} for p in people]
    rows = connection.execute(
        sa.select(ALIASES.c.sounds, ENTITIES.c.id, ENTITIES.c.countries)
        .join(ENTITIES, ENTITIES.c.key == ALIASES.c.entity)
        .where(ALIASES.c.sounds.in_(set().union(*sounds)))
    ).all()
    found = []
    for person, own in zip(people, sounds, strict=True):
        fitting = {r.id for r in rows if r.sounds in own and fits_countries(person.country, r.countries)}
        found.append(fitting.pop() if len(fitting) == 1 else None)
    return found


def fits_countries(country: str | None, countries: str) -> bool:
    """Whether somebody of a country can be of one of those of an entity, which may name none."""
    return not countries or any(compatible(country, c) for c in countries.split())


def make(connection: Connection, person: Named, known: str | None, entity: str | None, report: str) -> Candidate:
    """A new identity. Its id is made of its name and country, and of office, date and report where that is taken."""
    id = _free(connection, person, known, report)
    name = known or fullest((person.name, *person.names))
    values = {"id": id, "name": name, "folded": folded(name), "country": person.country, "known": known}
    made = connection.execute(sa.insert(PEOPLE).values(**values, entity=entity, reports=0))
    key = inserted(made)
    return Candidate(key, id, name, person.country, known, entity, key, (id,))


def _free(connection: Connection, person: Named, known: str | None, report: str) -> str:
    for seeds in _seeds(person, known, report):
        ids = [hashed(*seed) for seed in seeds]
        taken = set(connection.scalars(sa.select(PEOPLE.c.id).where(PEOPLE.c.id.in_(ids))))
        if free := [id for id in ids if id not in taken]:
            return free[0]
    raise AssertionError("the seeds have no end")


def _seeds(person: Named, known: str | None, report: str) -> Iterator[list[tuple[object, ...]]]:
    """What an id is made of, from the most telling to what is surely new."""
    plain = (folded(fullest((person.name, *person.names))), person.country)
    alone = person.country is None and not name_of(plain[0]).is_full
    first: list[tuple[object, ...]] = [("known", known)] if known else []
    named: list[tuple[object, ...]] = [] if alone else [plain, (*plain, person.title, person.on)]
    yield [*first, *named, (*plain, report)]
    for number in count(2):
        yield [(*plain, report, number)]


def hashed(*seed: object) -> str:
    """A person's id."""
    return "p" + hashlib.sha256("|".join("" if s is None else str(s) for s in seed).encode()).hexdigest()[:15]
