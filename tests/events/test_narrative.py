"""Sentences that take the parties of an earlier one for granted."""

from .conftest import Tell

VISIT = "The Kenyan president visited Uganda on Monday."


def test_documents_signed_after_a_visit_are_signed_by_visitor_and_host(tell: Tell) -> None:
    assert tell(f"{VISIT} Two protocols were signed.").who("SUPPORT") == (["KEN", "UGA"], [])


def test_documents_signed_after_a_quarrel_are_nobodys(tell: Tell) -> None:
    assert tell("Kenya condemned Somalia. Two protocols were signed.").all("SUPPORT") == []


def test_a_pair_is_forgotten_after_some_sentences(tell: Tell) -> None:
    between = "It rained. The harvest was good. Schools were closed. Nobody came. The shops were full."
    assert tell(f"{VISIT} {between} Two protocols were signed.").all("SUPPORT") == []


def test_agreements_listed_after_a_signing_are_an_event_each(tell: Tell) -> None:
    told = tell(f"{VISIT} Two protocols were signed. First, an agreement on trade, and second, a protocol on transit.")
    subjects = [e.frame.subject for e in told.all("SUPPORT")]  # type: ignore[union-attr]
    assert subjects[-2:] == ["trade", "transit"]
    assert all([p.country for p in e.actors] == ["KEN", "UGA"] for e in told.all("SUPPORT"))


def test_an_agreement_told_again_as_known_is_not_a_second_one(tell: Tell) -> None:
    text = "Kenya and Uganda signed a treaty on fisheries in Nairobi. The treaty signed by Kenya and Uganda is long."
    assert len(tell(text).all("SUPPORT")) == 1


def test_two_agreements_in_one_sentence_stay_two(tell: Tell) -> None:
    text = "Kenya signed a treaty on fisheries with Uganda, and signed a treaty on trade with Somalia."
    assert len(tell(text).all("SUPPORT")) == 2
