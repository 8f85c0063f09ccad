"""How much the evidence of two events has in common: rare words, names and numbers weigh more than what every report says."""

import csv
import re
from collections.abc import Set
from functools import cache, lru_cache
from importlib import resources
from math import log, sqrt

from ..actors.spelling import folded
from ..language.inflection import IRREGULAR
from ..language.timex_words import figure, table

_TOKENS = re.compile(r"\w[\w.,]*\w|\d")
_STEMS = {form: lemma for lemma, forms in IRREGULAR.items() for form in forms.split()}
_ENDINGS = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ions",
    "ion",
    "als",
    "al",
    "ies",
    "ed",
    "es",
    "s",
    "y",
    "e",
)
_SHORTEST = {"ing": 3, "ings": 3, "ed": 3, "es": 3, "s": 3, "ies": 3, "e": 3}
"""Letters that must stand before an ending; four before all others ("nation", "moment")."""
_EMPTY = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "be",
        "been",
        "by",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "in",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "she",
        "that",
        "the",
        "their",
        "them",
        "they",
        "this",
        "to",
        "was",
        "we",
        "were",
        "which",
        "who",
        "will",
        "with",
        "would",
        "after",
        "before",
        "during",
        "when",
        "where",
        "while",
    ]
)
_BACKGROUND = re.compile(
    r"\b(?:[\w-]+ (?:hour|day|night|week|fortnight|month|year)s?|days|weeks|months|years) (?:after|before|since|following)\b[^,;.:]*",
    re.IGNORECASE,
)
"""What another event is said to lie apart: "two days after the raid on the mill" is not about the raid."""
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])|\n\s*\n")
_LONGEST = 400
"""Characters of a sentence on either side of a quotation."""
_RAREST = 1 / 6000
"""The share of sentences that a word is taken to stand in where no list holds it: the list was made from 6,300."""


@lru_cache(maxsize=16384)
def words(text: str) -> frozenset[str]:
    """The stems and numbers of a text without its empty words."""
    out = set()
    for token in _TOKENS.findall(folded(text)):
        if token not in _EMPTY and token not in table().weekdays:  # days are compared as dates
            out.add(_number(token) or stem(token))
    return frozenset(out)


def told_words(text: str) -> frozenset[str]:
    """The words of a text without the earlier events that it counts days from."""
    return words(_BACKGROUND.sub(" ", text))


def background(text: str) -> frozenset[str]:
    """The words of the earlier events that a text counts days from."""
    return frozenset().union(*(words(m.group()) for m in _BACKGROUND.finditer(text)))


def sentence_around(body: str, start: int, end: int) -> str:
    """The sentence or sentences that `body[start:end]` stands in."""
    first = max(
        (m.end() for m in _SENTENCE_END.finditer(body, max(0, start - _LONGEST), start)),
        default=max(0, start - _LONGEST),
    )
    last = _SENTENCE_END.search(body, max(start, end - 1), end + _LONGEST)
    return body[first : last.start() if last else end + _LONGEST]


def _number(word: str) -> str | None:
    """A number in figures: "twelve" is 12; "one", which often counts nothing, stays a word."""
    value = figure(word) or (table().numbers.get(word) if word not in ("a", "an", "one") else None)
    return f"{value:g}" if value is not None else None


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """What forms and nearest derivations of a word share: "agreed", "agreement"; "withdrew", "withdrawal"."""
    word = _STEMS.get(word, word)
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= _SHORTEST.get(e, 4)), "")
    root = word.removesuffix(ending).rstrip("e")
    return root[:-1] if len(root) > 3 and root[-1] == root[-2] else root


@cache
def _shares() -> dict[str, float]:
    rows = resources.files("verbale.data").joinpath("word_shares.csv").read_text("utf-8").splitlines()
    return {row["stem"]: float(row["share"]) for row in csv.DictReader(rows)}


@lru_cache(maxsize=16384)
def weight(word: str) -> float:
    """How telling it is that two texts share a word: 0 for one in every sentence, 1 for the rarest.

    Inverse document frequency (Spärck Jones 1972) over the sentences of the training set.
    """
    return log(_shares().get(word, _RAREST)) / log(_RAREST)


def similarity(a: Set[str], b: Set[str]) -> float:
    """The weights of the words shared, 0 to 1: cosine of the two sets."""
    common = sum(weight(w) ** 2 for w in a & b)
    if not common:
        return 0.0
    return common / sqrt(sum(weight(w) ** 2 for w in a) * sum(weight(w) ** 2 for w in b))
