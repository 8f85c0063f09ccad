"""The whole path from a report to its record."""

import datetime as dt
import pickle
from pathlib import Path

import pytest

from verbale.archive.pool import read_all
from verbale.errors import InputError, LexiconError
from verbale.export.jsonl import encode
from verbale.ingest.jsonl import from_text
from verbale.pipeline import Reader
from verbale.record import Record
from verbale.report import Report

TEXT = (
    "NAIROBI, 12 March 2003 (Savanna Wire) - Ugandan President Yoweri Museveni met "
    "Kenyan President Mwai Kibaki on Monday.\n\n"
    "Kibaki said that Somalia had closed its border. He denied that Kenyan troops had attacked Kismayo.\n\n"
    "Uganda will send food to Sudan."
)
MANY = [
    "Kenya condemned Somalia.",
    "It rained.",
    "Angola owes Portugal $5 million.",
    "Chad released the Libyan pilots.",
]


def report(text: str = TEXT, *, id: str = "r", date: str = "2003-03-12") -> Report:
    return from_text(text, id=id, date=date)


def test_a_report_becomes_a_record_of_events_statements_and_people(reader: Reader) -> None:
    record = reader.read(report())
    assert {"CONSULT", "AGREE"} <= {e.type for e in record.events}
    assert {s.kind for s in record.statements} == {"assertion", "denial"}
    assert {p.name for p in record.people} >= {"Yoweri Museveni", "Mwai Kibaki"}


def test_a_surname_alone_is_the_person_named_before(reader: Reader) -> None:
    said = next(s for s in reader.read(report()).statements if "closed its border" in s.content.quote)
    assert said.speaker is not None
    assert (said.speaker.person, said.speaker.country) == ("Mwai Kibaki", "KEN")


def test_every_spelling_of_a_person_is_kept(reader: Reader) -> None:
    kibaki = next(p for p in reader.read(report()).people if p.name == "Mwai Kibaki")
    assert kibaki.country == "KEN"
    assert "Kibaki" in kibaki.spellings


def test_the_stages_lead_to_the_same_record(reader: Reader) -> None:
    stages = reader.stages(report())
    assert stages.record == reader.read(report())
    assert stages.reading.text == TEXT
    assert len(stages.minutes.drafts) == len(stages.record.events)


def test_every_event_can_say_which_entry_read_it(reader: Reader) -> None:
    assert all(draft.rules["trigger"] for draft in reader.stages(report()).minutes.drafts)


def test_the_body_is_not_changed(reader: Reader) -> None:
    text = "  Kenya condemned\u00a0Somalia\u2026  \r\n\tUganda did not. "
    assert reader.read(report(text)).report.body == text


def test_warnings_of_the_report_travel_with_the_record(reader: Reader) -> None:
    record = reader.read(report(date="2003-02-31"))
    assert [w.code for w in record.warnings] == ["impossible-date"]
    assert record.report.published is None


def test_without_a_publication_date_no_weekday_is_guessed(reader: Reader) -> None:
    record = reader.read(from_text("Kenya condemned Somalia on Monday.", id="r"))
    assert [e.date for e in record.events] == [None]


def test_a_report_without_politics_is_an_empty_record(reader: Reader) -> None:
    record = reader.read(report("Add two eggs and a cup of sugar. Stir."))
    assert (record.events, record.statements, record.people) == ((), (), ())


def test_the_same_report_gives_the_same_bytes(reader: Reader) -> None:
    assert encode(reader.read(report())) == encode(reader.read(report()))


def test_another_reader_of_the_same_tables_gives_the_same_bytes(reader: Reader) -> None:
    assert encode(Reader.load().read(report())) == encode(reader.read(report()))


def test_ids_hang_on_the_report_and_its_words(reader: Reader) -> None:
    here, there = reader.read(report(id="a")), reader.read(report(id="b"))
    assert {e.id for e in here.events}.isdisjoint(e.id for e in there.events)
    assert {s.id for s in here.statements}.isdisjoint(s.id for s in there.statements)


def test_an_id_stays_when_a_later_paragraph_is_added(reader: Reader) -> None:
    before = reader.read(report()).events
    after = reader.read(report(TEXT + "\n\nIt rained in Oslo.")).events
    assert [e.id for e in before] == [e.id for e in after]


def test_paragraphs_of_the_report_part_its_sentences(reader: Reader) -> None:
    stages = reader.stages(report("Kenya condemned Somalia\n\nUganda praised Sudan"))
    assert [s.paragraph for s in stages.reading.sentences] == [0, 1]
    assert [e.type for e in stages.record.events] == ["ACCUSE", "SUPPORT"]


def test_a_bare_mention_is_resolved_on_its_day(reader: Reader) -> None:
    party = reader.resolve("the Soviet foreign minister", dt.date(1985, 6, 1))
    assert party is not None
    assert (party.country, party.sector) == ("SUN", "GOV")


def test_a_mention_nobody_knows_is_null(reader: Reader) -> None:
    assert reader.resolve("the blue teapot") is None


def test_a_users_folder_comes_before_ours(tmp_path: Path) -> None:
    folder = tmp_path / "triggers"
    folder.mkdir()
    (folder / "mine.toml").write_text(
        '[[trigger]]\nlemma = "outfox"\nevent = "ASSAULT"\ncameo = "190"\nexamples = ["Kenya outfoxed Somalia."]\n',
        "utf-8",
    )
    record = Reader.load(folders=[tmp_path]).read(report("Kenya outfoxed Somalia."))
    assert [(e.type, e.actors[0].country, e.recipients[0].country) for e in record.events] == [
        ("ASSAULT", "KEN", "SOM")
    ]


def test_mistakes_in_a_users_folder_are_all_named(tmp_path: Path) -> None:
    folder = tmp_path / "triggers"
    folder.mkdir()
    (folder / "mine.toml").write_text(
        '[[trigger]]\nlemma = "a"\nevent = "WAR"\nexamples = ["x"]\n\n'
        '[[trigger]]\nlemma = "b"\nevent = "AID"\nmode = "cultural"\nexamples = ["x"]\n\n'
        '[[trigger]]\nlemma = "c"\nevent = "AID"\nrequires = { object = ["@nowhere"] }\nexamples = ["x"]\n',
        "utf-8",
    )
    with pytest.raises(LexiconError) as caught:
        Reader.load(folders=[tmp_path])
    assert len(caught.value.mistakes) == 3


def outcomes(reports: list[Report | InputError], **options: int) -> list[Record | InputError]:
    return list(read_all(reports, Reader.load, **options))


def test_a_batch_keeps_its_order_and_the_place_of_what_cannot_be_read() -> None:
    bad = InputError("x.pdf", "it is empty")
    found = outcomes([from_text(MANY[0], id="0"), bad, from_text(MANY[1], id="2")])
    assert [r.id if isinstance(r, Record) else r.source for r in found] == ["0", "x.pdf", "2"]


def test_processes_and_batches_change_no_byte(reader: Reader) -> None:
    reports: list[Report | InputError] = [from_text(t, id=str(n)) for n, t in enumerate(MANY)]
    alone = [encode(reader.read(r)) for r in reports if isinstance(r, Report)]
    pooled = outcomes(reports, processes=2, batch=1)
    assert [encode(r) for r in pooled if isinstance(r, Record)] == alone


def test_a_record_travels_between_processes(reader: Reader) -> None:
    record = reader.read(report())
    assert pickle.loads(pickle.dumps(record)) == record  # noqa: S301  our own bytes, as a process pool moves them
