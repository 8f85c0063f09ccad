"""Events, statements, people and episodes of a record that are asked for, one by one."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Row, Select
from sqlalchemy.engine import Connection

from ..atlas import Atlas, spelled
from .filters import Filters, Window
from .found import FoundEpisode, FoundEvent, FoundPerson, FoundStatement
from .registers import frame_fields
from .searching import CHUNK, Order, keys, rows
from .sifting import search_events, search_statements
from .tables import EPISODES, EVENTS, MENTIONS, PARTIES, PEOPLE, REPORTS, STATEMENTS
from .whom import Whom
from .words import FullText, Term, Words, parse

T = TypeVar("T")
_REPORT = (
    REPORTS.c.id.label("report_id"), REPORTS.c.title.label("report_title"), REPORTS.c.publication, REPORTS.c.published,
    REPORTS.c.source,
)  # fmt: skip


def find_events(
    connection: Connection, atlas: Atlas, filters: Filters, order: Order, *, limit: int | None = None, offset: int = 0
) -> Iterator[FoundEvent]:
    """The events asked for. Raises UsageError for names, types and dates that are none."""
    search = search_events(connection, atlas, filters)
    found = keys(connection, search, order, limit=limit, offset=offset)
    return _fetched(found, lambda some: events_by_key(connection, some, search.words))


def find_statements(
    connection: Connection, atlas: Atlas, filters: Filters, order: Order, *, limit: int | None = None, offset: int = 0
) -> Iterator[FoundStatement]:
    """The statements asked for. Raises UsageError as well."""
    search = search_statements(connection, atlas, filters)
    found = keys(connection, search, order, limit=limit, offset=offset)
    return _fetched(found, lambda some: _statements(connection, some, search.words))


def _fetched(found: Iterator[int], fetch: Callable[[Sequence[int]], Iterable[T]]) -> Iterator[T]:
    while some := list(islice(found, CHUNK)):
        yield from fetch(some)


def events_by_key(connection: Connection, some: Sequence[int], words: Words | None = None) -> list[FoundEvent]:
    """Events in the order of their keys; with the words that were found in them."""
    query = (
        sa.select(EVENTS, EPISODES.c.id.label("episode_id"), *_REPORT)
        .join(REPORTS, REPORTS.c.key == EVENTS.c.report)
        .join(EPISODES, EPISODES.c.key == EVENTS.c.episode, isouter=True)
        .where(EVENTS.c.key.in_(some))
    )
    read = {found.key: found for found in connection.execute(query)}
    codes = _codes(connection, some)
    snippets = FullText(EVENTS).snippets(connection, words, some) if words else {}
    return [_event(read[key], codes, snippets.get(key)) for key in some if key in read]


def _codes(connection: Connection, some: Sequence[int]) -> dict[tuple[int, str], tuple[str, ...]]:
    """Codes of the parties by event and side, each once."""
    query = sa.select(PARTIES.c.event, PARTIES.c.side, PARTIES.c.country).where(
        PARTIES.c.event.in_(some), PARTIES.c.country.is_not(None)
    )
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for event, side, country in connection.execute(query.order_by(PARTIES.c.event, PARTIES.c.side, PARTIES.c.number)):
        found[event, side].append(country)
    return {key: tuple(dict.fromkeys(listed)) for key, listed in found.items()}


def _event(found: Row[Any], codes: dict[tuple[int, str], tuple[str, ...]], snippet: str | None) -> FoundEvent:
    return FoundEvent(
        id=found.id, type=found.type, mode=found.mode, contexts=tuple((found.contexts or "").split()),
        cameo=found.cameo, score=found.score, status=found.status, certainty=found.certainty,
        start=found.start, end=found.end, precision=found.precision,
        place=found.place, place_country=found.place_country,
        actors=found.actors, actor_countries=codes.get((found.key, "a"), ()),
        recipients=found.recipients, recipient_countries=codes.get((found.key, "r"), ()),
        speaker=found.speaker, quote=found.quote, snippet=snippet, confidence=found.confidence,
        standing=found.standing, episode=found.episode_id, report=found.report_id, report_title=found.report_title,
        publication=found.publication, published=found.published, source=found.source, frame=found.frame,
        fields=frame_fields(found.frame, found.frame_content),
    )  # fmt: skip


def _statements(connection: Connection, some: Sequence[int], words: Words | None) -> list[FoundStatement]:
    query = sa.select(STATEMENTS, *_REPORT).join(REPORTS, REPORTS.c.key == STATEMENTS.c.report)
    read = {found.key: found for found in connection.execute(query.where(STATEMENTS.c.key.in_(some)))}
    snippets = FullText(STATEMENTS).snippets(connection, words, some) if words else {}
    return [_statement(read[key], snippets.get(key)) for key in some if key in read]


def _statement(found: Row[Any], snippet: str | None) -> FoundStatement:
    return FoundStatement(
        id=found.id, kind=found.kind, direct=found.direct, speaker=found.speaker, country=found.country,
        sector=found.sector, person=found.person, office=found.office, cue=found.cue, start=found.start,
        place=found.place, quote=found.quote, snippet=snippet, parent=found.parent,
        report=found.report_id, report_title=found.report_title, publication=found.publication,
        published=found.published, source=found.source,
    )  # fmt: skip


def find_people(
    connection: Connection, atlas: Atlas, filters: Filters, order: Order, *, limit: int | None = None, offset: int = 0
) -> Iterator[FoundPerson]:
    """The people asked for: words of their names, their countries, and when reports named them."""
    window, whom = Window.of(filters), Whom(connection, atlas)
    last = sa.select(MENTIONS.c.office).where(MENTIONS.c.person == PEOPLE.c.key, MENTIONS.c.office.is_not(None))
    office = last.order_by(MENTIONS.c.on.desc().nulls_last(), MENTIONS.c.key.desc()).limit(1).scalar_subquery()
    query = sa.select(PEOPLE, office.label("office"))
    for name in filters.party:
        query = query.where(PEOPLE.c.country.in_(whom.meant(name).reach))
    if filters.words is not None:
        query = query.where(_called(parse(filters.words)))
    if window.since:
        query = query.where(PEOPLE.c.last_seen >= window.since)
    if window.until:
        query = query.where(PEOPLE.c.first_seen <= window.until)
    column = {"date": PEOPLE.c.last_seen, "name": PEOPLE.c.name, "reports": PEOPLE.c.reports}[order.by]
    for found in _listed(connection, query, column, PEOPLE.c.key, order, limit, offset):
        yield FoundPerson(
            id=found.id, name=found.name, country=found.country, office=found.office, first_seen=found.first_seen,
            last_seen=found.last_seen, reports=found.reports,
        )  # fmt: skip


def _called(words: Words) -> ColumnElement[bool]:
    """Whether words of a person's name begin so."""

    def begins(term: Term) -> ColumnElement[bool]:
        return (" " + PEOPLE.c.folded).contains(" " + spelled(term.text).casefold(), autoescape=True)

    wanted = [sa.or_(*map(begins, group)) for group in words.wanted]
    return sa.and_(*wanted, *(~begins(term) for term in words.unwanted)) if wanted or words.unwanted else sa.false()


def find_episodes(
    connection: Connection, atlas: Atlas, filters: Filters, order: Order, *, limit: int | None = None, offset: int = 0
) -> Iterator[FoundEpisode]:
    """Episodes that have an account among the events asked for."""
    query = sa.select(EPISODES)
    if filters.given - {"accounts"}:
        found = rows(connection, search_events(connection, atlas, filters), [EVENTS.c.episode])
        query = query.where(EPISODES.c.key.in_(found))
    if filters.accounts is not None:
        query = query.where(EPISODES.c.independent >= filters.accounts)
    column = {"date": EPISODES.c.start, "accounts": EPISODES.c.independent}[order.by]
    listed = _listed(connection, query, column, EPISODES.c.key, order, limit, offset)
    while some := list(islice(listed, CHUNK)):
        yield from _episodes(connection, some)


def _episodes(connection: Connection, some: Sequence[Row[Any]]) -> Iterator[FoundEpisode]:
    first = sa.select(sa.func.min(EVENTS.c.key)).where(EVENTS.c.episode.in_([e.key for e in some]))
    told = connection.execute(sa.select(EVENTS).where(EVENTS.c.key.in_(first.group_by(EVENTS.c.episode))))
    accounts = {account.episode: account for account in told}
    for found in some:
        if account := accounts.get(found.key):
            yield FoundEpisode(
                id=found.id, type=found.type, start=found.start, end=found.end, accounts=found.accounts,
                independent=found.independent, publications=found.publications, disputed=found.disputed,
                actors=account.actors, recipients=account.recipients, quote=account.quote,
            )  # fmt: skip


def episode(connection: Connection, id: str) -> tuple[FoundEpisode, list[FoundEvent]] | None:
    """An episode with its accounts, those first that were published first."""
    found = connection.execute(sa.select(EPISODES).where(EPISODES.c.id == id)).all()
    [shown] = _episodes(connection, found) or [None]
    if shown is None:
        return None
    told = sa.select(EVENTS.c.key).join(REPORTS, REPORTS.c.key == EVENTS.c.report)
    told = told.where(EVENTS.c.episode == found[0].key).order_by(REPORTS.c.published.nulls_last(), EVENTS.c.key)
    return shown, events_by_key(connection, connection.scalars(told).all())


def _listed(
    connection: Connection, query: Select[Any], column: ColumnElement[Any], key: ColumnElement[int], order: Order,
    limit: int | None, offset: int,
) -> Iterator[Row[Any]]:  # fmt: skip
    """Rows in their order, read as they are needed; what has no value comes last."""
    first = column.desc() if order.down else column.asc()
    query = query.order_by(first.nulls_last(), key).limit(limit).offset(offset or None)
    return iter(connection.execute(query.execution_options(yield_per=CHUNK)))
