"""The lexicon's own examples as rows to train on, labelled by the lexicon: so the model learns what the codebook says.

python -m training.lexicon_rows --model FOLDER --out FILE

Examples and counterexamples are read without the model's event heads; an example whose entry does not fire is left out.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import msgspec

from training.conversion import LEXICON, Mention, Row, Trigger
from verbale.events.draft import Draft
from verbale.ingest import from_text
from verbale.language.pipeline import LanguageModel
from verbale.lexicon_entries import Example
from verbale.pipeline import Reader, Stages
from verbale.reading import Reading
from verbale.record import Quote
from verbale.report import Span


class Deaf:
    """A language model whose event heads are not heard."""

    def __init__(self, inner: LanguageModel) -> None:
        self._inner = inner

    def read(self, text: str, paragraphs: tuple[Span, ...] = ()) -> Reading:
        """The reading without opinions on events."""
        return msgspec.structs.replace(self._inner.read(text, paragraphs), learned=None)


def rows(reader: Reader) -> Iterator[Row]:
    """A row for each example that reads as its entry wants, and each counterexample that stays silent."""
    seen: set[str] = set()
    entries = {id(t): t for found in reader.lexicon.triggers.values() for t in found}.values()
    for entry in entries:
        for wanted, examples in ((True, entry.examples), (False, entry.counterexamples)):
            for number, example in enumerate(examples):
                text = example.text if isinstance(example, Example) else example
                if text in seen or not entry.event:
                    continue
                seen.add(text)
                stages = reader.stages(from_text(text, id=text))
                if (entry.event in {d.type for d in stages.minutes.drafts}) == wanted:
                    yield _row(
                        f"{entry.file.partition(' (')[0]}, {'example' if wanted else 'counterexample'} {number}", stages
                    )


def _row(name: str, stages: Stages) -> Row:
    pairs = [(d, e) for d, e in zip(stages.minutes.drafts, stages.minutes.events, strict=True) if e.type]
    text = stages.record.report.body
    events = [event for _, event in pairs]
    parties = {(p.start, p.end): p for e in events for p in (*e.actors, *e.recipients) if p.start is not None}
    return Row(
        id=name,
        register=LEXICON,
        region="",
        date=None,
        text=text,
        mentions=tuple(
            Mention(start=p.start or 0, end=p.end or 0, text=p.text, key=f"p{n}", country=p.country, sector=p.sector)
            for n, p in enumerate(parties.values())
        ),
        triggers=tuple(Trigger(event=e.id, spans=_words(d, stages.reading)) for d, e in pairs),
        places=(),
        dates=(),
        events=tuple(events),
        statements=stages.record.statements,
    )


def _words(draft: Draft, reading: Reading) -> tuple[Quote, ...]:
    """The trigger's word, and the light verb that carries a noun."""
    token = reading.tokens[draft.at]
    words = [token]
    head = reading.tokens[token.head]
    if draft.trigger is not None and draft.trigger.pos == "noun" and token.dep == "obj" and head.upos == "VERB":
        words.insert(0, head)
    return tuple(Quote(start=w.start, end=w.end, quote=w.text) for w in words)


def write(model: Path | None, out: Path) -> int:
    """Writes the rows as the model in a folder (the shipped one for None) parses them; says how many."""
    found = list(rows(Reader.load(language=Deaf(LanguageModel.load(model)))))
    out.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in found))
    return len(found)


def main() -> None:
    """Writes the rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, help="a model folder; the shipped one without it")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    print(f"{write(options.model, options.out)} rows")


if __name__ == "__main__":
    main()
