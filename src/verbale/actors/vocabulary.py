"""The small word lists of data/actors.toml, read once."""

import tomllib
from pathlib import Path

_TABLE = tomllib.loads((Path(__file__).parent.parent / "data" / "actors.toml").read_text(encoding="utf-8"))


def words(name: str) -> frozenset[str]:
    """The words of one list."""
    return frozenset(_TABLE["lists"][name].split())


def phrases(name: str) -> frozenset[str]:
    """The phrases of one list."""
    return frozenset(_TABLE["phrases"][name])


def table(name: str) -> dict[str, str]:
    """One table of words and what they stand for."""
    return dict(_TABLE[name])
