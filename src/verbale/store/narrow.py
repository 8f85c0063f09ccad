"""Counting from tables that are narrower than the events, where they hold all that is asked about."""

from collections.abc import Callable, Sequence
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Select
from sqlalchemy.engine import Connection

from .filters import Filters, chosen
from .sifting import standings
from .tables import MONTHS, PAIRS, PARTIES, TALLIES
from .whom import Who, Whom

Closed = Literal["type", "status", "certainty", "frame"]
_CLOSED: tuple[Closed, ...] = ("type", "status", "certainty", "frame")
_TALLIED = {"context": "contexts", "year": "month"}
"""Fields to count by whose columns are called otherwise."""
_SIDES = {"party": None, "actor": "a", "recipient": "r"}


def narrow(
    connection: Connection, whom: Whom, filters: Filters, fields: Sequence[str], *, quick: bool = False
) -> Select[Any] | None:
    """Values of the fields and how many events have them; None where only the events can tell.

    With `quick` only what is counted already will do: a country may be a party to a hundred thousand events.
    """
    ways: list[Callable[[Whom, Filters, Sequence[str]], Select[Any] | None]] = [] if quick else [_pairs, _parties]
    if connection.dialect.name == "sqlite":
        ways.insert(0, _tallies)
    return next((query for way in ways if (query := way(whom, filters, fields)) is not None), None)


def _tallies(_: Whom, filters: Filters, fields: Sequence[str]) -> Select[Any] | None:
    narrowed = [name for name in _CLOSED if getattr(filters, name)]
    needed = {_TALLIED.get(field, field) for field in fields} | set(narrowed)
    table = next((table for table in (TALLIES, MONTHS) if needed <= set(table.c.keys())), None)
    if table is None or not filters.given <= {*_CLOSED, "standing", "judged"}:
        return None
    columns = [table.c[_TALLIED.get(field, field)] for field in fields]
    values = [sa.func.nullif(c, 0 if c.name == "month" else "") for c in columns]
    where = [table.c.standing.in_(standings(filters))]
    where += [table.c[name].in_(chosen(name, getattr(filters, name))) for name in narrowed]
    return sa.select(*values, sa.func.sum(table.c.events)).where(*where).group_by(*_as_indexed(columns))


def _pairs(whom: Whom, filters: Filters, fields: Sequence[str]) -> Select[Any] | None:
    """Who acts on whom: in a reciprocal event each on each."""
    possible = {"between"} if filters.between else {"actor"} if "dyad" in fields else set()
    if not possible or not (set(fields) <= {"dyad", "type", "year", "month"} and filters.given <= {"type", *possible}):
        return None
    sides = [whom.meant(name) for name in filters.between or filters.actor]
    if not all(who.plain for who in sides) or len({code for who in sides for code in who.codes}) < len(sides):
        return None
    columns = [
        c
        for field in fields
        for c in ((PAIRS.c.actor, PAIRS.c.recipient) if field == "dyad" else (_own(PAIRS, field),))
    ]
    number = sa.func.count() if "dyad" in fields else sa.func.count(PAIRS.c.event.distinct())
    query = sa.select(*columns, number).where(*pairs_asked(whom, filters), *_typed(PAIRS, filters))
    return query.group_by(*columns)


def pairs_asked(whom: Whom, filters: Filters) -> list[ColumnElement[bool]]:
    """Which of an event's pairs are asked for, as far as codes tell."""
    asked: list[ColumnElement[bool]] = [
        PAIRS.c.actor.in_(who.reach) for who in map(whom.meant, filters.actor) if who.reach
    ]
    asked += [PAIRS.c.recipient.in_(who.reach) for who in map(whom.meant, filters.recipient) if who.reach]
    if filters.between:
        one, other = map(whom.meant, filters.between)
        asked.append(sa.or_(_pair(one, other), _pair(other, one)))
    return asked


def _pair(actor: Who, recipient: Who) -> ColumnElement[bool]:
    sides = ((PAIRS.c.actor, actor), (PAIRS.c.recipient, recipient))
    return sa.and_(sa.true(), *(column.in_(who.reach) for column, who in sides if who.reach))


def _parties(whom: Whom, filters: Filters, fields: Sequence[str]) -> Select[Any] | None:
    """Events of one country, or of each."""
    asked = [name for name in _SIDES if getattr(filters, name)] + [field for field in fields if field in _SIDES]
    if len(asked) != 1 or not (set(fields) <= {*asked, "type", "year", "month"} and filters.given <= {*asked, "type"}):
        return None
    names: Sequence[str] = getattr(filters, asked[0])
    if len(names) > 1 or not all(whom.meant(name).plain for name in names):
        return None
    side = _SIDES[asked[0]]
    where = [PARTIES.c.side == side] if side else []
    where += [PARTIES.c.country.in_(whom.meant(name).codes) for name in names]
    columns = [_own(PARTIES, field) for field in fields]
    query = sa.select(*columns, sa.func.count(PARTIES.c.event.distinct()))
    query = query.where(~PARTIES.c.rejected, *where, *_typed(PARTIES, filters))
    return query.group_by(*_as_indexed(columns))


def _own(table: sa.Table, field: str) -> sa.Column[Any]:
    return table.c["month" if field == "year" else "country" if field in _SIDES else field]


def _typed(table: sa.Table, filters: Filters) -> list[ColumnElement[bool]]:
    return [table.c.type.in_(chosen("type", filters.type))] if filters.type else []


def _as_indexed(columns: Sequence[sa.Column[Any]]) -> list[sa.Column[Any]]:
    """Columns in the order that the keys of these tables have them, so that nothing need be sorted."""
    return sorted(columns, key=lambda column: (column.name != "country", column.name != "month"))
