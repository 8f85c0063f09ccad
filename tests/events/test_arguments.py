"""Who acts on whom."""

import pytest

from verbale.frame import Visit

from .conftest import Tell
from .told import codes


def test_subject_and_object_are_actor_and_recipient(tell: Tell) -> None:
    assert tell("Japan criticised China.").who("ACCUSE") == (["JPN"], ["CHN"])


def test_an_actor_may_stand_without_a_recipient(tell: Tell) -> None:
    assert tell("Kenya mobilised its army.").who("MOBILIZE") == (["KEN"], [])


def test_coordinated_subjects_all_act(tell: Tell) -> None:
    assert tell("France and Germany condemned Serbia.").who("ACCUSE") == (["FRA", "DEU"], ["SRB"])


def test_coordinated_objects_are_all_recipients(tell: Tell) -> None:
    assert tell("France condemned Serbia and Croatia.").who("ACCUSE") == (["FRA"], ["SRB", "HRV"])


def test_coordinated_adjectives_name_a_party_each(tell: Tell) -> None:
    told = tell("Kenyan police arrested Somali and Sudanese smugglers.")
    assert told.who("COERCE") == (["KEN"], ["SOM", "SDN"])


def test_talks_between_parties_have_actors_only(tell: Tell) -> None:
    assert tell("Talks between Chad and Sudan began in Tripoli.").who("CONSULT") == (["TCD", "SDN"], [])


def test_parties_who_sign_together_are_all_actors(tell: Tell) -> None:
    assert tell("Kenya and Uganda signed a treaty.").who("SUPPORT") == (["KEN", "UGA"], [])


def test_ministers_of_two_countries_who_meet_are_all_actors(tell: Tell) -> None:
    assert tell("The foreign ministers of Kenya and Uganda met in Nairobi.").who("CONSULT") == (["KEN", "UGA"], [])


def test_the_parties_to_a_treaty_between_them_sign_it(tell: Tell) -> None:
    assert tell("A treaty between Kenya and Uganda was signed in Nairobi.").who("SUPPORT") == (["KEN", "UGA"], [])


def test_whom_one_meets_with_is_the_recipient(tell: Tell) -> None:
    told = tell("The Kenyan president met with the Ugandan prime minister in Kampala.")
    assert told.who("CONSULT") == (["KEN"], ["UGA"])


def test_a_counterpart_is_of_the_country_of_its_adjective(tell: Tell) -> None:
    assert tell("The Kenyan foreign minister met with his Ugandan counterpart.").who("CONSULT") == (["KEN"], ["UGA"])


def test_where_a_meeting_took_place_is_no_party_to_it(tell: Tell) -> None:
    assert tell("The presidents of Chile and Peru held talks in Santiago.").who("CONSULT") == (["CHL", "PER"], [])


def test_a_thing_lends_the_party_in_its_adjective(tell: Tell) -> None:
    assert tell("Chad criticised the Israeli decision.").who("ACCUSE") == (["TCD"], ["ISR"])


def test_a_thing_lends_the_party_that_owns_it(tell: Tell) -> None:
    assert tell("Chad rejected Libya's proposal.").who("REJECT") == (["TCD"], ["LBY"])


def test_an_office_holder_acts_for_the_country(tell: Tell) -> None:
    event = tell("President Mwai Kibaki of Kenya condemned Somalia.").one("ACCUSE")
    assert [(p.country, p.sector, p.person) for p in event.actors] == [("KEN", "GOV", "Mwai Kibaki")]


def test_an_army_is_the_military_of_its_country(tell: Tell) -> None:
    event = tell("The army of Kenya attacked Somalia.").one("ASSAULT")
    assert [(p.country, p.sector) for p in event.actors] == [("KEN", "MIL")]


def test_organizations_are_parties(tell: Tell) -> None:
    assert tell("NATO and the UN condemned Serbia.").who("ACCUSE") == (["NATO", "UN"], ["SRB"])


def test_we_in_a_quotation_is_the_speakers_side(tell: Tell) -> None:
    event = tell('"We reject the Ethiopian proposal," the Eritrean foreign minister said.').one("REJECT")
    assert codes(event.actors) == ["ERI"]
    assert event.actors[0].office is None


def test_i_in_a_quotation_is_the_speaker(tell: Tell) -> None:
    event = tell('"I condemn Serbia," the Croatian president said.').one("ACCUSE")
    assert [(p.country, p.office) for p in event.actors] == [("HRV", "president")]


def test_us_in_a_quotation_is_the_speakers_side(tell: Tell) -> None:
    assert tell('"Chad attacked us on Sunday," said the Sudanese president.').who("ASSAULT") == (["TCD"], ["SDN"])


def test_what_is_ours_in_a_quotation_is_the_speakers(tell: Tell) -> None:
    assert tell('"Chad killed our soldiers," said the Sudanese president.').who("ASSAULT") == (["TCD"], ["SDN"])


def test_the_instrument_of_an_act_is_no_recipient(tell: Tell) -> None:
    assert tell("Kenya attacked Somalia with rockets.").who("ASSAULT") == (["KEN"], ["SOM"])


def test_nobody_sits_on_both_sides(tell: Tell) -> None:
    assert tell("Kenya put its army on alert.").who("MOBILIZE") == (["KEN"], [])


def test_its_ambassador_is_that_of_the_country_that_is_hit(tell: Tell) -> None:
    assert tell("Kenya condemned Somalia and expelled its ambassador.").who("SANCTION") == (["KEN"], ["SOM"])


@pytest.mark.parametrize(
    "text",
    [
        "According to the Sudanese president, Chad attacked the town.",
        "Chad attacked the town on Sunday, according to the Sudanese army.",
    ],
)
def test_whoever_only_tells_of_an_act_is_no_recipient_of_it(tell: Tell, text: str) -> None:
    actors, recipients = tell(text).who("ASSAULT")
    assert actors == ["TCD"]
    assert "SDN" not in recipients


def test_nameless_police_are_of_the_country_they_act_in(tell: Tell) -> None:
    event = tell("Workers went on strike in Lima.").one("PROTEST")
    assert codes(event.actors) == ["PER"]


def test_an_act_of_nobody_known_is_no_event(tell: Tell) -> None:
    assert tell("The letter condemned the idea.").types() == []


def test_the_object_that_goes_over_is_not_the_recipient(tell: Tell) -> None:
    told = tell("Portugal sold Angola three patrol boats.")
    assert told.who("COOPERATE") == (["PRT"], ["AGO"])


def test_a_mediator_acts_on_both_sides(tell: Tell) -> None:
    assert tell("Norway mediated between Kenya and Somalia.").who("CONSULT") == (["NOR"], ["KEN", "SOM"])


def test_evidence_quotes_the_body(tell: Tell) -> None:
    told = tell("In Accra it rained. Botswana expelled the Zambian ambassador, and the talks ended.")
    evidence = told.one("SANCTION").evidence
    assert told.text[evidence.start : evidence.end] == evidence.quote == "Botswana expelled the Zambian ambassador"


def test_parties_quote_the_body(tell: Tell) -> None:
    told = tell("The Kenyan president met with the Ugandan prime minister in Kampala.")
    event = told.one("CONSULT")
    for party in (*event.actors, *event.recipients):
        assert told.text[party.start : party.end] == party.text


def test_presidents_of_three_countries_are_three(tell: Tell) -> None:
    assert tell("The presidents of Kenya, Uganda and Tanzania met in Nairobi.").who("CONSULT")[0] == [
        "KEN",
        "UGA",
        "TZA",
    ]


def test_the_office_of_a_president_does_not_run_into_the_verb(tell: Tell) -> None:
    event = tell("The president of Kenya accused Somalia of smuggling.").one("ACCUSE")
    assert [(p.text, p.office) for p in event.actors] == [("The president of Kenya", "president")]


def test_whoever_protests_at_an_arrest_made_no_arrest(tell: Tell) -> None:
    told = tell("Kenya lodged a protest with Somalia over the arrest of two fishermen.")
    assert told.who("ACCUSE") == (["KEN"], ["SOM"])
    assert all("KEN" not in codes(e.actors) for e in told.all("COERCE"))


def test_the_place_of_an_attack_is_not_its_victim(tell: Tell) -> None:
    event = tell("Three people were killed in a bomb attack in Mogadishu.").one("ASSAULT")
    assert [p.text for p in event.recipients] == ["Three people"]


def test_a_border_does_not_tell_whose_rebels_they_are(tell: Tell) -> None:
    event = tell("Chadian forces attacked rebel positions near the Sudanese border.").one("ASSAULT")
    assert codes(event.recipients) == [None]


def test_a_pronoun_acts_for_whom_it_stands(tell: Tell) -> None:
    told = tell("Kenyan troops crossed the Somali border on Sunday. They shelled three villages.")
    assert [(p.text, p.country, p.sector) for p in told.all("ASSAULT")[-1].actors] == [("They", "KEN", "MIL")]


def test_those_who_say_it_are_meant_by_it(tell: Tell) -> None:
    told = tell("Chad's army said it had killed 40 Sudanese rebels.")
    assert told.who("ASSAULT") == (["TCD"], ["SDN"])


def test_his_country_is_the_speakers(tell: Tell) -> None:
    told = tell("The Kenyan president told the BBC that Somalia had attacked his country.")
    assert told.who("ASSAULT") == (["SOM"], ["KEN"])


def test_it_in_a_condition_of_the_speaker_is_the_speaker(tell: Tell) -> None:
    told = tell("Kenya said that, if Somalia did not release the pilots, it would close the border.")
    assert told.who("THREATEN")[0] == ["KEN"]


def test_the_subject_of_the_next_clause_is_no_recipient(tell: Tell) -> None:
    told = tell("Ghana has frozen 270 million dollars in loans, Venezuela has stopped shipping oil.")
    assert "VEN" not in told.who("SANCTION")[1]


def test_who_wants_to_do_something_does_it(tell: Tell) -> None:
    assert tell("Kenya wants to arrest the Somali smugglers.").who("COERCE") == (["KEN"], ["SOM"])


def test_a_list_of_parties_in_a_complement_is_taken_whole(tell: Tell) -> None:
    told = tell("The militia threatened to send suicide bombers to Kenya and Uganda.")
    assert told.who("THREATEN")[1] == ["KEN", "UGA"]


def test_whoever_issues_a_text_speaks_in_it(tell: Tell) -> None:
    assert tell("Norway issued a statement condemning Iran.").who("ACCUSE") == (["NOR"], ["IRN"])


def test_the_object_of_the_verb_that_lends_its_subject_is_the_other_side(tell: Tell) -> None:
    assert tell("Colombian guerrillas engaged Peruvian marines in a gun battle.").who("ASSAULT") == (["COL"], ["PER"])


def test_whoever_hastens_a_withdrawal_of_forces_withdraws_them(tell: Tell) -> None:
    assert tell("Turkey hastened the pullout of several units from Iraq.").who("RETREAT") == (["TUR"], ["IRQ"])


def test_a_party_coordinated_to_the_last_word_of_a_name_counts(tell: Tell) -> None:
    told = tell(
        "Kenyan leader Mwai Kibaki and Ugandan President Yoweri Museveni on Friday initialled a railway accord."
    )
    assert told.who("SUPPORT") == (["KEN", "UGA"], [])


def test_a_host_acts_and_the_visitor_is_the_visitor(tell: Tell) -> None:
    visit = tell("The Danish prime minister hosted the Polish president on Monday.").one("CONSULT")
    assert (visit.actors[0].country, visit.recipients[0].country) == ("DNK", "POL")
    assert isinstance(visit.frame, Visit)
    assert visit.frame.visitor is not None and visit.frame.visitor.country == "POL"


def test_whoever_attacked_killed_although_the_victim_is_the_subject(tell: Tell) -> None:
    told = tell("A village was shelled by Kenyan soldiers, killing six Somali herders.")
    assert [[p.country for p in e.actors] for e in told.events] == [["KEN"]] * len(told.events)


def test_forces_loyal_to_somebody_are_of_his_country(tell: Tell) -> None:
    told = tell("Troops loyal to the Ivorian president arrested two Malian drivers.")
    assert told.who("COERCE") == (["CIV"], ["MLI"])


def test_rioters_abroad_riot_against_the_country_they_are_in(tell: Tell) -> None:
    assert tell("Chadian migrants rioted at a camp in Libya.").who("PROTEST") == (["TCD"], ["LBY"])


def test_an_opposition_is_at_home_where_the_act_it_agrees_on_takes_place(tell: Tell) -> None:
    told = tell("The opposition coalition agreed to call off the march in Lima.")
    assert [p.country for p in told.one("AGREE").actors] == ["PER"]


@pytest.mark.parametrize("joint", ["along with", "together with"])
def test_whoever_is_named_along_with_the_subject_acts_too(tell: Tell, joint: str) -> None:
    assert tell(f"Kenya, {joint} Uganda, condemned Sudan.").who("ACCUSE") == (["KEN", "UGA"], ["SDN"])
    assert tell(f"Kenya pardoned a Sudanese pilot {joint} thirty Ugandan smugglers.").who("CONCEDE")[0] == ["KEN"]


def test_the_name_behind_a_noun_is_who_acts(tell: Tell) -> None:
    assert tell("The rebel group Polisario Front attacked a Moroccan post.").who("ASSAULT") == (["ESH"], ["MAR"])
