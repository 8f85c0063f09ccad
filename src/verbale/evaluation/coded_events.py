"""Judges coded events: the types of a record, the countries on both sides, and who did what to whom."""

from collections.abc import Iterable, Sequence

from msgspec import UNSET, Struct

from ..report import Span
from .answers import EventAnswer, ReadEvent
from .dyads import Coded, Sides, actors_and_recipients, dyads_found, sides
from .event_types import TypeCount, country, event_type
from .rows import CodedEvent, Codes, EventGold, PartyCode, PartyRow, party_codes
from .tally import Difference, Judged, Measure, Tally, counted, set_differences, share

TYPE_MEASURES = (
    Measure(name="type", shape="f1", about="types of a record's events"),
    Measure(name="exact", shape="share", about="records with exactly the gold's types", counts=False),
    Measure(name="top-1", shape="share", about="records whose first event read has a type of the gold", counts=False),
    Measure(
        name="top-1 macro", shape="macro", about="F1 of that first type, mean over types", of="first", counts=False
    ),
)
PARTY_MEASURES = (
    Measure(name="actors", shape="f1", about="countries that act"),
    Measure(name="recipients", shape="f1", about="countries acted upon"),
    Measure(name="triple", shape="f1", about="who did what to whom: actor, type and recipient together"),
)


class _Told(Struct, frozen=True):
    """An event read, with where its words stand."""

    coded: Coded
    spans: tuple[Span, ...]


class EventJudge:
    """Compares the coded events of records.

    With 18 types, an event of a record is typed by its CAMEO code, as only that tells the older types apart.
    """

    def __init__(self, rows: Sequence[EventGold], types: TypeCount) -> None:
        self.types = types
        self.by_country = any(_countries(side) for r in rows for e in r.events for side in (e.source, e.target))
        self.measures = TYPE_MEASURES + (PARTY_MEASURES if self.by_country else ())

    def judge(self, row: EventGold, answer: EventAnswer | None) -> Judged | None:
        """The outcome for one record; None where the gold itself is doubtful."""
        if row.doubtful:
            return None
        wanted = [c for e in row.events if (c := self._gold(e))]
        told = [t for e in _ordered(answer, row.events) if (t := self._read(e))]
        gold, read = sides(wanted), sides(t.coded for t in told)
        return Judged(
            id=row.key,
            text=row.body,
            tallies={**_type_tallies(gold, read), **(_party_tallies(gold, read) if self.by_country else {})},
            differences=tuple(self._differences(gold, read, told)),
            gold=tuple(dict.fromkeys(map(_said, wanted))),
            read=tuple(dict.fromkeys(_said(t.coded) for t in told)),
        )

    def _gold(self, event: CodedEvent) -> Coded | None:
        name = (event.event_v06 if self.types == 18 else None) or event.event
        return _coded(event_type(name, self.types), event.source, event.target, reciprocal=event.reciprocal)

    def _read(self, event: ReadEvent) -> _Told | None:
        if event.type is UNSET:
            name, source, target, both = event.event, event.source, event.target, event.reciprocal
        else:
            name = event.cameo if self.types == 18 and event.cameo else event.type
            source, target = _plain(event.actors), _plain(event.recipients)
            both = not event.recipients and len(event.actors) > 1
        coded = _coded(event_type(name, self.types), source, target, reciprocal=both)
        at = (Span(event.evidence.start, event.evidence.end),) if event.evidence else ()
        return _Told(coded, at) if coded else None

    def _differences(self, gold: Sides, read: Sides, told: Sequence[_Told]) -> list[Difference]:
        spans = {t.coded.type: t.spans for t in reversed(told)}
        found = set_differences("type", gold.types, read.types, "", spans)
        if not self.by_country:
            return found
        filed = gold.types[0] if gold.types else ""
        (actors, recipients), (acting, receiving) = actors_and_recipients(gold, read)
        found += set_differences("actors", sorted(actors), sorted(acting), filed)
        found += set_differences("recipients", sorted(recipients), sorted(receiving), filed)
        hit, wanted, given = dyads_found(gold, read)
        if not found and (hit < wanted or hit < given):
            found.append(Difference(kind="wrong", measure="triple", gold=filed, read="other pairs", filed=filed))
        return found


def _coded(kind: str | None, source: Codes, target: Codes, *, reciprocal: bool) -> Coded | None:
    return Coded(kind, _countries(source), _countries(target), reciprocal) if kind else None


def _plain(parties: Iterable[PartyRow]) -> list[str | PartyCode]:
    return [PartyCode(country=p.country) for p in parties]


def _countries(side: Codes) -> frozenset[str]:
    codes = (country(p if isinstance(p, str) else p.country) for p in party_codes(side))
    return frozenset(c for c in codes if c)


def _type_tallies(gold: Sides, read: Sides) -> dict[str, Tally]:
    wanted, given = set(gold.types), set(read.types)
    first = read.types[0] if read.types else None
    found = {"type": counted(len(wanted & given), len(wanted), len(given)), "exact": share(wanted == given)}
    if wanted:
        found["top-1"] = share(first in wanted)
    for kind in wanted | given:
        found[f"type/{kind}"] = counted(int(kind in wanted and kind in given), int(kind in wanted), int(kind in given))
    for kind in wanted | ({first} if first else set()):
        found[f"first/{kind}"] = counted(int(kind in wanted and kind == first), int(kind in wanted), int(kind == first))
    return found


def _party_tallies(gold: Sides, read: Sides) -> dict[str, Tally]:
    (actors, recipients), (acting, receiving) = actors_and_recipients(gold, read)
    return {
        "actors": counted(len(actors & acting), len(actors), len(acting)),
        "recipients": counted(len(recipients & receiving), len(recipients), len(receiving)),
        "triple": counted(*dyads_found(gold, read)),
    }


def _said(event: Coded) -> str:
    """An event in a line: "ACCUSE RUS → USA"."""
    actors, recipients = ", ".join(sorted(event.actors)), ", ".join(sorted(event.recipients))
    if event.reciprocal and len(event.actors | event.recipients) > 1:
        return f"{event.type} {' ↔ '.join(sorted(event.actors | event.recipients))}"
    return f"{event.type} {actors or '—'} → {recipients or '—'}" if actors or recipients else event.type


def _ordered(answer: EventAnswer | None, gold: Sequence[CodedEvent]) -> Sequence[ReadEvent]:
    """The events read; where the gold marks the words of both sides, the one between them first."""
    events = [e for e in (answer.events if answer else None) or () if e.type is not None]
    first = gold[0] if gold else CodedEvent()
    source, target = _marked(first.source), _marked(first.target)
    if not (source or target):
        return events
    return sorted(events, key=lambda e: -_nearness(e, source, target))


def _marked(side: Codes) -> list[Span]:
    parties = [p for p in party_codes(side) if isinstance(p, PartyCode)]
    return [Span(p.start, p.end) for p in parties if p.start is not None and p.end is not None]


def _nearness(event: ReadEvent, source: list[Span], target: list[Span]) -> int:
    """How well an event's parties touch the marked words; acting from the wrong side costs half of what a hit gives."""
    actors, recipients = event.actors, event.recipients or event.actors
    wrong_side = _touched(actors, target) > 0 and not _touched(actors, source)
    return 2 * (_touched(actors, source) + _touched(recipients, target)) - wrong_side


def _touched(parties: Iterable[PartyRow], spans: list[Span]) -> int:
    stretches = [Span(p.start, p.end) for p in parties if p.start is not None and p.end is not None]
    return sum(any(s.overlaps(span) for s in stretches) for span in spans)
