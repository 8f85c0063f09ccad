"""Events as accounts of something that happened: what is compared when two may tell of the same."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy.engine import Connection

from ..actors.spelling import folded, name_words, sound
from .evidence import BEGINNING, Words, background, told_words, words
from .tables import EVENTS, GISTS, PARTIES, REPORTS, TELLINGS

_WEEK = dt.timedelta(days=7)


class Side(Struct, frozen=True):
    """The actors or the recipients of an event."""

    codes: Mapping[str, str]
    """Country or organization code, else the folded name -> a name for people."""
    people: Mapping[str, frozenset[str]]
    """Code -> sounds of the names of its people; "" for people of no known country."""
    sectors: Mapping[str, frozenset[str]]
    """Code -> PLOVER sectors of its parties, where all of them are known."""


class Account(Struct, frozen=True, kw_only=True, dict=True):
    """One event as one report tells it; date and place may be lent, so they are for comparing and not for keeping."""

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
    around: str
    """Stems of the rest of the sentence that its evidence stands in, parted by spaces."""
    gist: str
    """Names that its report speaks of most, parted by spaces."""
    actors: Side
    recipients: Side
    within: int | None
    """Key of the account whose evidence holds its own, and lends it date and place where it has none."""
    episode: int | None
    met: bool
    """Whether other accounts can find it already."""

    @cached_property
    def words(self) -> Words:
        """Stems of its evidence."""
        return Words.of(told_words(self.quote))

    @cached_property
    def sentence(self) -> Words:
        """Stems of the whole sentence that its evidence stands in."""
        return Words.of(self.words.stems.union(self.around.split())) if self.around else self.words

    @property
    def story_names(self) -> Words:
        """What its report is about."""
        return _weighed(self.gist)

    @cached_property
    def background(self) -> frozenset[str]:
        """Stems of the earlier events that its evidence counts days from."""
        return background(self.quote)

    @cached_property
    def place_words(self) -> frozenset[str]:
        """Stems of the name of its place."""
        return words(self.place) if self.place else frozenset()

    @cached_property
    def names(self) -> frozenset[str]:
        """Beginnings of the names of its parties."""
        told = " ".join([*self.actors.codes.values(), *self.recipients.codes.values()])
        return frozenset(w[:BEGINNING] for w in words(told))

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of all parties."""
        return frozenset(self.actors.codes) | frozenset(self.recipients.codes)

    @cached_property
    def window(self) -> tuple[dt.date, dt.date] | None:
        """The days it may have happened on: as dated, else the week before it was published. None: any day.

        Only ever used to compare; a day of publication is never kept as an event's date.
        """
        if self.start is not None and self.end is not None:
            return self.start, self.end
        return (self.published - _WEEK, self.published) if self.published is not None else None


_AROUND = EVENTS.alias("around")
_ROWS = (
    sa.select(
        EVENTS.c.key, EVENTS.c.id, EVENTS.c.report, EVENTS.c.type, EVENTS.c.status, EVENTS.c.start, EVENTS.c.end,
        EVENTS.c.place, EVENTS.c.lat, EVENTS.c.lon, EVENTS.c.first, EVENTS.c.last, EVENTS.c.quote, EVENTS.c.episode,
        _AROUND.c.start.label("lent_start"), _AROUND.c.end.label("lent_end"), _AROUND.c.place.label("lent_place"),
        _AROUND.c.lat.label("lent_lat"), _AROUND.c.lon.label("lent_lon"),
        REPORTS.c.published, REPORTS.c.publication, sa.func.coalesce(REPORTS.c.story, REPORTS.c.key).label("story"),
        TELLINGS.c.words, TELLINGS.c.within, GISTS.c.names,
    )
    .join(REPORTS, REPORTS.c.key == EVENTS.c.report)
    .join(TELLINGS, TELLINGS.c.event == EVENTS.c.key, isouter=True)
    .join(_AROUND, _AROUND.c.key == TELLINGS.c.within, isouter=True)
    .join(GISTS, GISTS.c.report == EVENTS.c.report, isouter=True)
    .where(EVENTS.c.standing != "rejected", EVENTS.c.key.in_(sa.bindparam("keys", expanding=True)))
    .order_by(EVENTS.c.key)
)  # fmt: skip
_PARTIES = (
    sa.select(PARTIES.c.event, PARTIES.c.side, PARTIES.c.country, PARTIES.c.sector, PARTIES.c.name, PARTIES.c.person)
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
    start, end = (row.start, row.end) if row.start is not None else (row.lent_start, row.lent_end)
    here = (row.place, row.lat, row.lon) if row.place is not None else (row.lent_place, row.lent_lat, row.lent_lon)
    place, lat, lon = here
    return Account(
        key=row.key, id=row.id, report=row.report, story=row.story, publication=row.publication, published=row.published,
        type=row.type, status=row.status, start=start, end=end, place=place, point=(lat, lon) if lat is not None else None,
        span=(row.first, row.last), quote=row.quote, around=row.words or "", gist=row.names or "", actors=_side(actors),
        recipients=_side(recipients), within=row.within, episode=row.episode, met=row.words is not None,
    )  # fmt: skip


def lent(account: Account, others: Iterable[Account]) -> Account:
    """An account with date and place, where it has none, of the one whose evidence holds its own most closely."""
    first, last = account.span
    around = [o for o in others if o.span[0] <= first and last <= o.span[1] and o.span != account.span]
    if not around:
        return account
    lender = min(around, key=lambda o: (o.span[1] - o.span[0], o.key))
    when = account if account.start is not None else lender
    where = account if account.place is not None else lender
    return replace(account, within=lender.key, start=when.start, end=when.end, place=where.place, point=where.point)


@lru_cache(maxsize=1024)
def _weighed(names: str) -> Words:
    return Words.of(frozenset(names.split()))


def _side(parties: Sequence[Any]) -> Side:
    codes: dict[str, str] = {}
    people: dict[str, frozenset[str]] = defaultdict(frozenset)
    sectors: dict[str, set[str | None]] = defaultdict(set)
    for party in parties:
        code = party.country or (folded(party.name) if party.name and not party.person else None)
        if code:
            codes[code] = party.name if party.name and not party.person else codes.get(code, code)
            sectors[code].add(party.sector)
        if party.person:
            people[code or ""] |= {sound(w) for w in name_words(party.person)}
    return Side(
        codes, dict(people), {c: frozenset(s for s in found if s) for c, found in sectors.items() if None not in found}
    )
