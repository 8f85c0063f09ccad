"""Keys of the rows that are looked for, in the order asked for, one by one.

PostgreSQL plans a query from its statistics. SQLite has none, so it is told which way to go: from the rarest thing asked
for (a *lead*: the keys of all rows that have it) or, where everything asked for is common, through the rows in their
order until there are enough.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from math import prod
from operator import itemgetter
from typing import Any, Literal

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy import ColumnElement, FromClause, Select, Table
from sqlalchemy.engine import Connection

from .arms import Arm, arms
from .filters import Window
from .steering import before, checked
from .tables import REPORTS
from .words import FullText, Words, fts5

Field = Literal["date", "published", "added", "confidence", "score", "rank", "name", "reports", "accounts"]
CHUNK = 500
"""Rows fetched at once while a list is streamed."""
COUNTED = 100_000
"""Keys of a lead that are counted; one with more counts as common."""
BEST = 10_000
"""Of more hits than that, the best are sought among the last added: to rank 130,000 takes SQLite 0.4 s."""


class Order(Struct, frozen=True):
    """By what a list is sorted; what has no value comes last."""

    by: Field = "date"
    down: bool = True


class Search(Struct, frozen=True, kw_only=True):
    """What is looked for in a table."""

    table: Table
    text: FullText
    """The full-text index of the table."""
    conditions: tuple[ColumnElement[bool], ...]
    """But for words and dates; columns in them are `checked`."""
    leads: Callable[[Arm], list[Select[Any]]]
    """Each the keys of all rows that meet one of the conditions in a stretch of time, and perhaps of others."""
    dates: Callable[[Arm], list[ColumnElement[bool]]]
    window: Window
    words: Words | None = None
    long: bool = True
    """Whether rows of the table last for more than a day."""

    def met(self, *, sqlite: bool) -> list[ColumnElement[bool]]:
        """All conditions, the words among them, but for the dates."""
        words = [self.text.has(self.words, sqlite=sqlite)] if self.words else []
        return [*self.conditions, *words]

    def within(self) -> list[ColumnElement[bool]]:
        """The condition on dates, in one."""
        found = [
            sa.and_(*self.dates(arm)) for arm in arms(self.window, newest=None, long=self.long) if arm.kind != "all"
        ]
        return [sa.or_(*found)] if found else []


def keys(
    connection: Connection, search: Search, order: Order, *, limit: int | None = None, offset: int = 0
) -> Iterator[int]:
    """Keys of the rows found."""
    most = None if limit is None else limit + offset
    if order.by == "rank" and search.words and search.words.wanted:
        found = _stream(connection, _ranked(connection, search, most))
    elif order.by == "date":
        stretches = arms(search.window, newest=order.down, long=search.long)
        found = (
            key for arm in stretches for key in _stream(connection, _in_order(connection, search, arm, order, most))
        )
    else:
        found = _stream(connection, _in_order(connection, search, None, order, most))
    return islice(found, offset, most)


def _stream(connection: Connection, query: Select[Any]) -> Iterator[int]:
    for row in connection.execute(query.execution_options(yield_per=CHUNK)):
        yield int(row[0])


def _in_order(connection: Connection, search: Search, arm: Arm | None, order: Order, most: int | None) -> Select[Any]:
    """Rows of a stretch of time (None: of all that are asked for) in their order."""
    table = search.table
    sqlite = connection.dialect.name == "sqlite"
    lead = rarest(connection, search, arm or Arm("all"), most) if sqlite else None
    reports = order.by == "published"
    source: FromClause = table
    if lead is not None:
        source = before(lead, table, table.c.key == lead.c.key)
        source = source.join(REPORTS, REPORTS.c.key == table.c.report) if reports else source
    elif reports:
        source = before(REPORTS, table, table.c.report == REPORTS.c.key)
    dates = search.within() if arm is None else search.dates(arm)
    query = sa.select(table.c.key).select_from(source).where(*dates, *search.met(sqlite=sqlite))
    return query.order_by(*_sorted(table, arm, order)).limit(most)


def _sorted(table: Table, arm: Arm | None, order: Order) -> list[ColumnElement[Any]]:
    def way(column: ColumnElement[Any]) -> ColumnElement[Any]:
        return column.desc() if order.down else column.asc()

    if order.by in ("added", "rank") or (arm is not None and arm.kind == "undated"):
        return [way(table.c.key)]
    column = {"date": "start"}.get(order.by, order.by)
    first = way(REPORTS.c.published if order.by == "published" else table.c[column])
    return [first if order.by == "date" else first.nulls_last(), way(table.c.key)]


def rows(
    connection: Connection, search: Search, columns: Sequence[ColumnElement[Any]], source: FromClause | None = None
) -> Select[Any]:
    """Columns of all rows found, in no order; `source` is the table joined with others that columns come from."""
    sqlite = connection.dialect.name == "sqlite"
    found = []
    for arm in arms(search.window, newest=None, long=search.long):
        lead = rarest(connection, search, arm, None) if sqlite else None
        table = search.table if source is None else source
        joined = table if lead is None else before(lead, table, search.table.c.key == lead.c.key)
        found.append(sa.select(*columns).select_from(joined).where(*search.dates(arm), *search.met(sqlite=sqlite)))
    return found[0] if len(found) == 1 else sa.union_all(*found).subquery().select()


def rarest(connection: Connection, search: Search, arm: Arm, most: int | None) -> sa.Subquery | None:
    """The shortest lead, each key once, where to go by it is shorter than to go through the rows in their order."""
    every = _rows(connection, search.table, arm.begun(search.table))
    found = [(n, n / every, lead) for n, lead in _counted(connection, search.leads(arm))]
    asked = fts5(search.words) if search.words else None
    if asked is not None:
        all_rows = _rows(connection, search.table, [])
        found += [(n, n / all_rows, lead) for n, lead in _counted(connection, [search.text.rows(asked)])]
    if not found:
        return None
    fewest, _, lead = min(found, key=itemgetter(0))
    through = every if most is None else min(every, most / prod(min(1.0, share) for _, share, _ in found))
    return lead.distinct().subquery() if fewest <= through else None


def _counted(connection: Connection, leads: Iterable[Select[Any]]) -> list[tuple[int, Select[Any]]]:
    """Leads with the numbers of their keys, at least 1; what is common counts as `COUNTED`."""
    counts = (sa.select(sa.func.count()).select_from(lead.limit(COUNTED).subquery()) for lead in leads)
    return [(max(1, connection.scalar(count) or 0), lead) for count, lead in zip(counts, leads, strict=True)]


def _rows(connection: Connection, table: Table, dates: Sequence[ColumnElement[bool]]) -> int:
    """About how many rows a stretch of time has."""
    if dates:
        [(number, _)] = _counted(connection, [sa.select(table.c.key).where(*dates)])
        if number < COUNTED:
            return number
    return connection.scalar(sa.select(sa.func.max(table.c.key))) or 1


def _ranked(connection: Connection, search: Search, most: int | None) -> Select[Any]:
    """Rows that have the words, those that answer best first, of equals the last added."""
    words = search.words or Words(())
    asked = fts5(words)
    if connection.dialect.name != "sqlite" or asked is None:
        query = sa.select(search.table.c.key).where(*search.within(), *search.met(sqlite=False))
        return query.order_by(search.text.rank(words, sqlite=False), search.table.c.key.desc()).limit(most)
    stretches = arms(search.window, newest=None, long=search.long)
    parts = [_hits(connection, search, words, arm, None if most is None else BEST) for arm in stretches]
    hits = sa.union_all(*(part.subquery().select() for part in parts)).subquery()
    return sa.select(hits.c.key).order_by(hits.c.rank, hits.c.key.desc()).limit(most)


def _hits(connection: Connection, search: Search, words: Words, arm: Arm, best: int | None) -> Select[Any]:
    """SQLite's rows of a stretch of time that have the words, with their ranks."""
    table, text = search.table, search.text
    row = text.words.c.rowid
    query = sa.select(row.label("key"), text.rank(words, sqlite=True).label("rank"))
    query = query.select_from(before(text.words, table, table.c.key == row))
    query = query.where(text.matches(fts5(words) or ""), *search.conditions, *search.dates(arm))
    leads = search.leads(arm)
    if begun := arm.begun(table):
        leads.append(sa.select(table.c.key).where(*begun))
    fewest, lead = min(_counted(connection, leads), key=itemgetter(0), default=(COUNTED, None))
    if lead is not None and fewest < COUNTED:
        query = query.where(checked(row).in_(lead))
    return query if best is None else query.order_by(row.desc()).limit(best)
