"""Words as the encoder sees them: uncased WordPiece ids and a class for the casing they lose."""

import re
import unicodedata
from pathlib import Path

CLS, SEP, UNKNOWN = 101, 102, 100
MAX_PIECES = 12
"""Pieces kept of one word; longer words are web addresses and the like."""
MAX_CHARACTERS = 60
CACHE_WORDS = 100_000

_PART = re.compile(r"[^\W_]+|[\W_]")


def case_class(word: str) -> int:
    """How a word is written: 1 no letters, 2 lower, 3 Title, 4 UPPER, 5 one capital, 6 digits, 7 mixed."""
    letters = sum(map(str.isalpha, word))
    if any(map(str.isdigit, word)):
        return 7 if letters else 6
    if not letters:
        return 1
    if word.islower():
        return 2
    if word.isupper():
        return 4 if letters > 1 else 5
    return 3 if word[0].isupper() and word[1:].islower() else 7


class WordPiece:
    """Splits words into ids of BERT's uncased vocabulary, greedily, longest piece first."""

    def __init__(self, vocabulary: Path) -> None:
        with vocabulary.open(encoding="utf8") as lines:
            self._ids = {line.rstrip("\n"): number for number, line in enumerate(lines)}
        self._cache: dict[str, tuple[tuple[int, ...], int]] = {}

    def words(self) -> frozenset[str]:
        """The whole words of the vocabulary: the commonest of English, inflected forms among them."""
        return frozenset(word for word in self._ids if len(word) > 2 and word.isascii() and word.isalpha())

    def __call__(self, word: str) -> tuple[tuple[int, ...], int]:
        """The ids of a word's pieces, at least one, and its case class."""
        known = self._cache.get(word)
        if known is None:
            if len(self._cache) >= CACHE_WORDS:
                self._cache.clear()
            known = self._cache[word] = (self._pieces(word), case_class(word))
        return known

    def _pieces(self, word: str) -> tuple[int, ...]:
        decomposed = unicodedata.normalize("NFD", word[:MAX_CHARACTERS].lower())
        plain = "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
        ids = [i for part in _PART.findall(plain) if not part.isspace() for i in self._longest_first(part)]
        return tuple(ids[:MAX_PIECES]) or (UNKNOWN,)

    def _longest_first(self, part: str) -> list[int]:
        ids: list[int] = []
        at = 0
        while at < len(part):
            prefix = "##" if at else ""
            for end in range(len(part), at, -1):
                number = self._ids.get(prefix + part[at:end])
                if number is not None:
                    break
            else:
                return [UNKNOWN]
            ids.append(number)
            at = end
        return ids
