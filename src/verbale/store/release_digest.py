"""What lasts from release to release: ids of reports and runs, and digests that tell what changed in an event."""

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from pathlib import PurePath, PureWindowsPath
from typing import Any

import msgspec

QUOTE_LENGTH = 300
"""Characters of a quotation: enough to check a reading by, too few to stand for the report."""
GROUPS: Mapping[str, Sequence[str]] = {
    "coding": ("type", "mode", "contexts", "cameo", "score", "frame"),
    "status": ("status", "certainty"),
    "parties": ("actors", "recipients"),
    "date": ("start", "end", "precision"),
    "place": ("place", "place_country", "lat", "lon", "geonames"),
    "attribution": ("speaker", "cue"),
    "evidence": ("quote", "quote_start", "quote_end"),
    "confidence": ("confidence",),
    "standing": ("standing",),
    "episode": ("episode",),
}
"""Columns of an event that change together. Its report never changes, and a new run that reads the same is no change."""
_WHOLE, _PART = 8, 3
"""Hexadecimal digits for the whole row, and for each group."""


def report_id(identity: str) -> str:
    """The lasting id of a report, which does not give away the path it was read from."""
    return "r" + _hex(identity.encode(), 15)


def run_id(program: str, lexicon: str, model: str) -> str:
    """The id of a run, the same in every record."""
    return "n" + _hex(f"{program}|{lexicon}|{model}".encode(), 11)


def address(source: str | None) -> str | None:
    """The address of a report; of a file only its name, as folders are nobody else's business."""
    if source is None or source == "-":
        return None
    if "://" in source:
        return source
    return (PureWindowsPath(source) if "\\" in source else PurePath(source)).name


def shortened(quote: str) -> str:
    """A quotation on one line, cut between words."""
    words = " ".join(quote.split())
    if len(words) <= QUOTE_LENGTH:
        return words
    cut = words[: QUOTE_LENGTH - 1]
    return (cut.rpartition(" ")[0] or cut) + "…"


def digest(event: Mapping[str, Any], parties: Sequence[Mapping[str, Any]]) -> str:
    """The state of an event: digits for all of it, then some for each group of columns."""
    sides = [[value for name, value in party.items() if name != "event"] for party in parties]
    parts = {name: msgspec.json.encode([event[c] for c in columns]) for name, columns in GROUPS.items()}
    parts["parties"] += msgspec.json.encode(sides)
    return _hex(b"\n".join(parts.values()), _WHOLE) + "".join(f"{zlib.crc32(p) & 0xFFF:03x}" for p in parts.values())


def groups_changed(before: str, after: str) -> list[str]:
    """The groups of columns in which two digests differ."""
    spans = {name: slice(_WHOLE + _PART * n, _WHOLE + _PART * (n + 1)) for n, name in enumerate(GROUPS)}
    return [name for name, span in spans.items() if before[span] != after[span]]


def _hex(data: bytes, length: int) -> str:
    return hashlib.sha256(data).hexdigest()[:length]
