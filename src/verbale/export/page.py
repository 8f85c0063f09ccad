"""The page that minutes and explanations are printed on: its width, its colours, and letters a terminal lacks."""

import codecs
import io
import os
import re
import unicodedata
from collections.abc import Iterable
from typing import IO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

PIPE_WIDTH = 100
"""Columns where the output is no terminal and COLUMNS does not say."""
WIDEST = 110
"""Columns beyond which lines are hard to follow with the eye."""
NARROWEST = 40

_ASCII = {
    "–": "-", "—": "-", "―": "-", "─": "-", "━": "=", "‑": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...",
    "·": "|", "→": "->", "↔": "<->", "›": ">", "«": '"', "»": '"', "●": "*", "◐": "~", "○": "o", "◇": "?", "◌": "?",
    "−": "-", "≠": "!=", "✗": "x", "⊘": "x", "•": "*", "\u00a0": " ", "\ufffd": "?", "€": "EUR", "£": "GBP",
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae", "Æ": "AE", "đ": "d", "ı": "i", "ə": "a", "œ": "oe",
}  # fmt: skip
_BLANKS = re.compile(r" +$", re.MULTILINE)
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


def console(stream: IO[str]) -> Console:
    """A console on `stream`; without colours where it is no terminal."""
    if isinstance(stream, io.TextIOWrapper) and not (stream.encoding or "").lower().startswith("utf"):
        codecs.register_error("verbale", _nearest)
        stream.reconfigure(errors="verbale")
    return Console(file=stream, width=_width(stream), highlight=False, markup=False, emoji=False, soft_wrap=False)


def _width(stream: IO[str]) -> int | None:
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and int(given) > 0:
        return max(NARROWEST, int(given))
    if not stream.isatty():
        return PIPE_WIDTH
    return max(NARROWEST, min(WIDEST, Console(file=stream).width))


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """What stands nearest to letters that the output's encoding lacks."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain, error.object[error.start : error.end])), error.end


def _plain(letter: str) -> str:
    base = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
    return _ASCII.get(letter) or base or "?"


def put(page: Console, parts: Iterable[RenderableType]) -> None:
    """Prints parts one below the other, without blanks at the ends of lines."""
    with page.capture() as captured:
        for part in parts:
            page.print(part)
    page.file.write(_BLANKS.sub("", captured.get()))


def clean(text: str) -> str:
    """Words from a report on one line, without the control characters that could steer a terminal."""
    line = " ".join(text.split())
    return "".join("\ufffd" if c in _BIDI or unicodedata.category(c) in ("Cc", "Cs") else c for c in line)


def quoted(text: str) -> str:
    """Words from a report in quotation marks."""
    return f"“{clean(text)}”"


def styled(*parts: str | tuple[str, str]) -> Text:
    """A text of parts, each a string or a string with its style."""
    return Text.assemble(*parts, overflow="fold")


def heading(title: str) -> Text:
    """The heading of a section."""
    return styled((title.upper(), "bold"))


def margin_grid(width: int) -> Table:
    """Two columns: a narrow margin, for dates and kinds, and the text; nothing in them is cut off."""
    grid = Table.grid(padding=(0, 2), expand=True)
    grid.add_column(width=20 if width >= 96 else 15, overflow="fold")
    grid.add_column(ratio=1, overflow="fold")
    return grid


def indented(grid: Table) -> Padding:
    """A table set one column in."""
    return Padding(grid, (0, 0, 0, 1))
