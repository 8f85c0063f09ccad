"""Figures of a grouping against another: pairs linked rightly, and B³ (Bagga and Baldwin 1998).

Both take one label an item; None is a group of its own.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations

from msgspec import Struct

Labels = Sequence[Hashable | None]


class Score(Struct, frozen=True):
    """Precision and recall, 0 to 1; 1 where there was nothing to get wrong, or nothing to find."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def pairwise(gold: Labels, read: Labels) -> Score:
    """Of the pairs put together, how many belong together; of those that belong together, how many are."""
    wanted, given = _pairs(_grouped(gold)), _pairs(_grouped(read))
    hit = _pairs(zip(_grouped(gold), _grouped(read), strict=True))
    return Score(hit / given if given else 1.0, hit / wanted if wanted else 1.0)


def b_cubed(gold: Labels, read: Labels) -> Score:
    """For each item, the share of its group that is right and the share of its right group that is there; the means."""
    wanted, given = list(_grouped(gold)), list(_grouped(read))
    if not wanted:
        return Score(1.0, 1.0)
    both = list(zip(wanted, given, strict=True))
    of_gold, of_read, of_both = Counter(wanted), Counter(given), Counter(both)
    precision = sum(of_both[pair] / of_read[pair[1]] for pair in both)
    recall = sum(of_both[pair] / of_gold[pair[0]] for pair in both)
    return Score(precision / len(both), recall / len(both))


def wrong_and_missed(gold: Labels, read: Labels) -> Iterator[tuple[str, int, int]]:
    """Pairs of items told apart wrongly: "wrong" where they were linked, "missed" where they were not."""
    wanted, given = list(_grouped(gold)), list(_grouped(read))
    for one, other in combinations(range(len(wanted)), 2):
        linked = given[one] == given[other]
        if linked != (wanted[one] == wanted[other]):
            yield "wrong" if linked else "missed", one, other


def _grouped(labels: Iterable[Hashable | None]) -> Iterator[Hashable]:
    """Labels with a name of its own for each item that has none."""
    return (("alone", n) if label is None else ("group", label) for n, label in enumerate(labels))


def _pairs(labels: Iterable[Hashable]) -> int:
    return sum(n * (n - 1) // 2 for n in Counter(labels).values())
