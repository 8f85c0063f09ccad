"""Writers killed at random moments, and what the record is like after each.

Every acknowledged report must be there whole, at most one more may be, whole too, the database must be sound, and the next
writer goes on where the killed one stopped.
"""

import multiprocessing
import os
import random
import signal
import tempfile
import time
from multiprocessing.connection import Connection as Pipe
from multiprocessing.context import ForkServerContext
from pathlib import Path

from msgspec import Struct

from verbale.store.database import open_record
from verbale.store.writing import Writer

from . import prepared, soundness

LONGEST_S = 0.5
"""A writer lives at most so long; opening the record takes a tenth of it."""
YOUNGEST_S = 0.2
"""A writer that begins a record is killed before it is so old, often while it makes the tables."""
PRELOADED = ["__main__", "measure.killing", "measure.crowd", "pg8000"]


class Killed(Struct, frozen=True):
    """What a series of killed writers came to."""

    moments: int
    acknowledged: int
    beyond: int
    """Moments between a report's reaching the disk and its acknowledgement."""
    faults: tuple[str, ...]


def context() -> ForkServerContext:
    """Makes processes quickly, from one that has imported everything."""
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(PRELOADED)
    return found


def add_from(where: str, path: str, number: int, acknowledge: Pipe) -> None:
    """The writer: sends None when it begins, then adds report after report from this number on and sends each one's."""
    records = prepared.kept(Path(path))
    acknowledge.send(None)
    writer = Writer(open_record(where, create=True), prepared.RUN)
    while True:
        writer.add(prepared.sent(records, number))
        acknowledge.send(number)
        number += 1


def kill(where: str, path: Path, number: int, after_s: float) -> int:
    """Lets a writer add from this number on and kills it after so many seconds; the first number not acknowledged.

    Raises ChildProcessError where the writer ended by itself.
    """
    ours, theirs = context().Pipe(duplex=False)
    writer = context().Process(target=add_from, args=(where, str(path), number, theirs))
    writer.start()
    theirs.close()
    ours.recv()
    time.sleep(after_s)
    if writer.exitcode is not None:
        raise ChildProcessError(f"the writer ended by itself with {writer.exitcode}")
    os.kill(writer.pid or 0, signal.SIGKILL)
    try:
        while True:
            number = ours.recv() + 1
    except EOFError:
        writer.join()
        return number


def killed(where: str, path: Path, moments: int, chance: random.Random, within_s: float = LONGEST_S) -> Killed:
    """Kills as many writers of a record as there are moments, and looks at it after each."""
    faults: list[str] = []
    number = since = beyond = 0
    for _ in range(moments):
        number = kill(where, path, number, chance.uniform(0, within_s))
        with_one_more, found = look(where, path, since, number)
        faults += found
        beyond += with_one_more
        since = max(0, number - 1)
    faults += look(where, path, 0, number)[1]
    return Killed(moments, number, beyond, tuple(faults))


def look(where: str, path: Path, since: int, upto: int) -> tuple[bool, list[str]]:
    """Whether one report more is there than acknowledged, and what is wrong; of single reports from `since` on."""
    records = prepared.kept(path)
    database = open_record(where, create=True)
    try:
        with database.reading() as connection:
            found = list(soundness.of_totals(connection))
            more = soundness.is_there(connection, prepared.sent(records, upto))
            if soundness.is_there(connection, prepared.sent(records, upto + 1)):
                found.append("more than one report is there that nobody acknowledged")
            last = upto + more
            for number in range(since, last):
                if number + 1 == last or not prepared.follows(number):
                    found += soundness.of_report(connection, prepared.sent(records, number))
        found += soundness.of_file(database)
    finally:
        database.close()
    return more, found


def begun(path: Path, moments: int, chance: random.Random) -> Killed:
    """Kills the writers of as many records while they begin them."""
    with tempfile.TemporaryDirectory() as folder:
        series = [killed(f"{folder}/{number}.db", path, 1, chance, YOUNGEST_S) for number in range(moments)]
    return Killed(
        moments, sum(s.acknowledged for s in series), sum(s.beyond for s in series),
        tuple(fault for s in series for fault in s.faults),
    )  # fmt: skip
