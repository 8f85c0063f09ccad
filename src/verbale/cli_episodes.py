"""The commands `verbale show` and `verbale episode`: one event as all who told of it, and links made or undone by hand."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from .cli_options import RECORD, examples
from .errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

_BY = click.option(
    "--by", "who", metavar="NAME", required=True, envvar="VERBALE_REVIEWER",
    help="Who says so. Otherwise $VERBALE_REVIEWER.",
)  # fmt: skip
_WHY = click.option("--why", metavar="TEXT", help="The reason, kept with the judgement.")


@click.command(
    short_help="Show an episode with all its accounts.",
    epilog=examples(
        "verbale show h3b1f0c29d4a7e85                        by an episode's id",
        "verbale show e3b1f0c29d4a7e85                        or that of any of its events",
        "verbale show h3b1f0c29d4a7e85 --format jsonl         as one JSON object",
    ),
)
@click.argument("name", metavar="EPISODE_OR_EVENT")
@click.option(
    "--format", "style", type=click.Choice(["page", "jsonl"]), default="page", show_default=True,
    help="A page for people, or one JSON object.",
)  # fmt: skip
@RECORD
def show(name: str, style: str, where: str) -> None:
    """Show an episode with all its accounts.

    An episode is one happening as every report tells it. The page says how many of the accounts are independent of each
    other, which publications and speakers stand behind them, where they differ, and why each was put to the others.
    """
    from .export.episode_page import show as print_page
    from .export.page import console
    from .store.database import open_record
    from .store.episode_view import episode_of

    database = open_record(where)
    try:
        with database.reading() as connection:
            found = episode_of(connection, name)
    finally:
        database.close()
    if found is None:
        raise UsageError(f"{name} is no episode or event of this record")
    if style == "page":
        print_page(found, console(sys.stdout))
    else:
        import msgspec

        click.echo(msgspec.json.encode(found))


@click.group(short_help="Join and part accounts by hand.")
def episode() -> None:
    """Join and part accounts by hand.

    What is said here is a judgement that stays in the record with its author: linking obeys it when reports are added and
    read anew, and it can be undone.
    """


@episode.command(
    short_help="Make two episodes one.",
    epilog=examples(
        "verbale episode merge h3b1f0c29d4a7e85 h9c02d7715be6a40 --by anna --why 'one raid, two datelines'"
    ),
)
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@_BY
@_WHY
@RECORD
def merge(one: str, other: str, who: str, why: str | None, where: str) -> None:
    """Make two episodes one.

    A and B are episodes, or events of them.
    """
    from .store import episodes

    _judge(where, f"{one} and {other} are one episode", lambda c: episodes.merge(c, who, why, one, other))


@episode.command(
    short_help="Take an account out of its episode.",
    epilog=examples("verbale episode split e3b1f0c29d4a7e85 --by anna"),
)
@click.argument("event")
@_BY
@_WHY
@RECORD
def split(event: str, who: str, why: str | None, where: str) -> None:
    """Take an account out of its episode."""
    from .store import episodes

    _judge(where, f"{event} is of another episode", lambda c: episodes.split(c, who, why, event))


@episode.command(
    short_help="Take back a judgement on episodes.", epilog=examples("verbale episode undo j52c1a9e07f3b6d8 --by anna")
)
@click.argument("judgement")
@_BY
@_WHY
@RECORD
def undo(judgement: str, who: str, why: str | None, where: str) -> None:
    """Take back a judgement on episodes."""
    from .store import episodes

    _judge(where, f"{judgement} is taken back", lambda c: episodes.undo(c, who, why, judgement))


def _judge(where: str, said: str, work: "Callable[[Connection], str]") -> None:
    """Does it and prints the judgement's id with what it says."""
    from .store.database import open_record

    database = open_record(where)
    try:
        with database.writing() as connection:
            made = work(connection)
    finally:
        database.close()
    click.echo(f"{made}: {said}")
