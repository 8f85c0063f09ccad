"""A sound record passes the check; whatever is wrong with it is named."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from msgspec.structs import replace

from verbale.ingest.sources import read_bytes
from verbale.pipeline import Reader
from verbale.record import Record
from verbale.store import checking
from verbale.store.checking import Checked, check_episodes, check_file, check_reports, misquoted
from verbale.store.contents import pack, pack_record, pack_report, unpack_report
from verbale.store.database import Database, open_record
from verbale.store.runs import Run
from verbale.store.tables import EPISODES, EVENTS, ORIGINALS, PARTIES, READINGS, RUNS, STATEMENTS, VERSIONS
from verbale.store.writing import Writer

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Horn Wire</title>
<item><title>Frigates</title><link>https://example.org/frigates</link>
<description>&lt;p&gt;France sent two frigates to Lebanon on Monday, the ministry said in Paris.&lt;/p&gt;</description></item>
<item><title>Spying</title>
<description>&lt;p&gt;Chile accused Peru of spying on its navy, officials in Santiago said.&lt;/p&gt;</description></item>
</channel></rss>"""
PAGE = 4096
LONELY = {"id": "p1", "accounts": 1, "independent": 1, "publications": 1, "disputed": False}


@pytest.fixture
def filled(tmp_path: Path, reader: Reader, samples: list[Record]) -> Iterator[Writer]:
    """A file with two reports: faults look the same in either kind of record."""
    database = open_record(tmp_path / "verbale.db", create=True)
    writer = Writer(database, Run.of(reader))
    for record in samples[:2]:
        writer.add(record)
    yield writer
    database.close()


def checked(database: Database) -> list[Checked]:
    return list(check_reports(database))


def faults(database: Database) -> list[str]:
    return [fault for found in checked(database) for fault in found.faults]


def alter(database: Database, table: sa.Table, **values: object) -> None:
    """Puts other values into the first row of a table, as no program of ours would."""
    key = table.c.key if "key" in table.c else table.c.event
    with database.writing() as connection:
        first = connection.scalar(sa.select(sa.func.min(key)))
        connection.execute(sa.update(table).where(key == first).values(**values))


def test_a_sound_record_has_no_faults_and_one_with_faults_has_them(writer: Writer, samples: list[Record]) -> None:
    for record in samples[:2]:
        writer.add(record)
    found = checked(writer.database)
    assert [(f.faults, f.notes, f.versions, f.events) for f in found] == [
        ((), (), 1, len(r.events)) for r in samples[:2]
    ]
    assert check_file(writer.database) == []
    assert list(check_episodes(writer.database)) == []
    with writer.database.writing() as connection:
        connection.execute(sa.delete(PARTIES))
        connection.execute(sa.insert(EPISODES).values(**LONELY))
        connection.execute(sa.insert(ORIGINALS).values(sha256="ab", size=1, data=b""))
    assert any("0 parties, not" in fault for fault in faults(writer.database))
    assert list(check_episodes(writer.database)) == [
        "episode p1: no event tells of it",
        "bytes ab: no report came as them",
    ]


def test_only_the_reports_chosen_are_checked(filled: Writer) -> None:
    assert len(list(check_reports(filled.database, [2]))) == 1


def test_the_entries_of_a_feed_are_taken_from_their_bytes_again(filled: Writer, reader: Reader) -> None:
    reports = read_bytes(FEED.encode(), "wire.xml")
    assert len(reports) == 2
    for report in reports:
        filled.add(reader.read(report))
    assert faults(filled.database) == []
    assert len(checked(filled.database)) == 4


def test_a_wrong_quotation_is_named(samples: list[Record]) -> None:
    event, *rest = samples[0].events
    wrong = replace(event, evidence=replace(event.evidence, quote="what nobody wrote"))
    assert list(misquoted(replace(samples[0], events=(wrong, *rest)))) == [
        f"event {event.id}: the text at {event.evidence.start}-{event.evidence.end} is not “what nobody wrote”"
    ]
    statement = next(s for s in samples[0].statements if s.cue)
    assert statement.cue is not None
    for changed in (
        replace(statement, cue=replace(statement.cue, text="sang")),
        replace(statement, content=replace(statement.content, start=0)),
    ):
        [fault] = misquoted(replace(samples[0], statements=(changed,)))
        assert fault.startswith(f"statement {statement.id}: ")


def test_a_changed_text_is_found(filled: Writer, samples: list[Record]) -> None:
    text = replace(samples[0].report, body=samples[0].report.body.replace("a", "o"))
    alter(filled.database, VERSIONS, content=pack_report(text))
    alter(filled.database, READINGS, content=pack_record(replace(samples[0], report=text)))
    found = faults(filled.database)
    assert any("the text at" in fault for fault in found)
    assert "version 1: its text is not what this program takes from its bytes" in found


def test_a_text_that_another_program_took_in_otherwise_is_a_note(filled: Writer, samples: list[Record]) -> None:
    text = replace(samples[0].report, body=samples[0].report.body + "\n\nShare this")
    alter(filled.database, VERSIONS, content=pack_report(text))
    alter(filled.database, READINGS, content=pack_record(replace(samples[0], report=text)))
    alter(filled.database, RUNS, program="0.0.1")
    first, second = checked(filled.database)
    assert (first.faults, second.notes) == ((), ())
    [note] = first.notes
    assert "Verbale 0.0.1" in note


@pytest.mark.parametrize(
    ("table", "values", "words"),
    [
        (ORIGINALS, {"data": pack(b"another page")}, "its bytes are not those it came as"),
        (VERSIONS, {"sha256": "0" * 64}, "its bytes are not those it came as"),
        (VERSIONS, {"content": b"no zlib"}, "its contents are damaged"),
        (READINGS, {"content": pack(b"no JSON")}, "the reading of run 1 is damaged"),
        (READINGS, {"events": 999}, "events, not 999"),
        (EVENTS, {"quote": "other words"}, "its row has other words"),
        (EVENTS, {"id": "e0", "machine": None}, "it has a row but is not read"),
        (STATEMENTS, {"quote": "other words"}, "rows of statements do not match"),
    ],
)
def test_a_row_that_somebody_altered_is_named(
    filled: Writer, table: sa.Table, values: dict[str, object], words: str
) -> None:
    alter(filled.database, table, **values)
    assert any(words in fault for fault in faults(filled.database))


def test_rows_that_are_lost_are_named(filled: Writer) -> None:
    with filled.database.writing() as connection:
        first = connection.scalar(sa.select(sa.func.min(STATEMENTS.c.key)))
        connection.execute(sa.delete(STATEMENTS).where(STATEMENTS.c.key == first))
    assert any("rows of statements" in fault for fault in faults(filled.database))


def test_a_judged_event_may_differ_from_what_was_read(filled: Writer) -> None:
    alter(filled.database, EVENTS, quote="a person's words", standing="corrected")
    assert faults(filled.database) == []


def test_a_file_with_lost_pages_is_a_fault_and_no_traceback(
    filled: Writer, samples: list[Record], tmp_path: Path
) -> None:
    with filled.database.engine.connect() as connection:
        connection.rollback()
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    filled.database.close()
    path = tmp_path / "verbale.db"
    data = bytearray(path.read_bytes())
    start = data.index(samples[0].events[0].evidence.quote.encode()) // PAGE * PAGE
    data[start : start + PAGE] = b"\xff" * PAGE
    path.write_bytes(data)
    database = open_record(path)
    assert check_file(database)
    database.close()


def test_words_missing_from_the_index_are_noticed(filled: Writer) -> None:
    with filled.database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO events_words(events_words) VALUES ('delete-all')")
    assert ["found by their words" in fault for fault in check_file(filled.database)] == [True]


def test_a_record_larger_than_a_batch_is_checked_to_its_end(
    filled: Writer, samples: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "BATCH", 1)
    assert len(checked(filled.database)) == 2


def test_every_reading_of_every_version_is_checked(filled: Writer, samples: list[Record]) -> None:
    other = Writer(filled.database, replace(filled.run, lexicon="1" * 64))
    event, *rest = samples[0].events
    wrong = replace(samples[0], events=(replace(event, evidence=replace(event.evidence, start=0)), *rest))
    with filled.database.reading() as connection:
        version = connection.scalar(sa.select(sa.func.min(VERSIONS.c.key)))
        assert unpack_report(connection.scalar(sa.select(VERSIONS.c.content)) or b"").body == samples[0].report.body
    assert version is not None
    assert other.again(1, version, samples[0])
    assert faults(filled.database) == []
    alter(filled.database, READINGS, content=pack_record(wrong))
    assert [f for f in faults(filled.database) if f.startswith("version 1: run 1, event")]
