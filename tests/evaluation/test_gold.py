"""Gold files are recognised by their fields, and what is wrong in them is named with its line."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from verbale.errors import InputError
from verbale.evaluation import read_gold

from .gold_files import gold_of, written

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "measure-accuracy.md"

TEXT = "Norway and Chile met in Oslo."
ROWS: dict[str, Any] = {
    "events": {"events": [{"event": "CONSULT", "source": "NOR", "target": [{"country": "CHL"}]}]},
    "minutes": {"statements": []},
    "statements": {"attributions": [{"source": [{"start": 0, "end": 6}], "cue": [], "content": []}]},
    "times": {"dct": "2003-03-04", "times": []},
    "places": {"toponyms": [{"start": 24, "end": 28}]},
    "names": {"entities": [{"start": 24, "end": 28, "type": "Location"}]},
    "parties": {"expected": None},
}


@pytest.mark.parametrize("kind", ROWS)
def test_a_gold_file_is_known_by_its_fields(kind: str, tmp_path: Path) -> None:
    assert gold_of(tmp_path, {"id": 1, "text": TEXT, **ROWS[kind]}).kind == kind


def test_a_row_without_events_waits_for_one_that_has_some(tmp_path: Path) -> None:
    rows = {"id": 1, "text": TEXT, "events": []}, {"id": 2, "text": TEXT, **ROWS["events"]}
    assert gold_of(tmp_path, *rows).kind == "events"


def test_a_record_set_on_several_lines_is_one_row(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps({"id": "r", "report": {"body": TEXT}, "events": []}, indent=2), encoding="utf-8")
    gold = read_gold(str(path), pytest.fail)
    assert (gold.kind, gold.name, [row.body for row in gold.rows]) == ("minutes", "one", [TEXT])


def test_a_text_without_an_id_gives_itself_one(tmp_path: Path) -> None:
    [row] = gold_of(tmp_path, {"text": TEXT, "times": []}).rows
    assert isinstance(row.id, str)
    assert len(row.id) == 16


BAD = {
    '{"id": 3, "text": 5, "times": []}': "expected `str | null`, got `int` - at `$.text`",
    '{"id": 3, "times": []}': "no `text`",
    '{"id": 1, "text": "Again.", "times": []}': "the id 1 stands in",
    "not json": "JSON is malformed",
    '{"id": 3, "text": "Oslo.", "times": [{"start": 2, "end": 9}]}': "2 to 9 is no stretch of the text",
    "[1]": "expected `object`",
}


@pytest.mark.parametrize("row", BAD)
def test_a_bad_row_is_named_with_its_line_and_the_others_are_kept(row: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    good = '{"id": 1, "text": "They met.", "times": []}\n{"id": 2, "text": "They left.", "times": []}\n'
    path.write_text(good + row + "\n", encoding="utf-8")
    bad: list[InputError] = []
    assert [r.id for r in read_gold(str(path), bad.append).rows] == [1, 2]
    assert str(bad[0]).startswith(f"{path}:3: {BAD[row]}")


def test_evidence_that_is_not_where_it_says_is_refused(tmp_path: Path) -> None:
    event = {"type": "CONSULT", "evidence": {"start": 0, "end": 6, "quote": "Sweden"}}
    with pytest.raises(InputError, match="the text has other words at 0 to 6"):
        gold_of(tmp_path, {"id": 1, "text": TEXT, "events": [event]})


def test_a_type_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no event type or CAMEO code: APPLAUD"):
        gold_of(tmp_path, {"id": 1, "text": TEXT, "events": [{"event": "APPLAUD"}]})


FILES = {
    b"\x89PNG\r\n\x1a\n\x00\xff\xfe": "neither JSON nor text in UTF-8",
    b"": "the file is empty",
    b" \n\n": "the file is empty",
    b"A page of prose.\nAnother line.\n": "neither JSON",
    b'{"id": 1, "text": "Oslo.", "label": "x"}\n': "no gold of a known kind: its rows have id, label, text",
    b'{"id": 1,\n': "JSON is malformed|truncated",
    b'{"id": 1, "text": "", "times": []}\n': "no `text`|no row of it can be used",
}


@pytest.mark.parametrize("data", FILES)
def test_a_file_that_is_no_gold_says_why(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(data)
    with pytest.raises(InputError, match=FILES[data]):
        read_gold(str(path), lambda _: None)


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_gold(str(tmp_path / "gone.jsonl"), lambda _: None)


def test_the_digest_is_that_of_the_file(tmp_path: Path) -> None:
    first = gold_of(tmp_path, {"id": 1, "text": TEXT, "times": []}).sha256
    assert first != gold_of(tmp_path, {"id": 2, "text": TEXT, "times": []}).sha256
    assert len(first) == 64
    assert written(tmp_path / "x.jsonl")


def test_the_examples_in_the_how_to_are_gold_of_every_kind(tmp_path: Path) -> None:
    shown = re.findall(r"^```json\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert {gold_of(tmp_path, json.loads(block)).kind for block in shown} == set(ROWS)
