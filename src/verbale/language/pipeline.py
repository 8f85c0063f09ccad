"""The language model from end to end: text in, `Reading` out."""

import hashlib
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, Protocol, cast, runtime_checkable

import numpy as np

from verbale.language.decoding import Floats, spans, trees
from verbale.language.encoder import FILES, Encoder, Scores
from verbale.language.lemmas import Lemmatizer, Lexicon, load_lexicon
from verbale.language.quotations import quotations
from verbale.language.recurrence import with_recurrences
from verbale.language.repair import repaired
from verbale.language.segment import paragraphs_of, trimmed, windows
from verbale.language.tokenizer import Piece, tokenize
from verbale.learned import Learned, Names
from verbale.learned import Window as Heard
from verbale.reading import Name, NameLabel, Reading, Sentence, Token
from verbale.report import Span

UNMARKED = 3.0
"""Margin of the sentence head that a start without an end mark before it must pass: on the development splits 2 to 5 raised
sentence F1 by up to 0.8 (EWT) and 1.0 (GUM) and left LAS as it was."""
MODEL = Path(__file__).parent.parent / "data" / "model"
"""The model shipped in the package."""


class Parser(Protocol):
    """Anything that reads text into a `Reading`: the shipped model, or a spaCy pipeline behind its face."""

    def read(self, text: str, paragraphs: Sequence[Span] = ()) -> Reading:
        """Annotates `text`, whose offsets the reading keeps; without `paragraphs`, blank lines part them."""
        ...


@runtime_checkable
class Identified(Protocol):
    """A parser that says which model it is, so that the record can tell its readings from another's."""

    @property
    def identity(self) -> str:
        """The name and version of the model, or the hash of its files."""
        ...


class Window(NamedTuple):
    """The annotation of one window, word indices counted inside it."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemmas: list[str]
    heads: list[int]
    relations: list[str]
    starts: list[int]
    names: list[tuple[int, int, NameLabel]]
    heard: Heard | None = None
    """What the heads for events say; None in a model without them."""


class LanguageModel:
    """The shipped encoder with everything around it. Reading is a pure function of the text."""

    def __init__(self, encoder: Encoder, lemmatizer: Lemmatizer) -> None:
        self._encoder = encoder
        self._lemmatizer = lemmatizer

    @classmethod
    def load(cls, folder: Path | None = None, forms: Lexicon | None = None) -> "LanguageModel":
        """Loads the shipped model, or the one in `folder`; `forms` are inflected forms of the user's lexicons.

        Raises ModelError where files are missing.
        """
        home = folder or MODEL
        encoder = Encoder(home)
        lexicon = load_lexicon(home / "lemmas.tsv.gz")
        return cls(encoder, Lemmatizer(encoder.labels.lemma, lexicon, forms, encoder.pieces.words()))

    @property
    def identity(self) -> str:
        """SHA-256 over the model's files."""
        whole = hashlib.sha256()
        for name in FILES:
            with (self._encoder.folder / name).open("rb") as file:
                whole.update(hashlib.file_digest(file, "sha256").digest())
        return whole.hexdigest()

    def read(self, text: str, paragraphs: Sequence[Span] = (), words: Sequence[Piece] | None = None) -> Reading:
        """Annotates `text`: sentences, words, trees, names and quotations; `times` stay empty.

        `words`, where given, are the characters of words cut elsewhere; words outside paragraphs are left out.
        """
        given = [span for p in paragraphs if (span := trimmed(text, p.start, p.end))]
        parts = given if paragraphs else paragraphs_of(text)
        building = _Building(text, self._names())
        for number, part in enumerate(parts):
            self._read_paragraph(building, number, _words_of(text, part, words))
        return building.reading(parts)

    def _read_paragraph(self, building: "_Building", number: int, offsets: Sequence[Piece]) -> None:
        words = [building.text[start:end] for start, end in offsets]
        for first, last in windows(words, self.lengths(words)):
            building.add(offsets[first:last], words[first:last], self.window(words[first:last]), number)

    def lengths(self, words: Sequence[str]) -> list[int]:
        """How many pieces each word takes of a window."""
        return [len(self._encoder.pieces(word)[0]) for word in words]

    def window(self, words: Sequence[str], starts: Sequence[int] = ()) -> Window:
        """Annotates words of one window; `starts`, where given, are the known first words of sentences."""
        scores = self._encoder(words)
        opening = list(starts) or openings(scores.sent[:, 1] - scores.sent[:, 0], words)
        heads = trees(scores.arc, opening)
        labels = self._encoder.labels
        upos = [labels.upos[i] for i in scores.upos.tolist()]
        xpos = [labels.xpos[i] for i in scores.xpos.tolist()]
        return Window(
            upos=upos,
            xpos=xpos,
            feats=[labels.feats[i].partition("/")[2] for i in scores.feats.tolist()],
            lemmas=[self._lemmatizer(*word) for word in zip(words, upos, xpos, scores.lemma.tolist(), strict=True)],
            heads=heads.tolist(),
            relations=[labels.rel[i] for i in self._encoder.relations(scores, heads).tolist()],
            starts=opening,
            names=[(a, b, cast("NameLabel", label)) for a, b, label in spans(scores.ner, labels.ner, opening)],
            heard=_heard(scores),
        )

    def _names(self) -> Names | None:
        labels = self._encoder.labels
        if not labels.event:
            return None
        return Names(labels.event, labels.mode, labels.status, labels.certainty, labels.context)


def _heard(scores: Scores) -> Heard | None:
    parts = [getattr(scores, head) for head in Heard._fields[1:]]
    return None if any(part is None for part in parts) else Heard(0, *parts)


def openings(margins: Floats, words: Sequence[str]) -> list[int]:
    """The first words of sentences; behind a word that ends none ("In September | Mr. Hollande") only if all but sure."""
    found = (np.flatnonzero(margins[1:] > 0) + 1).tolist()
    return [0, *(i for i in found if not words[i - 1][-1].isalnum() or margins[i] > UNMARKED)]


def _words_of(text: str, paragraph: Span, words: Sequence[Piece] | None) -> list[Piece]:
    if words is None:
        cut = tokenize(text[paragraph.start : paragraph.end])
        return [(start + paragraph.start, end + paragraph.start) for start, end in cut]
    first = bisect_left(words, (paragraph.start, paragraph.start))
    return list(words[first : bisect_left(words, (paragraph.end, paragraph.end))])


class _Building:
    """A reading that grows window by window."""

    def __init__(self, text: str, heads: Names | None = None) -> None:
        self.text = text
        self.heads = heads
        self.heard: list[Heard] = []
        self.tokens: list[Token] = []
        self.sentences: list[Sentence] = []
        self.names: list[Name] = []

    def add(self, offsets: Sequence[tuple[int, int]], words: Sequence[str], window: Window, paragraph: int) -> None:
        """Appends a window: `offsets` and `words` of the whole text, annotation counted inside the window."""
        base = len(self.tokens)
        for first, last in pairwise([*window.starts, len(words)]):
            number = len(self.sentences)
            for i in range(first, last):
                self.tokens.append(
                    Token(
                        base + i,
                        words[i],
                        *offsets[i],
                        window.lemmas[i],
                        window.upos[i],
                        window.xpos[i],
                        window.feats[i],
                        base + window.heads[i],
                        window.relations[i],
                        number,
                    )
                )
            root = next(base + i for i in range(first, last) if window.heads[i] == i)
            span = offsets[first][0], offsets[last - 1][1]
            self.sentences.append(Sentence(base + first, base + last, *span, root, paragraph))
        if window.heard is not None:
            self.heard.append(window.heard._replace(first=base))
        for first, last, label in window.names:
            start, end = offsets[first][0], offsets[last - 1][1]
            self.names.append(Name(base + first, base + last, start, end, self.text[start:end], label))

    def reading(self, paragraphs: Sequence[Span]) -> Reading:
        """The finished value."""
        words = [(token.start, token.end) for token in self.tokens]
        tokens = repaired(self.tokens)
        return Reading(
            text=self.text,
            tokens=tuple(tokens),
            sentences=tuple(self.sentences),
            children=governed(tokens),
            names=with_recurrences(tokens, self.names),
            quotations=quotations(self.text, paragraphs, words),
            learned=Learned(self.heads, self.heard) if self.heads and self.heard else None,
        )


def governed(tokens: Sequence[Token]) -> tuple[tuple[int, ...], ...]:
    """For each word, the words it governs."""
    below: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            below[token.head].append(token.i)
    return tuple(map(tuple, below))
