"""The model beside the lexicon: what it adds and fills, shown with scores made by hand."""

from collections.abc import Callable

import numpy as np
import pytest
from msgspec.structs import replace

from verbale.ingest.jsonl import from_text
from verbale.language.pipeline import LanguageModel
from verbale.learned import Learned, Names, Window
from verbale.pipeline import Reader
from verbale.reading import Reading
from verbale.record import Event
from verbale.report import Report, Span

NAMES = Names(
    ("O", "AID", "ASSAULT", "CONSULT"),
    ("AID/", "AID/economic", "ASSAULT/", "CONSULT/"),
    ("occurred", "planned"),
    ("certain", "probable"),
    ("military",),
)
Hear = Callable[..., list[Event]]


class Opinionated:
    """The shipped model, with the given opinions on words in place of its own."""

    def __init__(
        self, inner: LanguageModel, acts: dict[str, tuple[str, float]], roles: dict[tuple[str, str], int]
    ) -> None:
        self._inner, self._acts, self._roles = inner, acts, roles

    def read(self, text: str, paragraphs: tuple[Span, ...] = ()) -> Reading:
        reading = self._inner.read(text, paragraphs)
        words = [t.text for t in reading.tokens]
        sizes = {
            "event": 4,
            "mode": 4,
            "status": 2,
            "certainty": 2,
            "context": 1,
            "said": 3,
            "actor": len(words),
            "recipient": len(words),
        }
        scores = {name: np.full((len(words), size), -9.0, dtype=np.float32) for name, size in sizes.items()}
        scores["event"][:, 0] = 9.0
        for word, (kind, score) in self._acts.items():
            scores["event"][words.index(word), [0, NAMES.types.index(kind)]] = -score, score
        for (act, party), role in self._roles.items():
            scores[("actor", "recipient")[role]][words.index(act), words.index(party)] = 9.0
        return replace(reading, learned=Learned(NAMES, [Window(0, *(scores[name] for name in Window._fields[1:]))]))


def listening(reader: Reader, acts: dict[str, tuple[str, float]], roles: dict[tuple[str, str], int]) -> Reader:
    """The reader with opinions made by hand."""
    assert isinstance(reader.language, LanguageModel)
    language = Opinionated(reader.language, acts, roles)
    return Reader(language=language, lexicon=reader.lexicon, resolver=reader.resolver, gazetteer=reader.gazetteer)


def told(text: str) -> Report:
    return from_text(text, id="told", date=None)


@pytest.fixture
def hear(reader: Reader) -> Hear:
    def heard(
        text: str, acts: dict[str, tuple[str, float]], roles: dict[tuple[str, str], int] | None = None
    ) -> list[Event]:
        return list(listening(reader, acts, roles or {}).read(told(text)).events)

    return heard


def test_an_act_that_no_entry_knows_is_told_with_its_syntactic_parties(hear: Hear) -> None:
    (event,) = hear("Kenya dazzled Uganda.", {"dazzled": ("ASSAULT", 9.0)})
    assert event.type == "ASSAULT"
    assert [p.country for p in (*event.actors, *event.recipients)] == ["KEN", "UGA"]
    assert event.cameo == "180"


def test_an_entry_is_told_though_the_model_denies_it_but_with_less_confidence(hear: Hear) -> None:
    (doubted,) = hear("Kenya attacked Uganda.", {})
    (shared,) = hear("Kenya attacked Uganda.", {"attacked": ("ASSAULT", 9.0)})
    assert doubted.type == shared.type == "ASSAULT"
    assert doubted.confidence < shared.confidence


def test_the_model_fills_the_side_that_syntax_leaves_empty(hear: Hear) -> None:
    (event,) = hear(
        "Kenya, long at odds with Uganda, dazzled in silence.",
        {"dazzled": ("ASSAULT", 9.0)},
        {("dazzled", "Uganda"): 1},
    )
    assert [p.country for p in event.recipients] == ["UGA"]


def test_a_party_that_nobody_knows_is_named_and_nothing_more(hear: Hear) -> None:
    (event,) = hear("Kenya dazzled the farmhands.", {"dazzled": ("ASSAULT", 9.0)}, {("dazzled", "farmhands"): 1})
    assert [(p.text, p.country, p.sector) for p in event.recipients] == [("the farmhands", None, None)]
