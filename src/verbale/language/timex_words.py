"""The text as a string of word classes, one character a word, so that the time grammar is plain patterns.

`MON DAY , YEAR` is four words and four characters; a pattern over classes then costs one regular-expression search.
"""

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Final

from msgspec import Struct

WORD: Final = re.compile(
    r"\n[ \t]*\n\s*"  # a paragraph's end
    r"|[0-9]+(?:[.,:/][0-9]+)*(?:st|nd|rd|th|s|am|pm|hrs?)?(?![^\W\d_])"
    r"|[ap]\.m\.?|[0-9]+|[^\W\d_]+|[^\w\s]",
    re.IGNORECASE,
)
SIGNS: Final = {
    ",": "comma",
    ".": "dot",
    "'": "apostrophe",
    "’": "apostrophe",
    "-": "hyphen",
    "‐": "hyphen",
    "‑": "hyphen",
}
DASHES: Final = frozenset("-‐‑–—/")
CURRENCY: Final = frozenset("$€£¥#№")
CAPITALISED: Final = frozenset({"may", "abbr", "month", "weekday", "wdabbr", "weekdays", "christmas", "zone"})
"""Classes whose words need a capital."""
BARE: Final = ("break", "sign", "word", "capital", "comma", "dot", "apostrophe", "hyphen", "dash", "money")
FIGURES: Final = ("day", "num", "year", "ordinal", "clock", "date", "decade", "short", "hourly", "count", "nth")


class Table(Struct, frozen=True):
    """data/times.toml as dictionaries."""

    classes: dict[str, str]
    """Lower-case word -> class name."""
    numbers: dict[str, int]
    ordinals: dict[str, int]
    units: dict[str, str]
    frequencies: dict[str, str]
    references: dict[str, str]
    months: dict[str, int]
    weekdays: dict[str, int]
    named_alone: dict[str, str]
    named_dates: dict[str, str]
    named_events: frozenset[str]
    name_before: frozenset[str]
    name_after: frozenset[str]
    numbered: frozenset[str]
    counted: frozenset[str]
    future: frozenset[str]
    past: frozenset[str]
    infinitive: frozenset[str]
    letters: dict[str, str]
    """Class name -> its character."""


class Words(Struct, frozen=True):
    """Every word of a text: lower-cased, with its offsets and its class character."""

    text: str
    lower: list[str]
    starts: list[int]
    ends: list[int]
    shape: str


@cache
def table() -> Table:
    """The words of time, read once."""
    raw = tomllib.loads(resources.files("verbale.data").joinpath("times.toml").read_text("utf-8"))
    classes = {word: name for name, words in raw["class"].items() for word in words}
    classes |= dict.fromkeys(raw["number"], "count") | dict.fromkeys(raw["ordinal"], "ordinal")
    names = [*raw["class"], *BARE, *FIGURES]
    order = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october"]
    months = {name: i for i, name in enumerate([*order, "november", "december"], 1)}
    weekdays = {name: i for i, name in enumerate(raw["class"]["weekday"], 1)}
    return Table(
        classes=classes,
        numbers=raw["number"],
        ordinals=raw["ordinal"],
        units=raw["unit"],
        frequencies=raw["frequency"],
        references=raw["reference"],
        months=months | {name[:3]: i for name, i in months.items()} | {"sept": 9},
        weekdays=weekdays
        | {name + "s": i for name, i in weekdays.items()}
        | {name[:3]: i for name, i in weekdays.items()},
        named_alone=raw["named"]["alone"],
        named_dates=raw["named"]["dates"],
        named_events=frozenset(raw["named"]["events"]),
        name_before=frozenset(raw["names"]["before"]),
        name_after=frozenset(raw["names"]["after"]),
        numbered=frozenset(raw["names"]["numbered"]),
        counted=frozenset(raw["counted"]["after"]),
        future=frozenset(raw["tense"]["future"]),
        past=frozenset(raw["tense"]["past"]),
        infinitive=frozenset(raw["tense"]["infinitive"]),
        letters={name: chr(0xE000 + i) for i, name in enumerate(dict.fromkeys(names))},
    )


def words_of(text: str) -> Words:
    """`text` cut and classed."""
    known = table()
    letter, plain, capital = known.letters, known.letters["word"], known.letters["capital"]
    lower, starts, ends, shape = [], [], [], []
    for found in WORD.finditer(text):
        word = found[0]
        start, end = found.span()
        low = word.lower()
        if word.isalpha():
            name = known.classes.get(low)
            if name is None or (name in CAPITALISED and word[0] == low[0]):
                shape.append(capital if word[0] != low[0] else plain)
            else:
                shape.append(letter[name])
        elif "0" <= word[0] <= "9":
            shape.append(letter[_figure(low)])
        else:
            shape.append(letter["ampm" if low[0] in "ap" else _sign(word[0], text, start, end)])
        lower.append(low)
        starts.append(start)
        ends.append(end)
    return Words(text, lower, starts, ends, "".join(shape))


def _sign(sign: str, text: str, start: int, end: int) -> str:
    """A hyphen joins two words; the same stroke with room around it, or a longer one, is a dash."""
    if sign == "\n":
        return "break"
    if sign in DASHES:
        joined = start > 0 and end < len(text) and not text[start - 1].isspace() and not text[end].isspace()
        return "hyphen" if joined and sign in SIGNS else "dash"
    if sign in CURRENCY:
        return "money"
    return SIGNS.get(sign, "sign")


def _figure(low: str) -> str:
    """The class of a word that begins with a digit."""
    if low[-1] in "thsrdm" and not low[-1].isdigit():
        return _suffixed(low)
    if low.isdigit():
        if len(low) == 4 and "1000" <= low <= "2199":
            return "year"
        return "day" if len(low) <= 2 and 1 <= int(low) <= 31 else "short" if len(low) == 2 else "num"
    if ":" in low:
        return "clock"
    parts = re.split(r"[./]", low)
    return "date" if len(parts) in (2, 3) and all(p.isdigit() for p in parts) and len(parts[-1]) in (2, 4) else "num"


def _suffixed(low: str) -> str:
    if low.endswith(("am", "pm", "hr", "hrs")):
        return "hourly"
    if low.endswith("s"):
        return "decade" if len(low) in (3, 5) and low[-2] == "0" and low[:-1].isdigit() else "num"
    return "nth"


def number(words: list[str]) -> float | None:
    """What number words and figures come to: "twenty-one" 21, "2,000" 2000, "a" 1; None for a vague amount."""
    known, total, seen = table().numbers, 0.0, False
    for word in words:
        value = figure(word)
        if value is None:
            value = known.get(word)
        if value is None:
            continue
        seen = True
        total = total * value if value in (100, 1000, 12) and 0 < total < value and word in known else total + value
    return total if seen else None


def figure(word: str) -> float | None:
    """A number in digits, thousands parted by commas; None for anything else."""
    if not "0" <= word[0] <= "9":
        return None
    plain = word.replace(",", "").rstrip("stndrhamp")
    return float(plain) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", plain) else None
