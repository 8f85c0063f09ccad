"""Writers and readers at one record at once: nothing is lost, nobody is turned away, everybody sees one state of it."""

import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.context import ForkServerContext
from pathlib import Path

import sqlalchemy as sa
from msgspec import Struct

from verbale.errors import RecordError
from verbale.store.database import open_record
from verbale.store.tables import REPORTS
from verbale.store.writing import Writer

from . import prepared, soundness

SHARED = 5
"""Every so many reports a writer adds one that the others add too."""
PAUSE_S = 0.05
"""Between two looks of a reader, who is a person or a page and does not keep a processor to himself."""


class Seen(Struct, frozen=True):
    """What one process of a crowd did and met."""

    times: int
    longest_s: float
    faults: tuple[str, ...]
    added: tuple[str, ...] = ()
    """Ids of the reports that it was told are new."""


class Crowd(Struct, frozen=True):
    """What became of all of them."""

    added: int
    looks: int
    longest_write_s: float
    longest_look_s: float
    faults: tuple[str, ...]


def gather(
    where: str, path: Path, context: ForkServerContext, seconds: float, writers: int = 2, readers: int = 8
) -> Crowd:
    """Lets writers and readers work for so many seconds, then looks at what they leave."""
    open_record(where, create=True).close()
    with ProcessPoolExecutor(writers + readers, mp_context=context) as pool:
        writing = [pool.submit(add_for, where, path, f"writer{number}", seconds) for number in range(writers)]
        reading = [pool.submit(look_for, where, seconds) for _ in range(readers)]
        wrote, looked = ([one.result() for one in found] for found in (writing, reading))
    added = [id for seen in wrote for id in seen.added]
    faults = [fault for seen in (*wrote, *looked) for fault in seen.faults]
    return Crowd(
        len(added), sum(seen.times for seen in looked), max(seen.longest_s for seen in wrote),
        max(seen.longest_s for seen in looked), (*faults, *_left(where, added)),
    )  # fmt: skip


def add_for(where: str, path: Path, name: str, seconds: float) -> Seen:
    """A writer: adds reports of its own, and some that others add at the same time."""
    records = prepared.kept(path)
    database = open_record(where)
    writer = Writer(database, prepared.RUN)
    added: list[str] = []

    def add(number: int) -> None:
        shared, count = number % SHARED == 0, number // SHARED
        record = prepared.sent(records, 3 * count, "all") if shared else prepared.sent(records, number, name)
        if writer.add(record).kind == "added":
            added.append(str(record.id))

    seen = _repeat(add, seconds)
    database.close()
    return Seen(seen.times, seen.longest_s, seen.faults, tuple(added))


def look_for(where: str, seconds: float) -> Seen:
    """A reader: sees whether the rows agree with each other, which they do in any one state of the record."""
    database = open_record(where)
    found: list[str] = []

    def look(_: int) -> None:
        with database.reading() as connection:
            found.extend(soundness.of_totals(connection))

    seen = _repeat(look, seconds, PAUSE_S)
    database.close()
    return Seen(seen.times, seen.longest_s, (*seen.faults, *found))


def _repeat(work: Callable[[int], None], seconds: float, pause_s: float = 0.0) -> Seen:
    """Works for so many seconds; how often, how long it took at the longest, and what it was told that went wrong."""
    number, longest_s, faults = 0, 0.0, []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        started = time.perf_counter()
        try:
            work(number)
        except RecordError as error:
            faults.append(str(error))
        longest_s = max(longest_s, time.perf_counter() - started)
        number += 1
        time.sleep(pause_s)
    return Seen(number, longest_s, tuple(faults))


def _left(where: str, added: list[str]) -> list[str]:
    """What is wrong with the record that a crowd leaves behind."""
    database = open_record(where)
    faults = list(soundness.of_file(database))
    with database.reading() as connection:
        faults += soundness.of_totals(connection)
        there = connection.scalars(sa.select(REPORTS.c.id)).all()
    database.close()
    if sorted(there) != sorted(added):
        faults.append(f"{len(added)} reports were acknowledged as new, {len(there)} are there")
    return faults
