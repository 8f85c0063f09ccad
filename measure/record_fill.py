"""A record of as many events as wanted, filled with variants of the sample reports.

To add a million events report by report takes hours. Here processes make parts of a few hundred reports each, through
the functions that make the store's own rows, and the parts are poured together. What a report is compared with others
for is settled by hand: variants of one story are the accounts of its episodes, and equal names are equal people.
"""

import hashlib
import multiprocessing
import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from verbale.actors.spelling import folded
from verbale.record import Record
from verbale.store import copies, traces
from verbale.store.accounts import accounts
from verbale.store.appearances import appear
from verbale.store.contents import pack_record, pack_report
from verbale.store.database import Database, open_record
from verbale.store.identity import identity
from verbale.store.judged import Judged
from verbale.store.loading import Stored
from verbale.store.mentions import named_in
from verbale.store.personal_names import name_of
from verbale.store.rows import event_row, pair_rows, party_rows, statement_row
from verbale.store.runs import Run, key_of, now
from verbale.store.tables import (
    EPISODES,
    EVENTS,
    LINKS,
    MENTIONS,
    PAIRS,
    PARTIES,
    PEOPLE,
    READINGS,
    REPORTS,
    SHINGLES,
    SPELLINGS,
    STATEMENTS,
    TELLINGS,
    TRACES,
    VERSIONS,
)
from verbale.store.writing import masthead

from .record_variants import Plan, Variants

PART = 400
"""Reports made at once."""
RUN = Run("0", "0" * 64, "0" * 64)
_POURED = (
    REPORTS, VERSIONS, READINGS, EPISODES, EVENTS, PARTIES, PAIRS, STATEMENTS, PEOPLE, MENTIONS, LINKS, TELLINGS, TRACES,
    SHINGLES,
)  # fmt: skip
Rows = dict[sa.Table, list[dict[str, Any]]]


class Job(NamedTuple):
    """A part to be made: its variants and the first keys of its events, statements and mentions."""

    plans: tuple[Plan, ...]
    event: int
    statement: int
    mention: int
    path: Path


def fill(where: Path, variants: Variants, events: int, *, processes: int | None = None) -> int:
    """Makes a SQLite record of at least so many events; how many reports it took."""
    database = open_record(where, create=True)
    reports = 0
    with tempfile.TemporaryDirectory(dir=where.parent) as folder:
        jobs = _jobs(variants, events, Path(folder))
        context = multiprocessing.get_context("fork")  # the variants need not be made again
        with context.Pool(processes or os.cpu_count(), _begin, (variants,)) as pool:
            for path, number in pool.imap(_part, jobs):
                _pour(database, path)
                path.unlink()
                reports += number
    _finish(database)
    database.close()
    return reports


def _jobs(variants: Variants, events: int, folder: Path) -> Iterator[Job]:
    """Parts that hold whole stories."""
    event = statement = mention = 1
    plans = variants.plans()
    left: list[Plan] = []
    while event <= events:
        some = [*left, *islice(plans, PART)]
        cut = some[-1].story
        now, left = [p for p in some if p.story != cut], [p for p in some if p.story == cut]
        yield Job(tuple(now), event, statement, mention, folder / f"{now[0].number:08}.db")
        sizes = [variants.size(plan) for plan in now]
        event, statement, mention = (
            first + sum(size[i] for size in sizes) for i, first in enumerate((event, statement, mention))
        )


_made: dict[str, Variants] = {}
"""What a process makes parts from."""


def _begin(variants: Variants) -> None:
    _made["variants"] = variants


def _part(job: Job) -> tuple[Path, int]:
    """Makes a part: a record by itself, with the keys that its rows will have in the whole."""
    variants = _made["variants"]
    database = open_record(job.path, create=True)
    rows: Rows = defaultdict(list)
    stored = list(_stored(variants, job.plans))
    keys = _Keys(job)
    for plan, one in zip(job.plans, stored, strict=True):
        keys.add(rows, plan, one)
    with database.writing() as connection:
        key_of(connection, RUN)
        for table in _POURED:
            if rows[table]:
                connection.execute(sa.insert(table), rows[table])
        _compared(connection, stored)
    database.close()
    return job.path, len(stored)


def _stored(variants: Variants, plans: Sequence[Plan]) -> Iterator[Stored]:
    for plan in plans:
        key = plan.number + 1
        yield Stored(report=key, version=key, number=1, reading=key, run=1, record=variants.record(plan))


def _compared(connection: Connection, stored: Iterable[Stored]) -> None:
    """What later reports are compared with."""
    for one in stored:
        copies.note(connection, one)
        keys = connection.scalars(sa.select(EVENTS.c.key).where(EVENTS.c.report == one.report)).all()
        traces.write(connection, accounts(connection, keys).values(), one)


class _Keys:
    """Gives rows their keys."""

    def __init__(self, job: Job) -> None:
        self._event, self._statement, self._mention = job.event, job.statement, job.mention
        self._episodes: dict[tuple[int, int], dict[str, Any]] = {}
        self._publications: dict[int, set[str | None]] = defaultdict(set)
        self._people: set[int] = set()

    def add(self, rows: Rows, plan: Plan, stored: Stored) -> None:
        """The rows of a report."""
        record = stored.record
        _evidence(rows, stored)
        for statement in record.statements:
            row = statement_row(statement, statement.id, statement.parent, stored)
            rows[STATEMENTS].append({"key": self._statement, **row})
            self._statement += 1
        speakers = {s.id: s.speaker for s in record.statements}
        for number, event in enumerate(record.events):
            row = event_row(Judged(event.id, event), stored, speakers)
            first = self._episode(rows, plan, number, row, record)
            rows[EVENTS].append({"key": self._event, "episode": first, **row})
            rows[PARTIES] += party_rows(self._event, event, "machine")
            rows[PAIRS] += pair_rows(self._event, event)
            self._event += 1
        for person in named_in(record):
            key = self._person(rows, person.name, person.country)
            row = {**person.row(), "report": stored.report, "person": key, "identity": key}
            rows[MENTIONS].append({"key": self._mention, **row})
            self._mention += 1

    def _episode(self, rows: Rows, plan: Plan, number: int, row: dict[str, Any], record: Record) -> int:
        """The episode of an event: that of the same event in the first variant of its story."""
        found = self._episodes.get((plan.story, number))
        if found is None:
            found = {
                "key": self._event, "id": f"h{row['id'][1:]}", "type": row["type"], "start": row["start"],
                "end": row["end"], "accounts": 0, "independent": 0, "publications": 0, "disputed": False,
            }  # fmt: skip
            rows[EPISODES].append(found)
            self._episodes[plan.story, number] = found
        else:
            rows[LINKS].append({
                "event": self._event, "other": found["key"], "score": 0.9,
                "reasons": '["the same parties on both sides","the same day","the same type","words alike"]',
            })  # fmt: skip
        publications = self._publications[found["key"]]
        publications.add(record.report.publication)
        found |= {
            "accounts": found["accounts"] + 1, "independent": found["independent"] + (not plan.reprint),
            "publications": len(publications),
        }  # fmt: skip
        return int(found["key"])

    def _person(self, rows: Rows, name: str, country: str | None) -> int:
        """The key of whoever is called so; in every part the same."""
        digest = hashlib.sha256(f"{name}|{country}".encode()).digest()
        key = int.from_bytes(digest[:6])
        if key not in self._people:
            self._people.add(key)
            rows[PEOPLE].append({
                "key": key, "id": f"p{digest.hex()[:15]}", "name": name, "folded": folded(name), "country": country,
                "reports": 0,
            })  # fmt: skip
        return key


def _evidence(rows: Rows, stored: Stored) -> None:
    report, key = stored.record.report, stored.report
    rows[REPORTS].append({"key": key, **masthead(report), "identity": identity(report), "version": 1, "added": now()})
    rows[VERSIONS].append({
        "key": key, "report": key, "number": 1, "sha256": report.sha256, "content": pack_report(report), "added": now(),
    })  # fmt: skip
    rows[READINGS].append({
        "key": key, "version": key, "run": 1, "content": pack_record(stored.record), "events": len(stored.record.events),
        "read": now(),
    })  # fmt: skip


def _pour(database: Database, path: Path) -> None:
    """Puts the rows of a part into the whole."""
    with database.engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        for line in ("PRAGMA synchronous=OFF", "PRAGMA foreign_keys=OFF", "PRAGMA cache_size=-400000"):
            driver.execute(line)
        driver.execute("ATTACH ? AS part", (str(path),))
        driver.execute("BEGIN")
        driver.execute("INSERT OR IGNORE INTO runs SELECT * FROM part.runs")
        for table in _POURED:
            names = ", ".join(f'"{column.name}"' for column in table.c)
            driver.execute(f"INSERT OR IGNORE INTO {table.name} ({names}) SELECT {names} FROM part.{table.name}")  # noqa: S608
        driver.execute("COMMIT")
        driver.execute("DETACH part")


def _finish(database: Database) -> None:
    """What is counted over all reports."""
    seen = {
        "first_seen": sa.func.min(MENTIONS.c.on), "last_seen": sa.func.max(MENTIONS.c.on),
        "reports": sa.func.count(MENTIONS.c.report.distinct()),
    }  # fmt: skip
    with database.writing() as connection:
        told = {
            name: sa.select(f).where(MENTIONS.c.person == PEOPLE.c.key).scalar_subquery() for name, f in seen.items()
        }
        connection.execute(sa.update(PEOPLE).values(**told))
        appear(connection, sa.select(REPORTS.c.key))
        mentions = sa.select(MENTIONS.c.person, MENTIONS.c.country, MENTIONS.c.spellings, sa.func.count())
        names: dict[tuple[int, str], dict[str, Any]] = {}
        for person, country, spellings, number in connection.execute(mentions.group_by(*mentions.selected_columns[:3])):
            for spelling in spellings.split("\t"):
                row = names.setdefault((person, spelling), _spelling(person, spelling, country))
                row["mentions"] += number
        connection.execute(sa.insert(SPELLINGS), [row for row in names.values() if row["sounds"]])
        connection.exec_driver_sql("ANALYZE")


def _spelling(person: int, spelling: str, country: str | None) -> dict[str, Any]:
    name = name_of(spelling)
    keys = name.keys(country) if name.words else None
    return {
        "person": person, "spelling": spelling, "sounds": keys.sounds if keys else "", "ends": keys.ends if keys else "",
        "surname": keys.surname if keys else "", "mentions": 0,
    }  # fmt: skip
