"""Correcting who is who by hand: merge, split, and undo."""

import json
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ..errors import UsageError
from .appearances import appear
from .loading import key_of, load
from .people import clean, count_again, note
from .person_judgements import KIND, end_of, judge, merged_into, person_of
from .tables import JUDGEMENTS, MENTIONS, PEOPLE, REPORTS


def merge(connection: Connection, id: str, other: str, *, who: str, why: str | None = None) -> str:
    """Two identities are one person: what is known of `id` goes to `other`. The judgement's id.

    Raises UsageError where one does not exist and where they are one already.
    """
    (key, subject), (into, name) = person_of(connection, id), person_of(connection, other)
    if key == into:
        raise UsageError(f"{id} and {other} are one person already")
    judgement = judge(connection, subject, "merge", {"with": name}, who, why)
    connection.execute(sa.update(PEOPLE).where(PEOPLE.c.key == key).values(merged=into))
    _move(connection, key)
    count_again(connection, {key, into})
    return judgement


def split(connection: Connection, id: str, report: str, *, who: str, why: str | None = None) -> str:
    """A report (by its identity) means somebody else than this person. The judgement's id.

    Raises UsageError where the report does not name the person.
    """
    key, subject = person_of(connection, id)
    found = connection.scalar(
        sa.select(REPORTS.c.key)
        .join(MENTIONS, MENTIONS.c.report == REPORTS.c.key)
        .where(REPORTS.c.identity == report, MENTIONS.c.person == key)
    )
    if found is None:
        raise UsageError(f"{report} does not name {id}")
    judgement = judge(connection, subject, "split", {"report": report}, who, why)
    _note_again(connection, int(found))
    return judgement


def split_report(connection: Connection, id: str, report: str, *, who: str, why: str | None = None) -> str:
    """The same for a report named by its id, address or path. Raises UsageError where the record has none such."""
    key = key_of(connection, report)
    key = key_of(connection, str(Path(report).absolute())) if key is None else key
    if key is None:
        raise UsageError(f"there is no report {report} in the record")
    identity = connection.scalar(sa.select(REPORTS.c.identity).where(REPORTS.c.key == key))
    return split(connection, id, str(identity), who=who, why=why)


def undo(connection: Connection, judgement: str, *, who: str, why: str | None = None) -> str:
    """Takes a merge or a split back. The id of the judgement that says so.

    Raises UsageError where there is no such judgement or it was undone already.
    """
    found = connection.execute(
        sa.select(JUDGEMENTS.c.subject, JUDGEMENTS.c.verdict, JUDGEMENTS.c.value).where(
            JUDGEMENTS.c.id == judgement, JUDGEMENTS.c.kind == KIND, JUDGEMENTS.c.verdict.in_(("merge", "split"))
        )
    ).first()
    if found is None:
        raise UsageError(f"{judgement} is no merge or split of people")
    if connection.scalar(sa.select(JUDGEMENTS.c.id).where(JUDGEMENTS.c.subject == judgement)) is not None:
        raise UsageError(f"{judgement} was undone already")
    said = judge(connection, judgement, "undo", None, who, why)
    if found.verdict == "merge":
        _part(connection, found.subject)
    else:
        identity = json.loads(found.value)["report"]
        report = connection.scalar(sa.select(REPORTS.c.key).where(REPORTS.c.identity == identity))
        if report is not None:
            _note_again(connection, int(report))
    return said


def _part(connection: Connection, id: str) -> None:
    """Takes an identity, with those merged into it, out of the person it was merged into."""
    key = connection.scalar(sa.select(PEOPLE.c.key).where(PEOPLE.c.id == id))
    if key is None:
        return
    before = end_of(connection, int(key))
    connection.execute(sa.update(PEOPLE).where(PEOPLE.c.key == key).values(merged=None))
    _move(connection, int(key))
    count_again(connection, {int(key), before})
    clean(connection, [int(key)])


def _move(connection: Connection, key: int) -> None:
    """Puts the mentions of an identity, and of those merged into it, to its person as it is now."""
    moved = MENTIONS.c.identity.in_(merged_into(connection, key))
    connection.execute(sa.update(MENTIONS).where(moved).values(person=end_of(connection, key)))
    appear(connection, sa.select(MENTIONS.c.report).where(moved))


def _note_again(connection: Connection, report: int) -> None:
    stored = load(connection, report)
    if stored is not None:
        note(connection, stored, afresh=True)
