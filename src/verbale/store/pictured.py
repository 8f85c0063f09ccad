"""What pictures are drawn from: the events that filters find, by place, by month and by who acts on whom."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import sqlalchemy as sa
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import ColumnElement, FromClause, Select
from sqlalchemy.engine import Connection

from ..atlas import Atlas
from .filters import Filters, chosen
from .narrow import pairs_asked
from .searching import rows
from .sifting import search_events
from .tables import EVENTS, PAIRS
from .whom import Whom

POINTS = 500
"""Places that a map can show apart."""
ASSERTED = ("occurred", "ongoing")
"""Statuses of what is told as a fact."""
DENIED = ("denied", "negated")


class Point(Struct, frozen=True, kw_only=True):
    """A place and how much happens there."""

    place: str | None
    country: str | None
    lat: float
    lon: float
    events: int
    type: str | None
    """The commonest."""


class Score(Struct, frozen=True, kw_only=True):
    """The events of a month that have a PLOVER score, from -10 (conflict) to 10 (cooperation)."""

    month: str
    events: int
    mean: float | None
    """Of what is told as a fact or, where a status is asked for, of all; None: there is no such event."""
    total: float
    """The scores of the same events added up."""
    asserted: int
    denied: int
    planned: int
    """Conditional and hypothetical ones too."""


class Pair(Struct, frozen=True, kw_only=True):
    """Who acts on whom, by country code; a reciprocal event counts in both directions."""

    actor: str
    recipient: str
    type: str | None = None
    month: str | None = None
    """Both None also where the pairs are not told apart by it."""
    events: int
    mean: float | None
    """PLOVER score; None: no event has one."""


class _Place(NamedTuple):
    lat: float
    lon: float


def points(connection: Connection, atlas: Atlas, filters: Filters, limit: int = POINTS) -> list[Point]:
    """Places whose coordinates are known, those of the most events first."""
    found = _found(
        connection,
        atlas,
        filters,
        [EVENTS.c.lat, EVENTS.c.lon, EVENTS.c.place, EVENTS.c.place_country, EVENTS.c.type],
        EVENTS.c.place.is_not(None),
        EVENTS.c.lat.is_not(None),
        EVENTS.c.lon.is_not(None),
    )
    numbers: dict[_Place, Counter[tuple[str | None, str | None]]] = {}
    types: dict[_Place, Counter[str | None]] = {}
    for lat, lon, place, country, type_, number in connection.execute(_numbered(found)):
        at = _Place(lat, lon)
        numbers.setdefault(at, Counter())[place, country] += number
        types.setdefault(at, Counter())[type_] += number
    listed = [_point(at, named, types[at]) for at, named in numbers.items()]
    return sorted(listed, key=lambda p: (-p.events, p.place or "", p.lat, p.lon))[:limit]


def _point(at: _Place, named: Counter[tuple[str | None, str | None]], types: Counter[str | None]) -> Point:
    place, country = _commonest(named)
    return Point(place=place, country=country, lat=at.lat, lon=at.lon, events=named.total(), type=_commonest(types))


def _commonest(counter: Counter[Any]) -> Any:
    """Of equals the first by name, so that a picture is always the same."""
    return min(counter, key=lambda value: (-counter[value], str(value)))


def scores(connection: Connection, atlas: Atlas, filters: Filters) -> list[Score]:
    """Scores month by month, the earliest first; events without a date or a score are left out."""
    columns = [EVENTS.c.month, EVENTS.c.status, EVENTS.c.score]
    found = _found(connection, atlas, filters, columns, EVENTS.c.month.is_not(None), EVENTS.c.score.is_not(None))
    events = found.subquery()
    month, status, score = events.c
    query = sa.select(month, status, sa.func.count(), sa.func.sum(score)).group_by(month, status)
    months: dict[int, list[tuple[str, int, float]]] = {}
    for number, word, count, total in connection.execute(query):
        months.setdefault(number, []).append((word, count, total))
    return [_score(number, months[number], every=bool(filters.status)) for number in sorted(months)]


def _score(month: int, groups: Sequence[tuple[str, int, float]], *, every: bool) -> Score:
    scored = [(count, total) for status, count, total in groups if every or status in ASSERTED]
    number = sum(count for count, _ in scored)
    total = sum(one for _, one in scored)
    events = sum(count for _, count, _ in groups)
    asserted, denied = (sum(count for status, count, _ in groups if status in some) for some in (ASSERTED, DENIED))
    return Score(
        month=_written(month), events=events, mean=total / number if number else None, total=total,
        asserted=asserted, denied=denied, planned=events - asserted - denied,
    )  # fmt: skip


def pairs(
    connection: Connection, atlas: Atlas, filters: Filters, by: Literal["type", "month"] | None = None,
    among: Sequence[tuple[str, str]] | None = None,
) -> list[Pair]:  # fmt: skip
    """Numbers of events and mean scores of pairs of states and organizations, the most first.

    With `among` only those pairs, actor first.
    """
    if among is not None and not among:
        return []
    columns = [PAIRS.c.actor, PAIRS.c.recipient, PAIRS.c[by or "type"] if by else sa.null().label("all"), PAIRS.c.score]
    wanted = [] if among is None else [sa.tuple_(PAIRS.c.actor, PAIRS.c.recipient).in_(list(among))]
    if filters.given <= {"type"}:  # pairs hold all that is asked about, and no rejected event
        typed = [PAIRS.c.type.in_(chosen("type", filters.type))] if filters.type else []
        found = sa.select(*columns).where(*wanted, *typed)
    else:
        on = sa.and_(PAIRS.c.event == EVENTS.c.key, *pairs_asked(Whom(connection, atlas), filters), *wanted)
        found = _found(connection, atlas, filters, columns, source=EVENTS.join(PAIRS, on))
    events = found.subquery()
    actor, recipient, value, score = events.c
    grouped = [actor, recipient, *([value] if by else [])]
    query = sa.select(actor, recipient, value if by else sa.null(), sa.func.count(), sa.func.avg(score))
    listed = [
        Pair(
            actor=one, recipient=other, type=kind if by == "type" else None, events=number, mean=mean,
            month=None if by != "month" or kind is None else _written(kind),
        )
        for one, other, kind, number, mean in connection.execute(query.group_by(*grouped))
    ]  # fmt: skip
    return sorted(listed, key=lambda p: (-p.events, p.actor, p.recipient, p.type or "", p.month or ""))


def _found(
    connection: Connection, atlas: Atlas, filters: Filters, columns: Sequence[ColumnElement[Any]],
    *conditions: ColumnElement[bool], source: FromClause | None = None,
) -> Select[Any]:  # fmt: skip
    search = search_events(connection, atlas, filters)
    return rows(connection, replace(search, conditions=(*search.conditions, *conditions)), columns, source)


def _numbered(found: Select[Any]) -> Select[Any]:
    """The same values once, with their number."""
    values = found.subquery().c
    return sa.select(*values, sa.func.count()).group_by(*values)


def _written(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}"
