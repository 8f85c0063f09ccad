"""A release holds what the record says, once and for all, and names what changed since the one before."""

import csv
import datetime as dt
import hashlib
import json
import re
from pathlib import Path

import duckdb
import msgspec
import pytest
import sqlalchemy as sa

from verbale.atlas import Atlas
from verbale.errors import RecordError
from verbale.pipeline import Reader
from verbale.record import Record
from verbale.store import codebook, releases
from verbale.store.country_codes import Codes, CountryCodes
from verbale.store.database import Database
from verbale.store.release_digest import QUOTE_LENGTH, address, shortened
from verbale.store.release_files import SheetWriter, write_parquet
from verbale.store.release_tables import EVENTS as EVENT_SHEET
from verbale.store.release_tables import PARTIES as PARTY_SHEET
from verbale.store.release_tables import REPORTS as REPORT_SHEET
from verbale.store.release_tables import SHEETS, STATEMENTS, Column
from verbale.store.releases import release
from verbale.store.runs import Run, now
from verbale.store.tables import EVENTS, JUDGEMENTS, RELEASED, REPORTS, VERSIONS
from verbale.store.writing import Writer

from .test_writing import page

ADDRESS = "https://example.org/news"
ATLAS = Atlas.load()
TWO_ACTS = "France sent two frigates to Lebanon on Monday. Chile accused Peru of spying."
ONE_ACT = "Corrected. France sent two frigates to Lebanon on Monday."


@pytest.fixture(autouse=True)
def loaded(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lexicon and tables of states as the reader has them already, which saves a second a release."""
    monkeypatch.setattr(releases.lexicon, "load", lambda: reader.lexicon)
    monkeypatch.setattr(Atlas, "load", classmethod(lambda cls: ATLAS))


def table(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def reject(database: Database, words: str) -> str:
    """A person rejects the event with these words; its id."""
    with database.writing() as connection:
        id = connection.scalar(sa.select(EVENTS.c.id).where(EVENTS.c.quote.contains(words)))
        assert id is not None
        connection.execute(sa.update(EVENTS).where(EVENTS.c.id == id).values(standing="rejected"))
        connection.execute(
            sa.insert(JUDGEMENTS).values(
                id=f"j{id}", at=now(), who="Ann Example", why="a rumour,\nnot an act", subject=id, kind="event",
                verdict="reject",
            )
        )  # fmt: skip
    return id


def event(folder: Path, words: str) -> dict[str, str]:
    """The one event with these words."""
    [found] = [row for row in table(folder, "events") if words in row["quote"]]
    return found


def test_a_release_holds_every_event_statement_and_party(writer: Writer, samples: list[Record], tmp_path: Path) -> None:
    for record in samples:
        writer.add(record)
    made = release(writer.database, "2026-1", tmp_path)
    folder = tmp_path / "2026-1"
    events = {e.id: e for r in samples for e in r.events}
    rows = table(folder, "events")
    assert {row["id"] for row in rows} == set(events)
    for row in rows:
        one = events[row["id"]]
        assert (row["type"] or None, row["cameo"] or None, row["status"]) == (one.type, one.cameo, one.status)
        assert row["start"] == (one.date.start.isoformat() if one.date else "")
        assert float(row["confidence"]) == one.confidence
    assert len(table(folder, "parties")) == sum(len(e.actors) + len(e.recipients) for e in events.values())
    assert len(table(folder, "statements")) == sum(len(r.statements) for r in samples)
    assert made.counts["events"] == len(events)
    assert made.counts["reports"] == len(samples)


def test_a_told_event_names_statement_speaker_and_cue(writer: Writer, samples: list[Record], tmp_path: Path) -> None:
    for record in samples:
        writer.add(record)
    release(writer.database, "r", tmp_path)
    cues = {e.id: s.cue.text if s.cue else "" for r in samples for e in r.events for s in r.statements
            if e.attribution and s.id == e.attribution[0]}  # fmt: skip
    found = {row["id"]: row["cue"] for row in table(tmp_path / "r", "events") if row["statement"]}
    assert found == cues
    assert any(cues.values())


def test_every_reference_of_a_release_leads_to_a_row(writer: Writer, samples: list[Record], tmp_path: Path) -> None:
    for record in samples:
        writer.add(record)
    release(writer.database, "r", tmp_path)
    ids = {s.name: {row.get("id") for row in table(tmp_path / "r", s.name)} for s in SHEETS}
    for sheet in SHEETS:
        for row in table(tmp_path / "r", sheet.name):
            for column, other in sheet.refers.items():
                assert not row[column] or row[column] in ids[other], f"{sheet.name}.{column}"


def test_parquet_holds_the_same_rows_with_declared_types(writer: Writer, samples: list[Record], tmp_path: Path) -> None:
    for record in samples:
        writer.add(record)
    release(writer.database, "r", tmp_path)
    for sheet in (s for s in SHEETS if s.parquet):
        with duckdb.connect() as connection:
            found = connection.execute("SELECT * FROM read_parquet(?)", [str(tmp_path / "r" / f"{sheet.name}.parquet")])
            assert [c[0] for c in found.description] == [c.name for c in sheet.columns]
            rows = found.fetchall()
        plain = table(tmp_path / "r", sheet.name)
        assert len(rows) == len(plain)
        for row, text in zip(rows, plain, strict=True):
            assert [as_text(v, c) for v, c in zip(row, sheet.columns, strict=True)] == list(text.values())


def test_odd_words_reach_parquet_as_they_are(tmp_path: Path) -> None:
    titles = ['He said "no", and\nleft\r\n', "null", "NA", "007", " , ", "'; DROP TABLE x; --", "naïve – 平和", "\\N"]
    row = dict.fromkeys((c.name for c in REPORT_SHEET.columns), None)
    with SheetWriter(tmp_path) as out:
        for title in titles:
            out.write(REPORT_SHEET, row | {"title": title})
    write_parquet(tmp_path, out.counts)
    with duckdb.connect() as connection:
        path = str(tmp_path / "reports.parquet")
        found = connection.execute("SELECT title, id, published FROM read_parquet(?)", [path]).fetchall()
    assert found == [(title, None, None) for title in titles]


def as_text(value: object, column: Column) -> str:
    """A value from Parquet as the CSV writes it, if it is of the type declared."""
    if value is None:
        return ""
    kinds = {"text": str, "integer": int, "number": float, "boolean": bool, "date": dt.date, "datetime": dt.datetime}
    assert type(value) is kinds[column.kind], column.name
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_the_same_record_gives_the_same_bytes(writer: Writer, samples: list[Record], tmp_path: Path) -> None:
    for record in samples:
        writer.add(record)
    for name in ("one", "two"):
        release(writer.database, name, tmp_path)
    for path in (tmp_path / "one").iterdir():
        if path.suffix in (".csv", ".parquet") and path.stem != "changes":
            assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name
    assert table(tmp_path / "two", "changes") == []


def test_a_rejected_event_is_withdrawn_and_says_who_and_why(writer: Writer, reader: Reader, tmp_path: Path) -> None:
    writer.add(reader.read(page(TWO_ACTS, ADDRESS)))
    release(writer.database, "one", tmp_path)
    id = reject(writer.database, "spying")
    made = release(writer.database, "two", tmp_path)
    [change] = table(tmp_path / "two", "changes")
    assert (change["event"], change["change"]) == (id, "withdrawn")
    assert re.fullmatch(r"rejected by Ann Example on \d{4}-\d\d-\d\d: a rumour, not an act", change["reason"])
    assert id not in {row["id"] for row in table(tmp_path / "two", "events")}
    assert id not in {row["event"] for row in table(tmp_path / "two", "parties")}
    assert made.counts["withdrawn"] == 1
    release(writer.database, "three", tmp_path)
    assert table(tmp_path / "three", "changes") == []


def test_an_event_rejected_before_its_first_release_is_withheld(writer: Writer, reader: Reader, tmp_path: Path) -> None:
    writer.add(reader.read(page(TWO_ACTS, ADDRESS)))
    id = reject(writer.database, "spying")
    release(writer.database, "one", tmp_path)
    found = {row["event"]: row["change"] for row in table(tmp_path / "one", "changes")}
    assert found.pop(id) == "withheld"
    assert set(found.values()) == {"added"}


def test_what_a_new_version_no_longer_says_is_withdrawn_and_the_rest_keeps_its_id(
    writer: Writer, reader: Reader, tmp_path: Path
) -> None:
    writer.add(reader.read(page(TWO_ACTS, ADDRESS)))
    release(writer.database, "one", tmp_path)
    writer.add(reader.read(page(ONE_ACT, ADDRESS)))
    release(writer.database, "two", tmp_path)
    assert event(tmp_path / "two", "frigates")["id"] == event(tmp_path / "one", "frigates")["id"]
    changes = {row["event"]: row for row in table(tmp_path / "two", "changes")}
    moved = changes[event(tmp_path / "one", "frigates")["id"]]
    assert (moved["change"], moved["reason"]) == ("changed", "version 2 of its report")
    assert "evidence" in moved["fields"].split()
    gone = changes[event(tmp_path / "one", "spying")["id"]]
    assert gone["change"] == "withdrawn"
    assert re.fullmatch(r"version 2 of its report, seen on \d{4}-\d\d-\d\d, no longer says so", gone["reason"])
    assert gone["report"] == event(tmp_path / "one", "spying")["report"]


def test_what_a_new_run_no_longer_reads_is_withdrawn_by_that_run(
    writer: Writer, reader: Reader, tmp_path: Path
) -> None:
    record = reader.read(page(TWO_ACTS, ADDRESS))
    writer.add(record)
    release(writer.database, "one", tmp_path)
    kept = tuple(msgspec.structs.replace(e, confidence=0.5) for e in record.events if "frigates" in e.evidence.quote)
    with writer.database.reading() as connection:
        report, version = connection.scalar(sa.select(REPORTS.c.key)), connection.scalar(sa.select(VERSIONS.c.key))
    later = Writer(writer.database, Run("9.9", "l", "m"))
    assert later.again(report or 0, version or 0, msgspec.structs.replace(record, events=kept))
    release(writer.database, "two", tmp_path)
    changes = {row["event"]: row for row in table(tmp_path / "two", "changes")}
    run = next(row["id"] for row in table(tmp_path / "two", "runs") if row["program"] == "9.9")
    assert changes[event(tmp_path / "one", "spying")["id"]]["reason"] == f"no longer read since run {run}"
    moved = changes[event(tmp_path / "one", "frigates")["id"]]
    assert (moved["change"], moved["fields"]) == ("changed", "confidence")


def test_the_record_remembers_what_it_released(writer: Writer, reader: Reader, tmp_path: Path) -> None:
    writer.add(reader.read(page(TWO_ACTS, ADDRESS)))
    made = release(writer.database, "one", tmp_path)
    with writer.database.reading() as connection:
        assert list(releases.releases(connection)) == [made]
        released = connection.scalars(sa.select(RELEASED.c.event)).all()
    assert set(released) == {row["id"] for row in table(tmp_path / "one", "events")}
    assert made.digest == hashlib.sha256((tmp_path / "one" / "SHA256SUMS").read_bytes()).hexdigest()


def test_a_name_is_used_once_and_a_folder_never_overwritten(writer: Writer, tmp_path: Path) -> None:
    release(writer.database, "one", tmp_path)
    with pytest.raises(RecordError, match="is there already"):
        release(writer.database, "one", tmp_path)
    (tmp_path / "elsewhere").mkdir()
    with pytest.raises(RecordError, match="choose another name"):
        release(writer.database, "one", tmp_path / "elsewhere")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_release_that_fails_leaves_neither_folder_nor_name(
    writer: Writer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out").mkdir()
    remember = releases._remember

    def fail(*given: object) -> None:
        remember(*given)  # type: ignore[arg-type]
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(releases, "_remember", fail)
        with pytest.raises(RecordError, match="cannot be written: no space left on device"):
            release(writer.database, "one", tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []
    release(writer.database, "one", tmp_path / "out")


def test_what_a_killed_run_left_behind_is_cleared_away(writer: Writer, tmp_path: Path) -> None:
    (tmp_path / ".one.unfinished").mkdir()
    (tmp_path / ".one.unfinished" / "events.csv").write_text("half a")
    release(writer.database, "one", tmp_path)
    assert not (tmp_path / ".one.unfinished").exists()
    assert table(tmp_path / "one", "events") == []


def test_a_second_release_in_the_meantime_makes_the_first_try_again(
    writer: Writer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish = releases._finish
    others = ["between"]

    def slowly(*given: object) -> str:
        if others:
            release(writer.database, others.pop(), tmp_path)
        return finish(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(releases, "_finish", slowly)
    with pytest.raises(RecordError, match="release between was made in the meantime"):
        release(writer.database, "one", tmp_path)
    assert not (tmp_path / "one").exists()


def test_sums_and_data_package_agree_with_the_files(writer: Writer, samples: list[Record], tmp_path: Path) -> None:
    writer.add(samples[0])
    release(writer.database, "r", tmp_path, title="Horn of Africa watch", authors=("Ann Example",))
    folder = tmp_path / "r"
    sums = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines())
    assert set(sums) == {p.name for p in folder.iterdir()} - {"SHA256SUMS"}
    for name, sum in sums.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == sum
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert (package["name"], package["version"]) == ("horn-of-africa-watch", "r")
    for resource in package["resources"]:
        assert resource["bytes"] == (folder / resource["path"]).stat().st_size
        assert resource["hash"] == f"sha256:{sums[resource['path']]}"
        if resource["format"] == "csv":
            fields = [field["name"] for field in resource["schema"]["fields"]]
            assert (folder / resource["path"]).read_text(encoding="utf-8").splitlines()[0].split(",") == fields


def test_the_rows_keep_what_the_data_package_promises(writer: Writer, samples: list[Record], tmp_path: Path) -> None:
    for record in samples:
        writer.add(record)
    release(writer.database, "r", tmp_path)
    for sheet in SHEETS:
        rows = table(tmp_path / "r", sheet.name)
        assert len({tuple(row[k] for k in sheet.key) for row in rows}) == len(rows)
        for column in sheet.columns:
            values = {row[column.name] for row in rows}
            assert column.null or "" not in values, f"{sheet.name}.{column.name} is empty"
            assert not column.among or values <= {*column.among, ""}, f"{sheet.name}.{column.name}"


def test_the_citation_names_version_authors_and_runs(writer: Writer, samples: list[Record], tmp_path: Path) -> None:
    writer.add(samples[0])
    release(writer.database, "2026-1", tmp_path, title='The "Horn": a record', authors=("Ann Example",))
    lines = (tmp_path / "2026-1" / "CITATION.cff").read_text(encoding="utf-8").splitlines()
    assert 'title: "The \\"Horn\\": a record"' in lines
    assert 'version: "2026-1"' in lines
    assert '  - name: "Ann Example"' in lines
    assert any(writer.run.lexicon in line and writer.run.model in line for line in lines)


def test_the_codebook_explains_every_code_and_column(writer: Writer, reader: Reader, tmp_path: Path) -> None:
    release(writer.database, "r", tmp_path)
    text = (tmp_path / "r" / "codebook.md").read_text(encoding="utf-8")
    columns = {column.name for sheet in SHEETS for column in sheet.columns}
    words = {*reader.lexicon.types, *(c.name for c in reader.lexicon.contexts), *columns}
    assert [word for word in words if f"| `{word}` |" not in text] == []


@pytest.mark.parametrize(
    ("words", "column"),
    [
        (codebook.STATUS, "status"), (codebook.CERTAINTY, "certainty"), (codebook.STANDING, "standing"),
        (codebook.PRECISION, "precision"), (codebook.FRAMES, "frame"),
    ],
)  # fmt: skip
def test_the_codebook_has_a_meaning_for_every_word_of_an_event(words: dict[str, str], column: str) -> None:
    [closed] = [c.among for c in EVENT_SHEET.columns if c.name == column]
    assert set(words) == set(closed)


def test_the_codebook_has_a_meaning_for_every_kind_of_statement_and_party() -> None:
    of = {c.name: c.among for c in PARTY_SHEET.columns}
    assert set(codebook.PARTIES) == set(of["kind"])
    assert set(codebook.SECTORS) == set(of["sector"])
    assert set(codebook.STATEMENTS) == next(set(c.among) for c in STATEMENTS.columns if c.name == "kind")


def test_a_long_quotation_is_cut_between_words() -> None:
    assert shortened("short\n words") == "short words"
    cut = shortened("ninety nine " * 50)
    assert len(cut) <= QUOTE_LENGTH
    assert cut.endswith(("ninety…", "nine…"))
    assert len(shortened("x" * 1000)) == QUOTE_LENGTH


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("/home/ann/secret/a.html", "a.html"), ("C:\\Users\\ann\\a.html", "a.html"), ("-", None), (None, None),
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
    ],
)  # fmt: skip
def test_the_address_of_a_file_does_not_tell_where_it_lay(source: str | None, shown: str | None) -> None:
    assert address(source) == shown


@pytest.mark.parametrize(
    ("code", "on", "codes"),
    [
        ("FRA", dt.date(2003, 1, 1), Codes("FRA", 220, 220)),
        ("DEU", dt.date(1975, 1, 1), Codes("DEU", 260, 260)),
        ("DEU", dt.date(1991, 1, 1), Codes("DEU", 255, 260)),
        ("YEM", dt.date(1994, 5, 1), Codes("YEM", 679, 678)),
        ("DEU", None, Codes("DEU", None, None)),
        ("SVK", dt.date(1985, 1, 1), Codes("SVK", None, None)),
        ("SUN", dt.date(1985, 1, 1), Codes("SUN", 365, 365)),
        ("RVN", dt.date(1970, 1, 1), Codes(None, 817, 817)),
        ("NATO", dt.date(2003, 1, 1), Codes()),
        (None, None, Codes()),
    ],
)
def test_a_state_has_the_numbers_it_had_on_the_day(code: str | None, on: dt.date | None, codes: Codes) -> None:
    assert CountryCodes(Atlas.load()).of(code, on) == codes
