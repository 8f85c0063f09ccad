"""Writing episodes: which accounts each holds, why they were put there, and the counts that are found by."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from msgspec.json import encode
from sqlalchemy.engine import Connection

from .accounts import Account
from .database import inserted
from .likeness import Likeness
from .tables import EPISODES, EVENTS, LINKS, REPORTS

ASSERTED = frozenset({"occurred", "ongoing"})
DENIED = frozenset({"denied", "negated"})


class Group(Struct, frozen=True):
    """Accounts of one episode and the row it keeps."""

    members: Sequence[int]
    """In ascending order."""
    episode: int | None
    """None: it gets a new row."""
    absorbed: Sequence[int] = ()
    """Episodes that go over into this one with all their accounts, those not among `members` too."""


def begin(connection: Connection, alone: Sequence[Account]) -> None:
    """New episodes of one account each, for accounts that stood in none."""
    if not alone:
        return
    rows = {_id(a.id): _row([a]) for a in alone}
    connection.execute(sa.insert(EPISODES), [row | {"id": id} for id, row in rows.items()])
    made = connection.execute(sa.select(EPISODES.c.id, EPISODES.c.key).where(EPISODES.c.id.in_(rows))).all()
    keys: dict[str, int] = {row.id: row.key for row in made}
    connection.execute(_MOVE, [{"moved": a.key, "into": keys[_id(a.id)]} for a in alone])


def place(connection: Connection, groups: Sequence[Group], accounts: Mapping[int, Account]) -> None:
    """Puts accounts to their episodes; episodes left without accounts vanish."""
    touched = {a.episode for g in groups for key in g.members if (a := accounts[key]).episode is not None}
    moves = []
    for group in groups:
        row = group.episode if group.episode is not None else _blank(connection, group.members[0])
        touched |= {row, *group.absorbed}
        moves += [{"moved": key, "into": row} for key in group.members if accounts[key].episode != row]
        if group.absorbed:
            over = sa.update(EVENTS).where(EVENTS.c.episode.in_(group.absorbed))
            connection.execute(over.values(episode=row))
    if moves:
        connection.execute(_MOVE, moves)
    count(connection, touched)


_MOVE = sa.update(EVENTS).where(EVENTS.c.key == sa.bindparam("moved")).values(episode=sa.bindparam("into"))


def _blank(connection: Connection, first: int) -> int:
    return inserted(
        connection.execute(
            sa.insert(EPISODES).values(id=f"~{first}", accounts=0, independent=0, publications=0, disputed=False)
        )
    )


def count(connection: Connection, episodes: Collection[int]) -> set[int]:
    """Brings the rows of episodes up to the accounts they hold; those that hold any."""
    found: dict[int, list[Any]] = defaultdict(list)
    for account in connection.execute(_COUNTED, {"episodes": sorted(episodes)}):
        found[account.episode].append(account)
    empty = [key for key in sorted(episodes) if key not in found]
    if empty:
        connection.execute(sa.delete(EPISODES).where(EPISODES.c.key.in_(empty)))
    ids = {key: _id(accounts[0].id) for key, accounts in found.items()}
    rows = connection.execute(sa.select(EPISODES.c.key, EPISODES.c.id).where(EPISODES.c.key.in_(ids)))
    known: dict[int, str] = {row.key: row.id for row in rows}
    renamed = [key for key in ids if known[key] != ids[key]]
    if len(renamed) > 1:  # two may change ids with each other, or a new row still have its first name
        connection.execute(_RENAME, [{"row": key, "name": f"~{key}~"} for key in renamed])
    if renamed:
        connection.execute(_RENAME, [{"row": key, "name": ids[key]} for key in renamed])
    if found:
        connection.execute(_COUNT, [_new(accounts) | {"row": key} for key, accounts in found.items()])
    return set(found)


def _new(accounts: Sequence[Any]) -> dict[str, Any]:
    return {f"new_{column}": value for column, value in _row(accounts).items()}


_COUNTED = (
    sa.select(EVENTS.c.episode, EVENTS.c.id, EVENTS.c.type, EVENTS.c.status, EVENTS.c.start, EVENTS.c.end,
              REPORTS.c.publication, sa.func.coalesce(REPORTS.c.story, REPORTS.c.key).label("story"))
    .join(REPORTS, REPORTS.c.key == EVENTS.c.report)
    .where(EVENTS.c.episode.in_(sa.bindparam("episodes", expanding=True)))
    .order_by(EVENTS.c.key)
)  # fmt: skip
_RENAME = sa.update(EPISODES).where(EPISODES.c.key == sa.bindparam("row")).values(id=sa.bindparam("name"))
_COUNT = (
    sa.update(EPISODES).where(EPISODES.c.key == sa.bindparam("row"))
    .values({c: sa.bindparam(f"new_{c}") for c in ("type", "start", "end", "accounts", "independent", "publications", "disputed")})
)  # fmt: skip


def _id(first: str) -> str:
    """An episode's id, made from that of its earliest account."""
    return f"h{first[1:]}"


def _row(accounts: Sequence[Any]) -> dict[str, Any]:
    when = days(accounts)
    statuses = {a.status for a in accounts}
    return {
        "type": Counter(a.type for a in accounts).most_common(1)[0][0],
        "start": when and when[0], "end": when and when[1], "accounts": len(accounts),
        "independent": len({a.story for a in accounts}),
        "publications": len({a.publication for a in accounts if a.publication}),
        "disputed": bool(statuses & ASSERTED and statuses & DENIED),
    }  # fmt: skip


def days(accounts: Sequence[Any]) -> tuple[dt.date, dt.date] | None:
    """The days most accounts name, the shortest stretch and then the earliest of equals; None where none is dated."""
    dated = Counter((a.start, a.end) for a in accounts if a.start is not None)
    return min(dated, key=lambda d: (-dated[d], d[1] - d[0], d[0])) if dated else None


def explain(connection: Connection, links: Mapping[int, tuple[int, Likeness]], settled: Collection[int]) -> None:
    """Keeps why accounts were put to earlier ones; what was kept before of the settled accounts goes."""
    if settled:
        connection.execute(sa.delete(LINKS).where(LINKS.c.event.in_(settled)))
    rows = [
        {"event": key, "other": other, "score": why.score, "reasons": encode(why.reasons).decode()}
        for key, (other, why) in sorted(links.items())
    ]
    if rows:
        connection.execute(sa.insert(LINKS), rows)
