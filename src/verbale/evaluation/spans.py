"""Judges what stands at a place in the text: time expressions, place names, names."""

import math
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from ..report import Span
from .answers import NameAnswer, PlaceAnswer, TimeAnswer
from .rows import CONFIDENT, Entity, NameGold, PlaceGold, PlaceRow, TimeGold, TimeRow, Toponym
from .tally import Difference, Judged, Measure, Tally, added, counted, share

NEAR_KM = 161
"""A hundred miles: the distance within which toponym resolution is customarily called right."""
EARTH_KM = 6371
NO_TOPONYM = frozenset({"Non_Toponym", "Demonym", "Language", "Homonym"})
"""Classes of GeoWebNews that are marked but name no place; so are those that end in "_Expression"."""
LABELS = {
    "Person": "PER", "PERSON": "PER", "Organisation": "ORG", "Organization": "ORG", "ORGANIZATION": "ORG", "Location": "LOC",
    "LOCATION": "LOC", "GPE": "LOC", "PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC",
}  # fmt: skip
"""A set's word for a kind of name -> ours; other kinds are not measured."""


class Stretch(Protocol):
    """Anything with a start and an end."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Stretch)


def overlap(a: Stretch, b: Stretch) -> int:
    """Characters in common."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def span(of: Stretch) -> Span:
    """The bare stretch."""
    return Span(of.start, of.end)


class TimeJudge:
    """Time expressions after the TempEval-3 convention."""

    measures = (
        Measure(name="strict", shape="f1", about="the same stretch"),
        Measure(name="relaxed", shape="f1", about="a stretch that overlaps"),
        Measure(name="value", shape="f1", about="overlaps and has the right value"),
    )

    def judge(self, row: TimeGold, answer: TimeAnswer | None) -> Judged:
        """Each gold expression takes the free one that covers it exactly, else the one it shares most with."""
        given = list(answer.times) if answer else []
        free, strict, relaxed, value = list(given), 0, 0, 0
        found: list[Difference] = []
        for want in row.times:
            hits = [t for t in free if overlap(t, want)]
            exact = [t for t in hits if span(t) == span(want)]
            if not hits:
                found.append(_lost("time", want.type or "TIME", _time(row.body, want), span(want)))
                continue
            best = exact[0] if exact else max(hits, key=lambda t: overlap(t, want))
            free.remove(best)
            strict, relaxed, value = strict + bool(exact), relaxed + 1, value + (best.value == want.value)
            if not exact or best.value != want.value:
                found.append(_unlike(row.body, want, best, "value" if exact else "stretch"))
        found += [_extra("time", t.type or "TIME", _time(row.body, t), span(t)) for t in free]
        counts = {"strict": strict, "relaxed": relaxed, "value": value}
        return Judged(
            id=row.key,
            text=row.body,
            tallies={name: counted(hit, len(row.times), len(given)) for name, hit in counts.items()},
            differences=tuple(found),
        )


def _time(text: str, time: TimeRow) -> str:
    return f"“{text[time.start : time.end]}” = {time.value or 'no value'}"


def _unlike(text: str, want: TimeRow, read: TimeRow, measure: str) -> Difference:
    return Difference(
        kind="wrong", measure=measure, gold=_time(text, want), read=_time(text, read), filed=want.type or "TIME",
        gold_spans=(span(want),), read_spans=(span(read),),
    )  # fmt: skip


def _lost(measure: str, filed: str, words: str, at: Span) -> Difference:
    return Difference(kind="missing", measure=measure, gold=words, filed=filed, gold_spans=(at,))


def _extra(measure: str, filed: str, words: str, at: Span) -> Difference:
    return Difference(kind="spurious", measure=measure, read=words, filed=filed, read_spans=(at,))


class PlaceJudge:
    """Place names: the same stretch, and the same point on the map."""

    measures = (
        Measure(name="names", shape="f1", about="the same stretch"),
        Measure(
            name="within 161 km",
            shape="share",
            about="of the names found that have a position, those resolved that near",
        ),
        Measure(name="exact", shape="share", about="of the same, those with the right GeoNames number"),
    )

    def judge(self, row: PlaceGold, answer: PlaceAnswer | None) -> Judged:
        """Position is asked only of names that were found and that the gold can place."""
        gold = [t for t in row.toponyms if t.type not in NO_TOPONYM and not str(t.type).endswith("_Expression")]
        given = {span(p): p for p in (answer.places if answer else ())}
        pairs = [(t, given[span(t)]) for t in gold if span(t) in given]
        asked = [(t, p) for t, p in pairs if t.lat is not None]
        near = [_near(t, p) for t, p in asked]
        same = [p.lat is not None and p.geonames == t.geonameid for t, p in asked]
        wanted = {span(t) for t in gold}
        text = row.body
        found = [
            *(_lost("names", t.type or "place", text[t.start : t.end], span(t)) for t in gold if span(t) not in given),
            *(_extra("names", "place", text[s.start : s.end], s) for s in given if s not in wanted),
            *(_elsewhere(text, t, p) for (t, p), ok in zip(asked, near, strict=True) if not ok),
        ]
        tallies = {"names": counted(len(pairs), len(gold), len(given))}
        if asked:
            tallies |= {"within 161 km": share(*near), "exact": share(*same)}
        return Judged(id=row.key, text=text, tallies=tallies, differences=tuple(found))


def _near(gold: Toponym, read: PlaceRow) -> bool:
    if gold.lat is None or gold.lon is None or read.lat is None or read.lon is None:
        return False
    return distance_km(gold.lat, gold.lon, read.lat, read.lon) <= NEAR_KM


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Over the great circle; degrees in."""
    a, b, turn = math.radians(lat), math.radians(other_lat), math.radians(other_lon - lon)
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(turn)
    return EARTH_KM * math.acos(min(1.0, max(-1.0, cosine)))


def _elsewhere(text: str, gold: Toponym, read: PlaceRow) -> Difference:
    words = text[gold.start : gold.end]
    where = "nowhere" if read.lat is None or read.lon is None else f"{read.lat:.2f}, {read.lon:.2f}"
    return Difference(
        kind="wrong", measure="position", gold=f"{words}: {gold.lat or 0:.2f}, {gold.lon or 0:.2f}", read=where,
        filed=gold.type or "place", gold_spans=(span(gold),), read_spans=(span(read),),
    )  # fmt: skip


class NameJudge:
    """Names: the same stretch and label, among the labels that the gold uses."""

    def __init__(self, rows: Iterable[NameGold]) -> None:
        self.labels = sorted({label for row in rows for e in row.entities if (label := _label(e))})
        self.measures: Sequence[Measure] = (Measure(name="names", shape="f1", about="the same stretch and label"),)

    def judge(self, row: NameGold, answer: NameAnswer | None) -> Judged:
        """Names that the gold itself is unsure of are neither wanted nor counted as spurious where they are read."""
        marks = {(span(e), label): _sure(e) for e in row.entities if (label := _label(e))}
        gold = {mark for mark, sure in marks.items() if sure}
        wanted = dict(sorted(gold))
        given = {(span(e), label) for e in (answer.names if answer else ()) if (label := _label(e)) in self.labels}
        given -= marks.keys() - gold
        tallies = {f"names/{label}": _of_label(gold, given, label) for label in self.labels}
        found = [*_relabelled(row.body, wanted, gold, given)]
        return Judged(
            id=row.key,
            text=row.body,
            tallies={"names": added(tallies.values()), **tallies},
            differences=tuple(found),
        )


Marked = set[tuple[Span, str]]


def _of_label(gold: Marked, given: Marked, label: str) -> Tally:
    mine, theirs = ({m for m in marks if m[1] == label} for marks in (gold, given))
    return counted(len(mine & theirs), len(mine), len(theirs))


def _relabelled(text: str, wanted: dict[Span, str], gold: Marked, given: Marked) -> Iterable[Difference]:
    """What is lost or extra; one stretch with another label is a label gone wrong."""
    lost, extra = gold - given, given - gold
    taken = {s for s, _ in extra if s in wanted and (s, wanted[s]) in lost}
    for at, label in sorted(lost | extra):
        words = text[at.start : at.end]
        if at in taken:
            if (at, label) in extra:
                yield Difference(
                    kind="wrong", measure="label", gold=f"{words} {wanted[at]}", read=f"{words} {label}", filed=wanted[at],
                    gold_spans=(at,), read_spans=(at,),
                )  # fmt: skip
        elif (at, label) in lost:
            yield _lost("names", label, f"{words} {label}", at)
        else:
            yield _extra("names", label, f"{words} {label}", at)


def _label(entity: Entity) -> str | None:
    return LABELS.get(entity.label or entity.type or "")


def _sure(entity: Entity) -> bool:
    return entity.confidence is None or entity.confidence >= CONFIDENT
