"""Sentences that are read wrongly today and what is at fault; each test must fail until its line goes.

A line names a test as pytest prints it, behind the file: `test_name` or `test_name[parameters]`; a bare name
stands for all its parameters.
"""

FAULTS = {
    "test_a_place_of_origin_is_not_the_recipient": "“to” hangs on the place of origin",
    "test_goods_behind_with_are_goods": "goods behind “with” are not read",
    "test_the_place_of_an_attack_is_not_its_victim": "the place of the inner noun is a recipient",
    "test_a_border_does_not_tell_whose_rebels_they_are": "“near the Sudanese border” gives rebels a country",
    "test_it_in_a_condition_of_the_speaker_is_the_speaker": "“it” is taken for the nearest state",
    "test_an_accusation_dismissed_by_the_accused_is_no_concession": "“dismiss” is taken for a court's",
    "test_what_another_is_hoped_to_do_is_no_promise": "a hope about another is taken for a promise",
}
