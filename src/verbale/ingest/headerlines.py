"""Lines of a page that only together say something: a label over its value, a dateline over its sentence."""

import re
from collections.abc import Sequence

from .titles import GENRE
from .words import word_set

LABELS_ALONE = word_set(
    """
    author authors source sources posted published date format origin language theme themes disaster country section
    category topic publisher publication issue updated editor originally-published primary-country document-type
    publication-date content-format disaster-type last-updated other-countries
    """
)
MOST_VALUE_WORDS = 12
FEWEST_PAIRS = 2
"""A page that sets labels over values does so more than once; a single "Source" is a heading."""
BYLINE_OPEN = re.compile(r"^by\b.{3,80}\b(?:and|&)$", re.IGNORECASE)
GOES_ON = re.compile(r"^(?:by|of|on|from|between|regarding|concerning) (?:the|an?)\b")
DATELINE_ALONE = re.compile(r"^[A-Z][A-Z'’.-]{2,}(?:[ ,/][A-Z][\w'’.-]*){0,4},?\s*[–—-]{1,2}$")


def joined(lines: Sequence[str]) -> list[str]:
    """The lines, with each label and its value, and each dateline and its sentence, on one line."""
    pairs = [i for i in range(len(lines) - 1) if _is_pair(lines[i], lines[i + 1])]
    labels = set(pairs) if len(pairs) >= FEWEST_PAIRS else set()
    done: list[str] = []
    i = 0
    while i < len(lines):
        if i in labels:
            done.append(f"{lines[i].rstrip(':')}: {lines[i + 1]}")
            i += 2
        elif (DATELINE_ALONE.match(lines[i]) or _breaks_off(lines[i], lines[i + 1 : i + 2])) and i + 1 < len(lines):
            done.append(f"{lines[i]} {lines[i + 1]}")
            i += 2
        else:
            done.append(lines[i])
            i += 1
    return done


def _is_pair(label: str, value: str) -> bool:
    bare = "-".join(label.rstrip(":").lower().split())
    return bare in LABELS_ALONE and len(value.split()) <= MOST_VALUE_WORDS and not value.endswith(".")


def _breaks_off(line: str, following: Sequence[str]) -> bool:
    """A byline that ends in "and", a genre whose authority comes on the next line ("JOINT STATEMENT / by the …")."""
    if len(line.split()) > MOST_VALUE_WORDS or not following:
        return False
    if BYLINE_OPEN.match(line):
        return len(following[0].split()) <= MOST_VALUE_WORDS
    return bool(GENRE.match(line)) and bool(GOES_ON.match(following[0]))
