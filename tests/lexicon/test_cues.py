"""Every example in cues.toml gives a statement with its cue, and every counterexample gives none."""

import functools

import pytest

from verbale import lexicon
from verbale.events.cues import LEADING
from verbale.ingest.jsonl import from_text
from verbale.lexicon import CueWord, Example
from verbale.pipeline import Reader, Stages
from verbale.record import Statement

from .faults import known


@functools.cache
def cues() -> tuple[CueWord, ...]:
    loaded = lexicon.load()
    return tuple({id(c): c for found in loaded.cues.values() for c in found}.values())


def text_of(example: str | Example) -> str:
    return example if isinstance(example, str) else example.text


def marked(stages: Stages, statement: Statement, cue: CueWord) -> bool:
    """Whether a statement has this cue: a word of its cue has one of the lemmas, or its words are the phrase behind "*"."""
    if statement.cue is None:
        return False
    if cue.pos == "phrase":
        words = {*statement.cue.text.lower().split(), "that"}
        return any(set(lemma.split("*")[-1].split()) <= words for lemma in cue.lemmas)
    inside = [t for t in stages.reading.tokens if statement.cue.start <= t.start < statement.cue.end]
    return any(t.lemma.lower() in cue.lemmas or t.text.lower() in cue.lemmas for t in inside)


def said(reader: Reader, cue: CueWord, text: str) -> list[Statement]:
    stages = reader.stages(from_text(text, id=text))
    return [s for s in stages.record.statements if marked(stages, s, cue)]


EXAMPLES = [pytest.param(c, t, id=t, marks=known(t)) for c in cues() for t in map(text_of, c.examples)]
COUNTEREXAMPLES = [pytest.param(c, t, id=t, marks=known(t)) for c in cues() for t in map(text_of, c.counterexamples)]


@pytest.mark.parametrize(("cue", "text"), EXAMPLES)
def test_every_example_gives_a_statement_with_its_cue(reader: Reader, cue: CueWord, text: str) -> None:
    assert said(reader, cue, text), f"no statement by {', '.join(cue.lemmas[:3])}"


@pytest.mark.parametrize(("cue", "text"), COUNTEREXAMPLES)
def test_every_counterexample_gives_none(reader: Reader, cue: CueWord, text: str) -> None:
    assert said(reader, cue, text) == []


def test_every_cue_has_an_example() -> None:
    assert [c.lemmas for c in cues() if not c.examples] == []


def test_every_cue_introduces_something_the_engine_knows() -> None:
    kinds = {"clause", "direct", "object", "predicate", "infinitive", "prepositional"}
    assert {what for c in cues() for what in c.complement} <= kinds | LEADING
