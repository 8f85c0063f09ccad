"""One episode with its accounts side by side: who tells of it, what each says, why they were put together."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.engine import Connection

from ..record import Status
from . import episode_differences
from .episode_differences import Difference, stance
from .tables import EPISODES, EVENTS, LINKS, PARTIES, REPORTS

_CODE = re.compile(r"\(([^()]*)\)$")


class Told(Struct, frozen=True, kw_only=True):
    """One account of an episode."""

    event: str
    type: str | None
    status: Status
    report: str
    title: str | None
    publication: str | None
    published: dt.date | None
    copy_of: str | None
    """Id of the report of which this one is a near-identical copy; None: it stands for itself."""
    speaker: str | None
    """Whose words it is told in; None: the report's own voice."""
    actors: str
    recipients: str
    acting: tuple[str, ...]
    """Codes of the actors."""
    acted_upon: tuple[str, ...]
    start: dt.date | None
    end: dt.date | None
    place: str | None
    point: tuple[float, float] | None
    """Latitude and longitude of the place, in degrees."""
    quote: str
    linked_to: str | None
    """The earlier account that it was put to; None for the first."""
    score: float | None
    reasons: tuple[str, ...]


class Voice(Struct, frozen=True):
    """A publication or a speaker, and what they say of the event."""

    name: str
    side: str
    """"actor", "recipient", "both sides" or "other" for speakers; "report" for publications."""
    stand: str
    """What they say of it: "asserted", "denied", "expected", or several of these."""


class Episode(Struct, frozen=True, kw_only=True):
    """What happened, as told by all who told it."""

    id: str
    type: str | None
    start: dt.date | None
    end: dt.date | None
    parties: tuple[str, ...]
    independent: int
    """Accounts that are neither copies of another nor second accounts of one report."""
    publications: tuple[str, ...]
    disputed: bool
    voices: tuple[Voice, ...]
    differences: tuple[Difference, ...]
    accounts: tuple[Told, ...]


def episode_of(connection: Connection, id: str) -> Episode | None:
    """The episode with this id, or of the event with it; an id that an episode had before it joined another leads to that."""
    key = _key(connection, id)
    row = connection.execute(sa.select(EPISODES).where(EPISODES.c.key == key)).first() if key is not None else None
    if row is None:
        return None
    accounts = _accounts(connection, row.key)
    return Episode(
        id=row.id, type=row.type, start=row.start, end=row.end,
        parties=_parties(accounts),
        independent=row.independent,
        publications=tuple(sorted({a.publication for a in accounts if a.publication})),
        disputed=row.disputed, voices=_voices(accounts), differences=episode_differences.among(accounts),
        accounts=accounts,
    )  # fmt: skip


def _key(connection: Connection, id: str) -> int | None:
    by_id = sa.select(EPISODES.c.key).where(EPISODES.c.id == id)
    by_event = sa.select(EVENTS.c.episode).where(EVENTS.c.id == id)
    by_old_id = sa.select(EVENTS.c.episode).where(EVENTS.c.id == f"e{id[1:]}")
    for rows in (by_id, by_event, by_old_id):
        found = connection.scalar(rows)
        if found is not None:
            return int(found)
    return None


def _accounts(connection: Connection, episode: int) -> tuple[Told, ...]:
    first = REPORTS.alias("first")
    other = EVENTS.alias("other")
    rows = connection.execute(
        sa.select(EVENTS, REPORTS.c.id.label("report_id"), REPORTS.c.title, REPORTS.c.publication, REPORTS.c.published,
                  sa.case((REPORTS.c.story != REPORTS.c.key, first.c.id)).label("copy_of"),
                  LINKS.c.score.label("points"), LINKS.c.reasons, other.c.id.label("linked_to"))
        .join(REPORTS, REPORTS.c.key == EVENTS.c.report)
        .join(first, first.c.key == REPORTS.c.story, isouter=True)
        .join(LINKS, LINKS.c.event == EVENTS.c.key, isouter=True)
        .join(other, other.c.key == LINKS.c.other, isouter=True)
        .where(EVENTS.c.episode == episode).order_by(REPORTS.c.published, EVENTS.c.key)
    ).all()  # fmt: skip
    sides = _sides(connection, [row.key for row in rows])
    return tuple(_told(row, sides[row.key, "a"], sides[row.key, "r"]) for row in rows)


def _told(row: Any, acting: Sequence[str], acted_upon: Sequence[str]) -> Told:
    return Told(
        event=row.id, type=row.type, status=row.status, report=row.report_id, title=row.title,
        publication=row.publication, published=row.published, copy_of=row.copy_of, speaker=row.speaker,
        actors=row.actors, recipients=row.recipients, acting=tuple(acting), acted_upon=tuple(acted_upon), start=row.start, end=row.end,
        place=row.place,
        point=(row.lat, row.lon) if row.lat is not None else None, quote=row.quote, linked_to=row.linked_to, score=row.points,
        reasons=tuple(msgspec.json.decode(row.reasons)) if row.reasons else (),
    )  # fmt: skip


def _parties(accounts: Sequence[Told]) -> tuple[str, ...]:
    """The parties of all accounts, each code once under the first name it is met by."""
    names = (p for a in accounts for side in (a.actors, a.recipients) for p in side.split("; ") if p)
    found: dict[str, str] = {}
    for name in names:
        code = _CODE.search(name)
        found.setdefault(code.group() if code else name, name)
    return tuple(found.values())


def _voices(accounts: Sequence[Told]) -> tuple[Voice, ...]:
    """Speakers with the side they belong to, then publications with what they say in their own voice."""
    stands: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for account in accounts:
        voice = (
            (account.speaker, _side(account)) if account.speaker else (account.publication or account.report, "report")
        )
        stands[voice][stance(account)] = None
    found = [Voice(name, side, " and ".join(said)) for (name, side), said in stands.items()]
    return tuple(sorted(found, key=lambda v: (v.side == "report", v.name)))


def _side(account: Told) -> str:
    """The side that a speaker's country and sector fit best; in an event without recipients all parties are actors."""
    ours = _codes(account.speaker or "")
    acting, acted_upon = (
        max((len(ours & _codes(party)) for party in side.split("; ")), default=0)
        for side in (account.actors, account.recipients)
    )
    if acting == acted_upon:
        return "both sides" if acting else "other"
    return "actor" if acting > acted_upon else "recipient"


def _codes(party: str) -> set[str]:
    """Country and sector of a party named for people: "Igor Ivanov (RUS GOV)"."""
    found = _CODE.search(party)
    return set(found.group(1).split()) if found else set()


def _sides(connection: Connection, events: Sequence[int]) -> dict[tuple[int, str], list[str]]:
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    rows = sa.select(PARTIES.c.event, PARTIES.c.side, PARTIES.c.country).where(PARTIES.c.event.in_(events))
    for row in connection.execute(rows.order_by(PARTIES.c.event, PARTIES.c.side, PARTIES.c.number)):
        if row.country:
            found[row.event, row.side].append(row.country)
    return found
