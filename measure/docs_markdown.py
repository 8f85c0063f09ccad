"""Markdown as the generated pages use it."""

from collections.abc import Iterable, Sequence


class AbsentError(Exception):
    """What a page shows is no longer printed."""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; bars and line ends inside cells are kept from breaking it."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(_cell(c) for c in line) + " |\n" for line in lines)


def codes(words: Iterable[str]) -> str:
    """Words in code type, parted by commas."""
    return ", ".join(f"`{w}`" for w in words)


def counted(number: int, one: str, many: str | None = None) -> str:
    """The number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _cell(text: str) -> str:
    return " ".join(str(text).split()).replace("|", "\\|")
