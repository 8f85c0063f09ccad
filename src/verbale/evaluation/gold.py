"""Gold files: what was marked by hand, recognised by the fields of its rows."""

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from ..errors import InputError
from ..ingest.identity import ID_LENGTH, digest
from ..ingest.jsonl import unreadable
from ..ingest.limits import LARGEST_REPORT, too_large
from . import conll
from .gold_checks import mistakes
from .rows import (
    AttributionGold,
    EventGold,
    GoldRow,
    MinutesGold,
    NameGold,
    PartyGold,
    PlaceGold,
    TimeGold,
)

GoldKind = Literal["events", "minutes", "statements", "times", "places", "names", "parties"]
SHAPES: dict[GoldKind, type[GoldRow]] = {
    "events": EventGold, "minutes": MinutesGold, "statements": AttributionGold, "times": TimeGold, "places": PlaceGold,
    "names": NameGold, "parties": PartyGold,
}  # fmt: skip
MARKS: dict[str, GoldKind] = {
    "attributions": "statements", "times": "times", "toponyms": "places", "entities": "names", "expected": "parties",
}  # fmt: skip
"""Field -> the kind of gold that has it; `events` and `statements` are looked at more closely."""
Line = tuple[str, bytes]
"""Where a row stands ("gold.jsonl:3") and the row."""


class GoldSet(Struct, frozen=True, kw_only=True):
    """One gold file."""

    name: str
    """The file's name without its ending."""
    source: str
    kind: GoldKind
    rows: tuple[GoldRow, ...]
    sha256: str


def read_gold(source: str, bad: Callable[[InputError], None]) -> GoldSet:
    """The gold of a file or of standard input ("-"); each bad row goes to `bad`, the others are kept.

    Raises InputError where the file cannot be read, is of no known kind, or has no good row.
    """
    data = bytes_of(source)
    lines = list(split(data, source))
    kind, rows = _tagged(data, source, bad) if not lines else _rows(lines, source, bad)
    kept = tuple(_once(rows, bad))
    if not kept:
        raise InputError(source, "no row of it can be used")
    stem = "gold" if source == "-" else Path(source).name
    for ending in (".jsonl", ".json", ".conll", ".txt", ".tsv", ".bio"):
        stem = stem.removesuffix(ending)
    return GoldSet(name=stem, source=source, kind=kind, rows=kept, sha256=hashlib.sha256(data).hexdigest())


def bytes_of(source: str) -> bytes:
    """The bytes of a file or of standard input. Raises InputError."""
    try:
        data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except (OSError, ValueError) as error:
        raise InputError(source, unreadable(error) if isinstance(error, OSError) else "not a path") from None
    if not data.strip():
        raise InputError(source, "the file is empty")
    return data.removeprefix(b"\xef\xbb\xbf")


def split(data: bytes, source: str) -> Iterator[Line]:
    """The rows of JSON Lines, of one JSON array or of one JSON object set on several lines; none where it is no JSON."""
    start = data.lstrip()[:1]
    if start not in (b"{", b"["):
        return
    try:
        whole: list[msgspec.Raw] | msgspec.Raw
        whole = (
            msgspec.json.decode(data, type=list[msgspec.Raw])
            if start == b"["
            else msgspec.json.decode(data, type=msgspec.Raw)
        )
    except (msgspec.DecodeError, RecursionError):
        yield from ((f"{source}:{n}", line) for n, line in enumerate(data.split(b"\n"), 1) if line.strip())
        return
    if isinstance(whole, msgspec.Raw):
        yield source, bytes(whole)
    else:
        yield from ((f"{source}, row {n}", bytes(row)) for n, row in enumerate(whole, 1))


def fields_of(line: Line) -> dict[str, Any]:
    """A row as a plain object. Raises InputError with the place and the reason."""
    where, data = line
    try:
        row = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(where, _reason(error)) from None
    if not isinstance(row, dict):
        raise InputError(where, "not a JSON object")
    return row


def decoded(line: Line, shape: Any) -> Any:
    """A row in a shape. Raises InputError with the place and the reason."""
    where, data = line
    try:
        return msgspec.json.decode(data, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(where, _reason(error)) from None


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "nested too deeply"
    said = " ".join(str(error).split())
    return said if said.startswith("JSON") else said[:1].lower() + said[1:]


def _rows(
    lines: list[Line], source: str, bad: Callable[[InputError], None]
) -> tuple[GoldKind, Iterator[tuple[str, GoldRow]]]:
    kind = _kind(lines, source)

    def rows() -> Iterator[tuple[str, GoldRow]]:
        for line in lines:
            try:
                yield line[0], _checked(line, kind)
            except InputError as error:
                bad(error)

    return kind, rows()


def _kind(lines: list[Line], source: str) -> GoldKind:
    """What the first row that says so is; a row of no events may be any of two kinds."""
    first: list[str] = []
    undecided = False
    for line in lines:
        try:
            row = fields_of(line)
        except InputError:
            continue
        first = first or sorted(row)
        found = next((MARKS[name] for name in MARKS if name in row and not ("events" in row and "report" in row)), None)
        if found:
            return found
        if "statements" in row or "report" in row or "people" in row:
            return "minutes"
        events = row.get("events")
        if isinstance(events, list) and events and isinstance(events[0], dict):
            return "events" if "event" in events[0] else "minutes"
        undecided = undecided or isinstance(events, list)
    if undecided:
        return "minutes"
    if not first:
        raise fields_error(lines[0])
    known = ", ".join(["events", "statements", *MARKS])
    raise InputError(source, f"no gold of a known kind: its rows have {', '.join(first)[:120]}, and none of {known}")


def fields_error(line: Line) -> InputError:
    """Why a row is no JSON object."""
    try:
        fields_of(line)
    except InputError as error:
        return error
    return InputError(line[0], "an object without fields")


def _checked(line: Line, kind: GoldKind) -> GoldRow:
    """A row of gold with its text, and event types that there are. Raises InputError."""
    row: GoldRow = decoded(line, SHAPES[kind])
    if not row.body.strip():
        raise InputError(line[0], "no `text`")
    if len(row.body.encode("utf-8", "replace")) > LARGEST_REPORT:
        raise InputError(line[0], too_large())
    wrong = next(mistakes(row), None)
    if wrong:
        raise InputError(line[0], wrong)
    return row


def _tagged(
    data: bytes, source: str, bad: Callable[[InputError], None]
) -> tuple[GoldKind, Iterator[tuple[str, GoldRow]]]:
    """Names in columns."""
    try:
        lines = data.decode("utf-8").splitlines()
    except UnicodeDecodeError:
        raise InputError(source, "neither JSON nor text in UTF-8") from None
    first = next((x for x in lines if x.strip() and not x.startswith("-DOCSTART-")), "")
    if not conll.is_tagged(first):
        raise InputError(source, "neither JSON (its first sign is no brace) nor tokens with tags such as B-PER or O")

    def rows() -> Iterator[tuple[str, GoldRow]]:
        for number, found in enumerate(conll.sentences(enumerate(lines, 1), source), 1):
            if isinstance(found, InputError):
                bad(found)
            else:
                at, text, entities = found
                yield f"{source}:{at}", NameGold(id=number, text=text, entities=entities)

    return "names", rows()


def _once(rows: Iterable[tuple[str, GoldRow]], bad: Callable[[InputError], None]) -> Iterator[GoldRow]:
    """Rows with their ids, which a text without one gives itself; an id met before is a mistake."""
    seen: dict[str | int, str] = {}
    for where, row in rows:
        name = digest(row.body.encode("utf-8", "replace"))[:ID_LENGTH] if row.id is None else row.id
        if name in seen:
            bad(InputError(where, f"the id {name} stands in {seen[name]} already"))
            continue
        seen[name] = where
        yield msgspec.structs.replace(row, id=name)
