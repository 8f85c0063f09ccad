"""The outlet's own line on top of a page, told from title, section and kicker."""

import re
from collections.abc import Sequence

from .clues import Clue
from .names import is_outlet
from .titles import GENRE, names_section
from .words import word_set

MOST_WORDS = 8
MOST_FROM_TOP = 8
"""A nameplate stands among so many lines from the top; mail has its own header above it."""
SMALL = word_set("of the and for in on at from to & de du des la le el al von")
ORGANIZATION = re.compile(
    r"\b(?:institute|cent(?:er|re)|foundation|council|programme|network|group|association|university|observatory|"
    r"society|academy|united nations|committee|commission)\b",
    re.IGNORECASE,
)
PRESENTS_ITSELF = word_set(
    "is are was appears comes goes has welcomes publishes receives thanks does reaches reports provides covers"
)
"""What an outlet's sentence about itself goes on with."""


def find_nameplate(lines: Sequence[str], clues: Sequence[tuple[int, Clue]], headlines: Sequence[str]) -> str | None:
    """The headline that names the outlet: set like a name, above another headline, and marked as such elsewhere.

    Marks are a word such as "Courier", a second mention at the start of another line or in a copyright line, a date
    or number of issue right below it, or capitals over a title without them.
    """
    for at, line in enumerate(lines[:MOST_FROM_TOP]):
        if line not in headlines or not _set_as_name(line):
            continue
        others = [h for h in headlines if h != line and len(h.split()) >= 2 and not names_section(h)]
        titled = bool(others) or any(c.field == "title" for _, c in clues)
        if titled and (is_outlet(line) or _marked(lines, at, clues, others)):
            return line
    return None


def _set_as_name(line: str) -> bool:
    words = re.findall(r"[^\W\d]+", line)
    plain = 0 < len(words) <= MOST_WORDS and not line.endswith((".", "?", "!", ":", ",")) and not GENRE.match(line)
    return plain and not names_section(line) and all(w[0].isupper() or w.lower() in SMALL for w in words)


def _marked(lines: Sequence[str], at: int, clues: Sequence[tuple[int, Clue]], others: Sequence[str]) -> bool:
    line = lines[at]
    below = {c.field for i, c in clues if i == at + 1}
    numbered = bool(below & {"issue", "date", "posted"}) and at == 0 and "author" not in below
    echoed = any(i != at and names_itself(x, line) for i, x in enumerate(lines))
    organized = at == 0 and bool(ORGANIZATION.search(line)) and "author" not in below
    later = {c.field for i, c in clues if i == at + 2} if at == 0 and lines[1:2] and lines[1] in others else set()
    after = [h for h in others if h in lines[at + 3 :]]
    over_tagline = bool(later & {"date", "issue"}) and any(len(h.split()) >= 3 for h in after)
    if organized or over_tagline:
        return True
    capitals = at == 0 and line.isupper() and not any(h.isupper() for h in others[:1])
    return numbered or echoed or (capitals and bool(others) and "author" not in below)


def names_itself(line: str, plate: str) -> bool:
    """Whether another line is the outlet's about itself: its name and a verb, a number, or a copyright mark before it."""
    name = " ".join(plate.removeprefix("The ").split()[:3]).casefold()
    text = line[:300].casefold()
    start = text.find(name) if len(name) >= 6 else -1  # letters that cannot stand in other words by chance
    if start < 0:
        return False
    before, after = text[:start].strip(" "), text[start + len(name) :].split()
    if re.search(r"(?:©|ⓒ|\(c\)|copyright)(?: \d{4})?(?: the)?$", before) or re.search(r"^(?:--|—)$", before):
        return True
    return before in ("", "the", "from: the", "from:", "subject:") and bool(after) and _goes_on(after, before)


def _goes_on(after: Sequence[str], before: str) -> bool:
    following = [w for w in after[:4] if w not in SMALL]
    return (
        before.startswith(("from", "subject"))
        or after[0] in PRESENTS_ITSELF
        or bool(PRESENTS_ITSELF & {*following[1:2]})
    )


def tagline_under(
    lines: Sequence[str], clues: Sequence[tuple[int, Clue]], plate: str | None, headlines: Sequence[str]
) -> str | None:
    """The outlet's motto between its name and the date or number of the issue, where a title follows below."""
    at = lines.index(plate) + 1 if plate in lines else len(lines)
    if (
        at + 1 >= len(lines)
        or lines[at] not in headlines
        or not any(h in lines[at + 2 :] for h in headlines)
        or names_section(lines[at])
    ):
        return None
    fields = {c.field for i, c in clues if i == at + 1}
    return lines[at] if fields & {"date", "issue"} and "author" not in fields else None
