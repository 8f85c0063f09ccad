"""The error browser: what the gold says against what was read, sentence by sentence, like mistakes together."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from ..report import Span
from .judges import Outcome
from .tally import Difference, Judged

SHORT = 600
"""Characters up to which a text is shown whole; longer ones sentence by sentence."""
LONGEST = 900
"""Characters of a sentence shown at most: tables and lists may have no full stop for pages."""
_END = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+|\n+")


class Entry(Struct, frozen=True, kw_only=True):
    """A stretch of text in which the reading and the gold differ."""

    set: str
    id: str | int
    text: str
    """The sentence, or the whole text where it is short."""
    start: int
    """Where the sentence begins in the record's text."""
    differences: tuple[Difference, ...]
    """Spans count from the start of the record's text."""
    gold: tuple[str, ...] = ()
    read: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The kind of mistake that an entry is filed under: that of its first difference."""
        first = self.differences[0]
        if first.measure in _BY_CONFUSION:
            return f"{first.measure}: {first.confusion}"
        return f"{first.measure}: {first.filed + ' ' if first.filed != first.measure else ''}{first.kind}"

    def missed(self) -> list[Span]:
        """Stretches of the gold's that the reading lacks or has otherwise, counted from the entry's start."""
        return self._local(s for d in self.differences for s in d.gold_spans)

    def given(self) -> list[Span]:
        """Stretches of the reading's that the gold lacks or has otherwise, counted from the entry's start."""
        return self._local(s for d in self.differences for s in d.read_spans)

    def _local(self, spans: Iterable[Span]) -> list[Span]:
        size = len(self.text)
        moved = (Span(max(0, s.start - self.start), min(size, s.end - self.start)) for s in spans)
        return sorted({s for s in moved if s.start < s.end})


_BY_CONFUSION = frozenset({"type", "events", "label", "status", "kind", "role", "mode", "certainty"})
"""Measures whose values are few: what was taken for what is the heading."""


def entries(outcome: Outcome) -> list[Entry]:
    """The differences of a set, the most frequent kind of mistake first, in text order within."""
    found = [entry for record in outcome.records for entry in _of_record(outcome.name, record)]
    often = Counter(entry.heading for entry in found)
    order = {measure.name: n for n, measure in enumerate(outcome.measures)}
    return sorted(found, key=lambda e: (order.get(e.differences[0].measure, len(order)), -often[e.heading], e.heading))


def _of_record(name: str, record: Judged) -> Iterator[Entry]:
    if not record.differences:
        return
    if len(record.text) <= SHORT:
        yield Entry(
            set=name, id=record.id, text=record.text, start=0, differences=record.differences, gold=record.gold,
            read=record.read,
        )  # fmt: skip
        return
    sentences = list(sentences_of(record.text))
    homes: dict[Span | None, list[Difference]] = {}
    for difference in record.differences:
        homes.setdefault(_home(difference, sentences), []).append(difference)
    for home in sorted(homes, key=lambda s: s or Span(-1, -1)):
        at = home or Span(0, min(SHORT, len(record.text)))
        text = record.text[at.start : min(at.end, at.start + LONGEST)].rstrip() + ("…" if home is None else "")
        yield Entry(set=name, id=record.id, text=text, start=at.start, differences=tuple(homes[home]))


def sentences_of(text: str) -> Iterator[Span]:
    """Rough sentences: they end with a full stop and a blank, or with the line."""
    start = 0
    for match in _END.finditer(text):
        if text[start : match.start()].strip():
            yield Span(start, match.end())
            start = match.end()
    if text[start:].strip():
        yield Span(start, len(text))


def _home(difference: Difference, sentences: list[Span]) -> Span | None:
    """The sentence of a difference; None where it has no place in the text."""
    spans = difference.gold_spans or difference.read_spans
    if not spans:
        return None
    return next((s for s in sentences if s.start <= spans[0].start < s.end), sentences[-1] if sentences else None)
