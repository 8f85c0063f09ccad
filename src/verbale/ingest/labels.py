"""Masthead lines that announce what they hold before a colon: "Headline: …", "Date: …"."""

import re

from .bylines import BY, read_authors, read_byline
from .clues import Clue, Clues, Field
from .dates import PrintedDate, dates_in
from .issues import CLOCK, MONITORED, VOLUME

LABELS: dict[str, Field | None] = {
    "title": "title", "headline": "title", "subject": "title",
    "author": "author", "authors": "author", "byline": "author", "writer": "author", "by": "author",
    "written by": "author", "text": "author",
    "reporter": "author", "story by": "author", "posted by": "author", "published by": "author",
    "date": "posted", "published": "posted", "published on": "posted", "posted": "posted", "posted on": "posted",
    "publication date": "posted",
    "date published": "posted", "first published": "posted", "release date": "posted", "released": "posted",
    "pubdate": "posted", "issued": "posted",
    "created": "posted", "created on": "posted", "date of publication": "posted", "published at": "posted",
    "date issued": "posted", "publish date": "posted",
    "updated": "modified", "last updated": "modified", "last modified": "modified", "modified": "modified",
    "last modified on": "modified",
    "updated on": "modified", "last update": "modified", "edited": "modified", "last updated on": "modified",
    "section": "section", "category": "section", "rubric": "section", "posted in": "section", "filed under": "section",
    "published in": "section",
    "source": "publication", "publication": "publication", "publisher": "publication", "newspaper": "publication",
    "outlet": "publication",
    "issue": "issue",
    "from": None, "to": None, "cc": None, "length": None, "load-date": None, "language": None, "copyright": None,
    "body": None,
    "words": None, "word count": None, "ref": None, "reference": None, "country": None, "url": None, "link": None,
    "editor": None, "format": None, "content format": None, "primary country": None, "origin": None, "disaster": None,
    "theme": None, "themes": None, "document type": None, "originally published": "posted",
    "interviewer": "author", "interview by": "author", "interviewed by": "author",
    "printed from": None, "id": None,
}  # fmt: skip
"""What the words before a colon announce; None: something no field holds."""

LABELLED = re.compile(r"^(?P<label>[A-Za-z][A-Za-z -]{1,22}?)\s?:\s*(?P<value>\S.*)$")


def read_labelled(line: str) -> Clues | None:
    """As in "Headline: …", "Date: …", as in wire and library files."""
    match = LABELLED.match(line)
    if not match or match["label"].lower() not in LABELS:
        return None
    field, value = LABELS[match["label"].lower()], match["value"].strip()
    if "|" in value and field != "title":  # each piece is read by itself
        return None
    if CLOCK.fullmatch(value):
        return ()
    return _announced(field, value) if field else ()


def _announced(field: Field, value: str) -> Clues | None:
    """What stands after a label that announces `field`."""
    if field == "publication":
        return _outlet_in(value)
    if field == "title" and re.fullmatch(r'"[^"]+"', value):
        return (Clue(field, value.strip('"')),)
    if field in ("posted", "modified"):
        dates = dates_in(value)
        return tuple(Clue(field, value, d) for d in dates[:1]) + _byline_in(value, dates) if dates else None
    if field == "author":
        return read_authors(value) or ()
    if field == "section" and len(value.split()) > 6:  # a list of tags, not a section
        return ()
    return (Clue(field, value, next(iter(dates_in(value)), None) if field == "issue" else None),)


def _outlet_in(value: str) -> Clues:
    """An outlet with the volume and issue that may follow it."""
    if volume := VOLUME.search(value):
        return (Clue("publication", value[: volume.start()].strip(" ,")), Clue("issue", volume.group().strip()))
    paper = MONITORED.match(value)
    return (Clue("publication", paper["paper"] if paper else value),)


def _byline_in(value: str, dates: list[PrintedDate]) -> Clues:
    """As in "Published: 4 March 2011 by A. Author": the author after the date."""
    after = value[dates[0].end :].strip(" ,|-–—")
    return (read_byline(after) or ()) if BY.match(after) else ()
