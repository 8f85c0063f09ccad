"""What keeps words in the form of a time from being one: names, counts, scores, ages."""

import re
from typing import Final

from .timex_values import Found
from .timex_words import Words, table

FEW_WORDS: Final = frozenset(
    {"was", "is", "as", "has", "its", "this", "thus", "perhaps", "always", "unless", "across", "plus"}
)
NEEDED: Final = {"quarter": "quarter", "century": "century", "newyear": "year", "whole": "year"}
"""Group -> the word it must be."""
LEADS: Final = (
    "in",
    "of",
    "the",
    "prep",
    "from",
    "between",
    "before",
    "for",
    "and",
    "last",
    "part",
    "hyphen",
    "at",
    "shift",
)


def acceptable(name: str, found: Found, first: int, last: int) -> bool:
    """Whether the match of rule `name` over words `[first, last)` reads as a time where it stands."""
    if any(found.has(group) and found.word(group) != word for group, word in NEEDED.items()):
        return False
    if _in_a_name(found, first, last):
        return False
    check = _CHECKS.get(name)
    return check is None or check(found, first, last)


def _in_a_name(found: Found, first: int, last: int) -> bool:
    words, known = found.words, table()
    dated = any(found.has(g) for g in ("weekday", "month", "season", "day", "year"))
    if not dated:
        return False
    if last < len(words.lower) and words.lower[last] in known.name_after and _capital(words, last):
        return True
    return first > 0 and words.lower[first - 1] in known.name_before and _capital(words, first - 1)


def _capital(words: Words, i: int) -> bool:
    return words.text[words.starts[i]].isupper()


def _is(words: Words, i: int, *classes: str) -> bool:
    """Whether word `i` is of one of the classes; False outside the text."""
    letters = table().letters
    return 0 <= i < len(words.shape) and any(words.shape[i] == letters[c] for c in classes)


def _year(found: Found, first: int, last: int) -> bool:
    """A bare year: no count ("2000 troops"), number of a thing ("Resolution 1973") or price."""
    words = found.words
    if last - first > 1:
        return not _counts(words, last)
    if first and words.lower[first - 1] in table().numbered:
        return False
    if _is(words, first - 1, "money") or _is(words, last, "money", "units", "ampm") or _counts(words, last):
        return False
    if _is(words, first - 1, "hyphen"):
        return _is(words, first - 2, "year", "part", "month", "season") or words.lower[max(0, first - 2)] in (
            "post",
            "pre",
        )
    if _is(words, first - 1, "capital") and not _opens(words, first - 1):
        return False
    return not (words.lower[first] < "1800" and not _is(words, first - 1, "in", "of", "prep", "from"))


def _opens(words: Words, i: int) -> bool:
    """Whether word `i` is the first of its sentence."""
    return i == 0 or _is(words, i - 1, "dot", "break")


def _counts(words: Words, i: int) -> bool:
    """Whether word `i` is something that can be counted."""
    if not 0 <= i < len(words.lower) or not _is(words, i, "word", "or", "per"):
        return False
    word = words.lower[i]
    if word == "or":
        return i + 1 < len(words.lower) and words.lower[i + 1] in ("more", "so")
    plural = word.endswith("s") and not word.endswith("ss") and len(word) > 3
    return word in table().counted or (plural and word not in FEW_WORDS)


def _second_year(found: Found, first: int, last: int) -> bool:
    """For "1957-58": later than the first; "2003-04" is a span of years, "2003-06" a month."""
    tail, year = found.word("tail"), found.word("year")
    return len(tail) == 2 and int(tail) > int(year[2:]) and not _is(found.words, last, "hyphen")


def _season(found: Found, first: int, last: int) -> bool:
    words = found.words
    if found.has("year") or found.has("turn"):
        return True
    if _is(words, last, "capital", "weekdays") or _is(words, first - 1, "capital"):
        return False
    return _is(words, first, "the", "part", "edge") or _is(words, first - 1, *LEADS)


def _month(found: Found, first: int, last: int) -> bool:
    """A capitalised neighbour makes it a name: "Theresa May", "April Glaspie"."""
    words = found.words
    if found.word("month") in ("may", "april", "june", "jan") and _is(words, last, "capital"):
        return _is(words, first - 1, *LEADS)
    return True


def _hour(found: Found, first: int, last: int) -> bool:
    """A bare "2:15" needs a preposition, a zone or two digits of hours; figures before a zone, four digits."""
    words = found.words
    if found.has("military"):
        word = found.word("military")
        return len(word) == 4 and (not _is(words, last - 1, "units") or words.lower[last - 1] == "hours")
    if found.has("clock") and last - first == 1:
        word = found.word("clock")
        return bool(re.fullmatch(r"\d\d:\d\d", word)) or _is(
            words, first - 1, "at", "prep", "from", "before", "between", "to"
        )
    return True


def _elapsed(found: Found, first: int, last: int) -> bool:
    return found.word("clock").count(":") == 2


def _duration(found: Found, first: int, last: int) -> bool:
    """A fraction ("a quarter of") is no quarter of a year; "a second" never comes here."""
    words = found.words
    if found.word("unit") == "quarter" and not found.has("amount"):
        return False
    return not ((found.word("unit") == "quarters" and not _is(words, first, "count", "day")) or _is(words, last, "old"))


def _frequency(found: Found, first: int, last: int) -> bool:
    return not _capital(found.words, first) or (_opens(found.words, first) and not _is(found.words, last, "capital"))


def _feast(found: Found, first: int, last: int) -> bool:
    return not found.has("newyear") or _capital(found.words, first)


def _near_hour(found: Found, first: int, last: int) -> bool:
    """The last night of something else is not last night."""
    return found.word("near") != "last" or not _is(found.words, found.groups["near"][0] - 1, "the")


def _part_of_year(found: Found, first: int, last: int) -> bool:
    return not found.has("half") or not found.has("unit") or found.word("unit") == "year"


def _rate(found: Found, first: int, last: int) -> bool:
    """For "500,000 barrels a day": an amount stands a few words before."""
    return any(_is(found.words, i, "num", "day", "short", "count", "money", "year") for i in range(first - 4, first))


def _numeric(found: Found, first: int, last: int) -> bool:
    """Two figures are a date only with a year ("10/2003"), or as a name ("9/11"); else a fraction or a version."""
    word = found.word("date")
    parts = re.split(r"[./]", word)
    return len(parts) == 3 or word in table().named_alone or ("/" in word and any(len(p) == 4 for p in parts))


_CHECKS: Final = {
    "rate": _rate,
    "numeric": _numeric,
    "year": _year,
    "second year": _second_year,
    "season": _season,
    "month": _month,
    "hour": _hour,
    "elapsed": _elapsed,
    "duration": _duration,
    "frequency": _frequency,
    "feast": _feast,
    "half": _part_of_year,
    "near hour": _near_hour,
}
