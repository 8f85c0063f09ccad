"""What waits for a person, the most urgent first."""

import pytest
import sqlalchemy as sa
from msgspec.structs import replace

from verbale.pipeline import Reader
from verbale.record import Record
from verbale.store import judging, review
from verbale.store.review import Item, queue
from verbale.store.tables import EPISODES, EVENTS
from verbale.store.writing import Writer

from .judges import ANA, BEN, added, ids, reread, starting


def waiting(writer: Writer, limit: int | None = None) -> list[Item]:
    with writer.database.reading() as connection:
        return list(queue(connection, limit))


def test_unjudged_events_wait_the_most_doubtful_first(writer: Writer, reader: Reader) -> None:
    record = added(writer, reader)
    chile, france = starting(record, "Chile"), starting(record, "France")
    reread(writer.database, record, replace(chile, confidence=0.9), replace(france, confidence=0.4))
    assert [(i.why, i.quote.split()[0], i.reason) for i in waiting(writer)] == [
        ("doubt", "France", "confidence 0.40"), ("doubt", "Chile", "confidence 0.90")
    ]  # fmt: skip
    reread(
        writer.database,
        record,
        replace(chile, status="denied", confidence=0.45),
        replace(france, confidence=0.4),
        program="2",
    )
    assert [i.reason for i in waiting(writer)] == ["confidence 0.45, told as denied", "confidence 0.40"]
    judging.accept(writer.database, [ids(writer.database)["Chile"]], ANA)
    assert [i.quote.split()[0] for i in waiting(writer)] == ["France"]


def test_an_event_whose_accounts_differ_waits_before_others(writer: Writer, reader: Reader) -> None:
    added(writer, reader)
    id = ids(writer.database)["Chile"]
    with writer.database.writing() as connection:
        values = {"id": "p1", "accounts": 2, "independent": 2, "publications": 2, "disputed": True}
        connection.execute(sa.insert(EPISODES).values(**values))
        key = connection.scalar(sa.select(EPISODES.c.key).where(EPISODES.c.id == "p1"))
        connection.execute(sa.update(EVENTS).where(EVENTS.c.id == id).values(episode=key))
    first = waiting(writer)[0]
    assert first.id == id
    assert first.reason.endswith("accounts of it differ")


def test_the_first_that_wait_are_the_same_however_many_are_asked_for(
    writer: Writer, samples: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    for record in samples:
        writer.add(record)
    with writer.database.writing() as connection:
        connection.execute(sa.update(EPISODES).where(EPISODES.c.key % 3 == 0).values(disputed=True))
        connection.execute(sa.update(EVENTS).where(EVENTS.c.key % 4 == 0).values(status="denied"))
    every = waiting(writer)
    assert {"accounts of it differ", "told as denied"} <= {part for i in every for part in i.reason.split(", ")}
    for many in (1, 10_000):
        monkeypatch.setattr(review, "MANY", many)
        for limit in (1, 7, 40):
            assert waiting(writer, limit) == every[:limit]


def test_what_must_be_asked_again_comes_first_then_conflicts_and_each_once(writer: Writer, reader: Reader) -> None:
    record = added(
        writer,
        reader,
        "France sent two frigates to Lebanon. Chile accused Peru of spying. Iran threatened Oman with war.",
    )
    database = writer.database
    at = ids(database)
    judging.accept(database, [at["France"]], ANA)
    judging.reject(database, [at["France"]], BEN)
    judging.reject(database, [at["Chile"]], ANA)
    chile = replace(starting(record, "Chile"), status="denied")
    reread(database, record, *(e for e in record.events if e.type != chile.type), chile)
    found = waiting(writer)
    assert [(i.why, i.id) for i in found] == [
        ("changed", at["Chile"]),
        ("conflict", at["France"]),
        ("doubt", at["Iran"]),
    ]
    assert found[1].reason == "kept: Ana says yes, Ben says no"
    assert waiting(writer, 2) == found[:2]
