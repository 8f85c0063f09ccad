"""Counts agree with the lists that they count, from whichever table they are taken."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from verbale.errors import UsageError
from verbale.pipeline import Reader
from verbale.record import Record
from verbale.records import Records
from verbale.store import counting
from verbale.store.found import FoundEvent
from verbale.store.tables import EVENTS, MONTHS, TALLIES
from verbale.store.writing import Writer

from .made import day, event, party, record, stored

RUS, UKR, USA, MIL = party("RUS"), party("UKR"), party("USA"), party("RUS", "MIL")
MADE = record(
    "counted",
    event("e1", type="ASSAULT", actors=(RUS, MIL), recipients=(UKR,), date=day("2014-03-18"), contexts=("military",)),
    event(
        "e2", type="ASSAULT", actors=(UKR,), recipients=(RUS,), date=day("2014-04-02"), contexts=("military", "legal")
    ),
    event("e3", actors=(RUS, UKR, USA), date=day("2015-02-12")),
    event("e4", type="AID", actors=(USA,), recipients=(UKR, UKR), status="planned"),
    event("e5", type="AID", actors=(party(None),), recipients=(UKR,), date=day("2015-02-13")),
)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def records(
    request: pytest.FixtureRequest, reader: Reader, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Records]:
    with stored(request, tmp_path_factory.mktemp("counts"), reader, MADE) as found:
        yield found


def counts(records: Records, *by: str, **filters: Any) -> dict[Any, int]:
    found = {tuple(one.by.values()): one.count for one in records.count("events", by, **filters)}
    return {key[0] if len(key) == 1 else key: number for key, number in found.items()}


def test_events_are_counted_by_two_fields(records: Records) -> None:
    assert counts(records, "type", "status") == {
        ("ASSAULT", "occurred"): 2, ("CONSULT", "occurred"): 1, ("AID", "planned"): 1, ("AID", "occurred"): 1,
    }  # fmt: skip
    assert counts(records, "type", "year") == {
        ("ASSAULT", 2014): 2, ("CONSULT", 2015): 1, ("AID", 2015): 1, ("AID", None): 1,
    }  # fmt: skip
    assert counts(records, "month") == {"2014-03": 1, "2014-04": 1, "2015-02": 2, None: 1}


def test_an_event_counts_once_for_each_country_and_each_context(records: Records) -> None:
    assert counts(records, "party") == {"UKR": 5, "RUS": 3, "USA": 2, None: 1}
    assert counts(records, "actor") == {"RUS": 2, "UKR": 2, "USA": 2, None: 1}
    assert counts(records, "recipient", "type") == {("UKR", "ASSAULT"): 1, ("RUS", "ASSAULT"): 1, ("UKR", "AID"): 2}
    assert counts(records, "context") == {"military": 2, "legal": 1, None: 3}
    assert counts(records, "type", party="RUS") == {"ASSAULT": 2, "CONSULT": 1}


def test_a_reciprocal_event_counts_in_both_directions(records: Records) -> None:
    assert counts(records, "dyad", "year", between=("RUS", "UKR")) == {
        ("RUS", "UKR", 2014): 1, ("RUS", "UKR", 2015): 1, ("UKR", "RUS", 2014): 1, ("UKR", "RUS", 2015): 1,
    }  # fmt: skip
    assert counts(records, "year", between=("RUS", "UKR")) == {2014: 2, 2015: 1}
    assert counts(records, "dyad", actor="RUS")[("RUS", "USA")] == 1
    assert set(counts(records, "dyad", recipient="RUS")) == {("UKR", "RUS")}


def test_counts_come_in_order_of_time_or_the_most_first(records: Records) -> None:
    assert [c.count for c in records.count("events", ["party"])] == [5, 3, 2, 1]
    assert [c.by["month"] for c in records.count("events", ["month"])] == ["2014-03", "2014-04", "2015-02", None]


def values(found: FoundEvent, field: str) -> set[Any]:
    match field:
        case "year":
            return {found.start.year if found.start else None}
        case "month":
            return {f"{found.start:%Y-%m}" if found.start else None}
        case "place":
            return {found.place_country}
        case "context":
            return set(found.contexts) or {None}
    return {getattr(found, field)}


@pytest.mark.parametrize(
    "field", [f for f in counting.EVENT_FIELDS if f not in ("actor", "recipient", "party", "dyad")]
)
@pytest.mark.parametrize("filters", [{}, {"type": "ASSAULT"}, {"status": "occurred", "confidence": 0.2}], ids=str)
def test_counts_agree_with_the_list(sampled: Records, field: str, filters: dict[str, Any]) -> None:
    listed = Counter(v for found in sampled.find_events(**filters) for v in values(found, field))
    assert counts(sampled, field, **filters) == listed
    both = Counter((v, found.type) for found in sampled.find_events(**filters) for v in values(found, field))
    if field != "type":
        assert counts(sampled, field, "type", **filters) == both


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def sampled(
    request: pytest.FixtureRequest, reader: Reader, samples: list[Record], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Records]:
    with stored(request, tmp_path_factory.mktemp("samples"), reader, *samples) as found:
        yield found


@pytest.mark.parametrize(
    ("by", "filters"),
    [
        (("type", "year"), {"party": "RUS"}), (("month",), {"between": ("RUS", "UKR")}), (("party", "type"), {}),
        (("dyad", "type"), {"actor": "RUS"}), (("type", "status"), {"type": "AID"}), (("recipient",), {}),
        (("month",), {"between": ("RUS", "UKR"), "judged": True}), (("type",), {"judged": True}), (("type",), {"judged": False}),
    ],
    ids=str,
)  # fmt: skip
def test_a_narrow_table_counts_as_the_events_do(
    records: Records, by: tuple[str, ...], filters: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    short = counts(records, *by, **filters)
    monkeypatch.setattr(counting, "narrow", lambda *_, **__: None)
    assert counts(records, *by, **filters) == short


def test_tallies_follow_what_happens_to_the_events(writer: Writer, samples: list[Record], reader: Reader) -> None:
    if not writer.database.is_sqlite:
        pytest.skip("PostgreSQL counts the events themselves")
    for sample in samples:
        writer.add(sample)
    with writer.database.writing() as connection:
        key = connection.scalar(sa.select(EVENTS.c.key).limit(1))
        connection.execute(sa.update(EVENTS).where(EVENTS.c.key == key).values(status="denied", standing="rejected"))
    with writer.database.reading() as connection:
        for table in (TALLIES, MONTHS):
            names = [c.name for c in table.primary_key]
            columns = [sa.func.coalesce(EVENTS.c[n], 0 if n == "month" else "") for n in names]
            true = connection.execute(sa.select(*columns, sa.func.count()).group_by(*columns)).all()
            kept = connection.execute(sa.select(*table.primary_key, table.c.events).where(table.c.events > 0)).all()
            assert Counter(map(tuple, kept)) == Counter(map(tuple, true))


def test_statements_are_counted_too(sampled: Records) -> None:
    listed = Counter((s.kind, s.country) for s in sampled.find_statements())
    found = {tuple(c.by.values()): c.count for c in sampled.count("statements", ["kind", "party"])}
    assert found == listed
    years = {c.by["year"]: c.count for c in sampled.count("statements", ["year"])}
    assert years == Counter(s.start.year if s.start else None for s in sampled.find_statements())


@pytest.mark.parametrize(
    ("what", "by", "said"),
    [
        ("events", ["colour"], "nothing can be counted by colour: it is one or two of type"),
        ("events", ["type", "type"], "two different ones"),
        ("events", ["type", "mode", "status"], "count by one field"),
        ("events", ["dyad", "actor"], "two different ones"),
        ("people", ["name"], "cannot be counted"),
    ],
)
def test_other_fields_are_refused(records: Records, what: str, by: list[str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        list(records.count(what, by))
