"""Who is who: the identity that a report's person is put to, by a rule that can be told in a few sentences.

1. Somebody whom the table of office-holders knows (name, country and date fit) is that holder, and nobody else.
2. Otherwise a full name joins an identity whose name agrees and whose country is compatible, unless it holds another
   office and was last or next seen more than `FAR_DAYS` away: then it is somebody else of that name. Of several that
   fit, the one of the same country and nearest in time is taken.
3. A surname alone joins the one identity of the same country that fits it. Where none or several do, it stands alone.
4. Two imported entities are two people; a name that one entity alone has is that entity's.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from .candidates import Candidate, entity_of, load_candidates, make
from .mentions import Named
from .office_holders import FAR_DAYS, compatible, holder
from .office_titles import same_office
from .personal_names import agree, name_of
from .tables import MENTIONS


class Identities:
    """The identities that the people of one report may be."""

    def __init__(self, connection: Connection, report: str) -> None:
        self._connection = connection
        self._report = report
        """What makes the report the same one when it comes again; part of the id of who stands alone."""
        self._candidates: dict[int, Candidate] = {}
        self._index: dict[Hashable, dict[int, Candidate]] = defaultdict(dict)
        """By what a person must share with a candidate; a list of thousands of names would take minutes otherwise."""
        self._titles: dict[int, frozenset[str]] = {}
        """By person: offices that other reports name for them."""

    def place(self, people: Sequence[Named], before: Sequence[int | None]) -> list[Candidate]:
        """The identity of each person, made where it is new; `before` is whom each was put to when last read."""
        known = [holder(p.name, p.country, p.title, p.on) for p in people]
        entities = entity_of(self._connection, people)
        for found in load_candidates(self._connection, set(self._candidates), people, known, entities, before):
            self._enter(found)
        return [self._one(*each) for each in zip(people, known, entities, before, strict=True)]

    def _one(self, person: Named, known: str | None, entity: str | None, before: int | None) -> Candidate:
        shared = _shared(person.names, known, entity, before)
        if known is None and entity is None and not is_full(person):
            found = self._bare(person, before, self._likely(shared))
        else:
            full = (key for key in shared if not isinstance(key, str))  # one word is what a surname alone shares
            found = self._full(person, known, entity, before, self._likely(full))
        if found is None:
            found = make(self._connection, person, known, entity, self._report)
        found.take(person, known, entity)
        self._enter(found)
        return found

    def _enter(self, one: Candidate) -> None:
        self._candidates[one.key] = one
        for key in _shared(one.names, one.known, one.entity, one.key):
            self._index[key][one.key] = one

    def _likely(self, keys: Iterable[Hashable]) -> list[Candidate]:
        found = {number: one for key in keys for number, one in self._index.get(key, {}).items()}
        return [found[number] for number in sorted(found)]

    def _full(
        self, person: Named, known: str | None, entity: str | None, before: int | None, likely: Sequence[Candidate]
    ) -> Candidate | None:
        fitting = [c for c in likely if self._fits(person, known, entity, c)]
        if not any(c.key == before for c in fitting) and person.country is None and known is None and entity is None:
            nowhere = [c for c in fitting if c.country is None]
            fitting = nowhere or (fitting if len({c.person for c in fitting}) == 1 else [])
        return min(
            fitting,
            key=lambda c: (
                c.key != before, c.known != known, c.entity != entity, c.country != person.country,
                c.away_days(person.on), c.key,
            ),
            default=None,
        )  # fmt: skip

    def _fits(self, person: Named, known: str | None, entity: str | None, one: Candidate) -> bool:
        if known and one.known:
            return known == one.known
        if entity and one.entity:
            return entity == one.entity
        if not compatible(person.country, one.country) or not agreeing(person, one):
            return False
        if one.known and person.title is not None and is_full(person):
            return False  # the table has seen this office and this date, and they are not the holder's
        return self._near(person.on, one) or not self._other_office(person, one)

    def _bare(self, person: Named, before: int | None, likely: Sequence[Candidate]) -> Candidate | None:
        fitting = [
            c
            for c in likely
            if person.country is not None and c.country == person.country and agreeing(person, c)
            and self._near(person.on, c) and not self._other_office(person, c)
        ]  # fmt: skip
        full = [c for c in fitting if c.has_full_name]
        alone = [c for c in likely if c.key == before and not c.has_full_name]
        if len({c.person for c in full}) != 1:
            full = [c for c in fitting if not c.has_full_name] or alone
        return min(full, key=lambda c: (c.key != before, c.away_days(person.on), c.key), default=None)

    def _near(self, on: dt.date | None, one: Candidate) -> bool:
        """Whether a report within `FAR_DAYS` of the day names them; unknown days are near."""
        if on is None or one.first_seen is None or one.last_seen is None:
            return True
        if min(abs((on - one.first_seen).days), abs((on - one.last_seen).days)) <= FAR_DAYS:
            return True
        if not one.first_seen < on < one.last_seen:
            return False
        far = dt.timedelta(FAR_DAYS)
        seen = sa.select(MENTIONS.c.key).where(
            MENTIONS.c.person == one.person, MENTIONS.c.on.between(on - far, on + far)
        )
        return self._connection.scalar(seen.limit(1)) is not None

    def _other_office(self, person: Named, one: Candidate) -> bool:
        """Whether reports name offices for them, and none that can be this one."""
        if person.title is None:
            return False
        if one.person not in self._titles:
            told = sa.select(MENTIONS.c.title).where(MENTIONS.c.person == one.person, MENTIONS.c.title.is_not(None))
            self._titles[one.person] = frozenset(self._connection.scalars(told.distinct()))
        titles = self._titles[one.person] | one.titles
        return bool(titles) and not any(same_office(person.title, t) for t in titles)


def _shared(names: Iterable[str], known: str | None, entity: str | None, key: int | None) -> Iterator[Hashable]:
    """What somebody shares with every identity that they can be."""
    for name in map(name_of, names):
        ends = {name.words[0], name.words[-1]}
        if name.is_full:
            yield frozenset(ends)
        yield from ends
    yield from (("known", known),) if known else ()
    yield from (("entity", entity),) if entity else ()
    yield from (("key", key),) if key else ()


def is_full(person: Named) -> bool:
    """Whether the report gives more than a surname."""
    return any(name_of(n).is_full for n in person.names)


def agreeing(person: Named, one: Candidate) -> bool:
    """Whether a name of the person can be one of the identity's."""
    same = person.country if person.country == one.country else None
    return any(agree(name_of(a), name_of(b), same) for a in person.names for b in one.names)


def touched(placed: Iterable[Candidate]) -> list[Candidate]:
    """Identities of which the report said something new, each once."""
    return [c for c in {c.key: c for c in placed}.values() if c.changed]
