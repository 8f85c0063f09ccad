"""The parts of the reading by themselves: JSON Lines in, JSON Lines out, a line for a line.

Each loads only what it needs; `times` needs no model. Offsets point into `text` as given.
"""

import datetime as dt
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from .errors import InputError, carefully
from .ingest.jsonl import SKIP_BYTES, unreadable
from .ingest.limits import LARGEST_REPORT, too_large

if TYPE_CHECKING:
    from .events.toponyms import PlaceMention
    from .gazetteer import Gazetteer
    from .language.pipeline import Parser

Answer = dict[str, Any]


class Item(msgspec.Struct, frozen=True):
    """A line as it may come; fields beyond these are ignored."""

    text: str
    id: str | int | None = None
    date: str | None = None
    context: str | None = None

    def day(self) -> dt.date | None:
        """The day of an ISO date or timestamp, as written. Raises InputError for what is none."""
        try:
            return dt.datetime.fromisoformat(self.date.strip()).date() if self.date and self.date.strip() else None
        except ValueError:
            raise InputError("", f"not an ISO date: {(self.date or '')[:40]}") from None


Part = Callable[[Item], Answer]
"""One part of the reading: what it finds in an item, under its name."""
_DECODER = msgspec.json.Decoder(Item)
_ENCODER = msgspec.json.Encoder()


def resolve(rows: str, folders: Sequence[Path] = ()) -> Iterator[bytes | InputError]:
    """The party that each `text` by itself means on `date`, null where it is not known."""
    from .actors import Resolver
    from .atlas import Atlas
    from .gazetteer import Gazetteer

    resolver = Resolver.load(Atlas.load(folders), folders, Gazetteer.load(folders))
    return answered(_items(rows), lambda item: {"party": resolver.resolve(item.text, item.day(), item.context)})


def names(rows: str, parser: "Parser") -> Iterator[bytes | InputError]:
    """The named entities of each `text`."""
    return answered(_items(rows), naming(parser))


def times(rows: str) -> Iterator[bytes | InputError]:
    """The time expressions of each `text`, valued after TIMEX3 as seen from `date`."""
    return answered(_items(rows), timing())


def places(rows: str, parser: "Parser", gazetteer: "Gazetteer") -> Iterator[bytes | InputError]:
    """The place names of each `text`; name and position are null where it is not known which place is meant."""
    return answered(_items(rows), placing(parser, gazetteer))


def naming(parser: "Parser") -> Part:
    """What finds the names of an item."""

    def part(item: Item) -> Answer:
        found = parser.read(item.text).names
        return {"names": [{"start": n.start, "end": n.end, "text": n.text, "label": n.label} for n in found]}

    return part


def timing() -> Part:
    """What finds the time expressions of an item."""
    from .language.timex import find_times

    return lambda item: {"times": find_times(item.text, None, item.day())}


def placing(parser: "Parser", gazetteer: "Gazetteer") -> Part:
    """What finds the place names of an item."""
    from .events.toponyms import find_places

    return lambda item: {"places": [_place(m) for m in find_places(parser.read(item.text), gazetteer)]}


def _place(mention: "PlaceMention") -> Answer:
    place = mention.place
    return {
        "start": mention.start, "end": mention.end, "text": mention.text,
        "name": place and place.name, "geonames": place and place.geonames,
        "lat": place and place.lat, "lon": place and place.lon, "country": place and place.country,
    }  # fmt: skip


def answered(items: Iterable[tuple[str, Item] | InputError], part: Part) -> Iterator[bytes | InputError]:
    """Each item's answer under its id; a bad one is an error that names where it stands."""
    for item in items:
        if isinstance(item, InputError):
            yield item
            continue
        where, given = item
        try:
            answer = carefully(part, given, where)
        except InputError as error:
            answer = InputError(where, error.reason)
        yield answer if isinstance(answer, InputError) else _ENCODER.encode({"id": given.id, **answer})


def _items(rows: str) -> Iterator[tuple[str, Item] | InputError]:
    """The items of a file or of standard input ("-"), each with its file and line."""
    try:
        opened = nullcontext(sys.stdin.buffer) if rows == "-" else Path(rows).open("rb")  # noqa: SIM115  closed below
    except (OSError, ValueError) as error:
        yield InputError(rows, unreadable(error) if isinstance(error, OSError) else "not a path: it holds a zero byte")
        return
    with opened as stream:
        for number, line in enumerate(_lines(stream, rows), 1):
            where = f"{rows}:{number}"
            if isinstance(line, InputError):
                yield line if line.source == rows else InputError(where, line.reason)
            elif line.strip():
                yield _item(line, where)


def _lines(stream: BinaryIO, source: str) -> Iterator[bytes | InputError]:
    """Lines without their byte-order mark; an overlong one is passed over in pieces and never held as a whole."""
    try:
        first = True
        while line := stream.readline(LARGEST_REPORT + 1):
            if len(line) > LARGEST_REPORT and not line.endswith(b"\n"):
                while (piece := stream.readline(SKIP_BYTES)) and not piece.endswith(b"\n"):
                    pass
                yield InputError("", too_large())
            else:
                yield line.removeprefix(b"\xef\xbb\xbf") if first else line
            first = False
    except OSError as error:
        yield InputError(source, unreadable(error))


def _item(line: bytes, where: str) -> tuple[str, Item] | InputError:
    try:
        return where, _DECODER.decode(line)
    except msgspec.ValidationError as error:
        return InputError(where, f"not an item: {error}")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return InputError(where, f"not JSON: {' '.join(str(error).split())}")


__all__ = ["Item", "Part", "answered", "names", "naming", "places", "placing", "resolve", "times", "timing"]
