"""How many events or statements share the same values of one or two fields."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause, Select
from sqlalchemy.engine import Connection

from ..atlas import Atlas
from ..errors import UsageError
from .filters import Filters
from .found import Count
from .narrow import narrow, pairs_asked
from .searching import Search, rows
from .sifting import search_events, search_statements
from .tables import EVENTS, PAIRS, PARTIES, REPORTS, STATEMENTS
from .whom import Whom

MOST = 2
"""Fields counted by at once."""
EVENT_FIELDS = (
    "type", "mode", "status", "certainty", "year", "month", "actor", "recipient", "party", "dyad", "place", "publication",
    "speaker", "standing", "context", "frame",
)  # fmt: skip
STATEMENT_FIELDS = ("kind", "speaker", "party", "year", "month", "publication")
_TWELVE: ColumnElement[int] = sa.literal_column("12", sa.Integer)
"""Written out, for PostgreSQL to see that it groups by what it gives."""
_COLUMNS = {"dyad": ("actor", "recipient")}
"""Fields that fill several columns."""


class Facet(NamedTuple):
    """A field to count by: its columns, and the table they come from where it is another one."""

    columns: tuple[ColumnElement[Any], ...]
    table: FromClause | None = None
    on: ColumnElement[bool] | None = None
    often: bool = False
    """Whether one event may have several values."""


def count_events(
    connection: Connection, atlas: Atlas, filters: Filters, fields: Sequence[str], *, within: int | None = None
) -> list[Count]:
    """Numbers of events by one or two fields, in order of time or the most first.

    An event counts once for each country that takes part, and for each context. With `within` no more than so many rows
    are counted, whichever are met first, but where all can be counted at once. Raises UsageError for other fields and for
    whatever finding refuses.
    """
    _checked(fields, EVENT_FIELDS)
    whom = Whom(connection, atlas)
    search = search_events(connection, atlas, filters)
    query = narrow(connection, whom, filters, fields, quick=within is not None)
    if query is None:
        query = _numbers(connection, search, [_event_facet(name, whom, filters) for name in fields], within)
    return _counts(connection, fields, query)


def count_statements(
    connection: Connection, atlas: Atlas, filters: Filters, fields: Sequence[str], *, within: int | None = None
) -> list[Count]:
    """Numbers of statements; a party is the country of who speaks."""
    _checked(fields, STATEMENT_FIELDS)
    search = search_statements(connection, atlas, filters)
    return _counts(
        connection, fields, _numbers(connection, search, [_statement_facet(name) for name in fields], within)
    )


def count_each(
    connection: Connection, atlas: Atlas, filters: Filters, fields: Sequence[str], *, statements: bool, within: int
) -> tuple[int, dict[str, list[Count]]]:
    """How many rows are found, and their numbers by each of some fields, for the price of one search.

    Where that search has to go through the rows, it ends after `within` of them, whichever are met first.
    """
    whom = Whom(connection, atlas)
    search = (search_statements if statements else search_events)(connection, atlas, filters)
    ready: dict[str, Select[Any]] = {}
    for field in () if statements else dict.fromkeys((*fields, "type")):
        if (query := narrow(connection, whom, filters, [field], quick=True)) is not None:
            ready[field] = query
    number = sum(one.count for one in _counts(connection, ["type"], ready["type"])) if "type" in ready else None
    found: list[int] = []
    if number is None or set(fields) - set(ready):
        found = list(connection.scalars(rows(connection, search, [search.table.c.key]).limit(within)))
        number = len(found) if number is None else number
    facets = {
        f: _statement_facet(f) if statements else _event_facet(f, whom, filters) for f in fields if f not in ready
    }
    queries = ready | {field: _among(search.table, found, facet) for field, facet in facets.items()}
    return number, {field: _counts(connection, [field], queries[field]) for field in fields}


def _among(table: sa.Table, keys: Sequence[int], facet: Facet) -> Select[Any]:
    """Values of a facet and how many of some rows have them."""
    source = table if facet.table is None else table.join(facet.table, facet.on)
    number = sa.func.count(table.c.key.distinct()) if facet.often else sa.func.count()
    some = table.c.key.in_(sa.bindparam("found", keys, expanding=True, literal_execute=True))
    return sa.select(*facet.columns, number).select_from(source).where(some).group_by(*facet.columns)


def columns_of(fields: Sequence[str]) -> tuple[str, ...]:
    """The columns of the counts by some fields; the last is the number."""
    return *(column for field in fields for column in _COLUMNS.get(field, (field,))), "count"


def _checked(fields: Sequence[str], known: Sequence[str]) -> None:
    columns = columns_of(fields)
    if unknown := [field for field in fields if field not in known]:
        raise UsageError(f"nothing can be counted by {', '.join(unknown)}: it is one or two of {', '.join(known)}")
    if not 1 <= len(fields) <= MOST or len(set(columns)) < len(columns):
        raise UsageError("count by one field, or by two different ones")


def _event_facet(name: str, whom: Whom, filters: Filters) -> Facet:
    match name:
        case "actor" | "recipient" | "party":
            party = PARTIES.alias()
            side = [party.c.side == name[0]] if name != "party" else []
            return Facet((party.c.country,), party, sa.and_(party.c.event == EVENTS.c.key, *side), often=True)
        case "dyad":
            on = sa.and_(PAIRS.c.event == EVENTS.c.key, *pairs_asked(whom, filters))
            return Facet((PAIRS.c.actor, PAIRS.c.recipient), PAIRS, on, often=True)
        case "publication":
            return Facet((REPORTS.c.publication,), REPORTS, REPORTS.c.key == EVENTS.c.report)
    return Facet((EVENTS.c[{"year": "month", "place": "place_country", "context": "contexts"}.get(name, name)],))


def _statement_facet(name: str) -> Facet:
    match name:
        case "publication":
            return Facet((REPORTS.c.publication,), REPORTS, REPORTS.c.key == STATEMENTS.c.report)
        case "year" | "month":
            year, month = (sa.cast(sa.extract(part, STATEMENTS.c.start), sa.Integer) for part in ("year", "month"))
            return Facet((year * 12 + month - 1,))
    return Facet((STATEMENTS.c["country" if name == "party" else name],))


def _numbers(connection: Connection, search: Search, facets: Sequence[Facet], within: int | None) -> Select[Any]:
    """Values and how many rows have them, of so many rows at most."""
    source: FromClause = search.table
    for facet in facets:
        if facet.table is not None:
            source = source.join(facet.table, facet.on)
    columns = [c for facet in facets for c in facet.columns]
    named = [c.label(f"value{i}") for i, c in enumerate(columns)]
    found = rows(connection, search, [search.table.c.key, *named], source).limit(within).subquery()
    values = [found.c[c.name] for c in named]
    number = sa.func.count(found.c.key.distinct()) if any(f.often for f in facets) else sa.func.count()
    return sa.select(*values, number).group_by(*values)


def _by_year(query: Select[Any], fields: Sequence[str]) -> Select[Any]:
    """Numbers by month added up to those of the year."""
    *values, number = query.subquery().c
    named = zip(columns_of(fields)[:-1], values, strict=True)
    years = [sa.type_coerce(value, sa.Integer) // _TWELVE if name == "year" else value for name, value in named]
    return sa.select(*years, sa.func.sum(number)).group_by(*years)


def _counts(connection: Connection, fields: Sequence[str], query: Select[Any]) -> list[Count]:
    """Numbers by the values that people read: years, months, single contexts."""
    added: Counter[tuple[Any, ...]] = Counter()
    for *values, number in connection.execute(_by_year(query, fields) if "year" in fields else query):
        for value in _read(fields, iter(values)):
            added[value] += int(number)
    columns = columns_of(fields)[:-1]
    timed = [i for i, column in enumerate(columns) if column in ("year", "month")]

    def place(item: tuple[tuple[Any, ...], int]) -> Any:
        known = [(value is None, value if value is not None else "") for value in item[0]]
        return [known[i] for i in timed], -item[1], known

    return [Count(dict(zip(columns, value, strict=True)), n) for value, n in sorted(added.items(), key=place) if n]


def _read(fields: Sequence[str], values: Iterator[Any]) -> Iterator[tuple[Any, ...]]:
    columns = columns_of(fields)[:-1]
    return product(*(_READ.get(column, lambda value: [value])(next(values)) for column in columns))


_READ: dict[str, Callable[[Any], list[Any]]] = {
    "month": lambda month: [None if month is None else f"{month // 12:04}-{month % 12 + 1:02}"],
    "context": lambda contexts: contexts.split() if contexts else [None],
}
"""What people read where the record keeps another form."""
