"""What waits for a person: judgements whose words changed, reviewers who differ, and events that are most in doubt."""

from collections.abc import Iterator
from itertools import chain, islice
from typing import Literal

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.engine import Connection

from .judgements import EVENT, HIDING, Judgement, Said, of_report
from .reviewers import Conflict, conflicts
from .steering import before
from .tables import EPISODES, EVENTS, JUDGEMENTS, REPORTS
from .wording import named

Why = Literal["changed", "conflict", "doubt"]
DISPUTED, DENIED = 0.3, 0.1
"""How much doubt is added where accounts of an episode differ, and where an event is told as denied. Not measured:
a disputed event goes before any that the reader is more than 70% sure of."""

MANY = 8000
"""Disputed episodes from which the least sure events are gone through until enough of them are disputed."""


class Item(Struct, frozen=True):
    """An event that waits for a person."""

    id: str
    why: Why
    reason: str
    report: str
    """Id of its report."""
    type: str | None
    actors: str
    recipients: str
    quote: str
    """The words that tell it, or that told it when they were judged."""
    confidence: float | None


def queue(connection: Connection, limit: int | None = None, *, why: Why | None = None) -> Iterator[Item]:
    """What waits, each event once: what must be asked again, open conflicts, then unjudged events by doubt; or one of these."""
    seen: set[str] = set()
    more = None if limit is None else 2 * limit  # an event asked again may be among the doubtful too
    ways = {"changed": to_review(connection), "conflict": _in_conflict(connection), "doubt": in_doubt(connection, more)}
    items = chain.from_iterable(ways.values()) if why is None else ways[why]
    fresh = (item for item in items if item.id not in seen and not seen.add(item.id))  # type: ignore[func-returns-value]
    yield from islice(fresh, limit)


def to_review(connection: Connection) -> Iterator[Item]:
    """Judged events that are asked again: their words are gone or changed, or a rejected one is read differently now."""
    on_events = (JUDGEMENTS.c.kind == EVENT) & (JUDGEMENTS.c.verdict != "undo")
    asked = (
        sa.select(JUDGEMENTS.c.identity, JUDGEMENTS.c.subject, EVENTS.c.quote, EVENTS.c.standing)
        .join(EVENTS, EVENTS.c.id == JUDGEMENTS.c.subject, isouter=True)
        .where(on_events, EVENTS.c.id.is_(None) | (EVENTS.c.standing == "machine"))
        .distinct().order_by(JUDGEMENTS.c.identity, JUDGEMENTS.c.subject)
    )  # fmt: skip
    said: tuple[str | None, Said] = (None, {})
    for row in connection.execute(asked).all():
        if row.identity != said[0]:
            said = row.identity, of_report(connection, row.identity)
        rows = said[1].get(row.subject)
        reason = _reason(rows[-1], row.quote) if rows else None
        if rows and reason:
            yield _asked(connection, rows[-1], reason)


def _reason(last: Judgement, quote: str | None) -> str | None:
    """Why a judged event is asked again; `quote`: its words as they are shown now. None: there is nothing to ask."""
    if quote is None:
        return None if last.verdict in HIDING else "its words stand no more in the report"
    if quote != last.evidence:
        return f"its words have changed since: {quote}"
    if last.verdict == "merge":
        return f"{last.other}, which it was merged into, is gone"
    return "it is read differently since it was rejected"


def _asked(connection: Connection, last: Judgement, reason: str) -> Item:
    event = last.before()
    report = connection.scalar(sa.select(REPORTS.c.id).where(REPORTS.c.identity == last.identity))
    return Item(
        last.subject, "changed", reason, str(report), event.type, named(event.actors), named(event.recipients),
        last.evidence or "", None,
    )  # fmt: skip


def _in_conflict(connection: Connection) -> Iterator[Item]:
    for conflict in conflicts(connection):
        if not conflict.settled:
            row = connection.execute(_EVENTS.where(EVENTS.c.id == conflict.event)).first()
            if row is not None:
                yield _item(row, "conflict", in_words(conflict))


def in_words(conflict: Conflict) -> str:
    """Who says what: "type: Ana says ACCUSE, Ben says REJECT"."""
    told = ", ".join(f"{w.who} says {_shown(w.value)}" for w in conflict.words)
    return f"{conflict.field}: {told}"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return (
        "none" if value is None else "; ".join(sorted(value)) or "none" if isinstance(value, frozenset) else str(value)
    )


_EVENTS = sa.select(EVENTS, REPORTS.c.id.label("report_id"), EPISODES.c.disputed).join(
    REPORTS, REPORTS.c.key == EVENTS.c.report
).join(EPISODES, EPISODES.c.key == EVENTS.c.episode, isouter=True)  # fmt: skip


def in_doubt(connection: Connection, limit: int | None = None) -> Iterator[Item]:
    """Events nobody has judged, the most doubtful first."""
    doubt = (
        1 - EVENTS.c.confidence + sa.case((EPISODES.c.disputed, DISPUTED), else_=0.0)
        + sa.case((EVENTS.c.status == "denied", DENIED), else_=0.0)
    )  # fmt: skip
    rows = _EVENTS.where(EVENTS.c.standing == "machine").order_by(doubt.desc(), EVENTS.c.key)
    if limit is not None:
        rows = rows.where(EVENTS.c.key.in_(_most_doubtful(connection, limit))).limit(limit)
    for row in connection.execute(rows):
        reasons = [f"confidence {row.confidence:.2f}"]
        reasons += ["accounts of it differ"] if row.disputed else []
        reasons += ["told as denied"] if row.status == "denied" else []
        yield _item(row, "doubt", ", ".join(reasons))


def _most_doubtful(connection: Connection, limit: int) -> sa.Select[tuple[int]]:
    """The least sure events of each kind that doubt is added to, and of all: the most doubtful are among them.

    Each is read off an index; to work out the doubt of a million events takes a second.
    """
    few = sa.select(EPISODES.c.key).where(EPISODES.c.disputed)
    rare = connection.scalar(sa.select(sa.func.count()).select_from(few.limit(MANY).subquery())) != MANY
    every = disputed = sa.select(EVENTS.c.key).where(EVENTS.c.standing == "machine")
    if rare:
        lead = few.subquery()
        disputed = disputed.select_from(before(lead, EVENTS, EVENTS.c.episode == lead.c.key))
    else:
        disputed = disputed.where(sa.exists().where(EPISODES.c.key == EVENTS.c.episode, EPISODES.c.disputed))
    denied: sa.ColumnElement[bool] = EVENTS.c.status == sa.literal_column("'denied'")  # as its index says it
    kinds = every, every.where(denied), disputed, disputed.where(denied)
    some = (kind.order_by(EVENTS.c.confidence, EVENTS.c.key).limit(limit) for kind in kinds)
    return sa.select(sa.union_all(*(one.subquery().select() for one in some)).subquery().c.key)


def _item(row: "sa.Row[tuple[object, ...]]", why: Why, reason: str) -> Item:
    return Item(
        row.id,
        why,
        reason,
        row.report_id,
        row.type,
        row.actors,
        row.recipients,
        " ".join(row.quote.split()),
        row.confidence,
    )
