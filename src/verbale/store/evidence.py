"""How much the evidence of two events has in common: rare words, names and numbers weigh more than what every report says."""

import csv
import re
from collections import Counter
from functools import cache, lru_cache
from importlib import resources
from math import log, sqrt

from msgspec import Struct

from ..actors.spelling import folded
from ..language.inflection import IRREGULAR
from ..language.timex_words import figure, table

_TOKENS = re.compile(r"\w[\w.,]*\w|\d")
_STEMS = {form: lemma for lemma, forms in IRREGULAR.items() for form in forms.split()}
_ENDINGS = (
    "ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "als", "al", "ies", "ed", "es", "s", "y", "e",
)  # fmt: skip
_SHORTEST = {"ing": 3, "ings": 3, "ed": 3, "es": 3, "s": 3, "ies": 3, "e": 3}
"""Letters that must stand before an ending; four before all others ("nation", "moment")."""
EMPTY = frozenset([
    "", "a", "an", "and", "as", "at", "be", "been", "by", "for", "from", "had", "has", "have", "he", "her", "his", "in", "is",
    "it", "its", "of", "on", "or", "she", "that", "the", "their", "them", "they", "this", "to", "was", "we", "were", "which",
    "who", "will", "with", "would", "after", "before", "during", "when", "where", "while",
])  # fmt: skip
_BACKGROUND = re.compile(
    r"\b(?:[\w-]+ (?:hour|day|night|week|fortnight|month|year)s?|days|weeks|months|years) (?:after|before|since|following)\b[^,;.:]*",
    re.IGNORECASE,
)
"""What another event is said to lie apart: "two days after the raid on the mill" is not about the raid."""
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])|\n\s*\n")
_LONGEST = 400
"""Characters of a sentence on either side of a quotation."""
_CAPITALISED = re.compile(r"\b[A-Z][\w’'-]+")
_NAME = 0.55
"""Weight from which a capitalised word is a name and not the first of a sentence."""
_NAMES = 20
BEGINNING = 5
"""Letters by which "Zimbabwean" is known as Zimbabwe's."""
_RAREST = 1 / 6000
"""The share of sentences that a word is taken to stand in where no list holds it: the list was made from 6,300."""


def words(text: str) -> frozenset[str]:
    """The stems and numbers of a text without its empty words."""
    return frozenset(map(_term, _TOKENS.findall(folded(text)))) - {""}


@lru_cache(maxsize=65536)
def _term(token: str) -> str:
    """What a token is compared as: a number in figures or a stem; nothing for empty words, and days, which are dates."""
    return "" if token in EMPTY or token in table().weekdays else _number(token) or stem(token)


def gist(text: str) -> tuple[str, ...]:
    """Beginnings of the names that a text speaks of most, "Kenya" and "Kenyan" being one.

    Names alone tell stories apart: over the development reports two of one story share 0.39 of them (median, as a cosine)
    and 95% of such pairs 0.13, while 90% of pairs of unrelated reports share none at all.
    """
    found = (_term(word) for token in _CAPITALISED.findall(text) for word in _TOKENS.findall(folded(token)))
    counts = Counter(word[:BEGINNING] for word in found if word and weight(word) >= _NAME)
    return tuple(sorted(counts, key=lambda name: (-counts[name], name))[:_NAMES])


@lru_cache(maxsize=8192)
def told_words(text: str) -> frozenset[str]:
    """The words of a text without the earlier events that it counts days from."""
    return words(_BACKGROUND.sub(" ", text))


def background(text: str) -> frozenset[str]:
    """The words of the earlier events that a text counts days from."""
    return words(" ".join(m.group() for m in _BACKGROUND.finditer(text)))


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


class Words(Struct, frozen=True):
    """Stems with what they weigh together, so that many texts can be compared fast."""

    stems: frozenset[str]
    square: float
    """The sum of the squares of their weights."""

    @classmethod
    def of(cls, stems: frozenset[str]) -> "Words":
        """These stems, weighed."""
        return cls(stems, sum([weight(w) ** 2 for w in stems]))

    def alike(self, other: "Words") -> float:
        """How much two texts have in common, 0 to 1: the cosine of their weighted stems."""
        common = self.stems & other.stems
        return sum([weight(w) ** 2 for w in common]) / sqrt(self.square * other.square) if common else 0.0
