"""The command line: `verbale read`, `explain`, `demo`, `evaluate`, and the parts by themselves.

Heavy modules are imported inside the commands, so that `--help` answers at once.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click

from . import __version__
from .cli_account import account
from .cli_add import add
from .cli_check import check
from .cli_desk import desk
from .cli_episodes import episode, show
from .cli_evaluate import evaluate
from .cli_find import find
from .cli_history import minutes, original, runs, versions
from .cli_identities import import_, person_merge, person_split, person_undo
from .cli_judge import accept, correct, missed, reject, undo
from .cli_options import LEXICON, MODEL, PROCESSES, examples, given, inputs_of, load_reader, parser
from .cli_output import Main, print_all, printer, write_line
from .cli_people import office, organization, person, place
from .cli_release import backup, release, releases, restore
from .cli_reread import changes, reread
from .cli_review import agreement, corrections, history, review

SHOWN = 3
"""How many samples the demo reads: as many as one looks at."""


_FORMAT = click.option(
    "--format", "style", type=click.Choice(["minutes", "jsonl"]), default="minutes", show_default=True,
    help="Minutes for people, or one JSON object a report.",
)  # fmt: skip
_ROWS = click.option(
    "--jsonl", "rows", required=True, metavar="FILE", help="JSON Lines, one item a line; - for standard input."
)


@click.group(
    cls=Main, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="Example: verbale read report.html    More: verbale read --help",
)  # fmt: skip
@click.version_option(__version__, prog_name="verbale")
def main() -> None:
    """Reads reports on international affairs and writes their minutes.

    Who did what to whom, when, where, according to whom, and whether it happened, is planned, threatened,
    denied or only alleged; every entry points at the words that say so.
    """


@main.command(
    short_help="Read reports and print their minutes.",
    epilog=examples(
        "verbale read report.html                             minutes on the screen",
        "verbale read reports/ > minutes.txt                  minutes of a folder",
        "verbale read reports/ --format jsonl > records       one JSON object a report",
        "curl -s https://example.org/a | verbale read -       from standard input",
        "verbale read --jsonl texts.jsonl --format jsonl --processes 4",
    ),
)
@click.argument("inputs", nargs=-1, metavar="[INPUT]...")
@click.option(
    "--jsonl",
    "rows",
    metavar="FILE",
    help='JSON Lines, one report a line: {"id", "text", "date"?, "title"?}; - for standard input.',
)
@_FORMAT
@PROCESSES
@click.option(
    "--batch-size",
    metavar="N",
    type=click.IntRange(1, 4096),
    default=8,
    show_default=True,
    help="Reports handed to a process at once.",
)
@LEXICON
@MODEL
def read(
    inputs: tuple[str, ...], rows: str | None, style: str, processes: int, batch_size: int, folders: tuple[Path, ...],
    language_model: str | None,
) -> None:  # fmt: skip
    """Read reports and print their minutes.

    An INPUT is a file, a folder (read with all folders below it) or - for standard input, and may be plain text,
    HTML, PDF, RSS or Atom, WARC or JSON Lines. The status is 0 when all were read, 1 when some could not be (each
    is named on standard error, the others are still read), 2 for bad usage.
    """
    from .archive.pool import read_all

    if bool(inputs) == bool(rows):
        raise click.UsageError("give either inputs or --jsonl FILE")
    load = partial(load_reader, folders, language_model)
    sys.exit(print_all(read_all(given(inputs, rows), load, processes=processes, batch=batch_size), printer(style)))


@main.command(
    short_help="Show which word and rule gave each entry.",
    epilog=examples(
        "verbale explain report.html",
        'echo "Norway asked Chile to withdraw." | verbale explain -',
        "verbale explain report.html --lexicon my-triggers/",
    ),
)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@LEXICON
@MODEL
def explain(inputs: tuple[str, ...], folders: tuple[Path, ...], language_model: str | None) -> None:
    """Show which word and rule gave each entry.

    For each event its trigger with the lexicon file and entry, the words that gave the parties, and the rules behind
    type, status, date, place and frame; then the words that looked like triggers but gave no event, and why.
    """
    from .archive.pool import map_reports
    from .export.explanation import Explanation

    reader = load_reader(folders, language_model)
    show = Explanation(reader.lexicon)
    sys.exit(print_all(map_reports(inputs_of(inputs), reader.stages), show.print))


@main.command(
    short_help="Read sample reports that come with the program.",
    epilog=examples("verbale demo", "verbale demo --all --format jsonl"),
)
@click.option("--all", "everything", is_flag=True, help=f"Read all samples instead of the first {SHOWN}.")
@_FORMAT
def demo(everything: bool, style: str) -> None:
    """Read sample reports that come with the program.

    They are ours, made up of things that happened, and each shows something else.
    """
    from .archive.pool import read_all
    from .samples import SAMPLES

    found = sorted(str(path) for path in SAMPLES.iterdir() if not path.name.startswith("."))
    chosen = found if everything else found[:SHOWN]
    status = print_all(read_all(inputs_of(chosen), load_reader), printer(style))
    if len(chosen) < len(found) and sys.stderr.isatty():
        click.echo(f"{len(found) - len(chosen)} more: verbale demo --all, or verbale read {SAMPLES}", err=True)
    sys.exit(status)


def _part(short: str, shape: str, example: str) -> Callable[[Callable[..., Any]], click.Command]:
    """A command that reads and prints JSON Lines; `shape` is what a line holds before and after."""

    def wrap(function: Callable[..., Any]) -> click.Command:
        command = main.command(
            function.__name__, short_help=short, help=f"{short}\n\n\b\n{shape}", epilog=examples(example)
        )
        return command(_ROWS(function))

    return wrap


@_part(
    "The party that a mention by itself means.",
    '{"id", "text", "date"?, "context"?}  ->  {"id", "party": a party or null}',
    """echo '{"id": 1, "text": "the Chilean foreign minister"}' | verbale resolve --jsonl -""",
)
@LEXICON
def resolve(rows: str, folders: tuple[Path, ...]) -> None:
    from .parts import resolve as part

    sys.exit(print_all(part(rows, folders), write_line))


@_part(
    "Names of people, organizations and places.",
    '{"id", "text"}  ->  {"id", "names": [{"start", "end", "text", "label": PER, ORG, LOC or MISC}]}',
    """echo '{"id": 1, "text": "NATO met in Oslo."}' | verbale names --jsonl -""",
)
@MODEL
def names(rows: str, language_model: str | None) -> None:
    from .parts import names as part

    sys.exit(print_all(part(rows, parser(language_model)), write_line))


@_part(
    "Time expressions with their TIMEX3 values.",
    '{"id", "text", "date"}  ->  {"id", "times": [{"start", "end", "text", "type", "value"}]}',
    """echo '{"id": 1, "text": "They met last Friday.", "date": "2003-03-04"}' | verbale times --jsonl -""",
)
def times(rows: str) -> None:
    from .parts import times as part

    sys.exit(print_all(part(rows), write_line))


@_part(
    "Place names with their positions on the map.",
    '{"id", "text"}  ->  {"id", "places": [{"start", "end", "text", "name", "geonames", "lat", "lon", "country"}]}',
    """echo '{"id": 1, "text": "Shells fell near Basra."}' | verbale places --jsonl -""",
)
@LEXICON
@MODEL
def places(rows: str, folders: tuple[Path, ...], language_model: str | None) -> None:
    from .gazetteer import Gazetteer
    from .parts import places as part

    sys.exit(print_all(part(rows, parser(language_model), Gazetteer.load(folders)), write_line))


for _command in (
    account, evaluate, add, changes, check, minutes, original, reread, runs, versions, accept, agreement, correct,
    corrections, desk, history, missed, reject, review, undo, backup, release, releases, restore, find, import_, office,
    organization, person, person_merge, person_split, person_undo, place, show, episode,
):  # fmt: skip
    main.add_command(_command)


if __name__ == "__main__":
    main()
