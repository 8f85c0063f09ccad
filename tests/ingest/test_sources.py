"""Files, folders, standard input: each error one line with its reason, the rest read all the same."""

import io
import os
import sys
from pathlib import Path

import pytest

from verbale.errors import InputError
from verbale.ingest import Source, discover, read_bytes, reports
from verbale.report import Report

TEXT = b"By Anna Olin\n\nThe army left the town on Tuesday."


def read_all(*inputs: str) -> list[Report | InputError]:
    return [r for s in discover(inputs) for r in ([s] if isinstance(s, InputError) else reports(s))]


def reason(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read_bytes(data, "x")
    assert "\n" not in str(caught.value)
    return caught.value.reason


def test_a_folder_is_walked_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b/two.txt", "a/one.txt", "c.txt", ".hidden.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(TEXT)
    names = [s.name for s in discover([str(tmp_path)]) if isinstance(s, Source)]
    assert names == [str(tmp_path / n) for n in ("a/one.txt", "b/two.txt", "c.txt")]


def test_a_link_back_to_the_folder_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "one.txt").write_bytes(TEXT)
    bad, good = read_all(str(tmp_path))
    assert isinstance(bad, InputError)
    assert bad.source.endswith("loop")
    assert "leads back into itself" in bad.reason
    assert isinstance(good, Report)


def test_a_link_to_itself_and_a_broken_link_are_errors(tmp_path: Path) -> None:
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "gone").symlink_to(tmp_path / "nothing")
    assert [e.reason for e in read_all(str(tmp_path)) if isinstance(e, InputError)] == [
        "no such file",
        "a link that leads back to itself",
    ]


def test_what_is_not_there_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_bytes(TEXT)
    bad, good = read_all(str(tmp_path / "none.txt"), str(tmp_path / "one.txt"))
    assert isinstance(bad, InputError)
    assert bad.reason == "no such file"
    assert isinstance(good, Report)
    assert good.source == str(tmp_path / "one.txt")


def test_a_file_that_vanishes_between_finding_and_reading_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_bytes(TEXT)
    (source,) = discover([str(path)])
    path.unlink()
    assert isinstance(source, Source)
    assert [str(r) for r in reports(source)] == [f"{path}: no such file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_forbidden_file_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_bytes(TEXT)
    path.chmod(0)
    (bad,) = read_all(str(path))
    assert isinstance(bad, InputError)
    assert "permission" in bad.reason


def test_a_pipe_and_an_empty_folder_are_errors(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")
    assert [e.reason for e in read_all(str(tmp_path / "empty")) if isinstance(e, InputError)] == ["an empty folder"]
    assert [e.reason for e in read_all(str(tmp_path)) if isinstance(e, InputError)] == ["not a regular file"]


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT)))
    (report,) = read_all("-")
    assert isinstance(report, Report)
    assert (report.source, report.authors) == ("-", ("Anna Olin",))


def test_the_same_bytes_give_the_same_id_wherever_they_lie() -> None:
    one, two = read_bytes(TEXT, "a")[0], read_bytes(TEXT, "b")[0]
    assert one.id == two.id == one.sha256[:16]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is empty"),
        (b" \r\n ", "the file is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a PNG image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG image"),
        (b"PK\x03\x04\x14\0word/document.xml", "an Office document"),
        (b"\x7fELF\x02\x01", "a program"),
        (b"\x1f\x8b\x08\0abc", "a gzip archive"),
        (b"\0\x01\x02\x03 binary \0\0\x05", "a binary file"),
        (b"<html><body></body></html>", "no body found"),
        (b"<html><head><title>x", "no body found"),
        (b"?!\n--\n12", "no body found"),
        (b"By Anna Olin\n4 March 2011\n", "no body found"),
        (b"<?xml version='1.0'?><a/>", "an XML document"),
        (b"<rss version='2.0'><channel><title>x</title></channel></rss>", "a feed with no entries"),
        (b"%PDF-1.4\nnothing", "a broken PDF"),
        (b"The army left. " * 700_000, "too large"),
    ],
)
def test_what_is_no_report_is_refused_with_its_reason(data: bytes, words: str) -> None:
    assert words in reason(data)


def test_a_type_is_told_by_the_bytes_and_not_by_the_suffix(tmp_path: Path) -> None:
    picture, page = tmp_path / "report.txt", tmp_path / "page.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    page.write_bytes((Path(__file__).parent / "pages" / "newspaper.html").read_bytes())
    bad, good = read_all(str(picture), str(page))
    assert isinstance(bad, InputError)
    assert bad.reason == "a PNG image, not a report"
    assert isinstance(good, Report)
    assert good.title == "Estmark recalls ambassador over ferry"


def test_a_utf16_file_is_text(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_bytes("The army left the town.\r\n".encode("utf-16"))
    (report,) = read_all(str(path))
    assert isinstance(report, Report)
    assert report.body == "The army left the town."
