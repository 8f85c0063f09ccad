"""Options that several commands share, and what they ask for."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .errors import InputError, to_the_end

if TYPE_CHECKING:
    from .language.pipeline import Parser
    from .pipeline import Reader
    from .report import Report

TABLES = frozenset({
    "contexts.toml", "status.toml", "cues.toml", "states.csv", "state_names.csv", "organizations.csv", "entities.csv",
    "lookalikes.csv", "memberships.csv", "agents.csv", "offices.csv", "actors.csv", "places.csv",
})  # fmt: skip
"""Files a user's folder may hold beside triggers/*.toml."""


def examples(*lines: str) -> str:
    """Lines under a command's help, kept as they are."""
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])


def _known(_: click.Context, __: click.Parameter, folders: tuple[Path, ...]) -> tuple[Path, ...]:
    """The folders, if each holds at least one file that we would read."""
    for folder in folders:
        if not any((folder / name).is_file() for name in TABLES) and not any(folder.glob("triggers/*.toml")):
            raise click.BadParameter(f"{folder} holds no triggers/*.toml and none of {', '.join(sorted(TABLES))}")
    return folders


LEXICON = click.option(
    "--lexicon", "folders", multiple=True, metavar="DIR", callback=_known,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of your own triggers, actors and tables, read before ours; may be given more than once.",
)  # fmt: skip
MODEL = click.option("--language-model", metavar="NAME", help="An installed spaCy pipeline instead of our own model.")
PROCESSES = click.option(
    "--processes",
    metavar="N",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    help="Reports read at a time.",
)


def _chosen(_: click.Context, __: click.Parameter, where: str | None) -> str:
    from .store.database import chosen

    return chosen(where)


RECORD = click.option(
    "--record", "where", metavar="PATH_OR_URL", callback=_chosen,
    help="The record: a file, or postgresql://user@host/name. Otherwise $VERBALE_RECORD, otherwise verbale.db here.",
)  # fmt: skip


def given(inputs: Sequence[str], rows: str | None) -> "Iterator[Report | InputError]":
    """The reports that a command is given: of `inputs`, or of one file of JSON Lines."""
    return iter(_rows(rows) if rows else inputs_of(inputs))


def _rows(rows: str) -> "Iterable[Report | InputError]":
    from .ingest.jsonl import jsonl_rows
    from .ingest.jsonl import rows as rows_of

    return rows_of(sys.stdin.buffer, "-") if rows == "-" else jsonl_rows(rows)


def inputs_of(inputs: Sequence[str]) -> "Iterator[Report | InputError]":
    """The reports of files, folders and standard input; what cannot be read comes as an error."""
    from .ingest import discover, reports

    for source in discover(inputs):
        yield from [source] if isinstance(source, InputError) else to_the_end(reports(source), source.name)


def load_reader(folders: tuple[Path, ...] = (), language_model: str | None = None) -> "Reader":
    """The reader that the options ask for."""
    from .pipeline import Reader

    return Reader.load(folders=folders, language=parser(language_model) if language_model else None)


def parser(language_model: str | None) -> "Parser":
    """The spaCy pipeline of this name behind our labels, or our own language model."""
    if language_model is None:
        from .language.pipeline import LanguageModel

        return LanguageModel.load()
    from .language.spacy_face import load_parser

    return load_parser(language_model)
