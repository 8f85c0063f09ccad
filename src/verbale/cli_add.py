"""The command `verbale add`: reads reports and stores them in the record."""

import sys
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .cli_options import LEXICON, MODEL, PROCESSES, RECORD, examples, given, load_reader
from .cli_output import acknowledge, counted
from .errors import InputError

if TYPE_CHECKING:
    from .report import Report
    from .store.beside import Beside, Told
    from .store.writing import Writer


@click.command(
    short_help="Read reports and store them in the record.",
    epilog=examples(
        "verbale add report.html                              into verbale.db in this folder, begun if need be",
        "verbale add reports/ --processes 4                   a folder; what is stored already is not read again",
        "verbale add --jsonl texts.jsonl --record news.db     another record",
    ),
)
@click.argument("inputs", nargs=-1, metavar="[INPUT]...")
@click.option("--jsonl", "rows", metavar="FILE", help="JSON Lines, one report a line; - for standard input.")
@RECORD
@PROCESSES
@LEXICON
@MODEL
def add(
    inputs: tuple[str, ...], rows: str | None, where: str, processes: int, folders: tuple[Path, ...],
    language_model: str | None,
) -> None:  # fmt: skip
    """Read reports and store them in the record.

    A report is safe once its line is printed: "added", "unchanged", "new version" or "failed" with the reason. What
    is in the record already is not read again, so an interrupted run can simply be repeated. The status is 1 when some
    inputs failed.
    """
    from .archive.pool import read_all
    from .store.beside import Beside
    from .store.database import open_record
    from .store.runs import Run
    from .store.writing import Writer

    if bool(inputs) == bool(rows):
        raise click.UsageError("give either inputs or --jsonl FILE")
    load = partial(load_reader, folders, language_model)
    reports = given(inputs, rows)
    database = open_record(where, create=True)
    failed: list[InputError] = []
    try:
        reader = load()
        writer = Writer(database, Run.of(reader))
        again = load if processes > 1 else lambda: reader
        with Beside(writer, partial(_acknowledge, failed)) as beside:
            fresh = _fresh(reports, writer, beside)
            with closing(counted(read_all(fresh, again, processes=processes))) as records:
                for record in records:
                    beside.store(record)
    finally:
        database.close()
    sys.exit(1 if failed else 0)


def _fresh(
    reports: "Iterator[Report | InputError]", writer: "Writer", beside: "Beside"
) -> "Iterator[Report | InputError]":
    """The reports that the record does not hold; the others are acknowledged in their place."""
    for report in reports:
        known = None if isinstance(report, InputError) else writer.known(report)
        if known is None:
            yield report
        else:
            beside.tell(known)


def _acknowledge(failed: list[InputError], outcome: "Told") -> None:
    if isinstance(outcome, InputError):
        failed.append(outcome)
        acknowledge("failed", outcome.source, outcome.reason)
        return
    found = f", {outcome.events} events" if outcome.kind != "unchanged" else ""
    acknowledge(outcome.kind, outcome.source or outcome.id, f"report {outcome.id}{found}")
