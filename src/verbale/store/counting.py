"""How many events or statements share the same values of one or two fields."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause
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
_COLUMNS = {"dyad": ("actor", "recipient")}
"""Fields that fill several columns."""


class Facet(NamedTuple):
    """A field to count by: its columns, and the table they come from where it is another one."""

    columns: tuple[ColumnElement[Any], ...]
    table: FromClause | None = None
    on: ColumnElement[bool] | None = None
    often: bool = False
    """Whether one event may have several values."""


def count_events(connection: Connection, atlas: Atlas, filters: Filters, fields: Sequence[str]) -> list[Count]:
    """Numbers of events by one or two fields, in order of time or the most first.

    An event counts once for each country that takes part, and for each context. Raises UsageError for other fields and
    for whatever finding refuses.
    """
    _checked(fields, EVENT_FIELDS)
    whom = Whom(connection, atlas)
    search = search_events(connection, atlas, filters)
    short = narrow(connection, whom, filters, fields)
    if short is not None:
        return _counts(fields, connection.execute(short))
    return _counts(fields, _numbers(connection, search, [_event_facet(name, whom, filters) for name in fields]))


def count_statements(connection: Connection, atlas: Atlas, filters: Filters, fields: Sequence[str]) -> list[Count]:
    """Numbers of statements; a party is the country of who speaks."""
    _checked(fields, STATEMENT_FIELDS)
    search = search_statements(connection, atlas, filters)
    return _counts(fields, _numbers(connection, search, [_statement_facet(name) for name in fields]))


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


def _numbers(connection: Connection, search: Search, facets: Sequence[Facet]) -> Iterable[Sequence[Any]]:
    """Values and how many rows have them."""
    source: FromClause = search.table
    for facet in facets:
        if facet.table is not None:
            source = source.join(facet.table, facet.on)
    columns = [c for facet in facets for c in facet.columns]
    named = [c.label(f"value{i}") for i, c in enumerate(columns)]
    found = rows(connection, search, [search.table.c.key, *named], source).subquery()
    values = [found.c[c.name] for c in named]
    number = sa.func.count(found.c.key.distinct()) if any(f.often for f in facets) else sa.func.count()
    return connection.execute(sa.select(*values, number).group_by(*values))


def _counts(fields: Sequence[str], numbers: Iterable[Sequence[Any]]) -> list[Count]:
    """Numbers by the values that people read: years, months, single contexts."""
    added: Counter[tuple[Any, ...]] = Counter()
    for *values, number in numbers:
        for value in _read(fields, iter(values)):
            added[value] += number
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
    "year": lambda month: [None if month is None else month // 12],
    "month": lambda month: [None if month is None else f"{month // 12:04}-{month % 12 + 1:02}"],
    "context": lambda contexts: contexts.split() if contexts else [None],
}
"""What people read where the record keeps another form."""
