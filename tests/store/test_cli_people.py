"""The commands that look people up and correct who is who."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from verbale.cli import main
from verbale.store.writing import Writer

from .told import named, told, visit

ENTITY = {
    "id": "e1",
    "schema": "Person",
    "properties": {"name": ["Amina Otieno"], "country": ["ke"], "position": ["Envoy"]},
}


@pytest.fixture
def record(writer: Writer, where: str) -> str:
    """A record of three reports about two people of nearly one name."""
    for id, name in (("a", "Amina Otieno"), ("b", "Amina Otieno"), ("c", "Emina Otieno")):
        text = f"The envoy, {name}, visited Chile."
        event = visit(f"e{id}", text, name, "KEN")
        writer.add(told(id, "1999-01-01", text, named(name, "KEN", "envoy"), events=(event,)))
    return where


def run(record: str, *arguments: str, status: int = 0) -> str:
    done = CliRunner().invoke(main, [*arguments, "--record", record])
    assert done.exit_code == status, done.output
    return done.output


def test_a_person_is_shown_with_offices_sentences_and_events(record: str) -> None:
    shown = run(record, "person", "amina otieno")
    assert "envoy (KEN), seen 1999-01-01, 2 reports" in shown
    assert "The envoy, Amina Otieno, visited Chile." in shown
    assert "Events" in shown
    found = json.loads(run(record, "person", "Amina Otieno", "--format", "jsonl"))
    assert (found["identity"]["country"], found["event_count"]) == ("KEN", 2)
    then = json.loads(run(record, "person", "Amina Otieno", "--on", "1999-01-01", "--format", "jsonl"))
    assert (then["identity"], then["event_count"]) == (found["identity"], 0), "the events are undated"
    assert run(record, "person", found["identity"]["id"]) == shown


def test_who_is_not_there_is_said_in_a_line_and_in_the_status(record: str) -> None:
    for command in (["person", "Nobody Atall"], ["organization", "Nobody"], ["place", "Nowhere"]):
        said = run(record, *command, status=1)
        assert len(said.splitlines()) == 1
        assert "verbale: no" in said


def test_an_office_is_listed_in_every_format(record: str) -> None:
    assert "Amina Otieno" in run(record, "office", "envoy", "--country", "KEN")
    assert run(record, "office", "envoy", "--country", "KEN", "--format", "csv").startswith("person,name,office")
    rows = run(record, "office", "Envoy", "--country", "KEN", "--format", "jsonl").splitlines()
    assert [json.loads(row)["reports"] for row in rows] == [2, 1]
    assert run(record, "office", "pope", "--country", "KEN") == ""


def test_people_are_merged_split_and_parted_again(record: str) -> None:
    one, other = (
        json.loads(run(record, "person", name, "--format", "jsonl"))["identity"]["id"]
        for name in ("Amina Otieno", "Emina Otieno")
    )
    merged = run(record, "person-merge", other, one, "--who", "Kim", "--why", "a misprint").strip()
    assert "3 reports" in run(record, "person", one)
    split = run(record, "person-split", one, "b").strip()
    assert "2 reports" in run(record, "person", one)
    for judgement in (split, merged):
        run(record, "person-undo", judgement)
    assert "2 reports" in run(record, "person", one)
    assert "no person p0" in run(record, "person-merge", one, "p0", status=2)
    assert "no report zzz" in run(record, "person-split", one, "zzz", status=2)


def test_an_import_tells_what_it_did_and_names_bad_lines(record: str, tmp_path: Path) -> None:
    file = tmp_path / "people.ftm.json"
    file.write_text(json.dumps(ENTITY) + "\n")
    assert run(record, "import", str(file)) == "1 stored\n"
    assert run(record, "import", str(file)) == "1 unchanged\n"
    assert "Imported from people: Amina Otieno (e1): Envoy" in run(record, "person", "Amina Otieno")
    file.write_text("nonsense\n" + json.dumps(ENTITY) + "\n")
    said = run(record, "import", str(file), status=1)
    assert f"{file}, line 1: no FollowTheMoney entity" in said
    assert "1 unchanged" in said


def test_a_file_that_is_not_there_is_named(record: str) -> None:
    assert "verbale: no-such-file: no such file or directory" in run(record, "import", "no-such-file", status=2)
