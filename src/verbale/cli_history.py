"""The commands `verbale runs`, `versions`, `minutes` and `original`: what was read when, and the reports as they were."""

import re
import sys
from typing import TYPE_CHECKING

import click
from msgspec.structs import asdict

from .cli_options import RECORD, examples
from .cli_output import printer
from .cli_reports import check_runs, report_key
from .cli_tables import FORMAT, Row, print_rows
from .errors import RecordError

if TYPE_CHECKING:
    from .store.history import PastRun, Version

SHOWN = 12
"""Digits of a hash that a table shows."""
_HASH = re.compile(r"[0-9a-f]{64}")
_VERSION = click.option("--version", "number", metavar="N", type=int, help="Another version than the latest.")


@click.command(
    short_help="List the runs that have read for the record.",
    epilog=examples("verbale runs", "verbale runs --record news.db --format jsonl"),
)
@RECORD
@FORMAT
def runs(where: str, style: str) -> None:
    """List the runs that have read for the record.

    A run is one version of the program with one lexicon (your own folders included) and one language model. Tables
    shorten the hashes of lexicon and model; the other formats give them whole.
    """
    from .store.database import open_record
    from .store.history import runs as found

    database = open_record(where)
    try:
        with database.reading() as connection:
            columns = ("number", "program", "lexicon", "model", "started", "reports", "events")
            print_rows((_plain(run, style) for run in found(connection)), style, columns)
    finally:
        database.close()


@click.command(
    short_help="List the versions in which a report was seen.",
    epilog=examples("verbale versions https://example.org/a", "verbale versions reports/a.html --format csv"),
)
@click.argument("report")
@RECORD
@FORMAT
def versions(report: str, where: str, style: str) -> None:
    """List the versions in which a report was seen.

    Each with the lines of its text that the version before lacked and those that were gone; none of either means that
    only the page around the text changed.
    """
    from .store.database import open_record
    from .store.history import versions as found

    database = open_record(where)
    try:
        with database.reading() as connection:
            rows = found(connection, report_key(connection, report, database.name))
    finally:
        database.close()
    columns = ("number", "added", "sha256", "lines_added", "lines_removed", "runs", "title")
    print_rows((_plain(version, style) for version in rows), style, columns)


def _plain(value: "PastRun | Version", style: str) -> Row:
    row = asdict(value)
    if style == "table":
        return {k: v[:SHOWN] if isinstance(v, str) and _HASH.fullmatch(v) else v for k, v in row.items()}
    return {k: " ".join(map(str, v)) if isinstance(v, tuple) and style == "csv" else v for k, v in row.items()}


@click.command(
    short_help="Print the minutes of a report as a run read it.",
    epilog=examples(
        "verbale minutes reports/a.html                       the reading that the record shows",
        "verbale minutes reports/a.html --run 1               an earlier one",
        "verbale minutes reports/a.html --version 1 --format jsonl",
    ),
)
@click.argument("report")
@click.option("--run", metavar="N", type=int, help="Another run's reading than the one shown.")
@_VERSION
@RECORD
@click.option(
    "--format", "style", type=click.Choice(["minutes", "jsonl"]), default="minutes", show_default=True,
    help="Minutes for people, or one JSON object.",
)  # fmt: skip
def minutes(report: str, run: int | None, number: int | None, where: str, style: str) -> None:
    """Print the minutes of a report as a run read it: the machine's word, without the judgements of people."""
    from .store.database import open_record
    from .store.loading import load

    database = open_record(where)
    try:
        with database.reading() as connection:
            key = report_key(connection, report, database.name)
            check_runs(connection, [run] if run is not None else [], database.name)
            stored = load(connection, key, version=number, run=run)
    finally:
        database.close()
    if stored is None:
        which = f"version {number} of " * (number is not None) + report
        raise RecordError(database.name, f"no reading of {which}" + f" in run {run}" * (run is not None))
    printer(style)(stored.record)


@click.command(
    short_help="Write a report's bytes as they came.",
    epilog=examples(
        "verbale original https://example.org/a > page.html", "verbale original reports/a.pdf --version 1 > a.pdf"
    ),
)
@click.argument("report")
@_VERSION
@RECORD
def original(report: str, number: int | None, where: str) -> None:
    """Write a report's bytes as they came; for text handed over as JSON Lines, the text."""
    from .store.database import open_record
    from .store.history import version_key
    from .store.loading import original_of

    database = open_record(where)
    try:
        with database.reading() as connection:
            version = version_key(connection, report_key(connection, report, database.name), number)
            if version is None:
                raise RecordError(database.name, f"{report} has no version {number}")
            data = original_of(connection, version)
    finally:
        database.close()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
