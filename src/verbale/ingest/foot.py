"""What stands below a report: the page's foot, boxes of links, sign-offs, the outlet about itself."""

import re
from collections.abc import Sequence

from .bylines import REPORTING
from .clues import Clue
from .furniture import ABOUT_PUBLICATION, RELATED_INLINE, ends_report, opens_related
from .head import PROSE_WORDS, is_prose
from .lines import RULE, ends_sentence
from .masthead import read_line
from .names import people
from .related import split_entries

LOOSE_WORDS = 4
NAMED_WORDS = 8
FOOTER_WORDS = 90
FOOTER_SHARE = 4
OWNED_SHARE = 2
"""What stands below a line drawn across the page is its foot when it is short and a quarter of the report at most."""
NOBODY_OWNS = (
    "contributors",
    "the contributors",
    "authors",
    "the authors",
    "author",
    "the author",
    "editors",
    "publisher",
)
READ_TIMES = re.compile(r"\b(?:read|viewed) (\d[\d,. ]{0,12}) times\b", re.IGNORECASE)
COPYRIGHT = re.compile(
    r"(?:©|ⓒ|\(c\)|copyright)[\s©]*(?:\(c\)\s*)?(?:by\s+)?(?:\d{4}(?:\s?[-–]\s?\d{4})?,?\s*)"
    r"?(?:by\s+)?(?P<owner>[A-Z][\w&'’. -]{2,50}?)(?=[.,|]|\s+[-–—·•]\s|\s+all rights|\s*\d{4}|$)",
    re.IGNORECASE,
)
COPYRIGHT_LINE = re.compile(r"^\W*(?:posted .{4,30} )?(?:©|ⓒ|\(c\)|copyright\b)", re.IGNORECASE)
BULLET = re.compile(r"^(?:[•·▪◦‣●■*]\s*|[-–—]\s+(?=[\"“‘A-Z0-9]))+")
"""The mark before an item of a list, which is no word of the report."""
TRAILER = re.compile(r"^\W*(?:source|sources|via|published in|posted in|filed under|read|views?|hits)\b", re.IGNORECASE)
SIGNED = re.compile(r"^\W*(?:posted|written|published|reported) by\b", re.IGNORECASE)


def opens_foot(lines: Sequence[str], at: int, body: Sequence[str]) -> bool:
    """Whether a line drawn across the page parts the report from the page's foot."""
    line = lines[at]
    if not RULE.match(line) and not COPYRIGHT_LINE.match(line):
        return False
    after = lines[at + 1 : at + 1 + FOOTER_WORDS]
    words = sum(len(x.split()) for x in after)
    if line.strip() == "--" and words <= FOOTER_WORDS:  # a signature in mail
        return True
    return (
        words <= FOOTER_WORDS
        and words * (FOOTER_SHARE if RULE.match(line) else OWNED_SHARE) <= sum(len(x.split()) for x in body)
        and not BULLET.match(" ".join(after[:1]))
    )


def boxes(lines: Sequence[str]) -> list[str]:
    """Lines under related headings below the end of the report."""
    found: list[str] = []
    inside = False
    for line in lines:
        inside = opens_related(line) or (inside and not ends_report(line))
        if inline := RELATED_INLINE.match(line[:400]):
            found += split_entries(inline["title"])
        elif inside and not opens_related(line):
            found.append(line)
    return found


def counts_below(lines: Sequence[str]) -> list[Clue]:
    found = [c for line in lines for c in read_line(line) or () if c.field == "read_count"]
    return found or [
        Clue("read_count", re.sub(r"\D", "", m[1])) for x in lines if len(x) < 300 and (m := READ_TIMES.search(x))
    ]


def read_trailing(line: str, left: int) -> tuple[Clue, ...] | None:
    """What a line between or after paragraphs says about the publication, where it cannot be the report's own."""
    if len(line.split()) > 30:  # words
        return None
    if match := REPORTING.match(line):
        names, outlet = people(match["rest"])
        return (*(Clue("author", n) for n in names), *((Clue("publication", outlet),) if outlet else ()))
    found = read_line(line)
    if found is None:
        return None
    fields = {c.field for c in found}
    if "author" in fields and SIGNED.match(line):
        return found
    if fields & {"read_count", "modified", "posted", "issue"} or TRAILER.match(line):
        return found
    return found if left <= 4 and "place" not in fields and fields else None  # last lines of the page


def without_trailer(body: list[str]) -> list[str]:
    """The body without the paragraphs at its end that introduce the publication or sign off for an agency."""
    while len(body) > 1 and (introduces_outlet(body[-1]) or _is_loose_end(body)):
        body = body[:-1]
    return body


def _is_loose_end(body: Sequence[str]) -> bool:
    """A few words at the end without a full stop: a sign-off, a label of the page, initials of the desk."""
    line = body[-1]
    words = [w for w in line.split() if w.lower() not in ("of", "and", "the", "for", "in", "to", "&")]
    named = len(words) <= NAMED_WORDS and all(w[0].isupper() for w in words)
    short = (len(line.split()) <= LOOSE_WORDS or named) and not ends_sentence(line) and not BULLET.match(line)
    return short and any(map(is_prose, body[:-1]))


def without_bios(body: list[str], authors: Sequence[str]) -> tuple[list[str], list[str]]:
    """The body without a last paragraph that says who its author is."""
    bios: list[str] = []
    opening = tuple(
        f"{a} {verb} "
        for a in authors
        for verb in ("is", "was", "teaches", "writes", "works", "has", "covers", "reports")
    )
    general = re.compile(r"^(?:The (?:author|writer)s?|Dr\.? [A-Z]\w+) (?:is|are|was|teaches|writes|works)\b")
    while len(body) > 1 and (body[-1].startswith(opening) if opening else False or bool(general.match(body[-1]))):
        bios.append(body[-1])
        body = body[:-1]
    return body, bios


def introduces_outlet(line: str) -> bool:
    """Whether a paragraph is the outlet's sentence about itself."""
    return bool(ABOUT_PUBLICATION.match(line[:400]))


def owner_of(lines: Sequence[str]) -> str | None:
    """The publication that a page's sentence about itself, or its copyright line, names."""
    for line in lines:
        if len(line.split()) >= PROSE_WORDS and (match := ABOUT_PUBLICATION.match(line[:400])):
            return match["name"].removeprefix("The ")
    for line in lines:
        match = COPYRIGHT.search(line) if len(line.split()) <= 40 else None  # words
        if match and re.search(r"(?:^\W*|[.;|] )(?:©|ⓒ|\(c\)|copyright)", line, re.IGNORECASE):
            owner = match["owner"].strip(" .")
            if owner.lower() not in NOBODY_OWNS:
                return owner
    return None


def read_below(line: str) -> tuple[Clue, ...]:
    """Under a body only what names itself counts: read counts, labelled dates, sections, sources."""
    found = read_line(line) or ()
    plain = TRAILER.match(line)
    return tuple(
        c
        for c in found
        if c.field in ("read_count", "posted", "modified") or (plain and c.field in ("section", "publication"))
    )
