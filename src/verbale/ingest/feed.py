"""RSS and Atom, after feedparser: one report an entry."""

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

from ..errors import InputError
from ..report import Report
from .article import part
from .characters import SURROGATES, tidy
from .compose import Known, compose
from .names import people
from .pagelines import fragment_lines


def read_feed(data: bytes, source: str) -> Iterator[Report | InputError]:
    """The reports of a feed in feed order; an entry without text comes as an error that names it."""
    import feedparser  # costs 90 ms

    try:
        feed = feedparser.parse(io.BytesIO(data))
    except Exception as error:  # noqa: BLE001  on hostile bytes feedparser raises whatever its XML parsers run into
        yield InputError(source, f"a broken feed: {type(error).__name__}")
        return
    if not feed.entries:
        yield InputError(source, "a feed with no entries")
    publication = _text(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries, start=1):
        yield _entry(entry, publication, source, number)


def _text(value: Any) -> str | None:
    """A plain string of a feed's field, tidied; None for anything else or nothing."""
    if not isinstance(value, str):
        return None
    return " ".join(tidy(SURROGATES.sub("", value)).split()) or None


def _entry(entry: Any, publication: str | None, source: str, number: int) -> Report | InputError:
    link = _text(entry.get("link"))
    place = link or f"{source}#{number}"
    content = SURROGATES.sub("", _content(entry))
    title = _text(entry.get("title"))
    signed = _text(entry.get("author"))
    known = Known(
        title=title, published=_day(entry.get("published_parsed")), authors=people(signed)[0] if signed else (),
        publication=publication, section=_text((entry.get("tags") or [{}])[0].get("term")),
    )  # fmt: skip
    data = "\n".join([link or "", title or "", content]).encode()
    try:
        return compose(part(fragment_lines(content)), place, data, known)
    except InputError as error:
        return InputError(place, error.reason)


def content_of(data: bytes, source: str) -> str | None:
    """The HTML of an entry by the bytes it is known by (address, title, content); None for what is no entry's bytes."""
    first, _, rest = data.partition(b"\n")
    address = first.decode(errors="replace")
    if address != source and (address or "#" not in source):
        return None
    return rest.partition(b"\n")[2].decode(errors="replace")


def _content(entry: Any) -> str:
    """The longest of an entry's contents and its summary, as HTML."""
    parts = [part.get("value") for part in entry.get("content") or []] + [entry.get("summary")]
    return max((p for p in parts if isinstance(p, str)), key=len, default="")


def _day(parsed: Any) -> dt.date | None:
    """The day of feedparser's time tuple, in UTC."""
    try:
        return dt.date(*parsed[:3]) if parsed else None
    except (TypeError, ValueError):
        return None
