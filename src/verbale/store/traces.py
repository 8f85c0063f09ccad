"""Where other accounts of an event are looked for: rows of an index by party or place, and day."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from typing import Any

import sqlalchemy as sa
from msgspec.structs import replace
from sqlalchemy.engine import Connection

from ..actors.spelling import folded
from .accounts import Account, lent
from .contradictions import people
from .evidence import gist, sentence_around, told_words, weight
from .families import half
from .loading import Stored
from .tables import EVENTS, GISTS, REPORTS, TELLINGS, TRACES

CANDIDATES = 8
"""Other accounts that one is compared with."""
_MOST = 120
"""Rows read for one code: where a party acts hundreds of times a day, pairs of parties and places still find the rest."""
_SPREAD_DAYS = 9
_LONGEST_DAYS = 62
"""Days on which an account of no certain day is found, from its first on."""
_CODES = 3
"""Parties by which an account is found, of the many that some conferences have."""
_AT_ONCE = 32
_COPIES = 20
"""Copies of a report in which its events are looked for."""
AROUND = 8
"""Stems kept of the rest of a sentence, the rarest: the others weigh little."""
Days = tuple[int, int]
Probe = tuple[str, Days]


def write(connection: Connection, found: Iterable[Account], stored: Stored) -> dict[int, Account]:
    """Makes accounts of a report findable that are not; they come back with what is known now of what is around them."""
    body = stored.record.report.body
    names = _note_gist(connection, stored)
    found = list(found)
    found = [lent(account, found) for account in found]
    usual = _usual(found)
    told: dict[int, Account] = {}
    tellings: list[dict[str, object]] = []
    traces: list[dict[str, object]] = []
    for account in found:
        rest = told_words(sentence_around(body, *account.span)) - account.words.stems
        around = " ".join(sorted(rest, key=lambda w: (-weight(w), w))[:AROUND])
        told[account.key] = replace(account, around=around, gist=names, episode=None, met=True)
        codes, days = _codes(account, usual), _days(account)
        tellings.append({
            "event": account.key, "words": around, "codes": "\t".join(codes),
            "days": " ".join(map(str, days)), "within": account.within,
        })  # fmt: skip
        traces += [{"code": code, "day": day, "event": account.key} for code in codes for day in days]
    if tellings:
        connection.execute(sa.insert(TELLINGS), tellings)
    if traces:
        connection.execute(sa.insert(TRACES), traces)
    return told


def _note_gist(connection: Connection, stored: Stored) -> str:
    names = " ".join(gist(f"{stored.record.report.title or ''}\n{stored.record.report.body}"))
    known = connection.scalar(sa.select(GISTS.c.names).where(GISTS.c.report == stored.report))
    if known is None:
        connection.execute(sa.insert(GISTS).values(report=stored.report, names=names))
    elif known != names:
        connection.execute(sa.update(GISTS).where(GISTS.c.report == stored.report).values(names=names))
    return names


def erase(connection: Connection, events: Sequence[int]) -> None:
    """Makes events unfindable."""
    if not events:
        return
    rows = connection.execute(
        sa.select(TELLINGS.c.event, TELLINGS.c.codes, TELLINGS.c.days).where(TELLINGS.c.event.in_(events))
    ).all()
    gone = [
        {"old_code": code, "old_day": int(day), "old_event": row.event}
        for row in rows for code in row.codes.split("\t") if code for day in row.days.split()
    ]  # fmt: skip
    if gone:
        connection.execute(_ERASE, gone)
    if rows:
        connection.execute(sa.delete(TELLINGS).where(TELLINGS.c.event.in_(events)))


_ERASE = sa.delete(TRACES).where(
    TRACES.c.code == sa.bindparam("old_code"), TRACES.c.day == sa.bindparam("old_day"),
    TRACES.c.event == sa.bindparam("old_event"),
)  # fmt: skip


def _codes(account: Account, report: Sequence[str]) -> tuple[str, ...]:
    """Single parties within their half of the types; pairs of parties, people and places over all types.

    Where an account names no party, those stand in that its report names most.
    """
    parties = sorted(account.codes)[:_CODES]
    codes = [f"{half(account.type)}{code}" for code in parties or report]
    codes += [f"{a}|{b}" for a, b in combinations(parties, 2)]
    codes += sorted({f"~{name}" for _, names in people(account) for name in names})[:_CODES]
    parts = {folded(part) for part in re.split(r"[-–/]", account.place)} if account.place else ()
    return (*codes, *(f"@{part}" for part in sorted(parts)))


def _usual(found: Iterable[Account]) -> list[str]:
    """The parties that a report names most."""
    counts = Counter(code for a in found for code in a.codes)
    return sorted(counts, key=lambda code: (-counts[code], code))[:_CODES]


def _days(account: Account) -> tuple[int, ...]:
    """The days an account is found on: its first, and where it spans many, days between; else that of its report."""
    if account.start is None or account.end is None:
        return (account.published.toordinal(),) if account.published else (0,)
    first, last = account.start.toordinal(), min(account.end.toordinal(), account.start.toordinal() + _LONGEST_DAYS)
    return (*range(first, last, _SPREAD_DAYS), last) if last > first else (first,)


def _stretches(account: Account) -> tuple[Days, ...]:
    """The days on which to look for other accounts of the same event, the likelier first."""
    if account.start is None or account.end is None:
        if account.published is None:
            return ((0, 0),)
        day = account.published.toordinal()
        return (day - 3, day + 4), (day - 10, day - 4)
    first, last = account.start.toordinal(), min(account.end.toordinal(), account.start.toordinal() + _LONGEST_DAYS)
    return (first - 1, last + 1), (first - 4, last + _SPREAD_DAYS)


def candidates(connection: Connection, found: Sequence[Account]) -> dict[int, list[int]]:
    """For each account of a report, keys of others that may tell of the same: most codes in common, then nearest in time."""
    usual = _usual(found)
    asked: dict[tuple[str, Days], list[Account]] = defaultdict(list)
    for account in found:
        for probe in product(_codes(account, usual), _stretches(account)):
            asked[probe].append(account)
    first = {a.key: _days(a)[0] for a in found}
    hits: dict[int, dict[int, list[int]]] = {a.key: defaultdict(list) for a in found}
    for probe, event, day in _answers(connection, list(asked)):
        for account in asked[probe]:
            hits[account.key][event].append(abs(day - first[account.key]))
    own = {a.key for a in found}
    return {
        key: sorted(others.keys() - own, key=lambda o: (-len(others[o]), min(others[o]), -o))[:CANDIDATES]
        for key, others in hits.items()
    }


def _answers(connection: Connection, probes: Sequence[Probe]) -> Iterator[tuple[Probe, int, int]]:
    """Each look with the events it brings up, and the day each stands under."""
    for start in range(0, len(probes), _AT_ONCE):
        batch = probes[start : start + _AT_ONCE]
        asked: dict[str, object] = {}
        for number in range(_AT_ONCE):
            code, (first, last) = batch[number] if number < len(batch) else ("", (0, 0))
            asked |= {f"code{number}": code, f"first{number}": first, f"last{number}": last}
        for row in connection.execute(_PROBE, asked):
            yield batch[row.number], row.event, row.day


def _arm(number: int) -> "sa.Select[tuple[int, int, int]]":
    rows = (
        sa.select(sa.literal_column(str(number), sa.Integer).label("number"), TRACES.c.event, TRACES.c.day)
        .where(TRACES.c.code == sa.bindparam(f"code{number}", type_=sa.String),
               TRACES.c.day.between(sa.bindparam(f"first{number}", type_=sa.Integer),
                                    sa.bindparam(f"last{number}", type_=sa.Integer)))
        .order_by(TRACES.c.day, TRACES.c.event).limit(_MOST).subquery()
    )  # fmt: skip
    return sa.select(rows)


_PROBE: sa.CompoundSelect[Any] = sa.union_all(*map(_arm, range(_AT_ONCE)))
"""One statement for many looks, prepared once."""


def in_copies(connection: Connection, report: int) -> list[int]:
    """Keys of the events in other copies of a report, the first copies first."""
    story = sa.select(REPORTS.c.story).where(REPORTS.c.key == report).scalar_subquery()
    copies = (
        sa.select(REPORTS.c.key).where(REPORTS.c.story == story, REPORTS.c.key != report)
        .order_by(REPORTS.c.key).limit(_COPIES)
    )  # fmt: skip
    return list(connection.scalars(sa.select(EVENTS.c.key).where(EVENTS.c.report.in_(copies)).order_by(EVENTS.c.key)))
