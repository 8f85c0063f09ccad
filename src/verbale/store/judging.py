"""People's judgements on events: checked, written beside the machine's word, and laid over it at once."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy.engine import Connection

from ..errors import UsageError
from ..record import Event
from . import episode_judgements, terms
from .database import Database
from .indexing import index_report
from .judged import current, twins
from .judgements import EVENT, FIELDS, Judgement, Verdict, of_report, select
from .loading import key_of
from .reviewers import KEPT, coded
from .runs import now
from .subjects import Subject, identity, subject, subjects
from .tables import JUDGEMENTS, REPORTS
from .values import Changes, quoted, understood

LONGEST_NAME = 100
_ALONG = {"type": ("mode", "cameo", "score"), "mode": ("cameo", "score"), "cameo": ("score",)}
"""What follows from a field."""


class Reviewer(Struct, frozen=True):
    """Who judges, and why."""

    name: str
    why: str | None = None

    def __post_init__(self) -> None:
        if not self.name.strip() or len(self.name) > LONGEST_NAME or not self.name.isprintable():
            raise UsageError(f"a reviewer has a name of 1 to {LONGEST_NAME} letters on one line")


def accept(database: Database, ids: Sequence[str], reviewer: Reviewer) -> list[Judgement]:
    """Accepts events as they stand. Raises UsageError, and then none is accepted."""
    with database.writing() as connection:
        found = subjects(connection, ids)
        for one in found:
            if one.shown is None:
                raise UsageError(
                    f"{one.id}: its words stand no more in the report: give those that do with "
                    f'`verbale correct {one.id} evidence="..."`, or reject it'
                )
        made = [_write(connection, one, "accept", reviewer, value=one.event) for one in found]
        _show(connection, found)
    return made


def reject(database: Database, ids: Sequence[str], reviewer: Reviewer) -> list[Judgement]:
    """Rejects events: they stay in the record and are found no more. Raises UsageError."""
    with database.writing() as connection:
        found = subjects(connection, ids)
        made = [_write(connection, one, "reject", reviewer) for one in found]
        _show(connection, found)
    return made


def merge(database: Database, ids: Sequence[str], into: str, reviewer: Reviewer) -> list[Judgement]:
    """Hides events that tell the same act as another of their report. Raises UsageError."""
    with database.writing() as connection:
        kept, found = subject(connection, into), subjects(connection, ids)
        if kept.shown is None or kept.shown.standing == "rejected":
            raise UsageError(f"{into} is hidden itself")
        for one in found:
            if one.report != kept.report:
                raise UsageError(f"{one.id} and {into} stand in different reports: those are accounts of one episode")
            if one.id == into:
                raise UsageError(f"{into} cannot be merged into itself")
        made = [_write(connection, one, "merge", reviewer, other=into) for one in found]
        _show(connection, found)
    return made


def correct(
    database: Database, id: str, changes: Changes, reviewer: Reviewer, *, folders: Iterable[Path] = ()
) -> list[Judgement]:
    """Corrects fields of an event, each a judgement of its own; type, mode, CAMEO code and score go together.

    Raises UsageError for a field or value that there is not; nothing is corrected then.
    """
    known = terms.load(tuple(folders))
    with database.writing() as connection:
        one = subject(connection, id)
        wanted = _wanted(changes, one.event, one, known)
        one = replace(one, event=replace(one.event, evidence=wanted.get("evidence", one.event.evidence)))
        made = [_write(connection, one, "correct", reviewer, field=f, value=v) for f, v in wanted.items()]
        _show(connection, [one])
    return made


def settle(database: Database, id: str, field: str, judgement: str, reviewer: Reviewer) -> list[Judgement]:
    """Settles a field on which reviewers differ as the one has it who made a judgement; what follows from it goes along.

    The field may be `kept`: whether there is such an event at all. Raises UsageError.
    """
    with database.writing() as connection:
        one = subject(connection, id)
        rows = of_report(connection, one.identity).get(id, ())
        chosen = next((row for row in rows if row.id == judgement), None)
        if chosen is None or field not in (KEPT, *FIELDS):
            raise UsageError(f"{judgement} says nothing of {field} of {id} any more")
        event = coded(tuple(rows))[chosen.who]
        if event is None:
            made = [_write(connection, one, "reject", reviewer)]
        elif field == KEPT:
            made = [_write(connection, one, "accept", reviewer, value=one.event)]
        else:
            along = (other for other in _ALONG.get(field, ()) if getattr(event, other) != getattr(one.event, other))
            values = {name: getattr(event, name) for name in (field, *along)}
            made = [_write(connection, one, "correct", reviewer, field=f, value=v) for f, v in values.items()]
        _show(connection, [one])
    return made


def split(
    database: Database, id: str, changes: Changes, reviewer: Reviewer, *, folders: Iterable[Path] = ()
) -> Judgement:
    """Adds a copy of an event with other fields, where words tell of two acts; it is the judgement's subject. Raises UsageError."""
    known = terms.load(tuple(folders))
    with database.writing() as connection:
        one = subject(connection, id)
        event = replace(one.event, **_wanted(changes, one.event, one, known))
        return _added(connection, one, event, "split", reviewer, other=id)


def missed(
    database: Database, report: str, words: str, changes: Changes, reviewer: Reviewer, *, folders: Iterable[Path] = ()
) -> Judgement:
    """Adds an event that the machine missed, told in these words of the report; it is the judgement's subject. Raises UsageError."""
    known = terms.load(tuple(folders))
    with database.writing() as connection:
        key = key_of(connection, report)
        found = current(connection, key) if key is not None else None
        if key is None or found is None:
            raise UsageError(f"no report {report} in the record")
        record = found[0].record
        blank = Event(
            id="", type=None, mode=None, contexts=(), cameo=None, score=None, actors=(), recipients=(), date=None,
            place=None, status="occurred", certainty="certain", attribution=(), frame=None,
            evidence=quoted("evidence", words, record), confidence=1.0,
        )  # fmt: skip
        one = Subject("", key, identity(connection, key), record, None, blank, blank)
        event = replace(blank, **_wanted(changes, blank, one, known))
        if event.type is None and event.frame is None:
            raise UsageError("an event has a type: type=AGREE")
        same = next((j for j in found[1] if j.standing != "rejected" and twins(j.event, event)), None)
        if same is not None:
            raise UsageError(f"{same.id} says that already: accept or correct it")
        return _added(connection, one, event, "add", reviewer)


def undo(database: Database, judgement: str, reviewer: Reviewer) -> Judgement:
    """Takes a judgement back; both stay in the record. Raises UsageError."""
    with database.writing() as connection:
        row = next(iter(select(connection, JUDGEMENTS.c.id == judgement)), None)
        if row is None:
            raise UsageError(f"no judgement {judgement} in the record: `verbale corrections` lists them")
        if row.kind != EVENT:
            command = "episode undo" if row.kind == episode_judgements.KIND else "person-undo"
            raise UsageError(f"{judgement} is no judgement on an event: `verbale {command} {judgement}`")
        if row.verdict == "undo":
            raise UsageError(f"{judgement} undoes {row.subject}: judge anew instead")
        if select(connection, JUDGEMENTS.c.subject == judgement, JUDGEMENTS.c.verdict == "undo"):
            raise UsageError(f"{judgement} has been undone before")
        values = {"subject": judgement, "identity": row.identity, "evidence": row.evidence}
        made = _insert(connection, "undo", reviewer, values)
        report = connection.scalar(sa.select(REPORTS.c.key).where(REPORTS.c.identity == row.identity))
        if report is not None:
            index_report(connection, int(report))
    return made


def _wanted(changes: Changes, event: Event, one: Subject, known: terms.Terms) -> dict[str, Any]:
    if not changes:
        raise UsageError("nothing to correct: give fields such as type=ACCUSE or date=2003-03-04")
    wanted = understood(changes, event, one.record, known)
    if one.id and one.shown is None and "evidence" not in wanted:
        raise UsageError(f'{one.id}: its words stand no more in the report: give those that do as well, evidence="..."')
    return wanted


def _added(
    connection: Connection,
    one: Subject,
    event: Event,
    verdict: Verdict,
    reviewer: Reviewer,
    *,
    other: str | None = None,
) -> Judgement:
    """Writes an event that a person adds."""
    key = f"{one.identity}|{event.type}|{event.evidence.quote}|{reviewer.name}|{_last(connection)}"
    event = replace(event, id="e" + hashlib.sha256(key.encode()).hexdigest()[:15], confidence=1.0)
    added = replace(one, id=event.id, event=event, before=event)
    made = _write(connection, added, verdict, reviewer, value=event, other=other)
    _show(connection, [added])
    return made


def _show(connection: Connection, subjects: Iterable[Subject]) -> None:
    for report in dict.fromkeys(one.report for one in subjects):
        index_report(connection, report)


def _write(
    connection: Connection, one: Subject, verdict: Verdict, reviewer: Reviewer, *, field: str | None = None,
    value: Any = msgspec.UNSET, other: str | None = None,
) -> Judgement:  # fmt: skip
    """Adds a judgement on an event."""
    return _insert(connection, verdict, reviewer, {
        "subject": one.id, "identity": one.identity, "field": field, "other": other,
        "value": None if value is msgspec.UNSET else msgspec.json.encode(value).decode(),
        "evidence": one.event.evidence.quote, "seen": msgspec.json.encode(one.before).decode(),
    })  # fmt: skip


def _insert(connection: Connection, verdict: Verdict, reviewer: Reviewer, values: dict[str, Any]) -> Judgement:
    """Adds a row; its id hangs on what it says and on how many came before."""
    values = dict.fromkeys(("field", "value", "other", "seen")) | values
    key = f"{_last(connection)}|{reviewer.name}|{verdict}|{values['subject']}|{values['field']}|{values['value']}"
    made = Judgement(
        id="j" + hashlib.sha256(key.encode()).hexdigest()[:15], at=now(), who=reviewer.name, why=reviewer.why, kind=EVENT,
        verdict=verdict, **values,
    )  # fmt: skip
    connection.execute(sa.insert(JUDGEMENTS).values(**msgspec.structs.asdict(made)))
    return made


def _last(connection: Connection) -> int:
    return int(connection.scalar(sa.select(sa.func.max(JUDGEMENTS.c.key))) or 0)
