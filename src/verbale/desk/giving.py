"""Reports as they are given to a desk: files, a text or an address, checked before anything is read."""

import datetime as dt
from collections.abc import Iterator

from ..errors import InputError
from ..ingest import from_text
from ..report import Report
from . import apart, fetching, uploads
from .jobs import Load
from .state import Desk


def given(
    desk: Desk, files: list[tuple[str, bytes]], text: str, address: str, title: str, date: str
) -> tuple[str, Load]:
    """A name for what was given, and how its reports are read. Raises InputError for what is refused at once."""
    if files:
        for file, data in files:
            uploads.accepted(file, data, desk.settings)
        named = [(uploads.safe_name(file), data) for file, data in files]
        return ", ".join(n for n, _ in named[:3]), lambda: (r for n, data in named for r in _read(data, n))
    if text:
        if len(text.encode()) > desk.settings.largest_upload:
            raise InputError("the text", "it is too large")
        if date:
            _day(date)
        return title or "pasted text", lambda: iter([_pasted(text, title, date)])
    if address:
        if not desk.settings.fetches:
            raise InputError(address, "this desk fetches no pages")
        return address, lambda: _fetched(desk, address)
    raise InputError("nothing", "give a file, a text or an address")


def _day(date: str) -> None:
    try:
        dt.date.fromisoformat(date)
    except ValueError:
        raise InputError(date, "a date is given as 2014-03-18") from None


def _pasted(text: str, title: str, date: str) -> Report:
    return from_text(text, None, date or None, title or None)


def _read(data: bytes, name: str) -> Iterator[Report | InputError]:
    return iter(apart.reports_of(data, name))


def _fetched(desk: Desk, address: str) -> Iterator[Report | InputError]:
    found = fetching.fetch(address, largest=desk.settings.largest_upload, seconds=20)
    yield from _read(found.data, found.url)
