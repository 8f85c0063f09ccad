"""What a record says when it is opened: that it is none, a newer one's, or ready; and how it comes up to date."""

import sqlite3
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

import pytest
import sqlalchemy as sa
from measure import killing

from verbale import __version__
from verbale.errors import RecordError
from verbale.store import database as databases
from verbale.store import migrations, sqlite
from verbale.store.database import Database, open_record
from verbale.store.tables import MARKS

LONG_S = 60.0


def marks(where: str) -> dict[str, str]:
    database = open_record(where)
    with database.reading() as connection:
        found = {row.name: row.value for row in connection.execute(sa.select(MARKS))}
    database.close()
    return found


def refusal(where: str | Path, *, create: bool = True) -> str:
    """Why a record is not opened."""
    with pytest.raises(RecordError) as caught:
        open_record(where, create=create)
    return caught.value.reason


def test_a_new_record_knows_its_format_and_maker(where: str) -> None:
    open_record(where, create=True).close()
    assert marks(where) == {"format": str(len(migrations.MIGRATIONS)), "made_by": __version__}


def test_there_is_no_record_before_something_is_added(where: str) -> None:
    assert refusal(where, create=False) == "there is no record yet: `verbale add INPUT...` begins one"


def test_an_empty_file_is_no_record_and_stays_empty(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    assert "no record yet" in refusal(path, create=False)
    assert path.read_bytes() == b""


def begin(where: str) -> None:
    open_record(where, create=True).close()


def test_several_processes_may_begin_a_record_at_once(where: str) -> None:
    with ProcessPoolExecutor(4, mp_context=killing.context()) as pool:
        for done in [pool.submit(begin, where) for _ in range(8)]:
            done.result()
    assert marks(where)["format"] == str(len(migrations.MIGRATIONS))


def test_a_record_of_a_newer_version_is_left_alone(where: str, database: Database) -> None:
    with database.writing() as connection:
        connection.execute(sa.update(MARKS).where(MARKS.c.name == "format").values(value="99"))
        connection.execute(sa.update(MARKS).where(MARKS.c.name == "made_by").values(value="9.9"))
    assert refusal(where) == f"made by Verbale 9.9, which is newer than this one ({__version__}): update Verbale"


def extra(connection: sa.Connection) -> None:
    """A later version's migration."""
    connection.exec_driver_sql("CREATE TABLE extra (value INTEGER)")


def fail(connection: sa.Connection) -> None:
    """One that breaks off in the middle."""
    extra(connection)
    connection.exec_driver_sql("SELECT value FROM nowhere")


def tables(where: str) -> list[str]:
    database = open_record(where)
    with database.reading() as connection:
        found = sa.inspect(connection).get_table_names()
    database.close()
    return found


def test_an_older_record_is_brought_up_and_other_marks_stay(
    where: str, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.writing() as connection:
        connection.execute(sa.insert(MARKS).values(name="other", value="stays"))
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, extra))
    assert "extra" in tables(where)
    assert marks(where) == {"format": "2", "made_by": __version__, "other": "stays"}


def test_a_migration_that_breaks_off_leaves_nothing(
    where: str, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = marks(where)
    with monkeypatch.context() as later:
        later.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, fail))
        assert "nowhere" in refusal(where)
    assert "extra" not in tables(where)
    assert marks(where) == before
    assert database.writable


def bring_up_slowly(where: str, begun: Pipe) -> None:
    """Brings a record up to a format that takes longer than anybody waits."""

    def slow(connection: sa.Connection) -> None:
        extra(connection)
        begun.send("begun")
        time.sleep(LONG_S)

    migrations.MIGRATIONS = (*migrations.MIGRATIONS, slow)
    open_record(where)


def test_a_killed_migration_leaves_nothing(where: str, database: Database) -> None:
    before = marks(where)
    ours, theirs = killing.context().Pipe(duplex=False)
    process = killing.context().Process(target=bring_up_slowly, args=(where, theirs))
    process.start()
    assert ours.recv() == "begun"
    process.kill()
    process.join()
    assert "extra" not in tables(where)
    assert marks(where) == before
    with database.writing() as connection:  # nobody holds a lock any more
        extra(connection)


def test_another_programs_file_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE marks (grade INTEGER)")
    other.close()
    before = path.read_bytes()
    assert refusal(path) == "not a record of Verbale: it holds other tables"
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["other.db"]


def test_a_database_with_other_tables_is_refused(where: str) -> None:
    if "://" not in where:
        pytest.skip("the test before tells of files")
    admin = sa.create_engine(where.replace("postgresql:", "postgresql+pg8000:"))
    with admin.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE voters (name text)")
    admin.dispose()
    assert refusal(where) == "not a record of Verbale: it holds other tables"


@pytest.mark.parametrize(
    "name", ["a b.db", "what?.db", "50%.db", "a%20b.db", "n#1.db", "Œuvres–été.db", ":memory:", "file:x"]
)
def test_odd_names_name_the_file_they_say(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    open_record(name, create=True).close()
    assert [p.name for p in tmp_path.iterdir()] == [name]
    assert marks(name)["made_by"] == __version__


def test_a_record_put_back_from_a_copy_gets_its_log_again(tmp_path: Path) -> None:
    path, copy = tmp_path / "verbale.db", tmp_path / "copy.db"
    open_record(path, create=True).close()
    with sqlite3.connect(path) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    connection.close()
    database = open_record(copy)
    with database.reading() as found:
        assert found.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    database.close()


def test_a_commit_waits_for_the_disk(database: Database) -> None:
    with database.reading() as connection:
        if database.is_sqlite:
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2, "FULL"
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_a_log_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "LOG_LIMIT", 10_000)
    monkeypatch.setattr(sqlite, "_TRIM_S", 0.0)
    path, log = tmp_path / "verbale.db", tmp_path / "verbale.db-wal"
    database = open_record(path, create=True)

    def write(name: str) -> int:
        with database.writing() as writer:
            writer.execute(sa.insert(MARKS).values(name=name, value="x" * 100_000))
        return log.stat().st_size

    with database.reading() as reader:
        reader.execute(sa.select(MARKS)).all()
        first, second = write("1"), write("2")
        assert first < second, "somebody still reads what was before"
    assert write("3") == 0
    database.close()
    assert set(marks(str(path))) >= {"1", "2", "3"}


def test_a_reader_sees_one_state_whatever_is_written_meanwhile(database: Database) -> None:
    names = sa.select(MARKS.c.name).where(MARKS.c.name == "new")
    with database.reading() as reader:
        reader.execute(sa.select(MARKS)).all()
        with database.writing() as writer:
            writer.execute(sa.insert(MARKS).values(name="new", value="1"))
        assert reader.scalar(names) is None
    with database.reading() as reader:
        assert reader.scalar(names) == "new"


def test_a_writer_that_waits_too_long_is_told_why(
    where: str, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "PATIENCE_S", 0.1)
    other = open_record(where)
    with (
        database.writing() as writer,
        pytest.raises(RecordError, match="another program has kept it busy"),
        other.writing(),
    ):
        pass
    with other.reading() as reader:
        assert reader.execute(sa.select(MARKS)).all(), "readers never wait"
    other.close()
    assert writer.closed


def test_a_transaction_that_fails_is_forgotten(database: Database) -> None:
    with pytest.raises(RuntimeError), database.writing() as writer:
        writer.execute(sa.insert(MARKS).values(name="new", value="1"))
        raise RuntimeError
    with database.reading() as reader:
        assert reader.scalar(sa.select(MARKS.c.name).where(MARKS.c.name == "new")) is None
