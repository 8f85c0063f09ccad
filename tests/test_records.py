"""A record opened from Python, and what is found in it as tables."""

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from verbale.errors import RecordError, UsageError
from verbale.ingest.jsonl import from_text
from verbale.pipeline import Reader
from verbale.records import Records
from verbale.store.database import open_record
from verbale.store.runs import Run
from verbale.store.writing import Writer


@pytest.fixture(scope="module")
def where(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of two reports."""
    path = tmp_path_factory.mktemp("records") / "verbale.db"
    database = open_record(path, create=True)
    writer = Writer(database, Run.of(reader))
    for number, text in enumerate((
        "On 3 May 2011 Chile accused Peru of spying. Norway promised aid to Chad.",
        "France delivered twelve helicopters to Chad. \"We need them,\" President Idriss Deby said.",
    )):  # fmt: skip
        writer.add(reader.read(from_text(text, id=str(number), date="2011-05-10")))
    database.close()
    return path


@pytest.fixture
def records(where: Path) -> Iterator[Records]:
    with Records.open(where) as found:
        yield found


def test_what_is_found_are_typed_values(records: Records) -> None:
    [found] = records.find_events(type="ACCUSE")
    assert found.actor_countries == ("CHL",)
    assert found.start == dt.date(2011, 5, 3)


def test_results_can_be_gone_through_twice(records: Records) -> None:
    found = records.find_events()
    assert [e.id for e in found] == [e.id for e in found] != []


def test_pandas_has_dates_as_dates_and_nulls_as_nulls(records: Records) -> None:
    pytest.importorskip("pandas")
    table = records.find_events(sort="date").to_pandas()
    assert str(table["start"].dtype).startswith("datetime64")
    assert table["start"][0].date() == dt.date(2011, 5, 3)
    assert table["start"].isna().sum() == sum(e.start is None for e in records.find_events()) > 0
    assert table["place"].isna().all()
    assert list(table["actor_countries"][0]) == ["CHL"]


def test_polars_has_dates_as_dates_and_nulls_as_nulls(records: Records) -> None:
    pl = pytest.importorskip("polars")
    table = records.find_events(sort="date").to_polars()
    assert table["start"].dtype == pl.Date
    assert table["start"][0] == dt.date(2011, 5, 3)
    assert table["place"].null_count() == len(table)
    assert table["actor_countries"].to_list()[0] == ["CHL"]


@pytest.mark.parametrize("what", ["events", "statements", "people", "episodes", "agreements", "transfers"])
def test_every_kind_fills_a_table_even_an_empty_one(records: Records, what: str) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    for found in (records.find(what), records.find(what, "zzzz")):
        rows = len(list(found))
        assert len(found.to_pandas()) == len(found.to_polars()) == rows
        assert tuple(found.to_pandas().columns) == tuple(found.to_polars().columns) == found.columns


def test_counts_fill_a_table(records: Records) -> None:
    pytest.importorskip("pandas")
    table = records.count("events", ["type", "year"]).to_pandas()
    assert list(table.columns) == ["type", "year", "count"]
    assert table["year"].dropna().tolist() == [2011]


def test_a_missing_library_is_one_clear_line(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    monkeypatch.setitem(sys.modules, "polars", None)
    for fill in (records.find_events().to_pandas, records.find_events().to_polars):
        with pytest.raises(UsageError, match=r"is not installed: pip install 'verbale\[frames\]'"):
            fill()


def test_a_record_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="there is no record yet"):
        Records.open(tmp_path / "none.db")


def test_unknown_kinds_are_refused(records: Records) -> None:
    with pytest.raises(UsageError, match="nothing is called 'treaties': there are events"):
        records.find("treaties")
