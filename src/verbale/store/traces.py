"""Where other accounts of an event are looked for: rows of an index by party or place, and day."""

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

import sqlalchemy as sa
from msgspec.structs import replace
from sqlalchemy.engine import Connection

from ..actors.spelling import folded
from .accounts import Account
from .contradictions import people
from .evidence import sentence_around, told_words
from .families import half
from .tables import EVENTS, REPORTS, TELLINGS, TRACES

CANDIDATES = 24
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
_DAY = dt.timedelta(days=1)
Days = tuple[int, int]


def write(connection: Connection, found: Iterable[Account], body: str) -> dict[int, Account]:
    """Makes accounts of a report findable that are not; they come back with the words of their sentences."""
    tellings, traces = [], []
    told: dict[int, Account] = {}
    found = list(found)
    usual = _usual(found)
    for account in found:
        words = told_words(sentence_around(body, *account.span))
        told[account.key] = replace(account, sentence=words | account.words)
        codes, days = _codes(account, usual), _days(account)
        tellings.append({
            "event": account.key, "words": " ".join(sorted(words - account.words)), "codes": "\t".join(codes),
            "days": " ".join(map(str, days)),
        })  # fmt: skip
        traces += [{"code": code, "day": day, "event": account.key} for code in codes for day in days]
    if tellings:
        connection.execute(sa.insert(TELLINGS), tellings)
    if traces:
        connection.execute(sa.insert(TRACES), traces)
    return told


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
    codes = [f"{half(account.type)}:{code}" for code in parties or report]
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
    probes = [(a, code, days) for a in found for code in _codes(a, usual) for days in _stretches(a)]
    hits: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for start in range(0, len(probes), _AT_ONCE):
        batch = probes[start : start + _AT_ONCE]
        rows = connection.execute(_PROBE, dict(_asked(batch)))
        for number, event, day in rows:
            account = batch[number][0]
            hits[account.key][event].append(abs(day - _days(account)[0]))
    own = {a.key for a in found}
    return {
        key: sorted(others.keys() - own, key=lambda o: (-len(others[o]), min(others[o]), -o))[:CANDIDATES]
        for key, others in hits.items()
    }


def _asked(batch: Sequence[tuple[Account, str, Days]]) -> Iterator[tuple[str, object]]:
    for number in range(_AT_ONCE):
        code, days = (batch[number][1], batch[number][2]) if number < len(batch) else ("", (0, 0))
        yield from ((f"code{number}", code), (f"first{number}", days[0]), (f"last{number}", days[1]))


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
