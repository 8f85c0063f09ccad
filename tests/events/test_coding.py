"""Codes: PLOVER mode, contexts and score, CAMEO code."""

import pytest

from verbale.pipeline import Reader

from .conftest import Tell

SCORES = {
    "ASSAULT": -9.3, "COERCE": -7.2, "PROTEST": -6.6, "MOBILIZE": -5.3, "SANCTION": -5.2, "THREATEN": -5.1,
    "REQUEST": -5.0, "REJECT": -4.2, "ACCUSE": -2.0, "CONSULT": 2.1, "AGREE": 4.2, "SUPPORT": 4.6, "CONCEDE": 5.0,
    "COOPERATE": 6.8, "AID": 7.4, "RETREAT": 7.6,
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "mode", "cameo"),
    [
        ("Kenya promised aid to Somalia.", "AGREE", None, "033"),
        ("The Danish prime minister telephoned the Greek president.", "CONSULT", "phone", "041"),
        ("The Kenyan president visited Kampala.", "CONSULT", "visit", "042"),
        ("Norway mediated between Kenya and Somalia.", "CONSULT", "third-party", "045"),
        ("Kenya praised Uganda.", "SUPPORT", None, "051"),
        ("Kenya and Uganda signed a treaty.", "SUPPORT", None, "057"),
        ("Kenya apologised to Somalia.", "CONCEDE", None, "055"),
        ("Portugal sold three patrol boats to Angola.", "COOPERATE", None, "061"),
        ("Cuba sent food to Haiti.", "AID", "humanitarian", "073"),
        ("Cuba granted asylum to a Haitian priest.", "AID", "asylum", "075"),
        ("Kenya lifted its sanctions on Somalia.", "RETREAT", "access", "085"),
        ("Ecuador released the Peruvian fishermen.", "RETREAT", "release", "0841"),
        ("Kenya demanded that Somalia release the pilots.", "REQUEST", "yield", "1053"),
        ("Kenya condemned Somalia.", "ACCUSE", "disapprove", "111"),
        ("Kenya accused Somalia of smuggling.", "ACCUSE", "allege", "1121"),
        ("Kenya rejected the Somali proposal.", "REJECT", None, "120"),
        ("Denmark threatened Serbia with sanctions.", "THREATEN", "restrict", "131"),
        ("Hundreds of Bolivian miners marched in La Paz against the government.", "PROTEST", "demo", "141"),
        ("Kenya mobilised its army.", "MOBILIZE", "troops", "152"),
        ("Kenya severed diplomatic relations with Somalia.", "SANCTION", "sever", "161"),
        ("Botswana expelled the Zambian ambassador.", "SANCTION", "expel", "166"),
        ("A Danish court sentenced a Somali smuggler to five years.", "SANCTION", "convict", "116"),
        ("Kenya imposed sanctions on Somalia.", "COERCE", "restrict", "163"),
        ("Bolivian police arrested two Peruvian smugglers.", "COERCE", "arrest", "173"),
        ("Somali gunmen kidnapped a Danish nurse.", "ASSAULT", "abduct", "181"),
        ("The Bolivian army shelled a Paraguayan outpost.", "ASSAULT", "heavy-weapons", "194"),
    ],
)
def test_an_act_has_its_codes(tell: Tell, text: str, kind: str, mode: str | None, cameo: str) -> None:
    event = tell(text).one(kind)  # type: ignore[arg-type]
    assert (event.mode, event.cameo, event.score) == (mode, cameo, SCORES[kind])


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("Kenya and Uganda signed a trade agreement.", "economic"),
        ("Kenya and Uganda held joint naval exercises.", "military"),
        ("Kenya severed diplomatic relations with Somalia.", "diplomatic"),
        ("Cuba sent food to Haiti.", "humanitarian"),
        ("Kenyan police arrested two Somali drug smugglers.", "crime_drugs"),
        ("Kenya condemned the Somali nuclear test.", "cbrn"),
        ("Kenya condemned the election in Somalia.", "election"),
    ],
)
def test_the_words_around_an_act_give_its_contexts(tell: Tell, text: str, context: str) -> None:
    assert context in tell(text).events[0].contexts


def test_words_of_another_clause_give_no_context(tell: Tell) -> None:
    told = tell("Kenya condemned Somalia. The oil price rose.")
    assert "resource" not in told.one("ACCUSE").contexts


def test_a_type_has_the_score_of_the_table(reader: Reader) -> None:
    assert {kind: reader.lexicon.score_of(kind, None) for kind in SCORES} == SCORES


def test_what_has_no_type_has_no_score(reader: Reader) -> None:
    assert reader.lexicon.score_of(None, None) is None
