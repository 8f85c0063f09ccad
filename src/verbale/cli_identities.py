"""The commands `verbale import`, `person-merge`, `person-split` and `person-undo`: who is who, told from outside."""

import getpass
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from .cli_options import RECORD, examples
from .cli_output import complain
from .errors import InputError

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


def _user() -> str:
    """The name that the system knows the user by; "unknown" where it knows none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "unknown"


WHO = click.option("--who", metavar="NAME", default=_user, help="Who says so; otherwise the name you are logged in by.")
WHY = click.option("--why", metavar="TEXT", help="The reason, kept with the judgement.")


@click.command(
    "import",
    short_help="Import FollowTheMoney entities.",
    epilog=examples("verbale import people.ftm.json --dataset sanctions", "cat people.ftm.json | verbale import -"),
)
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("--dataset", metavar="NAME", help="What the entities are filed under; otherwise the name of the file.")
@RECORD
def import_(file: str, dataset: str | None, where: str) -> None:
    """Import FollowTheMoney entities from JSON Lines.

    People, organizations, companies, other legal entities, public bodies and positions are stored; an entity with the id of
    a stored one replaces it. A person of the record gets the entity that alone has a name of theirs and a country that fits,
    and reports that use an alias of it find the same person. The status is 1 when some lines were no entities.
    """
    from .store.database import open_record
    from .store.entities import import_lines

    name = dataset or ("standard input" if file == "-" else Path(file).name.partition(".")[0])
    counts: Counter[str] = Counter()
    database = open_record(where)
    try:
        with _opened(file) as lines:
            for outcome in import_lines(database, lines, "standard input" if file == "-" else file, name):
                counts["bad" if isinstance(outcome, InputError) else outcome] += 1
                if isinstance(outcome, InputError):
                    complain(str(outcome))
    finally:
        database.close()
    click.echo(", ".join(f"{counts[o]} {o}" for o in ("stored", "unchanged", "passed over") if counts[o]) or "nothing")
    sys.exit(1 if counts["bad"] else 0)


def _opened(file: str) -> IO[bytes]:
    try:
        return click.open_file(file, "rb")
    except OSError as error:
        raise InputError(file, (error.strerror or str(error)).lower()) from None


@click.command(
    "person-merge",
    short_help="Say that two people of the record are one.",
    epilog=examples('verbale person-merge p466d2a40de3ff89 pbf6e670db871a8c --why "same man, two transliterations"'),
)
@click.argument("id")
@click.argument("other")
@WHO
@WHY
@RECORD
def person_merge(id: str, other: str, who: str, why: str | None, where: str) -> None:
    """Say that two people of the record are one.

    What is known of the person ID goes to the person OTHER, now and when reports are read again. Nothing is overwritten:
    `verbale person-undo` with the id that is printed takes it back.
    """
    from .store.who_is_who import merge

    click.echo(_judged(where, lambda c: merge(c, id, other, who=who, why=why)))


@click.command(
    "person-split",
    short_help="Say that a report means somebody else of that name.",
    epilog=examples("verbale person-split pbf6e670db871a8c reports/1999-07-06.txt --why 'a namesake'"),
)
@click.argument("id")
@click.argument("report")
@WHO
@WHY
@RECORD
def person_split(id: str, report: str, who: str, why: str | None, where: str) -> None:
    """Say that a report means somebody else than the person ID.

    REPORT is the id, address or path of the report. It gets a person of its own, which `verbale person-merge` can put to
    another; `verbale person-undo` with the id that is printed takes it back.
    """
    from .store.who_is_who import split_report

    click.echo(_judged(where, lambda c: split_report(c, id, report, who=who, why=why)))


@click.command(
    "person-undo",
    short_help="Take a merge or a split of people back.",
    epilog=examples("verbale person-undo j0c1f0b7e1a2d9e4"),
)
@click.argument("judgement")
@WHO
@WHY
@RECORD
def person_undo(judgement: str, who: str, why: str | None, where: str) -> None:
    """Take a merge or a split of people back."""
    from .store.who_is_who import undo

    click.echo(_judged(where, lambda c: undo(c, judgement, who=who, why=why)))


def _judged(where: str, judge: "Callable[[Connection], str]") -> str:
    """The id of the judgement that is made. Raises UsageError for people and reports that the record does not know."""
    from .store.database import open_record

    database = open_record(where)
    try:
        with database.writing() as connection:
            return judge(connection)
    finally:
        database.close()
