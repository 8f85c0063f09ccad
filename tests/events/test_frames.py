"""What visits, agreements, transfers, debts and land carry beyond who did what to whom."""

import datetime as dt

import pytest

from verbale.frame import Agreement, Obligation, Territory, Transfer, Visit
from verbale.record import Event

from .conftest import Tell


def visit(event: Event) -> Visit:
    assert isinstance(event.frame, Visit)
    return event.frame


def agreement(event: Event) -> Agreement:
    assert isinstance(event.frame, Agreement)
    return event.frame


def transfer(event: Event) -> Transfer:
    assert isinstance(event.frame, Transfer)
    return event.frame


def obligation(event: Event) -> Obligation:
    assert isinstance(event.frame, Obligation)
    return event.frame


def territory(event: Event) -> Territory:
    assert isinstance(event.frame, Territory)
    return event.frame


def test_a_visit_has_a_visitor_and_a_host(tell: Tell) -> None:
    frame = visit(tell("The Kenyan president visited Kampala.").one("CONSULT"))
    assert frame.visitor is not None
    assert frame.host is not None
    assert (frame.visitor.country, frame.host.country) == ("KEN", "UGA")


@pytest.mark.parametrize(
    "text",
    [
        "The Kenyan president visited Kampala with a delegation of business leaders.",
        "The Kenyan president, accompanied by a delegation of business leaders, paid a visit to Uganda.",
    ],
)
def test_a_visit_names_the_delegation(tell: Tell, text: str) -> None:
    assert visit(tell(text).one("CONSULT")).delegation == "delegation of business leaders"


def test_an_arrival_is_a_visit(tell: Tell) -> None:
    frame = visit(tell("The Sudanese president arrived in Tripoli.").one("CONSULT"))
    assert frame.host is not None
    assert frame.host.country == "LBY"


def test_an_agreement_has_its_parties(tell: Tell) -> None:
    frame = agreement(tell("Kenya signed a treaty with Uganda.").one("SUPPORT"))
    assert [p.country for p in frame.parties] == ["KEN", "UGA"]


def test_an_agreement_has_its_day(tell: Tell) -> None:
    event = tell("Peru and Chile signed an agreement on 5 March 2003.").one("SUPPORT")
    assert agreement(event).signed == dt.date(2003, 3, 5)


def test_an_agreement_without_a_day_has_none(tell: Tell) -> None:
    assert agreement(tell("Peru and Chile signed an agreement.").one("SUPPORT")).signed is None


def test_an_agreement_has_its_subject(tell: Tell) -> None:
    assert agreement(tell("Peru and Chile signed an agreement on fisheries.").one("SUPPORT")).subject == "fisheries"


def test_the_noun_before_an_agreement_is_its_subject(tell: Tell) -> None:
    assert agreement(tell("Peru and Chile signed a trade agreement.").one("SUPPORT")).subject == "trade"


@pytest.mark.parametrize("end", ["in Lima", "on 5 March 2003", "in Lima on 5 March 2003"])
def test_the_subject_holds_neither_place_nor_day(tell: Tell, end: str) -> None:
    assert (
        agreement(tell(f"Peru and Chile signed an agreement on fisheries {end}.").one("SUPPORT")).subject == "fisheries"
    )


def test_an_agreement_in_capitals_has_a_title(tell: Tell) -> None:
    event = tell("Peru and Chile signed the Agreement on Border Trade on 5 March 2003.").one("SUPPORT")
    assert agreement(event).title == "Agreement on Border Trade"


def test_a_title_does_not_hold_the_place(tell: Tell) -> None:
    event = tell("Peru and Chile signed the Treaty on Friendship and Cooperation in Lima.").one("SUPPORT")
    assert agreement(event).title == "Treaty on Friendship and Cooperation"


def test_an_agreement_in_small_letters_has_no_title(tell: Tell) -> None:
    assert agreement(tell("Peru and Chile signed an agreement on fisheries.").one("SUPPORT")).title is None


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Peru and Chile signed a five-year agreement.", "five-year"),
        ("Peru and Chile signed a trade agreement for 2003-2005.", "2003-2005"),
    ],
)
def test_an_agreement_says_how_long_it_holds(tell: Tell, text: str, term: str) -> None:
    assert agreement(tell(text).one("SUPPORT")).in_force_for == term


def test_what_an_agreement_provides_for_may_stand_in_the_next_sentence(tell: Tell) -> None:
    text = "Peru and Chile signed an agreement. The agreement provides for joint patrols and the exchange of data."
    assert agreement(tell(text).one("SUPPORT")).provides_for == ("joint patrols", "exchange of data")


def test_a_transfer_has_both_ends_and_its_goods(tell: Tell) -> None:
    frame = transfer(tell("Portugal sold three patrol boats to Angola.").one("COOPERATE"))
    assert frame.supplier is not None
    assert frame.recipient is not None
    assert (frame.supplier.country, frame.recipient.country) == ("PRT", "AGO")
    assert (frame.items, frame.quantity) == ("three patrol boats", 3)


def test_a_quantity_may_be_in_figures(tell: Tell) -> None:
    assert transfer(tell("Portugal delivered 40 tanks to Angola.").one("COOPERATE")).quantity == 40


def test_goods_without_a_number_have_no_quantity(tell: Tell) -> None:
    assert transfer(tell("Portugal delivered tanks to Angola.").one("COOPERATE")).quantity is None


def test_a_transfer_has_its_value(tell: Tell) -> None:
    frame = transfer(tell("Portugal sold three patrol boats to Angola for $12 million.").one("COOPERATE"))
    assert (frame.value, frame.currency) == (12_000_000, "USD")


def test_a_purchase_names_the_supplier_as_actor(tell: Tell) -> None:
    event = tell("Angola bought 20 helicopters worth 30 million euros from Russia.").one("COOPERATE")
    frame = transfer(event)
    assert frame.supplier is not None
    assert (frame.supplier.country, frame.value, frame.currency) == ("RUS", 30_000_000, "EUR")


def test_goods_may_come_from_a_third_place(tell: Tell) -> None:
    frame = transfer(tell("Portugal delivered rifles from Poland to Angola.").one("COOPERATE"))
    assert (frame.from_place, frame.items) == ("Poland", "rifles")


def test_a_place_of_origin_is_not_the_recipient(tell: Tell) -> None:
    event = tell("Portugal delivered rifles taken from Poland to Angola.").one("COOPERATE")
    assert [p.country for p in event.recipients] == ["AGO"]


def test_goods_behind_with_are_goods(tell: Tell) -> None:
    frame = transfer(tell("Russia supplied Angola with 40 tanks.").one("COOPERATE"))
    assert (frame.items, frame.quantity) == ("40 tanks", 40)


def test_a_debt_merely_stated_has_no_type(tell: Tell) -> None:
    event = tell("Angola owes Portugal about $30 million for patrol boats.").one(None)
    assert (event.type, event.score, event.cameo) == (None, None, None)


def test_a_debt_has_debtor_creditor_sum_and_purpose(tell: Tell) -> None:
    frame = obligation(tell("Angola owes Portugal about $30 million for patrol boats.").one(None))
    assert frame.debtor is not None
    assert frame.creditor is not None
    assert (frame.debtor.country, frame.creditor.country) == ("AGO", "PRT")
    assert (frame.amount, frame.currency, frame.approximate) == (30_000_000, "USD", True)
    assert frame.purpose == "patrol boats"


def test_a_debt_in_full_figures_is_not_approximate(tell: Tell) -> None:
    frame = obligation(tell("Angola owes 2 billion euros to Russia.").one(None))
    assert (frame.amount, frame.currency, frame.approximate) == (2_000_000_000, "EUR", False)


def test_a_debt_may_be_told_by_a_noun(tell: Tell) -> None:
    frame = obligation(tell("Angola's debt to Portugal is estimated at $30 million.").one(None))
    assert (frame.amount, frame.approximate) == (30_000_000, True)


def test_no_debt_is_a_debt_of_nothing(tell: Tell) -> None:
    frame = obligation(tell("Angola has no debt to Portugal.").one(None))
    assert (frame.amount, frame.currency) == (0, None)


def test_a_debt_without_a_sum_has_none(tell: Tell) -> None:
    assert obligation(tell("Angola's debt to Portugal is a burden.").one(None)).amount is None


def test_captured_land_has_a_holder(tell: Tell) -> None:
    frame = territory(tell("Ethiopian troops captured the Eritrean town of Assab.").one("ASSAULT"))
    assert frame.holder is not None
    assert frame.holder.country == "ETH"
    assert frame.territory == "Eritrean town of Assab"


def test_occupied_land_is_claimed_by_whose_it_was(tell: Tell) -> None:
    frame = territory(tell("Ethiopia occupies Eritrean territory.").one("COERCE"))
    assert frame.claimant is not None
    assert frame.claimant.country == "ERI"


def test_an_act_without_a_frame_has_none(tell: Tell) -> None:
    assert tell("Kenya condemned Somalia.").one("ACCUSE").frame is None


def test_the_day_an_agreement_comes_into_force_is_not_its_day_of_signing(tell: Tell) -> None:
    told = tell("The agreement between Kenya and Uganda entered into force on 1 May 2003.")
    assert all(agreement(e).signed is None for e in told.events if e.frame)


def test_a_clause_that_only_says_which_land_is_meant_tells_of_nothing(tell: Tell) -> None:
    assert tell("Rebels must leave the districts that Chad occupies.").all("COERCE") == []
    assert tell("Libya wants the strip that Chad occupied in 1987.").one("COERCE").frame
