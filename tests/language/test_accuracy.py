"""Scores on a part of the treebanks' development splits, through the reader's own code."""

from pathlib import Path

import pytest
from training import corpora
from training.evaluate import by_hand, by_machine, name_scores, on_gold_words, syntax_scores

from verbale.language.pipeline import LanguageModel

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
PARAGRAPHS = {"gum": 30, "ewt": 20}

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora beside the project are not here"),
]


@pytest.mark.parametrize(("corpus", "las", "lemma"), [("gum", 0.85, 0.985), ("ewt", 0.84, 0.98)])
def test_trees_and_lemmas_stay_above_their_floors(model: LanguageModel, corpus: str, las: float, lemma: float) -> None:
    gold = [by_hand(p) for p in corpora.paragraphs(corpora.load(CORPORA, f"{corpus}-dev"))][: PARAGRAPHS[corpus]]
    raw = syntax_scores(gold, [by_machine(model, g.text) for g in gold])
    assert raw["las"] / 100 >= las
    assert syntax_scores(gold, [on_gold_words(model, g) for g in gold])["lemma"] / 100 >= lemma


def test_names_stay_above_their_floor(model: LanguageModel) -> None:
    gold = [by_hand(p) for p in corpora.paragraphs(corpora.load(CORPORA, "ewt-dev"))][: 2 * PARAGRAPHS["ewt"]]
    assert name_scores(gold, [by_machine(model, g.text) for g in gold])["all"]["f1"] / 100 >= 0.68
