"""Who held which office for which state, according to the reports, with the sentences that say so."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.engine import Connection

from .office_titles import FORMER, title_of
from .tables import MENTIONS, PEOPLE, REPORTS

SENTENCES = 3
"""Sentences shown for each office: the first ones and the last."""
_REPRINTS = 8
"""Mentions looked through for each sentence that is to differ from the others."""


class Sentence(Struct, frozen=True, kw_only=True):
    """Words that name a person and perhaps the office: `body[first:last] == quote`."""

    quote: str | None
    first: int | None
    last: int | None
    report: str
    """Id of the report."""
    published: dt.date | None
    publication: str | None


class Tenure(Struct, frozen=True, kw_only=True):
    """An office that reports give to a person."""

    person: str
    """Id."""
    name: str
    office: str
    """As most reports word it."""
    country: str | None
    """For which state or organization; None where no report says."""
    former: bool
    """Reports say that it was held before."""
    first_seen: dt.date | None
    last_seen: dt.date | None
    """Publication dates of the first and last report that says so; None where none is dated."""
    reports: int
    sentences: tuple[Sentence, ...]


def office(
    connection: Connection, name: str, country: str, on: dt.date | None = None, *, sentences: int = SENTENCES
) -> tuple[Tenure, ...]:
    """Who held an office for a state or organization according to the reports, the earliest first.

    "Defense Minister" and "minister of defence" are one office; who is called a former one is left out. With a day, those
    seen in it before and after that day, else the last before.
    """
    held = tenures(connection, (MENTIONS.c.title == title_of(name)) & (MENTIONS.c.country == country), sentences)
    return held if on is None else as_of(held, on)


def tenures(connection: Connection, where: sa.ColumnElement[bool], sentences: int) -> tuple[Tenure, ...]:
    """The offices that some mentions give, one for each person, office and state, the earliest first."""
    group = (PEOPLE.c.key, PEOPLE.c.id, PEOPLE.c.name, MENTIONS.c.title, MENTIONS.c.country, MENTIONS.c.office)
    rows = (
        sa.select(
            *group, sa.func.count(MENTIONS.c.report.distinct()).label("reports"),
            sa.func.min(MENTIONS.c.on).label("first"), sa.func.max(MENTIONS.c.on).label("last"),
        )
        .join(PEOPLE, PEOPLE.c.key == MENTIONS.c.person)
        .where(where, MENTIONS.c.title.is_not(None))
        .group_by(*group)
    )  # fmt: skip
    by_office: dict[tuple[str, str, str | None], list[Any]] = defaultdict(list)
    for row in connection.execute(rows):
        by_office[row.id, row.title, row.country].append(row)
    return tuple(sorted((_tenure(connection, told, sentences) for told in by_office.values()), key=_by_time))


def _by_time(one: Tenure) -> tuple[bool, dt.date, int, str, str, str]:
    first = one.first_seen
    return first is None, first or dt.date.min, -one.reports, one.office, one.country or "", one.person


def _tenure(connection: Connection, told: Sequence[Any], sentences: int) -> Tenure:
    """One office under all the words that reports have for it."""
    words = Counter({row.office: row.reports for row in told})
    one = told[0]
    return Tenure(
        person=one.id, name=one.name, office=min(words, key=lambda w: (-words[w], w)), country=one.country,
        former=one.title.startswith(FORMER), first_seen=min((r.first for r in told if r.first), default=None),
        last_seen=max((r.last for r in told if r.last), default=None), reports=words.total(),
        sentences=_sentences(connection, one, sentences),
    )  # fmt: skip


def _sentences(connection: Connection, one: Any, number: int) -> tuple[Sentence, ...]:
    """The first sentences and the last one, each once however often it was reprinted."""
    rows = (
        sa.select(
            MENTIONS.c.key, MENTIONS.c.quote, MENTIONS.c.first, MENTIONS.c.last, REPORTS.c.id.label("report"),
            REPORTS.c.published, REPORTS.c.publication,
        )
        .join(REPORTS)
        .where(
            MENTIONS.c.person == one.key, MENTIONS.c.title == one.title,
            MENTIONS.c.country.is_not_distinct_from(one.country), MENTIONS.c.quote.is_not(None),
        )
    )  # fmt: skip
    early = rows.order_by(MENTIONS.c.on.nulls_last(), MENTIONS.c.key).limit(number * _REPRINTS)
    late = rows.order_by(MENTIONS.c.on.desc().nulls_last(), MENTIONS.c.key.desc()).limit(1)
    by_quote: dict[str, Any] = {}
    for row in connection.execute(early):
        by_quote.setdefault(row.quote, row)
    last = [row for row in connection.execute(late) if number and row.quote not in by_quote]
    chosen = [*list(by_quote.values())[: number - len(last)], *last]
    return tuple(Sentence(**{f: getattr(r, f) for f in Sentence.__struct_fields__}) for r in chosen)


def as_of(held: Sequence[Tenure], on: dt.date) -> tuple[Tenure, ...]:
    """Those seen both before and after a day; else those last seen before it."""
    dated = [(t.first_seen, t.last_seen, t) for t in held if t.first_seen and t.last_seen]
    around = tuple(t for first, last, t in dated if first <= on <= last)
    before = [(last, t) for _, last, t in dated if last < on]
    return around or tuple(t for last, t in before if last == max(day for day, _ in before))
