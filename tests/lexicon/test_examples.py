"""Every example in the trigger files fires its entry's type, and every counterexample stays silent."""

import functools
from pathlib import Path

import pytest

from verbale import lexicon
from verbale.errors import LexiconError
from verbale.ingest.jsonl import from_text
from verbale.lexicon import DATA, Example, Trigger
from verbale.pipeline import Reader
from verbale.record import Event

from .faults import MISREAD, OVERHEARD

FILES = sorted(path.stem for path in (DATA / "triggers").glob("*.toml") if path.stem != "classes")


@functools.cache
def triggers() -> tuple[Trigger, ...]:
    loaded = lexicon.load()
    return tuple({id(t): t for entries in loaded.triggers.values() for t in entries}.values())


def of_file(stem: str) -> list[Trigger]:
    return [t for t in triggers() if t.file.startswith(f"{stem}.toml,")]


def read(reader: Reader, example: str | Example) -> tuple[Event, ...]:
    text = example if isinstance(example, str) else example.text
    return reader.read(from_text(text, id=text)).events


def codes(parties: object) -> set[str]:
    return {p.country for p in parties if p.country}  # type: ignore[attr-defined]


def complaint(reader: Reader, trigger: Trigger, example: str | Example) -> str | None:
    events = [e for e in read(reader, example) if (e.type or "") == trigger.event]
    text = example if isinstance(example, str) else example.text
    if not events:
        return f"{trigger.file}: no {trigger.event} in {text!r}"
    if isinstance(example, str):
        return None
    for event in events:
        actors, recipients = codes(event.actors), codes(event.recipients)
        if trigger.reciprocal and actors | recipients == set(example.actors or ()) | set(example.recipients or ()):
            return None
        if (example.actors is None or actors == set(example.actors)) and (
            example.recipients is None or recipients == set(example.recipients)
        ):
            return None
    found = [(sorted(codes(e.actors)), sorted(codes(e.recipients))) for e in events]
    return f"{trigger.file}: {found} instead of {example.actors} -> {example.recipients} in {text!r}"


@pytest.mark.parametrize("stem", FILES)
def test_every_example_fires_its_entry(reader: Reader, stem: str) -> None:
    examples = [(t, e, e if isinstance(e, str) else e.text) for t in of_file(stem) for e in t.examples]
    wrong = {text: c for t, e, text in examples if (c := complaint(reader, t, e))}
    new = [c for text, c in wrong.items() if text not in MISREAD]
    assert not new, "\n".join(new)
    mended = MISREAD & {text for _, _, text in examples} - set(wrong)
    assert not mended, f"these read well now, take them from faults.py: {sorted(mended)}"


@pytest.mark.parametrize("stem", FILES)
def test_every_counterexample_stays_silent(reader: Reader, stem: str) -> None:
    wrong = [
        f"{t.file}: {t.event} in {c if isinstance(c, str) else c.text!r}"
        for t in of_file(stem)
        for c in t.counterexamples
        if c not in OVERHEARD and any((e.type or "") == t.event for e in read(reader, c))
    ]
    assert not wrong, "\n".join(wrong)


def test_a_mistake_in_a_users_file_names_file_entry_and_reason(tmp_path: Path) -> None:
    folder = tmp_path / "triggers"
    folder.mkdir()
    (folder / "mine.toml").write_text(
        '[[trigger]]\nlemma = "rally"\nevent = "PROTEST"\nexmples = ["x"]\n', encoding="utf-8"
    )
    with pytest.raises(LexiconError) as caught:
        lexicon.load([tmp_path])
    assert any("mine.toml, entry 1 (rally)" in m and "exmples" in m for m in caught.value.mistakes)
