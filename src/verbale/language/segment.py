"""Paragraphs of a text, and windows of a paragraph that fit the network."""

import re
from collections.abc import Iterator, Sequence

from verbale.report import Span

WINDOW_PIECES = 180
"""Word pieces a window: the network was trained on up to 160, and its cost grows with the square."""
LOOK_BACK = 90
"""Words by which a window may be shortened to end with a sentence."""

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_FULL_STOPS = frozenset({".", "?", "!", "…"})
_CLOSERS = frozenset({'"', "”", "’", "'", "''", ")", "]"})


def paragraphs_of(text: str) -> list[Span]:
    """Stretches of text between blank lines, white space at the edges left out, empty ones dropped."""
    edges = [0, *(at for match in _BLANK_LINES.finditer(text) for at in match.span()), len(text)]
    return [span for start, end in zip(edges[::2], edges[1::2], strict=True) if (span := trimmed(text, start, end))]


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without white space at its edges; None where nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def windows(words: Sequence[str], lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Cuts a paragraph into runs `[first, last)` of at most `WINDOW_PIECES`, after full stops where it can."""
    first = 0
    while first < len(words):
        last, room = first, WINDOW_PIECES
        while last < len(words) and lengths[last] <= room:
            room -= lengths[last]
            last += 1
        last = max(last, first + 1)
        if last < len(words):
            last = _after_full_stop(words, first, last)
        yield first, last
        first = last


def _after_full_stop(words: Sequence[str], first: int, last: int) -> int:
    for cut in range(last, max(first + 1, last - LOOK_BACK), -1):
        before = words[cut - 1]
        if before in _CLOSERS and cut - 2 > first:
            before = words[cut - 2]
        if before in _FULL_STOPS and words[cut] not in _CLOSERS:
            return cut
    return last
