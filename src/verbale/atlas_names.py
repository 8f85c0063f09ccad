"""Names and what they stand for on a day: spelling rules, senses and the index over both."""

import datetime as dt
import unicodedata
from typing import Literal, NamedTuple

from msgspec import Struct

from .atlas_tables import How

_LETTERS = str.maketrans({
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae",
    "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ð": "d", "ə": "a", "Ə": "A",
})  # fmt: skip
_MARKS = str.maketrans({".": None, "&": " and "} | dict.fromkeys("'’‘ʻʼʾʿ`´-‐‑–—/,", " "))


class Sense(Struct, frozen=True, kw_only=True, gc=False):
    """One thing that a name may stand for."""

    code: str
    name: str
    """The usual English name of the state, organization or entity, whatever word was looked up."""
    kind: Literal["state", "organization", "entity"]
    how: How
    sector: str | None
    """PLOVER sector; None where the name says no more than the state."""
    ambiguous: bool
    """The word often means something else; with several senses, context must choose between them."""
    country: str | None
    """The state itself, or the home state of an organization or entity; None for international ones."""


class Entry(NamedTuple):
    """A sense with the days on which the name stands for it."""

    sense: Sense
    start: dt.date | None
    end: dt.date | None
    capitalised: bool

    def holds(self, on: dt.date) -> bool:
        """Whether the name stands for it on a day."""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


def spelled(name: str) -> str:
    """`name` without accents, periods, a leading "the" and a trailing possessive; case kept, marks as spaces."""
    if name.isalnum() and name.isascii():
        return name
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name.translate(_LETTERS))
        name = "".join(c for c in decomposed if not unicodedata.combining(c))
    if name[-2:] in ("'s", "’s"):
        name = name[:-2]
    words = name.translate(_MARKS).split()
    if len(words) > 1 and words[0] in ("the", "The", "THE"):
        del words[0]
    return " ".join(words)


def _must_match_exactly(key: str, ambiguous: bool) -> bool:
    """Acronyms that would otherwise be everyday words: US, WHO, IS; and GUAM beside Guam."""
    return (ambiguous or len(key) <= 3) and key.isupper() and " " not in key


def on_day(entries: tuple[Entry, ...], on: dt.date | None) -> tuple[Sense, ...]:
    """The senses that hold on a day (None: now), one for each code; else the past ones without former capitals.

    Without a day the capital of an ended entity keeps its sense: no other government ever sat there.
    """
    held = [e.sense for e in entries if (e.end is None if on is None else e.holds(on))]
    if not held:
        held = [e.sense for e in entries if e.sense.how != "capital" or (on is None and e.sense.kind == "entity")]
    if len(held) < 2:
        return tuple(held)
    first: dict[str, Sense] = {}
    for sense in held:
        first.setdefault(sense.code, sense)
    return tuple(first.values())


class NameIndex:
    """Names under construction, keyed as they are looked up."""

    def __init__(self) -> None:
        self.exact: dict[str, list[Entry]] = {}
        self.folded: dict[str, list[Entry]] = {}
        self.first_words: dict[str, int] = {}

    def begin(self, name: str, key: str) -> None:
        """Remember with the first word how many words a scan must try."""
        first = key.casefold().partition(" ")[0]
        words = 1 if key is name else key.count(" ") + 1 + name.count("-") + name.count("'")
        if words > self.first_words.get(first, 0):
            self.first_words[first] = words

    def add(self, name: str, entry: Entry) -> None:
        """Index a name; several senses stand in the order they were added."""
        key = spelled(name)
        folded = key.casefold()
        self.begin(name, key)
        if _must_match_exactly(key, entry.sense.ambiguous):
            self.exact.setdefault(key, []).append(entry)
        else:
            self.folded.setdefault(folded, []).append(entry)
