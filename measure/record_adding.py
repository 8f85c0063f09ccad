"""What adding costs beside reading: `python -m measure.record_adding RECORD TEXTS` reads and adds the texts of a file.

The texts are JSON Lines, as for `verbale add --jsonl`; each is read and added by itself, with its own commit.
"""

import resource
import sys
import time

import msgspec

from verbale.ingest import jsonl_rows
from verbale.pipeline import Reader
from verbale.report import Report
from verbale.store.database import open_record
from verbale.store.runs import Run
from verbale.store.writing import Writer


class Added(msgspec.Struct, frozen=True):
    """Seconds by report."""

    reading: tuple[float, ...]
    adding: tuple[float, ...]
    events: int
    rss_mb: float
    """The most memory it took, of which the file's pages that it has mapped are a part."""


def add_all(where: str, texts: str) -> Added:
    """Reads and adds the reports of a file."""
    reader = Reader.load()
    database = open_record(where, create=True)
    writer = Writer(database, Run.of(reader))
    reading, adding, events = [], [], 0
    for report in (row for row in jsonl_rows(texts) if isinstance(row, Report)):
        started = time.perf_counter()
        record = reader.read(report)
        read = time.perf_counter()
        events += writer.add(record).events
        reading.append(read - started)
        adding.append(time.perf_counter() - read)
    database.close()
    return Added(tuple(reading), tuple(adding), events, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.encode(add_all(sys.argv[1], sys.argv[2])) + b"\n")
