"""Rows of the annotated training set as training examples: labels for the heads that read events and statements."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, get_args

import msgspec

from training.conversion import CORRECTIONS, LEXICON, Row
from training.examples import IGNORED, LAYERS, WINDOW, Example, Noise
from training.teaching import Layers, Teacher
from verbale.language.tokenizer import tokenize
from verbale.language.wordpiece import CLS, SEP, WordPiece
from verbale.lexicon import Lexicon
from verbale.record import Certainty, EventType, Status

ACTOR, RECIPIENT = 0, 1
SPEAKER, CUE, CONTENT = 1, 2, 4
"""Bits of the layer `said`: a word may be several."""
MASK = 103


def label_sets(lexicon: Lexicon) -> dict[str, list[str]]:
    """The labels of the heads that read events. `mode` is `TYPE/mode`, `TYPE/` for an event without one."""
    modes = [
        f"{kind}/{mode}" for kind, plover in lexicon.types.items() for mode in ("", *(m.name for m in plover.modes))
    ]
    return {
        "event": ["O", *get_args(EventType)],
        "mode": modes,
        "status": list(get_args(Status)),
        "certainty": list(get_args(Certainty)),
        "context": [context.name for context in lexicon.contexts],
        "said": ["speaker", "cue", "content"],
    }


class Labelled(NamedTuple):
    """One text in words with everything marked in it, word indices counted inside it."""

    words: list[str]
    event: list[int]
    mode: list[int]
    status: list[int]
    certainty: list[int]
    context: list[int]
    """Bits, `IGNORED` off triggers."""
    said: list[int]
    """Bits `SPEAKER`, `CUE`, `CONTENT`."""
    links: list[tuple[int, int, int]]
    """(word of a trigger, word of a party, `ACTOR` or `RECIPIENT`)."""
    taught: Layers | None = None
    """Syntax and names as an earlier model reads them; arcs and sentence numbers count inside the text."""


def load(path: Path) -> list[Row]:
    """The rows of one split."""
    with path.open("rb") as lines:
        return [msgspec.json.decode(line, type=Row) for line in lines]


def labelled(row: Row, labels: dict[str, list[str]], teacher: Teacher | None = None) -> Iterator[Labelled]:
    """A row's paragraphs in words and numbers."""
    at = 0
    for paragraph in row.text.split("\n\n"):
        offsets = [(start + at, end + at) for start, end in tokenize(paragraph)]
        found = _paragraph(row, offsets, labels)
        yield found._replace(taught=teacher(found.words)) if teacher is not None and found.words else found
        at += len(paragraph) + 2


def _paragraph(row: Row, offsets: Sequence[tuple[int, int]], labels: dict[str, list[str]]) -> Labelled:
    numbers = {layer: {label: i for i, label in enumerate(names)} for layer, names in labels.items()}
    count = len(offsets)
    nothing = [IGNORED] * count
    found = Labelled(
        [row.text[a:b] for a, b in offsets],
        [0] * count,
        [*nothing],
        [*nothing],
        [*nothing],
        [*nothing],
        [0] * count,
        [],
    )

    def inside(start: int | None, end: int | None) -> list[int]:
        return [
            i for i, (a, b) in enumerate(offsets) if start is not None and end is not None and start <= a and b <= end
        ]

    by_rule = row.register == LEXICON
    unsaid = row.register in (LEXICON, CORRECTIONS)
    events = {event.id: event for event in row.events}
    for trigger in row.triggers:
        event = events[trigger.event]
        for i in (i for span in trigger.spans for i in inside(span.start, span.end)):
            found.event[i] = numbers["event"][str(event.type)]
            found.mode[i] = numbers["mode"][f"{event.type}/{event.mode or ''}"]
            found.status[i] = numbers["status"][event.status]
            found.certainty[i] = numbers["certainty"][event.certainty]
            found.context[i] = IGNORED if by_rule else sum(1 << numbers["context"][name] for name in event.contexts)
            for role, parties in ((ACTOR, event.actors), (RECIPIENT, event.recipients)):
                found.links.extend((i, j, role) for p in parties for j in inside(p.start, p.end))
    if unsaid:
        found.said[:] = nothing
    for said in () if unsaid else row.statements:
        stretches = [(CONTENT, said.content), (CUE, said.cue), (SPEAKER, said.speaker)]
        for bit, words in stretches:
            for i in inside(words.start, words.end) if words else ():
                found.said[i] |= bit
    return found


class Mixer:
    """Packs labelled texts into windows: alone, or beside others as sentences stand in a report."""

    def __init__(self, pieces: WordPiece, noise: Noise, seed: int) -> None:
        self._pieces = pieces
        self._noise = noise
        self._rng = random.Random(seed)  # noqa: S311 - a seeded generator is the point

    def epoch(self, texts: Sequence[Labelled]) -> list[Example]:
        """Every text once, in windows of changing size and order."""
        order = self._rng.sample(range(len(texts)), len(texts))
        found: list[Example] = []
        current, used, limit = _new(), 2, WINDOW // 3
        for number in order:
            ids = [self._pieces(word) for word in texts[number].words]
            length = sum(len(pieces) for pieces, _ in ids)
            if not length or length > WINDOW * 2 - 2:
                continue
            if current.first and used + length > limit:
                found.append(_closed(current))
                current, used = _new(), 2
                limit = self._rng.choice((1, WINDOW // 4, WINDOW // 2, WINDOW))
            self._add(current, texts[number], ids)
            used += length
        return [*found, _closed(current)] if current.first else found

    def _add(self, example: Example, text: Labelled, ids: Sequence[tuple[tuple[int, ...], int]]) -> None:
        base, layers = len(example.first), example.layers
        casing = self._rng.random()
        if casing < self._noise.upper + self._noise.lower:
            change = str.upper if casing < self._noise.upper else str.lower
            ids = [self._pieces(change(word)) for word in text.words]
        for pieces, case in ids:
            example.first.append(len(example.ids))
            example.ids.extend(MASK if self._rng.random() < self._noise.mask else i for i in pieces)
            example.case.extend([case] * len(pieces))
        taught = text.taught or {}
        before = max(layers["sentence"], default=0)
        shifted = {"arc": lambda head: head and head + base, "sentence": lambda number: number + before}
        for layer in LAYERS:
            own = getattr(text, layer, None) or taught.get(layer) or [IGNORED] * len(text.words)
            layers[layer] += [shifted[layer](value) for value in own] if layer in shifted and layer in taught else own
        example.links.extend((base + t, base + p, role) for t, p, role in text.links)


def _new() -> Example:
    return Example([CLS], [0], [], {layer: [] for layer in LAYERS}, [])


def _closed(example: Example) -> Example:
    example.ids.append(SEP)
    example.case.append(0)
    return example
