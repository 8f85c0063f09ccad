"""The annotated training set as it lies in the repository."""

from collections import Counter
from pathlib import Path

import msgspec
import pytest
from training.check import codes, mistakes
from training.conversion import Row, row, split_of
from training.likeness import nearly_equal
from training.markup import Item, MarkupError, items

from verbale import lexicon

DATA = Path(__file__).parents[2] / "data" / "training"
KNOWN = codes()


@pytest.fixture(scope="module")
def batches() -> dict[str, list[Item | MarkupError]]:
    return {path.stem: list(items(path.read_text("utf8"))) for path in sorted((DATA / "markup").glob("*.txt"))}


@pytest.fixture(scope="module")
def rows() -> dict[str, list[Row]]:
    decoder = msgspec.json.Decoder(Row)
    return {
        split: [decoder.decode(line) for line in (DATA / f"{split}.jsonl").read_bytes().splitlines()]
        for split in ("train", "dev", "test")
    }


def test_every_item_can_be_read_and_has_no_mistakes(batches: dict[str, list[Item | MarkupError]]) -> None:
    wrong = [f"{name}: {i}" for name, found in batches.items() for i in found if isinstance(i, MarkupError)]
    wrong += [
        f"{name} item {i.number}: {m}"
        for name, found in batches.items()
        for i in found
        if isinstance(i, Item)
        for m in mistakes(i, KNOWN)
    ]
    assert not wrong


def test_no_two_items_nearly_repeat_each_other(batches: dict[str, list[Item | MarkupError]]) -> None:
    texts = [(f"{name} {i.number}", i.text) for name, found in batches.items() for i in found if isinstance(i, Item)]
    assert not list(nearly_equal(texts))


def test_the_rows_are_those_of_the_markup(
    batches: dict[str, list[Item | MarkupError]], rows: dict[str, list[Row]]
) -> None:
    score_of = lexicon.load().score_of
    made: dict[str, list[Row]] = {"train": [], "dev": [], "test": []}
    for name, found in batches.items():
        made[split_of(name)] += [row(i, f"{name}-{i.number:03}", KNOWN, score_of) for i in found if isinstance(i, Item)]
    assert made == rows, "run `make training-set`"


def test_the_set_is_as_large_and_as_varied_as_its_datasheet_says(rows: dict[str, list[Row]]) -> None:
    every = [r for found in rows.values() for r in found]
    reports = [r for r in every if "reports" in r.id]
    sentences = [r for r in every if "reports" not in r.id]
    assert len(sentences) >= 6000
    assert len(reports) >= 150
    silent = sum(not r.events for r in sentences) / len(sentences)
    assert 0.2 <= silent <= 0.3
    types = Counter(e.type for r in every for e in r.events)
    assert len(types - Counter({None: types[None]})) == 16
    assert {e.status for r in every for e in r.events} == {
        "occurred", "ongoing", "planned", "conditional", "hypothetical", "denied", "negated",
    }  # fmt: skip
    assert len({c for r in every for e in r.events for c in e.contexts}) >= 30
    assert len({(e.type, e.mode) for r in every for e in r.events}) >= 75


def test_spans_quote_their_text(rows: dict[str, list[Row]]) -> None:
    for r in (r for found in rows.values() for r in found):
        quotes = [e.evidence for e in r.events] + [s.content for s in r.statements]
        quotes += [span for t in r.triggers for span in t.spans]
        assert all(r.text[q.start : q.end] == q.quote for q in quotes)
        assert all(r.text[m.start : m.end] == m.text for m in r.mentions)


def test_no_item_is_near_a_gold_sentence(shared: Path, batches: dict[str, list[Item | MarkupError]]) -> None:
    from training.likeness import SAME_RUN, gold_texts, runs

    near = set[tuple[str, ...]]().union(*(runs(text, SAME_RUN) for text in gold_texts(shared / "gold")))
    texts = [(f"{name} {i.number}", i.text) for name, found in batches.items() for i in found if isinstance(i, Item)]
    assert not [name for name, text in texts if near & runs(text, SAME_RUN)]
