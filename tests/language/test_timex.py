"""Time expressions: spans, types and values on a report published on Wednesday, 12 March 2003."""

import datetime as dt
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.language.timex import find_times, impossible_times
from verbale.reading import Token

PUBLISHED = dt.date(2003, 3, 12)
VALUE = re.compile(
    r"(PAST|PRESENT|FUTURE)_REF"
    r"|P(X|\d+(\.\d+)?)(Y|M|W|D|Q|DE|CE|ML|WE|NI|MO|EV|AF)"
    r"|PT(X|\d+(\.\d+)?)[HMS]|PT\d+H\d+M\d+S"
    r"|\d{1,4}|(\d{4}|XXXX)-(Q[1-4]|H[12]|SP|SU|FA|WI)|\d{4}-W\d\d(-WE)?|XXXX-WXX-[1-7](T\w+)?"
    r"|(\d{4}|XXXX)-(\d\d|XX)(-(\d\d|XX)(T(\d\d(:\d\d)?|MO|AF|EV|NI))?)?"
)

CASES = [
    ("The treaty was signed on 26 Feb. 2003 in Nairobi.", [("26 Feb. 2003", "2003-02-26")]),
    ("The envoy was in Quito on February 26 and 27.", [("February 26", "2003-02-26"), ("27", "2003-02-27")]),
    (
        "It will meet on 5, 6 and 7 April 2004.",
        [("5", "2004-04-05"), ("6", "2004-04-06"), ("7 April 2004", "2004-04-07")],
    ),
    ("The fair ran from 26-27 February.", [("26", "2003-02-26"), ("27 February", "2003-02-27")]),
    ("They met on June 3 and 4, 2001.", [("June 3", "2001-06-03"), ("4, 2001", "2001-06-04")]),
    ("The note is dated 3/12/2003.", [("3/12/2003", "2003-03-12")]),
    ("The note is dated 25/12/2002.", [("25/12/2002", "2002-12-25")]),
    ("The note is dated 05.03.2003.", [("05.03.2003", "2003-03-05")]),
    ("The note is dated 2003-03-12.", [("2003-03-12", "2003-03-12")]),
    ("Wednesday, 12 March 2003 was cold.", [("Wednesday, 12 March 2003", "2003-03-12")]),
    ("The port reopened on the 26th of February.", [("the 26th of February", "2003-02-26")]),
    ("Exports doubled by March 2011.", [("March 2011", "2011-03")]),
    ("It flowered in spring 2004.", [("spring 2004", "2004-SP")]),
    ("The dam burst in the summer of 1998.", [("the summer of 1998", "1998-SU")]),
    ("Growth slowed in the first quarter.", [("the first quarter", "2003-Q1")]),
    ("Growth slowed in the third quarter of last year.", [("the third quarter of last year", "2002-Q3")]),
    ("Output fell in Q3 2002.", [("Q3 2002", "2002-Q3")]),
    ("Output fell in the second half of 2002.", [("the second half of 2002", "2002-H2")]),
    ("Trade grew in the 1990s.", [("the 1990s", "199")]),
    ("Trade grew in the late 1980s.", [("the late 1980s", "198")]),
    ("The base closes in mid-2004.", [("mid-2004", "2004")]),
    ("The border was drawn in the nineteenth century.", [("the nineteenth century", "18")]),
    ("The border was drawn in the 20th century.", [("the 20th century", "19")]),
    ("The expedition of 1957-58 failed.", [("1957", "1957"), ("58", "1958")]),
    ("Troops have been there since 1994.", [("1994", "1994")]),
    ("The talks resumed today.", [("today", "2003-03-12")]),
    ("The talks resumed yesterday.", [("yesterday", "2003-03-11")]),
    ("The talks resume the day after tomorrow.", [("the day after tomorrow", "2003-03-14")]),
    ("The talks resumed last week.", [("last week", "2003-W10")]),
    ("The talks resume next month.", [("next month", "2003-04")]),
    ("The talks resumed this year.", [("this year", "2003")]),
    ("The talks failed last weekend.", [("last weekend", "2003-W10-WE")]),
    ("Rebels shelled the port on Wednesday.", [("Wednesday", "2003-03-12")]),
    ("Rebels shelled the port on Thursday.", [("Thursday", "2003-03-06")]),
    ("The court will rule on Thursday.", [("Thursday", "2003-03-13")]),
    ("The match has been postponed until Saturday.", [("Saturday", "2003-03-15")]),
    ("He left last Wednesday.", [("last Wednesday", "2003-03-05")]),
    ("He will leave next Wednesday.", [("next Wednesday", "2003-03-19")]),
    ("The book is due to be published in May.", [("May", "2003-05")]),
    ("Fighting broke out in May.", [("May", "2002-05")]),
    ("Fighting broke out last June.", [("last June", "2002-06")]),
    ("Fighting eased at the end of February.", [("the end of February", "2003-02")]),
    ("Fighting eased in late February.", [("late February", "2003-02")]),
    ("Fighting eased earlier this month.", [("earlier this month", "2003-03")]),
    ("It must close by the end of the year.", [("the end of the year", "2003")]),
    ("He came on 3 March. Two days later he left.", [("3 March", "2003-03-03"), ("Two days later", "2003-03-05")]),
    ("He came on 3 March. A week earlier he had rung.", [("3 March", "2003-03-03"), ("A week earlier", "2003-W09")]),
    ("He came on 3 March. The next day he left.", [("3 March", "2003-03-03"), ("The next day", "2003-03-04")]),
    ("He came in May 2001. The previous month was calm.", [("May 2001", "2001-05"), ("The previous month", "2001-04")]),
    ("In 1994, war came. In May, a truce held.", [("1994", "1994"), ("May", "1994-05")]),
    ("Two years ago the bridge fell.", [("Two years ago", "2001")]),
    ("Half a year ago the bridge fell.", [("Half a year ago", "2002-09")]),
    ("Many years ago the bridge fell.", [("Many years ago", "PAST_REF")]),
    ("In recent weeks the line has moved.", [("recent weeks", "PXW")]),
    ("In the past two years the line has moved.", [("the past two years", "P2Y")]),
    ("The war lasted three days.", [("three days", "P3D")]),
    ("The war lasted twenty-one days.", [("twenty-one days", "P21D")]),
    ("The war lasted more than two decades.", [("more than two decades", "P2DE")]),
    ("It took two and a half years.", [("two and a half years", "P2.5Y")]),
    ("It took half an hour.", [("half an hour", "PT30M")]),
    ("It could take between 12 and 18 months.", [("12", "P12M"), ("18 months", "P18M")]),
    ("They signed a five-year pact.", [("five-year", "P5Y")]),
    ("He waited for several months.", [("several months", "PXM")]),
    ("Every year the armies train.", [("Every year", "P1Y")]),
    ("Every two weeks the armies train.", [("Every two weeks", "P2W")]),
    ("The bulletin appears biweekly.", [("biweekly", "P2W")]),
    ("The armies train twice a week.", [("twice a week", "P1W")]),
    ("Markets close on Fridays.", [("Fridays", "XXXX-WXX-5")]),
    ("The border is now open.", [("now", "PRESENT_REF")]),
    ("He recently returned.", [("recently", "PAST_REF")]),
    ("In the near future it may close.", [("the near future", "FUTURE_REF")]),
    ("Planes struck at 0800 GMT on Friday.", [("0800 GMT", "2003-03-07T08:00"), ("Friday", "2003-03-07")]),
    ("He spoke at 8 p.m. Tuesday.", [("8 p.m. Tuesday", "2003-03-11T20")]),
    ("He spoke on Sunday night.", [("Sunday night", "2003-03-09TNI")]),
    ("The September 11 attacks were recalled.", [("September 11", "2001-09-11")]),
    ("He stayed until New Year's Eve.", [("New Year's Eve", "2002-12-31")]),
]


def pairs(text, published=PUBLISHED):
    return [(t.text, t.value) for t in find_times(text, None, published)]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0] for c in CASES])
def test_an_expression_has_the_span_and_value_that_timex3_gives_it(text, expected):
    assert pairs(text) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("on 3 March", "DATE"),
        ("at 8 p.m.", "TIME"),
        ("yesterday morning", "TIME"),
        ("for three days", "DURATION"),
        ("every year", "SET"),
        ("on Mondays", "SET"),
        ("now", "DATE"),
    ],
)
def test_types_are_those_of_timex3(text, kind):
    assert [t.type for t in find_times(text, None, PUBLISHED)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 1441 was adopted.",
        "It sent 2000 troops.",
        "The aid cost $2003.",
        "The 22-year-old soldier fled.",
        "Theresa May declined.",
        "May we come in?",
        "They march at dawn.",
        "The fall of the city was near.",
        "The springs of the valley run dry.",
        "The Sunday Times reported it.",
        "The talks followed Bloody Sunday.",
        "It lost a quarter of its fleet.",
        "The second group left.",
        "The vote was 3:1.",
    ],
)
def test_words_that_only_look_like_a_time_are_none(text):
    assert pairs(text) == []


@pytest.mark.parametrize(
    "text", ["February 30", "31 June", "25:61", "2003-13-40", "30 February 2003", "13/32/2003", "29 February 2003"]
)
def test_a_date_no_calendar_has_is_not_a_date_and_is_reported_as_impossible(text):
    sentence = f"It began on {text} in Oslo."
    assert pairs(sentence) == []
    assert [sentence[s.start : s.end] for s in impossible_times(sentence)] == [text]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He left on 26 February.", "XXXX-02-26"),
        ("He left in July.", "XXXX-07"),
        ("He left on Friday.", "XXXX-WXX-5"),
        ("He left yesterday.", None),
        ("He left last week.", None),
        ("He left two years ago.", None),
        ("He left in 1998.", "1998"),
    ],
)
def test_without_a_publication_date_no_year_is_invented(text, value):
    assert [v for _, v in pairs(text, None)] == [value]


def test_what_counts_from_a_date_not_yet_mentioned_has_no_value():
    assert pairs("A week earlier, rebels had shelled the port.") == [("A week earlier", None)]


def test_an_ambiguous_numeric_date_is_not_read_as_one_after_publication():
    assert pairs("The note of 5/3/2003 is lost.", dt.date(2003, 4, 1)) == [("5/3/2003", "2003-03-05")]


def test_29_february_without_a_year_is_that_of_the_last_leap_year():
    assert pairs("It opened on 29 February.") == [("29 February", "2000-02-29")]


def test_a_weekday_beside_a_yearless_date_chooses_the_year():
    assert pairs("It opened on Sunday, 10 February.", dt.date(2003, 3, 12)) == [("Sunday, 10 February", "2002-02-10")]


def word(i, text, start, lemma, xpos, head, dep, *, upos="VERB"):
    return Token(i, text, start, start + len(text), lemma, upos, xpos, "_", head, dep, 0)


def test_with_a_parse_the_verb_over_a_weekday_gives_its_direction():
    text = "Talks open Monday."
    nouns = {"upos": "NOUN"}
    tokens = [
        word(0, "Talks", 0, "talk", "NNS", 1, "nsubj", **nouns),
        word(1, "open", 6, "open", "VBP", 1, "root"),
        word(2, "Monday", 11, "Monday", "NNP", 1, "obl:unmarked", **nouns),
    ]
    past = [tokens[0], word(1, "open", 6, "open", "VBD", 1, "root"), tokens[2]]
    assert [t.value for t in find_times(text, tokens, PUBLISHED)] == ["2003-03-17"]
    assert [t.value for t in find_times(text, past, PUBLISHED)] == ["2003-03-10"]


PIECES = st.sampled_from(
    [
        "the",
        "a",
        "of",
        "in",
        "on",
        "at",
        "from",
        "to",
        "and",
        "or",
        "last",
        "next",
        "this",
        "early",
        "late",
        "end",
        "half",
        "every",
        "ago",
        "later",
        "before",
        "first",
        "2003",
        "1994",
        "26",
        "31",
        "30",
        "99",
        "5",
        "25:61",
        "8:15",
        "February",
        "May",
        "March",
        "Feb.",
        "Monday",
        "Fri",
        "quarter",
        "year",
        "years",
        "day",
        "days",
        "week",
        "decade",
        "1990s",
        "century",
        "spring",
        "fall",
        "noon",
        "p.m.",
        "GMT",
        "now",
        "two",
        "few",
        "several",
        "hundred",
        "-",
        ",",
        ".",
        "'",
        "’",
        "$",
        "3/12/2003",
        "2003-03-12",
        "21st",
        "old",
        "long",
        "talks",
        "Baku",
        "\n\n",
    ]
)


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("He had threatened to leave in March of last year.", "March of last year", "2002-03"),
        ("They fought in January and February 1995.", "January", "1995-01"),
        ("It lasted from November to January 1995.", "November", "1994-11"),
        (
            "They met on 26 February for the first time since 1971. A day later they parted.",
            "A day later",
            "2003-02-27",
        ),
        ("They ceded it under a treaty of 1913. Ten days later it was void.", "Ten days later", None),
        (
            "They met on 3 May 1994. They must leave by 1 June 1994. That night they dined.",
            "That night",
            "1994-05-03TNI",
        ),
        ("They met on 3 May 1994. He slept. He ate. He rose. He left. That night they dined.", "That night", None),
        ("They clashed in June 1994 and again that August.", "that August", "1994-08"),
        ("They met in November 2001 and promised a deal by the end of the year.", "the end of the year", "2001"),
        ("The council adopted resolution 1975 in May 2001.", "1975", "absent"),
        ("The talks nearly failed on the last night.", "last night", "absent"),
        ("At least 800 died in the last days of March 2001.", "the last days of March 2001", "2001-03"),
    ],
)
def test_a_date_counts_from_what_was_told_not_from_a_bound(text, expression, value):
    values = {t.text: t.value for t in find_times(text, None, PUBLISHED)}
    assert values.get(expression, "absent") == value


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=14).map(" ".join), st.none() | st.dates())
def test_spans_quote_the_text_in_order_and_values_are_timex3(text, published):
    end = 0
    for found in find_times(text, None, published):
        assert text[found.start : found.end] == found.text
        assert end <= found.start < found.end
        assert found.value is None or VALUE.fullmatch(found.value), found
        end = found.end


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.none() | st.dates())
def test_any_text_is_read_without_a_crash(text, published):
    for found in find_times(text, None, published):
        assert text[found.start : found.end] == found.text


def test_a_thousand_words_cost_a_few_thousandths_of_a_second():
    text = " ".join(c[0] for c in CASES) * 2  # far denser in times than any report
    find_times(text, None, PUBLISHED)
    begun = time.perf_counter()
    find_times(text, None, PUBLISHED)
    assert time.perf_counter() - begun < 0.25
