"""Sums of money in text."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.events.money import Money, find_money


def sums(text: str) -> list[tuple[object, str | None]]:
    return [(m.amount, m.currency) for m in find_money(text)]


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("a loan of $12 million", 12e6, "USD"),
        ("a loan of $1.5 billion", 1.5e9, "USD"),
        ("a loan of $3bn", 3e9, "USD"),
        ("a loan of $400,000", 400_000, "USD"),
        ("a loan of US$50m", 50e6, "USD"),
        ("a loan of A$7 million", 7e6, "AUD"),
        ("a loan of €20 million", 20e6, "EUR"),
        ("a loan of £5", 5, "GBP"),
        ("a loan of USD 30 million", 30e6, "USD"),
        ("a loan of 30 million euros", 30e6, "EUR"),
        ("a loan of 2 billion roubles", 2e9, "RUB"),
        ("a loan of 10,000 Swiss francs", 10_000, "CHF"),
        ("a loan of 40 million Canadian dollars", 40e6, "CAD"),
        ("a loan of 40 million US dollars", 40e6, "USD"),
        ("a loan of half a million dollars", 0.5e6, "USD"),
        ("a loan of a million pounds", 1e6, "GBP"),
        ("a loan of seven billion yen", 7e9, "JPY"),
        ("a 300-million-dollar loan", 300e6, "USD"),
        ("loans of 5 million of euros", 5e6, "EUR"),
    ],
)
def test_a_sum_is_read_in_units_of_its_currency(text: str, amount: float, currency: str) -> None:
    assert sums(text) == [(pytest.approx(amount), currency)]


@pytest.mark.parametrize("text", ["five million dinars", "200 pesos", "8,000 krone"])
def test_a_currency_of_several_countries_is_unknown(text: str) -> None:
    assert [currency for _, currency in sums(text)] == [None]


def test_the_adjective_tells_whose_dinar_it_is() -> None:
    assert sums("five million Algerian dinars") == [(5e6, "DZD")]


@pytest.mark.parametrize(
    "words",
    [
        "about",
        "around",
        "some",
        "nearly",
        "almost",
        "roughly",
        "approximately",
        "more than",
        "at least",
        "over",
        "up to",
    ],
)
def test_words_of_estimation_make_a_sum_approximate(words: str) -> None:
    assert [m.approximate for m in find_money(f"The debt is {words} $30 million.")] == [True]


def test_a_plain_sum_is_not_approximate() -> None:
    assert [m.approximate for m in find_money("The debt is $30 million, about which they met.")] == [False]


def test_the_estimate_of_one_sum_leaves_the_next_alone() -> None:
    assert [m.approximate for m in find_money("about $30 million in 2001 and $40 million in 2002")] == [True, False]


def test_all_sums_come_in_text_order() -> None:
    assert sums("30 million euros, $2 million and 4 billion yen") == [(30e6, "EUR"), (2e6, "USD"), (4e9, "JPY")]


@pytest.mark.parametrize(
    "text", ["40 tanks", "in 1998", "5 million people", "the dollar fell", "", "$", "Mark met two men"]
)
def test_what_is_no_sum_is_not_read_as_one(text: str) -> None:
    assert find_money(text) == []


def test_offsets_count_from_the_start_of_the_text() -> None:
    text = "It rained. Angola owes $30 million."
    money = find_money(text, 11)[0]
    assert text[money.start : money.end] == "$30 million"


def test_nothing_outside_the_stretch_is_read() -> None:
    assert find_money("$1 million, then $2 million", 0, 10) == [Money(0, 10, 1e6, "USD", False)]


WORDS = [
    "$",
    "€",
    "US$",
    "30",
    "1,000",
    "2.5",
    "million",
    "bn",
    "m",
    "dollars",
    "euros",
    "francs",
    "about",
    "a",
    "Swiss",
    "of",
    "-",
    " ",
    "’",
    "é",
    "🙂",
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join) | st.text(max_size=40)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.integers(0, 20))
def test_any_text_gives_sums_in_order_that_do_not_overlap(text: str, start: int) -> None:
    found = find_money(text, start)
    assert all(m.amount >= 0 and start <= m.start < m.end <= len(text) for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@settings(max_examples=100, deadline=None)
@given(
    st.integers(1, 999_999),
    st.sampled_from([("", 1), (" thousand", 1e3), (" million", 1e6), (" billion", 1e9), (" trillion", 1e12)]),
    st.sampled_from([("dollars", "USD"), ("euros", "EUR"), ("yen", "JPY"), ("Swiss francs", "CHF")]),
)
def test_every_whole_number_is_read_back(n: int, scale: tuple[str, float], unit: tuple[str, str]) -> None:
    for figure in (str(n), f"{n:,}"):
        assert sums(f"It paid {figure}{scale[0]} {unit[0]}.") == [(pytest.approx(n * scale[1]), unit[1])]
