"""JSON Lines: the text unchanged, a bad line named by its number, the others read."""

import datetime as dt
from pathlib import Path

import pytest

from verbale.errors import InputError
from verbale.ingest import LARGEST_REPORT, discover, from_text, jsonl_rows, reports
from verbale.report import Report


def test_the_body_is_the_text_untouched() -> None:
    text = "  KABUL — The “min\u00adister”\u00a0said\r\nno.\t\u200b \n\n\nBy Anna Olin  "
    assert from_text(text, "a").body == text


def test_id_date_and_title_are_as_given() -> None:
    report = from_text("The army left the town.", " 7/b ", "2003-03-12T23:59:00-05:00", "Army leaves")
    assert (report.id, report.published, report.title) == (" 7/b ", dt.date(2003, 3, 12), "Army leaves")


@pytest.mark.parametrize("date", ["2003-02-30", "12 March 2003", "2003-03", "soon"])
def test_a_date_that_is_none_is_null_with_a_warning(date: str) -> None:
    report = from_text("The army left the town.", "a", date)
    assert report.published is None
    assert [w.code for w in report.warnings] == ["impossible-date"]


def test_no_date_is_null_without_a_warning() -> None:
    report = from_text("The army left the town.", "a")
    assert (report.published, report.warnings) == (None, ())


def test_a_bad_line_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(
        b'\xef\xbb\xbf{"id":"a","text":"The army left."}\n{"id":"b"\n\n{"id":"c"}\n\xff\n{"id":"d","text":"  "}\n[1]\n'
        b'{"id":"e","text":"It was quiet."}'
    )
    results = list(jsonl_rows(path))
    assert [r.id for r in results if isinstance(r, Report)] == ["a", "e"]
    errors = {e.source: e.reason for e in results if isinstance(e, InputError)}
    assert list(errors) == [f"{path}:{n}" for n in (2, 4, 5, 6, 7)]
    assert "missing required field `text`" in errors[f"{path}:4"]
    assert errors[f"{path}:6"] == "the text is empty"


def test_an_overlong_line_is_refused_and_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(
        b'{"id":"a","text":"' + b"x " * (LARGEST_REPORT // 2 + 10) + b'"}\n{"id":"b","text":"The army left."}\n'
    )
    bad, good = jsonl_rows(path)
    assert isinstance(bad, InputError)
    assert bad.source == f"{path}:1"
    assert "too large" in bad.reason
    assert isinstance(good, Report)
    assert good.id == "b"


def test_half_a_surrogate_pair_and_deep_nesting_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"id":"a","text":"\\ud800"}\n{"id":' + b"[" * 50_000 + b"\n")
    assert all(isinstance(r, InputError) for r in jsonl_rows(path))
    with pytest.raises(InputError, match="surrogate"):
        from_text("\ud800 army", "a")


def test_a_missing_file_is_one_error(tmp_path: Path) -> None:
    (error,) = jsonl_rows(tmp_path / "none.jsonl")
    assert isinstance(error, InputError)
    assert error.reason == "no such file"


def test_a_file_of_rows_among_the_inputs_is_recognized(tmp_path: Path) -> None:
    path = tmp_path / "rows.txt"
    path.write_text('{"id":"a","text":"The army left."}\n' * 3)
    (source,) = discover([str(path)])
    assert not isinstance(source, InputError)
    assert [r.id for r in reports(source) if isinstance(r, Report)] == ["a", "a", "a"]
