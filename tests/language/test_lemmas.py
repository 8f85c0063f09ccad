"""Dictionary forms."""

import pytest

from verbale.language.deinflection import dictionary_form
from verbale.language.lemmas import apply_script
from verbale.language.pipeline import LanguageModel

KNOWN = frozenset({"condemn", "denounce", "visit", "focus", "veto", "crisis", "bus", "wife", "mass"})


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("condemned", "VBD", "condemn"),
        ("denounced", "VBN", "denounce"),
        ("visiting", "VBG", "visit"),
        ("focused", "VBD", "focus"),
        ("lodged", "VBD", "lodge"),
        ("staging", "VBG", "stage"),
        ("barred", "VBN", "bar"),
        ("expelled", "VBD", "expel"),
        ("shelled", "VBD", "shell"),
        ("massed", "VBD", "mass"),
        ("ratified", "VBD", "ratify"),
        ("retook", "VBD", "retake"),
        ("lying", "VBG", "lie"),
        ("vetoes", "VBZ", "veto"),
        ("crises", "NNS", "crisis"),
        ("buses", "NNS", "bus"),
        ("wives", "NNS", "wife"),
        ("embassies", "NNS", "embassy"),
    ],
)
def test_an_inflected_form_finds_its_dictionary_form(form: str, tag: str, lemma: str) -> None:
    assert dictionary_form(form, tag, KNOWN) == lemma


def test_an_uninflected_tag_says_nothing() -> None:
    assert dictionary_form("bring", "VB", KNOWN) is None


@pytest.mark.parametrize(
    ("form", "script", "lemma"),
    [("Were", "=be", "be"), ("Armies", "L3|y", "army"), ("Iran", "K0|", "Iran"), ("NATO", "L0|", "nato")],
)
def test_a_script_edits_the_end_of_a_word(form: str, script: str, lemma: str) -> None:
    assert apply_script(form, script) == lemma


def test_verbs_rare_in_treebanks_are_lemmatized_in_reading(model: LanguageModel) -> None:
    tokens = model.read("The envoys denounced the blockade and rebuked the regime.").tokens
    assert [t.lemma for t in tokens if t.upos == "VERB"] == ["denounce", "rebuke"]
