"""The commands `verbale reread` and `verbale changes`: the record read once more, and what that changed."""

import sys
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .cli_options import LEXICON, MODEL, PROCESSES, RECORD, examples, load_reader
from .cli_output import acknowledge, counted, several
from .cli_reports import check_runs, report_key, report_keys
from .cli_tables import FORMAT, Row, print_rows
from .errors import InputError

if TYPE_CHECKING:
    from .store.comparing import Change, Compared, Kind
    from .store.rereading import Reread

KINDS: "tuple[Kind, ...]" = ("appeared", "vanished", "changed")
COLUMNS = ("report", "change", "event", "type", "field", "before", "after", "quote")


@click.command(
    short_help="Read the record once more, with today's lexicon and model.",
    epilog=examples(
        "verbale reread --all                                 all that this program has not read yet",
        "verbale reread --all --lexicon my-lexicon/           with words of your own",
        "verbale reread reports/a.html                        one report, by its id, address or path",
    ),
)
@click.argument("reports", nargs=-1, metavar="[REPORT]...")
@click.option("--all", "everything", is_flag=True, help="All reports of the record.")
@RECORD
@PROCESSES
@LEXICON
@MODEL
def reread(
    reports: tuple[str, ...], everything: bool, where: str, processes: int, folders: tuple[Path, ...],
    language_model: str | None,
) -> None:  # fmt: skip
    """Read the record once more, with today's lexicon and model.

    The latest version of each report gets a new reading, unless this program with this lexicon and model has read it
    already, and from then on the record shows that one; earlier readings stay (`verbale minutes --run`). A report is
    safe once its line is printed, so an interrupted run can simply be repeated. The status is 1 when some failed.
    """
    from .archive.pool import read_all
    from .store.database import open_record
    from .store.rereading import reread as read_again
    from .store.runs import Run

    if bool(reports) == everything:
        raise click.UsageError("give either reports or --all")
    database = open_record(where)
    try:
        chosen = report_keys(database, reports)
        reader = load_reader(folders, language_model)
        load = partial(load_reader, folders, language_model) if processes > 1 else lambda: reader
        read = partial(read_all, load=load, processes=processes)
        status = _acknowledged(read_again(database, Run.of(reader), read, chosen))
    finally:
        database.close()
    sys.exit(status)


def _acknowledged(outcomes: "Iterator[Reread | InputError]") -> int:
    """Prints a line a report and the sum of them; the exit status."""
    total: Counter[str] = Counter()
    for outcome in counted(outcomes):
        if isinstance(outcome, InputError):
            total["failed"] += 1
            acknowledge("failed", outcome.source, outcome.reason)
            continue
        found: dict[str, int] = {kind: outcome.count(kind) for kind in KINDS}
        total.update(found)
        total.update(reports=1, unchanged=not outcome.changes, judged=outcome.judged)
        acknowledge("shown again" if outcome.again else "reread", outcome.source, _told(found, outcome.judged))
    if not total:
        click.echo("nothing to reread: the record shows this run's readings already")
    else:
        failed = f", {total['failed']} failed" if total["failed"] else ""
        same = f" ({several(total['unchanged'], 'report')} unchanged)" if any(total[kind] for kind in KINDS) else ""
        click.echo(f"{several(total['reports'], 'report')}{failed}: {_told(total, total['judged'])}{same}")
    return 1 if total["failed"] else 0


def _told(found: "dict[str, int] | Counter[str]", judged: int) -> str:
    told = ", ".join(f"{found[kind]} {kind}" for kind in KINDS if found[kind])
    return (told or "unchanged") + (f" ({judged} of them judged by somebody)" if judged else "")


@click.command(
    short_help="Show what one run reads otherwise than another.",
    epilog=examples(
        "verbale changes --from 1 --to 2                      run numbers as `verbale runs` gives them",
        "verbale changes --from 1 --to 2 --format csv > changes.csv",
        "verbale changes --from 1 --to 2 --report reports/a.html",
    ),
)
@click.option("--from", "first", type=int, required=True, metavar="RUN", help="The earlier run.")
@click.option("--to", "second", type=int, required=True, metavar="RUN", help="The later run.")
@click.option("--report", metavar="REPORT", help="One report only, by its id, address or path.")
@click.option("--confidence", is_flag=True, help="Also where nothing but the confidence differs.")
@RECORD
@FORMAT
def changes(first: int, second: int, report: str | None, confidence: bool, where: str, style: str) -> None:
    """Show what one run reads otherwise than another.

    A line for each event that only one of them has, and for each field that they fill differently. Versions of reports
    that only one of the two has read are left out.
    """
    from .store.comparing import between_runs
    from .store.database import open_record

    database = open_record(where)
    try:
        with database.reading() as connection:
            check_runs(connection, (first, second), database.name)
            chosen = None if report is None else report_key(connection, report, database.name)
        total: Counter[str] = Counter()
        found = between_runs(database, first, second, report=chosen, confidence=confidence)
        print_rows(_rows(found, total), style, COLUMNS)
    finally:
        database.close()
    if style == "table":
        click.echo(f"{several(total['reports'], 'report')} read by both runs: {_told(total, 0)}")


def _rows(found: "Iterator[Compared]", total: "Counter[str]") -> Iterator[Row]:
    for compared in found:
        total["reports"] += 1
        for change in compared.changes:
            total[change.kind] += 1
            about = {"report": compared.id, "source": compared.source, "version": compared.version}
            yield from ({**about, **row} for row in _lines(change))


def _lines(change: "Change") -> Iterator[Row]:
    from .store.wording import named

    event = change.after or change.before
    if event is None:
        return
    about = {"change": change.kind, "event": change.id, "type": event.type, "quote": event.evidence.quote}
    for difference in change.differences:
        yield {**about, "field": difference.field, "before": difference.before, "after": difference.after}
    if change.kind != "changed":
        sides = " → ".join(filter(None, (named(event.actors), named(event.recipients))))
        yield {
            **about,
            "field": None,
            "before": sides if change.before else None,
            "after": sides if change.after else None,
        }
