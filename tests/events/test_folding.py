"""What PLOVER makes of an act that is only intended: the type changes, status and frame stay."""

import pytest

from .conftest import Tell


def test_a_visit_ahead_is_an_agreement_to_visit(tell: Tell) -> None:
    event = tell("The Maltese premier will visit Tunis.").one("AGREE")
    assert (event.cameo, event.status) == ("036", "planned")


def test_a_visit_ahead_keeps_the_frame_of_a_visit(tell: Tell) -> None:
    frame = tell("The Maltese premier will visit Tunis.").one("AGREE").frame
    assert type(frame).__name__ == "Visit"


@pytest.mark.parametrize("words", ["will send", "plans to send", "is to send", "intends to send", "is ready to send"])
def test_help_ahead_is_an_agreement_to_help(tell: Tell, words: str) -> None:
    event = tell(f"Malta {words} food to Libya.").one("AGREE")
    assert (event.cameo, event.status) == ("0333", "planned")


@pytest.mark.parametrize("words", ["plans", "hopes", "intends"])
def test_a_visit_somebody_plans_is_planned(tell: Tell, words: str) -> None:
    assert tell(f"The Chadian president {words} to visit Tripoli.").one("AGREE").status == "planned"


def test_cooperation_ruled_out_is_a_rejection(tell: Tell) -> None:
    assert tell("The Chadian president will not visit Tripoli.").one("REJECT").cameo == "125"


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Chad will not release the Libyan pilots.", "yield"),
        ("Chad will not meet Libya.", "meet"),
        ("Chad will not extradite the Libyan banker.", "assist"),
    ],
)
def test_what_is_ruled_out_gives_the_rejection_its_mode(tell: Tell, text: str, mode: str) -> None:
    event = tell(text).one("REJECT")
    assert (event.mode, event.status) == (mode, "negated")


def test_a_past_that_did_not_happen_keeps_its_type(tell: Tell) -> None:
    assert tell("The Chadian president did not visit Tripoli.").types() == ["CONSULT"]


def test_harm_that_may_come_keeps_its_type(tell: Tell) -> None:
    assert tell("Chad may attack Libya.").types() == ["ASSAULT"]


def test_harm_that_an_actor_announces_is_a_threat(tell: Tell) -> None:
    assert tell("Sudan announced that it would expel the Chadian ambassador.").one("THREATEN").mode == "expel"


def test_harm_announced_in_the_actors_own_words_is_a_threat(tell: Tell) -> None:
    event = tell('"We will bomb Chad," the Sudanese defence minister said.').one("THREATEN")
    assert (event.mode, event.status) == ("violence", "planned")


def test_going_to_bomb_is_a_threat_like_any_future(tell: Tell) -> None:
    assert tell('"We are going to bomb Libya," Chad\'s president said.').types() == ["THREATEN"]


def test_harm_that_others_announce_is_no_threat(tell: Tell) -> None:
    assert tell("Libya said that Sudan would bomb Chad.").types() == ["ASSAULT"]


def test_harm_denied_ahead_is_no_threat(tell: Tell) -> None:
    assert tell("Chad said it would not attack Libya.").all("THREATEN") == []


def test_a_promise_not_to_harm_is_no_threat(tell: Tell) -> None:
    assert tell("The Chadian president pledged not to attack Libya.").all("THREATEN") == []


def test_unless_makes_an_ultimatum(tell: Tell) -> None:
    event = tell("Sudan will bomb Chad unless it withdraws its troops.").one("THREATEN")
    assert (event.mode, event.status) == ("violence", "conditional")


def test_leaving_a_treaty_unless_is_an_ultimatum(tell: Tell) -> None:
    assert tell("Chad will withdraw from the treaty unless Libya leaves.").one("THREATEN").mode == "relations"


def test_releasing_prisoners_unless_is_no_threat(tell: Tell) -> None:
    assert tell("Chad will release the pilots unless Libya attacks.").all("THREATEN") == []


def test_a_threat_told_with_its_clause_is_one_threat(tell: Tell) -> None:
    assert tell("Sudan warned that it would bomb Chad.").types() == ["THREATEN"]
