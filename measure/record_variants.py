"""Variants of the sample reports, as many as are wanted: other states, people, places, days, publications and words.

    python -m measure.record_variants 1000 > variants.jsonl

writes texts for `verbale add --jsonl`. `Variants.records` makes the records of such reports without reading them, from
what the reader read in the samples. Every variant depends on its number alone.
"""

import datetime as dt
import hashlib
import random
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

import msgspec

from verbale.ingest import reports_of
from verbale.ingest.identity import digest
from verbale.pipeline import Reader
from verbale.record import Record
from verbale.report import Report
from verbale.samples import SAMPLES

from .variant_names import PUBLICATIONS, STATES, State, states
from .variant_text import Choice, Cutter, Made, Vocabulary, put_together

WORDS_CHANGED = 0.25
"""Share of the longer words that records have changed; a text that is to be read again must keep its sense."""
TEXT_WORDS_CHANGED = 0.04
FIRST, LAST, UNDATED = dt.date(1992, 1, 1), dt.date(2025, 6, 30), dt.date(2010, 1, 1)
"""Days of the variants, and the day that a sample without one is taken to be of: all undated ones would look alike."""
_AS_IT_IS = {
    "type", "mode", "contexts", "cameo", "status", "certainty", "precision", "kind", "sector", "code", "message",
    "language", "currency",
}  # fmt: skip
"""Fields whose words are a closed set."""


class Plan(NamedTuple):
    """What is varied: variants of one story share states, people and days."""

    number: int
    story: int
    """Number of the first variant of the story."""
    reprint: bool
    """The words are those of the first, under a line that says where they come from."""
    sample: int


class Sample(NamedTuple):
    """A sample report as it was read, ready to be varied."""

    plain: Mapping[str, Any]
    cutter: Cutter
    codes: tuple[str, ...]
    """Of the states in it."""
    people: Mapping[str, str | None]
    """Countries by name."""
    towns: Mapping[str, str | None]


class Variants:
    """Makes them, from what the shipped reader reads in the sample reports."""

    def __init__(self, samples: Iterable[Record]) -> None:
        self._samples = [_sample(record) for record in samples]
        self._states, self._weights = states()
        self._vocabulary = Vocabulary()

    def texts(self, n: int, *, first: int = 0) -> Iterator[dict[str, str]]:
        """Lines for `verbale add --jsonl`."""
        for plan in islice(self.plans(first), n):
            report = self._varied(plan, TEXT_WORDS_CHANGED).report()
            row = {"id": report["id"], "text": report["body"], "title": report["title"], "date": report["published"]}
            yield {field: str(value) for field, value in row.items() if value is not None}

    def records(self, n: int, *, first: int = 0) -> Iterator[Record]:
        """Records that were never read."""
        return map(self.record, islice(self.plans(first), n))

    def record(self, plan: Plan) -> Record:
        """The record of one."""
        return self._varied(plan, WORDS_CHANGED).record()

    def size(self, plan: Plan) -> tuple[int, int, int]:
        """How many events, statements and people a variant has."""
        plain = self._samples[plan.sample].plain
        return len(plain["events"]), len(plain["statements"]), len(plain["people"])

    def plans(self, first: int = 0) -> Iterator[Plan]:
        """Variants without end: of ten stories eight are told once, one is reprinted and one told anew."""
        number = first
        while True:
            rng = _rng("story", number)
            sample, kind, more = rng.randrange(len(self._samples)), rng.random(), rng.randint(1, 3)
            members = 1 + more * (kind > 0.8)
            for member in range(members):
                yield Plan(number + member, number, member > 0 and kind > 0.9, sample)
            number += members

    def _varied(self, plan: Plan, share: float) -> "Varied":
        sample = self._samples[plan.sample]
        choice = self._choice(plan, sample, share)
        made = put_together(sample.cutter.cut(sample.plain["report"]["body"]), choice, self._vocabulary)
        if plan.reprint:
            wire = _rng("wire", plan.number).choice(PUBLICATIONS)
            made = made.under(f"This report first came to us from the {wire}.\n\n")
        return Varied(plan, sample, made, choice._replace(share=0), self._vocabulary)

    def _choice(self, plan: Plan, sample: Sample, share: float) -> Choice:
        rng = _rng("choice", plan.story)
        chosen: dict[str, State] = {}
        for code in sample.codes or ("USA",):
            state = next(
                s for s in iter(lambda: rng.choices(self._states, self._weights)[0], None) if s not in chosen.values()
            )
            chosen[code] = state

        def home(code: str | None) -> State:
            return chosen.get(code or "") or rng.choice([*chosen.values()])

        people = {name: _somebody(rng, home(code)) for name, code in sample.people.items()}
        towns = {name: (home(code), rng.randrange(1, 3)) for name, code in sample.towns.items()}
        day = FIRST + dt.timedelta(rng.randrange((LAST - FIRST).days))
        later = dt.timedelta(weeks=(day - (sample.plain["report"]["published"] or UNDATED)).days // 7)
        wording = _rng("words", plan.story if plan.reprint else plan.number)
        return Choice(chosen, people, towns, later, share, wording)


class Varied:
    """One variant of a sample."""

    def __init__(self, plan: Plan, sample: Sample, made: Made, choice: Choice, vocabulary: Vocabulary) -> None:
        self._plan, self._sample, self._made, self._choice = plan, sample, made, choice
        self._vocabulary = vocabulary

    def report(self) -> dict[str, Any]:
        """The report as plain values."""
        plan = self._plan
        rng = _rng("masthead", plan.number)
        report: dict[str, Any] = self._value(self._sample.plain["report"], "")
        after = dt.timedelta(rng.randrange(3) if plan.number != plan.story else 0)
        return report | {
            "id": f"v{plan.number:07}", "body": self._made.text, "sha256": digest(self._made.text.encode()),
            "publication": rng.choice(PUBLICATIONS), "published": (report["published"] or UNDATED + self._choice.later) + after,
            "source": None, "original": None, "related": (),
        }  # fmt: skip

    def record(self) -> Record:
        """What a reader might have read in it."""
        report = self.report()
        parts = {
            name: self._value(self._sample.plain[name], name) for name in ("events", "statements", "people", "warnings")
        }
        return msgspec.convert({"id": report["id"], "report": report, **parts}, Record)

    def _value(self, value: Any, field: str) -> Any:
        """A value of the record, and all that is in it, varied."""
        if isinstance(value, dict):
            return self._fields(value)
        if isinstance(value, list | tuple):
            return [self._value(item, field) for item in value]
        if isinstance(value, dt.date):
            return value + self._choice.later
        if not isinstance(value, str) or field in _AS_IT_IS:
            return value
        if field in ("id", "parent", "attribution"):
            return value[0] + hashlib.sha256(f"{self._plan.number}|{value}".encode()).hexdigest()[:15]
        if field == "country":
            return self._choice.states[value].code if value in self._choice.states else value
        return put_together(self._sample.cutter.cut(value), self._choice, self._vocabulary).text

    def _fields(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        if isinstance(fields.get("start"), int):
            start, end = self._made.moved(fields["start"]), self._made.moved(fields["end"])
            words = {f: self._made.text[start:end] for f in ("text", "quote") if f in fields}
            rest = {f: self._value(v, f) for f, v in fields.items() if f not in ("start", "end", "text", "quote")}
            return {**rest, **words, "start": start, "end": end}
        found = {f: self._value(v, f) for f, v in fields.items() if f not in ("body", "original", "related")}
        state = self._choice.states.get(fields.get("country") or "") if "geonames" in fields else None
        if state is not None:
            place = state.places[self._choice.towns.get(fields["name"], (state, 0))[1]]
            found |= {f: getattr(place, f, None) for f in ("lat", "lon", "geonames")}
        return found


def read_samples(reader: Reader) -> list[Record]:
    """What a reader reads in the sample reports."""
    return [reader.read(item) for item in reports_of([str(SAMPLES)]) if isinstance(item, Report)]


def _somebody(rng: random.Random, state: State) -> tuple[str, str]:
    """A person of a state; few are named often."""
    return state.people[min(int(rng.paretovariate(0.5)), len(state.people)) - 1]


def _sample(record: Record) -> Sample:
    plain = msgspec.to_builtins(record, builtin_types=(dt.date, bytes))
    people = {person.name: person.country for person in record.people}
    spelled = {spelling: person.name for person in record.people for spelling in (person.name, *person.spellings)}
    parties = [p for e in record.events for p in (*e.actors, *e.recipients)]
    spelled |= {p.name: spelled[p.person] for p in parties if p.name and p.person in spelled}
    places = [event.place for event in record.events if event.place is not None]
    codes = {p.country for p in (*parties, *places)}
    cutter = Cutter(people=spelled, towns={p.name for p in places}, published=record.report.published)
    towns = {p.name: p.country for p in places if p.name in cutter.towns}
    return Sample(plain, cutter, tuple(sorted(cutter.codes_in(record.report.body) | (codes & STATES))), people, towns)


def _rng(*what: object) -> random.Random:
    return random.Random("|".join(map(str, what)))  # noqa: S311  the same every time


def main() -> None:
    """Writes as many lines as asked for."""
    for row in Variants(read_samples(Reader.load())).texts(int(sys.argv[1])):
        sys.stdout.buffer.write(msgspec.json.encode(row) + b"\n")


if __name__ == "__main__":
    main()
