"""Where a report quotes word for word: double and single marks, straight and curly, nested, over paragraphs.

A quotation that runs over several paragraphs opens each of them and closes once; each paragraph is then a
quotation of its own. Marks without a partner quote nothing, and apostrophes are not marks.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from verbale.reading import Quotation
from verbale.report import Span

Words = Sequence[tuple[int, int]]
"""Characters `[start, end)` of each word, in order."""

_MARK = re.compile("[\"“”„‟«»‘’']|``|''")
_PARTNERS = {"“": "”", "„": "”“", "‟": "”", "«": "»", "‘": "’", "``": "''", '"': '"', "'": "'"}
_BEFORE_OPENING = frozenset("([{—–-/\"“„«‘'")
_ENDS_QUOTED = frozenset(".,?!…;:)")


def quotations(text: str, paragraphs: Sequence[Span], words: Words) -> tuple[Quotation, ...]:
    """Every quotation, outer before inner, in text order; `words` gives their `[first, last)`."""
    found: list[Span] = []
    carried: str | None = None
    for at, paragraph in enumerate(paragraphs):
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        pairs, unclosed = _paired(text, paragraph)
        found.extend(pairs)
        carried = None
        if unclosed and following and (mark := _mark_at(text, following.start)) and mark == unclosed[1]:
            carried = mark
        if carried and unclosed:
            found.append(Span(unclosed[0], paragraph.end))
    starts = [start for start, _ in words]
    ends = [end for _, end in words]
    made = (_quotation(text, span, starts, ends) for span in sorted(found, key=lambda s: (s.start, -s.end)))
    return tuple(quotation for quotation in made if quotation)


def _quotation(text: str, span: Span, starts: list[int], ends: list[int]) -> Quotation | None:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    first, last = bisect_left(starts, start), bisect_left(ends, end + 1)
    return Quotation(start, end, first, last) if first < last else None


def _mark_at(text: str, at: int) -> str | None:
    match = _MARK.match(text, at)
    return match.group() if match and match.group() in _PARTNERS else None


def _paired(text: str, paragraph: Span) -> tuple[list[Span], tuple[int, str] | None]:
    """The quotations closed inside one paragraph, and the outermost that is not: its start and mark."""
    marks = [(m.start(), m.end(), m.group()) for m in _MARK.finditer(text, paragraph.start, paragraph.end)]
    found: list[Span] = []
    unclosed: list[tuple[int, str]] = []
    for number, (start, end, mark) in enumerate(marks):
        opener = _closed_by(text, start, end, mark, unclosed, marks[number + 1 :])
        if opener is not None:
            found.append(Span(unclosed[opener][0], start))
            del unclosed[opener:]
        elif mark in _PARTNERS and _may_open(text, start, end, mark, paragraph):
            unclosed.append((end, mark))
    return found, unclosed[0] if unclosed else None


def _closed_by(
    text: str,
    start: int,
    end: int,
    mark: str,
    unclosed: list[tuple[int, str]],
    later: list[tuple[int, int, str]],
) -> int | None:
    """Which open quotation this mark closes, innermost first; None where it closes none."""
    for at in range(len(unclosed) - 1, -1, -1):
        if mark in _closers(unclosed[at][1]) and _may_close(text, start, end, mark, later):
            return at
    return None


def _closers(mark: str) -> tuple[str, ...]:
    return ("''", '"') if mark == "``" else tuple(_PARTNERS[mark])


def _may_open(text: str, start: int, end: int, mark: str, paragraph: Span) -> bool:
    """Openers stand after a space or bracket and before a word; curly double ones open anywhere."""
    if mark not in "\"'‘":
        return True
    if end >= paragraph.end or (text[end].isspace() and mark != '"'):
        return False
    before = text[start - 1] if start > paragraph.start else " "
    free = before.isspace() or before in _BEFORE_OPENING
    return free and not (mark == "'" and text[end].isdigit())


def _may_close(text: str, start: int, end: int, mark: str, later: list[tuple[int, int, str]]) -> bool:
    """Single marks close after a word or stop and before none; after an s only if no later mark would do."""
    if mark not in "'’":
        return True
    if (end < len(text) and text[end].isalnum()) or text[start - 1].isspace():
        return False
    if text[start - 1] != "s":
        return True
    return not any(
        other == mark and text[at - 1] in _ENDS_QUOTED and not text[after : after + 1].isalnum()
        for at, after, other in later
    )
