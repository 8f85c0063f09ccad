"""What is told as an event, and what only describes, dates or colours another one."""

import pytest

from .conftest import Tell


@pytest.mark.parametrize(
    "text",
    [
        "Peru freed the Chilean nuns jailed in March.",
        "Peru freed three Chilean nuns who had been jailed in March.",
        "Peru rejected the appeal of a Chilean nun convicted by a court in Lima.",
        "Peru condemned rebels fighting in Bolivia.",
    ],
)
def test_a_participle_that_says_which_one_is_meant_is_no_event(tell: Tell, text: str) -> None:
    assert len(tell(text).events) == 1


def test_a_participle_between_commas_tells_news_of_its_own(tell: Tell) -> None:
    assert tell("Serbia, condemned by Denmark, recalled its ambassador.").who("ACCUSE") == (["DNK"], ["SRB"])


def test_what_was_years_ago_only_dates_the_news(tell: Tell) -> None:
    assert tell("Chad reopened its embassy in Cairo seven years after a mob burned it down.").types() == ["SUPPORT"]


def test_a_show_of_support_is_what_another_act_amounts_to(tell: Tell) -> None:
    told = tell("Bolivia recalled its envoy from Lima in a show of support for Ecuador.")
    assert told.types() == ["SANCTION"]


def test_what_somebody_is_accused_of_is_told_in_the_accusation(tell: Tell) -> None:
    told = tell("Poland accused Belarus of shelling a village, expelling priests and jamming signals.")
    assert told.types() == ["ACCUSE"]


def test_what_a_decision_is_about_is_told_in_the_answer_to_it(tell: Tell) -> None:
    assert tell("Kenya defended Uganda's decision to expel the Danish envoy.").types() == ["SUPPORT"]


def test_what_talks_are_about_has_not_happened(tell: Tell) -> None:
    assert tell("Israel and Syria resumed negotiations on an Israeli withdrawal from the Golan.").types() == ["CONSULT"]


def test_the_purpose_of_an_act_that_also_speaks_is_no_event(tell: Tell) -> None:
    told = tell("Norway defended the right of its guards to shoot at Swedish smugglers.")
    assert told.types() == ["SUPPORT"]


def test_what_must_happen_first_is_a_condition(tell: Tell) -> None:
    told = tell("Chad will not withdraw its troops from Niger until the rebels release the hostages.")
    assert told.types() == ["REJECT"]


def test_somebody_freed_is_news_even_where_nobody_is_said_to_free_them(tell: Tell) -> None:
    assert tell("Two Danish nurses were released on Monday.").who("RETREAT") == ([], ["DNK"])


def test_what_shall_be_lifted_has_not_been_lifted(tell: Tell) -> None:
    assert tell("The plan says that the embargo on Chad be lifted in stages.").types() == []


def test_how_an_act_was_done_is_no_second_act(tell: Tell) -> None:
    assert tell("Kenya rejected the Ugandan plan, describing it as a trap.").types() == ["REJECT"]


def test_what_a_weapon_is_believed_to_be_fired_by_describes_it(tell: Tell) -> None:
    assert tell("A shell said to be fired by Syrian rebels killed two Turkish farmers.").types() == ["ASSAULT"]


def test_a_resolution_that_is_vetoed_condemns_nobody(tell: Tell) -> None:
    assert tell("China vetoed a French resolution condemning Sudan.").types() == ["REJECT"]


def test_days_of_unrest_that_date_the_news_are_no_news(tell: Tell) -> None:
    assert tell("Chad closed its embassy in Bangui after three days of civil unrest.").types() == ["SANCTION"]


def test_what_somebody_might_want_is_no_request(tell: Tell) -> None:
    assert tell("Norway might want Sweden to leave.").types() == []


def test_a_blocked_road_is_no_denial_of_the_demand_it_serves(tell: Tell) -> None:
    told = tell("Bolivian miners blocked a bridge to press their demands on the Bolivian government.")
    assert (told.types(), told.who("PROTEST")) == (["PROTEST"], (["BOL"], ["BOL"]))
