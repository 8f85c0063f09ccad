"""Paragraphs of a page parted into masthead, body and what trails them: the heart of `plaintext` and `webpage`."""

import re
from collections.abc import Sequence

from msgspec import Struct

from ..report import RelatedPublication, Warn
from .bylines import read_sign_off
from .clues import Clue
from .dateline import Dateline, find_dateline
from .foot import (
    BULLET,
    boxes,
    counts_below,
    introduces_outlet,
    opens_foot,
    owner_of,
    read_below,
    read_trailing,
    without_bios,
    without_trailer,
)
from .furniture import END_MARK, RELATED_INLINE, ends_report, is_furniture, opens_related
from .head import PROSE_WORDS, chronicle_lines, is_prose, read_head
from .headerlines import joined
from .lines import ends_sentence
from .masthead import read_line
from .nameplate import find_nameplate, names_itself, tagline_under
from .related import KIND, read_related, split_entries

BOX_LINES = 12
"""No box of links inside a report is longer."""
RESUMED_WORDS = 20
"""A paragraph of full sentences this long, after a box of links, is the report again."""
BIO_INSIDE = re.compile(
    r"\s+(?:AUTHORS?['’]?S?['’]? BIO(?:GRAPHY|GRAPHIE|S)?\s?:|Author['’]?s['’]? [Bb]io(?:graphy)?\s?:|"
    r"Copyright (?:\([cC]\) |© )?(?:19|20)\d\d\b.{0,80}[Aa]ll [Rr]ights [Rr]eserved).*$"
)
"""What old pages run on in the last paragraph of a report."""
EXCERPT = re.compile(r"^\[(?:text|excerpts?|passage omitted)\]\s+", re.IGNORECASE)
LAST_WORD = re.compile(r"(?<=[.!?”\"])\s+(?:Enditem|Item ends|\(?ENDS?\)?|-30-|#{2,})\W*$")
"""What a wire sets behind its last sentence."""


class Article(Struct, frozen=True, kw_only=True):
    """The parts of a page."""

    clues: tuple[tuple[int, Clue], ...]
    """With the line each was read from, counted from the top."""
    above_byline: int = 0
    """How many of the headlines stand above byline and date."""
    headlines: tuple[str, ...]
    """Lines of the masthead that no rule reads: the title is among them."""
    lead: str | None
    body: tuple[str, ...]
    dateline: Dateline | None
    related: tuple[RelatedPublication, ...]
    warnings: tuple[Warn, ...]
    nameplate: str | None = None
    """The headline that names the outlet."""
    owner: str | None
    """Whom a copyright line or the page's sentence about itself names as publication."""


def part(lines: Sequence[str], outlet: str | None = None) -> Article:
    """The article among the paragraphs of a page; `outlet` is what is known of its publication from elsewhere."""
    lines = joined(lines)
    chronicle = chronicle_lines(lines)
    start, clues, headlines, standfirst = read_head(lines, chronicle)
    plate = find_nameplate(lines, clues, headlines)
    clues = [(i, c) for i, c in clues if not (c.field == "author" and plate and c.text.lower() in plate.lower())]
    motto = tagline_under(lines, clues, plate, headlines)
    headlines = tuple(h for h in headlines if h not in (plate, motto))
    rest = [*standfirst, *lines[start:]]
    dates = frozenset(lines[i] for i in chronicle)
    body, trailing, below = _body(rest, dates)
    outlets = [n for n in (outlet, plate, *(c.text for _, c in clues if c.field == "publication")) if n]
    while len(body) > 1 and any(names_itself(body[-1], n) for n in outlets):
        body = body[:-1]
    if not body and headlines:
        body, headlines = list(headlines), ()
    body, bios = without_bios(body, [c.text for _, c in clues if c.field == "author"])
    lead, body = _lead(body, bool(standfirst), headlines)
    first = int(len(body) > 1 and body[0] == lead)
    opening = body[first] if body and not _is_dialogue(body) else ""
    dateline = find_dateline(opening) if is_prose(opening) or ends_sentence(opening) else None
    if dateline:
        body = [*body[:first], opening[dateline.end :], *body[first + 1 :]]
    body = [BULLET.sub("", p) or p for p in body]
    if body:
        body = [EXCERPT.sub("", body[0]), *body[1:]]
        body = [*body[:-1], LAST_WORD.sub("", BIO_INSIDE.sub("", body[-1]))]
    if any(c.field == "author" for _, c in clues):
        trailing = [c for c in trailing if c.field != "author"]  # those who only helped
    related, warnings = read_related([x for x in below if not any(names_itself(x, n) for n in outlets)])
    return Article(
        clues=(*clues, *((len(lines), c) for c in trailing)), headlines=tuple(headlines),
        above_byline=_above_byline(lines, clues, headlines), lead=_plain_lead(lead), body=tuple(body),
        dateline=dateline, nameplate=plate,
        related=related, warnings=warnings, owner=owner_of([*lines[max(0, len(lines) - 30) :], *bios]),
    )  # fmt: skip


def _above_byline(lines: Sequence[str], clues: Sequence[tuple[int, Clue]], headlines: Sequence[str]) -> int:
    """How many headlines stand above the first byline, or above the last date where nobody signs."""
    signed = [i for i, c in clues if c.field == "author"] or [i for i, c in clues if c.field in ("posted", "date")][-1:]
    return sum(h in lines[: signed[0]] for h in headlines) if signed else 0


def _body(lines: Sequence[str], kept: frozenset[str]) -> tuple[list[str], list[Clue], list[str]]:
    """The paragraphs of the report; clues found below or between them; lines of related lists.

    Lines `kept` are the report's own even where they look like a masthead's.
    """
    body: list[str] = []
    clues: list[Clue] = []
    below: list[str] = []
    i, over = 0, -1
    while i < len(lines):
        line = lines[i]
        if opens_related(line):
            if body and over <= i:
                over = next((k for k in range(i + 1, len(lines)) if ends_report(lines[k])), len(lines))
            end = _resumes(lines, i + 1, over if body else len(lines), bool(body))
            below += lines[i + 1 : end]
            i = end
            continue
        if body and ends_report(line):
            clues += counts_below(lines[i:])
            below += boxes(lines[i:])
            break
        if inline := RELATED_INLINE.match(line[:400]):
            below += split_entries(inline["title"]) if not is_prose(line) or len(line.split()) < RESUMED_WORDS else []
        elif body and opens_foot(lines, i, body):
            clues += counts_below(lines[i:])
            below += boxes(lines[i:])
            break
        elif body and (signed := read_sign_off(line)) and not any(map(_is_report_prose, lines[i + 1 :])):
            clues += signed
        elif line in kept:
            body.append(line)
        elif (trailing := read_trailing(line, len(lines) - i)) is not None:
            clues += trailing
        elif not is_furniture(line) and not END_MARK.match(line):
            body.append(line)
        i += 1
    return without_trailer(body), clues, below


def _resumes(lines: Sequence[str], start: int, over: int, begun: bool) -> int:
    """Where the report goes on after a box of links: at two paragraphs of prose, or one before the page is `over`."""
    for i in range(start, min(over, start + BOX_LINES + 1) if begun else over):
        if not _is_report_prose(lines[i]):
            continue
        ahead = [x for x in lines[i : min(i + 4, over)] if not is_furniture(x)]
        if begun and i == start and not KIND.match(lines[i]):  # a list would begin with a title
            return i
        prose = sum(map(_is_report_prose, ahead))
        if prose * 2 > len(ahead):
            return i
    return over


def _is_report_prose(line: str) -> bool:
    full = len(line.split()) >= RESUMED_WORDS and ends_sentence(line)
    return full and not introduces_outlet(line) and not is_furniture(line) and not _listed(line)


def _listed(line: str) -> bool:
    """Ends in a date, as entries of a bibliography do."""
    return bool(re.search(r"\b(?:19|20)\d\d\W*$", line)) and line.count(",") >= 2  # commas


def _lead(body: list[str], above: bool, headlines: Sequence[str]) -> tuple[str | None, list[str]]:
    """The lead, and the body in which a repeated lead or title stands once."""
    if body and any(_squash(body[0]) == _squash(h) for h in headlines) and len(body) > 1:
        body = body[1:]
    if len(body) < 2 or (not is_prose(body[0]) and not body[0].endswith("…")):  # nothing to repeat
        return None, body
    first = _squash(body[0]).rstrip(".… ")
    following = _squash(" ".join(body[1:4]))
    if len(first.split()) >= PROSE_WORDS and first in following[: len(first) + 200]:
        return body[0], body[1:]
    return (body[0] if above else None), body


def _plain_lead(lead: str | None) -> str | None:
    """The lead without the dateline that the body has lost."""
    found = find_dateline(lead) if lead else None
    return lead[found.end :] if lead and found else lead


def _squash(text: str) -> str:
    return " ".join(text.lower().split())


def _is_dialogue(body: Sequence[str]) -> bool:
    """Several paragraphs opening in capitals and a colon are sections or speakers, not datelines."""
    return sum(bool(re.match(r"^[A-Z][A-Z .'’-]+:\s", p)) for p in body) > 1


def around(
    above: Sequence[str], below: Sequence[str], outlet: str | None = None
) -> tuple[tuple[tuple[int, Clue], ...], tuple[RelatedPublication, ...], tuple[Warn, ...], str | None]:
    """Clues, related publications, warnings and owner from the lines above and below a body found by other means."""
    clues = [(i - len(above), c) for i, line in enumerate(above) for c in read_line(line) or () if c.field != "title"]
    clues += [(i + len(above), c) for i, line in enumerate(below) for c in read_below(line)]
    related, warnings = read_related([x for x in boxes(below) if not (outlet and names_itself(x, outlet))])
    return tuple(clues), related, warnings, owner_of(below[-30:])
