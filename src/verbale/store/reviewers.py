"""What each reviewer said last of each event, and where two of them differ."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy.engine import Connection

from ..record import Event, Party
from .judgements import EVENT, FIELDS, HIDING, Judgement, Said, standing
from .tables import JUDGEMENTS

KEPT = "kept"
"""The field of whether there is such an event at all."""
_FOLLOWING = frozenset({"score"})
"""Fields that never differ alone."""


class Word(Struct, frozen=True):
    """A reviewer's last word on one field."""

    who: str
    value: Any
    judgement: str
    number: int
    """Position among the judgements of the event."""


class Conflict(Struct, frozen=True):
    """Reviewers whose last words on a field of an event differ; the record shows the last of them."""

    event: str
    field: str
    words: tuple[Word, ...]
    """The earliest first."""
    settled: bool
    """A third reviewer spoke after two who differed."""


def said(connection: Connection) -> Iterator[tuple[str, Said]]:
    """All judgements on events that hold to this day, report by report under its identity."""
    columns = [JUDGEMENTS.c[name] for name in Judgement.__struct_fields__]
    rows = sa.select(*columns).where(JUDGEMENTS.c.kind == EVENT).order_by(JUDGEMENTS.c.identity, JUDGEMENTS.c.key)
    found = (Judgement(**row._mapping) for row in connection.execute(rows))
    for identity, of_one in groupby(found, key=lambda row: row.identity):
        yield identity or "", standing(of_one)


def coded(rows: tuple[Judgement, ...]) -> dict[str, Event | None]:
    """An event as each reviewer left it, None where it was rejected; what one does not correct, one leaves as it was read."""
    found: dict[str, Event | None] = {}
    for row in rows:
        if row.verdict in HIDING:
            found[row.who] = None
        elif row.verdict == "correct":
            found[row.who] = replace(found.get(row.who) or row.before(), **{row.field or "": row.corrected()})
        else:
            found[row.who] = row.whole()
    return found


def conflicts(connection: Connection) -> Iterator[Conflict]:
    """Where last words of two reviewers differ, those settled by a third included."""
    for _, of_report in said(connection):
        for event, rows in of_report.items():
            for field, words in _words(tuple(rows)).items():
                if len({w.value for w in words}) > 1:
                    yield Conflict(event, field, words, _settled(words))


def _words(rows: tuple[Judgement, ...]) -> dict[str, tuple[Word, ...]]:
    """The last word of each reviewer on each field. Who accepts an event has a word on all of its fields."""
    found: dict[str, dict[str, Word]] = {}
    for number, row in enumerate(rows):
        mine = found.setdefault(row.who, {})
        if row.verdict in HIDING:
            mine.clear()
            mine[KEPT] = Word(row.who, False, row.id, number)
            continue
        mine[KEPT] = Word(row.who, True, row.id, number)
        event = _as_said(row)
        fields = [row.field or ""] if row.verdict == "correct" else FIELDS
        mine |= {field: Word(row.who, comparable(field, event[field]), row.id, number) for field in fields}
    names = [KEPT, *(field for field in FIELDS if field not in _FOLLOWING)]
    by_field = {name: [mine[name] for mine in found.values() if name in mine] for name in names}
    return {name: tuple(sorted(words, key=lambda w: w.number)) for name, words in by_field.items()}


def _as_said(row: Judgement) -> dict[str, Any]:
    if row.verdict == "correct":
        return {row.field or "": row.corrected()}
    event = row.whole()
    return {field: getattr(event, field) for field in FIELDS}


def _settled(words: tuple[Word, ...]) -> bool:
    return len({w.value for w in words[:-1]}) > 1


def comparable(field: str, value: Any) -> Any:
    """A value by what makes it the same as another: parties by their codes, dates by their days, frames by their kind."""
    if value is None:
        return None
    if field in ("actors", "recipients"):
        return frozenset(map(_party, value))
    if field == "contexts":
        return frozenset(value)
    if field == "date":
        return str(value.start) if value.start == value.end else f"{value.start}..{value.end}"
    if field == "place":
        return ", ".join(filter(None, (value.name, value.country)))
    if field == "frame":
        return type(value).__name__.lower()
    return " ".join(value.quote.split()) if field == "evidence" else value


def _party(party: Party) -> str:
    code = "/".join(filter(None, (party.country, party.sector)))
    return code or party.person or party.text
