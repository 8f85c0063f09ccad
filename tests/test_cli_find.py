"""`verbale find` as people run it."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from verbale import cli_find
from verbale.cli import main
from verbale.ingest.jsonl import from_text
from verbale.pipeline import Reader
from verbale.store import asking
from verbale.store.database import open_record
from verbale.store.filters import Filters
from verbale.store.runs import Run
from verbale.store.writing import Writer

TEXTS = (
    "On 3 May 2011 Chile accused Peru of spying. Norway promised aid to Chad on 4 May 2011.",
    "France delivered twelve helicopters to Chad. Peru accused Chile of lies. Peru denied that it had threatened Chile.",
)


@pytest.fixture(scope="module")
def where(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("found") / "verbale.db"
    database = open_record(path, create=True)
    for number, text in enumerate(TEXTS):
        Writer(database, Run.of(reader)).add(reader.read(from_text(text, id=str(number), date="2011-05-10")))
    database.close()
    return path


def find(where: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["find", *arguments, "--record", str(where)])


def rows(where: Path, *arguments: str) -> list[dict[str, object]]:
    result = find(where, *arguments, "--format", "jsonl")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines()]


def test_the_command_offers_all_that_can_be_looked_for() -> None:
    assert cli_find.WHAT == asking.WHAT == tuple(cli_find.SHOWN)
    offered = {parameter.name for parameter in cli_find.find.params}
    assert set(Filters.__struct_fields__) <= offered


def test_a_table_is_for_people(where: Path) -> None:
    lines = find(where, "events", "spying", "--party", "PER").output.splitlines()
    assert lines[0].split()[:4] == ["id", "start", "type", "status"]
    assert "2011-05-03" in lines[1]
    assert "«spying»" in lines[1]


def test_json_lines_hold_every_field(where: Path) -> None:
    [found] = rows(where, "events", "--type", "ACCUSE", "--actor", "Chile")
    assert found["start"] == "2011-05-03"
    assert found["actor_countries"] == ["CHL"]
    assert found["place"] is None


def test_csv_has_every_field_under_a_head_line(where: Path) -> None:
    listed = list(csv.DictReader(io.StringIO(find(where, "transfers", "--format", "csv").output)))
    assert [row["supplier"] for row in listed] == ["France (FRA)"]
    assert listed[0]["actor_countries"] == "FRA"
    assert listed[0]["start"] == ""


def test_words_may_be_several_arguments(where: Path) -> None:
    assert len(rows(where, "events", "aid", "promised")) == 1
    assert len(rows(where, "events", "accused -spying")) == 1


def test_options_given_twice(where: Path) -> None:
    assert len(rows(where, "events", "--party", "PER", "--party", "CHL", "--type", "ACCUSE", "--type", "THREATEN")) >= 2


def test_two_fields_make_a_cross_table(where: Path) -> None:
    lines = find(where, "events", "--count-by", "type,status").output.splitlines()
    assert lines[0].split()[0] == "type"
    assert "occurred" in lines[0]
    found = rows(where, "events", "--count-by", "type,status")
    assert {"type": "ACCUSE", "status": "occurred", "count": 2} in found
    assert len(rows(where, "events", "--count-by", "type", "--limit", "1")) == 1


def test_nothing_found_prints_nothing(where: Path) -> None:
    result = find(where, "events", "zzzz")
    assert (result.exit_code, result.output) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("events", "--party", "Chilee"), "did you mean Chile?"),
        (("events", "--type", "WAR"), "it is one of AGREE"),
        (("events", "--status", "x"), "it is one of occurred"),
        (("events", "--since", "soon"), "a date is given as"),
        (("people", "--type", "AID"), "find people takes no --type"),
        (("transfers", "--host", "PER"), "find transfers takes no --host"),
        (("events", "--count-by", "size"), "nothing can be counted by size"),
        (("events", "--count-by", "type", "--sort", "date"), "leave out --sort"),
    ],
)
def test_a_mistake_is_one_line_and_status_2(where: Path, arguments: tuple[str, ...], said: str) -> None:
    result = find(where, *arguments)
    assert result.exit_code == 2
    assert said in result.output
    assert "Traceback" not in result.output


def test_there_is_a_line_where_there_is_no_record(tmp_path: Path) -> None:
    result = find(tmp_path / "none.db", "events")
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert "there is no record yet" in result.output
