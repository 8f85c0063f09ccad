"""Reporting phrases: "according to X", "in X's view", "as X put it", "made it clear that"."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..lexicon import CueWord, Lexicon
from .syntax import Syntax

_LONGEST_SPEAKER = 8  # words that a "*" may stand for


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase met: its words, the word that names the speaker, the words told."""

    cue: tuple[int, ...]
    speaker: int | None
    words: frozenset[int]
    entry: CueWord
    phrase: str


class PhraseReader:
    """Matches phrase cues on lower-cased words; "*" stands for the speaker."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], CueWord]]] = {}
        for lemma, cues in lexicon.cues.items():
            for cue in cues:
                if cue.pos == "phrase":
                    words = tuple(lemma.split())
                    self._by_first.setdefault(words[0], []).append((words, cue))
        for entries in self._by_first.values():
            entries.sort(key=lambda e: -len(e[0]))

    def find(self, syntax: Syntax) -> Iterator[Found]:
        """Every phrase in text order, the longest at each word."""
        lowered = [t.text.lower() for t in syntax.tokens]
        i = 0
        while i < len(lowered):
            found = self._at(i, lowered, syntax)
            if found is not None:
                yield found
                i = found.cue[-1]
            i += 1

    def _at(self, i: int, lowered: list[str], syntax: Syntax) -> Found | None:
        if lowered[i] == "saying" and i and lowered[i - 1] == "as":
            return None  # "quoted X as saying": the verb's own affair
        for words, entry in self._by_first.get(lowered[i], ()):
            if not entry.speaker:
                continue
            matched = _match(words, i, lowered)
            if matched is not None:
                cue, star = matched
                found = self._told(cue, star, entry, " ".join(words), syntax)
                if found is not None:
                    return found
        return None

    def _told(
        self, cue: tuple[int, ...], star: tuple[int, ...], entry: CueWord, phrase: str, syntax: Syntax
    ) -> Found | None:
        tokens = syntax.tokens
        sentence = syntax.reading.sentences[tokens[cue[0]].sent]
        if "after" in entry.speaker:
            noun = tokens[cue[0]].head if tokens[cue[0]].dep in ("case", "mark") else None
            if noun is None or noun == cue[0] or noun in cue:
                return None
            return self._beside(cue, noun, noun, entry, phrase, syntax)
        if star:
            speaker = next((w for w in star if tokens[w].head not in star), star[-1])
            anchor = next((w for w in cue if tokens[w].head not in (*cue, *star)), cue[-1])
            return self._beside(cue, speaker, anchor, entry, phrase, syntax)
        subjects = syntax.subjects(syntax.clause_of(cue[0]))
        words = frozenset(range(cue[-1] + 1, sentence.last))
        return Found(cue, subjects[0] if subjects else None, words, entry, phrase) if words else None

    def _beside(
        self, cue: tuple[int, ...], speaker: int, aside: int, entry: CueWord, phrase: str, syntax: Syntax
    ) -> Found | None:
        """The clause that the phrase hangs in, without the phrase."""
        clause = syntax.parent(aside)
        if clause is None:
            return None
        words = (
            frozenset(syntax.subtree(clause)) - frozenset(syntax.subtree(aside)) - frozenset(syntax.subtree(speaker))
        )
        return Found(cue, speaker, words, entry, phrase) if words else None


def _match(words: tuple[str, ...], i: int, lowered: list[str]) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Positions of the phrase's own words and of those that "*" stands for."""
    cue: list[int] = []
    star: list[int] = []
    at = i
    for n, word in enumerate(words):
        if word == "*":
            following = words[n + 1]
            end = next(
                (j for j in range(at + 1, min(at + _LONGEST_SPEAKER, len(lowered))) if lowered[j] == following), None
            )
            if end is None:
                return None
            star = list(range(at, end))
            at = end
            continue
        if at >= len(lowered) or lowered[at] != word:
            return None
        cue.append(at)
        at += 1
    return tuple(cue), tuple(star)
