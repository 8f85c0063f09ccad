"""The command `verbale check`: whether a record is sound."""

import sys
from collections import Counter
from typing import TYPE_CHECKING

import click

from .cli_options import RECORD, examples
from .cli_output import acknowledge, counted, several
from .cli_reports import report_keys

if TYPE_CHECKING:
    from .store.checking import Checked


@click.command(
    short_help="Check that the record is sound.",
    epilog=examples("verbale check", "verbale check reports/a.html --record news.db"),
)
@click.argument("reports", nargs=-1, metavar="[REPORT]...")
@RECORD
def check(reports: tuple[str, ...], where: str) -> None:
    """Check that the record is sound.

    Every quotation is compared with the text, every text with the bytes it was taken from, the bytes with their hash,
    and what can be found with what was read; without a REPORT, the file and the episodes too. A line a fault, and the
    status 1 if there are any. A line "note" is no fault: today's program would take another text from those bytes.
    """
    from .store.checking import check_episodes, check_file, check_reports
    from .store.database import open_record

    total: Counter[str] = Counter()
    database = open_record(where)
    try:
        chosen = report_keys(database, reports)
        for fault in check_file(database) if chosen is None else ():
            _fault(total, database.name, fault)
        if not total:  # nothing that a damaged file says can be relied on
            for checked in counted(check_reports(database, chosen)):
                _tell(total, checked)
            for fault in check_episodes(database) if chosen is None else ():
                _fault(total, database.name, fault)
    finally:
        database.close()
    counts = ", ".join(several(total[kind], kind[:-1]) for kind in ("reports", "versions", "events", "statements"))
    click.echo(several(total["faults"], "fault") if total["faults"] else f"ok: {counts}")
    sys.exit(1 if total["faults"] else 0)


def _tell(total: "Counter[str]", checked: "Checked") -> None:
    total.update(reports=1, versions=checked.versions, events=checked.events, statements=checked.statements)
    for note in checked.notes:
        acknowledge("note", checked.source, note)
    for fault in checked.faults:
        _fault(total, checked.source, fault)


def _fault(total: "Counter[str]", source: str, fault: str) -> None:
    total["faults"] += 1
    acknowledge("fault", source, fault)
