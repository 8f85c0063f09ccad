"""The values a record is made of: frozen, closed vocabularies, one shape in memory and in JSON."""

import datetime as dt
import json

import msgspec
import pytest

from verbale.cast import Party
from verbale.export.jsonl import as_dict, encode
from verbale.frame import Agreement, Frame, Obligation, Territory, Transfer, Visit
from verbale.ingest.jsonl import from_text
from verbale.pipeline import Reader
from verbale.record import Event, Quote, Record, Statement, When
from verbale.report import Span

TEXT = (
    'Kenyan President Mwai Kibaki visited Uganda on Monday. "We condemn Somalia," he said. '
    "Angola owes Portugal $5 million."
)
EVENT_FIELDS = {
    "id", "type", "mode", "contexts", "cameo", "score", "actors", "recipients", "date", "place", "status", "certainty",
    "attribution", "frame", "evidence", "confidence",
}  # fmt: skip
PARTY_FIELDS = {"text", "start", "end", "name", "country", "sector", "kind", "person", "office"}
STATEMENT_FIELDS = {"id", "speaker", "cue", "direct", "content", "kind", "place", "date", "parent"}
REPORT_FIELDS = {
    "title", "published", "section", "authors", "publication", "issue", "language", "read_count", "lead", "body",
    "related", "source", "sha256",
}  # fmt: skip


@pytest.fixture(scope="module")
def record(reader: Reader) -> Record:
    return reader.read(from_text(TEXT, id="r1", date="2003-03-12", title="A visit"))


def kenya() -> Party:
    return Party(text="Kenya", start=0, end=5, name="Kenya", country="KEN", kind="state")


def test_a_record_has_the_contracts_fields(record: Record) -> None:
    assert set(as_dict(record)) == {"id", "report", "events", "statements", "people", "warnings"}


def test_json_holds_the_contracts_fields_of_every_part(record: Record) -> None:
    told = json.loads(encode(record))
    assert set(told["report"]) == REPORT_FIELDS
    assert told["events"]
    assert all(set(event) == EVENT_FIELDS for event in told["events"])
    parties = [party for event in told["events"] for party in event["actors"] + event["recipients"]]
    assert all(set(party) == PARTY_FIELDS for party in parties)
    assert told["statements"]
    assert all(set(said) == STATEMENT_FIELDS for said in told["statements"])
    assert all(set(person) == {"name", "country", "office", "spellings"} for person in told["people"])


def test_a_frame_names_its_kind_in_json(record: Record) -> None:
    kinds = [event["frame"]["kind"] for event in json.loads(encode(record))["events"] if event["frame"]]
    assert kinds == ["visit", "obligation"]


def test_the_id_of_the_report_comes_back_as_given(record: Record) -> None:
    assert json.loads(encode(record))["id"] == "r1"


def test_unknown_is_null_and_not_left_out(reader: Reader) -> None:
    event = json.loads(encode(reader.read(from_text("Kenya condemned Somalia.", id="r2"))))["events"][0]
    assert (event["date"], event["place"], event["frame"]) == (None, None, None)


def test_days_are_iso_dates_in_json(record: Record) -> None:
    date = json.loads(encode(record))["events"][0]["date"]
    assert (date["start"], date["end"], date["precision"]) == ("2003-03-10", "2003-03-10", "day")


def test_json_is_one_line(reader: Reader) -> None:
    assert b"\n" not in encode(reader.read(from_text("Kenya condemned Somalia.\n\nUganda did not.", id="r3")))


def test_a_record_reads_back_equal(record: Record) -> None:
    assert msgspec.json.decode(msgspec.json.encode(record), type=Record) == record


@pytest.mark.parametrize(
    "frame",
    [
        Visit(visitor=kenya(), host=None, delegation="two ministers"),
        Agreement(title="T", signed=dt.date(2003, 3, 4), provides_for=("patrols",)),
        Agreement(signed=(dt.date(2003, 3, 1), dt.date(2003, 3, 31))),
        Transfer(supplier=kenya(), items="40 tanks", quantity=40, value=12e6, currency="USD"),
        Obligation(debtor=kenya(), amount=0),
        Territory(holder=kenya(), territory="the strip"),
    ],
)
def test_every_frame_reads_back_equal(frame: Frame) -> None:
    assert msgspec.json.decode(msgspec.json.encode(frame), type=Frame) == frame


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        (Event, "type", "FIGHT"),
        (Event, "status", "done"),
        (Event, "certainty", "sure"),
        (Statement, "kind", "claim"),
        (When, "precision", "week"),
    ],
)
def test_a_word_outside_the_vocabulary_is_refused(
    record: Record, kind: type[msgspec.Struct], field: str, value: str
) -> None:
    samples: dict[type[msgspec.Struct], object] = {
        Event: record.events[0],
        Statement: record.statements[0],
        When: record.events[0].date,
    }
    raw = json.loads(msgspec.json.encode(samples[kind]))
    assert msgspec.convert(raw, kind, strict=False) == samples[kind]
    with pytest.raises(msgspec.ValidationError, match=field):
        msgspec.convert({**raw, field: value}, kind, strict=False)


def test_values_cannot_be_changed(record: Record) -> None:
    with pytest.raises(AttributeError):
        record.events[0].status = "denied"  # type: ignore[misc]


def test_a_span_lies_within_itself_and_touching_spans_do_not_overlap() -> None:
    assert Span(2, 5).within(Span(2, 5))
    assert Span(2, 5).overlaps(Span(4, 9))
    assert not Span(2, 5).overlaps(Span(5, 9))


def test_a_quote_is_what_the_body_says(record: Record) -> None:
    quotes: list[Quote] = [e.evidence for e in record.events] + [s.content for s in record.statements]
    assert quotes
    assert all(TEXT[q.start : q.end] == q.quote for q in quotes)


def test_the_schema_of_a_record_names_plovers_types() -> None:
    schema = json.dumps(msgspec.json.schema(Record))
    assert all(kind in schema for kind in ("AGREE", "ASSAULT", "RETREAT"))
