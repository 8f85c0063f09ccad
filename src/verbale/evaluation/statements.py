"""Judges attribution: the words that name a speaker, mark a statement and carry what is said."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import UNSET

from ..report import Span
from .answers import StatementAnswer
from .rows import AttributionGold, StatementRow
from .tally import Difference, Judged, Measure, Tally, counted

PARTS = ("speaker", "cue", "content")
STATEMENT_MEASURES = (
    Measure(name="speaker", shape="f1", about="words inside the names and descriptions of speakers"),
    Measure(name="cue", shape="f1", about="words inside cues such as “said” and “according to”"),
    Measure(name="content", shape="f1", about="words inside what is said"),
)
_WORD = re.compile(r"\w+")
Spans = Mapping[str, Sequence[Span]]
"""Part -> its stretches."""


class StatementJudge:
    """Word by word over the whole text, so that how a statement is cut up does not matter."""

    measures = STATEMENT_MEASURES

    def judge(self, row: AttributionGold, answer: StatementAnswer | None) -> Judged:
        """The outcome for one document."""
        gold = {
            "speaker": [s for a in row.attributions for s in a.source],
            "cue": [s for a in row.attributions for s in a.cue],
            "content": [s for a in row.attributions for s in a.content],
        }
        tallies, found = compared(row.body, gold, spans_of(answer.statements if answer else ()))
        return Judged(id=row.key, text=row.body, tallies=tallies, differences=tuple(found))


def spans_of(statements: Iterable[StatementRow]) -> Spans:
    """The stretches of statements, part by part; a speaker known only from elsewhere has none."""
    told = list(statements)
    speakers = [s.speaker for s in told if s.speaker is not UNSET and s.speaker is not None]
    cues = [s.cue for s in told if s.cue is not UNSET and s.cue is not None]
    return {
        "speaker": [Span(p.start, p.end) for p in speakers if p.start is not None and p.end is not None],
        "cue": [Span(c.start, c.end) for c in cues if c.start is not None and c.end is not None],
        "content": [Span(s.content.start, s.content.end) for s in told],
    }


def compared(text: str, gold: Spans, read: Spans) -> tuple[dict[str, Tally], list[Difference]]:
    """Counts of words for each part, and the runs of words that only one side has."""
    words = [Span(m.start(), m.end()) for m in _WORD.finditer(text)]
    tallies: dict[str, Tally] = {}
    found: list[Difference] = []
    for part in PARTS:
        wanted, given = inside(words, gold[part]), inside(words, read[part])
        tallies[part] = counted(len(wanted & given), len(wanted), len(given))
        found += [
            Difference(kind="missing", measure=part, gold=text[s.start : s.end], filed=part, gold_spans=(s,))
            for s in runs(words, wanted - given)
        ]
        found += [
            Difference(kind="spurious", measure=part, read=text[s.start : s.end], filed=part, read_spans=(s,))
            for s in runs(words, given - wanted)
        ]
    return tallies, sorted(found, key=lambda d: (d.gold_spans or d.read_spans)[0])


def inside(words: Sequence[Span], spans: Iterable[Span]) -> set[int]:
    """Indices of the words that lie wholly inside one of the stretches."""
    stretches = list(spans)
    return {n for n, word in enumerate(words) if any(word.within(s) for s in stretches)}


def runs(words: Sequence[Span], chosen: set[int]) -> Iterator[Span]:
    """Stretches of neighbouring words among those chosen."""
    first: int | None = None
    for n in range(len(words) + 1):
        if n in chosen and first is None:
            first = n
        elif n not in chosen and first is not None:
            yield Span(words[first].start, words[n - 1].end)
            first = None
