"""WARC, after warcio: one report a page that the crawl met with success."""

from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from ..errors import InputError
from ..report import Report
from .limits import LARGEST_REPORT, too_large

READABLE = (
    "text/html",
    "application/xhtml",
    "text/plain",
    "application/pdf",
    "application/rss",
    "application/atom",
    "text/xml",
    "application/xml",
)
"""Content types that may hold a report; a crawl also keeps pictures, styles and scripts, which are passed over."""
OK = "200"


def read_warc(
    stream: BinaryIO, source: str, read: Callable[[bytes, str], Iterator[Report | InputError]]
) -> Iterator[Report | InputError]:
    """The reports of a web archive in record order, each with its address as source.

    `read` turns the bytes of one record into reports.
    """
    found = False
    for page in _pages(stream, source):
        found = True
        if isinstance(page, InputError):
            yield page
        else:
            address, data = page
            yield from [InputError(address, too_large())] if len(data) > LARGEST_REPORT else read(data, address)
    if not found:
        yield InputError(source, "a web archive without readable pages")


def _pages(stream: BinaryIO, source: str) -> Iterator[tuple[str, bytes] | InputError]:
    """Address and content of each readable record, at most one byte above the limit."""
    from warcio.archiveiterator import ArchiveIterator  # costs 70 ms

    try:
        for record in ArchiveIterator(stream):
            if address := _address(record):
                yield address, record.content_stream().read(LARGEST_REPORT + 1)
    except Exception as error:  # noqa: BLE001  on hostile bytes warcio raises whatever its decompression runs into
        yield InputError(source, f"a broken web archive: {' '.join(str(error).split())[:120] or type(error).__name__}")


def _address(record: Any) -> str | None:
    """The address of a record that may hold a report, or None."""
    if record.rec_type not in ("response", "resource", "conversion"):
        return None
    headers = record.http_headers
    if headers is not None and headers.get_statuscode() != OK:
        return None
    kind = (headers or record.rec_headers).get_header("Content-Type") or ""
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    return address or None if kind.lower().startswith(READABLE) and not address.endswith("robots.txt") else None
