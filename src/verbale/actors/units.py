"""Words as the actor rules see them: of a reading, or of a bare phrase without any parse.

A unit is a word or a part of a hyphenated word; hyphens are no units, so "U.S.-Azerbaijan" and "vice-president" are two
each. Unit indices count over the whole text.
"""

import re
from typing import NamedTuple

from ..reading import Reading

_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[’']s\b|[^\W_]+(?:[’'](?!s\b)[^\W_]+)*|[,;()\[\]\"“”:]")
_PART = re.compile(r"[^-–‑/]+")
_HYPHENS = frozenset("-–‑/")
POSSESSIVE = frozenset(("'s", "’s", "'", "’"))


class Unit(NamedTuple):
    """One word or part of one; `glued`: joined by a hyphen to the unit before."""

    token: int
    text: str
    lower: str
    start: int
    end: int
    upos: str
    """Universal part of speech; empty in a bare phrase."""
    glued: bool
    sent: int


def units_of(reading: Reading) -> tuple[list[Unit], list[int]]:
    """The units of a reading, and for each word the index of its first unit (of the next unit for a lone hyphen)."""
    units: list[Unit] = []
    first: list[int] = []
    glue_at = -1
    for token in reading.tokens:
        first.append(len(units))
        text = token.text
        if text in _HYPHENS:
            glue_at = token.end if units and units[-1].end == token.start else -1
            continue
        glued = token.start == glue_at
        if ("-" in text or "–" in text or "/" in text) and len(text) > 1:
            for part in _PART.finditer(text):
                start, end = token.start + part.start(), token.start + part.end()
                word = part.group()
                units.append(Unit(token.i, word, _lower(word), start, end, token.upos, glued, token.sent))
                glued = True
        else:
            units.append(Unit(token.i, text, _lower(text), token.start, token.end, token.upos, glued, token.sent))
    first.append(len(units))
    return units, first


def units_of_text(text: str) -> list[Unit]:
    """The units of a phrase that nobody parsed."""
    units: list[Unit] = []
    for found in _WORD.finditer(text):
        word, start = found.group(), found.start()
        glued = bool(units) and units[-1].end == start - 1 and text[start - 1] in _HYPHENS
        units.append(Unit(len(units), word, _lower(word), start, found.end(), "", glued, 0))
    return units


def _lower(word: str) -> str:
    low = word.lower()
    if "’" in low:
        low = low.replace("’", "'")
    return low[:-1] if len(low) > 1 and low[-1] == "." and low.count(".") == 1 else low
