"""Threats and charges that no trigger tells of."""

import pytest

from .conftest import Tell


def test_force_under_a_condition_is_a_threat(tell: Tell) -> None:
    text = '"If the prisoners are not released, we will be forced to act against Chad," the Sudanese president said.'
    event = tell(text).one("THREATEN")
    assert (event.status, event.mode) == ("conditional", "violence")
    assert ([p.country for p in event.actors], [p.country for p in event.recipients]) == (["SDN"], ["TCD"])


def test_retaliation_under_a_condition_is_one_threat(tell: Tell) -> None:
    told = tell("The Sudanese minister warned that if Chad did not leave, Sudan would retaliate.")
    assert told.types() == ["THREATEN"]


def test_a_harmless_condition_is_no_threat(tell: Tell) -> None:
    text = '"If the prisoners are released, we will open the road," the Sudanese president said.'
    assert tell(text).all("THREATEN") == []


@pytest.mark.parametrize("words", ["is a nest of terrorists", "was guilty of genocide"])
def test_grave_words_said_of_another_party_are_a_charge(tell: Tell, words: str) -> None:
    assert tell(f"The Sudanese minister said that Chad {words}.").who("ACCUSE") == (["SDN"], ["TCD"])


def test_grave_words_denied_are_no_charge(tell: Tell) -> None:
    assert tell("The Sudanese minister said that Chad was not guilty of genocide.").all("ACCUSE") == []


def test_grave_words_in_the_reports_own_voice_are_no_charge(tell: Tell) -> None:
    assert tell("Chad is a nest of terrorists.").all("ACCUSE") == []


def test_grave_words_said_of_oneself_are_no_charge(tell: Tell) -> None:
    assert tell("The Sudanese minister said that Sudan was a victim of terrorism.").all("ACCUSE") == []
