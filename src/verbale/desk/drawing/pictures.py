"""Each kind of picture, drawn from a record for what a page asks, with the numbers behind it."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy.engine import Connection

from ...atlas import Atlas
from ...store.filters import Filters
from ...store.pictured import ASSERTED, Pair, pairs, points, scores
from ..asked import Asked
from ..state import Desk
from .matrix import ROWS, matrix
from .network import network
from .picture import Picture
from .score_line import score_line
from .ties import Tie, ties
from .timeline import timeline
from .world import world
from .worldmap import FLOWS, worldmap

_LONG = 24
"""Letters from which on a name is long."""


class Drawn(Struct, frozen=True):
    """A picture and its numbers."""

    picture: Picture
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    """None stands for what the record does not know."""


class Kind(Struct, frozen=True):
    """A kind of picture."""

    name: str
    draw: Callable[[Desk, Asked], Drawn]


def draw_timeline(desk: Desk, asked: Asked) -> Drawn:
    """Bars over time."""
    counts = list(desk.records.count("events", ["month", "type"], asked.words, **asked.filters))
    rows = tuple((c.by["month"], c.by["type"], c.count) for c in counts)
    return Drawn(timeline(counts, asked), ("month", "type", "events"), rows)


def draw_scores(desk: Desk, asked: Asked, *, title: str = "Score over time") -> Drawn:
    """Scores over time."""
    with desk.database.reading() as connection:
        found = scores(connection, desk.records.atlas, filters_of(asked))
    columns = ("month", "events", "mean", "total", "asserted", "denied", "planned")
    rows = tuple(
        (s.month, s.events, _rounded(s.mean), _rounded(s.total), s.asserted, s.denied, s.planned) for s in found
    )
    return Drawn(score_line(found, asked, title=title), columns, rows)


def draw_matrix(desk: Desk, asked: Asked, *, by_score: bool = False) -> Drawn:
    """Pairs over time. Coloured by score it shows only what is told as a fact, unless a status is asked for."""
    all_told, atlas = filters_of(asked), desk.records.atlas
    if by_score and not asked.values("status"):
        asked = replace(asked, pairs=(*asked.pairs, *(("status", status) for status in ASSERTED)))
    filters = filters_of(asked)
    with desk.database.reading() as connection:
        every = pairs(connection, atlas, all_told)  # the strongest of all are the likeliest to be the strongest of some
        likely = [(pair.actor, pair.recipient) for pair in every if pair.actor != pair.recipient][: 3 * ROWS]
        months = pairs(connection, atlas, filters, "month", likely)
        within = [(pair.actor, pair.recipient) for pair in every if pair.actor == pair.recipient]
        inner = sum(pair.events for pair in pairs(connection, atlas, filters, among=within))
    top = _most_dated(months)
    months = [pair for pair in months if (pair.actor, pair.recipient) in {(p.actor, p.recipient) for p in top}]
    months.sort(key=lambda pair: (pair.month is None, pair.month or "", -pair.events, pair.actor, pair.recipient))
    names = _names(atlas, (code for pair in top for code in (pair.actor, pair.recipient)))
    rows = tuple((p.month, p.actor, p.recipient, p.events, _rounded(p.mean)) for p in months)
    picture = matrix(top, months, asked, names, inner=inner, by_score=by_score)
    return Drawn(picture, ("month", "actor", "recipient", "events", "mean score"), rows)


def draw_network(desk: Desk, asked: Asked) -> Drawn:
    """Who acts on whom."""
    found = _by_type(desk, asked)
    tied, inner = ties(found)
    names = _names(desk.records.atlas, (code for tie in tied for code in (tie.actor, tie.recipient)))
    rows = tuple((p.actor, p.recipient, p.type, p.events, _rounded(p.mean)) for p in found)
    return Drawn(network(tied, asked, names, inner=inner), ("actor", "recipient", "type", "events", "mean score"), rows)


def draw_map(desk: Desk, asked: Asked) -> Drawn:
    """Where, and who on whom."""
    atlas = desk.records.atlas
    filters = filters_of(asked)
    with desk.database.reading() as connection:
        tied, number = _strongest(connection, atlas, filters)
        found = points(connection, atlas, filters)
    counted = desk.records.count("events", ["party"], asked.words, **asked.filters)
    parties = {c.by["party"]: c.count for c in counted if c.by["party"] in atlas.states}
    codes = [*parties, *(code for tie in tied[: 4 * FLOWS] for code in (tie.actor, tie.recipient))]
    earth = world(atlas, codes)
    names = _names(atlas, {*codes, *earth.paths})
    rows: list[tuple[Any, ...]] = [("place", p.place, p.country, p.lat, p.lon, p.events, p.type) for p in found]
    rows += [("country", names[code], code, None, None, n, None) for code, n in parties.items()]
    picture = worldmap(found, parties, tied, asked, names, earth, number)
    return Drawn(picture, ("kind", "name", "country", "lat", "lon", "events", "commonest type"), tuple(rows))


def _strongest(connection: Connection, atlas: Atlas, filters: Filters) -> tuple[list[Tie], int]:
    """The strongest ties, and how many there are of any strength."""
    if filters.given:  # to find the events takes longer than to count them, and is done once
        found, _ = ties(pairs(connection, atlas, filters, "type"))
        return found, len(found)
    every = [(p.actor, p.recipient) for p in pairs(connection, atlas, filters) if p.actor != p.recipient]
    found, _ = ties(pairs(connection, atlas, filters, "type", every[: 4 * FLOWS]))
    return found, len(every)


KINDS: dict[str, Kind] = {
    "timeline": Kind("Timeline", draw_timeline), "scores": Kind("Scores", draw_scores), "matrix": Kind("Matrix", draw_matrix),
    "network": Kind("Network", draw_network), "map": Kind("Map", draw_map),
}  # fmt: skip


def filters_of(asked: Asked) -> Filters:
    """What a page asks for, as queries take it."""
    return Filters.of(words=asked.words, **asked.filters)


def _by_type(desk: Desk, asked: Asked) -> list[Pair]:
    with desk.database.reading() as connection:
        return pairs(connection, desk.records.atlas, filters_of(asked), "type")


def _most_dated(months: Iterable[Pair]) -> list[Pair]:
    """The pairs with the most dated events: a row of others would be empty."""
    dated: Counter[tuple[str, str]] = Counter()
    for pair in months:
        dated[pair.actor, pair.recipient] += pair.events if pair.month else 0
    order = sorted((sides for sides in dated if dated[sides]), key=lambda sides: (-dated[sides], sides))
    return [Pair(actor=one, recipient=other, events=dated[one, other], mean=None) for one, other in order[:ROWS]]


def _names(atlas: Atlas, codes: Iterable[str]) -> dict[str, str]:
    """Names for people to read; of an organization with a long one its code, which is better known."""
    return {code: _name(atlas, code) for code in codes}


def _name(atlas: Atlas, code: str) -> str:
    name = atlas.name(code) or code
    return name if code in atlas.states or len(name) <= _LONG else code


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
