"""What people said of episodes: which accounts belong together and which do not. Linking obeys it, whatever is read anew."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.engine import Connection

from ..errors import UsageError
from .runs import now
from .tables import EPISODES, EVENTS, JUDGEMENTS

KIND = "episode"
Pair = tuple[int, int]


class Together(Struct, frozen=True):
    """Two accounts that somebody put together."""

    pair: Pair
    who: str
    number: int
    """Of the judgement: the later ones have the last word."""


class Hand(Struct, frozen=True):
    """What holds by hand among some accounts, by key."""

    together: tuple[Together, ...] = ()
    """The earliest first."""
    apart: Mapping[Pair, int] = {}
    """Pairs that somebody took apart -> number of the judgement."""

    @property
    def keys(self) -> frozenset[int]:
        """All accounts concerned."""
        return frozenset(key for pair in (*(t.pair for t in self.together), *self.apart) for key in pair)


def by_hand(connection: Connection, events: Collection[int]) -> Hand:
    """What was said of these accounts and not taken back."""
    said = _standing(connection)
    if not said:
        return Hand()
    named = {id for row in said for id in (row.subject, *_others(row))}
    rows = connection.execute(sa.select(EVENTS.c.id, EVENTS.c.key).where(EVENTS.c.id.in_(named), _SHOWN))
    keys: dict[str, int] = dict(rows.tuples().all())
    together: dict[Pair, Together] = {}
    apart: dict[Pair, int] = {}
    for row in said:
        for other in _others(row):
            a, b = sorted((keys.get(row.subject, -1), keys.get(other, -1)))
            if a < 0 or a == b or not {a, b} & set(events):
                continue
            together.pop((a, b), None)
            apart.pop((a, b), None)
            if row.verdict == "merge":
                together[a, b] = Together((a, b), row.who, row.key)
            else:
                apart[a, b] = row.key
    return Hand(tuple(together.values()), apart)


_SHOWN = EVENTS.c.standing != "rejected"


def _standing(connection: Connection) -> list[Any]:
    """The judgements on episodes that were not taken back, the earliest first."""
    rows = connection.execute(
        sa.select(JUDGEMENTS.c.key, JUDGEMENTS.c.id, JUDGEMENTS.c.subject, JUDGEMENTS.c.verdict, JUDGEMENTS.c.value, JUDGEMENTS.c.who)
        .where(JUDGEMENTS.c.kind == KIND).order_by(JUDGEMENTS.c.key)
    ).all()  # fmt: skip
    undone = {row.subject for row in rows if row.verdict == "undo"}
    return [row for row in rows if row.verdict != "undo" and row.id not in undone]


def _others(row: Any) -> list[str]:
    value = msgspec.json.decode(row.value)
    return [value["with"]] if row.verdict == "merge" else list(value["from"])


def said_merge(connection: Connection, who: str, why: str | None, a: str, b: str) -> tuple[str, list[int]]:
    """Keeps that two events (or the first accounts of two episodes) are one episode; the judgement's id, and both keys."""
    one, other = account(connection, a), account(connection, b)
    if one.key == other.key:
        raise UsageError(f"{a} and {b} are one account")
    return _write(connection, who, why, "merge", one, {"with": other.id}), [one.key, other.key]


def said_split(connection: Connection, who: str, why: str | None, event: str) -> tuple[str, list[int]]:
    """Keeps that an event is of another episode than those it stands with; the judgement's id, and all their keys."""
    one = account(connection, event, episodes=False)
    others = connection.execute(
        sa.select(EVENTS.c.id, EVENTS.c.key).where(EVENTS.c.episode == one.episode, EVENTS.c.key != one.key)
        .order_by(EVENTS.c.key)
    ).all()  # fmt: skip
    if one.episode is None or not others:
        raise UsageError(f"{event} is the only account of its episode")
    made = _write(connection, who, why, "split", one, {"from": [row.id for row in others]})
    return made, [one.key, *(row.key for row in others)]


def said_undo(connection: Connection, who: str, why: str | None, judgement: str) -> tuple[str, list[int]]:
    """Takes a judgement on episodes back; the new one's id, and the keys of the events that it was about."""
    rows = {row.id: row for row in _standing(connection)}
    if judgement not in rows:
        raise UsageError(f"{judgement} is no judgement on episodes that stands")
    named = [rows[judgement].subject, *_others(rows[judgement])]
    found = connection.scalars(sa.select(EVENTS.c.key).where(EVENTS.c.id.in_(named)).order_by(EVENTS.c.key)).all()
    values = {"subject": judgement, "verdict": "undo"}
    return _insert(connection, who, why, values), list(found)


def account(connection: Connection, id: str, *, episodes: bool = True) -> Any:
    """Key, id, episode and quote of an event, or of an episode's first account. Raises UsageError for neither."""
    columns = (
        sa.select(EVENTS.c.key, EVENTS.c.id, EVENTS.c.episode, EVENTS.c.quote).where(_SHOWN).order_by(EVENTS.c.key)
    )
    found = connection.execute(columns.where(EVENTS.c.id == id).limit(1)).first()
    if found is None and episodes:
        of = columns.join(EPISODES, EPISODES.c.key == EVENTS.c.episode).where(EPISODES.c.id == id)
        found = connection.execute(of.limit(1)).first()
    if found is None:
        raise UsageError(f"{id} is no event{' or episode' if episodes else ''} of this record")
    return found


def _write(
    connection: Connection, who: str, why: str | None, verdict: str, event: Any, value: Mapping[str, object]
) -> str:
    values = {
        "subject": event.id,
        "verdict": verdict,
        "value": msgspec.json.encode(value).decode(),
        "evidence": event.quote,
    }
    return _insert(connection, who, why, values)


def _insert(connection: Connection, who: str, why: str | None, values: Mapping[str, object]) -> str:
    """Adds a judgement; its id is made of what it says, its moment and how many came before it."""
    at = now()
    number = connection.scalar(sa.select(sa.func.max(JUDGEMENTS.c.key))) or 0
    said: Sequence[object] = (number, at, who, why, *sorted(values.items()))
    id = "j" + hashlib.sha256("|".join(map(str, said)).encode()).hexdigest()[:15]
    connection.execute(sa.insert(JUDGEMENTS).values(id=id, at=at, who=who, why=why, kind=KIND, **values))
    return id
