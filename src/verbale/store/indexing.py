"""The current view of one report: its last reading with the judgements laid over it, as rows that can be found.

Rows of entries that say the same as before keep their keys and ids, whatever the version or run they come from.
"""

import hashlib
from collections import defaultdict
from collections.abc import Container, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ..record import Event
from . import copies, episodes, judged, judgements, people
from .loading import Stored, load
from .rows import event_row, pair_rows, party_rows, statement_row
from .tables import EVENTS, PAIRS, PARTIES, REPORTS, STATEMENTS
from .wording import named

T = TypeVar("T")
_NAMED = 1000
"""Rows that one statement names: databases allow some tens of thousands, and a book may hold more events."""
# Statements are written once and values given apart: SQLAlchemy then keeps them ready, seven times as fast.
_CHANGE_EVENT = sa.update(EVENTS).where(EVENTS.c.key == sa.bindparam("its"))
_ADD_EVENTS = sa.insert(EVENTS).returning(EVENTS.c.key, sort_by_parameter_order=True)
_CHANGE_STATEMENT = sa.update(STATEMENTS).where(STATEMENTS.c.key == sa.bindparam("its"))


def index_report(connection: Connection, report: int) -> None:
    """Brings the rows of a report up to its last reading and the judgements on it."""
    stored = load(connection, report)
    if stored is None:
        return
    _write_statements(connection, stored)
    changed = _write_events(connection, stored, _events(connection, stored))
    people.note(connection, stored)
    retold = copies.note(connection, stored)
    episodes.link(connection, stored, changed)
    episodes.recount(connection, retold)


def show(connection: Connection, report: int, reading: int) -> None:
    """Makes a reading of the latest version the one that the rows show."""
    connection.execute(sa.update(REPORTS).where(REPORTS.c.key == report).values(reading=reading))
    index_report(connection, report)


def _write_statements(connection: Connection, stored: Stored) -> None:
    before = connection.execute(
        sa.select(STATEMENTS.c.key, STATEMENTS.c.id, STATEMENTS.c.machine, STATEMENTS.c.quote, STATEMENTS.c.cue)
        .where(STATEMENTS.c.report == stored.report).order_by(STATEMENTS.c.key)
    ).all()  # fmt: skip
    old = [(r.id, r.machine or r.id, ((r.quote, r.cue), (r.quote,))) for r in before]
    new = [
        (s.id, ((s.content.quote, s.cue.text if s.cue else None), (s.content.quote,))) for s in stored.record.statements
    ]
    ids = _apart(connection, STATEMENTS, stored, carried(old, new))
    keys = {r.id: r.key for r in before}
    lasting = set(ids.values())
    for gone in _batches([key for id, key in keys.items() if id not in lasting]):
        connection.execute(sa.delete(STATEMENTS).where(STATEMENTS.c.key.in_(gone)))
    rows = [statement_row(s, ids[s.id], ids.get(s.parent or ""), stored) for s in stored.record.statements]
    again = [{**row, "its": keys[row["id"]]} for row in rows if row["id"] in keys]
    fresh = [row for row in rows if row["id"] not in keys]
    if again:
        connection.execute(_CHANGE_STATEMENT, again)
    if fresh:
        connection.execute(sa.insert(STATEMENTS), fresh)


def _events(connection: Connection, stored: Stored) -> list[judged.Judged]:
    """The events as they stand, under their lasting ids."""
    identity = connection.scalar(sa.select(REPORTS.c.identity).where(REPORTS.c.key == stored.report))
    said = judgements.of_report(connection, identity)
    new = [(e.id, likeness(e)) for e in stored.record.events]
    ids = _apart(connection, EVENTS, stored, carried(_known(connection, stored, said), new))
    return judged.lay_over(said, stored.record, [(ids[e.id], e) for e in stored.record.events])


def _known(
    connection: Connection, stored: Stored, said: judgements.Said
) -> list[tuple[str, str, tuple[Hashable, ...]]]:
    """Lasting id, id in the reading and likenesses of what the machine read before; judged events are never forgotten."""
    rows = connection.execute(
        sa.select(EVENTS.c.id, EVENTS.c.machine, EVENTS.c.type, EVENTS.c.quote, EVENTS.c.actors, EVENTS.c.recipients,
                  EVENTS.c.standing)
        .where(EVENTS.c.report == stored.report).order_by(EVENTS.c.key)
    ).all()  # fmt: skip
    by_hand = {id for id in said if judgements.is_by_hand(said[id])}
    known = {
        r.id: (r.machine or r.id, _likeness(r.quote, r.type, r.actors, r.recipients))
        for r in rows
        if r.id not in by_hand and r.standing != "added"
    }
    for id, event in judgements.remembered(said).items():
        known[id] = (known[id][0] if id in known else event.id, likeness(event))
    return [(id, machine, like) for id, (machine, like) in known.items()]


def likeness(event: Event) -> tuple[Hashable, ...]:
    """What two readings of an event may share, the most telling first."""
    return _likeness(event.evidence.quote, event.type, named(event.actors), named(event.recipients))


def _likeness(quote: str, kind: str | None, actors: str, recipients: str) -> tuple[Hashable, ...]:
    return (quote, kind, actors, recipients), (quote, kind), (quote,)


def carried(
    old: Sequence[tuple[str, str, tuple[Hashable, ...]]], new: Sequence[tuple[str, tuple[Hashable, ...]]]
) -> dict[str, str]:
    """The lasting id of each new entry: that of an old one which says the same, else its own.

    `old` are lasting id, id in the reading and likenesses, `new` id in the reading and likenesses; each old entry is
    taken once. The same id and words come first, then likenesses level by level, the earlier entry first, and at last
    the same id with other words: a sentence that was changed in place.
    """
    by_machine = {machine: lasting for lasting, machine, _ in old}
    left = {lasting: likeness for lasting, _, likeness in old}
    ids: dict[str, str] = {}
    for id, likeness in new:
        for lasting in (by_machine.get(id, id), id):
            if id not in ids and left.get(lasting, ())[-1:] == likeness[-1:]:
                ids[id] = lasting
                del left[lasting]
    levels = len(new[0][1]) if new else 0
    for level in range(levels):
        free: dict[Hashable, list[str]] = defaultdict(list)
        for lasting, likeness in left.items():
            free[likeness[level]].append(lasting)
        for id, likeness in new:
            if id not in ids and free[likeness[level]]:
                ids[id] = free[likeness[level]].pop(0)
                del left[ids[id]]
    ids |= {id: by_machine[id] for id, _ in new if id not in ids and by_machine.get(id) in left}
    taken = set(ids.values())
    return ids | {id: _free(id, taken) for id, _ in new if id not in ids}


def _free(id: str, taken: Container[str]) -> str:
    """The id, or one made from it where an entry that once had it is told elsewhere in the report by now."""
    while id in taken:
        id = id[0] + hashlib.sha256(f"again|{id}".encode()).hexdigest()[:15]
    return id


def _write_events(connection: Connection, stored: Stored, events: Iterable[judged.Judged]) -> list[int]:
    """Writes the events with their parties and pairs; their keys."""
    keys = {
        r.id: r.key
        for r in connection.execute(sa.select(EVENTS.c.key, EVENTS.c.id).where(EVENTS.c.report == stored.report))
    }
    speakers = {s.id: s.speaker for s in stored.record.statements}
    told = {one.id: one for one in events}
    rows = {id: event_row(one, stored, speakers) for id, one in told.items()}
    again = [id for id in rows if id in keys]
    if again:
        connection.execute(_CHANGE_EVENT, [{**rows[id], "its": keys[id]} for id in again])
        for some in _batches([keys[id] for id in again]):
            connection.execute(sa.delete(PARTIES).where(PARTIES.c.event.in_(some)))
            connection.execute(sa.delete(PAIRS).where(PAIRS.c.event.in_(some)))
    fresh = [id for id in rows if id not in keys]
    found = dict(zip(fresh, connection.scalars(_ADD_EVENTS, [rows[id] for id in fresh]), strict=True)) if fresh else {}
    gone = [key for id, key in keys.items() if id not in told]
    for some in _batches(gone):
        episodes.forget(connection, some)
        for table in (PARTIES, PAIRS):
            connection.execute(sa.delete(table).where(table.c.event.in_(some)))
        connection.execute(sa.delete(EVENTS).where(EVENTS.c.key.in_(some)))
    at = [(found.get(id) or keys[id], one) for id, one in told.items()]
    parties = [row for key, one in at for row in party_rows(key, one.event, one.standing)]
    pairs = [row for key, one in at if one.standing != "rejected" for row in pair_rows(key, one.event)]
    for table, those in ((PARTIES, parties), (PAIRS, pairs)):
        if those:
            connection.execute(sa.insert(table), those)
    return [key for key, _ in at]


def _apart(connection: Connection, table: sa.Table, stored: Stored, ids: dict[str, str]) -> dict[str, str]:
    """The ids, where another report has the same one (a reprint at another address) with the report's key worked in."""
    taken: set[str] = set()
    for some in _batches(sorted(set(ids.values()))):
        taken.update(
            connection.scalars(sa.select(table.c.id).where(table.c.id.in_(some), table.c.report != stored.report))
        )
    if table is EVENTS:
        taken |= judgements.elsewhere(connection, stored.report, set(ids.values()))
    return {m: _worked(i, stored.report) if i in taken else i for m, i in ids.items()}


def _worked(id: str, report: int) -> str:
    return id[0] + hashlib.sha256(f"{report}|{id}".encode()).hexdigest()[:15]


def _batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """The items, as many at a time as a statement may name."""
    return (items[start : start + _NAMED] for start in range(0, len(items), _NAMED))
