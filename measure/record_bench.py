"""A record with a million events: its size, the time of twelve questions, and what adding costs.

    python -m measure.record_bench [--events 1000000] [--keep FILE] [--folder DIR]

Filling takes about ten minutes on two cores and 3 GB of disk. With --keep the file stays, and a later run measures it
as it is. The figures are printed and written into docs/performance.md.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TypeVar

import msgspec
import sqlalchemy as sa

from verbale.pipeline import Reader
from verbale.store.database import open_record
from verbale.store.tables import EPISODES, EVENTS, PEOPLE, REPORTS, STATEMENTS

from .desk_load import Load, told
from .docs_markdown import table
from .percentiles import percentile
from .performance import put, where_and_when
from .record_adding import Added
from .record_fill import fill
from .record_queries import TIMES, Asked
from .record_sizes import sizes
from .record_variants import Variants, read_samples

T = TypeVar("T")
EVENTS_WANTED = 1_000_000
REPORTS_ADDED = 180
USERS = 50
"""At the desk at once."""
BEYOND = 10_000_000
"""Numbers of variants that no record is filled with."""
BYTES_AN_EVENT = 3000
"""Of disk, with the parts that are poured together and the log."""
LARGEST_GB, SLOWEST_MS, DEAREST = 1.5, 150, 1.3
"""The bars: of a file with a million events, of the 95th percentile of a question, of reading and adding, by reading alone."""
_SMALL = 8_000_000
"""Bytes below which tables are told together."""


def main() -> None:
    """Fills a record, if there is none, and measures it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted = int(os.environ.get("BENCH_EVENTS", EVENTS_WANTED))
    parser.add_argument("--events", type=int, default=wanted, help="default: BENCH_EVENTS, else %(default)s")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="the record to make, or to measure again")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()), help="for the record otherwise")
    parser.add_argument("--times", type=int, default=TIMES, help="that each question is asked")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        where = options.keep or Path(folder) / "bench.db"
        if not where.exists() and shutil.disk_usage(where.absolute().parent).free < options.events * BYTES_AN_EVENT:
            sys.exit(f"{where}: a record of {options.events:,} events takes more disk than is free")
        text = measured(where, options.events, options.times, Path(folder))
        desk = told(_inside("desk_load", Load, str(where), "--users", str(USERS)), USERS)
    print(text)
    put("record", f"{where_and_when()}\n\n{text}")
    put("desk", f"{where_and_when()}\n\n{desk}")


def measured(where: Path, events: int, times: int, folder: Path) -> str:
    """The block of the page."""
    variants = Variants(read_samples(Reader.load()))
    parts = [] if where.exists() else [_filled(where, variants, events)]
    parts += [_counted(where), _sized(where)]
    asked = _inside("record_queries", Asked, str(where), "--times", str(times))
    parts.append(_asked(asked))
    texts = folder / "texts.jsonl"
    with texts.open("wb") as stream:
        for row in variants.texts(REPORTS_ADDED, first=BEYOND + where.stat().st_size):
            stream.write(msgspec.json.encode(row) + b"\n")
    parts.append(_added(_inside("record_adding", Added, str(where), str(texts))))
    return "\n\n".join(part.strip() for part in parts)


def _filled(where: Path, variants: Variants, events: int) -> str:
    started = time.perf_counter()
    reports = fill(where, variants, events)
    took = time.perf_counter() - started
    return f"Filled with {reports:,} variants of the sample reports in {took / 60:.0f} minutes."


def _counted(where: Path) -> str:
    database = open_record(where)
    counted = {"reports": REPORTS, "events": EVENTS, "statements": STATEMENTS, "people": PEOPLE, "episodes": EPISODES}
    with database.reading() as connection:
        numbers = {
            name: connection.scalar(sa.select(sa.func.count()).select_from(table)) for name, table in counted.items()
        }
    database.close()
    return "The record holds " + ", ".join(f"{number:,} {name}" for name, number in numbers.items()) + "."


def _sized(where: Path) -> str:
    size = where.stat().st_size
    found = sizes(where)
    rows = [
        (name, _mb(own), _mb(indexes), _mb(own + indexes))
        for name, (own, indexes) in found.items() if own + indexes >= _SMALL
    ]  # fmt: skip
    small = sum(own + indexes for own, indexes in found.values() if own + indexes < _SMALL)
    rows.append(("all others", "", "", _mb(small)))
    told = f"The file takes **{size / 1e9:.2f} GB**{_bar(size / 1e9, LARGEST_GB, f'{LARGEST_GB} GB')}."
    return told + "\n\n" + table(("MB", "rows", "indexes", "together"), rows) if found else told


def _asked(asked: Asked) -> str:
    rows = []
    for query in asked.queries:
        middle, late = statistics.median(query.seconds) * 1000, percentile(query.seconds, 95) * 1000
        rows.append((query.name, f"{query.rows / len(query.seconds):.0f}", f"{middle:.0f}", _late(late)))
    times = len(asked.queries[0].seconds)
    return (
        f"Each question asked {times} times through the Python API, with countries, people, words and days drawn from the "
        f"record; the bar is {SLOWEST_MS} ms for the 95th percentile.\n\n"
        + table(("question", "rows", "median, ms", "95th percentile, ms"), rows)
        + f"\nThe process that asked took {asked.rss_mb:.0f} MB at most, pages of the file that it looked at included."
    )


def _late(late_ms: float) -> str:
    return f"{late_ms:.0f}" if late_ms < SLOWEST_MS else f"**{late_ms:.0f}**, over the bar"


def _added(added: Added) -> str:
    ratio = sum(added.beside) / sum(added.only_read)
    middles = [statistics.median(times) * 1000 for times in (added.reading, added.adding)]
    return (
        f"{REPORTS_ADDED} more reports were read in turns of three blocks. In the first blocks each was read and then added: "
        f"{middles[0]:.0f} ms to read one and {middles[1]:.0f} ms to add it (medians; 95th percentile of adding "
        f"{percentile(added.adding, 95) * 1000:.0f} ms). The second blocks were only read, the third read and added as "
        f"`verbale add` does it, storing one while it reads the next: that took **{ratio:.2f} times** as long as reading alone"
        f"{_bar(ratio, DEAREST, str(DEAREST))}. The process took {added.rss_mb:.0f} MB at most."
    )


def _bar(value: float, bar: float, told: str) -> str:
    return f" (the bar is {told})" if value <= bar else f", over the bar of {told}"


def _mb(size: int) -> str:
    return f"{size / 1e6:.0f}"


def _inside(module: str, kind: type[T], *arguments: str) -> T:
    """What a measurement prints in a process of its own, so that its memory is its own."""
    command = [sys.executable, "-m", f"measure.{module}", *arguments]
    said = subprocess.run(
        command, env={**os.environ, "OMP_NUM_THREADS": "1"}, check=True, stdout=subprocess.PIPE
    ).stdout
    return msgspec.json.decode(said, type=kind)


if __name__ == "__main__":
    main()
