"""The two that a report is about: which states or sides its words put together, and how often."""

from collections.abc import Container, Sequence
from itertools import combinations
from typing import Protocol

from ..cast import Party
from .traces import Trace

_TOGETHER = 3.0
"""Weight of two that are joined by "and", alone; a longer list shares it out."""
_FACING = 2.0
"""Weight of two in one clause, one acting on or with the other."""
_NEAR = 0.5
"""Weight of two that act in one sentence."""
_PEOPLE = 0.5
"""How much less two people tell of their states: leaders meet many leaders."""
_ENOUGH = 1.5
_RIVALS = frozenset(("REB", "UAF", "OPP"))
_LEAD = 3
"""Sentences at the start of a report whose pair needs no second witness."""


class Keys(Protocol):
    """What parties count as: their state, their side, their person; None for those that do not count."""

    def __call__(self, party: Party) -> str | None: ...


def side(party: Party, states: Container[str], *, rebels: bool) -> str | None:
    """The state that a party stands for, its armed or political opponents apart from it where `rebels`."""
    code = party.country
    if code is None or code not in states:
        return None
    if party.sector in _RIVALS:
        return f"{code}/{party.sector}" if rebels and party.sector == "REB" else None
    return code


def pair_of_story(traces: Sequence[Trace], sent: int, key: Keys) -> tuple[str, str] | None:
    """The pair meant in sentence `sent`: the only two put together there or just before, else that of the report.

    None where two pairs are equals.
    """
    weights: dict[tuple[str, str], dict[int, float]] = {}
    by_sentence: dict[int, list[Trace]] = {}
    for trace in traces:
        if trace.rank < 6 and not (trace.nested and len(trace.parties) == 1) and not _is_goal(trace):
            by_sentence.setdefault(trace.sent, []).append(trace)
    for number, here in by_sentence.items():
        found = _weighed(here, key)
        if sent - number <= 1 and len({k for t in here for k in _keys(t, key)}) == 2 and len(found) == 1:
            ((pair, weight),) = found.items()
            if weight >= _TOGETHER and not _better(by_sentence, number, sent, key):
                return pair
        for pair, weight in found.items():
            weights.setdefault(pair, {})[number] = weight
    return _heaviest(weights)


def _is_goal(trace: Trace) -> bool:
    """A capital that somebody goes to."""
    return (
        trace.rank == 3 and trace.kind == "name" and trace.parties[0].kind == "state" and bool(trace.parties[0].sector)
    )


def _better(by_sentence: dict[int, list[Trace]], number: int, sent: int, key: Keys) -> bool:
    """Whether the sentence itself has a pair of its own, when `number` is the one before."""
    own = by_sentence.get(sent, []) if number != sent else []
    return len({k for t in own for k in _keys(t, key)}) == 2


def _heaviest(weights: dict[tuple[str, str], dict[int, float]]) -> tuple[str, str] | None:
    totals = sorted(((sum(w.values()), pair) for pair, w in weights.items()), reverse=True)
    if not totals or totals[0][0] < _ENOUGH or (len(totals) > 1 and totals[1][0] == totals[0][0]):
        return None
    where = weights[totals[0][1]]
    return totals[0][1] if len(where) > 1 or min(where) < _LEAD else None


def _keys(trace: Trace, key: Keys) -> list[str]:
    return list(dict.fromkeys(k for p in trace.parties if (k := key(p))))


def _weighed(here: Sequence[Trace], key: Keys) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    lists: dict[int, list[str]] = {}
    people = {t.group for t in here if t.parties[0].kind == "person"}
    keyed = [(t, _keys(t, key)) for t in here]
    for trace, keys in keyed:
        joined = lists.setdefault(trace.group, [])
        joined.extend(k for k in keys if k not in joined)
    for group, members in lists.items():
        weight = _TOGETHER / max(1, len(members) - 1) ** 2 * (_PEOPLE if group in people else 1.0)
        for pair in combinations(sorted(members), 2):
            found[pair] = max(found.get(pair, 0.0), weight)
    for (one, mine), (two, other) in combinations(keyed, 2):
        if one.group == two.group or not mine or not other:
            continue
        weight = _FACING if one.clause == two.clause else _NEAR if max(one.rank, two.rank) <= 2 else 0.0
        if one.parties[0].kind == two.parties[0].kind == "person":
            weight *= _PEOPLE
        for a in mine:
            for b in other:
                if a != b and weight:
                    pair = (a, b) if a < b else (b, a)
                    found[pair] = max(found.get(pair, 0.0), weight / (len(mine) * len(other)))
    return found


def list_of(traces: Sequence[Trace], number: int, key: Keys, back_to: int) -> tuple[str, ...]:
    """The last `number` named side by side, from sentence `back_to` on; nothing where no list is that long."""
    lists: dict[int, list[str]] = {}
    for trace in traces:
        if trace.sent >= back_to and trace.rank < 6:
            joined = lists.setdefault(trace.group, [])
            joined.extend(k for k in _keys(trace, key) if k not in joined)
    fitting = [tuple(members) for members in lists.values() if len(members) == number]
    return fitting[-1] if fitting else ()
