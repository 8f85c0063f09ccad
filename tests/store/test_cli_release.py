"""The commands that hand a record on, as a user types them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from verbale.cli import main
from verbale.record import Record
from verbale.store.database import open_record
from verbale.store.writing import Writer


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def test_a_record_is_released_listed_backed_up_and_restored(
    writer: Writer, where: str, samples: list[Record], tmp_path: Path
) -> None:
    writer.add(samples[0])
    events = len(samples[0].events)
    made = run("release", "2026-1", "--out", str(tmp_path), "--record", where)
    assert made.exit_code == 0, made.output
    assert made.output.splitlines()[0].startswith(f"released: {tmp_path / '2026-1'}: {events} events")
    assert (tmp_path / "2026-1" / "events.parquet").is_file()
    listed = run("releases", "--record", where, "--format", "jsonl")
    [row] = map(json.loads, listed.output.splitlines())
    assert (row["name"], row["events"], row["added"]) == ("2026-1", events, events)
    assert run("releases", "--record", where).output.split()[:2] == ["name", "made"]
    copied = run("backup", str(tmp_path / "copy.db"), "--record", where)
    assert copied.output == f"backed up: {tmp_path / 'copy.db'}: 1 report, {events} events, 0 judgements\n"
    again = run("restore", str(tmp_path / "copy.db"), "--record", str(tmp_path / "again.db"))
    assert again.output == f"restored: {tmp_path / 'again.db'}: 1 report, {events} events, 0 judgements\n"
    assert run("releases", "--record", str(tmp_path / "again.db"), "--format", "jsonl").output == listed.output


@pytest.mark.parametrize("name", ["../evil", ".hidden", "a/b", "", "-x y"])
def test_a_name_that_is_no_folder_name_is_refused(name: str, tmp_path: Path) -> None:
    found = run("release", "--record", str(tmp_path / "v.db"), "--", name)
    assert found.exit_code == 2
    assert "letters, digits" in found.output


@pytest.mark.parametrize("words", [["release", "one"], ["releases"], ["backup", "copy.db"]])
def test_without_a_record_one_line_says_so(words: list[str], tmp_path: Path) -> None:
    found = run(*words, "--record", str(tmp_path / "none.db"))
    assert found.exit_code == 2
    assert (
        found.output == f"verbale: {tmp_path / 'none.db'}: there is no record yet: `verbale add INPUT...` begins one\n"
    )


def test_what_is_there_already_is_named_in_one_line(tmp_path: Path) -> None:
    record = str(tmp_path / "v.db")
    open_record(record, create=True).close()
    (tmp_path / "one").mkdir()
    for words, line in (
        (["release", "one", "--out", str(tmp_path)], "one: is there already: a release is never overwritten"),
        (["backup", record], "v.db: is there already: a backup is never overwritten"),
        (["restore", str(tmp_path / "no.db")], "no.db: there is no such file"),
    ):
        found = run(*words, "--record", record)
        assert found.exit_code == 2
        assert found.output.endswith(f"{line}\n")
        assert len(found.output.splitlines()) == 1
