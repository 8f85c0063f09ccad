"""What the language model's own heads say of events: a second opinion beside the lexicon, in probabilities.

The heads are trained on the annotated sentences of `data/training`; word indices are those of the `Reading`.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Window(NamedTuple):
    """Scores of the words `[first, first + n)`, which the model saw together."""

    first: int
    event: Floats
    mode: Floats
    status: Floats
    certainty: Floats
    context: Floats
    said: Floats
    actor: Floats
    """`[n, n]`: word of an act by word of a party."""
    recipient: Floats


class Names(NamedTuple):
    """What the columns of the scores stand for."""

    types: tuple[str, ...]
    """`O`, no event, first."""
    modes: tuple[str, ...]
    """`TYPE/mode`, `TYPE/` without one."""
    statuses: tuple[str, ...]
    certainties: tuple[str, ...]
    contexts: tuple[str, ...]


class Learned:
    """The scores of one body, of one window or more, turned into probabilities when asked for."""

    def __init__(self, names: Names, windows: Sequence[Window]) -> None:
        self.names = names
        self._windows = tuple(windows)
        self._firsts = np.array([w.first for w in windows], dtype=np.int64)
        self.acts = np.concatenate([_softmax(w.event) for w in windows])
        """`[words, types]`: the chance that a word tells of an event of each type, `O` first."""

    def __eq__(self, other: object) -> bool:
        """Whether both hold the same scores of the same words."""
        if not isinstance(other, Learned) or self.names != other.names or len(self._windows) != len(other._windows):
            return False
        heads = Window._fields[1:]
        pairs = zip(self._windows, other._windows, strict=True)
        return all(
            a.first == b.first and all(np.array_equal(getattr(a, head), getattr(b, head)) for head in heads)
            for a, b in pairs
        )

    def __hash__(self) -> int:
        return hash((self.names, tuple(w.first for w in self._windows)))

    def chance(self, i: int) -> float:
        """The chance that word `i` tells of any event."""
        return 1.0 - float(self.acts[i, 0])

    def type(self, i: int) -> tuple[str, float]:
        """The likeliest event type of word `i`, and its chance among the types."""
        best = int(self.acts[i, 1:].argmax()) + 1
        return self.names.types[best], float(self.acts[i, best] / max(1e-9, self.acts[i, 1:].sum()))

    def type_chance(self, i: int, kind: str) -> float:
        """The chance that word `i` tells of an event of this type."""
        return float(self.acts[i, self.names.types.index(kind)])

    def mode(self, i: int, kind: str) -> str | None:
        """The likeliest mode of an event of this type at word `i`; None where it has none."""
        row = self._row(i, "mode")
        own = [n for n, name in enumerate(self.names.modes) if name.startswith(kind + "/")]
        best = max(own, key=lambda n: float(row[n]))
        return self.names.modes[best].partition("/")[2] or None

    def status(self, i: int) -> tuple[str, float]:
        """The likeliest status of the event at word `i`, and its chance."""
        return _best(self._row(i, "status"), self.names.statuses)

    def certainty(self, i: int) -> tuple[str, float]:
        """The likeliest certainty of the event at word `i`, and its chance."""
        return _best(self._row(i, "certainty"), self.names.certainties)

    def contexts(self, i: int) -> dict[str, float]:
        """The chance of each context of the event at word `i`."""
        row = _sigmoid(self._row(i, "context"))
        return dict(zip(self.names.contexts, row.tolist(), strict=True))

    def said(self, i: int) -> tuple[float, float, float]:
        """The chances that word `i` names a speaker, is a cue, is said."""
        speaker, cue, content = _sigmoid(self._row(i, "said")).tolist()
        return speaker, cue, content

    def roles(self, i: int, j: int) -> tuple[float, float]:
        """The chances that word `j` names an actor, a recipient of the event at word `i`; 0 where they stand too far apart."""
        window = self._window(i)
        if not window.first <= j < window.first + len(window.event):
            return 0.0, 0.0
        a, b = i - window.first, j - window.first
        actor, recipient = _sigmoid(np.array([window.actor[a, b], window.recipient[a, b]])).tolist()
        return actor, recipient

    def _window(self, i: int) -> Window:
        return self._windows[int(np.searchsorted(self._firsts, i, side="right")) - 1]

    def _row(self, i: int, head: str) -> Floats:
        window = self._window(i)
        row: Floats = getattr(window, head)[i - window.first]
        return row


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    shares: Floats = raised / raised.sum(-1, keepdims=True)
    return shares


def _sigmoid(scores: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))), dtype=np.float32)


def _best(row: Floats, names: Sequence[str]) -> tuple[str, float]:
    shares = _softmax(row[None])[0]
    best = int(shares.argmax())
    return names[best], float(shares[best])
