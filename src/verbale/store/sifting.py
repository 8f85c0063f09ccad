"""Filters as conditions on the events and statements of a record."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from rapidfuzz import process
from sqlalchemy import ColumnElement, Select, Table
from sqlalchemy.engine import Connection

from ..atlas import Atlas
from ..errors import UsageError
from ..gazetteer import Gazetteer
from . import loading
from .arms import Arm
from .filters import Filters, Window, chosen, has_context, known_contexts, known_modes
from .searching import Search
from .sides import (
    SPEAKER,
    TELLER,
    faces,
    fits,
    in_frame,
    leads_between,
    leads_to,
    leads_to_pair,
    leads_to_speaker,
    takes_part,
)
from .steering import checked
from .tables import EVENTS, REPORTS, STATEMENTS
from .whom import Whom
from .words import FullText, in_column, parse

ROLES: dict[str, tuple[str, str]] = {
    "supplier": ("transfer", "frame_from"), "debtor": ("obligation", "frame_from"),
    "creditor": ("obligation", "frame_to"), "visitor": ("visit", "frame_from"), "host": ("visit", "frame_to"),
}  # fmt: skip
"""Filters on who has a role in a frame: its kind, and the column that says who."""
_FOUND = ("machine", "accepted", "corrected", "added")


class Part(Struct, frozen=True):
    """One condition, and where the rows that meet it are found fast, if an index tells."""

    condition: ColumnElement[bool]
    leads: Callable[[Arm], list[Select[Any]]] = lambda _: []


def search_events(connection: Connection, atlas: Atlas, filters: Filters) -> Search:
    """What filters mean for events. Raises UsageError for names, types and dates that are none."""
    whom = Whom(connection, atlas)
    found = [
        *_coded(connection, filters), *_places(whom, filters), *_parties(whom, filters), *_roles(whom, filters),
        *_reports(connection, EVENTS, filters),
    ]  # fmt: skip
    return _search(EVENTS, Arm.events, found, filters, long=True)


def search_statements(connection: Connection, atlas: Atlas, filters: Filters) -> Search:
    """What filters mean for statements; their parties are who speaks."""
    whom = Whom(connection, atlas)
    found = [*_reports(connection, STATEMENTS, filters)]
    if filters.kind:
        found.append(Part(checked(STATEMENTS.c.kind).in_(chosen("kind", filters.kind))))
    for name in (*filters.speaker, *filters.party):
        who = whom.meant(name)
        found.append(Part(fits(SPEAKER, who), _known(leads_to_speaker(STATEMENTS, who, "country", "person"))))
    return _search(STATEMENTS, Arm.statements, found, filters, long=False)


def _search(
    table: Table, dates: Callable[[Arm], list[ColumnElement[bool]]], parts: list[Part], filters: Filters, *, long: bool
) -> Search:
    return Search(
        table=table, text=FullText(table), conditions=tuple(part.condition for part in parts), dates=dates,
        leads=lambda arm: [lead for part in parts for lead in part.leads(arm)], window=Window.of(filters),
        words=None if filters.words is None else parse(filters.words), long=long,
    )  # fmt: skip


def standings(filters: Filters) -> list[str]:
    """In which standing events are asked for: any but rejected, if nothing is said of it."""
    wanted = chosen("standing", filters.standing) or list(_FOUND)
    return [one for one in wanted if filters.judged is None or filters.judged == (one != "machine")]


def _coded(connection: Connection, filters: Filters) -> Iterator[Part]:
    """Closed sets of words, and numbers."""
    wanted = standings(filters)
    judged = EVENTS.c.standing != sa.literal_column("'machine'")  # as its index says it
    yield _in("standing", wanted, judged, indexed="machine" not in wanted)
    if filters.type:
        yield _in("type", chosen("type", filters.type))
    if filters.frame:
        yield _in("frame", chosen("frame", filters.frame))
    if filters.status:
        yield Part(checked(EVENTS.c.status).in_(chosen("status", filters.status)))
    if filters.certainty:
        yield Part(checked(EVENTS.c.certainty).in_(chosen("certainty", filters.certainty)))
    if filters.mode:
        yield Part(checked(EVENTS.c.mode).in_(known_modes(connection, filters.mode)))
    if filters.context:
        yield Part(sa.or_(*map(has_context, known_contexts(connection, filters.context))))
    if filters.confidence is not None:
        yield Part(checked(EVENTS.c.confidence) >= filters.confidence)


def _in(column: str, values: list[str], also: ColumnElement[bool] | None = None, *, indexed: bool = True) -> Part:
    """A column that has one of the values, and its index."""
    found = [EVENTS.c[column].in_(values)] + ([] if also is None else [also])
    month = checked(EVENTS.c.month) if column == "frame" else EVENTS.c.month  # its index has another column between

    def leads(arm: Arm) -> list[Select[Any]]:
        return [sa.select(EVENTS.c.key).where(*found, *arm.months(month))] if indexed else []

    return Part(checked(EVENTS.c[column]).in_(values), leads)


def _places(whom: Whom, filters: Filters) -> Iterator[Part]:
    """Countries by code or name, other places by their names."""
    if not filters.place:
        return
    named = [(name, whom.country(name)) for name in filters.place]
    found = [_in("place_country", [code for _, code in named if code])] if any(code for _, code in named) else []
    found += [_place(whom.connection, name) for name, code in named if not code]

    def leads(arm: Arm) -> list[Select[Any]]:
        rows = [lead for part in found for lead in part.leads(arm)]
        return [sa.union_all(*rows).subquery().select()] if len(rows) == len(found) else []

    yield Part(sa.or_(*(part.condition for part in found)), leads)


def _place(connection: Connection, name: str) -> Part:
    called = sa.func.lower(checked(EVENTS.c.place)) == name.lower()
    leads = []
    if connection.dialect.name == "sqlite":
        leads = [FullText(EVENTS).rows(in_column("place", name))]
    known = sa.select(EVENTS.c.key).where(called, *(EVENTS.c.key.in_(lead) for lead in leads))
    if connection.scalar(known.limit(1)) is None and not Gazetteer.load().candidates(name):
        raise UsageError(
            f"--place {name}: no event here has that place; it is a country's code or name, or a town's name"
        )
    return Part(called, lambda _: leads)


def _parties(whom: Whom, filters: Filters) -> Iterator[Part]:
    """Who acts, who is acted upon, and who tells of it."""
    paired = "rejected" not in standings(filters)
    actors, recipients = [*map(whom.meant, filters.actor)], [*map(whom.meant, filters.recipient)]
    for who in map(whom.meant, filters.party):
        yield Part(takes_part(who), partial(leads_to, who))
    for who in actors:
        yield Part(takes_part(who, "a"), partial(leads_to, who, side="a"))
    for who in recipients:
        yield Part(takes_part(who, "r"), partial(leads_to, who, side="r"))
    for one, other in product(actors, recipients) if paired else ():
        yield Part(sa.true(), partial(leads_to_pair, one, other))
    if filters.between:
        one, other = map(whom.meant, filters.between)
        yield Part(faces(one, other), partial(leads_between, one, other, rejected=not paired))
    for who in map(whom.meant, filters.speaker):
        yield Part(fits(TELLER, who), _known(leads_to_speaker(EVENTS, who, "speaker_country", "speaker_person")))


def _known(leads: list[Select[Any]]) -> Callable[[Arm], list[Select[Any]]]:
    """Leads that are the same in every stretch of time."""
    return lambda _: leads


def _roles(whom: Whom, filters: Filters) -> Iterator[Part]:
    """Who has which role in a frame."""
    for role, (frame, column) in ROLES.items():
        for name in getattr(filters, role):
            who = whom.meant(name)
            if who.sector or who.identity is not None:
                raise UsageError(
                    f"--{role} {name}: it is a country, a group of states, an organization or a person by name"
                )
            found = [EVENTS.c.frame == frame] + ([EVENTS.c[column].in_(who.reach)] if who.reach else [])
            condition = sa.and_(checked(EVENTS.c.frame) == frame, fits(in_frame(role, EVENTS.c[column]), who))
            yield Part(condition, partial(_framed, found))


def _framed(found: list[ColumnElement[bool]], arm: Arm) -> list[Select[Any]]:
    return [sa.select(EVENTS.c.key).where(*found, *arm.months(EVENTS.c.month))]


def _reports(connection: Connection, table: Table, filters: Filters) -> Iterator[Part]:
    """Publications and single reports."""
    if filters.publication:
        names = [name for asked in filters.publication for name in _publications(connection, asked)]
        reports = sa.select(REPORTS.c.key).where(REPORTS.c.publication.in_(names))
        lead = sa.select(table.c.key).where(table.c.report.in_(reports))
        yield Part(checked(table.c.report).in_(reports), _known([lead]))
    if filters.report:
        keys = [_report(connection, asked) for asked in filters.report]
        lead = sa.select(table.c.key).where(table.c.report.in_(keys))
        yield Part(checked(table.c.report).in_(keys), _known([lead]))


def _publications(connection: Connection, asked: str) -> list[str]:
    """A publication as it is written in the record, in whichever case."""
    every = connection.scalars(sa.select(REPORTS.c.publication).distinct().where(REPORTS.c.publication.is_not(None)))
    names = sorted(every)
    found = [name for name in names if name.casefold() == asked.strip().casefold()]
    if not found:
        near = [name for name, _, _ in process.extract(asked, names, limit=5)]
        raise UsageError(
            f"--publication {asked}: no report here is from there" + (f"; there is {', '.join(near)}" if near else "")
        )
    return found


def _report(connection: Connection, asked: str) -> int:
    key = loading.key_of(connection, asked)
    if key is None:
        raise UsageError(f"--report {asked}: no report here has this id, path or address")
    return key
