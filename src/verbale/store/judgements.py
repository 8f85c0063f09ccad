"""Judgements as they are kept: who said what of which event, when and why."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Literal

import msgspec
import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.engine import Connection

from ..frame import Frame
from ..record import Certainty, Event, EventType, Party, Quote, Status, When, Where
from .tables import JUDGEMENTS, REPORTS

Verdict = Literal["accept", "correct", "reject", "add", "merge", "split", "undo"]
BY_HAND: frozenset[Verdict] = frozenset({"add", "split"})
"""Verdicts that make an event; they come before all others on it."""
HIDING: frozenset[Verdict] = frozenset({"reject", "merge"})
"""Verdicts that take an event out of what is found."""
FIELDS: dict[str, Any] = {
    "type": EventType | None, "mode": str | None, "cameo": str | None, "score": float | None,
    "contexts": tuple[str, ...], "actors": tuple[Party, ...], "recipients": tuple[Party, ...],
    "date": When | None, "place": Where | None, "status": Status, "certainty": Certainty, "frame": Frame | None,
    "evidence": Quote,
}  # fmt: skip
"""The fields of an event that a person can correct, each with its type."""
EVENT = "event"


class Judgement(Struct, frozen=True):
    """What one person said of one event, or of one field of it."""

    id: str
    at: dt.datetime
    who: str
    why: str | None
    subject: str
    """The event's lasting id; for `undo` the judgement's that is taken back."""
    kind: str
    verdict: Verdict
    field: str | None
    value: str | None
    """JSON: of a correction the field's value; of `accept`, `add` and `split` the whole event."""
    identity: str | None
    evidence: str | None
    other: str | None
    seen: str | None

    def corrected(self) -> Any:
        """The value that a correction gives its field."""
        return msgspec.json.decode(self.value or "null", type=FIELDS[self.field or ""])

    def whole(self) -> Event:
        """The event that was accepted or added."""
        return msgspec.json.decode(self.value or "", type=Event)

    def before(self) -> Event:
        """The event as the machine read it when this was said, or as it was added."""
        return msgspec.json.decode(self.seen or "", type=Event)


Said = dict[str, Sequence[Judgement]]
"""Id of an event -> the judgements on it that hold to this day, the earliest first."""


def select(connection: Connection, *where: Any) -> list[Judgement]:
    """Judgements, the earliest first, those that were undone and those that undo included."""
    columns = [JUDGEMENTS.c[name] for name in Judgement.__struct_fields__]
    rows = connection.execute(sa.select(*columns).where(*where).order_by(JUDGEMENTS.c.key))
    return [Judgement(**row._mapping) for row in rows]


def standing(rows: Iterable[Judgement]) -> Said:
    """The judgements that were not undone, by event; an event whose addition was undone is left out whole."""
    rows = list(rows)
    undone = {row.subject for row in rows if row.verdict == "undo"}
    withdrawn = {row.subject for row in rows if row.verdict in BY_HAND and row.id in undone}
    said: dict[str, list[Judgement]] = {}
    for row in rows:
        if row.verdict != "undo" and row.id not in undone and row.subject not in withdrawn:
            said.setdefault(row.subject, []).append(row)
    return {subject: tuple(found) for subject, found in said.items()}


def of_report(connection: Connection, identity: str | None) -> Said:
    """What was said of the events of one report and holds to this day."""
    return standing(select(connection, JUDGEMENTS.c.identity == identity, JUDGEMENTS.c.kind == EVENT))


def is_by_hand(rows: Sequence[Judgement]) -> bool:
    """Whether the event of these judgements was added by a person."""
    return bool(rows) and rows[0].verdict in BY_HAND


def remembered(said: Said) -> dict[str, Event]:
    """The events that were judged, by id, as the machine read them at the last judgement."""
    return {id: rows[-1].before() for id, rows in said.items() if not is_by_hand(rows)}


def elsewhere(connection: Connection, report: int, ids: Collection[str]) -> set[str]:
    """Those of the ids that people judged as an event of another report, whether it is shown now or not."""
    identity = sa.select(REPORTS.c.identity).where(REPORTS.c.key == report).scalar_subquery()
    found = sa.select(JUDGEMENTS.c.subject).where(JUDGEMENTS.c.subject.in_(ids), JUDGEMENTS.c.identity != identity)
    return set(connection.scalars(found))
