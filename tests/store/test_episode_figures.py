"""Groupings by hand get the figures worked out by hand, and gold events meet the events that the reader found."""

import pytest
from measure.episode_figures import Score, b_cubed, pairwise, wrong_and_missed
from measure.episodes import (
    FOLDER,
    Account,
    GoldEvent,
    GoldReport,
    ReadEvent,
    ReadReport,
    accounts,
    added,
    differences,
    figures,
    read_set,
)

from verbale.pipeline import Reader
from verbale.report import Span

TEXT = "Chile accused Peru of spying. Peru denied it on Monday and recalled its envoy."


def gold(*events: tuple[str, str, str], id: str = "c1-1", copy_of: str | None = None) -> GoldReport:
    told = tuple(GoldEvent(quote, type, episode) for quote, type, episode in events)
    return GoldReport(id, "c1", "2020-01-07", "A title", "Andean Courier", TEXT, told, copy_of)


def read(quote: str, type: str, episode: int | None = None) -> ReadEvent:
    start = TEXT.index(quote)
    return ReadEvent(type, Span(start, start + len(quote)), episode)


def test_equal_groupings_under_other_names_are_perfect() -> None:
    assert pairwise(["a", "a", "b"], [7, 7, None]) == Score(1.0, 1.0)
    assert b_cubed(["a", "a", "b"], [7, 7, None]) == Score(1.0, 1.0)


def test_no_link_at_all_recalls_nothing() -> None:
    score = pairwise(["a", "a", "a"], [None, None, None])
    assert score == Score(1.0, 0.0)
    assert score.f1 == 0.0
    assert b_cubed(["a", "a", "a"], [None, None, None]) == Score(1.0, pytest.approx(1 / 3))


def test_two_events_without_an_episode_are_not_linked() -> None:
    assert pairwise(["a", "b"], [None, None]) == Score(1.0, 1.0)


def test_everything_in_one_group_has_the_precision_of_chance() -> None:
    score = pairwise(["a", "a", "b", "c"], [1, 1, 1, 1])
    assert score == Score(pytest.approx(1 / 6), 1.0)
    assert b_cubed(["a", "a", "b", "c"], [1, 1, 1, 1]) == Score(pytest.approx((2 * 2 / 4 + 2 / 4) / 4), 1.0)


def test_a_chain_cut_in_the_middle_loses_pairs() -> None:
    score = pairwise(["a"] * 4, [1, 1, 2, 2])
    assert score == Score(1.0, pytest.approx(2 / 6))
    assert score.f1 == pytest.approx(0.5)
    assert b_cubed(["a"] * 4, [1, 1, 2, 2]) == Score(1.0, 0.5)


def test_nothing_to_judge_is_no_mistake() -> None:
    assert pairwise([], []).f1 == 1.0
    assert b_cubed([], []).f1 == 1.0


def test_wrong_and_missed_links_are_told_apart() -> None:
    assert list(wrong_and_missed(["a", "a", "b"], [1, 2, 2])) == [("missed", 0, 1), ("wrong", 1, 2)]


def test_a_gold_event_takes_the_read_event_of_its_type() -> None:
    report = gold(("Chile accused Peru of spying", "ACCUSE", "c1-a"))
    other = read("Chile accused Peru of spying", "ASSAULT", 1)
    same = read("accused Peru", "ACCUSE", 2)
    assert accounts(report, [other, same]) == [Account(report, report.events[0], 2)]


def test_without_one_of_its_type_it_takes_the_one_that_shares_most() -> None:
    report = gold(("Chile accused Peru of spying", "ACCUSE", "c1-a"))
    little, much = read("Peru of spying", "REQUEST", 1), read("Chile accused Peru of spying", "REJECT", 2)
    assert [a.episode for a in accounts(report, [little, much])] == [2]


def test_a_read_event_is_taken_once() -> None:
    report = gold(("Peru denied it on Monday", "REJECT", "c1-b"), ("recalled its envoy", "SANCTION", "c1-c"))
    both = read("Peru denied it on Monday and recalled its envoy", "SANCTION", 5)
    assert [a.event.episode for a in accounts(report, [both])] == ["c1-c"]


def test_a_neighbour_of_another_type_is_not_taken() -> None:
    report = gold(("Chile accused Peru", "ACCUSE", "c1-a"))
    assert accounts(report, [read("Peru of spying. Peru denied it", "REJECT", 1)]) == []


def test_an_event_elsewhere_in_the_text_is_not_found() -> None:
    report = gold(("recalled its envoy", "SANCTION", "c1-c"))
    assert accounts(report, [read("Chile accused Peru", "SANCTION", 1)]) == []


def test_the_table_counts_copies_apart() -> None:
    told = ("Chile accused Peru of spying", "ACCUSE", "c1-a")
    first, copy = gold(told), gold(told, id="c1-2", copy_of="c1-1")
    event = read("Chile accused Peru of spying", "ACCUSE", 4)
    stored = {"c1-1": ReadReport(1, (event,)), "c1-2": ReadReport(1, (event,))}
    found = [Account(first, first.events[0], 4), Account(copy, copy.events[0], 4)]
    lines = figures([first, copy], stored, found).splitlines()
    assert lines[0] == "2 reports; 2 of 2 events found (100%)"
    assert "| wire copies, pairs | 1.000 | 1.000 | 1.000 |" in lines
    unseen = {"c1-1": ReadReport(1, ()), "c1-2": ReadReport(2, ())}
    assert "| wire copies, pairs | 0.000 | 1.000 | 0.000 |" in figures([first, copy], unseen, []).splitlines()


def test_differences_quote_both_sides() -> None:
    first = gold(("Chile accused Peru of spying", "ACCUSE", "c1-a"))
    second = gold(("accused Peru of spying", "ACCUSE", "c1-a"), id="c1-2")
    (line,) = differences([Account(first, first.events[0], 1), Account(second, second.events[0], None)])
    assert line.startswith("missed")
    assert '"Chile accused Peru of spying"' in line
    assert '"accused Peru of spying"' in line


def test_the_set_is_read_added_and_met_again(reader: Reader) -> None:
    reports = read_set(FOLDER / "dev.jsonl")[:4]
    stored = added(reader, reports)
    assert set(stored) == {report.id for report in reports}
    assert sum(len(accounts(report, stored[report.id].events)) for report in reports) >= 4
