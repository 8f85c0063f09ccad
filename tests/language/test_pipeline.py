"""Reading: offsets, trees, paragraphs, and the same values whatever is read beside."""

import subprocess
import sys
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.errors import ModelError
from verbale.language.pipeline import LanguageModel
from verbale.reading import Reading
from verbale.report import Span

TEXTS = (
    "Foreign Minister Ana Lopez flew to Oslo on Tuesday. She will sign the fisheries accord there.",
    "Rebels shelled the port of Kamra overnight, the army’s spokesman said; two dockers were hurt.",
    "The parliament rejected the budget.\n\nTwo ministers resigned.\n\nNobody in the U.N. mission was told.",
)

WORDS = st.sampled_from(
    ["Ana", "the", "rebels", "shelled", "Oslo", ".", "“", "”", "(", "said", "3,000", "don't", "\n\n", "😀", "é"]
)


def words(reading: Reading, dep: str) -> list[str]:
    return [token.text for token in reading.tokens if token.dep == dep]


def assert_well_formed(reading: Reading) -> None:
    for i, token in enumerate(reading.tokens):
        assert token.i == i
        assert reading.text[token.start : token.end] == token.text
        assert (token.head == i) == (token.dep == "root")
        assert reading.sentences[token.sent].first <= token.head < reading.sentences[token.sent].last
    for sentence in reading.sentences:
        roots = [t.i for t in reading.tokens[sentence.first : sentence.last] if t.head == t.i]
        assert roots == [sentence.root]
        assert reading.subtree(sentence.root) == list(range(sentence.first, sentence.last))
    for name in reading.names:
        assert reading.text[name.start : name.end] == name.text
        assert reading.tokens[name.first].start == name.start
        assert reading.tokens[name.last - 1].end == name.end


@pytest.mark.parametrize("text", TEXTS)
def test_every_sentence_is_one_tree_and_every_offset_quotes_its_word(model: LanguageModel, text: str) -> None:
    assert_well_formed(model.read(text))


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, max_size=30))
def test_any_text_gives_trees_and_true_offsets(model: LanguageModel, pieces: list[str]) -> None:
    assert_well_formed(model.read(" ".join(pieces)))


def test_reading_depends_on_nothing_read_before(model: LanguageModel) -> None:
    alone = {text: LanguageModel.load().read(text) for text in TEXTS[:2]}
    for order in permutations(TEXTS):
        for text in order:
            assert model.read(text) == alone.get(text, model.read(text))


def test_a_paragraph_reads_the_same_alone_and_among_others(model: LanguageModel) -> None:
    together = model.read(TEXTS[0] + "\n\n" + TEXTS[1])
    alone = model.read(TEXTS[1])
    later = together.tokens[-len(alone.tokens) :]
    assert [(t.text, t.dep, t.lemma, t.xpos) for t in later] == [(t.text, t.dep, t.lemma, t.xpos) for t in alone.tokens]


def test_actor_act_and_recipient_hang_together(model: LanguageModel) -> None:
    reading = model.read("The army shelled the village on Friday.")
    assert words(reading, "root") == ["shelled"]
    assert words(reading, "nsubj") == ["army"]
    assert words(reading, "obj") == ["village"]
    assert [(n.text, n.label) for n in reading.names] == []


def test_names_are_found_with_their_kind(model: LanguageModel) -> None:
    names = model.read("President Barack Obama met officials of the United Nations in Geneva.").names
    assert [(name.text, name.label) for name in names] == [
        ("Barack Obama", "PER"),
        ("United Nations", "ORG"),
        ("Geneva", "LOC"),
    ]


def test_blank_lines_part_paragraphs(model: LanguageModel) -> None:
    reading = model.read(TEXTS[2])
    assert [sentence.paragraph for sentence in reading.sentences] == [0, 1, 2]


def test_given_paragraphs_win_over_blank_lines_and_leave_the_rest_out(model: LanguageModel) -> None:
    text = "Oslo (Wire) The talks failed. Both sides left."
    reading = model.read(text, [Span(12, 29), Span(30, len(text))])
    assert [text[s.start : s.end] for s in reading.sentences] == ["The talks failed.", "Both sides left."]
    assert [s.paragraph for s in reading.sentences] == [0, 1]


def test_a_text_of_nothing_but_space_has_no_words(model: LanguageModel) -> None:
    assert model.read(" \n\n ").tokens == ()


def test_a_paragraph_longer_than_a_window_keeps_every_word(model: LanguageModel) -> None:
    text = " ".join(["The envoy left the capital and nobody knew where the delegation had gone."] * 60)
    reading = model.read(text)
    assert_well_formed(reading)
    assert len(reading.sentences) == 60


def test_a_sentence_longer_than_a_window_still_gives_trees(model: LanguageModel) -> None:
    assert_well_formed(model.read("and ".join(f"the minister of district {i} spoke " for i in range(80))))


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"missing model\.onnx"):
        LanguageModel.load(tmp_path)


def test_importing_the_language_model_imports_neither_spacy_nor_torch() -> None:
    code = (
        "import sys, verbale.language.pipeline as p;"
        "p.LanguageModel.load().read('Hello.'); print({'spacy', 'torch'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
