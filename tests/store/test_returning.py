"""Reports that come again: changed, changed back, reprinted elsewhere, or with nothing in them."""

import pytest
import sqlalchemy as sa
from measure import soundness

from verbale.ingest.identity import digest
from verbale.ingest.jsonl import from_text
from verbale.pipeline import Reader
from verbale.report import Report
from verbale.store.tables import EVENTS, ORIGINALS, PAIRS, PARTIES, READINGS, REPORTS, STATEMENTS, VERSIONS
from verbale.store.writing import Writer

SPYING = "Chile accused Peru of spying."
SHIPS = "France sent two frigates to Lebanon."
A, B = "https://example.org/a", "https://example.org/b"


def page(text: str, address: str = A) -> Report:
    data = text.encode()
    sha256 = digest(data)
    return Report(id=sha256[:16], body=text, original=data, sha256=sha256, source=address)


def ids(writer: Writer) -> list[tuple[str, str]]:
    """The words and ids of the events in the order of their text, those of earlier reports first."""
    rows = sa.select(EVENTS.c.quote, EVENTS.c.id).order_by(EVENTS.c.report, EVENTS.c.first)
    with writer.database.reading() as connection:
        assert not list(soundness.of_totals(connection))
        return [(row.quote, row.id) for row in connection.execute(rows)]


def rows(writer: Writer, table: sa.Table) -> int:
    with writer.database.reading() as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def test_a_sentence_put_in_anothers_place_is_not_confused_with_it(writer: Writer, reader: Reader) -> None:
    """The third version accuses of murder where the first accused of spying, and of spying further on."""
    murder = SPYING.replace("spying", "murder")
    for text in (f"It rained. {SPYING}", f"It rained a lot. {SPYING}"):
        writer.add(reader.read(from_text(text, id="7")))
    [(_, spying)] = ids(writer)
    writer.add(reader.read(from_text(f"It rained. {murder} {SPYING}", id="7")))
    [(_, other), (_, same)] = ids(writer)
    assert same == spying
    assert other != spying


def test_a_page_that_changes_back_is_a_third_version(writer: Writer, reader: Reader) -> None:
    for text, kind in ((SPYING, "added"), (SHIPS, "new version"), (SPYING, "new version")):
        assert writer.add(reader.read(page(text))).kind == kind
    assert rows(writer, VERSIONS) == 3
    assert rows(writer, ORIGINALS) == 2, "the bytes of the first version are the third's"


def test_a_page_that_loses_its_events_keeps_nothing_of_them(writer: Writer, reader: Reader) -> None:
    writer.add(reader.read(page(f"{SPYING} {SHIPS}")))
    assert rows(writer, EVENTS) == 2
    assert writer.add(reader.read(page("Nothing of note was seen at sea."))).kind == "new version"
    assert [rows(writer, table) for table in (EVENTS, STATEMENTS, PARTIES, PAIRS)] == [0, 0, 0, 0]
    assert rows(writer, READINGS) == 2, "what was read is kept"


def test_a_report_without_events_is_known_when_it_comes_again(writer: Writer, reader: Reader) -> None:
    report = page("Nothing of note was seen at sea.")
    assert writer.add(reader.read(report)).events == 0
    assert writer.add(reader.read(report)).kind == "unchanged"


def test_reprints_keep_ids_of_their_own_through_new_versions(writer: Writer, reader: Reader) -> None:
    for address in (A, B):
        writer.add(reader.read(page(f"{SPYING} {SHIPS}", address)))
    before = ids(writer)
    assert len({id for _, id in before}) == 4
    assert writer.add(reader.read(page(f"Corrected. {SPYING} {SHIPS}", B))).kind == "new version"
    assert writer.add(reader.read(page(SHIPS, A))).kind == "new version"
    assert ids(writer) == before[1:]


def test_ids_that_users_give_make_versions_of_one_report(writer: Writer, reader: Reader) -> None:
    assert writer.add(reader.read(from_text(SPYING, id="7"))).kind == "added"
    assert writer.add(reader.read(from_text(SHIPS, id="7"))).kind == "new version"
    assert writer.add(reader.read(from_text(SHIPS, id="8"))).kind == "added"
    assert rows(writer, REPORTS) == 2


def test_a_report_of_which_a_part_cannot_be_stored_is_not_there_at_all(
    writer: Writer, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer.add(reader.read(page(SPYING)))

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("verbale.store.indexing.people.note", fail)
        with pytest.raises(KeyboardInterrupt):
            writer.add(reader.read(page(f"{SPYING} {SHIPS}")))
    assert [rows(writer, table) for table in (REPORTS, VERSIONS, ORIGINALS, READINGS, EVENTS)] == [1, 1, 1, 1, 1]
    assert writer.add(reader.read(page(f"{SPYING} {SHIPS}"))).kind == "new version"
