"""Who says so."""

import pytest

from verbale.record import StatementKind

from .conftest import Tell


def test_reported_speech_is_a_statement(tell: Tell) -> None:
    said = tell("The Sudanese president said that Chad had attacked the town.").said("Chad had attacked")
    assert said.speaker is not None
    assert (said.speaker.country, said.direct, said.kind) == ("SDN", False, "assertion")


def test_an_event_in_reported_speech_hangs_on_the_statement(tell: Tell) -> None:
    told = tell("The Sudanese president said that Chad had attacked the town.")
    assert told.one("ASSAULT").attribution == (told.said("attacked").id,)


def test_an_event_in_the_reports_own_voice_hangs_on_nothing(tell: Tell) -> None:
    assert tell("Chad attacked the town of Kufra.").one("ASSAULT").attribution == ()


def test_a_statement_without_that_is_found(tell: Tell) -> None:
    assert tell("The Libyan minister said Chad would attack Sudan.").said("Chad would attack Sudan").direct is False


def test_quoted_words_are_direct(tell: Tell) -> None:
    said = tell('"We condemn Chad," the Sudanese president said.').said("We condemn Chad")
    assert said.direct
    assert said.content.quote == "We condemn Chad"


def test_the_speaker_may_stand_behind_the_cue(tell: Tell) -> None:
    said = tell('"Chad attacked us on Sunday," said the Sudanese president.').said("attacked us")
    assert said.speaker is not None
    assert said.speaker.office == "president"


def test_the_cue_may_stand_behind_what_is_said(tell: Tell) -> None:
    said = tell("Chad attacked the town, the Sudanese president said.").said("Chad attacked the town")
    assert said.content.quote == "Chad attacked the town"


def test_the_cue_quotes_the_body(tell: Tell) -> None:
    told = tell("The Libyan minister had denied that Chad attacked Sudan.")
    cue = told.said("Chad attacked").cue
    assert cue is not None
    assert told.text[cue.start : cue.end] == cue.text == "had denied"


@pytest.mark.parametrize(
    "text",
    [
        "According to the Sudanese president, Chad attacked the town.",
        "Chad attacked the town, according to the Sudanese president.",
    ],
)
def test_according_to_names_a_speaker(tell: Tell, text: str) -> None:
    said = tell(text).said("Chad attacked the town")
    assert said.speaker is not None
    assert said.speaker.country == "SDN"
    assert said.cue is not None
    assert said.cue.text.lower() == "according to"


def test_a_statement_in_a_statement_has_a_parent(tell: Tell) -> None:
    told = tell("The Libyan minister said that Sudan had denied that its army attacked Chad.")
    inner = told.said("its army attacked Chad")
    outer = told.said("Sudan had denied")
    assert (inner.parent, outer.parent) == (outer.id, None)


def test_an_event_told_at_second_hand_names_both_statements_outermost_first(tell: Tell) -> None:
    told = tell("The Libyan minister said that Sudan had denied that its army attacked Chad.")
    outer, inner = told.said("Sudan had denied"), told.said("its army attacked Chad")
    assert told.one("ASSAULT").attribution == (outer.id, inner.id)


def test_a_quotation_that_goes_on_keeps_its_speaker(tell: Tell) -> None:
    told = tell('"We condemn Chad," the Sudanese president said. "Its army has killed our soldiers."')
    said = told.said("Its army has killed")
    assert said.direct
    assert said.speaker is not None
    assert said.speaker.country == "SDN"


def test_an_event_in_a_quotation_that_goes_on_hangs_on_it(tell: Tell) -> None:
    told = tell('"We condemn Chad," the Sudanese president said. "Its army has killed our soldiers."')
    assert told.one("ASSAULT").attribution == (told.said("Its army has killed").id,)


def test_a_pronoun_speaks_for_its_person(tell: Tell) -> None:
    told = tell("The Sudanese president arrived in Tripoli. He said that Chad had attacked the town.")
    speaker = told.said("Chad had attacked").speaker
    assert speaker is not None
    assert (speaker.text, speaker.country, speaker.office) == ("He", "SDN", "president")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Sudanese minister said that Chad had attacked the town.", "assertion"),
        ("Sudan denied that it had bombed Chad.", "denial"),
        ("Chad alleged that Sudan had armed the rebels.", "allegation"),
        ("The Libyan minister believes that Sudan attacked Chad.", "assessment"),
        ("The Libyan minister predicted that Sudan would attack Chad.", "forecast"),
        ("The Libyan minister said Sudan will attack Chad.", "forecast"),
        ("Chad asked whether Sudan had withdrawn its troops.", "question"),
        ("Sudan threatened to attack Chad.", "threat"),
        ("Sudan announced that it would expel the Chadian ambassador.", "threat"),
    ],
)
def test_a_statement_is_of_the_kind_of_its_cue_and_content(tell: Tell, text: str, kind: StatementKind) -> None:
    assert [s.kind for s in tell(text).statements] == [kind]


@pytest.mark.parametrize("words", ["We will bomb Chad", "Unless Chad leaves, we will bomb its army"])
def test_a_threat_in_the_future_is_of_the_kind_threat(tell: Tell, words: str) -> None:
    assert [s.kind for s in tell(f'"{words}," the Sudanese president said.').statements] == ["threat"]


def test_words_that_only_name_a_feeling_are_no_second_statement(tell: Tell) -> None:
    assert len(tell('"I condemn Serbia," the Croatian president said.').statements) == 1


def test_scare_quotes_are_no_statement(tell: Tell) -> None:
    assert tell('Chad shelled the "capital" of the rebels.').statements == ()


def test_a_question_in_quotation_marks_has_its_asker(tell: Tell) -> None:
    said = tell('"Who bombed Chad?" the Libyan minister asked.').said("Who bombed Chad")
    assert said.kind == "question"
    assert said.speaker is not None
    assert said.speaker.country == "LBY"


def test_a_speaker_nobody_knows_is_still_quoted(tell: Tell) -> None:
    said = tell("A shepherd said that Chad had shelled the village.").said("Chad had shelled")
    assert said.speaker is not None
    assert said.speaker.text == "A shepherd"


def test_a_named_speaker_carries_office_and_country(tell: Tell) -> None:
    said = tell("Kenyan President Mwai Kibaki said that Somalia had closed its border.").said("Somalia had closed")
    assert said.speaker is not None
    assert (said.speaker.person, said.speaker.country) == ("Mwai Kibaki", "KEN")


def test_contents_quote_the_body(tell: Tell) -> None:
    told = tell('In Accra it rained. "We condemn Chad," the president said, and "we shall say so again."')
    assert told.statements
    for said in told.statements:
        assert told.text[said.content.start : said.content.end] == said.content.quote


def test_a_semicolon_parts_what_two_sides_say(tell: Tell) -> None:
    told = tell("Lima said that Ecuador had shelled a village; Quito denied it.")
    assert "Quito" not in told.said("Ecuador had shelled").content.quote


def test_a_paper_that_quotes_somebody_is_not_the_one_who_says_it(tell: Tell) -> None:
    said = tell("Reuters quoted a Somali official as saying that Kenya had attacked the port.").said(
        "Kenya had attacked"
    )
    assert said.speaker is not None
    assert said.speaker.country == "SOM"


def test_whom_one_tells_is_not_the_speaker(tell: Tell) -> None:
    said = tell("The Kenyan president told the BBC that Somalia had attacked his country.").said("Somalia had attacked")
    assert said.speaker is not None
    assert said.speaker.country == "KEN"


def test_a_speaker_is_quoted_with_the_whole_noun_phrase(tell: Tell) -> None:
    said = tell("Aung Min, a retired colonel who now leads the talks, said that Chad had shelled Sudan.").said(
        "shelled"
    )
    assert said.speaker is not None
    assert said.speaker.text == "Aung Min, a retired colonel who now leads the talks"


def test_the_clause_of_the_cue_is_no_part_of_the_speaker(tell: Tell) -> None:
    told = tell("Three miners who said that Chad had shelled the pit were questioned.")
    speaker = told.said("had shelled").speaker
    assert speaker is not None
    assert speaker.text == "Three miners"


@pytest.mark.parametrize(
    ("text", "cue", "words"),
    [
        ("Kenya has repeatedly called for a truce in Sudan.", "has repeatedly called for", "a truce in Sudan"),
        ("The Kenyan minister refused to say whether Chad had fired.", "refused to say", "whether Chad had fired"),
        (
            "The ministry issued a statement saying that the pass was shut.",
            "issued a statement saying",
            "pass was shut",
        ),
        ("Kenya's minister said in a statement that the pass was shut.", "said in a statement", "the pass was shut"),
        ("The Danish premier praised the new ferry.", "praised", "the new ferry"),
        ("Ghana wants to join the bank.", "wants", "to join the bank"),
        ("The Laotian premier called the dam a disaster.", "called", "the dam a disaster"),
        ("Libya urged Chad to withdraw.", "urged", "Chad to withdraw"),
        ("The survey shows a lead for the Greens.", "shows", "a lead for the Greens"),
    ],
)
def test_a_cue_has_its_helping_words_and_what_it_leads_to(tell: Tell, text: str, cue: str, words: str) -> None:
    said = tell(text).said(words)
    assert said.cue is not None
    assert said.cue.text == cue


@pytest.mark.parametrize(
    "text",
    [
        "The Danish premier praised the attack on Chad.",
        "Kenya wants to attack Chad.",
        "Libya supports the attack on Chad.",
    ],
)
def test_what_is_only_praised_or_wanted_is_told_by_the_report(tell: Tell, text: str) -> None:
    told = tell(text)
    assert told.statements
    assert [event.attribution for event in told.events] == [()] * len(told.events)


def test_what_a_speaker_wants_in_reported_words_is_part_of_them(tell: Tell) -> None:
    told = tell("The Kenyan minister said that Libya wants to buy the port.")
    assert [s.cue.text for s in told.statements if s.cue] == ["said"]


def test_what_is_still_to_be_said_has_not_been_said(tell: Tell) -> None:
    assert tell("The Kenyan minister flew to Tripoli to praise the ferry.").statements == ()


def test_a_sentence_that_only_names_the_speaker_belongs_to_the_quotation_before_it(tell: Tell) -> None:
    said = tell('"Who gave Chad the right to shell our town?" asked the Sudanese mayor.').said("the right to shell")
    assert said.speaker is not None
    assert said.speaker.country == "SDN"


def test_an_interview_is_told_in_turns(tell: Tell) -> None:
    told = tell("HALE: Did Chad shell the town?\n\nOKELLO: It did. We counted forty shells.")
    spoken = {s.speaker.text: s.content.quote for s in told.statements if s.speaker}
    assert spoken["OKELLO"].startswith("It did")


def test_a_note_in_capitals_is_no_turn(tell: Tell) -> None:
    assert tell("NOTE: Chad shelled the town.").statements == ()


def test_a_signed_quotation_has_its_signatory(tell: Tell) -> None:
    said = tell("“They shelled us for three days and nobody came.” ― Amina Deby").said("shelled us")
    assert said.speaker is not None
    assert said.speaker.text == "Amina Deby"
    assert said.cue is None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Chad had shelled the town, said aide Marta Ruiz.", "aide Marta Ruiz"),
        ("Omar Deby (L-Faya) said that Sudan had shelled the town.", "Omar Deby (L-Faya)"),
        ("Doctors and nurses said that Chad had shelled the ward.", "Doctors and nurses"),
    ],
)
def test_a_speaker_ends_where_the_noun_phrase_does(tell: Tell, text: str, speaker: str) -> None:
    said = tell(text).said("had shelled")
    assert said.speaker is not None
    assert said.speaker.text == speaker


def test_an_aside_in_mid_sentence_is_no_part_of_what_is_said(tell: Tell) -> None:
    said = tell("The rebels in the eastern hills, Chad reported, had shelled the town.").said("The rebels")
    assert said.speaker is not None
    assert said.speaker.country == "TCD"


def test_a_judgement_on_a_person_is_a_statement_even_by_pronoun(tell: Tell) -> None:
    assert [s.content.quote for s in tell("The Danish premier praised him.").statements] == ["him"]


def test_a_clause_that_only_tells_which_charge_is_not_its_content(tell: Tell) -> None:
    assert tell("A charge that might have stung was dropped.").statements == ()


def test_a_thought_that_a_quotation_lends_to_another_is_part_of_it(tell: Tell) -> None:
    told = tell('"Libya believes that Chad shelled the town," the Sudanese president said.')
    assert [s.speaker.country for s in told.statements if s.speaker] == ["SDN"]


def test_speech_that_a_quotation_reports_is_a_statement_of_its_own(tell: Tell) -> None:
    told = tell('"Libya said that Chad shelled the town," the Sudanese president said.')
    assert {s.speaker.country for s in told.statements if s.speaker} == {"SDN", "LBY"}
