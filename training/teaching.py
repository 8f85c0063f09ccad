"""What an earlier model reads in the annotated texts: labels that keep the parser where it was while new heads learn.

The annotated set has no syntax. Without such labels the shared encoder drifts, and rules that stand on its parses suffer:
triple F1 on events_petrarch_unit fell from 0.86 to 0.77.
"""

from collections.abc import Sequence
from pathlib import Path

from verbale.language.decoding import spans, trees
from verbale.language.encoder import Encoder
from verbale.language.pipeline import openings

Layers = dict[str, list[int]]


class Teacher:
    """An exported model folder whose labels are those of the network in training."""

    def __init__(self, folder: Path) -> None:
        self._encoder = Encoder(folder, threads=2)

    def __call__(self, words: Sequence[str]) -> Layers:
        """Labels by layer for one text; arcs and sentence numbers count inside it."""
        scores, labels = self._encoder(words), self._encoder.labels
        starts = openings(scores.sent[:, 1] - scores.sent[:, 0], words)
        heads = trees(scores.arc, starts)
        tags = [0] * len(words)
        for first, last, label in spans(scores.ner, labels.ner, starts):
            tags[first] = labels.ner.index(f"B-{label}")
            tags[first + 1 : last] = [labels.ner.index(f"I-{label}")] * (last - first - 1)
        opened = set(starts)
        return {
            "sent": [int(i in opened) for i in range(len(words))],
            "ner": tags,
            "open": [0] * len(words),
            "upos": scores.upos.tolist(),
            "xpos": scores.xpos.tolist(),
            "feats": scores.feats.tolist(),
            "lemma": scores.lemma.tolist(),
            "rel": self._encoder.relations(scores, heads).tolist(),
            "arc": [0 if head == i else head + 1 for i, head in enumerate(heads.tolist())],
            "sentence": [sum(start <= i for start in starts) for i in range(len(words))],
        }
