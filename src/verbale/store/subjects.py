"""Events that are judged, as they stand or as they were left when their words went."""

from collections.abc import Sequence

import sqlalchemy as sa
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy.engine import Connection

from ..errors import UsageError
from ..record import Event, Record
from .judged import Judged, current
from .judgements import HIDING, Judgement, is_by_hand, of_report
from .loading import Stored
from .tables import EVENTS, JUDGEMENTS, REPORTS


class Subject(Struct, frozen=True):
    """An event that is judged."""

    id: str
    report: int
    identity: str
    record: Record
    shown: Judged | None
    """None where it is asked again: its words stand no more."""
    event: Event
    """As it stands, or as it was left."""
    before: Event
    """As the machine read it, or as it was added."""


def subjects(connection: Connection, ids: Sequence[str]) -> list[Subject]:
    """The events of some ids, each once. Raises UsageError."""
    known: Known = {}
    return [subject(connection, id, known) for id in dict.fromkeys(ids)]


Known = dict[int, tuple[Stored, list[Judged]] | None]
"""Reports that were looked at before, for many events of one."""


def subject(connection: Connection, id: str, known: Known | None = None) -> Subject:
    """The event of an id, shown now or judged before. Raises UsageError."""
    report = connection.scalar(sa.select(EVENTS.c.report).where(EVENTS.c.id == id))
    if report is None:
        on_it = JUDGEMENTS.c.identity == REPORTS.c.identity
        report = connection.scalar(sa.select(REPORTS.c.key).join(JUDGEMENTS, on_it).where(JUDGEMENTS.c.subject == id))
    if report is None:
        raise UsageError(f"no event {id} in the record")
    known = {} if known is None else known
    if report not in known:
        known[report] = current(connection, report)
    found = known[report]
    if found is None:
        raise UsageError(f"no event {id} in the record")
    stored, events = found
    lasting = identity(connection, report)
    shown = next((one for one in events if one.id == id), None)
    rows = of_report(connection, lasting).get(id, ())
    if shown is not None:
        before = shown.read or (rows[0].whole() if is_by_hand(rows) else rows[-1].before())
        return Subject(id, report, lasting, stored.record, shown, shown.event, before)
    if not rows:
        raise UsageError(f"no event {id} in the record any more")
    last = _left(rows)
    return Subject(id, report, lasting, stored.record, None, last, last)


def _left(rows: Sequence[Judgement]) -> Event:
    """An event as people left it, on the words they saw."""
    event = rows[-1].before()
    for row in rows:
        if row.verdict == "correct" and row.field:
            event = replace(event, **{row.field: row.corrected()})
        elif row.verdict not in HIDING:
            event = row.whole()
    return event


def identity(connection: Connection, report: int) -> str:
    """What a report is known by through all its versions."""
    return str(connection.scalar(sa.select(REPORTS.c.identity).where(REPORTS.c.key == report)))
