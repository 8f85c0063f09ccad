"""Every example in status.toml gives its trigger the status and certainty that it states."""

import functools
from collections.abc import Iterator

import pytest

from verbale import lexicon
from verbale.events.absorbing import find_hits
from verbale.events.status import StatusFinder
from verbale.events.syntax import Syntax
from verbale.events.triggers import Hit
from verbale.ingest.jsonl import from_text
from verbale.lexicon import Example, StatusWord
from verbale.pipeline import Reader

from .faults import known


@functools.cache
def words() -> tuple[StatusWord, ...]:
    loaded = lexicon.load()
    return tuple({id(w): w for found in loaded.status.values() for w in found}.values())


def judged(reader: Reader, text: str, trigger: str) -> set[tuple[str, str]]:
    """Status and certainty of each act that the trigger lemma tells of, acts swallowed by others included."""
    stages = reader.stages(from_text(text, id=text))
    syntax = Syntax(stages.reading, reader.lexicon.lists["control"])
    finder = StatusFinder(syntax, reader.lexicon)
    hits, _ = find_hits(syntax, reader.lexicon, stages.cast)
    told = [hit for top in hits for hit in below(top) if stages.reading.tokens[hit.at].lemma.lower() == trigger]
    return {(j.status, j.certainty) for j in map(finder.judge, told)}


def below(hit: Hit) -> Iterator[Hit]:
    yield hit
    for inner in hit.swallowed:
        yield from below(inner)


EXAMPLES = [
    pytest.param(w, e, id=e.text, marks=known(e.text)) for w in words() for e in w.examples if isinstance(e, Example)
]


@pytest.mark.parametrize(("word", "example"), EXAMPLES)
def test_every_example_has_the_status_it_states(reader: Reader, word: StatusWord, example: Example) -> None:
    found = judged(reader, example.text, example.trigger or "")
    assert found, f"{example.trigger!r} tells of nothing"
    assert any(
        example.status in (None, status) and example.certainty in (None, certainty) for status, certainty in found
    ), f"{found} instead of {example.status} {example.certainty} by {', '.join(word.lemmas[:3])}"


def test_every_example_names_its_trigger_and_states_something() -> None:
    vague = [
        f"{', '.join(w.lemmas[:3])}: {e}" for w in words() for e in w.examples
        if not isinstance(e, Example) or not e.trigger or not (e.status or e.certainty)
    ]  # fmt: skip
    assert not vague, "\n".join(vague)


def test_every_word_has_an_example_and_says_something() -> None:
    idle = [w.lemmas for w in words() if not w.examples or not (w.status or w.certainty)]
    assert idle == []


def test_every_word_governs_in_ways_the_engine_knows() -> None:
    known = {"complement", "object", "oblique", "subject", "head"}
    assert {g for w in words() for g in w.governs} <= known
