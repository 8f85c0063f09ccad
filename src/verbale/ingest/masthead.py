"""The lines above and below a report that say who published what, when: each read for its clues.

`read_line` gives None for a line that is none of them.
"""

import re
from functools import lru_cache

from .bylines import BY, NO_NAME, NOT_BY, POST, read_authors, read_byline, read_role
from .clues import Clue, Clues, Field
from .dates import PrintedDate, dates_in
from .issues import CLOCK, DATE_WORDS, read_issue, read_numbered, read_symbol
from .labels import read_labelled
from .names import cased, is_name, is_outlet
from .titles import names_section

SECTION = re.compile(
    r"^(?:published|posted|filed|categori[sz]ed)\s+(?:in|under)\s*:?\s+(?P<section>[A-Z][^.:]{1,60}?)(?:\.\s.{0,200}|\.)?$",
    re.IGNORECASE,
)
READ_COUNT = re.compile(
    r"^\W*(?:(?:read|viewed|hits|views|page ?views|reads|seen)\s*:?\s*(?P<a>\d[\d,. ]*?)(?:\s*(?:times?|"
    r"views?))?(?:(?<=times)\s+(?:last modified|published|modified|tagged|category)\b.{0,60})?"
    r"|(?P<b>\d[\d,. ]*?)\s*(?:views?|reads?|hits|page ?views|times read|people (?:have )?read this))\W*$",
    re.IGNORECASE,
)
SPLIT = re.compile(r"\s+[|·•∙◦/–—-]+\s+|\s*[|·•∙]\s*")
HOME = ("home", "news", "start", "main", "front page", "homepage", "you are here", "world")
"""Where a path through a site begins."""
PAGE_NUMBER = re.compile(r"\bp(?:age|\.)? ?\d+\W*$", re.IGNORECASE)
IN_PRINT = re.compile(
    r"^\W*A version of this (?:article|story|review) (?:appears|appeared|was published) in print\b", re.IGNORECASE
)
READING_TIME = re.compile(r"\d+[ -]min", re.IGNORECASE)
CRUMBS = re.compile(r"\s*(?:>|»|›|→|::)\s*")
PLACE = re.compile(
    r"^(?P<place>[A-Z][\w'’.-]*(?:[ /-][A-Z][\w'’.-]*){0,3}(?:, [A-Z][\w .]{2,20}?)?)\s*[,.]\s+(?:on )?(?:the )?$"
)
"""A place and its country before a date."""
MOST_WORDS = 32
MOST_CHARACTERS = 400
"""No masthead line is longer."""


@lru_cache(maxsize=2048)
def read_line(line: str) -> Clues | None:
    """What a whole line says about the publication; None where it is none of the masthead's lines."""
    line = line.strip()
    if not line or len(line) > MOST_CHARACTERS or len(line.split()) > MOST_WORDS:
        return None
    for rule in (
        _read_count,
        read_labelled,
        _section,
        read_issue,
        read_byline,
        _date_only,
        _breadcrumbs,
        read_role,
        read_numbered,
        read_symbol,
        _pieces,
        _place_and_date,
        _post,
        _in_print,
    ):
        found = rule(line)
        if found is not None:
            return found
    return None


def _read_count(line: str) -> Clues | None:
    match = READ_COUNT.match(line)
    if not match:
        return None
    digits = re.sub(r"\D", "", match["a"] or match["b"])
    return (Clue("read_count", digits),) if digits and len(digits) <= 12 else ()  # more readers than people


def _section(line: str) -> Clues | None:
    match = SECTION.match(line)
    if not match or dates_in(line):
        return None
    section = match["section"].strip()
    return (Clue("section", section),) if len(section.split()) <= 6 else None  # words in a section's name


def _in_print(line: str) -> Clues | None:
    """The note under an article on a newspaper's site that names the paper's own date."""
    match = IN_PRINT.match(line)
    dates = dates_in(line[match.end() :])[:1] if match else []
    return tuple(Clue("posted", d.text, d) for d in dates) or None


def _post(line: str) -> Clues | None:
    """A post without its holder says nothing, but it is the masthead's."""
    return () if len(line.split()) <= 6 and (POST.match(line) or NO_NAME.match(line)) else None  # words


def _date_only(line: str) -> Clues | None:
    """A line with dates and nothing else but clock times and "Posted on"."""
    dates = [d for d in dates_in(line) if d.year is not None]
    if not dates:
        return None
    rest = line
    for date in reversed(dates):
        rest = rest[: date.start] + " " + rest[date.end :]
    tail = line[dates[-1].end :].strip(" ,|–—-")
    place = _place_before(line, dates)
    ahead = "" if place else line[: dates[0].start]
    tail = tail.lstrip(" .")
    by = BY.match(tail)
    if len(dates) == 1 and not DATE_WORDS.sub("", ahead) and by and not NOT_BY.match(tail):
        dated = Clue("date", dates[0].text, dates[0])
        return (*([Clue("place", place)] if place else []), dated, *(read_authors(by["rest"]) or ()))
    if DATE_WORDS.sub("", CLOCK.sub("", rest)):
        return None
    return tuple(_dated(line, date, dates) for date in dates)


def _dated(line: str, date: PrintedDate, dates: list[PrintedDate]) -> Clue:
    """Labelled by the nearest word before it."""
    before = line[max((d.end for d in dates if d.end <= date.start), default=0) : date.start].lower()
    if re.search(r"updated?|modified|edited", before):
        return Clue("modified", date.text, date)
    return Clue(
        "posted" if re.search(r"published|posted|released|issued|created|first", before) else "date", date.text, date
    )


def _breadcrumbs(line: str) -> Clues | None:
    """As in "Home > News > Caucasus": the last short step is the section."""
    steps = [s for s in CRUMBS.split(line) if s]
    if len(steps) < 2:  # a path
        return None
    if steps[0].lower() not in HOME:
        named = (len(steps) > 2 or is_outlet(steps[0])) and all(len(s.split()) <= 5 and s[0].isupper() for s in steps)
        return (Clue("publication", steps[0]), Clue("section", steps[-1])) if named else None
    short = [s for s in steps[1:] if len(s.split()) <= 3]  # a title is longer
    return (Clue("section", short[-1]),) if short else ()


def _pieces(line: str) -> Clues | None:
    """As in "A. Author | 4 March 2011 | World": the pieces between strokes, of which one at least must be plain."""
    pieces = [p.strip() for p in SPLIT.split(line) if p and p.strip()]
    if len(pieces) < 2 or len(line.split()) > 24:  # words
        return _name_and_date(line)
    read = [_piece(p) for p in pieces]
    if all(r is None for r in read):
        return _outlet_and_section(line)
    found = [clue for r in read for clue in r or ()]
    loose = [p for p, r in zip(pieces, read, strict=True) if r is None]
    return (*found, *_loose(loose, {c.field for c in found}))


def _outlet_and_section(line: str) -> Clues | None:
    """As in "The Halden Courier | Fisheries"."""
    outlet, stroke, section = (p.strip() for p in line.partition("|"))
    if not stroke or "|" in section or not is_outlet(outlet) or not outlet[:1].isupper() or len(section.split()) > 3:
        return None
    return (Clue("publication", outlet), Clue("section", section)) if section[:1].isupper() else None


def _piece(piece: str) -> Clues | None:
    for rule in (_read_count, read_labelled, _section, read_issue, read_byline, _date_only, read_role, _name_and_date):
        found = rule(piece)
        if found is not None:
            return found
    return None


def _loose(pieces: list[str], seen: set[Field]) -> Clues:
    """Pieces that no rule reads: an outlet, then a person, then a section."""
    found: list[Clue] = []
    for piece in pieces:
        if is_outlet(piece):
            found.append(Clue("publication", piece))
        elif "author" not in seen and is_name(piece):
            found.append(Clue("author", piece))
        elif (
            "section" not in seen and len(piece.split()) <= 3 and piece[:1].isupper() and not re.search(r"\d", piece)
        ):  # words
            found.append(Clue("section", piece))
        elif len(piece.split()) >= 3 and not READING_TIME.match(piece):  # words
            found.append(Clue("title", piece))
    return tuple(found)


def _name_and_date(line: str) -> Clues | None:
    """As in "A. Author, 4 March 2011", "The Harbour Times, 4 March 2011"."""
    dates = [d for d in dates_in(line) if d.year is not None]
    if len(dates) != 1 or DATE_WORDS.sub("", CLOCK.sub("", PAGE_NUMBER.sub("", line[dates[0].end :]))):
        return None
    before = re.sub(r"(?:\b(?:on|posted|published)\b|[\s,|(–—:-])+$", "", line[: dates[0].start], flags=re.IGNORECASE)
    dated = Clue("date", dates[0].text, dates[0])
    if is_outlet(before) and before[:1].isupper():
        return (Clue("publication", before), dated)
    if names_section(before):
        return (Clue("section", cased(before) if before.isupper() else before), dated)
    return (Clue("author", before), dated) if is_name(before) and _more_than_a_place(before) else None


def _more_than_a_place(name: str) -> bool:
    """Whether a name before a date is a person's: places are set in capitals there, or begin as places do."""
    return not name.isupper() and not begins_like_place(name)


def begins_like_place(name: str) -> bool:
    """Whether the first word is one that towns begin with and people do not."""
    return name.split(maxsplit=1)[0].lower() in (
        "new",
        "san",
        "port",
        "saint",
        "st.",
        "fort",
        "el",
        "los",
        "las",
        "abu",
        "addis",
        "cape",
        "tel",
        "kuala",
        "hong",
    )


def _place_and_date(line: str) -> Clues | None:
    """As in "Moscow, 12 March 2003", as communiqués are headed."""
    dates = dates_in(line)
    place = _place_before(line, dates)
    if place is None or len(line.split()) > 10:  # words
        return None
    if DATE_WORDS.sub("", CLOCK.sub("", line[dates[0].end :])):
        return None
    return (Clue("place", place), Clue("date", dates[0].text, dates[0]))


def _place_before(line: str, dates: list[PrintedDate]) -> str | None:
    """The place a line opens with, with nothing between it and its only date."""
    match = PLACE.match(line[: dates[0].start]) if len(dates) == 1 else None
    return match["place"] if match else None
