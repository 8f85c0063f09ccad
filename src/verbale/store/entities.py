"""Import of FollowTheMoney entities, which lend people the names and countries that they are known by elsewhere."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ..actors.spelling import folded
from ..errors import InputError
from .candidates import fits_countries
from .contents import pack, unpack
from .database import Database, inserted
from .office_holders import atlas
from .personal_names import name_of
from .tables import ALIASES, ENTITIES, PEOPLE, SPELLINGS

Outcome = Literal["stored", "unchanged", "passed over"]
"""Passed over: of a schema that the record has no use for."""
SCHEMAS = frozenset(("Person", "Organization", "Company", "LegalEntity", "PublicBody", "Position"))
_AT_ONCE = 500
_NAMES = ("name", "alias", "previousName")
_COUNTRIES = ("country", "nationality", "citizenship", "jurisdiction")


class Entity(msgspec.Struct, frozen=True):
    """A FollowTheMoney entity; fields beyond these are kept and not looked at."""

    id: str
    schema: str
    properties: dict[str, list[str]]
    caption: str | None = None

    def __post_init__(self) -> None:
        """An entity without an id cannot be found again."""
        if not self.id.strip():
            raise ValueError("the id is empty")

    def values(self, *names: str) -> tuple[str, ...]:
        """The values of some properties, each once."""
        return tuple(dict.fromkeys(v for n in names for v in self.properties.get(n, ()) if v.strip()))

    @property
    def names(self) -> tuple[str, ...]:
        """What it is called; weak aliases are left out."""
        return self.values(*_NAMES)

    @property
    def countries(self) -> tuple[str, ...]:
        """ISO 3166-1 alpha-3 codes; codes of nothing that is a state are left out."""
        return tuple(dict.fromkeys(c for v in self.values(*_COUNTRIES) if (c := alpha3(v)) is not None))


_decoder = msgspec.json.Decoder(Entity)


@lru_cache(maxsize=1)
def _alpha3() -> Mapping[str, str]:
    states = atlas().states
    return {s.iso2: s.code for s in states.values() if s.iso2} | {code: s.code for code, s in states.items()}


def alpha3(code: str) -> str | None:
    """The alpha-3 code behind a two- or three-letter one; a part of a country ("gb-sct") is the country's."""
    return _alpha3().get(code.strip().upper().partition("-")[0])


def import_lines(database: Database, lines: Iterable[bytes], name: str, dataset: str) -> Iterator[Outcome | InputError]:
    """Stores the entities of JSON Lines, some hundred in a transaction; what became of each line, once that is safe.

    An entity with the id of a stored one replaces it. A line that is no entity comes as an error with `name` and number.
    """
    numbered = ((number, line.strip()) for number, line in enumerate(lines, 1) if line.strip())
    while batch := list(islice(numbered, _AT_ONCE)):
        read = [(line, _read(line, f"{name}, line {number}")) for number, line in batch]
        fresh = {e.id: (e, line) for line, e in read if isinstance(e, Entity) and e.schema in SCHEMAS}
        with database.writing() as connection:
            same = _store(connection, fresh, dataset)
        for _, entity in read:
            if isinstance(entity, InputError):
                yield entity
            elif entity.schema not in SCHEMAS:
                yield "passed over"
            else:
                yield "unchanged" if entity.id in same else "stored"


def _read(line: bytes, name: str) -> Entity | InputError:
    if b"\\u0000" in line:
        return InputError(name, "no FollowTheMoney entity: it holds a null character")
    try:
        return _decoder.decode(line)
    except (msgspec.DecodeError, RecursionError) as error:
        return InputError(name, f"no FollowTheMoney entity: {error}")


def _store(connection: Connection, fresh: Mapping[str, tuple[Entity, bytes]], dataset: str) -> set[str]:
    """Writes entities and lends them to people; the ids of those that were stored just so."""
    before = {
        row.id: row
        for row in connection.execute(
            sa.select(ENTITIES.c.id, ENTITIES.c.key, ENTITIES.c.content, ENTITIES.c.dataset).where(
                ENTITIES.c.id.in_(list(fresh))
            )
        )
    }
    same = {
        id for id, (_, line) in fresh.items()
        if id in before and before[id].dataset == dataset and unpack(before[id].content) == line
    }  # fmt: skip
    changed = {id: pair for id, pair in fresh.items() if id not in same}
    people = _like(connection, [row.key for id, row in before.items() if id in changed])
    keys = [
        _write(connection, entity, line, dataset, before[id].key if id in before else None)
        for id, (entity, line) in changed.items()
    ]
    enrich(connection, people | _like(connection, keys))
    return same


def _write(connection: Connection, entity: Entity, line: bytes, dataset: str, key: int | None) -> int:
    names = entity.names
    row = {
        "id": entity.id, "schema": entity.schema, "caption": entity.caption or next(iter(names), entity.id),
        "countries": " ".join(entity.countries), "names": "\n".join(dict.fromkeys(folded(n) for n in names)),
        "content": pack(line), "dataset": dataset,
    }  # fmt: skip
    if key is None:
        key = inserted(connection.execute(sa.insert(ENTITIES).values(**row)))
    else:
        connection.execute(sa.update(ENTITIES).where(ENTITIES.c.key == key).values(**row))
        connection.execute(sa.delete(ALIASES).where(ALIASES.c.entity == key))
    full = {name_of(n).keys(None).sounds for n in names if name_of(n).is_full} if entity.schema == "Person" else ()
    if full:  # a single word is the name of too many
        connection.execute(sa.insert(ALIASES), [{"sounds": s, "entity": key} for s in sorted(full)])
    return key


def _like(connection: Connection, entities: Collection[int]) -> set[int]:
    """The identities that have a name of some entities."""
    rows = sa.select(SPELLINGS.c.person).join(ALIASES, ALIASES.c.sounds == SPELLINGS.c.sounds)
    return set(connection.scalars(rows.where(ALIASES.c.entity.in_(entities)))) if entities else set()


def enrich(connection: Connection, people: Iterable[int]) -> None:
    """Gives identities the imported entity that alone has a name of theirs and a country that fits; else none."""
    left = iter(sorted(people))
    while some := list(islice(left, _AT_ONCE)):
        fitting: dict[int, set[str]] = defaultdict(set)
        rows = (
            sa.select(PEOPLE.c.key, PEOPLE.c.country, ENTITIES.c.id, ENTITIES.c.countries)
            .join(SPELLINGS, SPELLINGS.c.person == PEOPLE.c.key)
            .join(ALIASES, ALIASES.c.sounds == SPELLINGS.c.sounds)
            .join(ENTITIES, ENTITIES.c.key == ALIASES.c.entity)
            .where(PEOPLE.c.key.in_(some))
        )
        for row in connection.execute(rows):
            if fits_countries(row.country, row.countries):
                fitting[row.key].add(row.id)
        for key in some:
            entity = min(fitting[key]) if len(fitting[key]) == 1 else None
            connection.execute(sa.update(PEOPLE).where(PEOPLE.c.key == key).values(entity=entity))


class Known(msgspec.Struct, frozen=True):
    """What an imported entity says of a person."""

    id: str
    caption: str
    dataset: str
    positions: tuple[str, ...]


def known_as(connection: Connection, id: str) -> Known | None:
    """The imported entity with this id."""
    row = connection.execute(sa.select(ENTITIES).where(ENTITIES.c.id == id)).first()
    if row is None:
        return None
    entity = _decoder.decode(unpack(row.content))
    return Known(row.id, row.caption, row.dataset, entity.values("position"))
