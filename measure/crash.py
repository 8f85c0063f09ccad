"""Whether a record holds: `python -m measure.crash` (`make crash`).

Writers are killed at random moments; then two writers and eight readers work at one record for a minute.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from . import crowd, killing, prepared
from .server import new_database, programs, server


def series(folder: Path, options: argparse.Namespace) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A line of the table for each series of moments and each crowd, with its faults."""
    path, chance = folder / "records", random.Random(options.seed)  # noqa: S311  moments, not secrets
    prepared.read_samples(path)
    young = options.moments // 10
    yield _moments("SQLite, begun", killing.begun(path, young, chance))
    yield _moments("SQLite", killing.killed(str(folder / "killed.db"), path, options.moments - young, chance))
    yield _crowded("SQLite", crowd.gather(str(folder / "crowd.db"), path, killing.context(), options.seconds))
    if programs() is None:
        return
    with server(durable=True) as url, new_database(url) as one, new_database(url) as other:
        yield _moments("PostgreSQL", killing.killed(one, path, options.moments // 4, chance, 3 * killing.LONGEST_S))
        yield _crowded("PostgreSQL", crowd.gather(other, path, killing.context(), options.seconds))


def _moments(name: str, found: killing.Killed) -> tuple[str, tuple[str, ...]]:
    told = f"{found.moments} killed, {found.acknowledged} reports acknowledged, {found.beyond} stored just before it"
    return f"| {name} | {told} | {len(found.faults)} |", found.faults


def _crowded(name: str, found: crowd.Crowd) -> tuple[str, tuple[str, ...]]:
    told = f"{found.added} reports added by two writers (longest {found.longest_write_s:.2f} s)"
    looks = f"{found.looks} looks by eight readers (longest {found.longest_look_s:.2f} s)"
    return f"| {name} | {told}, {looks} | {len(found.faults)} |", found.faults


def main() -> None:
    """Prints the figures and leaves with 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moments", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60.0, help="of each crowd")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        print("| record | what was done | faults |\n| --- | --- | ---: |")
        for line, faults in series(Path(folder), options):
            print(line, *faults, sep="\n", flush=True)
            wrong += len(faults)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
