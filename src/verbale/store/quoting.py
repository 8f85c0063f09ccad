"""Words of one version of a report found again in another, and events moved with them."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec.structs import asdict, replace

from ..cast import Party
from ..frame import Frame
from ..record import Event, Quote


def find(body: str, words: str, near: int = 0) -> Quote | None:
    """Where the words stand nearest to an offset, whatever the spaces between them; None where they do not."""
    found = list(_places(body, words))
    if not found:
        return None
    start, end = min(found, key=lambda at: (abs(at[0] - near), at[0]))
    return Quote(start=start, end=end, quote=body[start:end])


def count(body: str, words: str) -> int:
    """How many times the words stand in a body."""
    return sum(1 for _ in _places(body, words))


def _places(body: str, words: str) -> Iterator[tuple[int, int]]:
    """Whole words only: "Chad" does not stand in "Chadian"."""
    parts = words.split()
    if not parts:
        return
    before = r"(?<!\w)" if parts[0][0].isalnum() else ""
    after = r"(?!\w)" if parts[-1][-1].isalnum() else ""
    for match in re.finditer(before + r"\s+".join(map(re.escape, parts)) + after, body):
        yield match.span()


def same_words(a: str, b: str) -> bool:
    """Whether two quotations differ in nothing but spaces."""
    return a == b or a.split() == b.split()


def moored(event: Event, evidence: Quote, body: str) -> Event:
    """The event with other evidence; parties whose words are not near it lose their offsets."""
    by = evidence.start - event.evidence.start
    return replace(
        event, evidence=evidence, actors=parties_moved(event.actors, by, body),
        recipients=parties_moved(event.recipients, by, body), frame=frame_moved(event.frame, by, body),
    )  # fmt: skip


def parties_moved(parties: Iterable[Party], by: int, body: str) -> tuple[Party, ...]:
    """Parties where their words stand: `by` code points further on, where they stood, or anywhere."""
    return tuple(_moved(party, by, body) for party in parties)


def _moved(party: Party, by: int, body: str) -> Party:
    if party.start is None or party.end is None:
        return party
    for shift in (by, 0):
        start, end = party.start + shift, party.end + shift
        if start >= 0 and body[start:end] == party.text:
            return replace(party, start=start, end=end)
    found = find(body, party.text, party.start + by)
    if found is None:
        return replace(party, start=None, end=None)
    return replace(party, start=found.start, end=found.end, text=found.quote)


def frame_moved(frame: Frame | None, by: int, body: str) -> Frame | None:
    """A frame with its parties where their words stand."""
    if frame is None:
        return None
    changed: dict[str, Any] = {}
    for name, value in asdict(frame).items():
        if isinstance(value, Party):
            changed[name] = _moved(value, by, body)
        elif name == "parties":
            changed[name] = parties_moved(value, by, body)
    return replace(frame, **changed)
