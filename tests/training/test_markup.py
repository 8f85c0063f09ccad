"""The notation of the annotated sentences."""

import pytest
from training.check import codes, event, mistakes
from training.conversion import row
from training.likeness import nearly_equal
from training.markup import Item, MarkupError, clean, item, items

KNOWN = codes()
VISIT = """wire; Central Asia; 2024-03-05
[a KGZ/GOV|The Kyrgyz foreign minister] {e1 CONSULT/visit a>b diplomatic @p #d|flew} to [@p TJK|Dushanbe] [#d 2024-03-04|on Monday] \
to see [b TJK/GOV|his Tajik colleague].
! e1 visit visitor=a host=b
"""
DENIAL = """communique; West Africa
[c NER/-|Niamey] (s1|denied) <s1 c denial|that [d NER/MIL|its soldiers] had {ASSAULT/firearms d>e denied military|opened fire} on \
[e MLI/CVL|herders]>.
"""


def read(block: str) -> Item:
    return item(1, block)


def test_marks_leave_the_words_between_them_untouched() -> None:
    text, marks = clean("[a PER/-|Lima] {SUPPORT a>b|praised} [b BOL/-|La Paz] (on the lake).")
    assert text == "Lima praised La Paz (on the lake)."
    assert [(m.kind, text[m.start : m.end]) for m in marks] == [
        ("party", "Lima"),
        ("event", "praised"),
        ("party", "La Paz"),
    ]


def test_marks_may_stand_inside_one_another() -> None:
    text, marks = clean("(s1|{ACCUSE/allege a>b|accused}) [b -/CVL|farmers of [@p MWI|Zomba]]")
    assert text == "accused farmers of Zomba"
    assert {m.kind: text[m.start : m.end] for m in marks} == {
        "event": "accused",
        "cue": "accused",
        "party": "farmers of Zomba",
        "place": "Zomba",
    }


@pytest.mark.parametrize("wrong", ["[a PER/-|Lima", "Lima]", "[a PER/- Lima] spoke", "{SUPPORT a>b|} x", "<s1 a|said"])
def test_brackets_that_do_not_match_are_a_mistake(wrong: str) -> None:
    with pytest.raises(MarkupError):
        clean(wrong)


def test_one_bad_item_does_not_hide_the_others() -> None:
    batch = f"== {VISIT}\n== wire; Andes\n[a PER/-|Lima went.\n\n== {DENIAL}"
    assert [isinstance(found, MarkupError) for found in items(batch)] == [False, True, False]


def test_a_visit_becomes_a_row_with_its_frame_date_and_place() -> None:
    found = row(read(VISIT), "t-001", KNOWN, lambda *_: 1.0)
    event = found.events[0]
    assert (event.type, event.mode, event.contexts) == ("CONSULT", "visit", ("diplomatic",))
    assert [(p.text, p.country, p.sector) for p in event.recipients] == [("his Tajik colleague", "TJK", "GOV")]
    assert event.date is not None
    assert event.date.start.isoformat() == "2024-03-04"
    assert event.place is not None
    assert event.place.country == "TJK"
    assert type(event.frame).__name__ == "Visit"
    assert all(found.text[m.start : m.end] == m.text for m in found.mentions)


def test_an_event_inside_what_is_said_is_attributed_to_it() -> None:
    found = row(read(DENIAL), "t-002", KNOWN, lambda *_: 1.0)
    assert found.events[0].attribution == ("s1",)
    assert found.events[0].status == "denied"
    assert found.statements[0].speaker is not None
    assert found.statements[0].speaker.text == "Niamey"
    assert found.statements[0].cue is not None
    assert found.statements[0].cue.text == "denied"


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("[a XQZ/GOV|He] {SUPPORT a>b|praised} [b PER/-|Lima]", "unknown country"),
        ("[a PER/KING|He] {SUPPORT a>b|praised} [b PER/-|Lima]", "unknown sector"),
        ("[a PER/-|Lima] {SUPPORT/visit a>b|praised} [b BOL/-|La Paz]", "no mode"),
        ("[a PER/-|Lima] {PRAISE a>b|praised} [b BOL/-|La Paz]", "unknown event type"),
        ("[a PER/-|Lima] {SUPPORT a>c|praised} [b BOL/-|La Paz]", "no party 'c'"),
        ("[a PER/-|Lima] {SUPPORT a>b perhaps|praised} [b BOL/-|La Paz]", "no status"),
        ("[a PER/-|Lima] (s1|said) so", "no content"),
        ("[a PER/-|Lima] <s1 z|left>", "no party 'z'"),
        ("[a PER/-|Lima] {SUPPORT a>b #d|praised} [b BOL/-|La Paz] [#d 5 May|then]", "no ISO date"),
    ],
)
def test_the_checker_names_each_kind_of_mistake(wrong: str, why: str) -> None:
    said = " ".join(mistakes(read(f"wire; Andes\n{wrong}."), KNOWN))
    assert why in said


def test_a_right_item_has_no_mistakes() -> None:
    assert not [*mistakes(read(VISIT), KNOWN), *mistakes(read(DENIAL), KNOWN)]


def test_a_frame_must_quote_the_text() -> None:
    wrong = VISIT.replace("visitor=a", 'delegation="forty men"')
    assert "is not in the text" in " ".join(mistakes(read(wrong), KNOWN))


def test_the_pair_says_who_acts_on_whom() -> None:
    marks = list(clean("{ASSAULT a+c>b|x} {CONSULT a=b=c|y} {ASSAULT >b|z}")[1])
    found = [event(m, KNOWN) for m in marks]
    assert [(e.actors, e.recipients, e.reciprocal) for e in found] == [
        (("a", "c"), ("b",), False),
        (("a", "b", "c"), (), True),
        ((), ("b",), False),
    ]


def test_texts_that_repeat_each_other_are_found() -> None:
    twice = "the harbour master of the old town closed the northern gate before dawn"
    assert list(
        nearly_equal(
            [("one", twice), ("two", twice + " on Monday"), ("three", "a quite different sentence stands here")]
        )
    ) == ["two nearly repeats one"]
