"""One object a report, with the fields of the record contract in their order and no others."""

import datetime as dt
import json
from typing import Any

from verbale.export.jsonl import encode
from verbale.frame import Agreement, Transfer
from verbale.record import Record, Where
from verbale.report import Warn

from .records import CHILE, PERU, event, record, statement


def decoded(one: Record) -> Any:
    line = encode(one)
    assert b"\n" not in line
    return json.loads(line)


def test_a_record_has_the_six_parts_in_order() -> None:
    assert [*decoded(record())] == ["id", "report", "events", "statements", "people", "warnings"]


def test_a_report_has_its_public_fields_only() -> None:
    assert [*decoded(record())["report"]] == [
        "title", "published", "section", "authors", "publication", "issue", "language", "read_count", "lead", "body",
        "related", "source", "sha256",
    ]  # fmt: skip


def test_an_event_has_its_fields_and_unknown_is_null() -> None:
    found = decoded(record((event(date=None),)))["events"][0]
    assert [*found] == [
        "id", "type", "mode", "contexts", "cameo", "score", "actors", "recipients", "date", "place", "status",
        "certainty", "attribution", "frame", "evidence", "confidence",
    ]  # fmt: skip
    assert found["date"] is found["place"] is found["frame"] is None
    assert [*found["actors"][0]] == ["text", "start", "end", "name", "country", "sector", "kind", "person", "office"]


def test_a_date_is_iso_and_a_place_has_its_six_fields() -> None:
    oslo = Where(name="Oslo", country="NOR", lat=59.9, lon=10.7, geonames=3143244, text="Oslo")
    found = decoded(record((event(place=oslo),)))["events"][0]
    assert found["date"] == {"start": "2003-03-04", "end": "2003-03-04", "precision": "day", "text": "Tuesday"}
    assert [*found["place"]] == ["name", "country", "lat", "lon", "geonames", "text"]


def test_a_frame_tells_its_kind() -> None:
    signed = Agreement(parties=(CHILE, PERU), signed=(dt.date(2003, 3, 1), dt.date(2003, 3, 2)))
    events = (event(frame=signed), event(frame=Transfer(quantity=6.0)))
    agreement, transfer = (e["frame"] for e in decoded(record(events))["events"])
    assert agreement["kind"] == "agreement"
    assert agreement["signed"] == ["2003-03-01", "2003-03-02"]
    assert [*transfer] == ["kind", "supplier", "recipient", "items", "quantity", "value", "currency", "from_place"]


def test_quotations_are_the_words_of_the_body() -> None:
    found = decoded(record((event(),), statements=(statement(),)))
    body = found["report"]["body"]
    for quoted in (found["events"][0]["evidence"], found["statements"][0]["content"]):
        assert body[quoted["start"] : quoted["end"]] == quoted["quote"]
    assert [*found["statements"][0]] == ["id", "speaker", "cue", "direct", "content", "kind", "place", "date", "parent"]


def test_a_file_name_that_is_no_unicode_still_makes_json() -> None:
    assert decoded(record(report={"source": "caf\udce9.txt"}))["report"]["source"] == "caf?.txt"


def test_warnings_are_kept_with_the_offsets_they_have() -> None:
    kept = decoded(record(warnings=(Warn(code="a", message="b"), Warn(code="c", message="d", start=1, end=2))))[
        "warnings"
    ]
    assert kept == [{"code": "a", "message": "b"}, {"code": "c", "message": "d", "start": 1, "end": 2}]
