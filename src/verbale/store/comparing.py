"""What two readings of the same words differ in: events that appeared, vanished or are told otherwise."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, get_args

import sqlalchemy as sa
from msgspec import Struct
from msgspec.structs import asdict
from sqlalchemy.engine import Connection

from ..cast import Party
from ..record import Event, Frame, Record, Statement, When, Where
from .database import Database
from .indexing import carried, likeness
from .loading import load
from .tables import EVENTS, READINGS, REPORTS, VERSIONS

Field = Literal[
    "type", "mode", "cameo", "contexts", "actors", "recipients", "date", "place", "status", "certainty", "attribution",
    "frame", "confidence",
]  # fmt: skip
Kind = Literal["appeared", "vanished", "changed"]
FIELDS: tuple[Field, ...] = get_args(Field)
"""What is compared; confidence only where it is asked for."""
BATCH = 100
"""Reports looked up at a time."""


class Difference(Struct, frozen=True):
    """A field that two readings of an event fill differently, in words; None where it is empty."""

    field: Field
    before: str | None
    after: str | None


class Change(Struct, frozen=True):
    """An event of one reading that the other lacks or tells otherwise."""

    kind: Kind
    id: str
    """The lasting id of the event where the record shows it, else its id in the earlier reading that has it."""
    before: Event | None
    after: Event | None
    differences: tuple[Difference, ...] = ()


class Compared(Struct, frozen=True):
    """A report that two runs have read."""

    id: str
    source: str | None
    version: int
    changes: tuple[Change, ...]


def compare(
    before: Record, after: Record, *, lasting: Mapping[str, str] | None = None, confidence: bool = False
) -> tuple[Change, ...]:
    """What changed from one reading of a version to another, in the order of the text.

    Events are matched as the record matches them to keep their ids; `lasting` gives those ids by the readings' own.
    """
    lasting = lasting or {}
    fields = FIELDS if confidence else FIELDS[:-1]
    old = {e.id: e for e in before.events}
    pairs = carried([(e.id, e.id, likeness(e)) for e in before.events], [(e.id, likeness(e)) for e in after.events])
    met = set(pairs.values())
    changes = [
        Change("vanished", lasting.get(e.id, e.id), before=e, after=None) for e in before.events if e.id not in met
    ]
    for event in after.events:
        earlier = old.get(pairs[event.id])
        if earlier is None:
            changes.append(Change("appeared", lasting.get(event.id, event.id), before=None, after=event))
        elif found := _differences(_worded(earlier, before.statements), _worded(event, after.statements), fields):
            id = lasting.get(event.id) or lasting.get(earlier.id) or earlier.id
            changes.append(Change("changed", id, earlier, event, found))
    return tuple(sorted(changes, key=_in_text))


def _in_text(change: Change) -> tuple[int, int, str, str]:
    event = change.after or change.before
    return (event.evidence.start, event.evidence.end, change.kind, change.id) if event else (0, 0, "", "")


def _differences(
    before: Mapping[Field, str | None], after: Mapping[Field, str | None], fields: Sequence[Field]
) -> tuple[Difference, ...]:
    return tuple(Difference(f, before[f], after[f]) for f in fields if before[f] != after[f])


def _worded(event: Event, statements: Sequence[Statement]) -> dict[Field, str | None]:
    """The fields in words that differ where the coding differs; where a party is named in the text is left out."""
    told = {s.id: s for s in statements}
    return {
        "type": event.type, "mode": event.mode, "cameo": event.cameo, "contexts": ", ".join(event.contexts) or None,
        "actors": _parties(event.actors), "recipients": _parties(event.recipients),
        "date": _days(event.date) if event.date else None, "place": _place(event.place) if event.place else None,
        "status": event.status, "certainty": event.certainty,
        "attribution": "; ".join(_telling(told[i]) for i in event.attribution if i in told) or None,
        "frame": _frame(event.frame) if event.frame else None,
        "confidence": f"{event.confidence:.3f}",
    }  # fmt: skip


def _days(when: When) -> str:
    return f"{when.start} to {when.end}" if when.end != when.start else f"{when.start}"


def _place(where: Where) -> str:
    return _words(where.name, where.country, f"GeoNames {where.geonames}" if where.geonames else None)


def _parties(parties: Sequence[Party]) -> str | None:
    return "; ".join(map(_party, parties)) or None


def _party(party: Party) -> str:
    codes = " ".join(filter(None, (party.country, party.sector)))
    return _words(party.person or party.name or party.text, codes, party.office)


def _words(name: str, *about: str | None) -> str:
    told = ", ".join(filter(None, about))
    return f"{name} ({told})" if told else name


def _telling(statement: Statement) -> str:
    speaker = _party(statement.speaker) if statement.speaker else "somebody"
    return f"{statement.kind} by {speaker}"


def _frame(frame: Frame) -> str:
    filled = (f"{name} {_value(value)}" for name, value in asdict(frame).items() if value not in (None, (), False))
    return f"{type(frame).__name__.lower()}: {', '.join(filled)}".removesuffix(": ")


def _value(value: object) -> str:
    if isinstance(value, Party):
        return _party(value)
    return "; ".join(map(_value, value)) if isinstance(value, tuple) else str(value)


def lasting_ids(connection: Connection, report: int) -> dict[str, str]:
    """The ids under which a report's events are found, by their ids in the reading shown."""
    rows = connection.execute(
        sa.select(EVENTS.c.id, EVENTS.c.machine).where(EVENTS.c.report == report, EVENTS.c.standing != "added")
    )
    return {row.machine or row.id: row.id for row in rows}


def between_runs(
    database: Database, first: int, second: int, *, report: int | None = None, confidence: bool = False
) -> Iterator[Compared]:
    """Every version that both runs have read, with what the second reads otherwise; one report in memory at a time."""
    other = READINGS.alias()
    rows = (
        sa.select(VERSIONS.c.key, VERSIONS.c.report, VERSIONS.c.number, REPORTS.c.id, REPORTS.c.source)
        .join(READINGS, READINGS.c.version == VERSIONS.c.key)
        .join(other, other.c.version == VERSIONS.c.key)
        .join(REPORTS, REPORTS.c.key == VERSIONS.c.report)
        .where(READINGS.c.run == first, other.c.run == second)
        .order_by(VERSIONS.c.key)
        .limit(BATCH)
    )
    rows = rows.where(VERSIONS.c.report == report) if report is not None else rows
    last = 0
    while True:
        with database.reading() as connection:
            batch = connection.execute(rows.where(VERSIONS.c.key > last)).all()
            for row in batch:
                readings = [load(connection, row.report, version=row.number, run=run) for run in (first, second)]
                before, after = (r.record for r in readings if r is not None)
                lasting = lasting_ids(connection, row.report)
                changes = compare(before, after, lasting=lasting, confidence=confidence)
                yield Compared(row.id, row.source, row.number, changes)
        if not batch:
            return
        last = batch[-1].key
