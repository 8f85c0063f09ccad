"""Days and places as they reach events."""

import datetime as dt

import pytest

from .conftest import Tell


def test_an_event_has_the_day_its_sentence_names(tell: Tell) -> None:
    date = tell("Kenya and Uganda signed a treaty in Nairobi on 4 March 2003.").one("SUPPORT").date
    assert date is not None
    assert (date.start, date.end, date.precision) == (dt.date(2003, 3, 4), dt.date(2003, 3, 4), "day")


def test_a_weekday_counts_from_publication(tell: Tell) -> None:
    date = tell("Kenyan troops shelled Kisumu on Sunday.").one("ASSAULT").date
    assert date is not None
    assert date.start == dt.date(2003, 3, 9)


def test_a_weekday_without_a_publication_date_is_unknown(tell: Tell) -> None:
    assert tell("Kenyan troops shelled Kisumu on Sunday.", published=None).one("ASSAULT").date is None


def test_an_event_without_a_day_has_none(tell: Tell) -> None:
    assert tell("Kenya condemned Somalia.").one("ACCUSE").date is None


def test_a_vague_day_is_a_range_in_the_reports_words(tell: Tell) -> None:
    date = tell("Kenya arrested two Somali pilots in late February.").one("COERCE").date
    assert date is not None
    assert (date.precision, date.text) == ("range", "late February")
    assert date.start.month == date.end.month == 2


def test_the_quotation_does_not_give_its_event_the_day_it_was_said(tell: Tell) -> None:
    event = tell("The Sudanese president said on Monday that Chad had attacked Libya on 3 March 2003.").one("ASSAULT")
    assert event.date is not None
    assert event.date.start == dt.date(2003, 3, 3)


def test_an_event_has_the_place_its_clause_names(tell: Tell) -> None:
    place = tell("Kenya and Uganda signed a treaty in Nairobi on 4 March 2003.").one("SUPPORT").place
    assert place is not None
    assert (place.name, place.country) == ("Nairobi", "KEN")


def test_a_visit_takes_place_at_the_host(tell: Tell) -> None:
    place = tell("The Chadian president visited Tripoli on Monday.").one("CONSULT").place
    assert place is not None
    assert (place.name, place.country) == ("Tripoli", "LBY")


def test_an_event_without_a_place_has_none(tell: Tell) -> None:
    assert tell("Kenya condemned Somalia.").one("ACCUSE").place is None


@pytest.mark.parametrize("subject", ["fisheries", "the border"])
def test_a_place_behind_the_subject_of_a_treaty_is_where_it_was_signed(tell: Tell, subject: str) -> None:
    place = tell(f"Peru and Chile signed an agreement on {subject} in Lima on 5 March 2003.").one("SUPPORT").place
    assert place is not None
    assert place.name == "Lima"
