"""Whatever the bytes are, a report or an `InputError` comes of them."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verbale.errors import InputError
from verbale.ingest import from_text, read_bytes
from verbale.report import Report

PAGES = sorted(p for p in (Path(__file__).parent / "pages").rglob("*") if p.is_file())
CONTENTS = [p.read_bytes() for p in PAGES]
OPENINGS = [
    b"",
    b"<html><body><p>",
    b"%PDF-1.4\n",
    b"WARC/1.0\r\n",
    b"\x1f\x8b",
    b'{"text":"',
    b"<rss><channel><item>",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
]
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(data: bytes) -> None:
    try:
        found = read_bytes(data, "x")
    except InputError as error:
        assert error.reason
        assert "\n" not in str(error)
        return
    for report in found:
        check_report(report)


def check_report(report: Report) -> None:
    report.body.encode()
    assert any(ch.isalpha() for ch in report.body)
    assert all(report.body[s.start : s.end].strip() for s in report.paragraphs)
    assert "\r" not in report.body
    assert "\x00" not in report.body


@QUICK
@given(st.sampled_from(OPENINGS), st.binary(max_size=300))
def test_random_bytes_give_a_report_or_an_error(opening: bytes, rest: bytes) -> None:
    check(opening + rest)


@QUICK
@given(st.text(max_size=300))
def test_random_text_gives_a_report_or_an_error(text: str) -> None:
    check(text.encode("utf-8", "surrogatepass"))


@QUICK
@given(st.sampled_from(CONTENTS), st.integers(0, 4000), st.integers(0, 400), st.binary(max_size=20))
def test_a_damaged_page_gives_a_report_or_an_error(page: bytes, at: int, cut: int, put: bytes) -> None:
    at = at % (len(page) + 1)
    check(page[:at] + put + page[at + cut :])


@QUICK
@given(st.sampled_from(CONTENTS), st.integers(1, 4000))
def test_a_page_cut_off_gives_a_report_or_an_error(page: bytes, size: int) -> None:
    check(page[:size])


@QUICK
@given(
    st.lists(
        st.sampled_from([line for c in CONTENTS for line in c.decode("utf-8", "replace").splitlines() if line]),
        max_size=25,
    )
)
def test_lines_of_pages_in_any_order_give_a_report_or_an_error(lines: list[str]) -> None:
    check("\n".join(lines).encode())


@QUICK
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_clean_text_is_never_changed(text: str) -> None:
    if any(ch.isalnum() for ch in text):
        assert from_text(text, "a").body == text


@QUICK
@given(st.sampled_from(CONTENTS))
def test_reading_twice_gives_the_same_report(page: bytes) -> None:
    assert read_bytes(page, "x") == read_bytes(page, "x")
