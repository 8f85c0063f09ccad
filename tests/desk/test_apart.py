"""Files that are made to take long or much memory when they are taken apart."""

import time
import zlib

import pytest

from verbale.desk import apart
from verbale.errors import InputError
from verbale.ingest import read_bytes

PAGE = b"<html><body><p>Mali accused Niger of spying on Monday, officials in Bamako said.</p></body></html>"


def pdf(stream: bytes) -> bytes:
    """A PDF of one page with a compressed stream."""
    packed = zlib.compress(stream, 9)
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]  # fmt: skip
    data, starts = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        starts.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    return data + b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(data),
    )


@pytest.mark.parametrize(
    "data", [PAGE, pdf(b"BT /F1 12 Tf 50 700 Td (Chad accused Libya of arming rebels on Monday.) Tj ET")]
)
def test_a_report_is_the_same_taken_apart_elsewhere(data: bytes) -> None:
    assert apart.reports_of(data, "a") == read_bytes(data, "a")


def test_what_is_no_report_is_refused_for_the_same_reason() -> None:
    with pytest.raises(InputError) as here:
        read_bytes(b"%PDF-1.4 nothing", "a.pdf")
    with pytest.raises(InputError) as there:
        apart.reports_of(b"%PDF-1.4 nothing", "a.pdf")
    assert str(there.value) == str(here.value)


def test_what_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 0.05)
    with pytest.raises(InputError, match="takes longer"):
        apart.reports_of(PAGE, "a.html")


def test_what_takes_too_much_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("resource")
    monkeypatch.setattr(apart, "MEMORY", 50_000_000)
    with pytest.raises(InputError, match="memory"):
        apart.reports_of(PAGE, "a.html")


def laughs() -> bytes:
    """A feed whose entities unfold to 10 ** 9 letters."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "a">{entities}]><rss version="2.0"><channel><title>t</title>'
    )
    return f"{text}<item><title>x</title><description>&l9;</description></item></channel></rss>".encode()


@pytest.mark.parametrize("data", [pdf(b"BT " * 150_000_000), laughs()], ids=["pdf", "feed"])
def test_bombs_end_soon(data: bytes) -> None:
    assert len(data) < 2_000_000
    started = time.monotonic()
    try:
        found = apart.reports_of(data, "bomb")
    except InputError:
        found = []
    assert sum(len(report.body) for report in found) < 10_000_000
    assert time.monotonic() - started < apart.SECONDS + 10
