"""Whether two reports write the same personal name: keys to find it by, and rules to compare it by."""

from functools import lru_cache

from msgspec import Struct

from ..actors.registry import FAMILY_FIRST
from ..actors.spelling import folded, name_words, narrow_sound
from ..actors.vocabulary import words

_EITHER_ORDER = FAMILY_FIRST | {"JPN", "HUN"}
"""Where reports write the surname first or last, as their authors are used to."""
_HONORIFICS = words("honorifics")
_SOUNDED = 5
"""Shorter words must be spelled alike: Kim Jong Il is not Kim Yong Il."""


class Keys(Struct, frozen=True):
    """What a name is found by: one equal key makes a candidate, `agree` decides."""

    sounds: str
    ends: str
    surname: str


class Name(Struct, frozen=True):
    """A personal name, taken apart. Empty `words`: nothing that could be compared."""

    words: tuple[str, ...]
    """As they sound, initials, particles and honorifics left out: "Sergey B. Ivanov" gives sergei, ivanov."""
    given: str | None
    """The initial before a surname: "S. Ivanov"."""
    middle: frozenset[str]
    """Initials between the first and the last word."""

    @property
    def is_full(self) -> bool:
        """More than a surname."""
        return len(self.words) > 1

    def keys(self, country: str | None) -> Keys:
        """The keys of the name of somebody from a country."""
        surname = self.words[0] if country in FAMILY_FIRST else self.words[-1]
        return Keys(" ".join(sorted(self.words)), " ".join(sorted({self.words[0], self.words[-1]})), surname)


@lru_cache(maxsize=8192)
def name_of(text: str) -> Name:
    """The name that a spelling writes; "Ivanov, Sergey" is Sergey Ivanov."""
    surname, comma, given = text.partition(",")
    text = f"{given.strip()} {surname.strip()}" if comma and given.strip() else text
    plain = " ".join(w for w in folded(text).split() if w not in _HONORIFICS)
    kept = name_words(plain)
    first = plain.split().index(kept[0]) if kept else 0
    initials = [(i, w) for i, w in enumerate(plain.split()) if len(w) == 1 and w not in kept]
    before = [w for i, w in initials if i < first]
    return Name(
        words=tuple(narrow_sound(w) if len(w) >= _SOUNDED else w for w in kept),
        given=before[0] if before and len(kept) == 1 else None,
        middle=frozenset(w for _, w in initials if w not in before),
    )


def fullest(names: tuple[str, ...]) -> str:
    """The spelling with the most words, the first of equals."""
    return max(names, key=lambda n: len(name_of(n).words))


def agree(one: Name, other: Name, country: str | None) -> bool:
    """Whether two names can be one person's, who is from `country` by both reports (None: one does not say).

    A middle name may be missing on one side where the country is the same; initials must not contradict.
    """
    if not one.words or not other.words:
        return False
    if one.middle and other.middle and not one.middle & other.middle:
        return False
    short, long = sorted((one, other), key=lambda n: len(n.words))
    if not short.is_full:
        return _surname(short, long, country)
    if short.words == long.words or (country in _EITHER_ORDER and sorted(short.words) == sorted(long.words)):
        return True
    ends = (short.words[0], short.words[-1]) == (long.words[0], long.words[-1])
    return country is not None and ends and len(short.words) < len(long.words) and set(short.words) < set(long.words)


def _surname(short: Name, long: Name, country: str | None) -> bool:
    """A surname alone, or behind the initial of the given name."""
    if not long.is_full:
        return short.words == long.words and (None in (short.given, long.given) or short.given == long.given)
    called = {long.words[0], long.words[-1]} if country in FAMILY_FIRST else {long.words[-1]}
    return short.words[0] in called and short.given in (None, long.words[0][0])
