"""Accounts into episodes: average linkage, so that one account alike to one member joins nothing that its others speak against."""

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

from .accounts import Account
from .episode_judgements import Hand
from .likeness import LINKED, Likeness, likeness

SPEAKERS = 12
"""Members that speak for a group: comparing with all of a group of hundreds would tell no more."""
Pair = tuple[int, int]


class Pairs:
    """Likenesses of accounts, worked out once."""

    def __init__(self, accounts: Mapping[int, Account]) -> None:
        self.accounts = dict(accounts)
        self._known: dict[Pair, Likeness] = {}

    def of(self, a: int, b: int) -> Likeness:
        """How likely the accounts with these keys tell of the same."""
        pair = (a, b) if a < b else (b, a)
        if pair not in self._known:
            self._known[pair] = likeness(*(self.accounts[key] for key in pair))
        return self._known[pair]


def grouped(pairs: Pairs, whole: Sequence[Sequence[int]], hand: Hand) -> list[list[int]]:
    """The accounts in groups of one episode each.

    `whole` are the groups to begin with, most of one account. What was put together by hand joins whole groups, unless
    somebody took accounts of theirs apart later. The outcome depends on ids and likenesses alone, not on the order in
    which accounts are given.
    """
    groups = _joined(pairs, [list(g) for g in whole], frozenset(map(frozenset, hand.apart)))
    home = {key: g for g in groups for key in g}
    for said in hand.together:
        one, other = (home.get(key) for key in said.pair)
        if one is None or other is None or one is other or _parted(one, other, hand, said.number):
            continue
        groups.remove(other)
        one.extend(other)
        home |= dict.fromkeys(other, one)
    return sorted(sorted(g) for g in groups)


def _parted(one: Sequence[int], other: Sequence[int], hand: Hand, number: int) -> bool:
    """Whether somebody took accounts of the two groups apart after the judgement with this number."""
    return any(hand.apart.get((min(a, b), max(a, b)), -1) > number for a in one for b in other)


def _joined(pairs: Pairs, groups: list[list[int]], apart: Collection[frozenset[int]]) -> list[list[int]]:
    """Joins the two groups most alike, again and again, while they are alike enough."""
    names = [min(pairs.accounts[key].id for key in g) for g in groups]
    scores = {(i, j): _average(pairs, groups[i], groups[j], apart) for i, j in combinations(range(len(groups)), 2)}
    while scores:
        best = max(scores, key=lambda p: (scores[p], *sorted((names[p[0]], names[p[1]]))))
        if scores[best] < LINKED:
            break
        i, j = best
        groups[i] = groups[i] + groups[j]
        names[i] = min(names[i], names[j])
        groups[j] = []
        scores = {p: s for p, s in scores.items() if j not in p}
        for p in [p for p in scores if i in p]:
            scores[p] = _average(pairs, groups[p[0]], groups[p[1]], apart)
    return [g for g in groups if g]


def _average(pairs: Pairs, one: Sequence[int], other: Sequence[int], apart: Collection[frozenset[int]]) -> float:
    if apart and any(frozenset((a, b)) in apart for a in one for b in other):
        return float("-inf")
    ours, theirs = one[:SPEAKERS], other[:SPEAKERS]
    return sum(pairs.of(a, b).score for a in ours for b in theirs) / (len(ours) * len(theirs))


def nearest_earlier(pairs: Pairs, group: Sequence[int], wanted: Collection[int]) -> dict[int, tuple[int, Likeness]]:
    """For each wanted account of a group but its first, the earlier one it is most alike to."""
    found: dict[int, tuple[int, Likeness]] = {}
    for number, key in enumerate(group):
        if number and key in wanted:
            other = max(group[:number][:SPEAKERS], key=lambda k: (pairs.of(k, key).score, -k))
            found[key] = other, pairs.of(other, key)
    return found
