"""What adding costs beside reading: `python -m measure.record_adding RECORD TEXTS` reads and adds the texts of a file.

The texts are JSON Lines, as for `verbale add --jsonl`; each is added with its own commit. They are taken in turns of three
blocks: of one each is read and then added, one is only read, and one is read and added as `verbale add` does it, where a
report is stored while the next is being read.
"""

import resource
import sys
import time
from collections.abc import Callable, Iterable
from itertools import islice

import msgspec

from verbale.ingest import jsonl_rows
from verbale.pipeline import Reader
from verbale.record import Record
from verbale.report import Report
from verbale.store.beside import Beside, Told
from verbale.store.database import open_record
from verbale.store.runs import Run
from verbale.store.writing import Outcome, Writer

BLOCK = 10
"""Reports of a turn."""


class Added(msgspec.Struct, frozen=True):
    """Seconds by report."""

    reading: tuple[float, ...]
    adding: tuple[float, ...]
    only_read: tuple[float, ...]
    """By block."""
    beside: tuple[float, ...]
    """By block: reading and adding as `verbale add` does it."""
    events: int
    rss_mb: float
    """The most memory it took, of which the file's pages that it has mapped are a part."""


def add_all(where: str, texts: str) -> Added:
    """Reads and adds the reports of a file."""
    reader = Reader.load()
    database = open_record(where, create=True)
    writer = Writer(database, Run.of(reader))
    reading: list[float] = []
    adding: list[float] = []
    only_read: list[float] = []
    beside: list[float] = []
    outcomes: list[Told] = []
    reports = (row for row in jsonl_rows(texts) if isinstance(row, Report))
    while block := list(islice(reports, BLOCK)):
        for report in block:
            started = time.perf_counter()
            record = reader.read(report)
            read = time.perf_counter()
            outcomes.append(writer.add(record))
            reading.append(read - started)
            adding.append(time.perf_counter() - read)
        block = list(islice(reports, BLOCK))
        only_read.append(_timed(lambda block=block: [reader.read(report) for report in block]))
        block = list(islice(reports, BLOCK))
        beside.append(_timed(lambda block=block: _beside(writer, outcomes.append, map(reader.read, block))))
    database.close()
    events = sum(o.events for o in outcomes if isinstance(o, Outcome))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Added(tuple(reading), tuple(adding), tuple(only_read), tuple(beside), events, memory)


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _beside(writer: Writer, tell: Callable[[Told], None], records: Iterable[Record]) -> None:
    with Beside(writer, tell) as beside:
        for record in records:
            beside.store(record)


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.encode(add_all(sys.argv[1], sys.argv[2])) + b"\n")
