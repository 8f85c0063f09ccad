"""Judgements laid over what the machine read: the view that is found, shown and released.

A judgement holds while the words it was made on stand in the report. An accepted event then stays as it was accepted and
a corrected field as it was corrected, whatever later readings say, and even where they miss the event. The later
judgement wins over the earlier one, field by field.
"""

from collections.abc import Sequence
from typing import Any, Literal

import sqlalchemy as sa
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy.engine import Connection

from ..record import Event, Record
from .judgements import HIDING, Judgement, Said, is_by_hand, of_report
from .loading import Stored, load
from .quoting import find, frame_moved, moored, parties_moved, same_words
from .tables import EVENTS, REPORTS

Standing = Literal["machine", "accepted", "corrected", "rejected", "added"]
SHARE = 0.5
"""Two evidences are of one act when they have at least half of the shorter one in common."""


class Judged(Struct, frozen=True):
    """An event as it stands, under its lasting id."""

    id: str
    event: Event
    standing: Standing = "machine"
    read: Event | None = None
    """As the machine reads it now; None where it does not."""
    merged: str | None = None
    """Id of the event that tells the same act; this one is hidden then, as rejected ones are."""


def current(connection: Connection, report: int) -> tuple[Stored, list[Judged]] | None:
    """The events of a report as they stand, whole; None for a report that was never read."""
    stored = load(connection, report)
    if stored is None:
        return None
    rows = connection.execute(sa.select(EVENTS.c.id, EVENTS.c.machine).where(EVENTS.c.report == report))
    lasting = {row.machine or row.id: row.id for row in rows}
    identity = connection.scalar(sa.select(REPORTS.c.identity).where(REPORTS.c.key == report))
    events = [(lasting.get(e.id, e.id), e) for e in stored.record.events]
    return stored, lay_over(of_report(connection, identity), stored.record, events)


def lay_over(said: Said, record: Record, events: Sequence[tuple[str, Event]]) -> list[Judged]:
    """The events of one report, corrected as its judgements say, and those that people added or would not let go."""
    if not said:
        return [Judged(id, event, read=event) for id, event in events]
    read = dict(events)
    found = {}
    for id in dict.fromkeys((*read, *said)):
        if one := _laid(id, read.get(id), said.get(id, ()), record):
            found[id] = one
    return list(_without_twins(_parted(found, said, record), said).values())


def _laid(id: str, read: Event | None, rows: Sequence[Judgement], record: Record) -> Judged | None:
    """An event with the judgements on it that hold; None where neither the machine nor a person says it."""
    body, by_hand = record.report.body, is_by_hand(rows)
    event, merged, changed = read, None, False
    standing: Standing = "machine"
    for row in (row for row in rows if _holds(row, read, body)):
        if row.verdict in HIDING:
            standing, merged = "rejected", row.other
        else:
            event = _said(row, event, read, body)
            changed |= row.verdict == "correct"
            standing, merged = "added" if by_hand else "corrected" if changed else "accepted", None
    if event is None or (standing == "rejected" and read is None and not by_hand):
        return None
    told = _told_in(read or event, record)
    return Judged(id, replace(event, id=read.id if read else event.id, attribution=told), standing, read, merged)


def _holds(row: Judgement, read: Event | None, body: str) -> bool:
    """Whether the words that were judged still stand; what was rejected must also still be the same claim."""
    if row.verdict == "reject" and read is not None and claim(row.before()) != claim(read):
        return False
    words = row.evidence or ""
    return (read is not None and same_words(read.evidence.quote, words)) or find(body, words) is not None


def claim(event: Event) -> tuple[Any, ...]:
    """What an event comes down to: type, status and the countries on either side."""
    return event.type, event.status, *_countries(event)


def _countries(event: Event) -> tuple[frozenset[str | None], frozenset[str | None]]:
    return frozenset(p.country for p in event.actors), frozenset(p.country for p in event.recipients)


def _said(row: Judgement, event: Event | None, read: Event | None, body: str) -> Event:
    """The event after a judgement that holds, with its offsets in this body."""
    if row.verdict != "correct":
        return _settled(row.whole(), row, read, body)
    before = row.before()
    event = event or _settled(before, row, read, body)
    value, by = row.corrected(), event.evidence.start - before.evidence.start
    if row.field in ("actors", "recipients"):
        value = parties_moved(value, by, body)
    elif row.field == "frame":
        value = frame_moved(value, by, body)
    elif row.field == "evidence":
        value = find(body, value.quote, value.start) or event.evidence
    return replace(event, **{row.field or "": value})


def _settled(event: Event, row: Judgement, read: Event | None, body: str) -> Event:
    """An event as a person left it, where its words stand now."""
    if read is not None and same_words(read.evidence.quote, row.evidence or ""):
        return moored(event, read.evidence, body)
    return moored(event, find(body, row.evidence or "", event.evidence.start) or event.evidence, body)


def _told_in(event: Event, record: Record) -> tuple[str, ...]:
    """The statements it is told in, as far as this reading has them."""
    known = {s.id for s in record.statements}
    return tuple(id for id in event.attribution if id in known)


def _parted(found: dict[str, Judged], said: Said, record: Record) -> dict[str, Judged]:
    """Events that were merged into one which is there no more show again, unless a person hid that one."""
    parted = {}
    for id, one in found.items():
        into = one.merged
        if into is None or into in found or (into in said and said[into][-1].verdict in HIDING):
            parted[id] = one
        elif shown := _laid(id, one.read, [row for row in said[id] if row.verdict != "merge"], record):
            parted[id] = shown
    return parted


def _without_twins(found: dict[str, Judged], said: Said) -> dict[str, Judged]:
    """Without what the machine by now reads as a person added it: that is one event, not two."""
    added = [(one, said[id][0].other) for id, one in found.items() if one.standing == "added"]
    return {
        id: one
        for id, one in found.items()
        if one.standing != "machine" or not any(id != origin and twins(hand.event, one.event) for hand, origin in added)
    }


def twins(a: Event, b: Event) -> bool:
    """Whether two events of a report say the same: one type, the same countries, evidence that is mostly shared."""
    if a.type != b.type or _countries(a) != _countries(b):
        return False
    shared = min(a.evidence.end, b.evidence.end) - max(a.evidence.start, b.evidence.start)
    shorter = min(e.evidence.end - e.evidence.start for e in (a, b))
    return shared >= SHARE * shorter
