"""`verbale add` from the outside: what is acknowledged is safe, however the run ends and whoever else is adding."""

import signal
import subprocess
from pathlib import Path

import sqlalchemy as sa
from measure import soundness

from verbale.store.database import open_record
from verbale.store.tables import REPORTS

from .commands import SLOW_S, acknowledged, complaint, run, started, texts

MANY = 30


def stored(where: str | Path) -> list[str]:
    """The ids of the reports in a record that is sound."""
    database = open_record(where)
    with database.reading() as connection:
        assert not list(soundness.of_totals(connection))
        found = list(connection.scalars(sa.select(REPORTS.c.id)))
    assert not list(soundness.of_file(database))
    database.close()
    return sorted(found)


def safe_and_no_more(where: Path, told: list[str]) -> bool:
    """Whether what was acknowledged is there; one report more may have reached the disk."""
    there = set(stored(where))
    return set(told) <= there and len(there) - len(told) <= 1


def stopped(process: "subprocess.Popen[str]", by: signal.Signals) -> tuple[list[str], str]:
    """What a run had acknowledged as added when it was stopped after its first line, and what it complained of."""
    assert process.stdout is not None
    lines = process.stdout.readline()
    process.send_signal(by)
    rest, complaints = process.communicate(timeout=SLOW_S)
    return acknowledged(lines + rest, "added"), complaints


def test_work_that_was_stopped_and_killed_is_taken_up_where_it_ended(tmp_path: Path) -> None:
    rows, where = texts(tmp_path / "texts.jsonl", MANY), tmp_path / "verbale.db"
    with started("add", "--jsonl", rows, "--record", where) as process:
        first, complaints = stopped(process, signal.SIGINT)
    assert complaints == "verbale: interrupted\n"
    assert process.returncode == 130
    assert 0 < len(first) < MANY
    assert safe_and_no_more(where, first)
    rows.write_text("\n".join(rows.read_text(encoding="utf-8").splitlines()[len(first) :]), encoding="utf-8")
    with started("add", "--jsonl", rows, "--record", where) as process:
        second, _ = stopped(process, signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    safe = [*first, *second]
    assert safe_and_no_more(where, safe)
    done = run("add", "--jsonl", texts(rows, MANY), "--record", where)
    assert done.returncode == 0
    assert set(safe) <= set(acknowledged(done.stdout, "unchanged"))
    assert stored(where) == sorted(f"r{n}" for n in range(MANY))


def test_an_interrupt_ends_the_reading_processes_too(tmp_path: Path) -> None:
    rows, where = texts(tmp_path / "texts.jsonl", 10 * MANY), tmp_path / "verbale.db"
    with started("add", "--jsonl", rows, "--record", where, "--processes", "2") as process:
        told, complaints = stopped(process, signal.SIGINT)
    assert complaints == "verbale: interrupted\n"
    assert process.returncode == 130
    assert safe_and_no_more(where, told)


def test_nobody_hears_of_an_output_that_is_closed(tmp_path: Path) -> None:
    rows, where = texts(tmp_path / "texts.jsonl", MANY), tmp_path / "verbale.db"
    with started("add", "--jsonl", rows, "--record", where) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        [first] = acknowledged(process.stdout.readline(), "added")
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(SLOW_S) == 0
    assert first in stored(where)
    assert len(stored(where)) < MANY


def test_several_processes_add_each_report_once(where: str, tmp_path: Path) -> None:
    rows = texts(tmp_path / "texts.jsonl", 12)
    running = [started("add", "--jsonl", rows, "--record", where) for _ in range(2)]
    outputs = [process.communicate(timeout=SLOW_S) for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert [complaints for _, complaints in outputs] == ["", ""]
    added = [id for lines, _ in outputs for id in acknowledged(lines, "added")]
    unchanged = [id for lines, _ in outputs for id in acknowledged(lines, "unchanged")]
    assert sorted(added) == sorted(unchanged) == stored(where) == sorted(f"r{n}" for n in range(12))


def test_what_cannot_be_read_is_named_and_the_rest_is_added(tmp_path: Path) -> None:
    rows, where = texts(tmp_path / "texts.jsonl", 2), tmp_path / "verbale.db"
    rows.write_text(rows.read_text(encoding="utf-8") + "\nnot JSON\n", encoding="utf-8")
    done = run("add", "--jsonl", rows, "--record", where)
    assert done.returncode == 1
    assert stored(where) == ["r0", "r1"]
    [line] = [line for line in done.stdout.splitlines() if line.startswith("failed: ")]
    assert line.startswith(f"failed: {rows}:3: not JSON")


def test_neither_inputs_nor_rows_is_bad_usage(tmp_path: Path) -> None:
    done = run("add", "--record", tmp_path / "verbale.db")
    assert done.returncode == 2
    assert "give either inputs or --jsonl FILE" in done.stderr
    assert not (tmp_path / "verbale.db").exists()


def test_a_record_of_a_newer_version_is_one_line_for_a_user(tmp_path: Path) -> None:
    where = tmp_path / "verbale.db"
    database = open_record(where, create=True)
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE marks SET value = '99' WHERE name = 'format'")
    database.close()
    said = complaint(run("add", "--jsonl", texts(tmp_path / "texts.jsonl", 1), "--record", where))
    assert said.startswith(f"{where}: made by Verbale ")
    assert said.endswith(": update Verbale")
