"""The people of one report as they are stored: each with the words that name person and office."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from msgspec import Struct

from ..actors.vocabulary import words
from ..language.segment import paragraphs_of, trimmed
from ..record import NamedPerson, Record
from ..report import Span
from .office_titles import title_of
from .personal_names import name_of

LONGEST = 400
"""Characters that a quotation may have before it is cut to the words around the name."""
_TRIED = 30
"""Places of a name that are tried for one which names the office."""
_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W_a-z])")
_SHORT = words("short_titles") | {"st", "no", "vs"}
_SHORTENED = 12
"""Characters before a full stop that can be an abbreviation."""
_ACRONYM = re.compile(r"(?:\w\.)*\w")
"""What stands before a full stop that ends no sentence: "U.S", or the initial of a name."""


class Named(Struct, frozen=True, kw_only=True):
    """A person as one report names them."""

    name: str
    country: str | None
    office: str | None
    title: str | None
    """The office as offices are compared."""
    spellings: tuple[str, ...]
    on: dt.date | None
    """When the report was published."""
    quote: str | None
    first: int | None
    last: int | None

    @property
    def names(self) -> tuple[str, ...]:
        """The spellings that identify: the full names, or the bare ones where there is no full one."""
        every = tuple(s for s in dict.fromkeys((self.name, *self.spellings)) if name_of(s).words)
        return tuple(s for s in every if name_of(s).is_full) or every

    def row(self) -> dict[str, Any]:
        """Its columns of the table of mentions."""
        return {f: getattr(self, f) for f in self.__struct_fields__} | {"spellings": "\t".join(self.spellings)}


def of_row(row: Mapping[str, Any]) -> Named:
    """The mention that a row of the table holds."""
    plain = {f: row[f] for f in Named.__struct_fields__ if f != "spellings"}
    return Named(**plain, spellings=tuple(row["spellings"].split("\t")))


def named_in(record: Record) -> list[Named]:
    """Everybody a report names."""
    body = record.report.body
    paragraphs = record.report.paragraphs or paragraphs_of(body)
    found = []
    for person in record.people:
        span = _best(body, paragraphs, person)
        found.append(
            Named(
                name=person.name, country=person.country, office=person.office, title=title_of(person.office),
                spellings=person.spellings or (person.name,), on=record.report.published,
                quote=body[span.start : span.end] if span else None,
                first=span.start if span else None, last=span.end if span else None,
            )
        )  # fmt: skip
    return found


def _best(body: str, paragraphs: Sequence[Span], person: NamedPerson) -> Span | None:
    """The first sentence with the name that names the office too; else the first with the name."""
    found: Span | None = None
    office = " ".join((person.office or "").lower().split())
    for place in islice(_places(body, person.spellings or (person.name,)), _TRIED):
        around = next((p for p in paragraphs if place.within(p)), place)
        sentence = sentence_at(body, around, place)
        if office in " ".join(body[sentence.start : sentence.end].lower().split()):
            return sentence
        found = found or sentence
    return found


def _places(body: str, spellings: Sequence[str]) -> Iterator[Span]:
    by_length = sorted(spellings, key=len, reverse=True)
    either = "|".join(r"\s+".join(map(re.escape, s.split())) for s in by_length if s.split())
    for match in re.finditer(rf"(?<!\w)(?:{either})(?!\w)", body) if either else ():
        yield Span(*match.span())


def sentence_at(body: str, around: Span, place: Span) -> Span:
    """The sentence of a paragraph that holds a place; of a very long one the words next to it."""
    start, end = max(around.start, place.start - LONGEST), min(around.end, place.end + LONGEST)
    for match in _END.finditer(body, start, end):
        if _is_abbreviated(body, match):
            continue
        if match.end() <= place.start:
            start = match.end()
        elif match.start() >= place.end:
            end = match.end()
            break
    if end - start > LONGEST:
        room = max(0, LONGEST - (place.end - place.start)) // 2
        start, end = _at_words(body, start, end, max(start, place.start - room), min(end, place.end + room))
    return trimmed(body, start, end) or place


def _at_words(body: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """A stretch made smaller until no word is cut at its edges."""
    while first > start and not body[first - 1].isspace():
        first += 1
    while last < end and not body[last].isspace():
        last -= 1
    return first, last


def _is_abbreviated(body: str, stop: re.Match[str]) -> bool:
    before = body[max(0, stop.start() - _SHORTENED) : stop.start()].split()
    word = before[-1].lstrip("\"'“‘([") if before and body[stop.start()] == "." else ""
    return word.lower() in _SHORT or _ACRONYM.fullmatch(word) is not None
