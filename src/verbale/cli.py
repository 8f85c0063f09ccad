"""The command line: `verbale read`, `explain`, `demo`, and the parts by themselves.

Heavy modules are imported inside the commands, so that `--help` answers at once.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import __version__
from .errors import InputError, VerbaleError

if TYPE_CHECKING:
    from .pipeline import Reader
    from .record import Record
    from .report import Report

_LEXICON = click.option(
    "--lexicon", "folders", multiple=True, metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of your own triggers, actors and tables, read before ours; may be given more than once.",
)  # fmt: skip
_MODEL = click.option("--language-model", metavar="NAME", help="A spaCy pipeline with UD-style labels instead of ours.")
_ROWS = click.option("--jsonl", "rows", required=True, metavar="FILE", help="JSON Lines, one item a line; - is standard input.")


class _Main(click.Group):
    """Prints the program's own errors as one line each, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except VerbaleError as error:
            for line in str(error).splitlines():
                click.echo(f"verbale: {line}", err=True)
            ctx.exit(2)
        except BrokenPipeError:
            sys.stderr.close()
            ctx.exit(0)


@click.group(cls=_Main, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="verbale")
def main() -> None:
    """Reads reports on international affairs and writes their minutes.

    Who did what to whom, when, where, according to whom, and whether it happened, is planned, threatened,
    denied or only alleged; every entry points at the words that say so.
    """


@main.command()
@click.argument("inputs", nargs=-1, metavar="[INPUT]...")
@click.option("--jsonl", "rows", metavar="FILE", help='One report a line: {"id", "text", "date"?, "title"?}.')
@click.option("--format", "style", type=click.Choice(["minutes", "jsonl"]), default="minutes", show_default=True)
@click.option("--processes", type=click.IntRange(1, 256), default=1, show_default=True, help="Reports read at a time.")
@click.option("--batch-size", type=click.IntRange(1, 4096), default=8, show_default=True, help="Reports handed to a process at once.")
@_LEXICON
@_MODEL
def read(
    inputs: tuple[str, ...], rows: str | None, style: str, processes: int, batch_size: int, folders: tuple[Path, ...],
    language_model: str | None,
) -> None:  # fmt: skip
    """Read reports: files, folders or - for standard input (text, HTML, PDF, RSS/Atom, WARC, JSON Lines).

    \b
    verbale read report.html                       minutes for the eye
    verbale read reports/ --format jsonl > out     one JSON object a report
    verbale read --jsonl texts.jsonl --format jsonl --processes 4
    """
    from .archive.pool import read_all
    from .ingest import jsonl_rows, reports_of

    if bool(inputs) == bool(rows):
        raise click.UsageError("give inputs or --jsonl FILE, one of the two")
    source: Iterable[Report | InputError] = jsonl_rows(rows) if rows else reports_of(inputs)
    load = partial(load_reader, folders, language_model)
    records = read_all(source, load, processes=processes, batch=batch_size)
    sys.exit(_print(records, _printer(style)))


def load_reader(folders: tuple[Path, ...] = (), language_model: str | None = None) -> "Reader":
    """The reader that the options ask for."""
    from .pipeline import Reader

    if language_model is None:
        return Reader.load(folders=folders)
    from .language.spacy_face import SpacyParser

    return Reader.load(folders=folders, language=SpacyParser.load(language_model))


def _printer(style: str) -> Callable[["Record"], None]:
    if style == "jsonl":
        from .export.jsonl import encode

        out = sys.stdout.buffer
        return lambda record: void(out.write(encode(record) + b"\n"))
    from .export.minutes import Minutes

    return Minutes().print


def void(_: object) -> None:
    """Takes a value and gives none."""


def _print(records: Iterable["Record | InputError"], show: Callable[["Record"], None]) -> int:
    """Prints records as they come, names what could not be read; the exit status."""
    failed = 0
    for item in _watched(records):
        if isinstance(item, InputError):
            failed += 1
            click.echo(f"verbale: {item}", err=True)
        else:
            show(item)
    sys.stdout.flush()
    return 1 if failed else 0


def _watched(records: Iterable["Record | InputError"]) -> Iterator["Record | InputError"]:
    """The records, with a count on a terminal's stderr when the run is long."""
    if not (sys.stderr.isatty() and not sys.stdout.isatty()):
        yield from records
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=None)
        for record in records:
            yield record
            progress.advance(task)


@main.command()
@click.argument("inputs", nargs=-1, required=True, metavar="REPORT...")
@_LEXICON
@_MODEL
def explain(inputs: tuple[str, ...], folders: tuple[Path, ...], language_model: str | None) -> None:
    """Show, event by event, which trigger, arguments and rule gave each field."""
    from .export.explanation import Explanation
    from .ingest import reports_of

    reader = load_reader(folders, language_model)
    show = Explanation()
    failed = False
    for report in reports_of(inputs):
        if isinstance(report, InputError):
            failed = True
            click.echo(f"verbale: {report}", err=True)
        else:
            show.print(reader.stages(report))
    sys.exit(1 if failed else 0)


@main.command()
@click.option("--format", "style", type=click.Choice(["minutes", "jsonl"]), default="minutes", show_default=True)
def demo(style: str) -> None:
    """Read the sample reports that come with the program."""
    from .archive.pool import read_all
    from .ingest import reports_of
    from .samples import SAMPLES

    sys.exit(_print(read_all(reports_of([str(SAMPLES)]), load_reader), _printer(style)))


def _parts_command(name: str, about: str) -> Callable[[Callable[..., None]], click.Command]:
    def wrap(function: Callable[..., None]) -> click.Command:
        return main.command(name, help=about)(_ROWS(_LEXICON(function)))

    return wrap


@_parts_command("resolve", 'Parties of bare mentions: {"id","text","date"?,"context"?} a line.')
def resolve(rows: str, folders: tuple[Path, ...]) -> None:
    from .parts import resolve as part

    sys.exit(_stream(part(rows, folders)))


@_parts_command("names", 'Named entities: {"id","text"} a line.')
def names(rows: str, folders: tuple[Path, ...]) -> None:
    from .parts import names as part

    sys.exit(_stream(part(rows, folders)))


@_parts_command("times", 'TIMEX3 time expressions: {"id","text","date"} a line.')
def times(rows: str, folders: tuple[Path, ...]) -> None:
    from .parts import times as part

    sys.exit(_stream(part(rows, folders)))


@_parts_command("places", 'Toponyms with coordinates: {"id","text"} a line.')
def places(rows: str, folders: tuple[Path, ...]) -> None:
    from .parts import places as part

    sys.exit(_stream(part(rows, folders)))


def _stream(lines: Iterable[bytes | InputError]) -> int:
    failed = 0
    for line in lines:
        if isinstance(line, InputError):
            failed += 1
            click.echo(f"verbale: {line}", err=True)
        else:
            sys.stdout.buffer.write(line + b"\n")
    sys.stdout.flush()
    return 1 if failed else 0


if __name__ == "__main__":
    main()
