"""Judges whole records: first which events and statements were found, then every field of those that were."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from msgspec import UNSET, UnsetType

from ..report import Span
from .alignment import aligned, other_event, same_event, same_statement
from .answers import MinutesAnswer
from .event_fields import FIELDS, Field, Said
from .rows import EventRow, MinutesGold, PartyRow, PersonRow, StatementRow
from .statements import compared, spans_of
from .tally import Difference, Judged, Measure, Tally, added, counted, share, shared

EVENT = Measure(name="events", shape="f1", about="events found: the same type, and evidence that overlaps")
STATEMENT_FIELDS = (
    Measure(name="statements", shape="f1", about="statements found: contents that share half of the shorter one"),
    Measure(name="speaker", shape="f1", about="words of speakers"),
    Measure(name="speaker country", shape="f1", about="of the statements found: countries of speakers"),
    Measure(name="cue", shape="f1", about="words of cues"),
    Measure(name="content", shape="f1", about="words of what is said"),
    Measure(name="kind", shape="share", about="of the statements found: assertion, forecast, denial …"),
    Measure(name="direct", shape="share", about="of the statements found: quoted word for word or not"),
)
PEOPLE = Measure(name="people", shape="f1", about="people named, under any of their spellings")


class MinutesJudge:
    """What a gold record lacks (a field absent, not null) is not measured."""

    measures = (EVENT, *(f.measure for f in FIELDS), *STATEMENT_FIELDS, PEOPLE)

    def judge(self, row: MinutesGold, answer: MinutesAnswer | None) -> Judged:
        """The outcome for one report."""
        read = answer or MinutesAnswer()
        tallies: dict[str, Tally] = {}
        found: list[Difference] = []
        same = _statement_pairs(row.statements, read.statements)
        for part in (
            _events(row.events, read.events, same),
            _statements(row.body, row.statements, read.statements),
            _people(row.people, read.people),
        ):
            tallies |= part[0]
            found += part[1]
        return Judged(
            id=row.key, text=row.body, tallies=tallies, differences=tuple(found),
            gold=tuple(_lines(row.events)), read=tuple(_lines(read.events)),
        )  # fmt: skip


Outcome = tuple[dict[str, Tally], list[Difference]]


def _events(gold: tuple[EventRow, ...] | UnsetType, read: Sequence[EventRow], said: Said) -> Outcome:
    if gold is UNSET:
        return {}, []
    pairs = aligned(gold, read, same_event)
    tallies = {"events": counted(len(pairs), len(gold), len(read))}
    found = list(_detection(gold, read, pairs))
    for field in FIELDS:
        counts = []
        for i, j in pairs:
            outcome = field.compare(gold[i], read[j], said)
            if outcome is not None:
                counts.append(outcome)
                found += _field_difference(field, gold[i], read[j], outcome)
        if counts:
            tallies[field.measure.name] = added(counts)
    return {**tallies, **_by_type(gold, read, pairs)}, found


def _by_type(gold: Sequence[EventRow], read: Sequence[EventRow], pairs: list[tuple[int, int]]) -> dict[str, Tally]:
    hits = [gold[i].type for i, _ in pairs]
    wanted, given = [g.type for g in gold], [r.type for r in read]
    kinds = sorted({*wanted, *given}, key=str)
    return {
        f"events/{kind or 'no type'}": counted(hits.count(kind), wanted.count(kind), given.count(kind))
        for kind in kinds
    }


def _detection(
    gold: Sequence[EventRow], read: Sequence[EventRow], pairs: list[tuple[int, int]]
) -> Iterator[Difference]:
    """Events lost, taken for another type, or read where the gold has none."""
    lost = [g for i, g in enumerate(gold) if i not in {i for i, _ in pairs}]
    extra = [r for j, r in enumerate(read) if j not in {j for _, j in pairs}]
    taken = aligned(lost, extra, other_event)
    for i, j in taken:
        yield _difference("wrong", "events", lost[i], extra[j], _type(lost[i]), _type(extra[j]))
    for i, event in enumerate(lost):
        if i not in {i for i, _ in taken}:
            yield _difference("missing", "events", event, None, _type(event), None)
    for j, event in enumerate(extra):
        if j not in {j for _, j in taken}:
            yield _difference("spurious", "events", None, event, None, _type(event))


def _field_difference(field: Field, gold: EventRow, read: EventRow, outcome: Tally) -> list[Difference]:
    if not outcome.mistakes:
        return []
    wanted, given = field.said(gold), field.said(read)
    return [_difference("wrong", field.measure.name, gold, read, wanted, given)]


def _difference(
    kind: str, measure: str, gold: EventRow | None, read: EventRow | None, wanted: str | None, given: str | None
) -> Difference:
    event = gold or read
    return Difference(
        kind="wrong" if kind == "wrong" else "missing" if kind == "missing" else "spurious", measure=measure, gold=wanted,
        read=given, filed=_type(event) if event else "",
        gold_spans=(Span(gold.evidence.start, gold.evidence.end),) if gold else (),
        read_spans=(Span(read.evidence.start, read.evidence.end),) if read else (),
    )  # fmt: skip


def _type(event: EventRow) -> str:
    return event.type or "no type"


def _statement_pairs(gold: tuple[StatementRow, ...] | UnsetType, read: Sequence[StatementRow]) -> Said:
    """Id of a statement read -> id of the gold's statement it stands for."""
    if gold is UNSET:
        return None
    return {read[j].id: gold[i].id for i, j in aligned(gold, read, same_statement)}


def _statements(text: str, gold: tuple[StatementRow, ...] | UnsetType, read: Sequence[StatementRow]) -> Outcome:
    if gold is UNSET:
        return {}, []
    pairs = aligned(gold, read, same_statement)
    tallies, found = compared(text, spans_of(gold), spans_of(read))
    tallies["statements"] = counted(len(pairs), len(gold), len(read))
    for name, value in STATEMENT_VALUES.items():
        answers = []
        for i, j in pairs:
            wanted, given = value(gold[i]), value(read[j])
            if wanted is not UNSET:
                answers.append(_compared(wanted, given))
                found += [] if wanted == given else [_told(name, gold[i], read[j], wanted, given)]
        if answers:
            tallies[name] = added(answers)
    return tallies, found


def _speaker_country(statement: StatementRow) -> set[str] | UnsetType:
    if isinstance(statement.speaker, UnsetType):
        return UNSET
    return {statement.speaker.country} if statement.speaker and statement.speaker.country else set()


STATEMENT_VALUES: dict[str, Callable[[StatementRow], Any]] = {
    "speaker country": _speaker_country,
    "kind": lambda statement: statement.kind,
    "direct": lambda statement: statement.direct,
}
"""What is compared of statements that were found, besides their words."""


def _compared(wanted: Any, given: Any) -> Tally:
    return shared(wanted, set() if given is UNSET else given) if isinstance(wanted, set) else share(wanted == given)


def _told(name: str, gold: StatementRow, read: StatementRow, wanted: object, given: object) -> Difference:
    shown = [_in_words(v) for v in (wanted, given)]
    return Difference(
        kind="wrong", measure=name, gold=shown[0], read=shown[1], filed=shown[0],
        gold_spans=(Span(gold.content.start, gold.content.end),), read_spans=(Span(read.content.start, read.content.end),),
    )  # fmt: skip


def _in_words(value: object) -> str:
    if isinstance(value, bool):
        return "word for word" if value else "in other words"
    if isinstance(value, set):
        return ", ".join(sorted(value)) or "nothing"
    return "nothing" if value is UNSET else str(value)


def _people(gold: tuple[PersonRow, ...] | UnsetType, read: Sequence[PersonRow]) -> Outcome:
    if gold is UNSET:
        return {}, []
    pairs = aligned(gold, read, lambda a, b: float(bool(_names(a) & _names(b))))
    lost = [g for i, g in enumerate(gold) if i not in {i for i, _ in pairs}]
    extra = [r for j, r in enumerate(read) if j not in {j for _, j in pairs}]
    found = [
        *(Difference(kind="missing", measure="people", gold=p.name, filed="people") for p in lost),
        *(Difference(kind="spurious", measure="people", read=p.name, filed="people") for p in extra),
    ]
    return {"people": counted(len(pairs), len(gold), len(read))}, found


def _names(person: PersonRow) -> set[str]:
    return {name.casefold() for name in (person.name, *person.spellings)}


def _lines(events: Iterable[EventRow] | UnsetType) -> Iterator[str]:
    for event in () if isinstance(events, UnsetType) else events:
        actors, recipients = _listed(event.actors), _listed(event.recipients)
        status = "" if event.status in (UNSET, "occurred") else f" ({event.status})"
        yield f"{_type(event)} {actors} → {recipients}{status}"


def _listed(parties: tuple[PartyRow, ...] | UnsetType) -> str:
    found = [] if isinstance(parties, UnsetType) else [p.country or p.text or "?" for p in parties]
    return ", ".join(found) or "—"
