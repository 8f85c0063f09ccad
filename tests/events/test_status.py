"""Whether it happened."""

import pytest

from .conftest import Tell


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Chadian troops attacked Libya.", "ASSAULT", "occurred"),
        ("Chadian forces are shelling the Libyan town of Kufra.", "ASSAULT", "ongoing"),
        ("Chad is about to expel the Libyan ambassador.", "SANCTION", "planned"),
        ("Chad would attack Sudan if Libya withdrew.", "ASSAULT", "conditional"),
        ("Chad may attack Sudan.", "ASSAULT", "hypothetical"),
        ("Chad denied attacking Sudan.", "ASSAULT", "denied"),
        ("Chad has not attacked Libya.", "ASSAULT", "negated"),
    ],
)
def test_each_status_has_its_plain_wording(tell: Tell, text: str, kind: str, status: str) -> None:
    assert tell(text).one(kind).status == status  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "Chad did not attack Libya.",
        "Chad has never attacked Libya.",
        "Chad attacked no Libyan village.",
        "No Chadian soldier attacked Libya.",
        "The Chadian army left Sudan without attacking Libya.",
        "Chad said it had not attacked Libya.",
    ],
)
def test_not_no_never_and_without_negate(tell: Tell, text: str) -> None:
    assert tell(text).one("ASSAULT").status == "negated"


def test_neither_nor_negates(tell: Tell) -> None:
    assert tell("Neither Chad nor Sudan attacked Libya.").one("ASSAULT").status == "negated"


def test_a_failure_to_act_is_no_act(tell: Tell) -> None:
    assert tell("Chad failed to release the Libyan pilots.").all("RETREAT")[0].status == "negated"


def test_whoever_refrains_does_not_act(tell: Tell) -> None:
    assert tell("Chad refrained from attacking Libya.").one("ASSAULT").status == "negated"


@pytest.mark.parametrize(
    "words", ["will", "is to", "is about to", "plans to", "decided to", "prepared to", "is expected to", "is going to"]
)
def test_what_lies_ahead_is_planned(tell: Tell, words: str) -> None:
    assert tell(f"The Chadian government {words} expel the Libyan ambassador.").one("SANCTION").status == "planned"


def test_a_plan_told_by_a_noun_is_planned(tell: Tell) -> None:
    told = tell("Chad's plan to expel the Libyan ambassador was published.")
    assert told.one("SANCTION").status == "planned"


def test_having_no_plans_is_no_plan(tell: Tell) -> None:
    assert tell("Chad has no plans to expel the Libyan ambassador.").one("SANCTION").status == "negated"


def test_a_second_verb_shares_the_future(tell: Tell) -> None:
    told = tell("The Chadian premier will visit Kabul and meet the Afghan president.")
    assert [e.status for e in told.events] == ["planned", "planned"]


def test_the_future_of_one_clause_leaves_the_other_alone(tell: Tell) -> None:
    told = tell("Chad attacked Libya, and will not sign a treaty with Sudan.")
    assert told.one("ASSAULT").status == "occurred"


@pytest.mark.parametrize("modal", ["may", "might", "could", "can", "should", "must"])
def test_modals_make_it_hypothetical(tell: Tell, modal: str) -> None:
    assert tell(f"Chad {modal} expel the Libyan ambassador.").one("SANCTION").status == "hypothetical"


@pytest.mark.parametrize("modal", ["may", "might", "could"])
def test_weak_modals_make_it_only_possible(tell: Tell, modal: str) -> None:
    assert tell(f"Chad {modal} expel the Libyan ambassador.").one("SANCTION").certainty == "possible"


def test_would_in_reported_speech_is_a_plan(tell: Tell) -> None:
    assert tell("Libya said that Sudan would bomb Chad.").one("ASSAULT").status == "planned"


def test_would_have_did_not_happen(tell: Tell) -> None:
    told = tell("Had Libya withdrawn, Chad would have released the pilots.")
    assert told.one("RETREAT").status in ("hypothetical", "conditional")


def test_an_act_under_a_condition_is_conditional(tell: Tell) -> None:
    assert tell("If Sudan withdraws, Chad will bomb Libya.").one("ASSAULT").status == "conditional"


def test_what_only_stands_in_an_if_clause_is_no_event(tell: Tell) -> None:
    assert tell("If Libya attacks Chad, Sudan will send troops.").all("ASSAULT") == []


def test_a_denied_visit_is_not_an_occurred_visit(tell: Tell) -> None:
    assert tell("The Chadian president denied having visited Tripoli.").one("CONSULT").status == "denied"


def test_what_is_denied_in_a_clause_is_denied(tell: Tell) -> None:
    assert tell("Chad denied that its army had attacked Sudan.").one("ASSAULT").status == "denied"


def test_denied_reports_deny_what_they_report(tell: Tell) -> None:
    assert tell("Chad denied reports that it had attacked Libya.").one("ASSAULT").status == "denied"


def test_what_somebody_did_not_deny_is_not_denied(tell: Tell) -> None:
    assert tell("Chad did not deny attacking Libya.").one("ASSAULT").status == "occurred"


def test_an_alleged_act_is_only_possible(tell: Tell) -> None:
    event = tell("Chad allegedly attacked Sudan.").one("ASSAULT")
    assert (event.status, event.certainty) == ("occurred", "possible")


def test_an_alleged_noun_is_only_possible(tell: Tell) -> None:
    assert tell("An alleged Chadian attack on Libya killed nobody.").one("ASSAULT").certainty == "possible"


def test_what_is_alleged_in_a_clause_is_only_possible(tell: Tell) -> None:
    assert tell("Chad alleged that Sudan had armed the rebels.").one("AID").certainty == "possible"


def test_what_one_is_accused_of_is_only_possible(tell: Tell) -> None:
    assert tell("Libya accused Chad of bombing Sudan.").one("ASSAULT").certainty == "possible"


@pytest.mark.parametrize("adverb", ["reportedly", "probably"])
def test_hearsay_is_probable(tell: Tell, adverb: str) -> None:
    assert tell(f"Chad {adverb} expelled the Sudanese ambassador.").one("SANCTION").certainty == "probable"


def test_plain_words_are_certain(tell: Tell) -> None:
    assert tell("Chad expelled the Sudanese ambassador.").one("SANCTION").certainty == "certain"


def test_what_is_likely_lies_ahead(tell: Tell) -> None:
    event = tell("Chad is likely to attack Libya.").one("ASSAULT")
    assert (event.status, event.certainty) == ("planned", "probable")


@pytest.mark.parametrize("opening", ["The Libyan minister believes", "The Libyan minister thinks"])
def test_a_past_act_that_somebody_believes_in_is_past(tell: Tell, opening: str) -> None:
    event = tell(f"{opening} that Chad attacked Sudan.").one("ASSAULT")
    assert (event.status, event.certainty) == ("occurred", "probable")


def test_what_seems_to_have_happened_is_past(tell: Tell) -> None:
    assert tell("Chad seems to have attacked Libya.").one("ASSAULT").status == "occurred"


def test_what_is_considered_is_hypothetical(tell: Tell) -> None:
    assert tell("Chad considered expelling the Sudanese ambassador.").one("SANCTION").status == "hypothetical"


def test_what_was_tried_did_not_simply_happen(tell: Tell) -> None:
    assert tell("Chad tried to shell the Libyan town.").one("ASSAULT").status != "occurred"


def test_what_goes_on_is_ongoing(tell: Tell) -> None:
    assert tell("Chad continued to shell the Libyan town.").one("ASSAULT").status == "ongoing"


def test_what_is_asked_is_not_told_as_fact(tell: Tell) -> None:
    assert tell("Was Chad attacked by Libya?").one("ASSAULT").status == "hypothetical"


def test_a_possibility_is_possible(tell: Tell) -> None:
    assert tell("It is possible that Chad attacked Libya.").one("ASSAULT").certainty == "possible"


def test_rumours_make_nothing_certain(tell: Tell) -> None:
    assert tell("Rumours that Chad had attacked Libya spread.").one("ASSAULT").certainty != "certain"


@pytest.mark.parametrize("cue", ["told the BBC", "told reporters", "said", "announced"])
def test_what_somebody_tells_in_the_past_is_told_as_done(tell: Tell, cue: str) -> None:
    assert tell(f"The Kenyan president {cue} that Somalia had attacked Chad.").one("ASSAULT").status == "occurred"


@pytest.mark.parametrize("verb", ["wants", "urged", "told", "expects"])
def test_a_wish_that_another_act_is_itself_done(tell: Tell, verb: str) -> None:
    assert tell(f"Kenya {verb} Somalia to release the pilots.").one("REQUEST").status in ("occurred", "ongoing")


def test_an_accusation_that_is_rejected_was_made(tell: Tell) -> None:
    told = tell("Sudan rejected Chad's accusation that it had armed the rebels.")
    assert [e.status for e in told.all("ACCUSE")] == ["occurred"]


def test_what_a_rejected_accusation_says_is_denied(tell: Tell) -> None:
    assert tell("Sudan rejected Chad's accusation that it had armed the rebels.").one("AID").status == "denied"


def test_what_the_noun_of_a_past_relative_clause_means_decides_nothing(tell: Tell) -> None:
    told = tell("The resolution, which the Security Council adopted on 30 March, pleased Mali.")
    assert told.one("SUPPORT").status == "occurred"


def test_a_passive_infinitive_alone_is_no_plan(tell: Tell) -> None:
    assert tell("The Kenyan envoy was reported to be expelled by Sudan.").one("SANCTION").status != "planned"
