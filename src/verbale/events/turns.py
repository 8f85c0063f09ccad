"""Speakers without a verb of saying: the turns of an interview ("WALLACE: …") and signed quotations ("“…” ― Ana Ruiz")."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from msgspec import Struct

from ..reading import Reading, Token
from ..report import Span

_LABEL = re.compile(
    r"""(?:^|(?<=[\s"“']))(?:[A-Z]{2,4}\.\ )?[A-Z][A-Z'’-]{2,}(?:\ [A-Z][A-Z'’-]+){0,3}(?=:\s)""", re.MULTILINE
)
_NAME = r"[^\W\d_a-z][\w.'’-]+(?:\ [^\W\d_a-z][\w.'’-]*){1,5}"
_QUOTED = re.compile(rf"""^(?P<name>{_NAME}(?:,\ ?[^:\n“”"]{{2,60}})?):\s(?=[“"‘])""", re.MULTILINE)
_SIGNED = re.compile(rf"""[”"]\s?(?:―|—|–|--)\s?(?P<name>{_NAME}(?:,\ [^\n“”"]{{2,60}})?)\.?\s*$""", re.MULTILINE)
_FEWEST = 2
"""Labels in capitals are turns where a report has at least so many: "NOTE:" stands alone."""


class Turn(Struct, frozen=True):
    """A speaker's name and the words said, `[first, last)`."""

    name: Span
    first: int
    last: int


class TurnReader:
    """Reads turns over one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def find(self) -> Iterator[Turn]:
        """Turns and signed quotations, in text order within each kind."""
        text = self.reading.text
        labels = list(_LABEL.finditer(text)) if ":" in text else []
        if len(labels) >= _FEWEST:
            ends = [*(m.start() for m in labels[1:]), len(text)]
            yield from (self._turn(Span(m.start(), m.end()), end) for m, end in zip(labels, ends, strict=True))
        for match in _QUOTED.finditer(text):
            name, first = Span(*match.span("name")), self._at(match.end())
            quotation = next((q for q in self.reading.quotations if first <= q.first <= first + 1), None)
            if quotation is not None and not self._tells(name):
                yield Turn(name, quotation.first, quotation.last)
        for match in _SIGNED.finditer(text):
            last = self._at(match.start())
            quotation = next((q for q in self.reading.quotations if q.last == last), None)
            if quotation is not None:
                start, end = match.span("name")
                yield Turn(Span(start, end - text[start:end].endswith(".")), quotation.first, quotation.last)

    def _tells(self, name: Span) -> bool:
        """ "Last May, Ana Ruiz wrote": a clause and no label."""
        tokens = self.reading.tokens
        return any(t.xpos in ("VBD", "VBZ", "VBP") for t in tokens[self._at(name.start) : self._at(name.end)])

    def _turn(self, name: Span, end: int) -> Turn:
        """From the colon to the next turn or the end of the paragraph."""
        first = min(self._at(name.end + 1), len(self.reading.tokens) - 1)
        paragraph = self.reading.sentences[self.reading.tokens[first].sent].paragraph
        last = max((s.last for s in self.reading.sentences if s.paragraph == paragraph), default=first)
        return Turn(name, first, min(last, self._at(end)))

    def _at(self, offset: int) -> int:
        """The first word that starts at a character or behind it."""
        return bisect_left(self.reading.tokens, offset, key=_start)


def _start(token: Token) -> int:
    return token.start
