"""Judging from the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from verbale.cli import main
from verbale.pipeline import Reader
from verbale.store.writing import Writer

from .judges import ADDRESS, ON_SQLITE, added, ids

pytestmark = ON_SQLITE


@pytest.fixture(autouse=True)
def chosen(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The record and reviewer that the environment names."""
    monkeypatch.setenv("VERBALE_RECORD", where)
    monkeypatch.setenv("VERBALE_REVIEWER", "Ana")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def rows(*arguments: str) -> list[dict[str, object]]:
    done = run(*arguments, "--format", "jsonl")
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_each_judgement_is_acknowledged_with_its_id(writer: Writer, reader: Reader) -> None:
    added(writer, reader)
    id = ids(writer.database)["Chile"]
    done = run("correct", id, "status=denied", "date=2003-03-04", "--why", "the cable", "--by", "Ben")
    assert done.exit_code == 0
    lines = [line.partition(": ")[2] for line in done.stdout.splitlines()]
    assert lines == [f"correct {id}: status = denied", f"correct {id}: date = 2003-03-04"]
    listed = rows("corrections", "--by", "Ben")
    assert [(r["who"], r["why"], r["value"]) for r in listed if r["field"] == "status"] == [
        ("Ben", "the cable", "denied")
    ]
    assert [r["id"] for r in listed] == [line.partition(": ")[0] for line in done.stdout.splitlines()]


def test_undo_names_the_command_for_a_judgement_on_episodes(writer: Writer, reader: Reader) -> None:
    added(writer, reader)
    at = ids(writer.database)
    judgement = run("episode", "merge", at["Chile"], at["France"]).stdout.partition(":")[0]
    refused = run("undo", judgement)
    assert refused.exit_code == 2
    assert f"verbale episode undo {judgement}" in refused.stderr
    assert run("episode", "undo", judgement).exit_code == 0


def test_the_commands_work_together(writer: Writer, reader: Reader) -> None:
    added(writer, reader)
    at = ids(writer.database)
    assert run("accept", at["Chile"]).exit_code == 0
    assert run("reject", at["France"], "--same-as", at["Chile"]).exit_code == 0
    words = "The envoys of India and Pakistan drank tea"
    assert run("missed", ADDRESS, words, "type=CONSULT", "actors=IND; PAK").exit_code == 0
    assert run("correct", at["Chile"], "date=2003-03-04", "--split").exit_code == 0
    assert not {r["id"] for r in rows("review")} & {at["Chile"], at["France"]}
    judged = rows("corrections")
    assert [(r["verdict"], r["who"]) for r in judged] == [(v, "Ana") for v in ("accept", "merge", "add", "split")]
    assert run("undo", str(judged[1]["id"]), "--by", "Ben").exit_code == 0
    assert at["France"] in [r["id"] for r in rows("review")]
    assert [r["undone"] for r in rows("corrections")] == [False, True, False, False, False]
    assert [e["what"] for e in rows("history", at["France"])] == ["read", "merge", "undo"]


def test_a_path_names_the_report_read_from_it(writer: Writer, reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("Two flags hung side by side.", encoding="utf-8")
    assert run("add", str(path)).exit_code == 0
    done = run("missed", str(path), "Two flags hung side by side", "type=SUPPORT")
    assert done.exit_code == 0, done.output


WRONG = {
    "reject ID": "say why",
    "accept e0": "no event e0 in the record",
    "correct ID status": "“status” is no FIELD=VALUE",
    "correct ID status=denied status=planned": "status is given twice",
    "missed nowhere Chile type=ACCUSE": "no report nowhere in the record",
    f"missed {ADDRESS} Bolivia type=ACCUSE": "the report does not say “Bolivia”",
    f"missed {ADDRESS} envoys status=denied": "an event has a type",
    "undo j0": "no judgement j0 in the record",
    "history e0": "no event e0 in the record",
    "agreement --by Ana": "give --by again",
    "corrections --as gold": "OUT",
    "corrections --as training out.jsonl --partial": "--partial is for --as gold",
    "corrections --as gold /nowhere/out.jsonl": "cannot be written",
}


@pytest.mark.parametrize("line", WRONG)
def test_what_cannot_be_done_is_one_clear_line(writer: Writer, reader: Reader, line: str) -> None:
    added(writer, reader)
    done = run(*line.replace("ID", ids(writer.database)["Chile"]).split(" "))
    assert done.exit_code == 2
    assert WRONG[line] in done.stderr
    assert "Traceback" not in done.stderr
    assert len([x for x in done.stderr.splitlines() if "rror" in x or x.startswith("verbale: ")]) == 1


def test_there_is_nothing_to_agree_on_with_one_reviewer(writer: Writer, reader: Reader) -> None:
    added(writer, reader)
    assert run("accept", ids(writer.database)["Chile"]).exit_code == 0
    done = run("agreement")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "no event has been judged by two reviewers" in done.stderr
    assert run("accept", ids(writer.database)["Chile"], "--by", "Ben").exit_code == 0
    assert {r["field"]: r["observed"] for r in rows("agreement")}["type"] == 1.0
