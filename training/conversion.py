"""Annotated items into rows of the training set: the contract's events and statements, with their triggers and mentions.

python -m training.conversion --markup FOLDER --out FOLDER
"""

import argparse
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from training.check import PARTY_FIELDS, Codes, EventMark, codes, event
from training.markup import FrameLine, Item, Mark, MarkupError, items
from verbale import lexicon
from verbale.cast import Party
from verbale.frame import Frame
from verbale.record import Cue, Event, Quote, Statement, When, Where

LEXICON = "lexicon"
"""Register of rows whose labels are the lexicon's own: their contexts and statements teach nothing."""
CORRECTIONS = "corrections"
"""Register of rows from a record that people corrected (`verbale corrections --as training`): nobody judged statements."""
Split = Literal["train", "dev", "test"]
SENTENCE_END = re.compile(r"[.!?][”\")’]*\s+(?=[“\"‘(A-Z\d])|\n\n")


class Mention(Struct, frozen=True, kw_only=True):
    """Words that stand for a party; mentions with one key stand for the same."""

    start: int
    end: int
    text: str
    key: str
    country: str | None
    sector: str | None


class Trigger(Struct, frozen=True, kw_only=True):
    """The words that carry an event; two stretches where a verb is parted from its particle."""

    event: str
    spans: tuple[Quote, ...]


class Row(Struct, frozen=True, kw_only=True):
    """One sentence or report with everything marked in it. Offsets count code points of `text`."""

    id: str
    register: str
    region: str
    date: str | None
    """Day of publication; None where the item has none."""
    text: str
    mentions: tuple[Mention, ...]
    triggers: tuple[Trigger, ...]
    places: tuple[Where, ...]
    dates: tuple[When, ...]
    """Only those whose days can be computed."""
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]


def split_of(batch: str) -> Split:
    """Batches 11 are for development and 12 for the test; so are the last reports of two writers each."""
    if batch.endswith("12") or batch in ("A-reports3", "C-reports3"):
        return "test"
    return "dev" if batch.endswith("11") or batch in ("B-reports3", "D-reports3") else "train"


def row(item: Item, name: str, known: Codes, score_of: Any) -> Row:
    """One item as a row."""
    return _Conversion(item, known).row(name, score_of)


class _Conversion:
    """What the marks of one item say, by key."""

    def __init__(self, item: Item, known: Codes) -> None:
        self.item = item
        self.known = known
        self.codes = {m.key: m.words[1] for m in reversed(item.marks) if m.kind == "party" and len(m.words) > 1}
        self.mentions = [m for m in item.marks if m.kind == "party"]
        self.contents = [m for m in item.marks if m.kind == "content"]
        bounds = [0, *(m.end() for m in SENTENCE_END.finditer(item.text)), len(item.text)]
        self.bounds = sorted(set(bounds))

    def row(self, name: str, score_of: Any) -> Row:
        item = self.item
        marks = [m for m in item.marks if m.kind == "event" and not m.key.startswith("+")]
        ids = {id(m): f"e{n}" for n, m in enumerate(marks, 1)}
        return Row(
            id=name,
            register=item.register,
            region=item.region,
            date=item.date,
            text=item.text,
            mentions=tuple(self._mention(m) for m in self.mentions),
            triggers=tuple(Trigger(event=ids[id(m)], spans=tuple(map(self._quote, self._stretches(m)))) for m in marks),
            places=tuple(self._where(m) for m in item.marks if m.kind == "place"),
            dates=tuple(w for m in item.marks if m.kind == "date" and (w := self._when(m))),
            events=(*(self._event(m, ids[id(m)], score_of) for m in marks), *self._debts(score_of)),
            statements=tuple(self._statements()),
        )

    def _quote(self, mark: Mark) -> Quote:
        return Quote(start=mark.start, end=mark.end, quote=self.item.text[mark.start : mark.end])

    def _code(self, key: str) -> tuple[str | None, str | None]:
        country, _, sector = self.codes.get(key, "-/-").partition("/")
        return (None if country == "-" else country.replace("_", " "), None if sector == "-" else sector)

    def _mention(self, mark: Mark) -> Mention:
        country, sector = self._code(mark.key)
        text = self.item.text[mark.start : mark.end]
        return Mention(start=mark.start, end=mark.end, text=text, key=mark.key, country=country, sector=sector)

    def _stretches(self, mark: Mark) -> list[Mark]:
        more = [m for m in self.item.marks if mark.key and m.kind == "event" and m.key == "+" + mark.key]
        return sorted([mark, *more], key=lambda m: m.start)

    def _sentence(self, at: int) -> int:
        return sum(bound <= at for bound in self.bounds)

    def _party(self, key: str, mark: Mark) -> Party:
        """The mention nearest to the trigger, in its sentence if one is there."""

        def distance(m: Mark) -> tuple[bool, int]:
            away = self._sentence(m.start) != self._sentence(mark.start)
            return away, mark.start - m.end if m.end <= mark.start else max(0, m.start - mark.end)

        found = min((m for m in self.mentions if m.key == key), key=distance)
        country, sector = self._code(key)
        text = self.item.text[found.start : found.end]
        return Party(text=text, start=found.start, end=found.end, country=country, sector=sector)

    def _event(self, mark: Mark, name: str, score_of: Any) -> Event:
        found = event(mark, self.known)
        actors = tuple(self._party(key, mark) for key in found.actors)
        recipients = tuple(self._party(key, mark) for key in found.recipients)
        dates = [m for m in self.item.marks if m.kind == "date" and m.key in found.dates and len(m.words) > 1]
        places = [m for m in self.item.marks if m.kind == "place" and m.key in found.places]
        lines = [line for line in self.item.frames if mark.key and line.event == mark.key]
        return Event(
            id=name,
            type=found.type,  # type: ignore[arg-type]
            mode=found.mode,
            contexts=found.contexts,
            cameo=None,
            score=score_of(found.type, found.mode),
            actors=actors,
            recipients=recipients,
            date=next((w for m in dates if (w := self._when(m))), None),
            place=self._where(places[0]) if places else None,
            status=found.status,  # type: ignore[arg-type]
            certainty=found.certainty,  # type: ignore[arg-type]
            attribution=tuple(dict.fromkeys(m.key for m in self._around(mark))),
            frame=self._frame(lines[0], mark) if lines else None,
            evidence=self._evidence(mark, found, (*actors, *recipients)),
            confidence=1.0,
        )

    def _around(self, mark: Mark) -> list[Mark]:
        """The contents that hold a mark, outermost first."""
        return [m for m in self.contents if m.start <= mark.start and mark.end <= m.end and m is not mark]

    def _evidence(self, mark: Mark, found: EventMark, parties: Sequence[Party]) -> Quote:
        """From the first to the last of the trigger and its parties, date and place, inside the trigger's sentence."""
        wanted = [m for m in self.item.marks if m.kind in ("date", "place") and m.key in found.dates + found.places]
        spans = [(m.start, m.end) for m in (*self._stretches(mark), *wanted)]
        spans += [(p.start, p.end) for p in parties if p.start is not None and p.end is not None]
        here = [s for s in spans if self._sentence(s[0]) == self._sentence(mark.start)]
        start, end = min(s for s, _ in here), max(e for _, e in here)
        return Quote(start=start, end=end, quote=self.item.text[start:end])

    def _when(self, mark: Mark) -> When | None:
        value = next(
            (m.words[1] for m in self.item.marks if m.kind == "date" and m.key == mark.key and len(m.words) > 1), "-"
        )
        if value == "-":
            return None
        first, _, last = value.partition("..")
        start, end = _day(first, last=False), _day(last or first, last=True)
        precision: Any = "range" if last else ("year", "month", "day")[first.count("-")]
        return When(start=start, end=end, precision=precision, text=self.item.text[mark.start : mark.end])

    def _where(self, mark: Mark) -> Where:
        code = next(
            (m.words[1] for m in self.item.marks if m.kind == "place" and m.key == mark.key and len(m.words) > 1), "-"
        )
        text = self.item.text[mark.start : mark.end]
        return Where(name=text, country=None if code == "-" else code.replace("_", " "), text=text)

    def _statements(self) -> Iterable[Statement]:
        cues = {m.key: m for m in self.item.marks if m.kind == "cue"}
        speakers = {m.key: m.words[1] for m in self.contents if len(m.words) > 1}
        kinds = {m.key: m.words[2:] for m in self.contents if len(m.words) > 1}
        for mark in self.contents:
            cue = cues.get(mark.key)
            words = kinds.get(mark.key, ())
            speaker = speakers.get(mark.key, "-")
            yield Statement(
                id=mark.key,
                speaker=None if speaker == "-" else self._party(speaker, cue or mark),
                cue=Cue(start=cue.start, end=cue.end, text=self.item.text[cue.start : cue.end]) if cue else None,
                direct="direct" in words,
                content=self._quote(mark),
                kind=next((w for w in words if w != "direct"), "assertion"),  # type: ignore[arg-type]
                parent=next((m.key for m in reversed(self._around(mark)) if m.key != mark.key), None),
            )

    def _frame(self, line: FrameLine, mark: Mark) -> Frame:
        fields: dict[str, Any] = {"kind": line.kind}
        for name, value in line.fields.items():
            if name == "parties":
                fields[name] = [msgspec.to_builtins(self._party(key, mark)) for key in value.split("+")]
            elif name in PARTY_FIELDS:
                fields[name] = msgspec.to_builtins(self._party(value.split("+")[0], mark))
            elif name in ("quantity", "value", "amount"):
                fields[name] = float(value)
            elif name == "signed":
                first, _, last = value.partition("..")
                days = (_day(first, last=False), _day(last or first, last=True))
                fields[name] = days[0] if days[0] == days[1] else days
            elif name == "provides_for":
                fields[name] = [part.strip() for part in value.split(";")]
            else:
                fields[name] = True if name == "approximate" else value
        return msgspec.convert(fields, Frame)  # type: ignore[arg-type]

    def _debts(self, score_of: Any) -> Iterable[Event]:
        """Obligations that no act created: entries without a type."""
        for number, line in enumerate((f for f in self.item.frames if f.event == "-"), 1):
            words = next((w for w in line.fields.values() if w in self.item.text), self.item.text)
            start = self.item.text.find(words)
            at = Mark("event", start, start + len(words), ())
            yield Event(
                id=f"d{number}", type=None, mode=None, contexts=(), cameo=None, score=None,
                actors=tuple(self._party(line.fields[k], at) for k in ("debtor",) if k in line.fields),
                recipients=tuple(self._party(line.fields[k], at) for k in ("creditor",) if k in line.fields),
                date=None, place=None, status="occurred", certainty="certain", attribution=(),
                frame=self._frame(line, at), evidence=self._quote(at), confidence=1.0,
            )  # fmt: skip


def _day(value: str, *, last: bool) -> dt.date:
    """The first or last day of an ISO year, month or day. Raises ValueError where there is none."""
    parts = [int(part) for part in value.split("-")]
    if not last:
        return dt.date(*[*parts, 1, 1][:3])
    if len(parts) == 3:
        return dt.date(*parts)
    year, month = (*parts, 12)[:2]
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def main() -> None:
    """Writes train, dev and test."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--markup", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    known, score_of = codes(), lexicon.load().score_of
    parts: dict[Split, list[bytes]] = {"train": [], "dev": [], "test": []}
    for path in sorted(options.markup.glob("*.txt")):
        for item in items(path.read_text("utf8")):
            if isinstance(item, MarkupError):
                raise SystemExit(f"{path.name} {item}")
            found = row(item, f"{path.stem}-{item.number:03}", known, score_of)
            parts[split_of(path.stem)].append(msgspec.json.encode(found))
    for name, lines in parts.items():
        (options.out / f"{name}.jsonl").write_bytes(b"".join(line + b"\n" for line in lines))
        print(f"{name}: {len(lines)}")


if __name__ == "__main__":
    main()
