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


def test_it_may_be_a_party_whose_name_is_a_plural(casting: Casting) -> None:
    cast = casting("Chad signed the deal. The United Nations said it would send observers.")
    assert codes(cast, "it") == [("UN", "IGO")]


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


def test_it_is_no_state_where_a_thing_came_last(casting: Casting) -> None:
    cast = casting("The storm hit Norway on Friday. It killed forty people.")
    assert not [m for m in cast.mentions if m.kind == "pronoun"]


def test_it_that_is_denied_or_welcomed_is_a_thing(casting: Casting) -> None:
    cast = casting("Norway offered a deal. Chile rejected it.")
    assert not [m for m in cast.mentions if m.kind == "pronoun"]


def test_both_countries_are_the_pair_of_the_report_not_a_place_beside_them(casting: Casting) -> None:
    cast = casting(
        "Bolivia and Chile agreed on a border. Bolivian troops will leave the pass. "
        "Ministers flew to Lima, the capital of Peru, on Sunday. Both countries have closed their mines."
    )
    assert [c for c, _ in codes(cast, "Both countries")] == ["BOL", "CHL"]


def test_the_two_sides_of_a_civil_war_are_the_government_and_its_rebels(casting: Casting) -> None:
    cast = casting("Indonesia and the Free Aceh Movement have signed a truce. Both sides have kept it.")
    assert codes(cast, "Both sides") == [("IDN", "GOV"), ("IDN", "REB")]


def test_four_governments_are_the_four_last_named_side_by_side(casting: Casting) -> None:
    cast = casting(
        "Qatar replied after Peru, Chile, Bolivia and Ecuador had met. The four governments were not pleased."
    )
    assert [c for c, _ in codes(cast, "The four governments")] == ["PER", "CHL", "BOL", "ECU"]


def test_some_number_of_governments_is_nobody_in_particular(casting: Casting) -> None:
    cast = casting("Norway and Chile met. Two governments stayed away.")
    assert codes(cast, "Two governments") == [(None, "GOV")]


def test_the_two_men_are_the_two_people_named_together(casting: Casting) -> None:
    cast = casting("President Peter Okoro and Grace Banda signed a truce. The two men shook hands in Rome.")
    assert [p.person for p in parties(cast, "The two men")] == ["Peter Okoro", "Grace Banda"]


def test_a_title_in_the_plural_is_the_title_of_each(casting: Casting) -> None:
    cast = casting("Presidents Mwai Kibaki of Kenya and Paul Kagame of Rwanda signed.")
    assert [(p.name, p.country, p.office) for p in cast.people] == [
        ("Mwai Kibaki", "KEN", "President"), ("Paul Kagame", "RWA", "President"),
    ]  # fmt: skip


def test_an_office_leaves_out_what_only_passes(casting: Casting) -> None:
    cast = casting("Japan's new foreign minister, Hiro Tanaka, arrived.")
    assert [p.office for p in cast.people] == ["foreign minister"]


def test_a_verb_before_a_name_is_no_title(casting: Casting) -> None:
    cast = casting("Peter Okoro refused to press Mr Banda about the dam.")
    assert [p.sector for p in parties(cast, "Mr Banda")] == [None]


def test_the_known_holder_of_an_office_says_whose_secretary_general(casting: Casting) -> None:
    cast = casting("Rwanda kept its troops there. Its Secretary-General, Kofi Annan, will report.", "1999-07-11")
    assert [(p.name, p.country) for p in cast.people] == [("Kofi Annan", "UN")]


def test_a_family_name_that_comes_first_means_the_person(casting: Casting) -> None:
    cast = casting("President Moon Jae-in of South Korea spoke. Moon will visit Oslo.", "2018-04-28")
    assert [p.name for p in cast.people] == ["Moon Jae-in"]


def test_a_counterpart_holds_the_office_of_the_other(casting: Casting) -> None:
    cast = casting("President François Hollande and his Russian counterpart, Vladimir Putin, agreed.", "2015-08-07")
    assert [(p.name, p.office) for p in cast.people] == [
        ("François Hollande", "President"),
        ("Vladimir Putin", "President"),
    ]


def test_a_general_agreement_is_nobody(casting: Casting) -> None:
    assert casting("Norway and Chile signed a General Agreement in Oslo.").people == ()


def test_the_states_of_a_region_are_parties_one_by_one(casting: Casting) -> None:
    cast = casting("The Baltic states protested.")
    assert [c for c, _ in codes(cast, "The Baltic states")] == ["EST", "LVA", "LTU"]


def test_a_sea_that_holds_the_name_of_a_state_is_no_state(casting: Casting) -> None:
    assert casting("The Gulf of Guinea is rich in oil.").mentions == ()


def test_whose_is_the_word_that_the_clause_describes(casting: Casting) -> None:
    cast = casting("Zambia, whose government denied the charge, closed its border with Chad.")
    assert codes(cast, "whose government") == [("ZMB", "GOV")]


def test_the_agency_is_the_organization_of_that_name(casting: Casting) -> None:
    cast = casting("The International Atomic Energy Agency sent a team. The agency asked for samples.")
    assert codes(cast, "The agency") == [("IAEA", "IGO")]


def test_two_states_may_share_the_last_word_of_their_names(casting: Casting) -> None:
    cast = casting("North and South Korea signed a declaration.")
    assert [c for c, _ in codes(cast, "North") + codes(cast, "South Korea")] == ["PRK", "KOR"]


def test_a_number_at_least_is_no_part_of_the_party(casting: Casting) -> None:
    cast = casting("At least 35 people were killed in Chad.")
    assert [p.text for m in cast.mentions if m.kind == "description" for p in m.parties] == ["35 people"]
