"""The commands that hand the record on: `release`, `releases`, `backup` and `restore`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .cli_options import RECORD, examples
from .cli_tables import FORMAT, print_rows

if TYPE_CHECKING:
    from .store.database import Database
    from .store.releases import Release

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_ONE = {"events": "event", "statements": "statement", "reports": "report", "judgements": "judgement"}
_COLUMNS = ("name", "made", "events", "reports", "added", "changed", "withdrawn", "withheld")


def _named(_: click.Context, __: click.Parameter, name: str) -> str:
    if not _NAME.fullmatch(name):
        raise click.BadParameter(
            "a name has letters, digits, dots, dashes and underscores, and begins with one of the first two"
        )
    return name


@click.command(
    short_help="Freeze the record into tables to publish.",
    epilog=examples(
        "verbale release 2026-1                                into the folder 2026-1",
        'verbale release 2026-2 --out releases --title "Horn of Africa watch" --author "Ann Example"',
    ),
)
@click.argument("name", callback=_named)
@click.option(
    "--out", metavar="DIR", default=".", show_default=True,
    type=click.Path(file_okay=False, path_type=Path), help="The folder to put the release's folder into.",
)  # fmt: skip
@click.option("--title", metavar="TEXT", help="Title of the data set; without it, the record's own name.")
@click.option("--author", "authors", metavar="NAME", multiple=True, help="Whom to cite; may be given more than once.")
@RECORD
def release(name: str, out: Path, title: str | None, authors: tuple[str, ...], where: str) -> None:
    """Freeze the record into tables to publish.

    The folder NAME holds events, parties, statements, people, episodes and mastheads as CSV and Parquet, a codebook, what
    was added, changed and withdrawn since the release before and why, checksums, and how to cite it. Events keep their
    ids from release to release. The folder is there whole or not at all, and a name is used once.
    """
    from .store.releases import release as freeze

    with _opened(where) as database:
        made = freeze(database, name, out, title=title, authors=authors)
    click.echo(f"released: {out / name}: {_told(made.counts, 'events', 'statements', 'reports')}")
    click.echo(f"events: {_told(made.counts, 'added', 'changed', 'withdrawn', 'withheld')}")


@click.command(
    short_help="List the releases made so far.", epilog=examples("verbale releases", "verbale releases --format csv")
)
@RECORD
@FORMAT
def releases(where: str, style: str) -> None:
    """List the releases made so far, with what they hold and what changed in them."""
    from .store.releases import releases as made

    def rows(found: "Iterable[Release]") -> Iterator[Mapping[str, Any]]:
        for one in found:
            yield {"name": one.name, "made": one.made, **one.counts, "digest": one.digest}

    with _opened(where) as database, database.reading() as connection:
        print_rows(rows(made(connection)), style, _COLUMNS)


@click.command(
    short_help="Copy the record into a file while it is in use.",
    epilog=examples(
        "verbale backup monday.db", "verbale backup monday.db --record postgresql://ann@db.example.org/news"
    ),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@RECORD
def backup(file: Path, where: str) -> None:
    """Copy the record into a file while it is in use.

    The copy is the record as it was at one moment, itself a record in SQLite, and is checked before it gets its name.
    """
    from .store.backup import backup as copy

    with _opened(where) as database:
        copied = copy(database, file)
    click.echo(f"backed up: {copied.name}: {_told(copied.rows, 'reports', 'events', 'judgements')}")


@click.command(
    short_help="Put a backup back into a new record.",
    epilog=examples(
        "verbale restore monday.db --record again.db",
        "verbale restore monday.db --record postgresql://ann@db.example.org/news",
    ),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@RECORD
def restore(file: Path, where: str) -> None:
    """Put a backup back into a new record.

    The new record is a file that does not exist yet or an empty PostgreSQL database; one that holds anything is left
    alone. The backup may come from either kind.
    """
    from .store.backup import restore as put_back

    copied = put_back(file, where)
    click.echo(f"restored: {copied.name}: {_told(copied.rows, 'reports', 'events', 'judgements')}")


def _opened(where: str) -> "AbstractContextManager[Database]":
    from .store.database import open_record

    return closing(open_record(where))


def _told(counts: Mapping[str, int], *names: str) -> str:
    return ", ".join(f"{counts[name]:,} {name if counts[name] != 1 else _ONE.get(name, name)}" for name in names)
