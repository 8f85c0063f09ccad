"""Sentences that are read wrongly today and what is at fault; each test must fail until its line goes.

A line names a test as pytest prints it, behind the file: `test_name` or `test_name[parameters]`; a bare name
stands for all its parameters.
"""

FAULTS = {
    "test_a_place_of_origin_is_not_the_recipient": "“to” hangs on the place of origin",
    "test_goods_behind_with_are_goods": "goods behind “with” are not read",
    "test_words_that_only_name_a_feeling_are_no_second_statement": "a cue that is itself quoted takes quoted words",
    "test_whoever_refrains_does_not_act": "“from” and a gerund are no complement",
    "test_freed_is_the_past_of_free": "“freed” gets the lemma “fre”",
    "test_a_quoted_question_is_no_request": "“asked” behind a quoted question is taken for a request",
    "test_presidents_of_three_countries_are_three": "the mention ends at the second country",
    "test_whoever_protests_at_an_arrest_made_no_arrest": "the subject of the clause is taken to have made the arrest",
    "test_the_place_of_an_attack_is_not_its_victim": "the place of the inner noun is a recipient",
    "test_a_border_does_not_tell_whose_rebels_they_are": "“near the Sudanese border” gives rebels a country",
    "test_it_in_a_condition_of_the_speaker_is_the_speaker": "“it” is taken for the nearest state",
    "test_the_day_an_agreement_comes_into_force_is_not_its_day_of_signing": "any day is taken for that of signing",
    "test_a_paper_that_quotes_somebody_is_not_the_one_who_says_it": "“quote X as saying” is not read",
    "test_what_somebody_tells_in_the_past_is_told_as_done[told the BBC]": "“tell” is taken for an order",
    "test_what_somebody_tells_in_the_past_is_told_as_done[told reporters]": "“tell” is taken for an order",
    "test_a_wish_that_another_act_is_itself_done[wants]": "a wish about another is taken for a plan",
    "test_a_wish_that_another_act_is_itself_done[expects]": "a wish about another is taken for a plan",
    "test_an_accusation_that_is_rejected_was_made": "the accusing is denied, not what it says",
    "test_an_object_behind_a_particle_is_an_object": "an object read as oblique is not found",
    "test_what_one_warns_against_is_part_of_the_warning": "a warning does not swallow its infinitive",
    "test_an_accusation_dismissed_by_the_accused_is_no_concession": "“dismiss” is taken for a court's",
    "test_talks_and_what_they_were_about_are_one_event": "“discussed” stays an event without a second side",
    "test_what_another_is_hoped_to_do_is_no_promise": "a hope about another is taken for a promise",
    "test_a_list_set_before_its_clause_is_its_subject": "only the last of a dislocated list is found",
}
