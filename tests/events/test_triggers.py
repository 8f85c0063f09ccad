"""Which words tell of an event."""

import pytest

from .conftest import Tell


def test_a_verb_tells_of_an_event(tell: Tell) -> None:
    assert tell("Bolivian police arrested two Peruvian smugglers.").one("COERCE").mode == "arrest"


def test_a_noun_tells_of_an_event(tell: Tell) -> None:
    assert tell("Denmark's condemnation of the Serbian raid was swift.").who("ACCUSE") == (["DNK"], ["SRB"])


def test_a_light_verb_and_its_noun_are_one_event(tell: Tell) -> None:
    assert tell("Zambia launched an attack on Namibia.").types() == ["ASSAULT"]


def test_the_noun_under_a_light_verb_gives_the_mode(tell: Tell) -> None:
    assert tell("Zambia launched an air strike on Namibia.").one("ASSAULT").mode == "heavy-weapons"


def test_a_light_verb_may_have_a_particle(tell: Tell) -> None:
    assert tell("Kenya carried out an attack on Somalia.").who("ASSAULT") == (["KEN"], ["SOM"])


def test_a_particle_may_stand_before_the_object(tell: Tell) -> None:
    assert tell("Uganda pulled out its troops.").one("RETREAT").mode == "withdraw"


def test_a_particle_may_stand_behind_the_object(tell: Tell) -> None:
    assert tell("Uganda pulled its troops out of Congo.").one("RETREAT").mode == "withdraw"


def test_a_particle_read_as_a_preposition_is_a_particle(tell: Tell) -> None:
    assert tell("Somali rebels laid down their arms.").one("RETREAT").mode == "disarm"


def test_what_a_verb_stands_with_decides_what_it_tells(tell: Tell) -> None:
    assert tell("Kenya broke off talks with Somalia.").one("SANCTION").mode == "withdraw"
    assert tell("Kenya broke off relations with Somalia.").one("SANCTION").mode == "sever"


def test_a_verb_over_the_wrong_object_tells_nothing(tell: Tell) -> None:
    assert tell("Two million Kenyans visited the website.").types() == []


def test_a_noun_inside_a_name_tells_nothing(tell: Tell) -> None:
    assert tell("Kenyan officials praised Strike magazine.").all("PROTEST") == []


def test_coordinated_verbs_are_an_event_each(tell: Tell) -> None:
    told = tell("Kenya severed relations with Somalia on Monday and closed its border.")
    assert told.types() == ["SANCTION", "COERCE"]


def test_an_operator_swallows_the_act_below_it(tell: Tell) -> None:
    assert tell("Chile agreed to send doctors to Haiti.").types() == ["AGREE"]


@pytest.mark.parametrize(
    ("text", "kind", "cameo"),
    [
        ("Chile agreed to send doctors to Haiti.", "AGREE", "0333"),
        ("Serbia agreed to hold talks with Denmark.", "AGREE", "036"),
        ("Ecuador refused to extradite the Colombian banker.", "REJECT", "1213"),
        ("Serbia refused to withdraw its troops.", "REJECT", "1246"),
        ("Denmark threatened to impose sanctions on Serbia.", "THREATEN", "1312"),
        ("Kenya demanded that Somalia release the pilots.", "REQUEST", "1053"),
        ("Norway urged Sudan to release the prisoners.", "REQUEST", "0253"),
    ],
)
def test_what_an_operator_swallows_decides_its_code(tell: Tell, text: str, kind: str, cameo: str) -> None:
    assert tell(text).one(kind).cameo == cameo  # type: ignore[arg-type]


def test_an_operator_swallows_a_noun_too(tell: Tell) -> None:
    told = tell("Denmark demanded the withdrawal of Serbian troops.")
    assert told.types() == ["REQUEST"]
    assert told.one("REQUEST").mode == "yield"


def test_a_rejected_demand_is_not_a_second_event(tell: Tell) -> None:
    assert tell("Serbia rejected a Danish demand for an apology.").types() == ["REJECT"]


def test_a_cancelled_visit_is_no_visit(tell: Tell) -> None:
    assert tell("Kenya cancelled a visit to Somalia.").types() == ["REJECT"]


def test_a_name_that_only_looks_like_a_party_is_none(tell: Tell) -> None:
    assert tell("The Indian Ocean was attacked by storms.").types() == []


def test_freed_is_the_past_of_free(tell: Tell) -> None:
    assert tell("Ecuador freed the Peruvian fishermen.").one("RETREAT").mode == "release"


def test_what_somebody_asks_about_is_not_asked_for(tell: Tell) -> None:
    assert tell("Chad asked whether Sudan had withdrawn its troops.").all("REQUEST") == []


def test_a_quoted_question_is_no_request(tell: Tell) -> None:
    assert tell('"Did Sudan bomb Chad?" the Libyan minister asked.').all("REQUEST") == []


def test_an_object_behind_a_particle_is_an_object(tell: Tell) -> None:
    told = tell("Kenya called off its visit to Somalia.")
    assert [(e.type, e.status) for e in told.events if e.status == "occurred"] == [("REJECT", "occurred")]


def test_what_one_warns_against_is_part_of_the_warning(tell: Tell) -> None:
    assert tell("Kenya warned Somalia not to attack its ships.").types() == ["THREATEN"]


def test_an_accusation_dismissed_by_the_accused_is_no_concession(tell: Tell) -> None:
    assert tell("Sudan dismissed the accusation as baseless.").all("CONCEDE") == []


def test_talks_and_what_they_were_about_are_one_event(tell: Tell) -> None:
    text = "The Russian minister met with his Chinese counterpart in Moscow and discussed the Korean crisis."
    assert tell(text).types() == ["CONSULT"]


def test_what_another_is_hoped_to_do_is_no_promise(tell: Tell) -> None:
    assert tell("Kenya hopes that Somalia will release the pilots.").all("AGREE") == []


def test_sport_is_no_violence(tell: Tell) -> None:
    assert tell("Denmark beat Sweden 3-1 in a friendly match.").types() == []


def test_history_that_is_only_celebrated_is_no_event(tell: Tell) -> None:
    assert tell("Denmark celebrated the anniversary of its victory over Sweden.").types() == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Oslo told its allies that Lima would sign the treaty.",
        "Oslo told its allies that Lima had signed the treaty.",
    ],
)
def test_who_tells_what_another_does_asks_for_nothing(tell: Tell, sentence: str) -> None:
    assert tell(sentence).all("REQUEST") == []


def test_who_tells_what_another_must_do_asks_for_it(tell: Tell) -> None:
    assert tell("Oslo told Lima that it must withdraw its troops.").one("REQUEST")
