"""What arrived: one report, its masthead and its clean text.

The body is cleaned once, in `ingest`, and never changes after that: every offset in the program is a
count of Unicode code points into it.
"""

import datetime as dt
from typing import Literal

from msgspec import Struct


class Span(Struct, frozen=True, order=True):
    """A half-open stretch `[start, end)` of the body."""

    start: int
    end: int

    def within(self, other: "Span") -> bool:
        """Whether this span lies inside `other`, edges included."""
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


class Warn(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that was read but could not be understood; offsets, where given, point into the body."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


class RelatedPublication(Struct, frozen=True, kw_only=True):
    """Another publication that the page lists; never a source of events."""

    title: str
    authors: tuple[str, ...] = ()
    kind: str | None = None
    """What the page calls it: Book, Oped, Silk Road Paper …"""
    date: dt.date | None = None
    """First day of the period named; None where the text names no possible date."""
    date_text: str | None = None


class Report(Struct, frozen=True, kw_only=True):
    """One report as it was published."""

    id: str | int
    """As the user gives it; a file's is made of its bytes."""
    title: str | None = None
    published: dt.date | None = None
    section: str | None = None
    authors: tuple[str, ...] = ()
    publication: str | None = None
    issue: str | None = None
    """The issue it appeared in, as an ISO date where the page gives one, else as the page words it."""
    language: str | None = None
    """ISO 639-1."""
    read_count: int | None = None
    lead: str | None = None
    """The standfirst; where the page repeats it at the start of the body, the body holds it once."""
    body: str
    related: tuple[RelatedPublication, ...] = ()
    source: str | None = None
    """Path or URL; None for text handed over in memory."""
    sha256: str
    """Of the bytes as they arrived (of the UTF-8 text where no bytes did)."""
    original: bytes | None = None
    """Those bytes; None where clean text arrived, which is the body itself."""
    paragraphs: tuple[Span, ...] = ()
    """Paragraphs of the body; empty means that blank lines part them."""
    dateline: str | None = None
    """The place in a dateline such as "PORT SUDAN, 21 November 1998 (Horn Wire) -"."""
    warnings: tuple[Warn, ...] = ()


MediaType = Literal["text", "html", "pdf", "feed", "warc", "jsonl"]
