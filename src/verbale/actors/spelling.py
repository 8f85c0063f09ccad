"""One name in several spellings: folding and sound keys for names written over from other alphabets."""

import re
import unicodedata
from functools import lru_cache

from .vocabulary import words

_RULES = (
    ("sch", "sh"), ("tch", "c"), ("dzh", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("ck", "k"), ("ch", "c"),
    ("sh", "s"), ("zh", "j"), ("ts", "z"), ("tz", "z"), ("dh", "d"), ("th", "t"), ("x", "ks"), ("q", "k"), ("w", "v"),
)  # fmt: skip
_LETTERS = str.maketrans("ıøłđ", "iold")
_KEPT_APART = (("ou", "u"), ("oo", "u"), ("ee", "i"), ("ay", "ei"), ("ey", "ei"), ("ai", "ei"), ("y", "i"), ("j", "i"))
_VOWELS = re.compile(r"[aeiouy]+")
_DOUBLES = re.compile(r"(.)\1+")
_MOHAMMED = re.compile(r"^m[aeou]h?a?m+[aei]d$")
PARTICLES = words("name_particles")


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Lower case without accents, full stops or kinds of apostrophe; single spaces; hyphens as spaces."""
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(c for c in plain if not unicodedata.combining(c))
        text = text.translate({0x2019: "'", 0x2018: "'", 0x02BC: "'", 0x2010: "-", 0x2011: "-", 0x2013: "-"})
    return " ".join(text.lower().replace(".", " ").replace("'", "").replace("-", " ").split())


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """A key equal for the usual transliterations of one folded word: "Abiev" and "Abiyev", "Sergey" and "Sergei"."""
    if _MOHAMMED.match(word):
        return "muhamad"
    start = word[:1]
    for old, new in _RULES:
        if old in word:
            word = word.replace(old, new)
    key = _DOUBLES.sub(r"\1", _VOWELS.sub("a", word))
    return ("a" if start in "aeiouy" else "") + key.lstrip("a") if key[:1] == "a" else key


@lru_cache(maxsize=4096)
def narrow_sound(word: str) -> str:
    """A stricter key that keeps vowels apart, for surnames standing alone: "Santos" is not "Sontas"."""
    if _MOHAMMED.match(word):
        return "muhamad"
    for old, new in (*_RULES, *_KEPT_APART):
        if old in word:
            word = word.replace(old, new)
    return _DOUBLES.sub(r"\1", word)


def name_words(name: str) -> list[str]:
    """The folded words of a personal name without initials and particles, unless nothing else is left."""
    words = folded(name).split()
    kept = [w for w in words if len(w) > 1 and w not in PARTICLES]
    return kept or words


def sound_key(name: str) -> str:
    """The sounds of a whole personal name, in order."""
    return " ".join(sound(w) for w in name_words(name))
