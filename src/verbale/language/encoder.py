"""The neural network: a window of words in, scores for every layer of annotation out.

One window is one call. The quantised weights scale activations over a whole call, so words read beside
others, or beside padding, would get other scores: nothing is ever batched across windows.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from verbale.errors import ModelError
from verbale.language.decoding import Floats, Ints
from verbale.language.wordpiece import CLS, SEP, WordPiece

FILES = ("model.onnx", "rel.npz", "labels.json", "vocab.txt", "lemmas.tsv.gz")


class Labels(msgspec.Struct, frozen=True):
    """What the numbers of each head stand for."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    feats: tuple[str, ...]
    """UPOS, a slash, then the features."""
    lemma: tuple[str, ...]
    rel: tuple[str, ...]
    ner: tuple[str, ...]
    event: tuple[str, ...] = ()
    """`O`, then the event types; this and the rest are empty in a model that reads no events."""
    mode: tuple[str, ...] = ()
    """`TYPE/mode`, `TYPE/` where an event has none."""
    status: tuple[str, ...] = ()
    certainty: tuple[str, ...] = ()
    context: tuple[str, ...] = ()


class Scores(NamedTuple):
    """What the network says of one window of `n` words."""

    upos: NDArray[np.int32]
    xpos: NDArray[np.int32]
    feats: NDArray[np.int32]
    lemma: NDArray[np.int32]
    head: NDArray[np.int32]
    """Each word's best governor by itself, counted from 1; 0 for the root."""
    rel: NDArray[np.int32]
    """The best relation to that governor, root left out."""
    sent: Floats
    """`[n, 2]`: whether a word starts a sentence."""
    ner: Floats
    arc: Floats
    """`[n, n + 1]`: word by governor, the root first."""
    dependent: Floats
    governor: Floats
    """`[n + 1, d]`: the root first."""
    event: Floats | None = None
    mode: Floats | None = None
    status: Floats | None = None
    certainty: Floats | None = None
    context: Floats | None = None
    said: Floats | None = None
    """`[n, 3]`: speaker, cue, content."""
    actor: Floats | None = None
    """`[n, n]`: word of an act by word of a party."""
    recipient: Floats | None = None


class Encoder:
    """The network and its label sets, loaded from one folder."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise ModelError(f"{folder}: no language model here, missing {', '.join(missing)}")
        self.folder = folder
        self.labels = msgspec.json.decode((folder / "labels.json").read_bytes(), type=Labels)
        self.pieces = WordPiece(folder / "vocab.txt")
        self._session = _session(folder / "model.onnx", threads)
        self._outputs = [output.name for output in self._session.get_outputs()]
        with np.load(folder / "rel.npz", allow_pickle=False) as archive:
            weights = archive["R"].astype(np.float32)
        self._relations = np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(weights.shape[1], -1))
        self._root = self.labels.rel.index("root")

    def __call__(self, words: Sequence[str]) -> Scores:
        """Scores for one window of words."""
        found = [self.pieces(word) for word in words]
        ids = [CLS, *(i for pieces, _ in found for i in pieces), SEP]
        case = [0, *(kind for pieces, kind in found for _ in pieces), 0]
        lengths = [len(pieces) for pieces, _ in found]
        first = np.cumsum([1, *lengths[:-1]])
        inputs = {"ids": np.array([ids]), "case": np.array([case]), "first": first[None]}
        values = dict(zip(self._outputs, (value[0] for value in self._session.run(None, inputs)), strict=True))
        values["dependent"], values["governor"] = values.pop("rd"), values.pop("rh")
        return Scores(**values)

    def relations(self, scores: Scores, heads: Ints) -> Ints:
        """The relation of each word to its head; root where, and only where, a word is its own head."""
        roots = heads == np.arange(len(heads))
        found = np.where(roots, self._root, scores.rel)
        moved = np.flatnonzero(~roots & (scores.head != heads + 1))
        if len(moved):
            found[moved] = self._scored(scores.dependent[moved], scores.governor[heads[moved] + 1])
        return found

    def _scored(self, dependents: Floats, governors: Floats) -> Ints:
        """The best relation of each pair, for heads that are not those the network took first."""
        halves = (dependents @ self._relations).reshape(len(dependents), -1, governors.shape[1])
        scores = np.matmul(halves, governors[:, :, None])[:, :, 0]
        scores[:, self._root] = -np.inf
        best: Ints = scores.argmax(1)
        return best


def _session(path: Path, threads: int) -> Any:
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return ort.InferenceSession(path, options, providers=["CPUExecutionProvider"])
