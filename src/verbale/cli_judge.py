"""The commands `verbale accept`, `reject`, `correct`, `missed` and `undo`: a person's judgements on events."""

import getpass
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .cli_options import LEXICON, RECORD, examples
from .errors import UsageError

if TYPE_CHECKING:
    from .store.database import Database
    from .store.judgements import Judgement
    from .store.judging import Reviewer

VARIABLE = "VERBALE_REVIEWER"
FIELDS = click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE...")


def _reviewer(_: click.Context, __: click.Parameter, name: str | None) -> str:
    """The name given, else the environment's, else the login name."""
    name = name or os.environ.get(VARIABLE)
    if name:
        return name
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # an account without a name, as in some containers
        raise click.UsageError(f"say who judges: --by NAME, or {VARIABLE}") from None


BY = click.option(
    "--by", metavar="NAME", callback=_reviewer, help=f"Who judges. Otherwise ${VARIABLE}, otherwise the login name."
)
WHY = click.option("--why", metavar="TEXT", help="The reason, kept with the judgement.")


def _judge(where: str, by: str, why: str | None, work: "Callable[[Database, Reviewer], Iterable[Judgement]]") -> None:
    """Does it and prints each judgement that was written."""
    from .store.database import open_record
    from .store.judging import Reviewer
    from .store.past import told

    database = open_record(where)
    try:
        for made in work(database, Reviewer(by, why)):
            click.echo(f"{made.id}: {made.verdict} {f'{made.subject}: {told(made)}'.removesuffix(': ')}")
    finally:
        database.close()


def changes_of(fields: Iterable[str]) -> dict[str, str]:
    """FIELD=VALUE as given on the command line. Raises UsageError."""
    found: dict[str, str] = {}
    for field in fields:
        name, sign, value = field.partition("=")
        if not sign:
            raise UsageError(f"“{field}” is no FIELD=VALUE such as type=ACCUSE")
        if name in found:
            raise UsageError(f"{name} is given twice")
        found[name] = value
    return found


@click.command(
    short_help="Accept events as they stand.",
    epilog=examples("verbale accept e05de63a850fbabc                      one event, or several"),
)
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@BY
@WHY
@RECORD
def accept(ids: tuple[str, ...], by: str, why: str | None, where: str) -> None:
    """Accept events as they stand.

    An accepted event stays as it is, whatever later readings say, as long as its words stand in the report.
    """
    from .store import judging

    _judge(where, by, why, lambda database, reviewer: judging.accept(database, ids, reviewer))


@click.command(
    short_help="Reject events that are none, or that tell the same act as another.",
    epilog=examples(
        'verbale reject e05de63a850fbabc --why "a film, not an act"',
        "verbale reject e05de63a850fbabc --same-as e262aa9625e40b7d    the same act, told twice in one report",
    ),
)
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--same-as", "into", metavar="ID", help="The event of the same report that tells the same act.")
@BY
@WHY
@RECORD
def reject(ids: tuple[str, ...], into: str | None, by: str, why: str | None, where: str) -> None:
    """Reject events that are none, or that tell the same act as another.

    They stay in the record and are found no more. Say --why, or --same-as.
    """
    from .store import judging

    if into is None and not (why or "").strip():
        raise click.UsageError("say why: --why TEXT, or --same-as ID")

    def work(database: "Database", reviewer: "Reviewer") -> "list[Judgement]":
        if into is not None:
            return judging.merge(database, ids, into, reviewer)
        return judging.reject(database, ids, reviewer)

    _judge(where, by, why, work)


@click.command(
    short_help="Correct fields of an event.",
    epilog=examples(
        "verbale correct e05de63a850fbabc type=ACCUSE mode=allege",
        'verbale correct e05de63a850fbabc "actors=RUS/GOV; rebels (SDN/REB)" recipients=USA',
        'verbale correct e05de63a850fbabc date=2003-03-04 "place=Basra, Iraq" status=denied',
        "verbale correct e05de63a850fbabc date=2003-03-07 --split          leaves it, and adds a copy with that date",
    ),
)
@click.argument("id", metavar="ID")
@FIELDS
@click.option("--split", "copy", is_flag=True, help="Leave the event as it is and add a copy that differs so.")
@BY
@WHY
@RECORD
@LEXICON
def correct(
    id: str, fields: tuple[str, ...], copy: bool, by: str, why: str | None, where: str, folders: tuple[Path, ...]
) -> None:  # fmt: skip
    """Correct fields of an event.

    Fields: type, mode, cameo, score, contexts, actors, recipients, date, place, status, certainty, frame (as JSON) and
    evidence (the report's exact words); "none" empties one. Mode, CAMEO code and score follow the type unless given.
    Parties are parted by semicolons; each is a code with or without a PLOVER sector, or words of the report with one.
    """
    from .store import judging

    changes = changes_of(fields)

    def work(database: "Database", reviewer: "Reviewer") -> "Iterable[Judgement]":
        if copy:
            return [judging.split(database, id, changes, reviewer, folders=folders)]
        return judging.correct(database, id, changes, reviewer, folders=folders)

    _judge(where, by, why, work)


@click.command(
    short_help="Add an event that was missed.",
    epilog=examples(
        'verbale missed report.html "The two sides shook hands" type=CONSULT "actors=IND; PAK" date=2004-01-05',
    ),
)
@click.argument("report", metavar="REPORT")
@click.argument("words", metavar="WORDS")
@FIELDS
@BY
@WHY
@RECORD
@LEXICON
def missed(
    report: str, words: str, fields: tuple[str, ...], by: str, why: str | None, where: str, folders: tuple[Path, ...]
) -> None:  # fmt: skip
    """Add an event that was missed.

    REPORT is the report's id, path or address; WORDS are its exact words that tell the event. Fields are those of
    `verbale correct`; a type is needed, and what is not given is unknown.
    """
    from .store import judging

    changes = changes_of(fields)
    source = _named(report)
    _judge(where, by, why, lambda database, reviewer: [
        judging.missed(database, source, words, changes, reviewer, folders=folders)
    ])  # fmt: skip


def _named(report: str) -> str:
    """A path as the record knows it, where there is such a file; else the id or address as given."""
    from .store.identity import FILE

    try:
        return FILE + str(Path(report).absolute()) if Path(report).is_file() else report
    except (OSError, ValueError):  # too long for a path, or with a zero byte
        return report


@click.command(
    short_help="Take a judgement back.",
    epilog=examples("verbale undo j3f0c1d2e4b5a697           `verbale corrections` lists judgements"),
)
@click.argument("judgement", metavar="JUDGEMENT")
@BY
@WHY
@RECORD
def undo(judgement: str, by: str, why: str | None, where: str) -> None:
    """Take a judgement back.

    Both stay in the record, the judgement and that it was undone.
    """
    from .store import judging

    _judge(where, by, why, lambda database, reviewer: [judging.undo(database, judgement, reviewer)])
