"""The set of clusters that linking is measured on holds together: quotes, types, episodes, copies and days."""

import datetime as dt
import re
from collections import defaultdict
from functools import reduce
from itertools import combinations

import pytest
from measure.episodes import FOLDER, PARTS, GoldReport, read_set

REPORTS = {part: read_set(FOLDER / f"{part}.jsonl") for part in PARTS}
ALL = [report for reports in REPORTS.values() for report in reports]
BY_ID = {report.id: report for report in ALL}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH = "|".join(MONTHS)
DATE = re.compile(
    rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)}),? )?(?:(?P<day>\d\d?) (?P<month>{_MONTH})|(?P<us_month>{_MONTH}) (?P<us_day>\d\d?))\b"
)
A_WEEK = dt.timedelta(days=7)
LONGEST_AHEAD_OR_BACK = dt.timedelta(days=35)


def clusters(reports: list[GoldReport]) -> dict[str, list[GoldReport]]:
    found = defaultdict(list)
    for report in reports:
        found[report.cluster].append(report)
    return found


def dates_in(text: str, published: dt.date) -> list[tuple[str | None, dt.date]]:
    """Each date written out, in the year nearest to the publication, with the weekday beside it if there is one."""
    found = []
    for match in DATE.finditer(text):
        month = MONTHS.index(match["month"] or match["us_month"]) + 1
        years = (dt.date(published.year + n, month, int(match["day"] or match["us_day"])) for n in (-1, 0, 1))
        found.append((match["weekday"], min(years, key=lambda day: abs(day - published))))
    return found


def days_of(quote: str, published: dt.date) -> set[dt.date]:
    """The days that a quote may mean; empty where it names none."""
    written = {day for _, day in dates_in(quote, published)}
    if written:
        return written
    if "yesterday" in quote.lower():
        return {published - dt.timedelta(days=1)}
    near = (published + dt.timedelta(days=n) for n in range(-8, 9))
    return {day for day in near if WEEKDAYS[day.weekday()] in quote}


def shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[n : n + 3]) for n in range(len(words) - 2)}


def likeness(one: str, other: str) -> float:
    return len(shingles(one) & shingles(other)) / min(len(shingles(one)), len(shingles(other)))


def test_there_are_as_many_clusters_as_the_figures_need() -> None:
    assert len(clusters(REPORTS["dev"])) >= 40
    assert len(clusters(REPORTS["test"])) >= 30
    assert all(3 <= len(reports) <= 6 for reports in clusters(ALL).values())


def test_ids_are_unique_and_name_their_cluster() -> None:
    assert len(BY_ID) == len(ALL)
    assert all(report.id.startswith(f"{report.cluster}-") for report in ALL)
    assert all(e.episode.startswith(f"{r.cluster}-") for r in ALL for e in r.events)


def test_no_cluster_stands_in_both_parts() -> None:
    assert not set(clusters(REPORTS["dev"])) & set(clusters(REPORTS["test"]))


def test_every_report_tells_of_something_and_every_quote_stands_in_it_once() -> None:
    for report in ALL:
        assert report.events, report.id
        assert [e.quote for e in report.events if report.text.count(e.quote) != 1] == [], report.id


def test_reports_are_short_and_clean() -> None:
    for report in ALL:
        assert 30 <= len(report.text.split()) <= 110, report.id
        assert report.text == report.text.strip(), report.id
        assert not re.search(r"[{}|]|  |\n\n\n|\n ", report.text), report.id


@pytest.mark.parametrize("part", PARTS)
def test_every_type_has_its_accounts(part: str) -> None:
    assert len({e.type for r in REPORTS[part] for e in r.events}) == 16


def test_every_cluster_has_an_episode_told_twice_and_another_like_it() -> None:
    for name, reports in clusters(ALL).items():
        tellers, types = defaultdict(set), defaultdict(set)
        for report in reports:
            for event in report.events:
                types[event.episode].add(event.type)
                if report.copy_of is None:
                    tellers[event.episode].add(report.id)
        twice = [episode for episode, ids in tellers.items() if len(ids) >= 2]
        assert any(types[a] & types[b] for a in twice for b in types if a != b), name


def test_copies_are_nearly_the_same_as_their_original_and_come_after_it() -> None:
    copies = [report for report in ALL if report.copy_of is not None]
    assert len({report.cluster for report in copies}) >= 15
    for copy in copies:
        original = BY_ID[copy.copy_of or ""]
        assert original.copy_of is None
        assert original.cluster == copy.cluster
        assert original.date <= copy.date
        assert original.publication != copy.publication
        assert original.title != copy.title
        assert original.text != copy.text
        assert likeness(original.text, copy.text) > 0.7, copy.id
        assert {e.episode for e in copy.events} <= {e.episode for e in original.events}


def test_reports_that_are_no_copies_share_few_words() -> None:
    own = [report for report in ALL if report.copy_of is None]
    assert [(a.id, b.id) for a, b in combinations(own, 2) if likeness(a.text, b.text) > 0.3] == []


def test_weekdays_agree_with_the_dates_beside_them() -> None:
    for report in ALL:
        for weekday, day in dates_in(report.text, dt.date.fromisoformat(report.date)):
            assert weekday in (None, WEEKDAYS[day.weekday()]), (report.id, day)


def test_dates_lie_near_the_publication() -> None:
    for report in ALL:
        published = dt.date.fromisoformat(report.date)
        for _, day in dates_in(report.text, published):
            assert abs(day - published) <= LONGEST_AHEAD_OR_BACK, (report.id, day)


def test_accounts_of_an_episode_mean_the_same_day() -> None:
    told = defaultdict(list)
    for report in ALL:
        for event in report.events:
            days = days_of(event.quote, dt.date.fromisoformat(report.date))
            if days:
                told[event.episode].append(days)
    apart = [episode for episode, days in told.items() if not reduce(set.__and__, days)]
    assert apart == []
