"""What was judged measures the machine and teaches it."""

import json
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from training.conversion import CORRECTIONS, Row

from verbale.cli import main
from verbale.evaluation import read_gold
from verbale.pipeline import Reader
from verbale.store import judging
from verbale.store.gold import REGISTER, JudgedReport, judged_reports, training_row
from verbale.store.writing import Writer

from .judges import ADDRESS, ANA, ON_SQLITE, TEXT, added, events, ids

ICE = "The envoys of India and Pakistan drank tea"


def reports(writer: Writer) -> list[JudgedReport]:
    with writer.database.reading() as connection:
        return list(judged_reports(connection))


def run(*arguments: str) -> str:
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_gold_of_an_accepted_report_gives_the_reading_full_marks(
    writer: Writer, reader: Reader, where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(writer, reader)
    judging.accept(writer.database, list(ids(writer.database).values()), ANA)
    gold = tmp_path / "gold.jsonl"
    run("corrections", "--as", "gold", str(gold), "--record", where)
    monkeypatch.setattr(Reader, "load", classmethod(lambda cls, **_: reader))
    rows = [
        json.loads(line) for line in run("evaluate", str(gold), "--format", "jsonl", "--bootstrap", "0").splitlines()
    ]
    figures = {row["measure"]: row for row in rows}
    assert figures["events"]["value"] == 1.0
    assert {name: row["value"] for name, row in figures.items() if row.get("value") not in (1.0, None)} == {}


@ON_SQLITE
def test_gold_holds_corrections_and_additions_and_leaves_rejections_out(
    writer: Writer, reader: Reader, where: str, tmp_path: Path
) -> None:
    added(writer, reader)
    at = ids(writer.database)
    judging.correct(writer.database, at["Chile"], {"status": "denied"}, ANA)
    judging.reject(writer.database, [at["France"]], ANA)
    judging.missed(writer.database, ADDRESS, ICE, {"type": "CONSULT", "actors": "IND; PAK"}, ANA)
    gold = tmp_path / "gold.jsonl"
    run("corrections", "--as", "gold", str(gold), "--record", where)
    [row] = map(json.loads, gold.read_text(encoding="utf-8").splitlines())
    assert set(row) == {"id", "report", "events"}
    assert [(e["id"], e["type"], e["status"]) for e in row["events"]] == [
        (at["Chile"], "ACCUSE", "denied"), (events(writer.database)["The"].id, "CONSULT", "occurred")
    ]  # fmt: skip
    bad: list[object] = []
    assert read_gold(str(gold), bad.append).kind == "minutes"
    assert not bad


@ON_SQLITE
def test_a_report_is_gold_only_when_all_of_it_was_judged(writer: Writer, reader: Reader, where: str) -> None:
    added(writer, reader)
    judging.accept(writer.database, [ids(writer.database)["Chile"]], ANA)
    assert [r.whole for r in reports(writer)] == [False]
    assert run("corrections", "--as", "gold", "-", "--record", where) == ""
    partly = json.loads(run("corrections", "--as", "gold", "-", "--partial", "--record", where))
    assert [e["evidence"]["quote"].split()[0] for e in partly["events"]] == ["Chile"]
    judging.accept(writer.database, [ids(writer.database)["France"]], ANA)
    assert [r.whole for r in reports(writer)] == [True]
    added(writer, reader, TEXT.replace("Chile accused Peru", "Chile did not accuse Peru"))
    assert [r.whole for r in reports(writer)] == [False], "a judgement waits to be asked again"


@ON_SQLITE
def test_reprints_have_ids_of_their_own_in_gold(writer: Writer, reader: Reader) -> None:
    for address in ("https://example.org/a", "https://example.org/b"):
        added(writer, reader, TEXT, address)
        judging.accept(writer.database, list(ids(writer.database, address).values()), ANA)
    assert len({r.record.id for r in reports(writer)}) == 2


@ON_SQLITE
def test_training_rows_are_what_the_trainer_reads(writer: Writer, reader: Reader) -> None:
    added(writer, reader)
    at = ids(writer.database)
    judging.correct(writer.database, at["Chile"], {"type": "THREATEN"}, ANA)
    judging.accept(writer.database, [at["France"]], ANA)
    judging.missed(writer.database, ADDRESS, ICE, {"type": "CONSULT", "actors": "IND; PAK"}, ANA)
    [report] = reports(writer)
    row = msgspec.json.decode(msgspec.json.encode(training_row(report, reader.stages)), type=Row)
    assert REGISTER == row.register == CORRECTIONS
    assert {t.spans[0].quote for t in row.triggers} == {"accused", "sent", "drank"}
    assert {m.text for m in row.mentions} == {"France", "Lebanon", "Chile", "Peru", "India", "Pakistan"}


@ON_SQLITE
def test_the_trainer_takes_events_and_no_statements_from_corrections(writer: Writer, reader: Reader) -> None:
    pytest.importorskip("torch")
    from training.labelled import label_sets, labelled

    added(writer, reader)
    judging.correct(writer.database, ids(writer.database)["Chile"], {"type": "THREATEN"}, ANA)
    judging.accept(writer.database, [ids(writer.database)["France"]], ANA)
    row = msgspec.json.decode(msgspec.json.encode(training_row(reports(writer)[0], reader.stages)), type=Row)
    labels = label_sets(reader.lexicon)
    texts = list(labelled(row, labels))
    told = {word: labels["event"][label] for t in texts for word, label in zip(t.words, t.event, strict=True) if label}
    assert told == {"sent": "MOBILIZE", "accused": "THREATEN"}
    assert all(said < 0 for t in texts for said in t.said)
