"""The commands `verbale review`, `history`, `agreement` and `corrections`: what was judged, and what waits for it."""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click
import msgspec

from .cli_options import RECORD, examples
from .cli_output import complain
from .cli_tables import FORMAT, print_rows
from .errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from .store.gold import JudgedReport

_REVIEWERS = click.option(
    "--by", "reviewers", multiple=True, metavar="NAME", help="Only this reviewer; may be given again."
)


@contextmanager
def _reading(where: str) -> "Iterator[Connection]":
    from .store.database import open_record

    with closing(open_record(where)) as database, database.reading() as connection:
        yield connection


@click.command(
    short_help="List what waits for a person.",
    epilog=examples(
        "verbale review                        the first twenty", "verbale review --limit 200 --format csv"
    ),
)
@click.option(
    "--limit", metavar="N", type=click.IntRange(1), default=20, show_default=True, help="At most so many events."
)
@RECORD
@FORMAT
def review(limit: int, where: str, style: str) -> None:
    """List what waits for a person.

    First what was judged and must be asked again, because its words changed or are gone; then events on which two
    reviewers differ; then events that nobody has judged, the most doubtful first.
    """
    from .store.review import queue

    columns = ("id", "reason", "type", "actors", "recipients", "quote", "report")
    with _reading(where) as connection:
        print_rows((msgspec.structs.asdict(item) for item in queue(connection, limit)), style, columns)


@click.command(
    short_help="Show all that was read and judged of one event.",
    epilog=examples("verbale history e05de63a850fbabc"),
)
@click.argument("id", metavar="ID")
@RECORD
@FORMAT
def history(id: str, where: str, style: str) -> None:
    """Show all that was read and judged of one event.

    What each run read of it in each version of its report, and every judgement with who, when and why, in order.
    """
    from .store.past import past

    columns = ("at", "what", "who", "id", "said", "why", "undone")
    with _reading(where) as connection:
        print_rows((_plain(entry) for entry in past(connection, id)), style, columns)


def _plain(value: Any) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(value)
    return plain


@click.command(
    short_help="Show how far reviewers agree.",
    epilog=examples("verbale agreement", "verbale agreement --by Ana --by Ben --format csv"),
)
@_REVIEWERS
@RECORD
@FORMAT
def agreement(reviewers: tuple[str, ...], where: str, style: str) -> None:
    """Show how far reviewers agree.

    Krippendorff's alpha for each field, over the events that two reviewers or more have judged: 1 is perfect, 0 no
    better than chance, empty where nothing varies. "kept" is whether there is such an event at all. Sets (contexts and
    parties, by country and sector) are compared with MASI, other fields as equal or not.
    """
    from .store.agreement import agreement as measured

    if len(set(reviewers)) == 1:
        raise click.UsageError("agreement is between two reviewers or more: give --by again")
    columns = ("field", "alpha", "observed", "events", "judgements")
    with _reading(where) as connection:
        found = measured(connection, reviewers)
    if not any(field.events for field in found):
        complain("no event has been judged by two reviewers")
    else:
        print_rows(map(_plain, found), style, columns)


@click.command(
    short_help="List judgements, or write them as gold or training data.",
    epilog=examples(
        "verbale corrections --by Ana",
        "verbale corrections --as gold gold.jsonl             then: verbale evaluate gold.jsonl",
        "verbale corrections --as training rows.jsonl         rows like those of the training set",
    ),
)
@click.argument("out", required=False, metavar="[OUT]")
@click.option(
    "--as", "kind", type=click.Choice(["gold", "training"]), help="Write judged reports to OUT; - for standard output."
)
@click.option("--partial", is_flag=True, help="Gold of reports that are not wholly judged too: only what was judged.")
@_REVIEWERS
@RECORD
@FORMAT
def corrections(
    out: str | None, kind: str | None, partial: bool, reviewers: tuple[str, ...], where: str, style: str
) -> None:  # fmt: skip
    """List judgements, or write them as gold or training data.

    Gold is what `verbale evaluate` measures by: a report whose events were all judged, with those that were accepted,
    corrected or added. Training rows have the shape of the training set, without statements, which nobody judges.
    """
    if (kind is None) != (out is None):
        raise click.UsageError("--as gold or training goes with a file to write: OUT")
    if partial and kind != "gold":
        raise click.UsageError("--partial is for --as gold: whoever trains needs every event of a report")
    if reviewers and kind:
        raise click.UsageError("--by lists judgements; what is written holds those of all reviewers")
    with _reading(where) as connection:
        if kind is None:
            print_rows(
                _judgements(connection, reviewers),
                style,
                ("id", "at", "who", "verdict", "subject", "said", "why", "undone"),
            )
        else:
            _write(connection, kind, out or "-", partial=partial)


def _judgements(connection: "Connection", reviewers: tuple[str, ...]) -> "Iterator[dict[str, Any]]":
    from .store.past import all_told

    for row in all_told(connection, reviewers):
        yield _plain(row)


def _write(connection: "Connection", kind: str, out: str, *, partial: bool) -> None:
    """Writes the reports that are judged, and says on standard error how many are not."""
    from .store.gold import judged_reports

    line = _gold() if kind == "gold" else _training()
    written = left = 0
    with _opened(out) as file:
        for report in judged_reports(connection):
            if report.whole or partial:
                file.write(line(report) + b"\n")
                written += 1
            else:
                left += 1
    some = f"; {left} left out, where events wait for a judgement" if left else ""
    complain(f"{written} report{'s' * (written != 1)} written{some}")


def _gold() -> Any:
    from .export.jsonl import as_dict

    def line(report: "JudgedReport") -> bytes:
        """Only what was judged: a field that is absent is not measured."""
        record = as_dict(report.record)
        return msgspec.json.encode({name: record[name] for name in ("id", "report", "events")})

    return line


def _training() -> Any:
    from .cli_options import load_reader
    from .store.gold import training_row

    reader = load_reader()
    return lambda report: msgspec.json.encode(training_row(report, reader.stages))


@contextmanager
def _opened(out: str) -> "Iterator[IO[bytes]]":
    if out == "-":
        yield sys.stdout.buffer
        return
    with _file(Path(out)) as file:
        yield file


def _file(path: Path) -> IO[bytes]:
    """A file to write. Raises UsageError where that cannot be."""
    try:
        return path.open("wb")
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {(error.strerror or str(error)).lower()}") from None
