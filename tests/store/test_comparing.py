"""Two readings side by side: what counts as a change, and how it is worded."""

import datetime as dt

import pytest
from msgspec.structs import replace

from verbale.cast import Party
from verbale.frame import Visit
from verbale.ingest.jsonl import from_text
from verbale.pipeline import Reader
from verbale.record import Record, When, Where
from verbale.store.comparing import Difference, compare

TEXT = "Chile accused Peru of spying on Monday. France sent two frigates to Lebanon on Friday."


@pytest.fixture(scope="module")
def record(reader: Reader) -> Record:
    return reader.read(from_text(TEXT, id="a", date="2003-03-05"))


def altered(record: Record, **fields: object) -> Record:
    """The record with other fields in its first event."""
    return replace(record, events=(replace(record.events[0], **fields), *record.events[1:]))


def differences(before: Record, after: Record, *, confidence: bool = False) -> list[Difference]:
    return [d for c in compare(before, after, confidence=confidence) for d in c.differences]


def test_a_reading_does_not_differ_from_itself(record: Record) -> None:
    assert len(record.events) == 2
    assert compare(record, record, confidence=True) == ()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"status": "denied"}, ("status", "occurred", "denied")),
        ({"certainty": "possible"}, ("certainty", "certain", "possible")),
        ({"date": When(start=dt.date(2003, 3, 3), end=dt.date(2003, 3, 3), precision="day", text="Monday")},
         ("date", None, "2003-03-03")),
        ({"date": When(start=dt.date(2003, 3, 3), end=dt.date(2003, 3, 5), precision="range", text="early March")},
         ("date", None, "2003-03-03 to 2003-03-05")),
        ({"place": Where(name="Lima", country="PER", geonames=3936456, text="Lima")},
         ("place", None, "Lima (PER, GeoNames 3936456)")),
        ({"recipients": (Party(text="a minister", start=0, end=1, country="PER", sector="GOV", office="minister"),)},
         ("recipients", "Peru (PER)", "a minister (PER GOV, minister)")),
        ({"frame": Visit(delegation="two ministers")}, ("frame", None, "visit: delegation two ministers")),
        ({"contexts": ("diplomatic",)}, ("contexts", "intelligence", "diplomatic")),
    ],
)  # fmt: skip
def test_a_field_filled_otherwise_is_a_change(
    record: Record, fields: dict[str, object], expected: tuple[str, str | None, str | None]
) -> None:
    [found] = differences(record, altered(record, **fields))
    assert (found.field, found.before, found.after) == expected


def test_confidence_counts_only_where_it_is_asked_for(record: Record) -> None:
    other = altered(record, confidence=0.123)
    assert differences(record, other) == []
    assert [(d.field, d.after) for d in differences(record, other, confidence=True)] == [("confidence", "0.123")]


def test_who_tells_of_an_event_is_compared_by_who_it_is_and_not_by_id(reader: Reader) -> None:
    told = reader.read(from_text("Iran said Iraq had attacked a village.", id="a", date="2003-03-05"))
    [statement] = told.statements
    renamed = replace(told, statements=(replace(statement, id="s0"),))
    assert compare(told, altered(renamed, attribution=("s0",))) == ()
    [found] = differences(told, altered(told, attribution=()))
    assert (found.field, found.before, found.after) == ("attribution", "assertion by Iran (IRN)", None)


def test_an_event_with_another_id_and_the_same_words_is_the_same(record: Record) -> None:
    assert compare(record, altered(record, id="e0")) == ()


def test_changes_come_in_the_order_of_the_text_under_their_lasting_ids(record: Record) -> None:
    first, second = record.events
    far = replace(record, events=(second, replace(second, id="e9", evidence=replace(second.evidence, quote="France"))))
    found = compare(record, far, lasting={first.id: "e-kept"})
    assert [(c.kind, c.id) for c in found] == [("vanished", "e-kept"), ("appeared", "e9")]
