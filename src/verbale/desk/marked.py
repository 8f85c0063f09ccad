"""A report's text with the words behind its entries marked, cut where any of them begins or ends."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from ..cast import Party
from ..record import Event, Statement
from ..report import Report, Span
from ..store.judged import Judged
from .families import Family, family_of


class Mark(Struct, frozen=True):
    """Words that something rests on."""

    start: int
    end: int
    entry: str
    """Id of an event or statement."""
    role: str
    """"event" and "content" for what it rests on; "cue", "speaker", "actor", "recipient", "date", "place" for its parts."""
    family: Family | None = None
    status: str | None = None


class Piece(Struct, frozen=True):
    """Characters under the same marks."""

    text: str
    event: str | None
    """The event whose evidence is the shortest here."""
    family: Family | None
    status: str | None
    entries: tuple[str, ...]
    """All events and statements that rest on it."""
    parts: tuple[str, ...]
    """"role:id" for each entry of whose parts it is one."""
    begins: tuple[str, ...]
    """Events and statements whose words begin here."""


def marks(events: Iterable[Judged], statements: Iterable[Statement], ids: dict[str, str]) -> list[Mark]:
    """The marks of a report; `ids` are lasting ids of its statements by those of the reading."""
    found: list[Mark] = []
    by_id = {s.id: s for s in statements}
    for statement in by_id.values():
        id = ids.get(statement.id, statement.id)
        found.append(Mark(statement.content.start, statement.content.end, id, "content"))
        if statement.cue is not None:
            found.append(Mark(statement.cue.start, statement.cue.end, id, "cue"))
        if statement.speaker is not None:
            found += _party(statement.speaker, id, "speaker")
    for one in events:
        found += _event(one, by_id)
    return found


def _event(one: Judged, statements: dict[str, Statement]) -> Iterator[Mark]:
    event: Event = one.event
    yield Mark(event.evidence.start, event.evidence.end, one.id, "event", family_of(event.type), event.status)
    for role, parties in (("actor", event.actors), ("recipient", event.recipients)):
        for party in parties:
            yield from _party(party, one.id, role)
    for told in event.attribution:
        statement = statements.get(told)
        if statement is not None and statement.speaker is not None:
            yield from _party(statement.speaker, one.id, "speaker")


def _party(party: Party, entry: str, role: str) -> Iterator[Mark]:
    if party.start is not None and party.end is not None:
        yield Mark(party.start, party.end, entry, role)


def words_of(report: Report, event: Event) -> list[tuple[str, int, int]]:
    """Where the words of an event's date and place stand nearest to its evidence, as role, start and end."""
    found = []
    for role, text in (("date", event.date and event.date.text), ("place", event.place and event.place.text)):
        places = [] if not text else _all(report.body, text)
        if places and text:
            start = min(places, key=lambda at: abs(at - event.evidence.start))
            found.append((role, start, start + len(text)))
    return found


def _all(body: str, text: str) -> list[int]:
    found, at = [], body.find(text)
    while at >= 0:
        found.append(at)
        at = body.find(text, at + 1)
    return found


def marked(report: Report, found: Sequence[Mark]) -> list[list[Piece]]:
    """The body's paragraphs, each in pieces. A mark that reaches outside the body is left out."""
    body = report.body
    good = [m for m in found if 0 <= m.start < m.end <= len(body)]
    return [list(_pieces(body, span, good)) for span in paragraphs(report)]


def paragraphs(report: Report) -> list[Span]:
    """The paragraphs of a body, as it has them or parted by blank lines."""
    if report.paragraphs:
        return list(report.paragraphs)
    found, at = [], 0
    for part in report.body.split("\n\n"):
        if part.strip():
            found.append(Span(at, at + len(part)))
        at += len(part) + 2
    return found


def _pieces(body: str, span: Span, every: Sequence[Mark]) -> Iterator[Piece]:
    here = [m for m in every if m.start < span.end and m.end > span.start]
    cuts = sorted({span.start, span.end, *(c for m in here for c in (m.start, m.end) if span.start < c < span.end)})
    begun: set[str] = set()
    for start, end in pairwise(cuts):
        over = [m for m in here if m.start <= start and end <= m.end]
        roles: dict[str, list[Mark]] = defaultdict(list)
        for mark in over:
            roles[mark.role].append(mark)
        shortest = min(roles["event"], key=lambda m: (m.end - m.start, m.start), default=None)
        own = tuple(dict.fromkeys(m.entry for m in (*roles["event"], *roles["content"])))
        parts = tuple(dict.fromkeys(f"{m.role}:{m.entry}" for m in over if m.role not in ("event", "content")))
        first = tuple(
            m.entry for m in (*roles["event"], *roles["content"]) if m.entry not in begun and m.start == start
        )
        begun.update(first)
        yield Piece(
            text=body[start:end],
            event=shortest.entry if shortest else None,
            family=shortest.family if shortest else None,
            status=shortest.status if shortest else None,
            entries=own,
            parts=parts,
            begins=first,
        )
