"""The people that a name or id can mean in the record."""

import datetime as dt

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.engine import Connection

from .office_holders import spelled
from .person_judgements import end_of
from .personal_names import agree, name_of
from .tables import ALIASES, ENTITIES, PEOPLE, SPELLINGS


class Identity(Struct, frozen=True, kw_only=True):
    """A person of the record, in a line."""

    id: str
    name: str
    country: str | None
    known: str | None
    """Name in the table of office-holders."""
    entity: str | None
    """Id of the imported entity that is this person."""
    first_seen: dt.date | None
    last_seen: dt.date | None
    """Publication dates of reports; None where no report that names them is dated."""
    reports: int


def people_named(connection: Connection, who: str, on: dt.date | None = None) -> list[tuple[int, Identity]]:
    """Everybody whose id or name this is, by key: with a day the nearest in time first, else the most reported.

    A name is any spelling that a report has, the name in the table of office-holders or that of an imported entity; a
    surname alone means all who have it.
    """
    by_id = connection.scalars(sa.select(PEOPLE.c.key).where(PEOPLE.c.id == who)).all()
    keys = {end_of(connection, key) for key in by_id or _like(connection, who)}
    rows = connection.execute(sa.select(PEOPLE).where(PEOPLE.c.key.in_(keys), PEOPLE.c.reports > 0)).all()
    found = [(int(r.key), Identity(**{f: getattr(r, f) for f in Identity.__struct_fields__})) for r in rows]
    return sorted(found, key=lambda pair: (_away_days(pair[1], on), -pair[1].reports, pair[1].id))


def _like(connection: Connection, text: str) -> set[int]:
    name = name_of(text)
    if not name.words:
        return set()
    sounds, surname = name.keys(None).sounds, name.words[-1]
    by = (SPELLINGS.c.sounds == sounds) if name.is_full else (SPELLINGS.c.surname == surname)
    rows = connection.execute(
        sa.select(PEOPLE.c.key, PEOPLE.c.country, SPELLINGS.c.spelling)
        .join(SPELLINGS, SPELLINGS.c.person == PEOPLE.c.key)
        .where(by)
    )
    found = {int(r.key) for r in rows if agree(name, name_of(r.spelling), r.country)}
    entities = sa.select(ENTITIES.c.id).join(ALIASES).where(ALIASES.c.sounds == sounds)
    other = PEOPLE.c.known.in_(spelled(text)) | PEOPLE.c.entity.in_(entities)
    return found | set(connection.scalars(sa.select(PEOPLE.c.key).where(other)) if name.is_full else ())


def _away_days(one: Identity, on: dt.date | None) -> int:
    if on is None or one.first_seen is None or one.last_seen is None:
        return 0
    return max(0, (one.first_seen - on).days, (on - one.last_seen).days)
