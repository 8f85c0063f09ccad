"""Storing beside reading: in order, one at a time, and nothing told that is not safe."""

import pytest
from msgspec.structs import replace

from verbale.errors import InputError, RecordError
from verbale.record import Record
from verbale.store.beside import Beside, Told
from verbale.store.database import UnfitError
from verbale.store.writing import Outcome, Writer


def test_outcomes_come_in_the_order_of_what_was_given(writer: Writer, samples: list[Record]) -> None:
    told: list[Told] = []
    known = Outcome("unchanged", "r0", "old.txt", 0)
    with Beside(writer, told.append) as beside:
        beside.store(samples[0])
        beside.tell(known)
        beside.store(InputError("no.txt", "it is empty"))
        beside.store(samples[1])
        beside.store(samples[0])
    kinds = [o.reason if isinstance(o, InputError) else o.kind for o in told]
    assert kinds == ["added", "unchanged", "it is empty", "added", "unchanged"]
    assert told[1] is known


def test_a_record_that_does_not_fit_takes_its_place_and_the_others_are_stored(
    writer: Writer, samples: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    add = writer.add

    def choosy(record: Record) -> Outcome:
        if record.id == samples[0].id:
            raise UnfitError("news.db", "a value is too large")
        return add(record)

    monkeypatch.setattr(writer, "add", choosy)
    told: list[Told] = []
    with Beside(writer, told.append) as beside:
        beside.store(replace(samples[0]))
        beside.store(samples[1])
    assert isinstance(told[0], InputError)
    assert "a value is too large" in told[0].reason
    assert isinstance(told[1], Outcome)


def test_an_error_of_the_record_reaches_the_caller(
    writer: Writer, samples: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(record: Record) -> Outcome:
        raise RecordError("news.db", "the disk is full")

    monkeypatch.setattr(writer, "add", broken)
    told: list[Told] = []
    with pytest.raises(RecordError, match="the disk is full"), Beside(writer, told.append) as beside:
        beside.store(samples[0])
    assert told == []
