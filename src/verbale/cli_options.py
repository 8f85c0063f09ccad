"""Options that several commands share."""

from pathlib import Path

import click

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
