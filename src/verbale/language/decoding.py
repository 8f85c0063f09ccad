"""From scores to structure: one tree a sentence, and names that begin before they go on."""

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

NEVER = np.float32(-1e9)


def trees(arcs: Floats, starts: Sequence[int]) -> Ints:
    """Heads of one window, as word indices; the root of a sentence is its own head.

    `arcs[d, 0]` scores word `d` as a root and `arcs[d, h + 1]` as governed by word `h`; `starts` are the
    first words of the sentences, 0 first. The best head of every word is taken first, and only sentences
    where that is no tree with one root are decoded again as a maximum spanning arborescence.
    """
    count = len(arcs)
    bounds = [*starts, count]
    scores = np.full((count, count + 1), NEVER, dtype=np.float32)
    for first, last in itertools.pairwise(bounds):
        scores[first:last, 0] = arcs[first:last, 0]
        scores[first:last, first + 1 : last + 1] = arcs[first:last, first + 1 : last + 1]
    words = np.arange(count)
    scores[words, words + 1] = NEVER
    heads = scores.argmax(1)
    for first, last in _not_trees(heads, bounds):
        own = np.concatenate([scores[first:last, :1], scores[first:last, first + 1 : last + 1]], axis=1)
        best = one_root_tree(own)
        heads[first:last] = np.where(best == 0, 0, best + first)
    return np.where(heads == 0, words, heads - 1)


def _not_trees(heads: Ints, bounds: Sequence[int]) -> list[tuple[int, int]]:
    """The sentences whose heads (0 a root, else word + 1) hold a cycle, no root or several."""
    reached = np.concatenate([[0], heads])
    for _ in range(len(heads).bit_length()):
        reached = reached[reached]
    stuck = reached[1:] != 0
    rooted = heads == 0
    return [
        (first, last)
        for first, last in itertools.pairwise(bounds)
        if stuck[first:last].any() or rooted[first:last].sum() != 1
    ]


def one_root_tree(scores: Floats) -> Ints:
    """The best tree over one sentence, 0 for its single root, else the head's number from 1.

    `scores` has a row a word and a column for the root and each word. The root is the word that gains most
    by it over its best other head; the rest is Chu-Liu-Edmonds.
    """
    count = len(scores)
    if count == 1:
        return np.zeros(1, dtype=np.int64)
    square = np.full((count + 1, count + 1), NEVER, dtype=np.float64)
    square[1:] = scores
    root = int((square[1:, 0] - square[1:, 1:].max(axis=1)).argmax()) + 1
    square[1:, 0] = NEVER
    square[root, 0] = 1e6
    tree: Ints = _arborescence(square)[1:]
    return tree


def _arborescence(scores: NDArray[np.float64]) -> Ints:
    """Chu-Liu-Edmonds: the heaviest arborescence from node 0; `scores[dependent, head]`."""
    heads: Ints = scores.argmax(1)
    heads[0] = -1
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.array(cycle)
    outside = np.array([node for node in range(len(scores)) if node not in set(cycle)])
    knot = len(outside)
    smaller = np.full((knot + 1, knot + 1), float(NEVER))
    smaller[:knot, :knot] = scores[np.ix_(outside, outside)]
    entering = scores[np.ix_(inside, outside)] - scores[inside, heads[inside]][:, None]
    smaller[knot, :knot] = entering.max(axis=0)
    leaving = scores[np.ix_(outside, inside)]
    smaller[:knot, knot] = leaving.max(axis=1)
    smaller[0] = NEVER
    np.fill_diagonal(smaller, NEVER)
    outer = _arborescence(smaller)
    for node in range(1, knot):
        via_cycle = outer[node] == knot
        heads[outside[node]] = inside[leaving[node].argmax()] if via_cycle else outside[outer[node]]
    entry = inside[entering[:, outer[knot]].argmax()]
    heads[entry] = outside[outer[knot]]
    return heads


def _cycle(heads: Ints) -> list[int] | None:
    """Some cycle among the heads, or None."""
    done = {0}
    for start in range(1, len(heads)):
        path: list[int] = []
        node = start
        while node not in done:
            done.add(node)
            path.append(node)
            node = int(heads[node])
        if node in path:
            return path[path.index(node) :]
    return None


def spans(scores: Floats, labels: Sequence[str], starts: Sequence[int]) -> list[tuple[int, int, str]]:
    """Names as `(first, last, label)`, from scores of `O`, `B-X` and `I-X` for each word.

    The best sequence in which `I-X` follows `B-X` or `I-X` of the same sentence; no name crosses sentences.
    """
    best = scores.argmax(1)
    allowed = _allowed(labels)
    bounds = [*starts, len(scores)]
    found: list[tuple[int, int, str]] = []
    for first, last in itertools.pairwise(bounds):
        tags = best[first:last]
        if not tags.any():
            continue
        if not _legal(tags, allowed):
            tags = _viterbi(scores[first:last], allowed)
        found.extend(_runs([labels[tag] for tag in tags], first))
    return found


def _allowed(labels: Sequence[str]) -> NDArray[np.bool_]:
    """Whether label `j` may follow label `i`; the last row is the start of a sentence."""
    table = np.ones((len(labels) + 1, len(labels)), dtype=np.bool_)
    for j, label in enumerate(labels):
        if label.startswith("I-"):
            table[:, j] = [before[2:] == label[2:] for before in labels] + [False]
    return table


def _legal(tags: Ints, allowed: NDArray[np.bool_]) -> bool:
    return bool(allowed[-1, tags[0]]) and bool(allowed[tags[:-1], tags[1:]].all())


def _viterbi(scores: Floats, allowed: NDArray[np.bool_]) -> Ints:
    """The best legal sequence; differences between labels of one word count, so scores need no normalising."""
    step = np.where(allowed, np.float32(0), NEVER)
    total = scores[0] + step[-1]
    back = np.zeros(scores.shape, dtype=np.int64)
    for word in range(1, len(scores)):
        paths = total[:, None] + step[:-1]
        back[word] = paths.argmax(0)
        total = paths.max(0) + scores[word]
    tags = np.zeros(len(scores), dtype=np.int64)
    tags[-1] = total.argmax()
    for word in range(len(scores) - 1, 0, -1):
        tags[word - 1] = back[word, tags[word]]
    return tags


def _runs(tags: Sequence[str], offset: int) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    first = 0
    for at, tag in enumerate([*tags, "O"]):
        if at and tags[at - 1] != "O" and not tag.startswith("I-"):
            found.append((first + offset, at + offset, tags[first][2:]))
        if tag.startswith("B-"):
            first = at
    return found
