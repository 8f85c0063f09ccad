"""The commands on runs, versions and readings: what they print, and the status they leave with."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from verbale import cli, cli_add, cli_reread
from verbale.pipeline import Reader
from verbale.store.database import open_record
from verbale.store.tables import EVENTS, VERSIONS

Run = Callable[..., Result]
TEXT = "Indian students nicknamed the governor of Bihar on Friday. Chile rebuked Peru on Monday."
CHANGED = "Corrected on Tuesday.\nIndian students nicknamed the governor of Bihar on Friday."


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, reader: Reader, other_reader: Reader) -> Run:
    """The program in a folder of its own, with readers that are loaded already."""

    def load(folders: tuple[Path, ...] = (), _: str | None = None) -> Reader:
        return other_reader if folders else reader

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VERBALE_RECORD", raising=False)
    for module in (cli_add, cli_reread):
        monkeypatch.setattr(module, "load_reader", load)
    return lambda *arguments: CliRunner().invoke(cli.main, arguments, prog_name="verbale")


@pytest.fixture
def two_runs(run: Run, own_words: Path) -> list[str]:
    """Two reports, one of them seen in two versions, read by two runs; what rereading printed."""
    page = Path("page.txt")
    for text in ("Peru closed a port.\n" + TEXT, TEXT):
        page.write_text(text)
        assert run("add", "page.txt").exit_code == 0
    Path("other.txt").write_text("France sent two frigates to Lebanon on Monday.")
    assert run("add", "other.txt").exit_code == 0
    result = run("reread", "--all", "--lexicon", str(own_words))
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def test_rereading_tells_of_each_report_and_of_all(run: Run, two_runs: list[str], own_words: Path) -> None:
    assert two_runs == [
        "reread: page.txt: 1 appeared, 1 changed",
        "reread: other.txt: unchanged",
        "2 reports: 1 appeared, 1 changed (1 report unchanged)",
    ]
    assert run("reread", "--all", "--lexicon", str(own_words)).stdout.startswith("nothing to reread")
    assert run("reread", "page.txt").stdout.splitlines()[0] == "shown again: page.txt: 1 vanished, 1 changed"


def test_rereading_wants_reports_or_all_and_knows_them(run: Run, two_runs: list[str]) -> None:
    assert run("reread").exit_code == 2
    assert run("reread", "page.txt", "--all").exit_code == 2
    missing = run("reread", "elsewhere.txt")
    assert (missing.exit_code, missing.stderr) == (2, "verbale: verbale.db: it holds no report elsewhere.txt\n")


def test_a_report_that_fails_is_named_and_the_status_is_one(run: Run, two_runs: list[str], tmp_path: Path) -> None:
    database = open_record(tmp_path / "verbale.db")
    with database.writing() as connection:
        last = connection.scalar(sa.select(sa.func.max(VERSIONS.c.key)))
        connection.execute(sa.update(VERSIONS).where(VERSIONS.c.key == last).values(content=b"x"))
    database.close()
    result = run("reread", "--all")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "shown again: page.txt: 1 vanished, 1 changed",
        "failed: other.txt: what the record holds of it is damaged: `verbale check` says where",
        "1 report, 1 failed: 1 vanished, 1 changed (0 reports unchanged)",
    ]


def test_changes_are_a_table_or_rows(run: Run, two_runs: list[str]) -> None:
    rows = [
        json.loads(line) for line in run("changes", "--from", "1", "--to", "2", "--format", "jsonl").stdout.splitlines()
    ]
    assert [(r["change"], r["field"], r["before"], r["after"]) for r in rows] == [
        ("appeared", None, None, "India (IND EDU) → India (IND GOV)"),
        ("changed", "type", "ACCUSE", "REJECT"),
        ("changed", "mode", "disapprove", None),
        ("changed", "cameo", "111", "120"),
    ]
    assert {(r["source"], r["version"]) for r in rows} == {("page.txt", 2)}
    table = run("changes", "--from", "1", "--to", "2").stdout.splitlines()
    assert table[0].split() == list(cli_reread.COLUMNS)
    assert table[-1] == "2 reports read by both runs: 1 appeared, 1 changed"
    sheet = list(csv.reader(io.StringIO(run("changes", "--from", "2", "--to", "1", "--format", "csv").stdout)))
    assert [row[1] for row in sheet[1:]] == ["vanished", "changed", "changed", "changed"]
    one = run("changes", "--from", "1", "--to", "2", "--report", "other.txt")
    assert one.stdout == "1 report read by both runs: unchanged\n"
    assert run("changes", "--from", "1", "--to", "9").stderr == (
        "verbale: verbale.db: it has no run 9: `verbale runs` lists them\n"
    )


def test_runs_are_listed(run: Run, two_runs: list[str], reader: Reader, other_reader: Reader) -> None:
    found = [json.loads(line) for line in run("runs", "--format", "jsonl").stdout.splitlines()]
    assert [r["lexicon"] for r in found] == [reader.lexicon.digest, other_reader.lexicon.digest]
    assert [(r["number"], r["reports"]) for r in found] == [(1, 2), (2, 2)]
    assert found[0]["events"] > found[1]["events"], "over all versions that it read"
    assert reader.lexicon.digest[:12] + " " in run("runs").stdout


def test_versions_are_listed_with_what_changed_in_their_lines(run: Run, two_runs: list[str]) -> None:
    found = [json.loads(line) for line in run("versions", "page.txt", "--format", "jsonl").stdout.splitlines()]
    assert [(v["number"], v["lines_added"], v["lines_removed"], v["runs"]) for v in found] == [
        (1, None, None, [1]),
        (2, 0, 1, [1, 2]),
    ]
    assert run("versions", "page.txt", "--format", "csv").stdout.splitlines()[2].endswith(",0,1,1 2,")


def test_the_minutes_of_any_run_and_version_are_printed(run: Run, two_runs: list[str]) -> None:
    def types(*options: str) -> list[str]:
        return [
            e["type"] for e in json.loads(run("minutes", "page.txt", "--format", "jsonl", *options).stdout)["events"]
        ]

    assert types() == ["PROTEST", "REJECT"]
    assert types("--run", "1") == ["ACCUSE"]
    assert "ACCUSE" in types("--version", "1")
    assert "nicknamed" in run("minutes", "page.txt").stdout
    assert run("minutes", "page.txt", "--version", "1", "--run", "2").stderr == (
        "verbale: verbale.db: no reading of version 1 of page.txt in run 2\n"
    )
    assert run("minutes", "nothing.txt").exit_code == 2


def test_the_original_bytes_are_written(run: Run, two_runs: list[str], tmp_path: Path) -> None:
    assert run("original", "page.txt").stdout_bytes == TEXT.encode()
    assert run("original", "page.txt", "--version", "1").stdout_bytes == ("Peru closed a port.\n" + TEXT).encode()
    assert run("original", "page.txt", "--version", "3").stderr == "verbale: verbale.db: page.txt has no version 3\n"


def test_a_check_says_ok_or_names_the_faults(run: Run, two_runs: list[str], tmp_path: Path) -> None:
    sound = run("check")
    assert sound.exit_code == 0
    assert sound.stdout.startswith("ok: 2 reports, 3 versions, ")
    database = open_record(tmp_path / "verbale.db")
    with database.writing() as connection:
        connection.execute(sa.update(EVENTS).where(EVENTS.c.type == "PROTEST").values(quote="x"))
    database.close()
    faulty = run("check")
    assert faulty.exit_code == 1
    first, last = faulty.stdout.splitlines()
    assert first.startswith("fault: page.txt: event e")
    assert last == "1 fault"
    assert run("check", "other.txt").exit_code == 0
