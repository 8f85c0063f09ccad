"""Other publications that a page lists beside its report: never a source of events, kept as bibliography."""

import re
from collections.abc import Sequence

from ..report import RelatedPublication, Warn
from .dates import PrintedDate, dates_in
from .furniture import ABOUT_PUBLICATION, is_furniture, opens_related
from .masthead import read_line
from .names import clean_name, is_name, is_outlet

KINDS = (
    "Silk Road Paper", "Silk Road Study", "Silk Road Monograph", "Policy Brief", "Policy Paper", "Policy Memo",
    "Working Paper", "Occasional Paper",
    "Research Paper", "Discussion Paper", "Background Paper", "White Paper", "Issue Brief", "Research Report",
    "Special Report", "Conference Report",
    "Asia Paper", "Book Chapter", "Book Review", "Edited Volume", "Journal Article", "Press Release",
    "Situation Report", "Country Report", "Fact Sheet",
    "Oped", "Op-Ed", "Op-ed", "OpEd", "Opinion", "Editorial", "Commentary", "Analysis", "Feature", "Article", "Book",
    "Report", "Study", "Monograph", "Paper",
    "Brief", "Briefing", "Backgrounder", "Interview", "Essay", "Review", "Testimony", "Statement", "Podcast", "Video",
    "Blog", "Column", "Letter", "Speech",
    "Map", "Profile", "Photos", "Timeline", "Infographic", "Letters", "Explainer", "News", "Event", "Factbox", "Chapter", "Dissertation", "Newsletter", "Bulletin", "Dispatch", "Memo",
)  # fmt: skip
"""What pages call the things they list, longest first within a first word."""
KIND = re.compile(
    r"^(?P<glued>.{0,60}?)(?P<kind>"
    + "|".join(re.escape(k) for k in sorted(KINDS, key=len, reverse=True))
    + r")(?:\s*[:|]\s+(?=\S)|(?:\s*[:|–—-]\s*|\s+)(?=[\"“‘'«]?[A-Z0-9]))"
)
"""The kind, also glued to the alternative text of a cover picture ("2206-StarrSilk Road Paper")."""
SERIES = re.compile(
    r"^(?P<kind>(?:[A-Z][a-z]+ ){1,3}(?:Paper|Study|Monograph|Brief|Memo|Note))\s*:?\s+(?=[\"“‘'«]?[A-Z])"
)
"""The name of a series no list can foresee."""
PICTURE = re.compile(r"^\W*(?:maps?|graphics?|infographics?|charts?)\s?: \w+ \w+", re.IGNORECASE)
"""In a list such a line is an entry; elsewhere it is the credit of a picture."""
SHORT_DATE = re.compile(r"^\d{1,2} [A-Z][a-z]{2} \d\d\s*(?:\||$)")
"""As in "02 Mar 11 | Europe", under a title."""
SCREEN_SHOT = re.compile(r"^Screen ?Shot [\d-]+ at [\d.]+ ?(?:AM|PM)?(?=[A-Z\"“])", re.IGNORECASE)
EDITORS = re.compile(r"^\(?eds?\.?\)?,?\s+", re.IGNORECASE)
FILE_KIND = re.compile(r"\s*[\[(](?:PDF|audio|video|in [A-Z][a-z]+)[\])]\s*$", re.IGNORECASE)
LAST_YEAR = re.compile(r"[,(]\s*((?:19|20)\d\d)\)?\s*\.?$")
BRACKET = re.compile(r"\s*\((?P<kind>[A-Z][\w -]{2,30})\)?,?$")
QUOTED = re.compile(r"[\"“«‘](?P<title>[^\"”»]{4,250}?)[,.]?[\"”»’](?=\W|$)")
JOINED = re.compile(r"\s*(?:&|\band\b|;)\s*")
MOST_WORDS = 60
"""A longer entry is a teaser or another report."""
FEWEST_WORDS = 3
"""A shorter line is a link of the navigation."""


def read_related(lines: Sequence[str]) -> tuple[tuple[RelatedPublication, ...], tuple[Warn, ...]]:
    """The publications listed, in page order, with a warning for each date that cannot be."""
    entries = [line for line in lines if _is_entry(line)]
    known = _known_authors(entries)
    found: list[RelatedPublication] = []
    for line in entries:
        if (loose := _continuation(line)) and found:
            found[-1] = _completed(found[-1], loose)
        elif not loose and (entry := read_entry(line, known)):
            found.append(entry)
    unique = _unique(found)
    if len(unique) > 2 and _is_heading(unique[0]) and all(map(_known_parts, unique[1:])):
        unique = unique[1:]
    return unique, tuple(
        _impossible(e)
        for e in unique
        if e.date_text and e.date is None and any(d.impossible for d in dates_in(e.date_text))
    )


def split_entries(text: str) -> list[str]:
    """The publications that one line lists: parted by strokes or semicolons, or each in quotation marks."""
    if len(re.findall(r"[“\"«][^”\"»]{3,}[”\"»]", text)) > 1:
        return [p for p in re.split(r"\s*(?:[;/|,]|\band\b)\s*(?=[“\"«])", text) if p]
    return [p for p in re.split(r"\s+[|/•·]\s+|\s*;\s+", text) if p]


def _unique(entries: Sequence[RelatedPublication]) -> tuple[RelatedPublication, ...]:
    """Each title once, as the entry that says most about it."""
    best: dict[str, RelatedPublication] = {}
    for entry in entries:
        key = entry.title.casefold()
        if key not in best or _known_parts(entry) > _known_parts(best[key]):
            best[key] = entry
    return tuple(best.values())


def _is_heading(entry: RelatedPublication) -> bool:
    """A few words over entries that all name author, kind or date."""
    return not _known_parts(entry) and len(entry.title.split()) <= 4 and not entry.title.endswith(("?", "!"))  # words


def _known_parts(entry: RelatedPublication) -> int:
    return bool(entry.authors) + bool(entry.kind) + bool(entry.date_text)


def _impossible(entry: RelatedPublication) -> Warn:
    return Warn(code="impossible-date", message=f"no such date: {entry.date_text} (listed with “{entry.title[:60]}”)")


def _is_entry(line: str) -> bool:
    words = len(line.split())
    if SHORT_DATE.match(line):
        return False
    if (
        words > MOST_WORDS
        or opens_related(line)
        or (is_furniture(line) and not PICTURE.match(line))
        or ABOUT_PUBLICATION.match(line)
    ):
        return False
    return words >= FEWEST_WORDS or bool(dates_in(line))


def _continuation(line: str) -> tuple[tuple[str, ...], PrintedDate | None] | None:
    """Authors and date of a line that holds nothing else: they belong to the entry above."""
    if KIND.match(line):
        return None
    clues = read_line(line)
    if not clues or any(
        c.field not in ("date", "posted", "modified", "author", "section", "publication") for c in clues
    ):
        return None
    return tuple(c.text for c in clues if c.field == "author"), next((c.date for c in clues if c.date), None)


def _completed(entry: RelatedPublication, loose: tuple[tuple[str, ...], PrintedDate | None]) -> RelatedPublication:
    authors, date = loose
    return RelatedPublication(
        title=entry.title, kind=entry.kind, authors=entry.authors or authors,
        date=entry.date or (date.date if date else None), date_text=entry.date_text or (date.text if date else None),
    )  # fmt: skip


def _known_authors(entries: Sequence[str]) -> frozenset[str]:
    """Names that some entry sets off with a comma, to be known where another entry forgets it."""
    heads = (_without_kind(line)[1].split(",")[0] for line in entries)
    return frozenset(clean_name(n) for head in heads for n in JOINED.split(head) if is_name(n.strip()))


def _without_kind(line: str) -> tuple[str | None, str]:
    line = SCREEN_SHOT.sub("", line.lstrip(" •·*–—-"))
    if series := SERIES.match(line):
        return series["kind"], line[series.end() :].strip()
    match = KIND.match(line)
    if not match or (match["glued"] and not re.search(r"\w$", match["glued"])):
        return None, line.strip(" •·*-–—")
    return match["kind"], line[match.end() :].strip()


def read_entry(line: str, known: frozenset[str] = frozenset()) -> RelatedPublication | None:
    """One entry "KIND AUTHORS, TITLE, OUTLET, DATE"; every part but the title may be missing."""
    kind, rest = _without_kind(line)
    rest, date = _without_date(FILE_KIND.sub("", rest))
    if not date and (kind or QUOTED.search(rest)) and (year := LAST_YEAR.search(rest)):
        date = _whole_year(year[1], year.start(1))
        rest = rest[: year.start()]
    if not kind and (bracket := BRACKET.search(rest)) and bracket["kind"] in KINDS:
        kind, rest = bracket["kind"], rest[: bracket.start()]
    authors, rest = _authors(rest, known, listed=bool(kind or date or QUOTED.search(rest)))
    rest = EDITORS.sub("", rest) if authors else rest
    title = _title(rest, has_outlet=bool(authors or kind))
    if not title or not any(ch.isalpha() for ch in title):
        return None
    return RelatedPublication(
        title=title, authors=authors, kind=kind, date=date.date if date else None, date_text=date.text if date else None
    )


def _whole_year(text: str, start: int) -> PrintedDate:
    """A year that stands for its first day, as the other periods do."""
    return PrintedDate(text=text, start=start, end=start + len(text), year=int(text), month=1, day=None)


def _without_date(rest: str) -> tuple[str, PrintedDate | None]:
    """The entry without a date at its end (or, failing that, at its beginning)."""
    dates = [d for d in dates_in(rest) if d.year is not None]
    if dates and not rest[dates[-1].end :].strip(" .,;)]"):
        return rest[: dates[-1].start].rstrip(" ,;.([–—|-"), dates[-1]
    if dates and not rest[: dates[0].start].strip():
        return rest[dates[0].end :].strip(" ,;:.|–—-"), dates[0]
    return rest.strip(), None


def _authors(rest: str, known: frozenset[str], *, listed: bool) -> tuple[tuple[str, ...], str]:
    """The names an entry begins with, and what follows them.

    Further names after a comma count when initials, "&" or other entries mark them.
    """
    found: list[str] = []
    while listed:
        segment, comma, after = rest.partition(",")
        names = [n.strip() for n in JOINED.split(segment)]
        plain = all(is_name(n) for n in names) and bool(comma)
        if plain and (not found or len(names) > 1 or _marked(names[0], known)):
            found += names
            rest = after.strip()
            continue
        lead = next((k for k in sorted(known, key=len, reverse=True) if rest.startswith(k + " ")), None)
        if lead and not found:
            found, rest = [lead], rest[len(lead) :].strip(" ,:&")
        break
    return tuple(clean_name(n) for n in found), rest


def _marked(name: str, known: frozenset[str]) -> bool:
    return name in known or any(len(w) == 2 and w.endswith(".") for w in name.split())  # an initial


def _title(rest: str, *, has_outlet: bool) -> str:
    """The title without quotation marks and without the outlet or publisher after the last comma."""
    quoted = QUOTED.search(rest)
    if quoted and quoted.start() <= 2:  # it begins the entry
        return quoted["title"].strip(" ,.")
    head, comma, last = rest.rpartition(",")
    words = last.split()
    if (
        comma
        and has_outlet
        and head
        and 0 < len(words) <= 6
        and _capitalized(words)
        and (len(head.split()) >= FEWEST_WORDS or head.endswith(("?", "!")) or ": " in last or is_outlet(last.strip()))
    ):  # words in an outlet's name
        rest = head
    rest = rest.strip(" ,.;")
    return rest.rstrip(")").strip() if rest.count(")") > rest.count("(") else rest


def _capitalized(words: Sequence[str]) -> bool:
    small = ("of", "and", "the", "for", "in", "on", "&", "de", "la")
    return is_outlet(" ".join(words)) or (
        words[0].lower() not in ("and", "or", "but")
        and all(w[0].isupper() or w[0].isdigit() or w in small for w in words)
    )
