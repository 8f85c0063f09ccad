"""The command `verbale evaluate`: gold against reading, as tables, errors and comparisons."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click
import msgspec
from msgspec import Struct

from .cli_options import LEXICON, MODEL, PROCESSES, examples
from .cli_output import complain, counted, write_line
from .errors import InputError, UsageError

if TYPE_CHECKING:
    from .evaluation import Comparison, Figure, GoldSet, Outcome, Run
    from .evaluation.browser import Entry

PAGES = (".html", ".htm")


class Options(Struct, frozen=True):
    """What the command line asks for."""

    golds: tuple[str, ...]
    predictions: str | None
    against: str | None
    save: str | None
    errors: str | None
    types: str | None
    by_type: bool
    bootstrap: int
    style: str
    processes: int
    folders: tuple[Path, ...]
    language_model: str | None


class Result(Struct, frozen=True):
    """Everything about one gold set that is printed."""

    outcome: "Outcome"
    figures: "list[Figure]"
    by_class: "list[Figure]"
    comparison: "Comparison | None"
    entries: "list[Entry]"


class Trouble:
    """Names what could not be used, and remembers that there was something."""

    def __init__(self) -> None:
        self.status = 0

    def __call__(self, error: InputError) -> None:
        self.status = 1
        complain(str(error))


@click.command(
    short_help="Measure a reading against gold.",
    epilog=examples(
        "verbale evaluate gold.jsonl                              how well Verbale reads it",
        "verbale evaluate gold.jsonl --errors errors.html         with an error browser to open in a web browser",
        "verbale evaluate gold.jsonl --save before.jsonl          keep the reading ...",
        "verbale evaluate gold.jsonl --against before.jsonl       ... and see later what got better or worse",
        "verbale evaluate gold.jsonl --predictions other.jsonl    how well another coder reads it",
    ),
)
@click.argument("golds", nargs=-1, required=True, metavar="GOLD...")
@click.option("--predictions", metavar="FILE", help="A reading to measure instead of reading the gold's texts now.")
@click.option("--against", metavar="FILE", help="An earlier or other reading to compare with.")
@click.option("--save", metavar="FILE", help="Keep what is read, as JSON Lines, for --predictions or --against.")
@click.option(
    "--errors", is_flag=False, flag_value="-", metavar="[FILE]",
    help="Show each difference: as text, or in FILE, where a name that ends in .html gives a page.",
)  # fmt: skip
@click.option(
    "--types", type=click.Choice(["15", "16", "18"]),
    help="How many PLOVER types to tell apart. Without it 16, or 15 where the gold says YIELD.",
)  # fmt: skip
@click.option(
    "--by-type/--no-by-type", default=True, help="A line for each type or label; --no-by-type leaves them out."
)
@click.option(
    "--bootstrap", metavar="N", type=click.IntRange(0, 100_000), default=1000, show_default=True,
    help="Resamples for the 95% intervals; 0 for none.",
)  # fmt: skip
@click.option(
    "--format", "style", type=click.Choice(["text", "jsonl"]), default="text", show_default=True,
    help="Tables for people, or one JSON object a line.",
)  # fmt: skip
@PROCESSES
@LEXICON
@MODEL
def evaluate(**given: Any) -> None:
    """Measure a reading against gold.

    GOLD is a file of answers made by hand: JSON Lines of events, attributions, times, places, names or mentions, whole
    records as `verbale read` prints them, or names in columns. Without --predictions Verbale reads the texts itself.
    The status is 0 when all could be used, 1 when some rows or files could not (each is named on standard error, the
    others are still measured), 2 for bad usage.
    """
    options = Options(**given)
    _check(options)
    sys.exit(_run(options))


def _check(options: Options) -> None:
    if options.save and options.predictions:
        raise click.UsageError("--save keeps what is read, and with --predictions nothing is read")
    if options.errors not in (None, "-") and Path(options.errors or "").suffix.lower() not in (*PAGES, ".txt"):
        raise click.UsageError(f"--errors FILE ends in .html or .txt, not {options.errors}; put GOLD before --errors")
    read = {*options.golds, options.predictions, options.against}
    for name, path in (("save", options.save), ("errors", options.errors)):
        if path not in (None, "-") and path in read:
            raise click.UsageError(f"--{name} would write over {path}, which is to be read")


def _run(options: Options) -> int:
    from .evaluation import read_gold

    trouble = Trouble()
    golds = []
    for source in dict.fromkeys(options.golds):
        try:
            golds.append(read_gold(source, trouble))
        except InputError as error:
            trouble(error)
    if golds:
        results = list(_results(golds, options, trouble))
        _page(results, options)
        _print(results, options)
    return trouble.status


def _results(golds: "Sequence[GoldSet]", options: Options, trouble: Trouble) -> "Iterator[Result]":
    """Each set judged, compared and with its errors, as asked for."""
    from .evaluation import compare, figures, figures_by_class, judge_set, load_run
    from .evaluation.browser import entries
    from .evaluation.event_types import type_count

    types, rounds = type_count(options.types), options.bootstrap
    earlier = _noted(load_run(options.against, golds, trouble)) if options.against else None
    run = _noted(load_run(options.predictions, golds, trouble)) if options.predictions else None
    run = run or _read(golds, options, trouble)
    for gold in golds:
        outcome = judge_set(gold, run.of(gold), types)
        before = judge_set(gold, earlier.of(gold), types) if earlier else None
        yield Result(
            outcome,
            figures(outcome.records, outcome.measures, rounds),
            figures_by_class(outcome.records, outcome.measures, rounds) if options.by_type else [],
            compare(before, outcome, rounds) if before else None,
            entries(outcome) if options.errors else [],
        )


def _noted(run: "Run") -> "Run":
    """Says how many lines of a reading belong to no gold."""
    if run.unknown:
        some = ", ".join(map(str, run.unknown[:3])) + (" …" if len(run.unknown) > 3 else "")
        complain(f"{run.name}: not in the gold and passed over: {len(run.unknown)} of its ids ({some})")
    return run


def _read(golds: "Sequence[GoldSet]", options: Options, trouble: Trouble) -> "Run":
    """Reads the texts of the gold now, and keeps the reading where that is asked for."""
    from .cli_options import load_reader
    from .evaluation import decoded_run, joined, read_texts

    ids = [row.id for gold in golds for row in gold.rows]
    if options.save and len(set(ids)) < len(ids):
        raise click.UsageError("the gold files have ids in common: save their readings one at a time")
    load = partial(load_reader, options.folders, options.language_model)
    runs = []
    with ExitStack() as stack:
        kept = stack.enter_context(_written(Path(options.save))) if options.save else None
        for gold in golds:
            read = counted(read_texts(gold, load, processes=options.processes))
            runs.append(decoded_run(_lines(read, gold.name, kept, trouble), [gold], trouble))
    return joined(runs)


def _lines(
    items: Iterable[bytes | InputError], name: str, kept: IO[bytes] | None, trouble: Trouble
) -> Iterator[tuple[str, bytes]]:
    for item in items:
        if isinstance(item, InputError):
            trouble(item)
            continue
        if kept:
            kept.write(item + b"\n")
        yield name, item


def _print(results: Sequence[Result], options: Options) -> None:
    """Tables, comparisons and, where asked for, errors on standard output."""
    if options.style == "jsonl":
        for row in _rows(results, options):
            write_line(msgspec.json.encode(row))
    else:
        from .export.page import console

        out = console(sys.stdout).file
        out.writelines(f"{line}\n" for line in _text(results, options))
    sys.stdout.flush()


def _text(results: Sequence[Result], options: Options) -> Iterator[str]:
    from .evaluation.browser_text import change_lines, error_lines
    from .evaluation.tables import contrast_lines, figure_lines

    for result in results:
        yield from figure_lines(result.outcome, result.figures, result.by_class)
        if result.comparison:
            yield from contrast_lines(result.comparison)
            yield from change_lines(result.comparison)
        if options.errors == "-":
            yield from error_lines(result.outcome.name, result.entries)


def _rows(results: Sequence[Result], options: Options) -> Iterator[dict[str, Any]]:
    from .evaluation.tables import comparison_rows, error_row, figure_row

    for result in results:
        name = result.outcome.name
        yield from (figure_row(name, f) for f in (*result.figures, *result.by_class))
        if result.comparison:
            yield from comparison_rows(result.comparison)
        if options.errors == "-":
            yield from map(error_row, result.entries)


def _page(results: Sequence[Result], options: Options) -> None:
    """The error browser in a file."""
    if options.errors in (None, "-"):
        return
    path = Path(options.errors or "")
    if path.suffix.lower() in PAGES:
        from .evaluation.browser_page import page

        text = page([(r.outcome.name, r.figures, r.entries) for r in results])
    else:
        from .evaluation.browser_text import error_lines

        text = "".join(f"{line}\n" for r in results for line in error_lines(r.outcome.name, r.entries))
    with _written(path) as file:
        file.write(text.encode("utf-8", "replace"))


def _written(path: Path) -> IO[bytes]:
    """A file to write. Raises UsageError where that cannot be."""
    try:
        return path.open("wb")
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {(error.strerror or str(error)).lower()}") from None
