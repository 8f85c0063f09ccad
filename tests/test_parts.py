"""The parts by themselves: a line for a line, ids as given, offsets into the text as given."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from verbale import parts
from verbale.errors import InputError
from verbale.pipeline import Reader

TEXT = "  NATO ministers met in Oslo last Friday.\n\nThe Chilean navy – “calm” – stayed away."


@pytest.fixture
def file(tmp_path: Path) -> Any:
    def write(*lines: Any) -> str:
        path = tmp_path / "in.jsonl"
        path.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines))
        return str(path)

    return write


def answers(lines: Any) -> list[Any]:
    return [line if isinstance(line, InputError) else json.loads(line) for line in lines]


def test_times_have_the_fields_of_timex3_and_count_from_the_date(file: Any) -> None:
    [found] = answers(parts.times(file({"id": 7, "text": TEXT, "date": "2003-03-04"})))
    start = TEXT.index("last Friday")
    time = {"start": start, "end": start + 11, "text": "last Friday", "type": "DATE", "value": "2003-02-28"}
    assert found == {"id": 7, "times": [time]}


def test_names_point_into_the_text_as_given(file: Any, reader: Reader) -> None:
    [found] = answers(parts.names(file({"id": "a", "text": TEXT}), reader.language))
    assert [*found["names"][0]] == ["start", "end", "text", "label"]
    assert [(n["text"], n["label"]) for n in found["names"]][:2] == [("NATO", "ORG"), ("Oslo", "LOC")]
    assert all(TEXT[n["start"] : n["end"]] == n["text"] for n in found["names"])


def test_places_have_a_position_and_point_into_the_text(file: Any, reader: Reader) -> None:
    [found] = answers(parts.places(file({"id": "a", "text": TEXT}), reader.language, reader.gazetteer))
    oslo = found["places"][0]
    assert [*oslo] == ["start", "end", "text", "name", "geonames", "lat", "lon", "country"]
    assert (oslo["name"], oslo["geonames"], oslo["country"]) == ("Oslo", 3143244, "NOR")
    assert TEXT[oslo["start"] : oslo["end"]] == "Oslo"


def test_an_unknown_place_has_no_position(file: Any, reader: Reader) -> None:
    [found] = answers(parts.places(file({"text": "They met in Qwxyzville."}), reader.language, reader.gazetteer))
    assert {k: v for p in found["places"] for k, v in p.items() if k not in ("start", "end", "text")} == dict.fromkeys(
        ("name", "geonames", "lat", "lon", "country")
    )


def test_a_known_mention_is_a_party_and_an_unknown_one_is_null(file: Any) -> None:
    given = file({"id": 1, "text": "the Chilean foreign minister"}, {"id": 2, "text": "the weather"})
    known, unknown = answers(parts.resolve(given))
    assert (known["party"]["country"], known["party"]["sector"]) == ("CHL", "GOV")
    assert [*known["party"]] == ["text", "start", "end", "name", "country", "sector", "kind", "person", "office"]
    assert unknown == {"id": 2, "party": None}


def test_the_date_tells_who_held_an_office(file: Any) -> None:
    given = file(*({"id": day, "text": "President Bush", "date": day} for day in ("1990-05-01", "2003-05-01")))
    first, second = (a["party"]["person"] for a in answers(parts.resolve(given)))
    assert first != second


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("not json", "not JSON"),
        ('{"id": 1}', "not an item: Object missing required field `text`"),
        ('{"id": [1], "text": "a"}', "not an item"),
        ('{"text": "a", "date": "2003-02-30"}', "not an ISO date: 2003-02-30"),
        ("[" * 100_000, "not"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_go_on(file: Any, line: str, reason: str) -> None:
    given = file({"id": 1, "text": "a"}, "", line, {"id": 2, "text": "b"})
    first, bad, last = answers(parts.times(given))
    assert (first["id"], last["id"]) == (1, 2)
    assert bad.source == f"{given}:3"
    assert bad.reason.startswith(reason)


def test_a_date_that_is_not_asked_for_is_not_looked_at(file: Any, reader: Reader) -> None:
    assert answers(parts.names(file({"id": 1, "text": "Oslo", "date": "some day"}), reader.language))[0]["id"] == 1


def test_a_line_that_is_no_unicode_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b'{"text": "caf\xe9"}\n{"id": 1, "text": "a"}\n')
    bad, good = answers(parts.times(str(path)))
    assert isinstance(bad, InputError)
    assert good["id"] == 1


def test_an_overlong_line_is_named_and_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b'{"text": "' + b"a" * 11_000_000 + b'"}\n{"id": 1, "text": "a"}\n')
    bad, good = answers(parts.times(str(path)))
    assert bad.source == f"{path}:1"
    assert "too large" in bad.reason
    assert good["id"] == 1


def test_a_missing_file_is_named() -> None:
    [bad] = answers(parts.times("/no/such/file"))
    assert str(bad) == "/no/such/file: no such file"


def test_an_empty_text_has_nothing_in_it(file: Any, reader: Reader) -> None:
    given = file({"id": 1, "text": ""})
    assert answers(parts.times(given)) == [{"id": 1, "times": []}]
    assert answers(parts.names(given, reader.language)) == [{"id": 1, "names": []}]
    assert answers(parts.resolve(given)) == [{"id": 1, "party": None}]


def test_a_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'\xef\xbb\xbf{"id": 1, "text": "in 2003"}')))
    assert answers(parts.times("-"))[0]["times"][0]["value"] == "2003"
