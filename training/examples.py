"""Training examples: windows of documents, made a little different each epoch, and gathered into batches."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import torch
from torch import Tensor

from training.corpora import Document, Sentence, bundles, name_runs, script
from verbale.language.wordpiece import CLS, SEP, WordPiece

MASK = 103
IGNORED = -100
WINDOW = 160
"""Pieces in a window at most; sentences longer than that are left out."""
READING = ("event", "mode", "status", "certainty", "context", "said")
"""Layers that only the annotated training set has: events and statements."""
LAYERS = ("sent", "ner", "upos", "xpos", "feats", "lemma", "rel", "arc", "sentence", "open", *READING)


class Noise(NamedTuple):
    """How often an example is changed, as shares."""

    swap: float = 0.25
    """Of names, exchanged for another of the same label and number of words."""
    upper: float = 0.03
    """Of windows, set in capitals like a headline."""
    lower: float = 0.03
    mask: float = 0.04
    """Of pieces, hidden."""
    paragraphs: float = 0.5
    """Of documents, cut at their paragraphs as when reading."""


class Example(NamedTuple):
    """One window in numbers: pieces, their case classes, each word's first piece, and labels by layer."""

    ids: list[int]
    case: list[int]
    first: list[int]
    layers: dict[str, list[int]]
    links: list[tuple[int, int, int]]
    """(word of a trigger, word of a party, 0 actor or 1 recipient)."""


class Word(NamedTuple):
    """A word with whether a swap has made its finer annotation unknown."""

    text: str
    swapped: bool = False


Pools = dict[tuple[str, int], list[tuple[str, ...]]]
"""Names by label and number of words."""


def name_pools(documents: Iterable[Document]) -> Pools:
    """Every name of the corpora, once per mention, so that swaps keep frequent names frequent."""
    pools: Pools = defaultdict(list)
    for document in documents:
        for sentence in document.sentences:
            for first, last, label in name_runs(sentence.ner or ()):
                pools[label, last - first].append(tuple(sentence.words[first:last]))
    return pools


class Maker:
    """Turns documents into examples and batches; all chance comes from one seeded generator."""

    def __init__(self, labels: dict[str, list[str]], pieces: WordPiece, pools: Pools, noise: Noise, seed: int) -> None:
        self._numbers = {layer: {label: i for i, label in enumerate(names)} for layer, names in labels.items()}
        self._pieces = pieces
        self._pools = pools
        self._noise = noise
        self._rng = random.Random(seed)  # noqa: S311 - a seeded generator is the point

    def epoch(self, parts: Iterable[tuple[Sequence[Document], float]]) -> list[Example]:
        """Examples of the documents of each part, as many of their windows as its share says."""
        return [
            self.example(window, document.marks_misc)
            for documents, share in parts
            for document in documents
            for window in self.windows(document)
            if share == 1 or self._rng.random() < share
        ]

    def windows(self, document: Document) -> Iterator[list[Sentence]]:
        """Runs of sentences under a limit that changes from window to window."""
        at_paragraphs = self._rng.random() < self._noise.paragraphs
        current: list[Sentence] = []
        used, limit = 2, WINDOW
        for sentence in document.sentences:
            length = sum(len(self._pieces(word)[0]) for word in sentence.words)
            if not length or length > WINDOW - 2:
                continue
            if current and (used + length > limit or (at_paragraphs and sentence.starts_paragraph)):
                yield current
                current, used = [], 2
                limit = self._rng.choice((WINDOW, WINDOW, WINDOW // 2, WINDOW // 4))
            current.append(sentence)
            used += length
        if current:
            yield current

    def example(self, window: Sequence[Sentence], marks_misc: bool) -> Example:
        """One window in numbers, with this epoch's noise."""
        example = Example([CLS], [0], [], {layer: [] for layer in LAYERS}, [])
        casing = self._rng.random()
        for number, sentence in enumerate(window):
            words = self._varied(sentence, casing)
            self._add_layers(example.layers, sentence, words, number, marks_misc)
            for word in words:
                ids, case = self._pieces(word.text)
                example.first.append(len(example.ids))
                example.ids.extend(MASK if self._rng.random() < self._noise.mask else i for i in ids)
                example.case.extend([case] * len(ids))
        example.ids.append(SEP)
        example.case.append(0)
        return example

    def _varied(self, sentence: Sentence, casing: float) -> list[Word]:
        words = [Word(text) for text in sentence.words]
        for first, last, label in name_runs(sentence.ner or ()):
            if self._rng.random() < self._noise.swap:
                other = self._rng.choice(self._pools[label, last - first])
                words[first:last] = [Word(text, swapped=True) for text in other]
        if casing < self._noise.upper:
            return [word._replace(text=word.text.upper()) for word in words]
        if casing < self._noise.upper + self._noise.lower:
            return [word._replace(text=word.text.lower()) for word in words]
        return words

    def _add_layers(
        self, layers: dict[str, list[int]], sentence: Sentence, words: list[Word], number: int, marks_misc: bool
    ) -> None:
        base, count = len(layers["sent"]), len(words)
        nothing = [IGNORED] * count
        tags = sentence.ner
        layers["sentence"] += [number] * count
        layers["ner"] += [self._numbers["ner"][tag] for tag in tags] if tags else nothing
        layers["open"] += [int(tag == "O" and not marks_misc) for tag in tags or [""] * count]
        for layer in READING:
            layers[layer] += nothing
        if not sentence.head:
            for layer in ("sent", "upos", "xpos", "feats", "lemma", "rel", "arc"):
                layers[layer] += nothing
            return
        layers["sent"] += [1, *([0] * (count - 1))]
        layers["arc"] += [base + head if head else 0 for head in sentence.head]
        layers["upos"] += [self._numbers["upos"][label] for label in sentence.upos]
        layers["rel"] += [self._numbers["rel"][label] for label in sentence.rel]
        scripts = [script(word.text, lemma) for word, lemma in zip(words, sentence.lemma, strict=True)]
        for layer, values in (("xpos", sentence.xpos), ("feats", bundles(sentence)), ("lemma", scripts)):
            numbers = self._numbers[layer]
            layers[layer] += [
                IGNORED if word.swapped else numbers.get(value, IGNORED)
                for word, value in zip(words, values, strict=True)
            ]

    def batches(self, examples: Sequence[Example], pieces: int) -> list[list[Example]]:
        """Examples of like length together, at most `pieces` with padding in a batch, in random order."""
        found: list[list[Example]] = []
        mixed = self._rng.sample(list(examples), len(examples))
        for start in range(0, len(mixed), 512):
            current: list[Example] = []
            for example in sorted(mixed[start : start + 512], key=lambda e: len(e.ids)):
                if current and len(example.ids) * (len(current) + 1) > pieces:
                    found.append(current)
                    current = []
                current.append(example)
            found.append(current)
        self._rng.shuffle(found)
        return found


class Batch(NamedTuple):
    """Padded tensors: inputs, and labels by layer with `IGNORED` where there is nothing to learn."""

    ids: Tensor
    case: Tensor
    first: Tensor
    layers: dict[str, Tensor]
    links: Tensor
    """`[links, 4]`: number in the batch, word of a trigger, word of a party, role."""


def collate(examples: Sequence[Example]) -> Batch:
    """Pads examples to one shape."""

    def padded(rows: list[list[int]], filler: int) -> Tensor:
        width = max(map(len, rows))
        return torch.tensor([row + [filler] * (width - len(row)) for row in rows])

    return Batch(
        padded([e.ids for e in examples], 0),
        padded([e.case for e in examples], 0),
        padded([e.first for e in examples], 0),
        {layer: padded([e.layers[layer] for e in examples], IGNORED) for layer in LAYERS},
        torch.tensor([(n, *link) for n, e in enumerate(examples) for link in e.links], dtype=torch.long).reshape(-1, 4),
    )
