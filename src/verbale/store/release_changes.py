"""What became of every event since the release before, and why: nothing goes in silence."""

from collections.abc import Collection, Iterator, Sequence
from typing import Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ..record import Quote
from .contents import reading_json
from .loading import load, text_of
from .release_digest import groups_changed, report_id, run_id
from .release_rows import Account, Row
from .tables import EVENTS, JUDGEMENTS, READINGS, RELEASED, REPORTS, RUNS, VERSIONS

AT_A_TIME = 500
_VERDICTS = {
    "accept": "accepted", "correct": "corrected", "reject": "rejected", "add": "added", "merge": "merged", "split": "split",
    "undo": "undone",
}  # fmt: skip
_ENDING = frozenset({"reject", "merge", "split", "undo"})


class Change(msgspec.Struct, frozen=True):
    """A line of the list of changes."""

    event: str
    report: str
    change: Literal["added", "changed", "withdrawn", "withheld"]
    fields: str | None = None
    """Groups of columns, parted by spaces."""
    reason: str | None = None


class _Told(msgspec.Struct, frozen=True):
    id: str
    evidence: Quote


class _Reading(msgspec.Struct, frozen=True):
    events: tuple[_Told, ...]


_readings = msgspec.json.Decoder(_Reading)


def changes(connection: Connection, before: Row | None, accounts: Sequence[Account]) -> Iterator[Change]:
    """Which of some events are new or changed since the release `before`; all are new where there is none."""
    ids = [a.event["id"] for a in accounts]
    old = _released(connection, before, ids)
    moved = {i for a in accounts if (i := a.event["id"]) in old and old[i].digest != a.digest}
    judged = _judged(connection, moved, after=before.judgements) if before is not None else {}
    for account in accounts:
        id, report = account.event["id"], account.event["report"]
        if id not in old:
            yield Change(id, report, "added")
        elif id in moved:
            version = f"version {account.version} of its report" if account.version > old[id].version else None
            fields = " ".join(groups_changed(old[id].digest, account.digest)) or None
            yield Change(id, report, "changed", fields, _said(judged[id]) if id in judged else version)


def withdrawn(connection: Connection, before: Row) -> Iterator[Change]:
    """The events of the release `before` that are gone or rejected."""
    rows = (
        sa.select(RELEASED.c.event, RELEASED.c.report, RELEASED.c.version, REPORTS.c.identity, EVENTS.c.standing)
        .join(REPORTS, REPORTS.c.key == RELEASED.c.report)
        .join(EVENTS, EVENTS.c.id == RELEASED.c.event, isouter=True)
        .where(RELEASED.c.release == before.key, EVENTS.c.key.is_(None) | (EVENTS.c.standing == "rejected"))
        .order_by(RELEASED.c.report, RELEASED.c.event)
    )
    for found in connection.execute(rows, execution_options={"yield_per": AT_A_TIME}).partitions():
        judged = _judged(connection, [r.event for r in found], after=0)
        for row in found:
            last = judged.get(row.event)
            fresh = last is not None and last.verdict in _ENDING and last.key > before.judgements
            by_hand = last is not None and (fresh or row.standing == "rejected")
            reason = _said(last) if by_hand and last is not None else _vanished(connection, row)
            yield Change(row.event, report_id(row.identity), "withdrawn", None, reason)


def withheld(connection: Connection, before: Row | None) -> Iterator[Change]:
    """The events rejected since the release `before` that it did not hold: read, and never published."""
    rows = (
        sa.select(EVENTS.c.id, REPORTS.c.identity).join(REPORTS, REPORTS.c.key == EVENTS.c.report)
        .where(EVENTS.c.standing == "rejected").order_by(EVENTS.c.report, EVENTS.c.first, EVENTS.c.key)
    )  # fmt: skip
    for found in connection.execute(rows, execution_options={"yield_per": AT_A_TIME}).partitions():
        ids = [r.id for r in found]
        known = _released(connection, before, ids)
        judged = _judged(connection, ids, after=before.judgements if before is not None else 0)
        for row in found:
            if row.id in judged and row.id not in known:
                yield Change(row.id, report_id(row.identity), "withheld", None, _said(judged[row.id]))


def last_judgement(connection: Connection) -> int:
    """The key of the last judgement there is; 0 where there is none."""
    return connection.scalar(sa.select(sa.func.max(JUDGEMENTS.c.key))) or 0


def _released(connection: Connection, before: Row | None, ids: Collection[str]) -> dict[str, Row]:
    if before is None:
        return {}
    rows: dict[str, Row] = {}
    listed = list(ids)
    for start in range(0, len(listed), AT_A_TIME):
        some = RELEASED.c.event.in_(listed[start : start + AT_A_TIME])
        rows |= {r.event: r for r in connection.execute(
            sa.select(RELEASED).where(RELEASED.c.release == before.key, some)
        )}  # fmt: skip
    return rows


def _judged(connection: Connection, ids: Collection[str], *, after: int) -> dict[str, Row]:
    """Event -> the last judgement on it that came after another."""
    found: dict[str, Row] = {}
    listed = list(ids)
    for start in range(0, len(listed), AT_A_TIME):
        some = JUDGEMENTS.c.subject.in_(listed[start : start + AT_A_TIME])
        rows = sa.select(JUDGEMENTS).where(JUDGEMENTS.c.key > after, JUDGEMENTS.c.kind == "event", some)
        found |= {r.subject: r for r in connection.execute(rows.order_by(JUDGEMENTS.c.key))}
    return found


def _said(judgement: Row) -> str:
    field = f" in {judgement.field}" if judgement.field else ""
    why = f": {' '.join(judgement.why.split())}" if judgement.why else ""
    return f"{_VERDICTS[judgement.verdict]}{field} by {judgement.who} on {judgement.at:%Y-%m-%d}{why}"


def _vanished(connection: Connection, row: Row) -> str:
    """Why an event is gone that nobody judged: its report no longer says so, or it is no longer read."""
    latest = connection.execute(
        sa.select(VERSIONS.c.number, VERSIONS.c.added).where(VERSIONS.c.report == row.report)
        .order_by(VERSIONS.c.number.desc()).limit(1)
    ).one()  # fmt: skip
    quote = _quoted(connection, row.report, row.event)
    text = text_of(connection, row.report)
    if latest.number > row.version and not (quote and text and quote in text.body):
        return f"version {latest.number} of its report, seen on {latest.added:%Y-%m-%d}, no longer says so"
    return f"no longer read since run {_run(connection, row.report)}"


def _quoted(connection: Connection, report: int, event: str) -> str | None:
    """The words behind an event that some reading of a report had."""
    rows = (
        sa.select(READINGS.c.content, VERSIONS.c.content.label("text")).join(VERSIONS, VERSIONS.c.key == READINGS.c.version)
        .where(VERSIONS.c.report == report).order_by(READINGS.c.key)
    )  # fmt: skip
    for row in connection.execute(rows):
        for told in _readings.decode(reading_json(row.content, row.text)).events:
            if told.id == event:
                return told.evidence.quote
    return None


def _run(connection: Connection, report: int) -> str:
    stored = load(connection, report)
    row = connection.execute(sa.select(RUNS).where(RUNS.c.key == (stored.run if stored else None))).one()
    return run_id(row.program, row.lexicon, row.model)
