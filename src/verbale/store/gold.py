"""Judged reports as gold to measure by, and as rows to train on."""

from collections.abc import Callable, Iterator

import sqlalchemy as sa
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy.engine import Connection

from ..cast import Party
from ..pipeline import Stages
from ..reading import Reading
from ..record import Event, Quote, Record, Statement, When, Where
from ..report import Report
from .judged import Judged, current
from .judgements import HIDING
from .quoting import find
from .reviewers import said
from .tables import REPORTS

REGISTER = "corrections"
"""Register of rows made of corrections: the training takes no statements from them, since nobody judged those."""


class JudgedReport(Struct, frozen=True):
    """A report with what people left of it."""

    record: Record
    """Its events are those that were accepted, corrected or added, under their lasting ids; its id is like no other's."""
    events: tuple[Judged, ...]
    """The same events, and the machine's word on each."""
    whole: bool
    """Every event was judged, and no judgement is to be asked again."""


def judged_reports(connection: Connection) -> Iterator[JudgedReport]:
    """The reports with judgements on their events, in a fixed order."""
    ids: set[str | int] = set()
    for identity, rows in said(connection):
        report = connection.scalar(sa.select(REPORTS.c.key).where(REPORTS.c.identity == identity))
        found = current(connection, report) if report is not None and rows else None
        if found is None:
            continue
        record, events = found[0].record, found[1]
        kept = tuple(sorted(
            (one for one in events if one.standing not in ("machine", "rejected")), key=lambda j: j.event.evidence.start
        ))  # fmt: skip
        shown = {one.id for one in events}
        pending = [id for id, of in rows.items() if id not in shown and of[-1].verdict not in HIDING]
        whole = not pending and all(one.standing != "machine" for one in events)
        id = identity if record.id in ids else record.id  # a reprint has the id of what it reprints
        ids.add(id)
        left = tuple(replace(one.event, id=one.id) for one in kept)
        yield JudgedReport(replace(record, id=id, events=left), kept, whole)


class Mention(Struct, frozen=True, kw_only=True):
    """Words that stand for a party, as the training set has them."""

    start: int
    end: int
    text: str
    key: str
    country: str | None
    sector: str | None


class Trigger(Struct, frozen=True, kw_only=True):
    """The words that carry an event."""

    event: str
    spans: tuple[Quote, ...]


class Row(Struct, frozen=True, kw_only=True):
    """A report as a row of the training set."""

    id: str
    register: str
    region: str
    date: str | None
    text: str
    mentions: tuple[Mention, ...]
    triggers: tuple[Trigger, ...]
    places: tuple[Where, ...]
    dates: tuple[When, ...]
    events: tuple[Event, ...]
    statements: tuple[Statement, ...] = ()


def training_row(judged: JudgedReport, stages: Callable[[Report], Stages]) -> Row:
    """A judged report to train on; `stages` reads it anew, for the words that carry each event."""
    record = judged.record
    words = _Words(stages(record.report))
    events = record.events
    found = {(p.start, p.end): p for e in events for p in (*e.actors, *e.recipients) if p.start is not None}
    carriers = zip(judged.events, events, strict=True)
    return Row(
        id=str(record.id), register=REGISTER, region="",
        date=record.report.published.isoformat() if record.report.published else None, text=record.report.body,
        mentions=tuple(_mention(p, n) for n, (_, p) in enumerate(sorted(found.items()))),
        triggers=tuple(Trigger(event=e.id, spans=words.of(j)) for j, e in carriers if e.type),
        places=tuple(e.place for e in events if e.place and find(record.report.body, e.place.text)),
        dates=tuple(e.date for e in events if e.date and e.date.text),
        events=tuple(replace(e, attribution=()) for e in events),
    )  # fmt: skip


def _mention(party: Party, number: int) -> Mention:
    return Mention(
        start=party.start or 0, end=party.end or 0, text=party.text, key=f"p{number}", country=party.country,
        sector=party.sector,
    )  # fmt: skip


class _Words:
    """The words that carry events of one report."""

    def __init__(self, stages: Stages) -> None:
        minutes = stages.minutes
        self.reading: Reading = stages.reading
        self.at = {event.id: draft.at for draft, event in zip(minutes.drafts, minutes.events, strict=True)}

    def of(self, judged: Judged) -> tuple[Quote, ...]:
        """The machine's trigger where it reads the event, else the head of the evidence."""
        at = self.at.get(judged.read.id) if judged.read else None
        at = self._head(judged.event.evidence) if at is None else at
        if at is None:
            return (judged.event.evidence,)
        token = self.reading.tokens[at]
        return (Quote(start=token.start, end=token.end, quote=token.text),)

    def _head(self, evidence: Quote) -> int | None:
        """The word of the evidence that governs most of it."""
        tokens = self.reading.tokens
        inside = {i for i, t in enumerate(tokens) if evidence.start <= t.start and t.end <= evidence.end}
        tops = [i for i in sorted(inside) if tokens[i].head not in inside or tokens[i].head == i]
        return max(tops, key=lambda i: len(inside.intersection(self.reading.subtree(i))), default=None)
