"""The top of a page: where its masthead ends, what that says, and which lines are headlines."""

import datetime as dt
import re
from collections.abc import Sequence

from .clues import Clue, Field
from .dateline import NO_PLACE
from .dates import dates_in
from .furniture import ends_report, is_furniture, opens_related
from .lines import ends_sentence
from .masthead import begins_like_place, read_line
from .nameplate import names_itself
from .names import HONORIFIC, clean_name, is_name, people
from .titles import GENRE, names_report

MASTHEAD_LINES = 40
"""Lines from the top among which a masthead is looked for."""
STANDFIRST_WORDS = 90
"""Prose above the last masthead line that may be a standfirst; more is the report itself."""
PROSE_WORDS = 8
LONG_PROSE_WORDS = 30
"""So many words are prose even without a full stop."""
HEADING_WORDS = 3
CAPITALS_WORDS = 6
"""A heading inside a report is this short or set in capitals; a longer line under the title is its second deck."""
LOCATED = re.compile(r"^(?:[^\d.:;?!]{4,50}? in [A-Z][\w' -]{2,25}?(?:,? (?:and|&) |, |$)){1,4}$")
LATE_FIELDS: frozenset[Field] = frozenset({"read_count", "modified", "publication", "title"})
"""What stands below a report as often as above it."""


def is_prose(line: str) -> bool:
    """Whether a paragraph reads as sentences and not as a headline or button."""
    words = len(line.split())
    return words >= LONG_PROSE_WORDS or (words >= PROSE_WORDS and ends_sentence(line) and not line.endswith((":", "…")))


def chronicle_lines(lines: Sequence[str]) -> frozenset[int]:
    """The lines of a chronology that hold nothing but the date of what follows: they belong to its body.

    A first date later than the others is that of the chronology itself.
    """
    dated = [
        (i, d)
        for i, line in enumerate(lines[:-1])
        if (d := _bare_date(line)) and _bare_date(lines[i + 1]) is None and is_text(lines[i + 1])
    ]
    if dated and any(d > dated[0][1] for _, d in dated[1:]):
        return frozenset(i for i, _ in dated)
    return frozenset(i for i, _ in dated[1:]) if len(dated) > 2 else frozenset()


def _bare_date(line: str) -> dt.date | None:
    """The date of a line that holds it alone, without a label."""
    found = read_line(line) if len(line.split()) <= 5 else None
    return found[0].date.date if found and len(found) == 1 and found[0].field == "date" and found[0].date else None


def is_text(line: str) -> bool:
    """A sentence, however short: no headline, no line of the masthead."""
    return ends_sentence(line) and len(line.split()) >= 4 and read_line(line) is None and not is_furniture(line)


def read_head(
    lines: Sequence[str], chronicle: frozenset[int]
) -> tuple[int, list[tuple[int, Clue]], tuple[str, ...], list[str]]:
    """Where the body begins, what the masthead says, its headlines, and prose that stands inside it."""
    last, clues = _last_masthead_line(lines, chronicle)
    clues += _names_beside(lines, clues) or _names_in_places(lines, clues)
    headlines: list[str] = [
        x for i, x in enumerate(lines[: last + 1]) if i not in {n for n, _ in clues} and _is_headline(x)
    ]
    standfirst = [x for x in lines[: last + 1] if is_prose(x) and not is_furniture(x) and read_line(x) is None]
    start = last + 1
    signed = {i for i, _ in clues}
    while start < len(lines) and start in signed:
        start += 1
    if 0 < start < len(lines) - 1 and _is_place_below(lines[start], [c for i, c in clues if i == start - 1]):
        start += 1
    while start < len(lines) and not is_prose(lines[start]) and any(is_prose(x) for x in lines[start + 1 : start + 6]):
        if start in chronicle or _is_subheading(lines, start, any(map(names_report, headlines))):
            break
        if _is_headline(lines[start]):
            headlines.append(lines[start])
        start += 1
    return start, clues, tuple(headlines), standfirst


def _is_place_below(line: str, above: Sequence[Clue]) -> bool:
    """Whether a word or two under a byline say where its author was."""
    words = line.split()
    plain = len(words) <= 2 and line.istitle() and words[0].lower() not in NO_PLACE
    return plain and any(c.field == "author" for c in above)


def _names_beside(lines: Sequence[str], clues: Sequence[tuple[int, Clue]]) -> list[tuple[int, Clue]]:
    """A name on a line of its own next to a date, where nobody else signs."""
    if any(c.field == "author" for _, c in clues):
        return []
    dated = {i for i, c in clues if c.field in ("date", "posted")}
    taken = {i for i, _ in clues}
    above = {i - 2 for i in dated if i >= 1 and _says_who(lines[i - 1])}
    beside = sorted({i + step for i in dated for step in (-1, 1)} | above, key=lambda i: (i in above, i))
    beside = [i for i in beside if i not in taken]
    return [
        (i, Clue("author", clean_name(lines[i])))
        for i in beside
        if 0 <= i < len(lines)
        and is_name(HONORIFIC.sub("", lines[i]))
        and not lines[i].endswith(".")
        and not begins_like_place(lines[i])
        and not any(names_itself(x, lines[i]) for k, x in enumerate(lines) if k != i)
    ][:1]


def _names_in_places(lines: Sequence[str], clues: Sequence[tuple[int, Clue]]) -> list[tuple[int, Clue]]:
    """As in "A. Author in Tolm and B. Writer in Baku" next to a date, under a title, where nobody else signs."""
    if any(c.field == "author" for _, c in clues):
        return []
    dated = {i for i, c in clues if c.field in ("date", "posted")}
    for i in sorted({i + step for i in dated for step in (-1, 1, -2)} - {i for i, _ in clues}):
        if 1 <= i < len(lines) and LOCATED.match(lines[i]) and (names := people(lines[i], least=2)[0]):
            return [(i, Clue("author", n)) for n in names]
    return []


def _says_who(line: str) -> bool:
    """A post or a place between a name and a date."""
    return read_line(line) == () or (len(line.split()) <= 2 and line[:1].isupper() and not is_furniture(line))


def _is_subheading(lines: Sequence[str], at: int, titled: bool) -> bool:
    """A line after the masthead that belongs to the body: a heading in a titled report, a bullet, a day, a sentence."""
    line = lines[at]
    if is_furniture(line) or opens_related(line) or ends_report(line) or (titled and GENRE.match(line)):
        return False
    if line.startswith(("•", "-", "*")) or _is_day(line) or (ends_sentence(line) and not line.isupper()):
        return True
    short = len(line.split()) <= HEADING_WORDS or (line.isupper() and len(line.split()) <= CAPITALS_WORDS)
    return titled and short and _heads_text(lines, at)


def _heads_text(lines: Sequence[str], at: int) -> bool:
    """Whether text follows a heading at once, or after one more."""
    text = [is_prose(x) or ends_sentence(x) or x.startswith(("•", "-", "*")) for x in lines[at + 1 : at + 3]]
    return bool(text) and (text[0] or (text[-1] and len(lines[at + 1].split()) <= HEADING_WORDS))


def _is_day(line: str) -> bool:
    """Whether a line is a day such as "1 December", over an item of a digest."""
    dates = dates_in(line)
    return bool(dates) and len(line.split()) <= HEADING_WORDS and dates[0].text == line.strip()


def _is_headline(line: str) -> bool:
    return (
        not is_prose(line)
        and not is_furniture(line)
        and read_line(line) is None
        and not opens_related(line)
        and not ends_report(line)
    )


def _last_masthead_line(lines: Sequence[str], chronicle: frozenset[int]) -> tuple[int, list[tuple[int, Clue]]]:
    """The lowest line that adds to the masthead before the report is under way, and all clues down to it."""
    last, words, clues, seen = -1, 0, [], set[Field]()
    pending: list[tuple[int, Clue]] = []
    for i, line in enumerate(lines[:MASTHEAD_LINES]):
        found = None if i in chronicle else read_line(line)
        if found is not None and (not words or _adds(lines, i, words, {c.field for c in found} - seen)):
            pending += [(i, c) for c in found]
            seen |= {c.field for c in found}
            clues, last = list(pending), i
        elif is_prose(line) and not is_furniture(line):
            words += len(line.split())
            if words > STANDFIRST_WORDS:
                break
    return last, clues


def _adds(lines: Sequence[str], at: int, words: int, new: set[Field]) -> bool:
    """Whether a line below prose is still the masthead's: it says something new, and most prose follows."""
    return bool(new - LATE_FIELDS) and sum(len(x.split()) for x in lines[at + 1 :] if is_prose(x)) > words
