"""Sentences that are read wrongly today and what is at fault; each test must fail until its line goes.

A line names a test as pytest prints it, behind the file: `test_name` or `test_name[parameters]`; a bare name
stands for all its parameters.
"""

FAULTS = {
    "test_a_place_of_origin_is_not_the_recipient": "“to” hangs on the place of origin",
    "test_goods_behind_with_are_goods": "goods behind “with” are not read",
    "test_words_that_only_name_a_feeling_are_no_second_statement": "a cue that is itself quoted takes quoted words",
    "test_whoever_refrains_does_not_act": "“from” and a gerund are no complement",
    "test_a_name_that_only_looks_like_a_party_is_none": "the adjective inside “Indian Ocean” names a party",
    "test_freed_is_the_past_of_free": "“freed” gets the lemma “fre”",
    "test_a_quoted_question_is_no_request": "“asked” behind a quoted question is taken for a request",
    "test_a_place_behind_the_subject_of_a_treaty_is_where_it_was_signed[fisheries]": "the place hangs on the subject",
}
