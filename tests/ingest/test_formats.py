"""PDF, feeds and web archives, built here and read back."""

import datetime as dt
import io
from pathlib import Path

import pypdf
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from verbale.errors import InputError
from verbale.ingest import discover, read_bytes, reports
from verbale.report import Report

PAGE = (Path(__file__).parent / "pages" / "newspaper.html").read_bytes()


def pdf(*pages: list[str]) -> bytes:
    """A PDF of text lines, one list a page."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for i, lines in enumerate(pages):
        stream = "BT /F1 11 Tf 14 TL 50 780 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents "
            f"{5 + 2 * i} 0 R>>"
        ]
        objects += [f"<</Length {len(stream)}>>stream\n{stream}\nendstream"]
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj{content}endobj\n".encode()
    table = "".join(f"{at:010d} 00000 n \n" for at in offsets)
    return (
        out
        + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 "
        f"R>>\nstartxref\n{len(out)}\n%%EOF".encode()
    )


FIRST = [
    "Strait Institute Bulletin",
    "Patrols begin in the strait",
    "By Oskar Lind",
    "17 May 1999",
    "Joint patrols of the navies of Norland and Estmark began in the strait",
    "on Monday under the protocol that was signed last year. Fishermen on both",
    "shores complained about new closed zones.",
    "1",
]
SECOND = [
    "Strait Institute Bulletin",
    "The union of Estmark announced a protest in front of the ministry, and the",
    "minister promised to receive its leaders before the end of the week.",
    "2",
]


def test_a_pdf_is_read_without_running_heads_and_page_numbers() -> None:
    (report,) = read_bytes(pdf(FIRST, SECOND), "x.pdf")
    assert (report.title, report.authors, report.published) == (
        "Patrols begin in the strait",
        ("Oskar Lind",),
        dt.date(1999, 5, 17),
    )
    assert report.body.startswith(
        "Joint patrols of the navies of Norland and Estmark began in the strait on Monday under"
    )
    assert report.body.endswith("before the end of the week.")
    assert "Bulletin" not in report.body


def test_a_pdf_without_text_says_so() -> None:
    with pytest.raises(InputError, match="without text"):
        read_bytes(pdf([]), "x.pdf")


def test_a_locked_pdf_says_so() -> None:
    writer = pypdf.PdfWriter(io.BytesIO(pdf(FIRST)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(InputError, match="locked with a password"):
        read_bytes(out.getvalue(), "x.pdf")


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Gull News</title>
<item><title>Army leaves Tolm</title><link>http://gull.example/1</link>
<author>Anna Olin</author>
<pubDate>Tue, 03 Nov 2009 10:00:00 GMT</pubDate>
<description>&lt;p&gt;TOLM — The army left
the town on Tuesday.&lt;/p&gt;&lt;p&gt;Shops opened again.&lt;/p&gt;</description></item>
<item><title>Empty</title><link>http://gull.example/2</link></item>
<item><title>Ferries resume</title><link>http://gull.example/3</link>
<description>Ferries between
Port Halden and Estmark resumed on Wednesday.</description></item>
</channel></rss>"""


def test_each_entry_of_a_feed_is_a_report(tmp_path: Path) -> None:
    path = tmp_path / "feed.txt"
    path.write_text(RSS)
    (source,) = discover([str(path)])
    assert not isinstance(source, InputError)
    one, bad, two = reports(source)
    assert isinstance(one, Report)
    assert isinstance(two, Report)
    assert (one.title, one.published, one.authors, one.publication) == (
        "Army leaves Tolm",
        dt.date(2009, 11, 3),
        ("Anna Olin",),
        "Gull News",
    )
    assert (one.body, one.dateline, one.source) == (
        "The army left the town on Tuesday.\n\nShops opened again.",
        "TOLM",
        "http://gull.example/1",
    )
    assert isinstance(bad, InputError)
    assert bad.source == "http://gull.example/2"
    assert one.id != two.id


def test_an_atom_feed_is_read() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Gull</title><entry><title>Talks</title><id>1</id>'
        "<published>2009-11-03T00:00:00Z</published>"
        "<content type='html'>Talks on the river treaty began in Geneva on Tuesday.</content></entry></feed>"
    )
    (report,) = read_bytes(atom.encode(), "x")
    assert (report.title, report.published) == ("Talks", dt.date(2009, 11, 3))


def warc(*pages: tuple[str, str, bytes], gzip: bool) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzip)
    for address, kind, content in pages:
        headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.0")
        writer.write_record(
            writer.create_warc_record(address, "response", payload=io.BytesIO(content), http_headers=headers)
        )
    return out.getvalue()


@pytest.mark.parametrize("gzip", [True, False])
def test_the_pages_of_a_web_archive_are_reports_with_their_addresses(gzip: bool, tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    path.write_bytes(
        warc(
            ("http://a.example/1", "text/html", PAGE),
            ("http://a.example/x.png", "image/png", b"\x89PNG\r\n"),
            ("http://a.example/2", "text/html", b"<html></html>"),
            gzip=gzip,
        )
    )
    (source,) = discover([str(path)])
    assert not isinstance(source, InputError)
    one, bad = reports(source)
    assert isinstance(one, Report)
    assert (one.source, one.title) == ("http://a.example/1", "Estmark recalls ambassador over ferry")
    assert isinstance(bad, InputError)
    assert bad.source == "http://a.example/2"


def test_a_web_archive_cut_off_gives_what_came_before(tmp_path: Path) -> None:
    data = warc(("http://a.example/1", "text/html", PAGE), ("http://a.example/2", "text/html", PAGE), gzip=True)
    results = read_bytes(data[: len(data) - 200], "x")
    assert results[0].source == "http://a.example/1"
