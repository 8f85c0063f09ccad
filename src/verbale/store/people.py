"""People over all reports: who is who, in which office, since when."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from .appearances import appear
from .candidates import Candidate
from .identities import Identities, touched
from .loading import Stored
from .mentions import Named, named_in, of_row
from .person_judgements import splits
from .personal_names import name_of
from .tables import JUDGEMENTS, MENTIONS, PEOPLE, REPORTS, SPELLINGS

_AT_ONCE = 200
"""People of a report looked up together."""


def note(connection: Connection, stored: Stored, *, afresh: bool = False) -> None:
    """Brings the mentions of a report's people up to its last reading, and their identities with them.

    Whoever is named as before stays with the same identity; with `afresh` all are put to one anew.
    """
    found = connection.execute(sa.select(MENTIONS).where(MENTIONS.c.report == stored.report))
    rows = [row._asdict() for row in found]
    left = [(of_row(r), r) for r in rows]
    fresh = []
    for person in named_in(stored.record):
        same = None if afresh else next((pair for pair in left if pair[0] == person), None)
        if same is not None:
            left.remove(same)
        else:
            fresh.append(person)
    gone = [row for _, row in left]
    if fresh or gone:
        _replace(connection, stored.report, fresh, gone, {r["person"] for r in rows})
    appear(connection, [stored.report])


def _replace(
    connection: Connection, report: int, fresh: Sequence[Named], gone: Sequence[Mapping[str, Any]], before: set[int]
) -> None:
    identity = connection.scalar(sa.select(REPORTS.c.identity).where(REPORTS.c.key == report)) or ""
    old = {row["name"]: row["identity"] for row in gone}
    placing = Identities(connection, identity)
    placed: list[Candidate] = []
    for start in range(0, len(fresh), _AT_ONCE):
        some = fresh[start : start + _AT_ONCE]
        placed += placing.place(some, [old.get(p.name) for p in some])
    _update(connection, touched(placed))
    apart = splits(connection, identity, placed)
    rows = [
        person.row()
        | dict(zip(("identity", "person"), apart.get(c.key, (c.key, c.person)), strict=True), report=report)
        for person, c in zip(fresh, placed, strict=True)
    ]
    if gone:
        connection.execute(sa.delete(MENTIONS).where(MENTIONS.c.key.in_([row["key"] for row in gone])))
    if rows:
        connection.execute(sa.insert(MENTIONS), rows)
    own = [(person, c.key) for person, c in zip(fresh, placed, strict=True) if c.key not in apart]
    _count_spellings(connection, own, gone)
    _tally(connection, report, before, {row["person"] for row in rows})
    if gone:
        clean(connection, {row[c] for row in gone for c in ("person", "identity")})


def _update(connection: Connection, changed: Sequence[Candidate]) -> None:
    for one in changed:
        values = {"name": one.name, "country": one.country, "known": one.known, "entity": one.entity}
        connection.execute(sa.update(PEOPLE).where(PEOPLE.c.key == one.key).values(**values))


def _count_spellings(
    connection: Connection, fresh: Sequence[tuple[Named, int]], gone: Sequence[Mapping[str, Any]]
) -> None:
    """Keeps the names by which identities are found, with how many mentions have each.

    Who was split off by hand is found by no name, so that later reports go to the one they were split from.
    """
    more: Counter[tuple[int, str]] = Counter()
    country: dict[int, str | None] = {}
    lost = [(of_row(row), row["identity"]) for row in gone]
    for people, by in ((fresh, 1), (lost, -1)):
        for person, identity in people:
            country.setdefault(identity, person.country)
            more.update({(identity, name): by for name in person.names})
    known = sa.select(SPELLINGS.c.person, SPELLINGS.c.spelling).where(
        SPELLINGS.c.person.in_({p for p, _ in more}), SPELLINGS.c.spelling.in_({s for _, s in more})
    )
    there = {(r.person, r.spelling) for r in connection.execute(known)}
    changes = [{"one": p, "written": s, "by": by} for (p, s), by in more.items() if by and (p, s) in there]
    if changes:
        connection.execute(_MORE, changes)
    new = [_spelling(p, s, country[p], by) for (p, s), by in more.items() if by > 0 and (p, s) not in there]
    if new:
        connection.execute(sa.insert(SPELLINGS), new)


_MORE = (
    sa.update(SPELLINGS)
    .where(SPELLINGS.c.person == sa.bindparam("one"), SPELLINGS.c.spelling == sa.bindparam("written"))
    .values(mentions=SPELLINGS.c.mentions + sa.bindparam("by"))
)


def _spelling(person: int, spelling: str, country: str | None, mentions: int) -> dict[str, object]:
    keys = name_of(spelling).keys(country)
    return {
        "person": person, "spelling": spelling, "sounds": keys.sounds, "ends": keys.ends, "surname": keys.surname,
        "mentions": mentions,
    }  # fmt: skip


def _tally(connection: Connection, report: int, before: set[int], placed: set[int]) -> None:
    """Counts a report where it is new to a person or names them no more, and looks up when they were seen."""
    now = set(connection.scalars(sa.select(MENTIONS.c.person).where(MENTIONS.c.report == report)))
    changes = [{"one": key, "by": (key in now) - (key in before)} for key in sorted(before | placed)]
    if changes:
        connection.execute(_SEEN.values(reports=PEOPLE.c.reports + sa.bindparam("by")), changes)


def _seen(day: sa.ColumnElement[Any]) -> sa.ScalarSelect[Any]:
    return sa.select(day).where(MENTIONS.c.person == PEOPLE.c.key).scalar_subquery()


_SEEN = (
    sa.update(PEOPLE)
    .where(PEOPLE.c.key == sa.bindparam("one"))
    .values(first_seen=_seen(sa.func.min(MENTIONS.c.on)), last_seen=_seen(sa.func.max(MENTIONS.c.on)))
)


def count_again(connection: Connection, people: Iterable[int]) -> None:
    """Counts the reports of people anew, and looks up when they were seen."""
    reports = sa.select(sa.func.count(MENTIONS.c.report.distinct())).where(MENTIONS.c.person == PEOPLE.c.key)
    connection.execute(_SEEN.values(reports=reports.scalar_subquery()), [{"one": key} for key in sorted(people)])


def clean(connection: Connection, people: Iterable[int]) -> None:
    """Removes identities that no report names any more; those a judgement speaks of stay for when it applies again."""
    named = sa.exists().where((MENTIONS.c.person == PEOPLE.c.key) | (MENTIONS.c.identity == PEOPLE.c.key))
    other = PEOPLE.alias()
    kept = (
        named
        | sa.exists().where(other.c.merged == PEOPLE.c.key)
        | sa.exists().where(JUDGEMENTS.c.subject == PEOPLE.c.id)
    )
    connection.execute(sa.delete(PEOPLE).where(PEOPLE.c.key.in_(set(people)), ~kept))
    still = sa.exists().where(MENTIONS.c.identity == SPELLINGS.c.person)
    lost = (SPELLINGS.c.person.in_(set(people)), SPELLINGS.c.mentions < 1)
    connection.execute(sa.delete(SPELLINGS).where(*lost, still))
