"""Which date an event gets, on parses written out here: no model is needed. Published on Wednesday, 12 March 2003."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from verbale.events.dating import Dating, carried_over, date_of, when, year_text
from verbale.events.periods import period
from verbale.language.timex import find_times
from verbale.reading import Reading, Sentence, Timex, Token

PUBLISHED = dt.date(2003, 3, 12)

# Word by word: lemma/part of speech/Penn tag/head/relation.
PARSES = {
    "The minister visited Accra on April 26 and 27.": """
        the/DET/DT/1/det minister/NOUN/NN/2/nsubj visit/VERB/VBD/2/root Accra/PROPN/NNP/2/obj on/ADP/IN/6/case
        April/PROPN/NNP/6/nmod:unmarked 26/NUM/CD/2/obl and/CCONJ/CC/8/cc 27/NUM/CD/6/conj ./PUNCT/./2/punct
    """,
    "Trade recovered at the end of April.": """
        trade/NOUN/NN/1/nsubj recover/VERB/VBD/1/root at/ADP/IN/4/case the/DET/DT/4/det end/NOUN/NN/1/obl
        of/ADP/IN/6/case April/PROPN/NNP/4/nmod ./PUNCT/./1/punct
    """,
    "The envoy said on Friday that rebels attacked the town.": """
        the/DET/DT/1/det envoy/NOUN/NN/2/nsubj say/VERB/VBD/2/root on/ADP/IN/4/case Friday/PROPN/NNP/2/obl
        that/SCONJ/IN/7/mark rebel/NOUN/NNS/7/nsubj attack/VERB/VBD/2/ccomp the/DET/DT/9/det town/NOUN/NN/7/obj
        ./PUNCT/./2/punct
    """,
    "Troops, who seized the bridge on Sunday, shelled the city.": """
        troops/NOUN/NNS/9/nsubj ,/PUNCT/,/3/punct who/PRON/WP/3/nsubj seize/VERB/VBD/0/acl:relcl the/DET/DT/5/det
        bridge/NOUN/NN/3/obj on/ADP/IN/7/case Sunday/PROPN/NNP/3/obl ,/PUNCT/,/0/punct shell/VERB/VBD/9/root
        the/DET/DT/11/det city/NOUN/NN/9/obj ./PUNCT/./9/punct
    """,
    "Talks between the sides were held last week.": """
        talk/NOUN/NNS/5/nsubj:pass between/ADP/IN/3/case the/DET/DT/3/det side/NOUN/NNS/0/nmod be/AUX/VBD/5/aux:pass
        hold/VERB/VBN/5/root last/ADJ/JJ/7/amod week/NOUN/NN/5/obl:unmarked ./PUNCT/./5/punct
    """,
    "The attack was condemned on Friday by the council.": """
        the/DET/DT/1/det attack/NOUN/NN/3/nsubj:pass be/AUX/VBD/3/aux:pass condemn/VERB/VBN/3/root on/ADP/IN/5/case
        Friday/PROPN/NNP/3/obl by/ADP/IN/8/case the/DET/DT/8/det council/NOUN/NN/3/obl:agent ./PUNCT/./3/punct
    """,
    "Friday's attack was condemned.": """
        Friday/PROPN/NNP/2/nmod:poss 's/PART/POS/0/case attack/NOUN/NN/4/nsubj:pass be/AUX/VBD/4/aux:pass
        condemn/VERB/VBN/4/root ./PUNCT/./4/punct
    """,
    "They signed an agreement for 2003.": """
        they/PRON/PRP/1/nsubj sign/VERB/VBD/1/root a/DET/DT/3/det agreement/NOUN/NN/1/obj for/ADP/IN/5/case
        2003/NUM/CD/3/nmod ./PUNCT/./1/punct
    """,
    "They rejected the 2003 budget.": """
        they/PRON/PRP/1/nsubj reject/VERB/VBD/1/root the/DET/DT/4/det 2003/NUM/CD/4/nummod budget/NOUN/NN/1/obj
        ./PUNCT/./1/punct
    """,
    "On Monday the president flew to Oslo and met the king.": """
        on/ADP/IN/1/case Monday/PROPN/NNP/4/obl the/DET/DT/3/det president/NOUN/NN/4/nsubj fly/VERB/VBD/4/root
        to/ADP/IN/6/case Oslo/PROPN/NNP/4/obl and/CCONJ/CC/8/cc meet/VERB/VBD/4/conj the/DET/DT/10/det
        king/NOUN/NN/8/obj ./PUNCT/./4/punct
    """,
    "On Monday the envoy arrived and on Tuesday rebels attacked.": """
        on/ADP/IN/1/case Monday/PROPN/NNP/4/obl the/DET/DT/3/det envoy/NOUN/NN/4/nsubj arrive/VERB/VBD/4/root
        and/CCONJ/CC/9/cc on/ADP/IN/7/case Tuesday/PROPN/NNP/4/obl rebel/NOUN/NNS/9/nsubj attack/VERB/VBD/4/conj
        ./PUNCT/./4/punct
    """,
    "The army protested, closed the border and on Friday recalled its envoy.": """
        the/DET/DT/1/det army/NOUN/NN/2/nsubj protest/VERB/VBD/2/root ,/PUNCT/,/4/punct close/VERB/VBD/2/conj
        the/DET/DT/6/det border/NOUN/NN/4/obj and/CCONJ/CC/10/cc on/ADP/IN/9/case Friday/PROPN/NNP/10/obl
        recall/VERB/VBD/2/conj its/PRON/PRP$/12/nmod:poss envoy/NOUN/NN/10/obj ./PUNCT/./2/punct
    """,
    "Somalia said that its troops would leave on Sunday.": """
        Somalia/PROPN/NNP/1/nsubj say/VERB/VBD/1/root that/SCONJ/IN/6/mark its/PRON/PRP$/4/nmod:poss
        troops/NOUN/NNS/6/nsubj would/AUX/MD/6/aux leave/VERB/VB/1/ccomp on/ADP/IN/8/case Sunday/PROPN/NNP/6/obl
        ./PUNCT/./1/punct
    """,
    "Observers consider that today the party controls the country.": """
        observer/NOUN/NNS/1/nsubj consider/VERB/VBP/1/root that/SCONJ/IN/6/mark today/NOUN/NN/6/obl:unmarked
        the/DET/DT/5/det party/NOUN/NN/6/nsubj control/VERB/VBZ/1/ccomp the/DET/DT/8/det country/NOUN/NN/6/obj
        ./PUNCT/./1/punct
    """,
    "On 2 March men on horses attacked the camp.": """
        on/ADP/IN/1/case 2/NUM/CD/3/nummod March/PROPN/NNP/1/nmod:unmarked man/NOUN/NNS/6/nsubj on/ADP/IN/5/case
        horse/NOUN/NNS/3/nmod attack/VERB/VBD/6/root the/DET/DT/8/det camp/NOUN/NN/6/obj ./PUNCT/./6/punct
    """,
    "A guard, who says he acts alone, stormed the hall on Monday.": """
        a/DET/DT/1/det guard/NOUN/NN/9/nsubj ,/PUNCT/,/4/punct who/PRON/WP/4/nsubj say/VERB/VBZ/1/acl:relcl
        he/PRON/PRP/6/nsubj act/VERB/VBZ/4/ccomp alone/ADV/RB/6/advmod ,/PUNCT/,/1/punct storm/VERB/VBD/9/root
        the/DET/DT/11/det hall/NOUN/NN/9/obj on/ADP/IN/13/case Monday/PROPN/NNP/6/obl ./PUNCT/./9/punct
    """,
    "The leader has threatened on 20 March to close the port.": """
        the/DET/DT/1/det leader/NOUN/NN/3/nsubj have/AUX/VBZ/3/aux threaten/VERB/VBN/3/root on/ADP/IN/5/case
        20/NUM/CD/3/obl March/PROPN/NNP/5/nmod:unmarked to/PART/TO/8/mark close/VERB/VB/3/xcomp the/DET/DT/10/det
        port/NOUN/NN/8/obj ./PUNCT/./3/punct
    """,
    "They signed the accord after two years on Monday.": """
        they/PRON/PRP/1/nsubj sign/VERB/VBD/1/root the/DET/DT/3/det accord/NOUN/NN/1/obj after/ADP/IN/6/case
        two/NUM/CD/6/nummod year/NOUN/NNS/1/obl on/ADP/IN/8/case Monday/PROPN/NNP/1/obl ./PUNCT/./1/punct
    """,
    "Guards have held the island since 1994.": """
        guard/NOUN/NNS/2/nsubj have/AUX/VBP/2/aux hold/VERB/VBN/2/root the/DET/DT/4/det island/NOUN/NN/2/obj
        since/ADP/IN/6/case 1994/NUM/CD/2/obl ./PUNCT/./2/punct
    """,
    "The court sits from Monday to Thursday.": """
        the/DET/DT/1/det court/NOUN/NN/2/nsubj sit/VERB/VBZ/2/root from/ADP/IN/4/case Monday/PROPN/NNP/2/obl
        to/ADP/IN/6/case Thursday/PROPN/NNP/2/obl ./PUNCT/./2/punct
    """,
    "The court will sit from Monday to Thursday.": """
        the/DET/DT/1/det court/NOUN/NN/3/nsubj will/AUX/MD/3/aux sit/VERB/VB/3/root from/ADP/IN/5/case
        Monday/PROPN/NNP/3/obl to/ADP/IN/7/case Thursday/PROPN/NNP/5/nmod ./PUNCT/./3/punct
    """,
    "The truce was signed between 3 and 5 May 1994.": """
        the/DET/DT/1/det truce/NOUN/NN/3/nsubj:pass be/AUX/VBD/3/aux:pass sign/VERB/VBN/3/root between/ADP/IN/5/case
        3/NUM/CD/3/obl and/CCONJ/CC/7/cc 5/NUM/CD/5/conj May/PROPN/NNP/7/nmod:unmarked 1994/NUM/CD/5/nmod:unmarked
        ./PUNCT/./3/punct
    """,
    "He sent envoys in recent years.": """
        he/PRON/PRP/1/nsubj send/VERB/VBD/1/root envoy/NOUN/NNS/1/obj in/ADP/IN/5/case recent/ADJ/JJ/5/amod
        year/NOUN/NNS/1/obl ./PUNCT/./1/punct
    """,
    "The summit is due to take place on 14 April.": """
        the/DET/DT/1/det summit/NOUN/NN/5/nsubj:outer be/AUX/VBZ/5/cop due/ADJ/JJ/5/mark to/PART/TO/3/fixed
        take/VERB/VB/5/root place/NOUN/NN/5/obj on/ADP/IN/8/case 14/NUM/CD/5/obl April/PROPN/NNP/8/nmod:unmarked
        ./PUNCT/./5/punct
    """,
    "On the morning of 5 March gunmen killed two guards.": """
        on/ADP/IN/2/case the/DET/DT/2/det morning/NOUN/NN/7/obl of/ADP/IN/4/case 5/NUM/CD/2/nmod
        March/PROPN/NNP/4/nmod:unmarked gunman/NOUN/NNS/7/nsubj kill/VERB/VBD/7/root two/NUM/CD/9/nummod
        guard/NOUN/NNS/7/obj ./PUNCT/./7/punct
    """,
    "Speaking on Tuesday, the minister accused the rebels.": """
        speak/VERB/VBG/6/advcl on/ADP/IN/2/case Tuesday/PROPN/NNP/0/obl ,/PUNCT/,/0/punct the/DET/DT/5/det
        minister/NOUN/NN/6/nsubj accuse/VERB/VBD/6/root the/DET/DT/8/det rebel/NOUN/NNS/6/obj ./PUNCT/./6/punct
    """,
    "They plan to meet in June.": """
        they/PRON/PRP/1/nsubj plan/VERB/VBP/1/root to/PART/TO/3/mark meet/VERB/VB/1/xcomp in/ADP/IN/5/case
        June/PROPN/NNP/3/obl ./PUNCT/./1/punct
    """,
    "During the visit two accords were signed.": """
        during/ADP/IN/2/case the/DET/DT/2/det visit/NOUN/NN/6/nsubj:pass two/NUM/CD/4/nummod
        accord/NOUN/NNS/6/nsubj:pass be/AUX/VBD/6/aux:pass sign/VERB/VBN/6/root ./PUNCT/./6/punct
    """,
    "They signed a five-year pact.": """
        they/PRON/PRP/1/nsubj sign/VERB/VBD/1/root a/DET/DT/6/det five/NUM/CD/5/nummod -/PUNCT/HYPH/3/punct
        year/NOUN/NN/6/compound pact/NOUN/NN/1/obj ./PUNCT/./1/punct
    """,
    "The king left.": """
        the/DET/DT/1/det king/NOUN/NN/2/nsubj leave/VERB/VBD/2/root ./PUNCT/./2/punct
    """,
    "For 2004, visits and drills are planned.": """
        for/ADP/IN/1/case 2004/NUM/CD/7/obl ,/PUNCT/,/1/punct visit/NOUN/NNS/7/nsubj:pass and/CCONJ/CC/5/cc
        drill/NOUN/NNS/3/conj be/AUX/VBP/7/aux:pass plan/VERB/VBN/7/root ./PUNCT/./7/punct
    """,
    "The talks ended after the visit.": """
        the/DET/DT/1/det talk/NOUN/NNS/2/nsubj end/VERB/VBD/2/root after/ADP/IN/5/case the/DET/DT/5/det
        visit/NOUN/NN/2/obl ./PUNCT/./2/punct
    """,
}


def reading_of(*texts, published=PUBLISHED):
    """One reading of several of the sentences above."""
    text, tokens, sentences = "", [], []
    for n, sentence in enumerate(texts):
        base, first, offset = len(tokens), len(tokens), len(text)
        words = re.finditer(r"'s|[A-Za-z]+|\d+|[^\w\s]", sentence)
        for found, parse in zip(words, PARSES[sentence].split(), strict=True):
            lemma, upos, xpos, head, dep = parse.rsplit("/", 4)
            place = (offset + found.start(), offset + found.end())
            tokens.append(Token(len(tokens), found[0], *place, lemma, upos, xpos, "_", base + int(head), dep, n))
        root = next(t.i for t in tokens[base:] if t.dep == "root")
        sentences.append(Sentence(first, len(tokens), offset, offset + len(sentence), root, 0))
        text += sentence + " "
    children = tuple(tuple(t.i for t in tokens if t.head == i and t.i != i) for i in range(len(tokens)))
    times = find_times(text, tokens, published)
    return Reading(text=text, tokens=tuple(tokens), sentences=tuple(sentences), children=children, times=times)


def at(reading, word, nth=0):
    return [t.i for t in reading.tokens if t.text == word][nth]


def dated(sentence, word, published=PUBLISHED):
    reading = reading_of(sentence, published=published)
    found = date_of(at(reading, word), reading, published)
    return found and (found.start.isoformat(), found.end.isoformat(), found.precision, found.text)


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        (
            "The minister visited Accra on April 26 and 27.",
            "visited",
            ("2002-04-26", "2002-04-27", "range", "April 26 and 27"),
        ),
        (
            "Trade recovered at the end of April.",
            "recovered",
            ("2002-04-21", "2002-04-30", "range", "the end of April"),
        ),
        ("Talks between the sides were held last week.", "Talks", ("2003-03-03", "2003-03-09", "range", "last week")),
        ("Talks between the sides were held last week.", "held", ("2003-03-03", "2003-03-09", "range", "last week")),
        ("Friday's attack was condemned.", "attack", ("2003-03-07", "2003-03-07", "day", "Friday")),
        (
            "The court sits from Monday to Thursday.",
            "sits",
            ("2003-03-17", "2003-03-20", "range", "Monday to Thursday"),
        ),
        (
            "The court will sit from Monday to Thursday.",
            "sit",
            ("2003-03-17", "2003-03-20", "range", "Monday to Thursday"),
        ),
        (
            "The truce was signed between 3 and 5 May 1994.",
            "signed",
            ("1994-05-03", "1994-05-05", "range", "3 and 5 May 1994"),
        ),
        ("The summit is due to take place on 14 April.", "summit", ("2003-04-14", "2003-04-14", "day", "14 April")),
        (
            "On the morning of 5 March gunmen killed two guards.",
            "killed",
            ("2003-03-05", "2003-03-05", "day", "5 March"),
        ),
        ("They plan to meet in June.", "meet", ("2003-06-01", "2003-06-30", "month", "June")),
        ("For 2004, visits and drills are planned.", "visits", ("2004-01-01", "2004-12-31", "year", "2004")),
        ("For 2004, visits and drills are planned.", "drills", ("2004-01-01", "2004-12-31", "year", "2004")),
    ],
)
def test_an_event_takes_the_date_of_its_own_clause(sentence, word, expected):
    assert dated(sentence, word) == expected


def test_verbs_that_share_a_subject_share_a_date_in_front():
    sentence = "On Monday the president flew to Oslo and met the king."
    assert dated(sentence, "flew") == dated(sentence, "met") == ("2003-03-10", "2003-03-10", "day", "Monday")


def test_a_date_behind_and_belongs_to_the_clause_it_opens_wherever_the_parse_hangs_it():
    sentence = "On Monday the envoy arrived and on Tuesday rebels attacked."
    assert dated(sentence, "arrived") == ("2003-03-10", "2003-03-10", "day", "Monday")
    assert dated(sentence, "attacked") == ("2003-03-11", "2003-03-11", "day", "Tuesday")


def test_a_date_inside_a_later_clause_does_not_reach_back():
    sentence = "The army protested, closed the border and on Friday recalled its envoy."
    assert dated(sentence, "recalled") == ("2003-03-07", "2003-03-07", "day", "Friday")
    assert dated(sentence, "protested") is None
    assert dated(sentence, "closed") is None


def test_what_would_happen_on_a_weekday_lies_ahead():
    sentence = "Somalia said that its troops would leave on Sunday."
    assert dated(sentence, "leave") == ("2003-03-16", "2003-03-16", "day", "Sunday")


def test_today_in_an_opinion_is_the_present_age():
    assert dated("Observers consider that today the party controls the country.", "controls") is None


def test_a_date_in_front_is_no_part_of_the_noun_behind_it():
    sentence = "On 2 March men on horses attacked the camp."
    assert dated(sentence, "attacked") == ("2003-03-02", "2003-03-02", "day", "2 March")


def test_a_date_that_a_parse_hangs_across_the_main_verb_is_that_verbs():
    sentence = "A guard, who says he acts alone, stormed the hall on Monday."
    assert dated(sentence, "stormed") == ("2003-03-10", "2003-03-10", "day", "Monday")
    assert dated(sentence, "acts") is None


def test_what_is_told_as_done_is_not_dated_after_publication():
    reading = reading_of("The leader has threatened on 20 March to close the port.")
    ahead = tuple(Timex(t.start, t.end, t.text, t.type, "2003-03-20") for t in reading.times)
    assert date_of(at(reading, "threatened"), replace(reading, times=ahead), PUBLISHED) is None


def test_a_length_of_time_does_not_hide_the_date_beside_it():
    sentence = "They signed the accord after two years on Monday."
    assert dated(sentence, "signed") == ("2003-03-10", "2003-03-10", "day", "Monday")


def test_a_participle_in_front_lends_its_date():
    assert dated("Speaking on Tuesday, the minister accused the rebels.", "accused") == (
        "2003-03-11",
        "2003-03-11",
        "day",
        "Tuesday",
    )


@pytest.mark.parametrize(
    ("sentence", "dated_word", "undated_word"),
    [
        ("The envoy said on Friday that rebels attacked the town.", "said", "attacked"),
        ("Troops, who seized the bridge on Sunday, shelled the city.", "seized", "shelled"),
        ("The attack was condemned on Friday by the council.", "condemned", "attack"),
        ("Friday's attack was condemned.", "attack", "condemned"),
    ],
)
def test_a_date_inside_another_clause_or_act_is_not_the_events(sentence, dated_word, undated_word):
    assert dated(sentence, dated_word) is not None
    assert dated(sentence, undated_word) is None


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Guards have held the island since 1994.", "held"),
        ("He sent envoys in recent years.", "sent"),
        ("They signed an agreement for 2003.", "signed"),
        ("They signed an agreement for 2003.", "agreement"),
        ("They rejected the 2003 budget.", "rejected"),
        ("They signed a five-year pact.", "signed"),
        ("The king left.", "left"),
    ],
)
def test_where_nothing_says_when_the_date_is_null(sentence, word):
    assert dated(sentence, word) is None


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Trade recovered at the end of April.", "recovered"),
        ("Talks between the sides were held last week.", "held"),
        ("The minister visited Accra on April 26 and 27.", "visited"),
    ],
)
def test_without_a_publication_date_a_yearless_date_is_null(sentence, word):
    assert dated(sentence, word, published=None) is None


def test_without_a_publication_date_a_whole_date_still_counts():
    assert dated("The truce was signed between 3 and 5 May 1994.", "signed", published=None) is not None


def test_what_happens_during_a_visit_has_the_date_of_the_visit_named_before():
    reading = reading_of("The minister visited Accra on April 26 and 27.", "During the visit two accords were signed.")
    dating = Dating(reading, PUBLISHED)
    visit = dating(at(reading, "visited"))
    assert visit is not None
    assert dating.own(at(reading, "signed")) is None
    assert dating(at(reading, "signed")) == visit


def test_what_comes_after_a_visit_does_not_take_its_date():
    reading = reading_of("The minister visited Accra on April 26 and 27.", "The talks ended after the visit.")
    visited = at(reading, "visited")
    known = {visited: date_of(visited, reading, PUBLISHED)}
    assert carried_over(at(reading, "ended"), reading, known) is None


def test_an_occasion_nobody_named_before_carries_no_date():
    reading = reading_of("The king left.", "During the visit two accords were signed.")
    left = at(reading, "left")
    known = {left: when([Timex(0, 3, "now", "DATE", "2003-01-01")], reading, PUBLISHED)}
    assert carried_over(at(reading, "signed"), reading, known) is None


def test_the_period_an_agreement_is_for_is_kept_in_the_reports_words():
    reading = reading_of(
        "They signed an agreement for 2003.", "They signed a five-year pact.", "They rejected the 2003 budget."
    )
    assert year_text(at(reading, "agreement"), reading) == "2003"
    assert year_text(at(reading, "pact"), reading) == "five-year"
    assert year_text(at(reading, "budget"), reading) is None


@pytest.mark.parametrize(
    ("value", "text", "start", "end", "precision"),
    [
        ("2003-02-26", "February 26", "2003-02-26", "2003-02-26", "day"),
        ("2003-02-26TNI", "the night", "2003-02-26", "2003-02-26", "day"),
        ("2004-02", "February 2004", "2004-02-01", "2004-02-29", "month"),
        ("2003", "2003", "2003-01-01", "2003-12-31", "year"),
        ("2003-02", "early February", "2003-02-01", "2003-02-10", "range"),
        ("2003-02", "mid-February", "2003-02-11", "2003-02-20", "range"),
        ("2003-02", "late February", "2003-02-21", "2003-02-28", "range"),
        ("2003-02", "the beginning of February", "2003-02-01", "2003-02-10", "range"),
        ("2002", "late 2002", "2002-09-01", "2002-12-31", "range"),
        ("2003-03", "earlier this month", "2003-03-01", "2003-03-12", "range"),
        ("2003", "later this year", "2003-03-12", "2003-12-31", "range"),
        ("2003-W10", "last week", "2003-03-03", "2003-03-09", "range"),
        ("2003-W10-WE", "last weekend", "2003-03-08", "2003-03-09", "range"),
        ("2002-Q4", "the fourth quarter", "2002-10-01", "2002-12-31", "range"),
        ("2002-WI", "last winter", "2002-12-01", "2003-02-28", "range"),
        ("199", "the 1990s", "1990-01-01", "1999-12-31", "range"),
        ("198", "the late 1980s", "1987-01-01", "1989-12-31", "range"),
        ("19", "the 20th century", "1900-01-01", "1999-12-31", "range"),
    ],
)
def test_a_value_covers_first_and_last_day(value, text, start, end, precision):
    assert period(value, text, PUBLISHED) == (dt.date.fromisoformat(start), dt.date.fromisoformat(end), precision)


@pytest.mark.parametrize(
    "value",
    [None, "P3D", "PXW", "PAST_REF", "PRESENT_REF", "XXXX-02-26", "XXXX-WXX-5", "2003-02-30", "0000", "2003-W60"],
)
def test_a_value_without_known_days_has_no_period(value):
    assert period(value, "then", PUBLISHED) is None


VALUES = st.one_of(
    st.dates().map(dt.date.isoformat),
    st.from_regex(r"[12]\d{3}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]|SP|SU|FA|WI|W[0-5]\d(-WE)?))?", fullmatch=True),
    st.from_regex(r"[12]\d{1,2}", fullmatch=True),
)
WORDINGS = st.sampled_from(["then", "early then", "mid-then", "the end of then", "earlier then", "later then"])


@given(VALUES, WORDINGS, st.none() | st.dates())
def test_no_period_ends_before_it_begins(value, text, published):
    found = period(value, text, published)
    assert found is None or found[0] <= found[1]
