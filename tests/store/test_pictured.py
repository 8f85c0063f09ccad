"""What pictures are drawn from agrees with the events that the filters find."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from verbale.pipeline import Reader
from verbale.record import Record, Where
from verbale.records import Records
from verbale.store.filters import Filters
from verbale.store.pictured import Pair, Point, Score, pairs, points, scores

from .made import day, event, party, record, stored

RUS, UKR, USA = party("RUS"), party("UKR"), party("USA")
KYIV = Where(name="Kyiv", country="UKR", text="Kyiv", lat=50.45, lon=30.52)
MINSK = Where(name="Minsk", country="BLR", text="Minsk", lat=53.9, lon=27.57)
NOWHERE = Where(name="Someplace", country=None, text="Someplace")
MADE = record(
    "pictured",
    event("p1", type="ASSAULT", score=-9.0, actors=(RUS,), recipients=(UKR,), date=day("2014-03-18"), place=KYIV),
    event("p2", type="ASSAULT", score=-7.0, actors=(RUS,), recipients=(UKR,), date=day("2014-03-20"), place=KYIV),
    event("p3", actors=(RUS, UKR), date=day("2015-02-12"), place=MINSK),
    event("p4", type="AID", score=6.0, actors=(USA,), recipients=(UKR,), status="planned", date=day("2014-03-21"), place=KYIV),
    event("p5", type="AID", score=6.0, actors=(USA,), recipients=(UKR,), status="denied", date=day("2016-01-01"), place=NOWHERE),
    event("p6", type="AID", score=None, actors=(USA,), recipients=(UKR,)),
)  # fmt: skip


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def records(
    request: pytest.FixtureRequest, reader: Reader, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Records]:
    with stored(request, tmp_path_factory.mktemp("pictures"), reader, MADE) as found:
        yield found


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def sampled(
    request: pytest.FixtureRequest, reader: Reader, samples: list[Record], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Records]:
    with stored(request, tmp_path_factory.mktemp("samples"), reader, *samples) as found:
        yield found


def asked(records: Records, query: Any, *more: Any, **filters: Any) -> Any:
    with records.database.reading() as connection:
        return query(connection, records.atlas, Filters.of(**filters), *more)


def test_places_come_with_their_commonest_type_the_most_first(records: Records) -> None:
    found: list[Point] = asked(records, points)
    assert [(p.place, p.country, p.events, p.type) for p in found] == [
        ("Kyiv", "UKR", 3, "ASSAULT"),
        ("Minsk", "BLR", 1, "CONSULT"),
    ]
    assert (found[0].lat, found[0].lon) == pytest.approx((50.45, 30.52))
    assert [p.place for p in asked(records, points, 1)] == ["Kyiv"]
    assert [(p.place, p.events) for p in asked(records, points, type="AID")] == [("Kyiv", 1)]
    assert asked(records, points, since="2017") == []


def test_what_is_planned_or_denied_does_not_count_in_the_mean_score(records: Records) -> None:
    first, second, third = asked(records, scores)
    assert first == Score(month="2014-03", events=3, mean=-8.0, total=-16.0, asserted=2, denied=0, planned=1)
    assert (second.month, second.mean) == ("2015-02", pytest.approx(2.1))
    assert third == Score(month="2016-01", events=1, mean=None, total=0, asserted=0, denied=1, planned=0)


def test_a_status_that_is_asked_for_is_scored(records: Records) -> None:
    [found] = asked(records, scores, status="denied")
    assert (found.mean, found.events) == (6.0, 1)


def test_pairs_are_counted_by_type_and_by_month(records: Records) -> None:
    assert asked(records, pairs)[0] == Pair(actor="RUS", recipient="UKR", events=3, mean=pytest.approx((2.1 - 16) / 3))
    types = {(p.actor, p.recipient, p.type): p.events for p in asked(records, pairs, "type")}
    assert types == {
        ("RUS", "UKR", "ASSAULT"): 2, ("RUS", "UKR", "CONSULT"): 1, ("UKR", "RUS", "CONSULT"): 1, ("USA", "UKR", "AID"): 3,
    }  # fmt: skip
    months = {p.month: p.events for p in asked(records, pairs, "month", [("USA", "UKR")])}
    assert months == {"2014-03": 1, "2016-01": 1, None: 1}
    assert asked(records, pairs, "month", []) == []


@pytest.mark.parametrize(
    "filters", [{}, {"type": "CONSULT"}, {"status": "occurred"}, {"since": "1990", "party": "USA"}], ids=str
)
def test_pairs_agree_with_the_counts_of_dyads(sampled: Records, filters: dict[str, Any]) -> None:
    counts = {tuple(c.by.values()): c.count for c in sampled.count("events", ["dyad"], **filters)}
    assert {(p.actor, p.recipient): p.events for p in asked(sampled, pairs, **filters)} == counts
    months = {tuple(c.by.values()): c.count for c in sampled.count("events", ["dyad", "month"], **filters)}
    assert {(p.actor, p.recipient, p.month): p.events for p in asked(sampled, pairs, "month", **filters)} == months


@pytest.mark.parametrize(
    "filters", [{}, {"words": "talks"}, {"since": "1990"}, {"type": ["ASSAULT", "AGREE"]}], ids=str
)
def test_scores_agree_with_the_list(sampled: Records, filters: dict[str, Any]) -> None:
    scored = [e for e in sampled.find_events(**filters) if e.start and e.score is not None]
    found: list[Score] = asked(sampled, scores, **filters)
    assert {s.month: s.events for s in found} == Counter(f"{e.start:%Y-%m}" for e in scored)
    total = sum(e.score or 0 for e in scored if e.status in ("occurred", "ongoing"))
    assert sum(s.total for s in found) == pytest.approx(total)
    assert [s.month for s in found] == sorted(s.month for s in found)
