"""Trees and names out of scores."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.language.decoding import one_root_tree, spans, trees

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG")


def is_tree(heads: tuple[int, ...]) -> bool:
    """Whether heads, 0 the root, form one tree with one root."""
    if heads.count(0) != 1:
        return False
    for start in range(1, len(heads) + 1):
        seen, node = set(), start
        while node:
            if node in seen:
                return False
            seen.add(node)
            node = heads[node - 1]
    return True


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 9), st.integers(0, 10_000))
def test_any_scores_give_one_tree_a_sentence(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    starts = [0] if size < 4 else [0, size // 2]
    heads = trees(scores, starts)
    for first, last in zip(starts, [*starts[1:], size], strict=True):
        own = tuple(0 if h == i else int(h) - first + 1 for i, h in enumerate(heads[first:last], first))
        assert is_tree(own)


@pytest.mark.parametrize("seed", range(20))
def test_the_best_tree_under_the_chosen_root_is_found(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(4, 5)).astype(np.float32)
    scores[range(4), range(1, 5)] = -1e9
    found = tuple(int(h) for h in one_root_tree(scores))

    def total(heads: tuple[int, ...]) -> float:
        return float(sum(scores[i, head] for i, head in enumerate(heads)))

    same_root = [h for h in product(range(5), repeat=4) if is_tree(h) and h.index(0) == found.index(0)]
    assert total(found) == pytest.approx(max(map(total, same_root)), abs=1e-4)


def scores_of(*tags: str) -> np.ndarray:
    scores = np.zeros((len(tags), len(LABELS)), dtype=np.float32)
    for i, tag in enumerate(tags):
        scores[i, LABELS.index(tag)] = 5
    return scores


def test_names_run_from_their_beginning() -> None:
    scores = scores_of("B-PER", "I-PER", "O", "B-ORG", "B-ORG")
    assert spans(scores, LABELS, [0]) == [(0, 2, "PER"), (3, 4, "ORG"), (4, 5, "ORG")]


def test_a_name_that_goes_on_without_beginning_is_put_right() -> None:
    scores = scores_of("O", "I-ORG", "I-ORG")
    scores[1, LABELS.index("B-ORG")] = 4
    assert spans(scores, LABELS, [0]) == [(1, 3, "ORG")]


def test_no_name_crosses_from_one_sentence_into_the_next() -> None:
    scores = scores_of("O", "B-PER", "I-PER", "O")
    assert all(last <= 2 or first >= 2 for first, last, _ in spans(scores, LABELS, [0, 2]))
