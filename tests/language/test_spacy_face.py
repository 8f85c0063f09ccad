"""spaCy on both sides of the model."""

import pytest

pytest.importorskip("spacy")

from msgspec.structs import replace
from spacy.tokens import Doc
from spacy.vocab import Vocab

from verbale.errors import ModelError
from verbale.language.pipeline import LanguageModel
from verbale.language.spacy_face import load_parser, reading_of, verbale_nlp

TEXT = "On Monday,  President Petro Poroshenko met Angela Merkel in Berlin.\n\nHe isn't happy."


def test_a_doc_holds_the_reading_and_gives_it_back(model: LanguageModel) -> None:
    doc = verbale_nlp()(TEXT)
    assert doc.text == TEXT
    assert [ent.text for ent in doc.ents] == ["Petro Poroshenko", "Angela Merkel", "Berlin"]
    assert [sent.root.text for sent in doc.sents] == ["met", "happy"]
    assert reading_of(doc) == replace(model.read(TEXT), learned=None)


def clear_doc(text: str, heads: list[int], deps: str, pos: str, ents: list[str] | None = None) -> Doc:
    words = text.split()
    lemmas = ["be" if word in {"was", "are", "is"} else word.lower() for word in words]
    return Doc(
        Vocab(),
        words=words,
        heads=heads,
        deps=deps.split(),
        pos=pos.split(),
        tags=pos.split(),
        lemmas=lemmas,
        ents=ents,
    )


def relations(doc: Doc) -> list[tuple[str, str, str]]:
    reading = reading_of(doc, clear=True)
    return [(t.text, t.dep, reading.tokens[t.head].text) for t in reading.tokens]


def test_prepositions_and_passives_of_clear_become_universal() -> None:
    doc = clear_doc(
        "Talks were held by envoys in Oslo",
        [2, 2, 2, 2, 3, 2, 5],
        "nsubjpass auxpass ROOT agent pobj prep pobj",
        "NOUN AUX VERB ADP NOUN ADP PROPN",
    )
    assert relations(doc) == [
        ("Talks", "nsubj:pass", "held"),
        ("were", "aux:pass", "held"),
        ("held", "root", "held"),
        ("by", "case", "envoys"),
        ("envoys", "obl:agent", "held"),
        ("in", "case", "Oslo"),
        ("Oslo", "obl", "held"),
    ]


def test_a_copula_of_clear_yields_its_place_to_the_predicate() -> None:
    doc = clear_doc("She is a minister", [1, 1, 3, 1], "nsubj ROOT det attr", "PRON AUX DET NOUN")
    assert relations(doc) == [
        ("She", "nsubj", "minister"),
        ("is", "cop", "minister"),
        ("a", "det", "minister"),
        ("minister", "root", "minister"),
    ]


def test_conjuncts_of_clear_hang_under_the_first() -> None:
    doc = clear_doc(
        "France , Spain and Italy agreed",
        [5, 0, 0, 2, 2, 5],
        "nsubj punct conj cc conj ROOT",
        "PROPN PUNCT PROPN CCONJ PROPN VERB",
    )
    found = relations(doc)
    assert found[2] == ("Spain", "conj", "France")
    assert found[3] == ("and", "cc", "Italy")
    assert found[4] == ("Italy", "conj", "France")


def test_names_of_people_become_flat_with_their_title_described() -> None:
    doc = clear_doc(
        "President Ana Lopez resigned",
        [2, 2, 3, 3],
        "compound compound nsubj ROOT",
        "PROPN PROPN PROPN VERB",
        ["O", "B-PERSON", "I-PERSON", "O"],
    )
    assert relations(doc)[:3] == [
        ("President", "nmod:desc", "Ana"),
        ("Ana", "nsubj", "resigned"),
        ("Lopez", "flat", "Ana"),
    ]
    assert reading_of(doc, clear=True).names[0].label == "PER"


def test_a_pipeline_that_is_not_installed_is_named() -> None:
    with pytest.raises(ModelError, match="en_core_web_nowhere"):
        load_parser("en_core_web_nowhere")


def test_a_doc_without_syntax_is_refused() -> None:
    with pytest.raises(ModelError, match="no parser"):
        reading_of(Doc(Vocab(), words=["Talks", "failed"]))
