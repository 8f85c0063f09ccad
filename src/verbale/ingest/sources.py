"""Where reports come from: files, folders, standard input; each opened, recognized by its bytes and read."""

import errno
import io
import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from ..errors import InputError
from ..report import MediaType, Report
from .archive import read_warc
from .characters import UndecodableError
from .jsonl import rows, unreadable
from .limits import LARGEST_PDF, LARGEST_REPORT, too_large
from .sniff import HEAD_BYTES, sniff

STANDARD_INPUT = "-"


def read_plaintext(data: bytes, source: str) -> Report:
    """Plain text: imported when one comes, because its many patterns take 0.1 s to compile."""
    from . import plaintext

    return plaintext.read_plaintext(data, source)


def read_webpage(data: bytes, source: str) -> Report:
    """HTML: imported when a page comes, because lxml costs 30 ms."""
    from . import webpage

    return webpage.read_webpage(data, source)


def read_pdf(data: bytes, source: str) -> Report:
    """PDF: imported when one comes, as plain text is."""
    from . import pdf

    return pdf.read_pdf(data, source)


READERS: dict[MediaType, Callable[[bytes, str], Report]] = {
    "text": read_plaintext,
    "html": read_webpage,
    "pdf": read_pdf,
}
"""The formats that hold one report."""


class Source(Struct, frozen=True):
    """A file to read; `path` None means standard input."""

    name: str
    """As the user gave it, or the folder as given with the file's path below it."""
    path: Path | None = None


def discover(inputs: Sequence[str]) -> Iterator[Source | InputError]:
    """The files that `inputs` name, in input order; folders recursively, by name, without hidden files.

    A folder that leads back into itself, an unreadable one and an empty one come as errors.
    """
    for given in inputs:
        if given == STANDARD_INPUT:
            yield Source(STANDARD_INPUT)
            continue
        if not given:
            yield InputError("''", "an empty name")
            continue
        path = Path(given)
        try:
            folder = stat.S_ISDIR(path.stat().st_mode)
        except (OSError, ValueError) as error:
            yield InputError(given, _why(error))
            continue
        yield from _walk(path, ()) if folder else [Source(given, path)]


def _why(error: OSError | ValueError) -> str:
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return "a link that leads back to itself"
    return unreadable(error) if isinstance(error, OSError) else "not a path: it holds a zero byte"


def _walk(folder: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Source | InputError]:
    """Files of a folder and its folders; `above` are device and number of the folders it stands in."""
    try:
        status = folder.stat()
        names = sorted(os.listdir(folder))  # noqa: PTH208  names alone sort the same everywhere
    except OSError as error:
        yield InputError(str(folder), _why(error))
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        yield InputError(str(folder), "a folder that leads back into itself through a link")
        return
    shown = [name for name in names if not name.startswith(".")]
    if not shown and not above:
        yield InputError(str(folder), "an empty folder")
    for name in shown:
        yield from _member(folder / name, (*above, here))


def _member(path: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Source | InputError]:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield InputError(str(path), _why(error))
        return
    if stat.S_ISDIR(mode):
        yield from _walk(path, above)
    elif stat.S_ISREG(mode):
        yield Source(str(path), path)
    else:
        yield InputError(str(path), "not a regular file")


def reports_of(inputs: Sequence[str]) -> Iterator[Report | InputError]:
    """The reports of files, folders and standard input, in input order; what cannot be read comes as an error."""
    for source in discover(inputs):
        if isinstance(source, InputError):
            yield source
        else:
            yield from reports(source)


def reports(source: Source) -> Iterator[Report | InputError]:
    """The reports of one source, in its order; what cannot be read comes as an error among them."""
    try:
        stream = source.path.open("rb") if source.path else sys.stdin.buffer
    except (OSError, ValueError) as error:
        yield InputError(source.name, _why(error))
        return
    if source.path is None:
        yield from _from_stream(stream, source.name)
        return
    with stream:
        yield from _from_stream(stream, source.name)


def _from_stream(stream: BinaryIO, name: str) -> Iterator[Report | InputError]:
    """Sniffs, then streams archives and JSON Lines and reads anything else whole, up to its limit."""
    try:
        head = stream.read(HEAD_BYTES)
        media = sniff(head, name, name=name)
        if media in ("jsonl", "warc"):
            yield from _streamed(media, _rewound(head, stream), name)
            return
        limit = LARGEST_PDF if media == "pdf" else LARGEST_REPORT
        data = head + stream.read(limit + 1 - len(head))
    except OSError as error:
        yield InputError(name, _why(error))
        return
    except InputError as error:
        yield error
        return
    if len(data) > limit:
        yield InputError(name, too_large(what="PDF" if media == "pdf" else "report", limit=limit))
        return
    yield from read_as(media, data, name)


def _streamed(media: MediaType, stream: BinaryIO, name: str) -> Iterator[Report | InputError]:
    return rows(stream, name) if media == "jsonl" else read_warc(stream, name, _record)


def _record(data: bytes, source: str) -> Iterator[Report | InputError]:
    """The reports of one archived page."""
    try:
        media = sniff(data[:HEAD_BYTES], source)
    except InputError as error:
        yield error
        return
    yield from read_as(media, data, source)


def _rewound(head: bytes, rest: BinaryIO) -> BinaryIO:
    """A stream that begins with `head` again, also where `rest` cannot seek."""
    return io.BufferedReader(_Chained(head, rest))


class _Chained(io.RawIOBase):
    """Bytes already taken from a stream, then the stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fills `buffer` as far as one read goes; 0 at the end."""
        size = len(buffer)
        piece, self._head = (self._head[:size], self._head[size:]) if self._head else (self._rest.read(size), b"")
        buffer[: len(piece)] = piece
        return len(piece)


def read_as(media: MediaType, data: bytes, source: str) -> Iterator[Report | InputError]:
    """The reports in bytes of a known type."""
    if media == "feed":
        from .feed import read_feed

        yield from read_feed(data, source)
    elif media == "jsonl":
        yield from rows(io.BytesIO(data), source)
    elif media == "warc":
        yield from read_warc(io.BytesIO(data), source, _record)
    else:
        yield _single(media, data, source)


def _single(media: MediaType, data: bytes, source: str) -> Report | InputError:
    try:
        return READERS[media](data, source)
    except UndecodableError as error:
        return InputError(source, str(error))
    except InputError as error:
        return error


def read_bytes(data: bytes, source: str) -> list[Report]:
    """Every report in `data`; raises the first `InputError` where there is none."""
    limit = LARGEST_PDF if data[:1024].find(b"%PDF-") >= 0 else LARGEST_REPORT
    media = sniff(data[:HEAD_BYTES], source, name=source)
    if len(data) > limit and media not in ("jsonl", "warc"):
        raise InputError(source, too_large(len(data)))
    results = list(read_as(media, data, source))
    found = [r for r in results if isinstance(r, Report)]
    for result in results:
        if isinstance(result, InputError) and not found:
            raise result
    return found
