"""Variants of the sample reports are added and found again, and those that were never read are whole records all the same."""

import sys
from itertools import islice
from pathlib import Path

import pytest
import sqlalchemy as sa
from measure.performance import put
from measure.record_fill import fill
from measure.record_queries import QUERIES, ask_all
from measure.record_variants import Variants

from verbale.ingest import from_text
from verbale.pipeline import Reader
from verbale.record import Record
from verbale.records import Records
from verbale.report import Report
from verbale.store.checking import check_episodes, check_file, check_reports
from verbale.store.database import open_record
from verbale.store.tables import EPISODES, EVENTS, REPORTS
from verbale.store.writing import Writer

DOZEN = 12


@pytest.fixture(scope="session")
def variants(samples: list[Record]) -> Variants:
    return Variants(samples)


def report(row: dict[str, str]) -> Report:
    return from_text(row["text"], row["id"], row.get("date"), row.get("title"))


def test_a_dozen_variants_are_added_and_each_is_found_again(writer: Writer, reader: Reader, variants: Variants) -> None:
    read = [reader.read(report(row)) for row in variants.texts(DOZEN)]
    for record in read:
        assert writer.add(record).kind == "added"
    for record in read:
        assert writer.add(record).kind == "unchanged"
    records = Records(writer.database)
    for record in read:
        assert {e.id for e in records.find_events(report=str(record.id))} >= {e.id for e in record.events}
    everything = list(records.find_events())
    assert {event.report for event in everything} == {str(record.id) for record in read}
    assert len(everything) == sum(len(record.events) for record in read)
    with writer.database.reading() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(REPORTS)) == DOZEN


def test_the_same_number_gives_the_same_variant_and_another_number_another_text(variants: Variants) -> None:
    texts = list(variants.texts(DOZEN))
    assert texts == list(variants.texts(DOZEN))
    assert len({row["text"] for row in texts}) == DOZEN


def test_every_quotation_of_a_record_that_was_never_read_stands_in_its_body(variants: Variants) -> None:
    for record in variants.records(DOZEN):
        body = record.report.body
        for told in (*(e.evidence for e in record.events), *(s.content for s in record.statements)):
            assert body[told.start : told.end] == told.quote
        for party in (p for e in record.events for p in (*e.actors, *e.recipients) if p.start is not None):
            assert body[party.start : party.end] == party.text


def test_variants_of_a_story_share_its_days_and_parties_and_those_of_two_stories_need_not(variants: Variants) -> None:
    plans = list(islice(variants.plans(), 200))
    again = next(plan for plan in plans if plan.number != plan.story)
    first = next(plan for plan in plans if plan.number == again.story)
    told = [
        [(e.type, e.date, [p.country for p in e.actors]) for e in variants.record(plan).events]
        for plan in (first, again)
    ]
    assert told[0] == told[1]
    assert len({variants.record(plan).report.published for plan in plans[:DOZEN]}) > DOZEN // 2


def test_a_measurement_fills_its_own_block_of_the_page_and_no_other(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text(
        "<!-- measured: one -->\nold\n<!-- /measured -->\n<!-- measured: two -->\nkept\n<!-- /measured -->\n"
    )
    put("one", r"new \1", page)
    assert page.read_text().splitlines()[1:5] == [r"new \1", "<!-- /measured -->", "<!-- measured: two -->", "kept"]
    with pytest.raises(ValueError, match="three"):
        put("three", "", page)


@pytest.mark.skipif(sys.platform == "win32", reason="parts are made by forked processes")
def test_a_record_filled_by_parts_is_sound_and_answers_every_question(tmp_path: Path, variants: Variants) -> None:
    where = tmp_path / "filled.db"
    number = fill(where, variants, 1500, processes=1)
    database = open_record(where)
    with database.reading() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(EVENTS)) >= 1500
        assert connection.scalar(sa.select(sa.func.count()).select_from(REPORTS)) == number
        assert connection.scalar(sa.select(sa.func.max(EPISODES.c.accounts))) > 1
    assert not [*check_file(database), *check_episodes(database)]
    assert not [fault for checked in check_reports(database) for fault in checked.faults]
    database.close()
    asked = ask_all(where, times=2)
    assert [timed.name for timed in asked.queries] == [query.name for query in QUERIES]
    assert all(timed.rows for timed in asked.queries if "country" not in timed.name and "word" not in timed.name)
