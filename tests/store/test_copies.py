"""Near-identical reports are one story, whole or cut; reports of the same event in other words are not."""

import datetime as dt

import msgspec
import sqlalchemy as sa

from verbale.ingest.jsonl import from_text
from verbale.pipeline import Reader
from verbale.report import Report
from verbale.store.copies import are_copies, shingles
from verbale.store.tables import EPISODES, REPORTS, SHINGLES
from verbale.store.writing import Writer

WIRE = (
    "Ministers of Chile and Peru met in Arica on Tuesday and agreed to reopen the railway to Tacna, which a flood had cut "
    "in January. Engineers from both countries will inspect the bridges first. The Chilean minister, Rosa Aravena, said "
    "that trains could run before winter. Her colleague from Lima was more careful and spoke of the end of the year. "
    "The line was laid a century ago and carries few passengers, but traders on both sides had asked for it."
)
CUT = WIRE[: WIRE.index(" Her colleague")]
OTHER = (
    "Trains between Tacna and Arica are to run again. Peru and Chile settled on Tuesday that the flooded line will be "
    "repaired, and sent engineers to look at its bridges. When the work will be done is not clear."
)


def report(text: str, id: str, date: str = "2021-03-10") -> Report:
    return from_text(text, id, date)


def stories(writer: Writer) -> dict[str, int | None]:
    with writer.database.reading() as connection:
        return {r.id: r.story for r in connection.execute(sa.select(REPORTS.c.id, REPORTS.c.story))}


def test_case_and_punctuation_make_no_difference() -> None:
    assert are_copies(shingles(WIRE), shingles(WIRE.upper().replace(",", " -")))


def test_a_cut_text_is_a_copy_and_a_retold_one_is_not() -> None:
    assert are_copies(shingles(WIRE), shingles(CUT))
    assert not are_copies(shingles(WIRE), shingles(OTHER))


def test_one_sentence_that_two_reports_quote_makes_no_copies() -> None:
    quoted = "Trains could run before winter."
    assert not are_copies(shingles(WIRE + " " + quoted), shingles(quoted))


def test_copies_share_the_story_of_the_first(writer: Writer, reader: Reader) -> None:
    for id, text in (("a", OTHER), ("b", WIRE), ("c", CUT), ("d", "ARICA, 10 March (North Wire) - " + WIRE)):
        writer.add(reader.read(report(text, id)))
    found = stories(writer)
    assert found["a"] is None
    assert found["b"] is not None
    assert found["b"] == found["c"] == found["d"]
    with writer.database.reading() as connection:
        first = connection.scalar(sa.select(REPORTS.c.key).where(REPORTS.c.id == "b"))
    assert found["b"] == first


def test_the_same_words_months_later_are_another_story(writer: Writer, reader: Reader) -> None:
    writer.add(reader.read(report(WIRE, "a", "2021-03-10")))
    writer.add(reader.read(report(WIRE, "b", "2021-09-10")))
    assert set(stories(writer).values()) == {None}


def test_a_report_that_is_rewritten_leaves_its_story(writer: Writer, reader: Reader) -> None:
    for id in ("a", "b"):
        writer.add(reader.read(report(WIRE, id)))
    assert None not in stories(writer).values()
    writer.add(reader.read(report(OTHER, "a")))
    assert set(stories(writer).values()) == {None}
    with writer.database.reading() as connection:
        key = connection.scalar(sa.select(REPORTS.c.key).where(REPORTS.c.id == "a"))
        bands = connection.scalars(sa.select(SHINGLES.c.band).where(SHINGLES.c.report == key)).all()
    assert len(bands) == 32, "the bands of the earlier version are gone"


def test_a_story_goes_on_without_its_first_report(writer: Writer, reader: Reader) -> None:
    for id in ("a", "b", "c"):
        writer.add(reader.read(report(WIRE, id)))
    writer.add(reader.read(report(OTHER, "a")))
    found = stories(writer)
    assert found["a"] is None
    assert found["b"] == found["c"] is not None
    with writer.database.reading() as connection:
        assert found["b"] == connection.scalar(sa.select(REPORTS.c.key).where(REPORTS.c.id == "b"))


def test_nine_reprints_are_one_account(writer: Writer, reader: Reader) -> None:
    first = reader.read(report(WIRE, "0"))
    for day in range(9):
        copied = report(WIRE, str(day), f"2021-03-{10 + day}")
        writer.add(msgspec.structs.replace(first, id=copied.id, report=copied))
    with writer.database.reading() as connection:
        rows = connection.execute(sa.select(EPISODES.c.accounts, EPISODES.c.independent)).all()
    assert rows == [(9, 1)] * len(first.events)


def test_dates_counted_from_a_later_print_do_not_part_copies(writer: Writer, reader: Reader) -> None:
    """ "Tuesday" of a print a week later is another Tuesday, but the words are the same."""
    for id, date in (("a", "2021-03-10"), ("b", "2021-03-17")):
        writer.add(reader.read(report(WIRE, id, date)))
    with writer.database.reading() as connection:
        found = connection.execute(sa.select(EPISODES.c.start, EPISODES.c.accounts)).all()
    assert {accounts for _, accounts in found} == {2}
    assert dt.date(2021, 3, 9) in {start for start, _ in found}
