"""What is added is there, once, whole, and as it was."""

import msgspec
import sqlalchemy as sa

from verbale.ingest.identity import digest
from verbale.pipeline import Reader
from verbale.record import Record
from verbale.report import Report
from verbale.store.loading import key_of, load, original_of
from verbale.store.tables import EVENTS, PARTIES, READINGS, REPORTS, RUNS, STATEMENTS, VERSIONS
from verbale.store.writing import Writer


def page(text: str, address: str) -> Report:
    """A page that holds a text and nothing else."""
    data = text.encode()
    sha256 = digest(data)
    return Report(id=sha256[:16], body=text, original=data, sha256=sha256, source=address)


def test_a_record_comes_back_as_it_was_added(writer: Writer, samples: list[Record]) -> None:
    for record in samples:
        assert writer.add(record).kind == "added"
    with writer.database.reading() as connection:
        for record in samples:
            key = key_of(connection, str(record.id))
            assert key is not None
            stored = load(connection, key)
            assert stored is not None
            assert msgspec.structs.replace(stored.record, report=record.report) == record
            assert original_of(connection, stored.version) == record.report.original


def test_every_event_statement_and_party_has_its_row(writer: Writer, samples: list[Record]) -> None:
    for record in samples:
        writer.add(record)
    events = [e for r in samples for e in r.events]
    with writer.database.reading() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(EVENTS)) == len(events)
        assert set(connection.scalars(sa.select(EVENTS.c.id))) == {e.id for e in events}
        parties = sum(len(e.actors) + len(e.recipients) for e in events)
        assert connection.scalar(sa.select(sa.func.count()).select_from(PARTIES)) == parties
        statements = sum(len(r.statements) for r in samples)
        assert connection.scalar(sa.select(sa.func.count()).select_from(STATEMENTS)) == statements


def test_adding_the_same_report_twice_changes_nothing(writer: Writer, samples: list[Record]) -> None:
    writer.add(samples[0])
    assert writer.known(samples[0].report) is not None
    assert writer.add(samples[0]).kind == "unchanged"
    with writer.database.reading() as connection:
        for table in (REPORTS, VERSIONS, READINGS, RUNS):
            assert connection.scalar(sa.select(sa.func.count()).select_from(table)) == 1


def test_a_changed_page_is_a_new_version_and_what_it_still_says_keeps_its_id(writer: Writer, reader: Reader) -> None:
    first = page(
        "France sent two frigates to Lebanon on Monday. Chile accused Peru of spying.", "https://example.org/a"
    )
    second = page("Corrected. France sent two frigates to Lebanon on Monday.", "https://example.org/a")
    assert writer.add(reader.read(first)).kind == "added"
    before = ids(writer)
    assert writer.add(reader.read(second)).kind == "new version"
    after = ids(writer)
    with writer.database.reading() as connection:
        assert connection.scalar(sa.select(REPORTS.c.version)) == 2
        assert connection.scalar(sa.select(sa.func.count()).select_from(READINGS)) == 2
    sent = next(q for q in before if "frigates" in q)
    assert after[sent] == before[sent]
    assert not any("spying" in quote for quote in after)


def ids(writer: Writer) -> dict[str, str]:
    """Ids of the events by their words."""
    with writer.database.reading() as connection:
        return {row.quote: row.id for row in connection.execute(sa.select(EVENTS.c.quote, EVENTS.c.id))}


def test_the_same_words_at_two_addresses_are_two_reports(writer: Writer, reader: Reader) -> None:
    for address in ("https://example.org/a", "https://example.org/b"):
        assert writer.add(reader.read(page("Chile accused Peru of spying.", address))).kind == "added"
    with writer.database.reading() as connection:
        assert len(set(connection.scalars(sa.select(EVENTS.c.id)))) == 2


def test_a_copied_file_is_the_same_report(writer: Writer, samples: list[Record]) -> None:
    writer.add(samples[0])
    moved = msgspec.structs.replace(samples[0].report, source="/elsewhere/copy.txt")
    assert writer.known(moved) is not None
