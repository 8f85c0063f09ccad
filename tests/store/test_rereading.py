"""The record read once more: what it shows then, what stays, and what is not done twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from msgspec.structs import replace

from verbale.archive.pool import map_reports
from verbale.errors import InputError
from verbale.ingest.jsonl import from_text
from verbale.pipeline import Reader
from verbale.record import Record
from verbale.report import Report
from verbale.store.comparing import between_runs
from verbale.store.database import open_record
from verbale.store.history import runs
from verbale.store.loading import key_of, load
from verbale.store.rereading import Reread, reread
from verbale.store.runs import Run
from verbale.store.tables import EVENTS, READINGS, REPORTS, VERSIONS
from verbale.store.writing import Writer

BOTH = "Indian students nicknamed the governor of Bihar on Friday. Chile rebuked Peru on Monday."
PLAIN = "France sent two frigates to Lebanon on Monday."


@pytest.fixture(scope="module")
def first_read(reader: Reader) -> list[Record]:
    return [reader.read(from_text(text, id=id, date="2003-03-05")) for id, text in (("both", BOTH), ("plain", PLAIN))]


@pytest.fixture
def anywhere(writer: Writer, first_read: list[Record]) -> Writer:
    """A record of two reports, read in the first run: a file, and a PostgreSQL database."""
    for record in first_read:
        writer.add(record)
    return writer


@pytest.fixture
def filled(tmp_path: Path, reader: Reader, first_read: list[Record]) -> Iterator[Writer]:
    """The same in a file alone, for what does not depend on the kind of record."""
    database = open_record(tmp_path / "verbale.db", create=True)
    writer = Writer(database, Run.of(reader))
    for record in first_read:
        writer.add(record)
    yield writer
    database.close()


def again(writer: Writer, reader: Reader, *chosen: str) -> list[Reread | InputError]:
    """What rereading with a reader gives, for all reports or those chosen."""
    with writer.database.reading() as connection:
        keys = [k for id in chosen if (k := key_of(connection, id)) is not None]
    read = lambda reports: map_reports(reports, reader.read)  # noqa: E731
    return list(reread(writer.database, Run.of(reader), read, keys or None))


def told(outcomes: list[Reread | InputError]) -> dict[str, list[tuple[str, str | None, str | None]]]:
    """What changed in each report: kind, and the type before and after."""
    found = {}
    for outcome in outcomes:
        assert isinstance(outcome, Reread)
        found[outcome.source] = [
            (c.kind, c.before.type if c.before else None, c.after.type if c.after else None) for c in outcome.changes
        ]
    return found


def types(writer: Writer) -> set[str | None]:
    """The types of the events that the record shows of the report with own words."""
    with writer.database.reading() as connection:
        report = key_of(connection, "both")
        return set(connection.scalars(sa.select(EVENTS.c.type).where(EVENTS.c.report == report)))


def test_another_lexicon_shows_what_appears_and_changes(anywhere: Writer, other_reader: Reader) -> None:
    assert types(anywhere) == {"ACCUSE"}
    assert told(again(anywhere, other_reader)) == {
        "both": [("appeared", None, "PROTEST"), ("changed", "ACCUSE", "REJECT")],
        "plain": [],
    }
    assert types(anywhere) == {"PROTEST", "REJECT"}


def test_the_earlier_run_stays_readable(anywhere: Writer, other_reader: Reader) -> None:
    with anywhere.database.reading() as connection:
        key = key_of(connection, "both")
        assert key is not None
        first = load(connection, key)
    again(anywhere, other_reader)
    with anywhere.database.reading() as connection:
        assert [(r.number, r.reports) for r in runs(connection)] == [(1, 2), (2, 2)]
        assert load(connection, key, run=1) == first
        assert load(connection, key) == load(connection, key, run=2)


def test_an_event_coded_otherwise_keeps_its_id(filled: Writer, other_reader: Reader) -> None:
    rebuked = sa.select(EVENTS.c.id).where(EVENTS.c.quote.contains("rebuked"))
    with filled.database.reading() as connection:
        before = connection.scalar(rebuked)
    [changed] = [c for o in again(filled, other_reader, "both") if isinstance(o, Reread) for c in o.changes[1:]]
    with filled.database.reading() as connection:
        assert connection.scalar(rebuked) == before == changed.id


def test_what_a_run_has_read_is_not_read_again(filled: Writer, reader: Reader, other_reader: Reader) -> None:
    assert again(filled, reader) == []
    again(filled, other_reader, "both")
    assert [o.source for o in again(filled, other_reader) if isinstance(o, Reread)] == ["plain"]
    assert again(filled, other_reader) == []
    with filled.database.reading() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(READINGS)) == 4


def test_going_back_to_the_first_lexicon_shows_its_readings_again(
    anywhere: Writer, reader: Reader, other_reader: Reader
) -> None:
    again(anywhere, other_reader)
    outcomes = again(anywhere, reader)
    assert told(outcomes)["both"] == [("vanished", "PROTEST", None), ("changed", "REJECT", "ACCUSE")]
    assert all(isinstance(o, Reread) and o.again for o in outcomes)
    assert types(anywhere) == {"ACCUSE"}
    assert again(anywhere, reader) == []
    with anywhere.database.reading() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(READINGS)) == 4, "nothing was read for that"


def test_a_new_version_is_shown_whatever_reading_somebody_went_back_to(
    filled: Writer, reader: Reader, other_reader: Reader
) -> None:
    again(filled, other_reader)
    again(filled, reader)
    filled.add(reader.read(from_text("Chile rebuked Peru on Monday, and Bolivia.", id="both", date="2003-03-05")))
    with filled.database.reading() as connection:
        stored = load(connection, key_of(connection, "both") or 0)
        assert stored is not None
        assert (stored.number, stored.run) == (2, 1)
    assert told(again(filled, other_reader, "both"))["both"][0][0] == "changed", "the latest version alone is read"


def test_an_interrupted_rereading_goes_on_where_it_stopped(filled: Writer, other_reader: Reader) -> None:
    def first_only(reports: Iterator[Report | InputError]) -> Iterator[Record | InputError]:
        for number, record in enumerate(map_reports(reports, other_reader.read)):
            if number:
                raise KeyboardInterrupt
            yield record

    outcomes = reread(filled.database, Run.of(other_reader), first_only)
    assert isinstance(next(outcomes), Reread)
    with pytest.raises(KeyboardInterrupt):
        next(outcomes)
    assert list(told(again(filled, other_reader))) == ["plain"]


def test_events_that_somebody_judged_are_counted_where_they_change(filled: Writer, other_reader: Reader) -> None:
    with filled.database.writing() as connection:
        connection.execute(sa.update(EVENTS).where(EVENTS.c.type == "ACCUSE").values(standing="accepted"))
    assert {o.source: o.judged for o in again(filled, other_reader) if isinstance(o, Reread)} == {"both": 1, "plain": 0}


def test_a_report_that_cannot_be_read_is_named_and_the_others_are_read(filled: Writer, other_reader: Reader) -> None:
    with filled.database.writing() as connection:
        report = sa.select(REPORTS.c.key).where(REPORTS.c.id == "both").scalar_subquery()
        connection.execute(sa.update(VERSIONS).where(VERSIONS.c.report == report).values(content=b"not zlib"))
    damaged, plain = again(filled, other_reader)
    assert isinstance(damaged, InputError)
    assert damaged.source == "both"
    assert isinstance(plain, Reread)


def test_two_runs_are_compared_over_the_record(anywhere: Writer, other_reader: Reader) -> None:
    again(anywhere, other_reader)
    found = {c.id: [change.kind for change in c.changes] for c in between_runs(anywhere.database, 1, 2)}
    assert found == {"both": ["appeared", "changed"], "plain": []}
    back = {c.id: [change.kind for change in c.changes] for c in between_runs(anywhere.database, 2, 1)}
    assert back["both"] == ["vanished", "changed"]


def test_a_report_that_one_run_alone_has_read_is_not_compared(filled: Writer, other_reader: Reader) -> None:
    again(filled, other_reader, "plain")
    assert [c.id for c in between_runs(filled.database, 1, 2)] == ["plain"]


def test_a_record_larger_than_a_batch_is_read_to_its_end(
    filled: Writer, reader: Reader, other_reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    from verbale.store import comparing, rereading

    monkeypatch.setattr(rereading, "BATCH", 2)
    monkeypatch.setattr(comparing, "BATCH", 2)
    record = reader.read(from_text(PLAIN, id="plain", date="2003-03-05"))
    for number in range(3):
        filled.add(replace(record, id=f"n{number}", report=replace(record.report, id=f"n{number}")))
    assert len(again(filled, other_reader)) == 5
    assert len(list(between_runs(filled.database, 1, 2))) == 5
