"""`verbale evaluate`: what it prints, the files it writes, and how it takes bad input."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from verbale import cli
from verbale.export.jsonl import encode
from verbale.ingest import from_text
from verbale.pipeline import Reader

GOLD = [
    ("Ghana accused Togo of arming rebels.", "ACCUSE", "GHA", "TGO"),
    ("Norway's foreign minister visited Chile on 4 March 2003.", "CONSULT", "NOR", "CHL"),
    ("Peru threatened Chile with war.", "ASSAULT", "PER", "CHL"),
]
Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, reader: Reader) -> Run:
    monkeypatch.setattr(cli, "load_reader", lambda *_: reader)

    def invoke(*arguments: Any, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(cli.main, ["evaluate", *map(str, arguments)], input=stdin, prog_name="verbale")

    return invoke


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    rows = (
        {"id": n, "text": text, "events": [{"event": kind, "source": source, "target": target}]}
        for n, (text, kind, source, target) in enumerate(GOLD)
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def objects(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_it_reads_the_texts_of_the_gold_and_prints_a_table(run: Run, gold: Path) -> None:
    result = run(gold, "--bootstrap", "50")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("gold: coded events, 3 records\n")
    assert [line.split()[0] for line in result.stdout.splitlines()[2:9]] == [
        "type", "exact", "top-1", "top-1", "actors", "recipients", "triple",
    ]  # fmt: skip
    assert "  THREATEN" in result.stdout, "a line for each type"


def test_no_line_for_types_where_none_is_asked_for(run: Run, gold: Path) -> None:
    assert "THREATEN" not in run(gold, "--bootstrap", "0", "--no-by-type").stdout


def test_errors_come_as_text_and_as_a_page(run: Run, gold: Path, tmp_path: Path) -> None:
    assert "type: ASSAULT → THREATEN  (1)" in run(gold, "--bootstrap", "0", "--errors").stdout
    page, text = tmp_path / "e.html", tmp_path / "e.txt"
    assert run(gold, "--bootstrap", "0", "--errors", page).exit_code == 0
    assert run(gold, "--bootstrap", "0", "--errors", text).exit_code == 0
    assert "Peru threatened Chile with war" in page.read_text(encoding="utf-8")
    assert "≠ wrong type: ASSAULT → THREATEN" in text.read_text(encoding="utf-8")


def test_a_saved_reading_gives_the_same_figures(run: Run, gold: Path, tmp_path: Path) -> None:
    saved = tmp_path / "run.jsonl"
    first = run(gold, "--save", saved, "--bootstrap", "20")
    assert run(gold, "--predictions", saved, "--bootstrap", "20").stdout == first.stdout
    assert len(saved.read_text(encoding="utf-8").splitlines()) == 3


def test_two_readings_compare(run: Run, gold: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    events = [{"event": "ASSAULT", "source": "PER", "target": "CHL"}]
    other.write_text(json.dumps({"id": 2, "events": events}) + "\n", encoding="utf-8")
    result = run(gold, "--against", other, "--bootstrap", "20", "--no-by-type")
    assert "2 records better, 1 worse, 0 changed otherwise, 0 as before" in result.stdout
    changes = [row for row in objects(run(gold, "--against", other, "--format", "jsonl")) if row["line"] == "change"]
    assert [(row["id"], row["change"]) for row in changes] == [(0, "better"), (1, "better"), (2, "worse")]


def test_json_lines_hold_figures_and_errors(run: Run, gold: Path) -> None:
    found = objects(run(gold, "--format", "jsonl", "--errors", "--bootstrap", "0"))
    assert {row["line"] for row in found} == {"figure", "error"}
    [kind] = [row for row in found if row.get("measure") == "type" and row["class"] is None]
    assert (kind["hit"], kind["gold"], kind["low"]) == (2, 3, None)


def test_a_corrected_record_is_gold(run: Run, reader: Reader, tmp_path: Path) -> None:
    record = json.loads(encode(reader.read(from_text(GOLD[0][0], "r"))))
    for event in record["events"]:
        event["status"] = "planned"
    path = tmp_path / "record.json"
    path.write_text(json.dumps(record, indent=1), encoding="utf-8")
    found = {
        row["measure"]: row["value"]
        for row in objects(run(path, "--format", "jsonl", "--bootstrap", "0", "--no-by-type"))
    }
    assert (found["events"], found["status"], found["actor country"]) == (1, 0, 1)


@pytest.mark.parametrize(
    ("row", "read"),
    [
        ({"text": "They met last Friday.", "date": "2003-03-04", "times": [{"start": 9, "end": 20, "value": "2003-02-28"}]}, "strict"),
        ({"text": "Shells fell near Basra.", "toponyms": [{"start": 17, "end": 22}]}, "names"),
        ({"text": "NATO met in Oslo.", "entities": [{"start": 12, "end": 16, "type": "Location"}]}, "names"),
        ({"text": "the Chilean foreign minister", "expected": {"country": "CHL", "role": "GOV"}}, "role"),
        ({"text": "Oslo said it would wait.", "attributions": [{"cue": [{"start": 5, "end": 9}]}]}, "cue"),
    ],
    ids=["times", "places", "names", "mentions", "attribution"],
)  # fmt: skip
def test_every_kind_of_gold_is_read(row: dict[str, Any], read: str, run: Run) -> None:
    result = run("-", "--format", "jsonl", "--bootstrap", "0", stdin=json.dumps({"id": 1, **row}))
    assert {r["measure"]: r["value"] for r in objects(result)}[read] == 1


def test_a_bad_row_costs_that_row_only(run: Run, gold: Path) -> None:
    with gold.open("a", encoding="utf-8") as file:
        file.write('{"id": 9, "text": 5, "events": []}\n')
    result = run(gold, "--bootstrap", "0")
    assert result.exit_code == 1
    assert result.stderr == f"verbale: {gold}:4: expected `str | null`, got `int` - at `$.text`\n"
    assert "3 records" in result.stdout


def test_a_bad_file_costs_that_file_only(run: Run, gold: Path, tmp_path: Path) -> None:
    picture = tmp_path / "gold.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\xff\x00")
    result = run(picture, gold, "--bootstrap", "0")
    assert result.exit_code == 1
    assert result.stderr == f"verbale: {picture}: neither JSON nor text in UTF-8\n"
    assert "3 records" in result.stdout
    assert run(picture).exit_code == 1


def test_ids_that_no_gold_has_are_named(run: Run, gold: Path, tmp_path: Path) -> None:
    read = tmp_path / "read.jsonl"
    read.write_text('{"id": 0, "events": []}\n{"id": "x", "events": []}\nnot json\n', encoding="utf-8")
    result = run(gold, "--predictions", read, "--bootstrap", "0")
    assert result.exit_code == 1
    assert f"{read}: not in the gold and passed over: 1 of its ids (x)" in result.stderr
    assert f"{read}:3: JSON is malformed" in result.stderr
    assert "2 without a reading" in result.stdout


def test_a_reading_of_something_else_is_refused(run: Run, gold: Path, tmp_path: Path) -> None:
    read = tmp_path / "read.jsonl"
    read.write_text('{"id": "x", "events": []}\n', encoding="utf-8")
    result = run(gold, "--predictions", read)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"verbale: {read}: none of its lines answers a row of the gold (its first id is x)\n"


@pytest.mark.parametrize(
    "more",
    [
        ("--save", "x", "--predictions", "y"),
        ("--errors", "gold.jsonl"),
        ("--save", "GOLD"),
        ("--types", "17"),
        ("--save", "/nowhere/x"),
    ],
)
def test_bad_usage_is_said_before_anything_is_read(more: tuple[str, ...], run: Run, gold: Path) -> None:
    result = run(gold, *(str(gold) if word == "GOLD" else word for word in more))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr
    assert gold.stat().st_size > 0
