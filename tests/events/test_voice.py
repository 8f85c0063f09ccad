"""Who acts, whatever the voice and wherever the subject stands."""

import pytest

from .conftest import Tell


def test_the_by_phrase_of_a_passive_acts(tell: Tell) -> None:
    assert tell("The Zambian ambassador was expelled by Botswana.").who("SANCTION") == (["BWA"], ["ZMB"])


def test_a_passive_without_a_doer_keeps_its_victim(tell: Tell) -> None:
    assert tell("Three Danish nurses were kidnapped on Monday.").who("ASSAULT") == ([], ["DNK"])


def test_a_relative_clause_takes_the_noun_before_it_as_subject(tell: Tell) -> None:
    told = tell("Ecuador, which had expelled the Peruvian consul, condemned Chile.")
    assert told.who("SANCTION") == (["ECU"], ["PER"])
    assert told.who("ACCUSE") == (["ECU"], ["CHL"])


def test_a_relative_clause_takes_the_noun_before_it_as_object(tell: Tell) -> None:
    assert tell("The Peruvian consul, whom Ecuador expelled, returned to Lima.").who("SANCTION") == (["ECU"], ["PER"])


def test_a_participle_behind_a_noun_is_passive(tell: Tell) -> None:
    assert tell("The Peruvian fishermen arrested by Ecuador went home.").who("COERCE") == (["ECU"], ["PER"])


def test_a_participle_between_commas_is_passive(tell: Tell) -> None:
    assert tell("Serbia, condemned by Denmark, recalled its ambassador.").who("ACCUSE") == (["DNK"], ["SRB"])


def test_a_participle_before_the_clause_shares_its_subject(tell: Tell) -> None:
    assert tell("Condemning Serbia, Denmark recalled its ambassador.").who("ACCUSE") == (["DNK"], ["SRB"])


def test_a_passive_participle_before_the_clause_is_done_to_the_subject(tell: Tell) -> None:
    assert tell("Condemned by Denmark, Serbia recalled its ambassador.").who("ACCUSE") == (["DNK"], ["SRB"])


def test_a_second_verb_shares_the_subject(tell: Tell) -> None:
    told = tell("Kenya condemned Somalia and recalled its ambassador from Mogadishu.")
    assert told.who("SANCTION") == (["KEN"], ["SOM"])


def test_two_verbs_share_an_object_behind_the_second(tell: Tell) -> None:
    told = tell("Kenyan forces attacked and captured a Somali town.")
    assert all([a.country for a in e.actors] == ["KEN"] for e in told.events)
    assert all([r.country for r in e.recipients] == ["SOM"] for e in told.events)


@pytest.mark.parametrize("verb", ["urged Sudan to", "called on Sudan to", "asked Sudan to"])
def test_whoever_is_urged_is_the_recipient(tell: Tell, verb: str) -> None:
    assert tell(f"Norway {verb} withdraw its troops from Chad.").who("REQUEST") == (["NOR"], ["SDN"])


def test_whoever_is_helped_does_the_act(tell: Tell) -> None:
    assert tell("Denmark helped Norway to release the hostages.").who("RETREAT")[0] == ["NOR"]


def test_the_subject_of_an_expected_act_is_its_doer(tell: Tell) -> None:
    assert tell("Norway was expected to expel the Sudanese ambassador.").who("SANCTION") == (["NOR"], ["SDN"])


def test_somebody_else_who_is_forced_to_leave_does_not_leave_himself(tell: Tell) -> None:
    told = tell("Denmark forced Norway to withdraw its troops from Iceland.")
    assert told.who("COERCE") == (["DNK"], ["NOR"])


@pytest.mark.parametrize("verb", ["condemned", "signed a treaty with"])
def test_a_list_of_three_acts_together(tell: Tell, verb: str) -> None:
    told = tell(f"Kenya, Uganda and Tanzania {verb} Somalia on Monday.")
    assert [a.country for a in told.events[0].actors] == ["KEN", "UGA", "TZA"]


def test_a_list_set_before_its_clause_is_its_subject(tell: Tell) -> None:
    told = tell("Kenya, Uganda and Tanzania signed a customs agreement on Monday.")
    assert told.who("SUPPORT") == (["KEN", "UGA", "TZA"], [])
