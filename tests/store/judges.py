"""What the tests of judgements share: a report, its events by their words, and readings that differ."""

import pytest
from msgspec.structs import replace

from verbale.pipeline import Reader
from verbale.record import Event, Record
from verbale.store.database import Database
from verbale.store.judged import Judged, current
from verbale.store.judging import Reviewer
from verbale.store.loading import key_of, load
from verbale.store.runs import Run
from verbale.store.writing import Writer

from .test_writing import page

ADDRESS = "https://example.org/a"
TEXT = (
    "France sent two frigates to Lebanon on Monday. Chile accused Peru of spying near Basra.\n\n"
    "The envoys of India and Pakistan drank tea in Oslo."
)
ON_SQLITE = pytest.mark.parametrize("where", ["sqlite"], indirect=True)
"""For what does not hang on the database: the making of one on a server takes longer than the test."""
ANA, BEN, EVE = Reviewer("Ana"), Reviewer("Ben"), Reviewer("Eve", "adjudicated")


def added(writer: Writer, reader: Reader, text: str = TEXT, address: str = ADDRESS) -> Record:
    """The record of a text that was added to the store."""
    record = reader.read(page(text, address))
    writer.add(record)
    return record


def events(database: Database, address: str = ADDRESS) -> dict[str, Judged]:
    """The events as they stand, by the first word of their evidence."""
    with database.reading() as connection:
        key = key_of(connection, address)
        found = current(connection, key) if key is not None else None
    assert found is not None
    return {one.event.evidence.quote.split()[0]: one for one in found[1]}


def ids(database: Database, address: str = ADDRESS) -> dict[str, str]:
    return {word: one.id for word, one in events(database, address).items()}


def reread(database: Database, record: Record, *read: Event, program: str = "later") -> None:
    """Another run that reads other events in the latest version."""
    with database.reading() as connection:
        key = key_of(connection, ADDRESS)
        stored = load(connection, key) if key is not None else None
    assert key is not None
    assert stored is not None
    again = replace(record, events=read)
    assert Writer(database, Run(program, "0" * 64, "0" * 64)).again(key, stored.version, again)


def starting(record: Record, word: str) -> Event:
    """The event whose evidence begins with a word."""
    return next(e for e in record.events if e.evidence.quote.startswith(word))


__all__ = ["ADDRESS", "ANA", "BEN", "EVE", "ON_SQLITE", "TEXT", "added", "events", "ids", "page", "reread", "starting"]
