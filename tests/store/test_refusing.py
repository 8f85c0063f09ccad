"""What cannot be stored is told in one line, and nothing that was stored before is lost."""

import ctypes
import os
import resource
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import sqlalchemy as sa
from measure import prepared, soundness
from measure.server import GUARDED
from msgspec.structs import replace

from verbale.errors import RecordError
from verbale.record import Record
from verbale.store.database import UnfitError, open_record
from verbale.store.postgresql import engine_of, parse
from verbale.store.reasons import reason
from verbale.store.tables import MARKS, REPORTS
from verbale.store.writing import Writer

from .commands import acknowledged, complaint, environment, run, texts

KB = 1024
PR_CAPBSET_READ, PR_CAPBSET_DROP = 23, 24
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_SETPCAP = 1, 2, 8
COUNT = """
import sys, sqlalchemy as sa
from verbale.store.database import open_record
from verbale.store.tables import MARKS, REPORTS
database = open_record(sys.argv[1])
with database.reading() as connection:
    print(connection.scalar(sa.select(sa.func.count()).select_from(REPORTS)))
"""
"""A program that finds something in a record."""


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    return texts(tmp_path / "texts.jsonl", 3)


def count(where: str | Path) -> int:
    database = open_record(where)
    with database.reading() as connection:
        found = connection.scalar(sa.select(sa.func.count()).select_from(REPORTS))
    assert not list(soundness.of_file(database))
    database.close()
    return int(found or 0)


def filled(where: str | Path, records: list[Record]) -> str:
    """A record that holds some."""
    database = open_record(where, create=True)
    writer = Writer(database, prepared.RUN)
    for number in range(3):
        writer.add(prepared.sent(records, number))
    database.close()
    return str(where)


def test_a_file_that_is_no_record(tmp_path: Path, rows: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir")
    assert complaint(run("add", "--jsonl", rows, "--record", path)) == f"{path}: not a record of Verbale"
    assert path.read_text() == "Dear Sir"


def test_a_file_that_only_begins_like_a_record(tmp_path: Path, rows: Path) -> None:
    path = tmp_path / "cut.db"
    path.write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 40)
    said = complaint(run("add", "--jsonl", rows, "--record", path))
    assert said in (f"{path}: not a record of Verbale", f"{path}: the file is damaged: restore it from a backup")


def test_a_folder_in_place_of_a_record(tmp_path: Path, rows: Path) -> None:
    assert complaint(run("add", "--jsonl", rows, "--record", tmp_path)) == f"{tmp_path}: is a directory"


def test_a_folder_that_is_not_there(tmp_path: Path, rows: Path) -> None:
    path = tmp_path / "nowhere" / "verbale.db"
    said = complaint(run("add", "--jsonl", rows, "--record", path))
    assert said == f"{path}: cannot be opened: is the folder there, and may you write to it?"


def small_files(limit: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def test_a_quota_that_is_used_up(tmp_path: Path) -> None:
    path, many = tmp_path / "verbale.db", texts(tmp_path / "many.jsonl", 30)
    open_record(path, create=True).close()
    done = run("add", "--jsonl", many, "--record", path, prepare=small_files(path.stat().st_size + 200 * KB))
    assert complaint(done).startswith(f"{path}: reading or writing failed (is the disk full, or a quota used up?);")
    told = acknowledged(done.stdout, "added")
    assert 0 < len(told) < 30
    assert count(path) == len(told)
    done = run("add", "--jsonl", many, "--record", path)
    assert done.returncode == 0
    assert acknowledged(done.stdout, "unchanged") == told
    assert count(path) == 30


def test_a_full_disk(tmp_path: Path, samples: list[Record]) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if (
        os.geteuid() != 0
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "none", disk], check=False).returncode
    ):
        pytest.skip("no disk can be mounted here")
    try:
        path = disk / "verbale.db"
        writer = Writer(open_record(path, create=True), prepared.RUN)
        done = 0
        with pytest.raises(RecordError, match="the disk is full; what was acknowledged is safe"):
            for done in range(1000):
                writer.add(prepared.sent(samples, 3 * done))
        writer.database.close()
        assert done > 0
        shutil.copytree(disk, tmp_path / "larger")
        assert count(tmp_path / "larger" / path.name) == done
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.fixture
def powerless() -> Callable[[], None]:
    """What a process does before it starts, so that permissions hold for it although it is a superuser's."""
    if os.geteuid() != 0:
        return lambda: None
    drop = ctypes.CDLL(None, use_errno=True).prctl
    if drop(PR_CAPBSET_READ, CAP_DAC_OVERRIDE, 0, 0, 0) == 1 and drop(PR_CAPBSET_READ, CAP_SETPCAP, 0, 0, 0) != 1:
        pytest.skip("we are a superuser who may write everywhere and cannot help it")
    return lambda: [drop(PR_CAPBSET_DROP, power, 0, 0, 0) for power in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH)] and None


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that may be forbidden to us."""
    path = tmp_path / "folder"
    path.mkdir()
    yield path
    path.chmod(0o755)


def found_by(prepare: Callable[[], None], where: str) -> str:
    command = [sys.executable, "-c", COUNT, where]
    done = subprocess.run(
        command, capture_output=True, text=True, preexec_fn=prepare, env=environment(), check=False, cwd="/"
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize(("file", "inside"), [(0o444, 0o555), (0o444, 0o755), (0o644, 0o555)])
def test_what_may_only_be_read_is_read_and_not_written(
    folder: Path, powerless: Callable[[], None], rows: Path, samples: list[Record], file: int, inside: int
) -> None:
    where = filled(folder / "verbale.db", samples)
    Path(where).chmod(file)
    folder.chmod(inside)
    assert found_by(powerless, where) == "2\n"
    said = complaint(run("add", "--jsonl", rows, "--record", where, prepare=powerless))
    assert said == f"{where}: no permission to write to it"


def test_a_reader_who_may_not_write_sees_what_is_added_meanwhile(
    folder: Path, powerless: Callable[[], None], samples: list[Record]
) -> None:
    """The newest reports stand in the log only, which such a reader must not overlook."""
    where = filled(folder / "verbale.db", samples)
    database = open_record(where)
    assert Writer(database, prepared.RUN).add(prepared.sent(samples, 3)).kind == "added"
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
    assert found_by(powerless, where) == "3\n"
    database.close()


def test_a_log_that_nobody_may_take_up_is_not_overlooked(
    folder: Path, powerless: Callable[[], None], samples: list[Record]
) -> None:
    """A copy of a file and its log, made while somebody wrote."""
    where = filled(folder / "verbale.db", samples)
    database = open_record(where)
    assert Writer(database, prepared.RUN).add(prepared.sent(samples, 3)).kind == "added"
    copy = folder / "copy"
    copy.mkdir()
    for end in ("", "-wal"):
        shutil.copy(where + end, copy)
    database.close()
    copy.chmod(0o555)
    said = found_by(powerless, str(copy / "verbale.db"))
    copy.chmod(0o755)
    assert said == "3\n" or "cannot be opened" in said


def test_a_folder_in_which_nothing_may_be_begun(folder: Path, powerless: Callable[[], None], rows: Path) -> None:
    folder.chmod(0o555)
    path = folder / "verbale.db"
    said = complaint(run("add", "--jsonl", rows, "--record", path, prepare=powerless))
    assert said == f"{path}: cannot be opened: is the folder there, and may you write to it?"


def test_a_damaged_file_is_told_and_not_made_worse(tmp_path: Path, samples: list[Record]) -> None:
    path = Path(filled(tmp_path / "verbale.db", samples))
    data = bytearray(path.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(RecordError) as caught:
        Writer(open_record(path), prepared.RUN).add(prepared.sent(samples, 5))
    assert caught.value.reason == "the file is damaged: restore it from a backup"


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("postgresql://me:secret@localhost:1/news", "postgresql://me:***@localhost:1/news: the server cannot be reached: "),
        ("postgresql://me@no-such-host.invalid/news", "postgresql://me@no-such-host.invalid/news: the server cannot be reached: "),
        ("mysql://me:secret@localhost/news", "mysql://me:***@localhost/news: a record is a SQLite file, or a PostgreSQL"),
        ("postgresql://me:secret@localhost:port/news", "postgresql://***@localhost:port/news: not a database URL"),
        ("postgresql://me:sec@ret@localhost:port/news", "postgresql://***@localhost:port/news: not a database URL"),
        ("postgresql://me@localhost/news?sslmode=perhaps", "postgresql://me@localhost/news: of options it may have sslmode"),
        ("postgresql://me@localhost/news?colour=red", "postgresql://me@localhost/news: of options it may have sslmode"),
        ("postgresql://me@localhost/news?sslmode=verify-full&sslrootcert=/no", "postgresql://me@localhost/news: sslrootcert cannot"),
    ],
)  # fmt: skip
def test_a_wrong_url_is_told_without_its_password(url: str, told: str) -> None:
    with pytest.raises(RecordError) as caught:
        open_record(url, create=True)
    assert str(caught.value).startswith(told)
    assert "secret" not in str(caught.value)


def test_a_wrong_url_is_one_line_for_a_user(rows: Path) -> None:
    said = complaint(run("add", "--jsonl", rows, "--record", "postgresql://me:secret@localhost:1/news"))
    assert said == "postgresql://me:***@localhost:1/news: the server cannot be reached: connection refused"


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pg8000", None)
    with pytest.raises(RecordError, match="the PostgreSQL driver is not installed: pip install 'verbale"):
        engine_of(parse("postgresql://me@localhost/news"))


def test_a_database_or_user_that_is_not_there(postgresql: str) -> None:
    server, _, _ = postgresql.rpartition("/")
    with pytest.raises(RecordError, match='database "news" does not exist'):
        open_record(f"{server}/news", create=True)
    with pytest.raises(RecordError, match='role "stranger" does not exist'):
        open_record(postgresql.replace("//postgres@", "//stranger@"), create=True)


def test_a_wrong_password(postgresql: str) -> None:
    admin = sa.create_engine(postgresql.replace("postgresql:", "postgresql+pg8000:"))
    with admin.begin() as connection:
        connection.exec_driver_sql(f"CREATE ROLE {GUARDED} LOGIN PASSWORD 'right'")
    try:
        url = postgresql.replace("//postgres@", f"//{GUARDED}:wrong@")
        with suppress(RecordError):
            open_record(url, create=True)
            pytest.skip("this server trusts everybody")
        for given in ("wrong@", "@"):
            with pytest.raises(RecordError, match="wrong user or password: give the password in the URL, or as PGPASS"):
                open_record(url.replace("wrong@", given))
        with pytest.raises(RecordError, match="permission denied for schema public"):
            open_record(url.replace("wrong", "right"), create=True)
    finally:
        with admin.begin() as connection:
            connection.exec_driver_sql(f"DROP ROLE {GUARDED}")
        admin.dispose()


class Line:
    """A line to the server that can be cut."""

    def __init__(self, url: str) -> None:
        self._far = sa.make_url(url)
        self._near = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self.url = self._far.set(port=self._near.getsockname()[1]).render_as_string(hide_password=False)
        threading.Thread(target=self._take, daemon=True).start()

    def cut(self) -> None:
        for end in (self._near, *self._open):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _take(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._near.accept()
                far = socket.create_connection((self._far.host, self._far.port))
                self._open += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._pass, args=(one, other), daemon=True).start()

    @staticmethod
    def _pass(one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(64 * KB):
                other.sendall(data)


@pytest.mark.parametrize("where", ["postgresql"], indirect=True)
def test_a_line_that_breaks_in_the_middle_of_a_report(where: str, samples: list[Record]) -> None:
    line = Line(where)
    database = open_record(line.url, create=True)
    Writer(database, prepared.RUN).add(prepared.sent(samples, 0))
    lost = pytest.raises(RecordError, match="the connection to the server was lost; what was acknowledged is safe")
    with lost, database.writing() as connection:
        connection.execute(sa.delete(MARKS))
        line.cut()
        connection.execute(sa.delete(MARKS))
    with pytest.raises(RecordError, match="the server cannot be reached: connection refused"):
        count(line.url)
    database.close()
    assert count(where) == 1


@pytest.mark.parametrize("where", ["postgresql"], indirect=True)
def test_a_server_that_is_stopped_is_one_line_for_a_user(where: str, tmp_path: Path) -> None:
    line = Line(where)
    with subprocess.Popen(
        [sys.executable, "-m", "verbale.cli", "add", "--jsonl", texts(tmp_path / "many.jsonl", 400), "--record", line.url],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(),
    ) as process:  # fmt: skip
        assert process.stdout is not None
        first = process.stdout.readline()
        line.cut()
        out, err = process.communicate()
    assert process.returncode == 2
    [said] = err.splitlines()
    assert "the connection to the server was lost" in said or "the server cannot be reached" in said
    assert count(where) - len(acknowledged(first + out, "added")) in (0, 1)


@pytest.mark.parametrize("where", ["postgresql"], indirect=True)
def test_a_session_that_the_server_ends(where: str) -> None:
    database = open_record(where, create=True)
    with pytest.raises(RecordError, match="the connection to the server was lost"), database.writing() as connection:
        own = connection.scalar(sa.func.pg_backend_pid().select())
        with database.reading() as other:
            other.execute(sa.select(sa.func.pg_terminate_backend(own)))
        connection.execute(sa.delete(MARKS))
    assert count(where) == 0


def test_text_that_a_database_cannot_hold_does_not_keep_a_report_out(where: str, samples: list[Record]) -> None:
    writer = Writer(open_record(where, create=True), prepared.RUN)
    record = prepared.sent(samples, 0)
    event = replace(record.events[0], evidence=replace(record.events[0].evidence, quote="a\0b " * 400_000))
    record = replace(record, report=replace(record.report, title="nul \0", source=None), events=(event,))
    assert writer.add(record).kind == "added"
    assert writer.add(record).kind == "unchanged"
    writer.database.close()


@pytest.mark.parametrize("where", ["postgresql"], indirect=True)
def test_a_report_that_a_database_cannot_hold_keeps_no_other_out(where: str, samples: list[Record]) -> None:
    writer = Writer(open_record(where, create=True), prepared.RUN)
    record = prepared.sent(samples, 0)
    endless = "".join(chr(0x4E00 + n) for n in range(9000))
    with pytest.raises(UnfitError):
        writer.add(replace(record, id=endless, report=replace(record.report, id=endless)))
    assert writer.add(record).kind == "added"
    writer.database.close()
    assert count(where) == 1


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("database or disk is full", "the disk is full"),
        ("disk I/O error", "is the disk full"),
        ("database is locked", "another program has kept it busy for 120 seconds"),
        ("attempt to write a readonly database", "no permission to write to it"),
    ],
)
def test_what_sqlite_says_is_told_in_words(said: str, told: str) -> None:
    assert told in reason(sqlite3.OperationalError(said))


def test_what_postgresql_says_is_told_in_words() -> None:
    full = {"S": "ERROR", "C": "53100", "M": 'could not extend file "base/1": No space left on device'}
    assert reason(RuntimeError(full)).startswith("the disk is full")
    busy = {"S": "ERROR", "C": "55P03", "M": "canceling statement due to lock timeout"}
    assert reason(RuntimeError(busy)).startswith("another program has kept it busy")
