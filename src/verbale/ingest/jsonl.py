"""JSON Lines: one report a line, its `text` already clean and never changed here."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from ..errors import InputError
from ..report import Report, Warn
from .identity import ID_LENGTH, digest
from .limits import LARGEST_REPORT, too_large
from .tongue import language_of

__all__ = ["LARGEST_REPORT", "from_text", "jsonl_rows", "read_row", "rows", "too_large", "unreadable"]

SKIP_BYTES = 1_000_000
"""An overlong line is passed over in pieces of this size and never held as a whole."""


class Row(msgspec.Struct):
    """A line as it may come; fields beyond these are ignored."""

    text: str
    id: str | int | None = None
    date: str | None = None
    title: str | None = None


DECODER = msgspec.json.Decoder(Row)


def from_text(
    text: str, id: str | int | None, date: str | None = None, title: str | None = None, *, source: str | None = None
) -> Report:
    """A report of clean text: the body is `text` unchanged, whatever it holds.

    `date` is the publication date in ISO 8601; one that is none stays null, with a warning. Without an `id` the
    text gives one. Raises `InputError` for a text without a word, too long, or that is no Unicode.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError:
        raise InputError(
            source or str(id or "text"), "the text holds half a surrogate pair, which is no character"
        ) from None
    if len(data) > LARGEST_REPORT:
        raise InputError(source or str(id or "text"), too_large(len(data)))
    if not any(ch.isalnum() for ch in text):
        raise InputError(source or str(id or "text"), "the text is empty")
    published, doubts = _iso_day(date)
    language, foreign = language_of(text)
    sha256 = digest(data)
    return Report(
        id=sha256[:ID_LENGTH] if id is None else id, title=title, published=published, language=language, body=text,
        source=source, sha256=sha256,
        warnings=(*doubts, *foreign),
    )  # fmt: skip


def _iso_day(date: str | None) -> tuple[dt.date | None, tuple[Warn, ...]]:
    """The day of an ISO date or timestamp, as written (no change of time zone)."""
    if not date:
        return None, ()
    match = re.match(r"\s*(\d{4}-\d{2}-\d{2}|\d{8}|\d{4}-W\d{2}-\d)(?:[T ].*)?\s*$", date)
    try:
        if match:
            return dt.date.fromisoformat(match[1]), ()
    except ValueError:
        return None, (Warn(code="impossible-date", message=f"no such date: {date[:40]}"),)
    return None, (Warn(code="impossible-date", message=f"not an ISO date: {date[:40]}"),)


def jsonl_rows(path: Path | str) -> Iterator[Report | InputError]:
    """The reports of a JSON Lines file in order; a bad line comes as an `InputError` with file and line number."""
    try:
        with Path(path).open("rb") as stream:
            yield from rows(stream, str(path))
    except OSError as error:
        yield InputError(str(path), unreadable(error))


def unreadable(error: OSError) -> str:
    """Why the system refused a file, in one line."""
    known = {
        FileNotFoundError: "no such file",
        PermissionError: "no permission to read it",
        IsADirectoryError: "a folder, not a file",
    }
    return known.get(type(error)) or f"cannot be read: {(error.strerror or str(error) or type(error).__name__).lower()}"


def rows(stream: BinaryIO, source: str) -> Iterator[Report | InputError]:
    """The reports of an open stream of JSON Lines. Blank lines are passed over but counted."""
    number = 0
    found = False
    while line := _line(stream, source):
        number += 1
        if not isinstance(line, bytes):
            yield line
            return
        if len(line) > LARGEST_REPORT and not line.endswith(b"\n"):
            _skip_line(stream)
            found = True
            yield InputError(f"{source}:{number}", too_large().replace("it exceeds", "the line exceeds"))
        elif line.strip().removeprefix(b"\xef\xbb\xbf"):
            found = True
            yield read_row(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line, f"{source}:{number}", source)
    if not found:
        yield InputError(source, "the file is empty")


def _line(stream: BinaryIO, source: str) -> bytes | InputError:
    try:
        return stream.readline(LARGEST_REPORT + 1)
    except OSError as error:
        return InputError(source, unreadable(error))


def _skip_line(stream: BinaryIO) -> None:
    while (piece := stream.readline(SKIP_BYTES)) and not piece.endswith(b"\n"):
        pass


def read_row(line: bytes, place: str, source: str) -> Report | InputError:
    """One line as a report; `place` names file and line in an error."""
    try:
        row = DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return InputError(place, _one_line(error))
    try:
        return from_text(row.text, row.id, row.date, row.title, source=source)
    except InputError as error:
        return InputError(place, error.reason)


def _one_line(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "not a report: nested too deeply"
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8"
    reason = " ".join(str(error).split())
    kind = "not a report" if isinstance(error, msgspec.ValidationError) else "not JSON"
    return f"{kind}: {reason[0].lower()}{reason[1:]}" if reason else kind
