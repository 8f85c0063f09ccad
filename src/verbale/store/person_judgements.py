"""What people judged about who is who: two identities are one person, or a report means somebody else.

Judgements are rows that stay. A merge is kept as a pointer from identity to identity, and a split as an identity of its
own for one report, so that both hold when a report is indexed again.
"""

import hashlib
import json
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ..actors.spelling import folded
from ..errors import UsageError
from .candidates import Candidate, hashed
from .database import inserted
from .runs import now
from .tables import JUDGEMENTS, PEOPLE

KIND = "person"
_undone = JUDGEMENTS.alias()
_SPLITS = sa.select(JUDGEMENTS.c.subject, JUDGEMENTS.c.value).where(
    JUDGEMENTS.c.subject.in_(sa.bindparam("subjects", expanding=True)),
    JUDGEMENTS.c.kind == KIND,
    JUDGEMENTS.c.verdict == "split",
    ~sa.exists().where(_undone.c.subject == JUDGEMENTS.c.id, _undone.c.verdict == "undo"),
)


def judge(connection: Connection, subject: str, verdict: str, value: object, who: str, why: str | None) -> str:
    """Adds a judgement; its id."""
    said = json.dumps(value, ensure_ascii=False) if value is not None else None
    at = now()
    number = connection.scalar(sa.select(sa.func.count()).where(JUDGEMENTS.c.subject == subject))
    seed = "|".join(map(str, (KIND, subject, verdict, said, who, at, number)))
    id = "j" + hashlib.sha256(seed.encode()).hexdigest()[:15]
    connection.execute(
        sa.insert(JUDGEMENTS).values(
            id=id, at=at, who=who, why=why, subject=subject, kind=KIND, verdict=verdict, value=said
        )
    )
    return id


def splits(connection: Connection, report: str, placed: Sequence[Candidate]) -> dict[int, tuple[int, int]]:
    """For identities that a report was split off from: the identity that it means instead, and that one's person."""
    said = connection.execute(_SPLITS, {"subjects": sorted({id for c in placed for id in c.chain})})
    off = {s: hashed("split", s, report) for s, value in said if json.loads(value)["report"] == report}
    found = {}
    for one in {c.key: c for c in placed}.values():
        id = next((off[i] for i in one.chain if i in off), None)
        if id is not None:
            key = _split_off(connection, id, one)
            found[one.key] = (key, end_of(connection, key))
    return found


def _split_off(connection: Connection, id: str, one: Candidate) -> int:
    found = connection.scalar(sa.select(PEOPLE.c.key).where(PEOPLE.c.id == id))
    if found is not None:
        return int(found)
    values = {"id": id, "name": one.name, "folded": folded(one.name), "country": one.country, "reports": 0}
    return inserted(connection.execute(sa.insert(PEOPLE).values(**values)))


def end_of(connection: Connection, key: int) -> int:
    """The person whom an identity was merged into, or itself."""
    while (above := connection.scalar(sa.select(PEOPLE.c.merged).where(PEOPLE.c.key == key))) is not None:
        key = int(above)
    return key


def merged_into(connection: Connection, key: int) -> set[int]:
    """An identity with all that were merged into it, at whatever remove."""
    found, fresh = {key}, {key}
    while fresh:
        fresh = set(connection.scalars(sa.select(PEOPLE.c.key).where(PEOPLE.c.merged.in_(fresh)))) - found
        found |= fresh
    return found


def person_of(connection: Connection, id: str) -> tuple[int, str]:
    """Key and id of the person that an identity's id means now. Raises UsageError where there is none."""
    key = connection.scalar(sa.select(PEOPLE.c.key).where(PEOPLE.c.id == id))
    if key is None:
        raise UsageError(f"there is no person {id} in the record")
    end = end_of(connection, int(key))
    return end, str(connection.scalar(sa.select(PEOPLE.c.id).where(PEOPLE.c.key == end)))
