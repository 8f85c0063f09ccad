"""A backup is the record as it was, and comes back as it was, in either kind of database."""

import sqlite3
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa

from verbale.errors import RecordError
from verbale.pipeline import Reader
from verbale.record import Record
from verbale.store import backup as backups
from verbale.store.backup import backup, count_rows, restore
from verbale.store.database import Database, open_record
from verbale.store.releases import release
from verbale.store.runs import Run
from verbale.store.tables import METADATA, MONTHS, REPORTS, TALLIES, VERSIONS
from verbale.store.writing import Writer

from .test_writing import page


@pytest.fixture
def filled(writer: Writer, samples: list[Record]) -> Writer:
    """A record with some reports."""
    for record in samples[:3]:
        writer.add(record)
    return writer


def rows(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with database.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key.columns))]
            for table in METADATA.sorted_tables
            if table not in (TALLIES, MONTHS)
        }  # fmt: skip


def found(database: Database, word: str) -> int:
    """How many events the full-text search finds."""
    asked = (
        "SELECT count(*) FROM events_words WHERE events_words MATCH :word" if database.is_sqlite
        else "SELECT count(*) FROM events WHERE words @@ plainto_tsquery('english', :word)"
    )  # fmt: skip
    with database.reading() as connection:
        return connection.scalar(sa.text(asked), {"word": word}) or 0


def test_a_backup_holds_every_row_and_can_be_searched(filled: Writer, tmp_path: Path) -> None:
    copied = backup(filled.database, tmp_path / "copy.db")
    copy = open_record(tmp_path / "copy.db")
    assert rows(copy) == rows(filled.database)
    assert copied.rows["reports"] == 3
    assert found(copy, "troops") == found(filled.database, "troops") > 0
    copy.close()


def test_a_backup_comes_back_into_either_kind_and_goes_on_growing(
    reader: Reader, samples: list[Record], tmp_path: Path, where: str
) -> None:
    first = open_record(tmp_path / "first.db", create=True)
    writer = Writer(first, Run.of(reader))
    for record in samples[:3]:
        writer.add(record)
    backup(first, tmp_path / "copy.db")
    before = rows(first)
    first.close()
    restore(tmp_path / "copy.db", where)
    again = open_record(where)
    assert rows(again) == before
    assert found(again, "troops") > 0
    assert Writer(again, Run.of(reader)).add(samples[3]).kind == "added"
    assert Writer(again, Run.of(reader)).add(samples[0]).kind == "unchanged"
    with again.reading() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(REPORTS)) == 4
    again.close()


def test_a_record_moves_from_its_database_into_a_file_and_grows_there(
    filled: Writer, samples: list[Record], tmp_path: Path
) -> None:
    release(filled.database, "one", tmp_path)
    backup(filled.database, tmp_path / "copy.db")
    restore(tmp_path / "copy.db", str(tmp_path / "moved.db"))
    moved = open_record(tmp_path / "moved.db")
    assert rows(moved) == rows(filled.database)
    assert Writer(moved, filled.run).add(samples[3]).kind == "added"
    moved.close()


def test_a_record_that_holds_reports_is_not_overwritten(filled: Writer, where: str, tmp_path: Path) -> None:
    backup(filled.database, tmp_path / "copy.db")
    before = rows(filled.database)
    with pytest.raises(RecordError, match="holds 3 reports already: restore into a new record"):
        restore(tmp_path / "copy.db", where)
    assert rows(filled.database) == before


def test_an_empty_record_is_filled_even_while_it_is_open(
    database: Database, where: str, reader: Reader, samples: list[Record], tmp_path: Path
) -> None:
    source = open_record(tmp_path / "source.db", create=True)
    Writer(source, Run.of(reader)).add(samples[0])
    backup(source, tmp_path / "copy.db")
    source.close()
    restore(tmp_path / "copy.db", where)
    with database.reading() as connection:
        assert count_rows(connection)["reports"] == 1


def test_a_backup_is_one_moment_of_a_record_that_others_write_to(
    filled: Writer, reader: Reader, where: str, tmp_path: Path
) -> None:
    done = threading.Event()
    records = [
        reader.read(page(f"Chile accused Peru of spying in 19{n}.", f"https://example.org/{n}")) for n in range(10, 60)
    ]

    def write() -> None:
        database = open_record(where)
        for record in records:
            Writer(database, filled.run).add(record)
            if done.is_set():
                break
        database.close()

    thread = threading.Thread(target=write)
    thread.start()
    try:
        counts = [backup(filled.database, tmp_path / f"copy{n}.db").rows for n in range(3)]
    finally:
        done.set()
        thread.join()
    for n, held in enumerate(counts):
        copy = open_record(tmp_path / f"copy{n}.db")
        with copy.reading() as connection:
            assert count_rows(connection) == held
            latest = sa.select(sa.func.count()).select_from(VERSIONS)
            assert connection.scalar(latest) == held["reports"], "no report without its version"
        copy.close()
    assert [c["reports"] for c in counts] == sorted(c["reports"] for c in counts)


def test_a_backup_is_never_overwritten(filled: Writer, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_bytes(b"mine")
    with pytest.raises(RecordError, match="never overwritten"):
        backup(filled.database, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_bytes() == b"mine"


def test_a_backup_that_lacks_rows_is_not_kept(filled: Writer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = backups.count_rows
    monkeypatch.setattr(backups, "count_rows", lambda connection: counted(connection) | {"reports": 4})
    with pytest.raises(RecordError, match="holds 3 rows of reports instead of 4"):
        backup(filled.database, tmp_path / "out.db")
    assert [p.name for p in tmp_path.iterdir() if "out" in p.name] == []


def test_a_folder_that_is_not_there_is_named(filled: Writer, tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"nowhere/copy\.db: no such file or directory"):
        backup(filled.database, tmp_path / "nowhere" / "copy.db")


@pytest.fixture
def copy(tmp_path: Path, reader: Reader, samples: list[Record]) -> Path:
    """A sound backup."""
    source = open_record(tmp_path / "source.db", create=True)
    for record in samples[:3]:
        Writer(source, Run.of(reader)).add(record)
    backup(source, tmp_path / "copy.db")
    source.close()
    return tmp_path / "copy.db"


def test_a_cut_backup_is_named_and_nothing_is_restored(copy: Path, tmp_path: Path) -> None:
    data = copy.read_bytes()
    copy.write_bytes(data[: len(data) // 2])
    with pytest.raises(RecordError, match=r"copy\.db: the file is damaged"):
        restore(copy, str(tmp_path / "new.db"))
    assert [p.name for p in tmp_path.iterdir() if "new" in p.name] == []


def test_a_backup_with_a_page_overwritten_is_named(copy: Path, tmp_path: Path) -> None:
    data = bytearray(copy.read_bytes())
    data[4096 * 2 : 4096 * 3] = b"\xff" * 4096
    copy.write_bytes(data)
    with pytest.raises(RecordError, match=r"copy\.db: the file is damaged"):
        restore(copy, str(tmp_path / "new.db"))


def test_a_file_that_is_no_record_is_not_restored(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("minutes of the meeting " * 1000)
    with pytest.raises(RecordError, match=r"text\.db: not a record of Verbale"):
        restore(tmp_path / "text.db", str(tmp_path / "new.db"))
    with sqlite3.connect(tmp_path / "foreign.db") as connection:
        connection.execute("CREATE TABLE songs (name TEXT)")
    with pytest.raises(RecordError, match=r"foreign\.db: not a record of Verbale"):
        restore(tmp_path / "foreign.db", str(tmp_path / "new.db"))
    with pytest.raises(RecordError, match="no such file"):
        restore(tmp_path / "none.db", str(tmp_path / "new.db"))
    assert not (tmp_path / "new.db").exists()


def test_a_backup_is_one_file_with_nothing_beside_it(copy: Path, tmp_path: Path) -> None:
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith((copy.name, "."))] == [copy.name]
