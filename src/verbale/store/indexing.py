"""The current view of one report: its last reading with the judgements laid over it, as rows that can be found.

Rows of entries that say the same as before keep their keys and ids, whatever the version or run they come from.
"""

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ..record import Event
from . import copies, episodes, judged, people
from .database import inserted
from .loading import Stored, load
from .rows import event_row, pair_rows, party_rows, statement_row
from .tables import EVENTS, PAIRS, PARTIES, REPORTS, STATEMENTS
from .wording import named


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
    gone = [keys[i] for i in keys if i not in set(ids.values())]
    if gone:
        connection.execute(sa.delete(STATEMENTS).where(STATEMENTS.c.key.in_(gone)))
    fresh = []
    for statement in stored.record.statements:
        id = ids[statement.id]
        row = statement_row(statement, id, ids.get(statement.parent or ""), stored)
        if id in keys:
            connection.execute(sa.update(STATEMENTS).where(STATEMENTS.c.key == keys[id]).values(**row))
        else:
            fresh.append(row)
    if fresh:
        connection.execute(sa.insert(STATEMENTS), fresh)


def _events(connection: Connection, stored: Stored) -> list[judged.Judged]:
    """The events as they stand, under their lasting ids."""
    before = connection.execute(
        sa.select(EVENTS.c.id, EVENTS.c.machine, EVENTS.c.type, EVENTS.c.quote, EVENTS.c.actors, EVENTS.c.recipients)
        .where(EVENTS.c.report == stored.report, EVENTS.c.standing != "added").order_by(EVENTS.c.key)
    ).all()  # fmt: skip
    old = [(r.id, r.machine or r.id, _likeness(r.quote, r.type, r.actors, r.recipients)) for r in before]
    found = stored.record.events
    new = [(e.id, _likeness(e.evidence.quote, e.type, named(e.actors), named(e.recipients))) for e in found]
    ids = _apart(connection, EVENTS, stored, carried(old, new))
    identity = connection.scalar(sa.select(REPORTS.c.identity).where(REPORTS.c.key == stored.report))
    return judged.lay_over(connection, identity, [(ids[e.id], e) for e in found])


def _likeness(quote: str, kind: str | None, actors: str, recipients: str) -> tuple[Hashable, ...]:
    """What two readings of an event may share, the most telling first."""
    return (quote, kind, actors, recipients), (quote, kind), (quote,)


def carried(
    old: Sequence[tuple[str, str, tuple[Hashable, ...]]], new: Sequence[tuple[str, tuple[Hashable, ...]]]
) -> dict[str, str]:
    """The lasting id of each new entry: that of an old one which says the same, else its own.

    `old` are lasting id, id in the reading and likenesses, `new` id in the reading and likenesses; likenesses are
    compared level by level, each old entry is taken once, the earlier first.
    """
    ids: dict[str, str] = {}
    left = {lasting: (machine, likeness) for lasting, machine, likeness in old}
    by_machine = {machine: lasting for lasting, machine, _ in old}
    for id, _ in new:
        if id in by_machine:
            ids[id] = by_machine[id]
            left.pop(by_machine[id], None)
    levels = len(new[0][1]) if new else 0
    for level in range(levels):
        free: dict[Hashable, list[str]] = defaultdict(list)
        for lasting, (_, likeness) in left.items():
            free[likeness[level]].append(lasting)
        for id, likeness in new:
            if id not in ids and free[likeness[level]]:
                ids[id] = free[likeness[level]].pop(0)
                left.pop(ids[id])
    return ids | {id: id for id, _ in new if id not in ids}


def _write_events(connection: Connection, stored: Stored, events: Iterable[judged.Judged]) -> list[int]:
    """Writes the events with their parties and pairs; their keys."""
    keys = {
        r.id: r.key
        for r in connection.execute(sa.select(EVENTS.c.key, EVENTS.c.id).where(EVENTS.c.report == stored.report))
    }
    kept: set[str] = set()
    speakers = {s.id: s.speaker for s in stored.record.statements}
    rows: list[tuple[int, Event, str]] = []
    for one in events:
        kept.add(one.id)
        row = event_row(one, stored, speakers)
        if one.id in keys:
            connection.execute(sa.update(EVENTS).where(EVENTS.c.key == keys[one.id]).values(**row))
            key = keys[one.id]
            connection.execute(sa.delete(PARTIES).where(PARTIES.c.event == key))
            connection.execute(sa.delete(PAIRS).where(PAIRS.c.event == key))
        else:
            key = inserted(connection.execute(sa.insert(EVENTS).values(**row)))
        rows.append((key, one.event, one.standing))
    gone = [key for id, key in keys.items() if id not in kept]
    if gone:
        episodes.forget(connection, gone)
        for table in (PARTIES, PAIRS):
            connection.execute(sa.delete(table).where(table.c.event.in_(gone)))
        connection.execute(sa.delete(EVENTS).where(EVENTS.c.key.in_(gone)))
    parties = [row for key, event, _ in rows for row in party_rows(key, event)]
    pairs = [row for key, event, standing in rows if standing != "rejected" for row in pair_rows(key, event)]
    for table, found in ((PARTIES, parties), (PAIRS, pairs)):
        if found:
            connection.execute(sa.insert(table), found)
    return [key for key, _, _ in rows]


def _apart(connection: Connection, table: sa.Table, stored: Stored, ids: dict[str, str]) -> dict[str, str]:
    """The ids, where another report has the same one (a reprint at another address) with the report's key worked in."""
    taken = connection.scalars(
        sa.select(table.c.id).where(table.c.id.in_(set(ids.values())), table.c.report != stored.report)
    ).all()
    return {m: _worked(i, stored.report) if i in set(taken) else i for m, i in ids.items()}


def _worked(id: str, report: int) -> str:
    return id[0] + hashlib.sha256(f"{report}|{id}".encode()).hexdigest()[:15]
