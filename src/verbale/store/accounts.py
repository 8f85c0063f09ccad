"""Events as accounts of something that happened: what is compared when two may tell of the same."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.engine import Connection

from ..actors.spelling import folded, name_words, sound
from .evidence import background, told_words, words
from .tables import EVENTS, PARTIES, REPORTS, TELLINGS

_WEEK = dt.timedelta(days=7)


class Side(Struct, frozen=True):
    """The actors or the recipients of an event."""

    codes: Mapping[str, str]
    """Country or organization code, else the folded name -> a name for people."""
    people: Mapping[str, frozenset[str]]
    """Code -> sounds of the names of its people; "" for people of no known country."""


class Account(Struct, frozen=True, kw_only=True):
    """One event as one report tells it."""

    key: int
    id: str
    report: int
    story: int
    """Key of the first report of its near-identical copies: the report's own where there are none."""
    publication: str | None
    published: dt.date | None
    type: str | None
    status: str
    start: dt.date | None
    end: dt.date | None
    place: str | None
    point: tuple[float, float] | None
    """Latitude and longitude in degrees."""
    span: tuple[int, int]
    """Of its evidence in the body."""
    quote: str
    words: frozenset[str]
    """Stems of its evidence."""
    sentence: frozenset[str]
    """Stems of the whole sentence that its evidence stands in."""
    background: frozenset[str]
    """Stems of the earlier events that its evidence counts days from."""
    names: frozenset[str]
    """Beginnings of the names of its parties, which are compared as parties and not as words."""
    actors: Side
    recipients: Side
    episode: int | None

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all parties."""
        return frozenset(self.actors.codes) | frozenset(self.recipients.codes)

    @property
    def window(self) -> tuple[dt.date, dt.date] | None:
        """The days it may have happened on: as dated, else the week before it was published. None: any day.

        Only ever used to compare; a day of publication is never kept as an event's date.
        """
        if self.start is not None and self.end is not None:
            return self.start, self.end
        return (self.published - _WEEK, self.published) if self.published is not None else None


_ROWS = (
    sa.select(
        EVENTS.c.key, EVENTS.c.id, EVENTS.c.report, EVENTS.c.type, EVENTS.c.status, EVENTS.c.start, EVENTS.c.end,
        EVENTS.c.place, EVENTS.c.lat, EVENTS.c.lon, EVENTS.c.first, EVENTS.c.last, EVENTS.c.quote, EVENTS.c.episode,
        REPORTS.c.published, REPORTS.c.publication, sa.func.coalesce(REPORTS.c.story, REPORTS.c.key).label("story"),
        TELLINGS.c.words,
    )
    .join(REPORTS, REPORTS.c.key == EVENTS.c.report)
    .join(TELLINGS, TELLINGS.c.event == EVENTS.c.key, isouter=True)
    .where(EVENTS.c.standing != "rejected", EVENTS.c.key.in_(sa.bindparam("keys", expanding=True)))
    .order_by(EVENTS.c.key)
)  # fmt: skip
_PARTIES = (
    sa.select(PARTIES.c.event, PARTIES.c.side, PARTIES.c.country, PARTIES.c.name, PARTIES.c.person)
    .where(PARTIES.c.event.in_(sa.bindparam("keys", expanding=True)))
    .order_by(PARTIES.c.event, PARTIES.c.side, PARTIES.c.number)
)


def accounts(connection: Connection, keys: Collection[int]) -> dict[int, Account]:
    """The accounts with these keys, by key in ascending order; rejected events are none."""
    if not keys:
        return {}
    wanted = {"keys": sorted(keys)}
    rows = connection.execute(_ROWS, wanted).all()
    parties: dict[tuple[int, str], list[Any]] = defaultdict(list)
    for party in connection.execute(_PARTIES, wanted):
        parties[party.event, party.side].append(party)
    return {row.key: _account(row, parties[row.key, "a"], parties[row.key, "r"]) for row in rows}


def _account(row: Any, actors: Sequence[Any], recipients: Sequence[Any]) -> Account:
    names = _name_stems([*actors, *recipients])
    stems = told_words(row.quote)
    return Account(
        key=row.key, id=row.id, report=row.report, story=row.story, publication=row.publication, published=row.published,
        type=row.type, status=row.status, start=row.start, end=row.end, place=row.place,
        point=(row.lat, row.lon) if row.lat is not None else None, span=(row.first, row.last), quote=row.quote,
        words=stems, sentence=stems.union(row.words.split()) if row.words else stems,
        background=background(row.quote), names=names,
        actors=_side(actors), recipients=_side(recipients), episode=row.episode,
    )  # fmt: skip


def _name_stems(parties: Sequence[Any]) -> frozenset[str]:
    return frozenset(
        w[:5] for p in parties if p.name and p.country and not p.person for w in words(p.name) if len(w) > 3
    )


def _side(parties: Sequence[Any]) -> Side:
    codes: dict[str, str] = {}
    people: dict[str, frozenset[str]] = defaultdict(frozenset)
    for party in parties:
        code = party.country or (folded(party.name) if party.name and not party.person else None)
        if code:
            codes[code] = party.name if party.name and not party.person else codes.get(code, code)
        if party.person:
            people[code or ""] |= {sound(w) for w in name_words(party.person)}
    return Side(codes, dict(people))
