"""All that was ever read and said of one event, in order."""

import datetime as dt
from collections.abc import Hashable, Iterator, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.engine import Connection

from ..errors import UsageError
from ..record import Event
from .contents import unpack_record, unpack_report
from .indexing import likeness
from .judgements import BY_HAND, EVENT, Judgement, select
from .reviewers import comparable
from .tables import EVENTS, JUDGEMENTS, READINGS, REPORTS, RUNS, VERSIONS
from .wording import named

TOLD = ("type", "mode", "cameo", "contexts", "actors", "recipients", "date", "place", "status", "certainty", "frame")


class Entry(Struct, frozen=True):
    """A reading of the event, or a judgement on it."""

    at: dt.datetime
    what: str
    """`read`, `not read` or a verdict."""
    who: str
    """A reviewer, or the program with its run."""
    id: str
    """Of the judgement; of a reading the version and run: "version 2, run 1"."""
    said: str
    why: str | None
    undone: bool = False
    event: Event | None = None
    """As it was read, accepted or added."""


def past(connection: Connection, id: str) -> list[Entry]:
    """Readings and judgements of an event, the earliest first. Raises UsageError for an event that never was."""
    rows = _judgements(connection, id)
    shown = connection.execute(sa.select(EVENTS.c.machine, EVENTS.c.report).where(EVENTS.c.id == id)).first()
    if shown is not None:
        report = shown.report
    elif rows:
        report = connection.scalar(sa.select(REPORTS.c.key).where(REPORTS.c.identity == rows[0].identity))
    else:
        raise UsageError(f"no event {id} in the record")
    by_hand = bool(rows) and rows[0].verdict in BY_HAND
    names = {id, *filter(None, [shown and shown.machine]), *(row.before().id for row in rows if row.seen)}
    read = [] if by_hand else list(_readings(connection, report, names))
    return sorted([*read, *_said(rows)], key=lambda entry: entry.at)


def _judgements(connection: Connection, id: str) -> list[Judgement]:
    """The judgements on an event, and those that undo them."""
    rows = select(connection, JUDGEMENTS.c.subject == id, JUDGEMENTS.c.kind == EVENT)
    undoing = select(connection, JUDGEMENTS.c.subject.in_([row.id for row in rows])) if rows else []
    return [*rows, *undoing]


def _said(rows: list[Judgement]) -> Iterator[Entry]:
    undone = {row.subject for row in rows if row.verdict == "undo"}
    for row in rows:
        whole = row.whole() if row.verdict in ("accept", *BY_HAND) else None
        yield Entry(row.at, row.verdict, row.who, row.id, told(row), row.why, row.id in undone, whole)


class Told(Struct, frozen=True):
    """A judgement as it is listed."""

    id: str
    at: dt.datetime
    who: str
    verdict: str
    subject: str
    said: str
    why: str | None
    undone: bool
    report: str | None
    """Identity of the report."""
    field: str | None = None
    value: Any = None
    """Of a correction the field's value; of an accepted or added event the whole of it."""


def all_told(connection: Connection, reviewers: Sequence[str] = ()) -> Iterator[Told]:
    """All judgements on events (of some reviewers), the earliest first."""
    undoing = select(connection, JUDGEMENTS.c.verdict == "undo", JUDGEMENTS.c.kind == EVENT)
    undone = {row.subject for row in undoing}
    wanted = [JUDGEMENTS.c.kind == EVENT, *([JUDGEMENTS.c.who.in_(reviewers)] if reviewers else [])]
    for row in select(connection, *wanted):
        yield Told(
            row.id, row.at, row.who, row.verdict, row.subject, told(row), row.why, row.id in undone, row.identity,
            row.field, msgspec.json.decode(row.value) if row.value else None,
        )  # fmt: skip


def told(row: Judgement) -> str:
    """A judgement in words."""
    if row.verdict == "correct":
        return f"{row.field} = {in_words(row.field or '', row.corrected())}"
    if row.verdict == "accept" or row.verdict in BY_HAND:
        parted = f", parted from {row.other}" if row.other else ""
        return _summary(row.whole()) + parted
    return {"merge": f"the same act as {row.other}", "undo": row.subject}.get(row.verdict, "")


def in_words(field: str, value: Any) -> str:
    """The value of a field for people to read."""
    if field in ("actors", "recipients"):
        return named(value) or "none"
    shown = comparable(field, value)
    if isinstance(shown, frozenset):
        return ", ".join(sorted(shown)) or "none"
    return "none" if shown is None else str(shown)


def _summary(event: Event) -> str:
    values = ((field, getattr(event, field)) for field in TOLD)
    return ", ".join(f"{field} {in_words(field, value)}" for field, value in values if value not in (None, ()))


def _readings(connection: Connection, report: int, names: set[str]) -> Iterator[Entry]:
    """What each run read of it in each version, found from the latest back by its ids and likeness."""
    found = connection.execute(
        sa.select(READINGS.c.read, READINGS.c.content.label("reading"), VERSIONS.c.content, VERSIONS.c.number,
                  RUNS.c.key, RUNS.c.program)
        .join(VERSIONS, VERSIONS.c.key == READINGS.c.version).join(RUNS, RUNS.c.key == READINGS.c.run)
        .where(VERSIONS.c.report == report).order_by(READINGS.c.key.desc())
    ).all()  # fmt: skip
    alike: set[Hashable] = set()
    entries = []
    for row in found:
        events = unpack_record(row.reading, unpack_report(row.content)).events
        event = _same(events, names, alike)
        if event is not None:
            names.add(event.id)
            alike |= set(likeness(event))
        said = _summary(event) if event else "no such event"
        entries.append(Entry(
            row.read, "read" if event else "not read", f"Verbale {row.program}", f"version {row.number}, run {row.key}",
            said, None, event=event,
        ))  # fmt: skip
    yield from reversed(entries)


def _same(events: tuple[Event, ...], names: set[str], alike: set[Hashable]) -> Event | None:
    """The event of one of these ids, else the one most like what is known of it."""
    if found := next((e for e in events if e.id in names), None):
        return found
    levels = range(len(likeness(events[0]))) if events else ()
    return next((e for level in levels for e in events if likeness(e)[level] in alike), None)
