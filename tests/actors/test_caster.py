"""Who is on stage in a report: mentions, whom they stand for, and who is named."""

from verbale.cast import Cast

from .conftest import Casting, codes, parties


def kinds(cast: Cast) -> dict[str, str]:
    return {m.parties[0].text: m.kind for m in cast.mentions}


def test_coordinated_nationalities_make_two_parties_of_one_mention(casting: Casting) -> None:
    cast = casting("The Kenyan and Ugandan armies began a joint exercise.")
    assert codes(cast, "The Kenyan and Ugandan armies") == [("KEN", "MIL"), ("UGA", "MIL")]


def test_coordinated_states_are_mentions_of_their_own(casting: Casting) -> None:
    cast = casting("Norway and Chile signed a treaty.")
    assert codes(cast, "Norway") == [("NOR", None)]
    assert codes(cast, "Chile") == [("CHL", None)]


def test_ministers_of_two_states_are_two_parties(casting: Casting) -> None:
    cast = casting("The foreign ministers of Ghana and Togo met on Friday.")
    assert codes(cast, "The foreign ministers of Ghana and Togo") == [("GHA", "GOV"), ("TGO", "GOV")]


def test_a_capital_acts_as_its_government_but_is_a_place_after_in(casting: Casting) -> None:
    cast = casting("Jakarta rejected the offer. The delegations met in Nairobi.")
    assert codes(cast, "Jakarta") == [("IDN", "GOV")]
    assert kinds(cast)["Jakarta"] == "name"
    assert kinds(cast)["Nairobi"] == "place"
    assert parties(cast, "Nairobi")[0].kind == "place"


def test_a_title_before_a_name_gives_office_and_country(casting: Casting) -> None:
    cast = casting("Zambian Foreign Minister Kalombo Mwansa left Lusaka.")
    found = parties(cast, "Zambian Foreign Minister Kalombo Mwansa")
    assert [(p.person, p.office, p.country, p.sector) for p in found] == [
        ("Kalombo Mwansa", "Foreign Minister", "ZMB", "GOV")
    ]


def test_a_title_in_apposition_is_the_person_it_names(casting: Casting) -> None:
    cast = casting("The Zambian foreign minister, Kalombo Mwansa, left Lusaka.")
    assert [p.person for p in parties(cast, "The Zambian foreign minister")] == ["Kalombo Mwansa"]


def test_a_title_after_a_name_gives_office_and_country(casting: Casting) -> None:
    cast = casting("Kalombo Mwansa, the Zambian foreign minister, left Lusaka on Monday.")
    assert [(p.name, p.country, p.office) for p in cast.people] == [("Kalombo Mwansa", "ZMB", "foreign minister")]


def test_a_long_title_reaches_over_organizations_to_the_name(casting: Casting) -> None:
    cast = casting("Visits by the secretary of the Security Council of Ukraine Oleh Danylenko were planned.")
    assert [(p.name, p.country, p.office) for p in cast.people] == [
        ("Oleh Danylenko", "UKR", "secretary of the Security Council")
    ]


def test_a_surname_alone_means_the_person_introduced_before(casting: Casting) -> None:
    cast = casting("Kenyan Defence Minister Joseph Wanyama visited Accra. Wanyama met traders.")
    assert [(p.person, p.country) for p in parties(cast, "Wanyama")] == [("Joseph Wanyama", "KEN")]
    assert len(cast.people) == 1


def test_two_transliterations_in_one_report_are_one_person(casting: Casting) -> None:
    cast = casting("Tajik minister Rustam Nazriev spoke. Nazriyev added that talks would go on.")
    assert [p.spellings for p in cast.people] == [("Rustam Nazriev", "Nazriyev")]


def test_two_people_of_one_surname_stay_two(casting: Casting) -> None:
    cast = casting("Peter Okoro criticised Grace Okoro on Sunday.")
    assert [p.name for p in cast.people] == ["Peter Okoro", "Grace Okoro"]


def test_he_is_the_minister_of_the_sentence_before(casting: Casting) -> None:
    cast = casting("Kenyan Defence Minister Joseph Wanyama visited Accra. He praised the army.")
    assert [p.person for p in parties(cast, "He")] == ["Joseph Wanyama"]


def test_it_is_the_subject_of_the_sentence_before_not_its_object(casting: Casting) -> None:
    cast = casting("Norway criticised Chile on Friday. It has recalled an envoy.")
    assert codes(cast, "It") == [("NOR", None)]


def test_it_is_not_a_party_named_in_its_own_clause(casting: Casting) -> None:
    cast = casting("Norway criticised the plan. In a letter to Chile, it asked for talks.")
    assert codes(cast, "it") == [("NOR", None)]


def test_an_expletive_it_is_nobody(casting: Casting) -> None:
    cast = casting("Norway objected. It is clear that talks failed.")
    assert not [m for m in cast.mentions if m.kind == "pronoun"]


def test_both_countries_are_the_two_spoken_of(casting: Casting) -> None:
    cast = casting("Norway has signed a treaty with Chile. Both countries will open embassies.")
    assert [c for c, _ in codes(cast, "Both countries")] == ["NOR", "CHL"]


def test_both_countries_stay_unknown_where_nobody_was_named(casting: Casting) -> None:
    assert codes(casting("Both countries will open embassies."), "Both countries") == [(None, None)]


def test_their_takes_up_a_pair(casting: Casting) -> None:
    cast = casting("The Kenyan and Ugandan armies began an exercise. Their ties with Russia grew.")
    assert [c for c, _ in codes(cast, "Their")] == ["KEN", "UGA"]


def test_the_side_of_a_nationality_is_that_state(casting: Casting) -> None:
    assert codes(casting("The Bolivian side rejected the map."), "The Bolivian side") == [("BOL", None)]


def test_a_bare_group_has_a_sector_and_no_country(casting: Casting) -> None:
    assert codes(casting("Rebels attacked a convoy."), "Rebels") == [(None, "REB")]


def test_people_belong_where_their_clause_puts_them(casting: Casting) -> None:
    assert codes(casting("Protesters blocked roads in Bolivia."), "Protesters") == [("BOL", "OPP")]


def test_the_government_is_not_guessed_between_two_states(casting: Casting) -> None:
    cast = casting("Norway and Chile disagreed. The government recalled an envoy.")
    assert codes(cast, "The government") == [(None, "GOV")]


def test_the_government_of_the_only_state_in_focus_is_known(casting: Casting) -> None:
    cast = casting("Bolivia is in turmoil. The government declared an emergency.")
    assert codes(cast, "The government") == [("BOL", "GOV")]


def test_a_body_inside_a_phrase_that_is_no_actor_is_found(casting: Casting) -> None:
    cast = casting("Shells hit Malian army positions.")
    assert codes(cast, "Malian army") == [("MLI", "MIL")]


def test_an_ally_is_not_its_partner(casting: Casting) -> None:
    cast = casting("Norway and its allies sent ships.")
    assert codes(cast, "its allies") == [(None, None)]


def test_forces_withdrawn_from_a_state_are_not_its_own(casting: Casting) -> None:
    cast = casting("Norway announced the withdrawal of troops from Mali.")
    assert ("MLI", "MIL") not in [(p.country, p.sector) for m in cast.mentions for p in m.parties]


def test_one_word_may_name_two_states(casting: Casting) -> None:
    cast = casting("The report praised Norway-Chile trade.")
    assert {c for m in cast.mentions for c in (p.country for p in m.parties)} == {"NOR", "CHL"}


def test_the_innermost_mention_covers_each_word(casting: Casting) -> None:
    cast = casting("Zambian Foreign Minister Kalombo Mwansa left.")
    inner, outer = cast.mentions[cast.at[0]], cast.mentions[cast.at[4]]
    assert (inner.kind, outer.kind) == ("demonym", "name")
    assert outer.first <= inner.first < inner.last <= outer.last


def test_an_empty_report_has_an_empty_cast(casting: Casting) -> None:
    assert casting("").mentions == ()


def test_the_same_report_gives_the_same_cast(casting: Casting) -> None:
    text = "Norway and Chile met. Their ministers said they would sign. Both sides agreed."
    assert casting(text, "2003-03-12") == casting(text, "2003-03-12")
