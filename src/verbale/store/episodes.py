"""Episodes: accounts of the same event, in one report or in many.

A report's events are compared with those that an index of parties, places and days brings up (`traces`), each pair gets
points (`likeness`), and the accounts concerned are grouped anew (`grouping`) together with the episodes they touch.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from . import episode_rows, traces
from .accounts import Account, accounts
from .contradictions import retold
from .episode_judgements import Hand, by_hand, said_merge, said_split, said_undo
from .grouping import SPEAKERS, Pairs, grouped, nearest_earlier
from .likeness import LINKED, Likeness
from .loading import Stored
from .tables import EVENTS, LINKS

CROWD = 24
"""Accounts from which an episode is kept whole: it may grow and join others, and is no longer looked through."""


def link(connection: Connection, stored: Stored, events: Sequence[int]) -> None:
    """Puts the events of a report (by key) to the episodes they tell of."""
    own = accounts(connection, events)
    met = [key for key in events if key not in own or own[key].met]
    before = _leave(connection, met) if met else set()
    own = traces.write(connection, own.values(), stored)
    looked = traces.candidates(connection, list(own.values()))
    copies = traces.in_copies(connection, stored.report)
    others = accounts(connection, {*copies, *(key for keys in looked.values() for key in keys)} - own.keys())
    pairs = Pairs({**own, **others})
    alike = [
        (key, other) for key in own for other in sorted({*looked.get(key, ()), *copies})
        if other in others and pairs.of(key, other).score >= LINKED
    ]  # fmt: skip
    twice = [(a, b) for a, b in combinations(own, 2) if retold(own[a], own[b]) and pairs.of(a, b).score >= LINKED]
    _settle(connection, pairs, own, alike + twice, before)


def forget(connection: Connection, events: Sequence[int]) -> None:
    """Takes events that are about to vanish out of their episodes."""
    before = _leave(connection, events)
    _settle(connection, Pairs({}), {}, [], before)


def merge(connection: Connection, who: str, why: str | None, a: str, b: str) -> str:
    """Joins the episodes of two events (or two episodes) by hand; the judgement's id. Raises UsageError."""
    return _obey(connection, *said_merge(connection, who, why, a, b))


def split(connection: Connection, who: str, why: str | None, event: str) -> str:
    """Takes an event out of its episode by hand; the judgement's id. Raises UsageError."""
    return _obey(connection, *said_split(connection, who, why, event))


def undo(connection: Connection, who: str, why: str | None, judgement: str) -> str:
    """Takes back what was said by hand; the new judgement's id. Raises UsageError."""
    return _obey(connection, *said_undo(connection, who, why, judgement))


def _obey(connection: Connection, judgement: str, events: Sequence[int]) -> str:
    """Groups the accounts that a judgement speaks of anew, with all that stand with them."""
    pairs = Pairs(accounts(connection, events))
    found = sorted(pairs.accounts)
    _settle(connection, pairs, (), [(found[0], key) for key in found[1:]], _episodes(connection, found))
    return judgement


def recount(connection: Connection, reports: Collection[int]) -> None:
    """Counts the episodes of reports anew, when it was found that they are copies."""
    found = connection.scalars(sa.select(EVENTS.c.episode).where(EVENTS.c.report.in_(reports)).distinct())
    episode_rows.count(connection, {key for key in found if key is not None})


def _leave(connection: Connection, events: Sequence[int]) -> set[int]:
    """Takes events out of their episodes; those of the episodes that hold others still."""
    found = set(connection.scalars(sa.select(EVENTS.c.episode).where(EVENTS.c.key.in_(events)).distinct())) - {None}
    traces.erase(connection, events)
    if not found:
        return set()
    connection.execute(sa.update(EVENTS).where(EVENTS.c.key.in_(events)).values(episode=None))
    connection.execute(sa.delete(LINKS).where(LINKS.c.event.in_(events) | LINKS.c.other.in_(events)))
    return episode_rows.count(connection, found)


def _settle(
    connection: Connection, pairs: Pairs, own: Collection[int], alike: Sequence[tuple[int, int]], touched: Collection[int]
) -> None:  # fmt: skip
    """Groups accounts anew with all episodes concerned."""
    reached = {e for pair in alike for key in pair if (e := pairs.accounts[key].episode) is not None}
    members = _members(connection, {*touched, *reached})
    hand = by_hand(connection, {*own, *(key for keys in members.values() for key in keys)})
    strangers = hand.keys - set(own) - {key for keys in members.values() for key in keys}
    if strangers:
        members |= _members(connection, _episodes(connection, strangers) - members.keys())
    crowds = {episode: keys[:SPEAKERS] for episode, keys in members.items() if len(keys) >= CROWD}
    settled = {*own, *(key for episode, keys in members.items() if episode not in crowds for key in keys)}
    wanted = {*settled, *(key for keys in crowds.values() for key in keys)}
    pairs.accounts.update(accounts(connection, wanted - pairs.accounts.keys()))
    edges = [*alike, *(t.pair for t in hand.together), *((keys[0], key) for keys in members.values() for key in keys)]
    alone: list[Account] = []
    groups: list[episode_rows.Group] = []
    links: dict[int, tuple[int, Likeness]] = {}
    for component in _components(settled & pairs.accounts.keys(), crowds, edges):
        first = pairs.accounts[component[0][0]]
        if len(component) == 1 and first.episode is None and first.within is None:
            alone.append(first)
            continue
        found = grouped(pairs, component, hand)
        groups += _kept(found, pairs.accounts, {e: k for e, k in crowds.items() if k in component})
        for group in found:
            links |= nearest_earlier(pairs, group, settled)
    episode_rows.begin(connection, alone)
    if groups:
        episode_rows.place(connection, groups, pairs.accounts)
        episode_rows.explain(connection, _with_hands(links, hand), settled)


def _members(connection: Connection, episodes: Collection[int]) -> dict[int, list[int]]:
    """Keys of the accounts of episodes, in ascending order."""
    found: dict[int, list[int]] = defaultdict(list)
    if episodes:
        rows = sa.select(EVENTS.c.episode, EVENTS.c.key).where(EVENTS.c.episode.in_(sorted(episodes)))
        for row in connection.execute(rows.order_by(EVENTS.c.key)):
            found[row.episode].append(row.key)
    return found


def _episodes(connection: Connection, events: Collection[int]) -> set[int]:
    found = connection.scalars(sa.select(EVENTS.c.episode).where(EVENTS.c.key.in_(sorted(events))))
    return {key for key in found if key is not None}


def _components(
    single: Collection[int], crowds: Mapping[int, list[int]], edges: Iterable[tuple[int, int]]
) -> list[list[list[int]]]:
    """What hangs together by edges: lists of accounts alone and of whole crowds."""
    units = [[key] for key in sorted(single)] + [crowds[e] for e in sorted(crowds)]
    home = {key: number for number, unit in enumerate(units) for key in unit}
    parent = list(range(len(units)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = number = parent[parent[number]]
        return number

    for a, b in edges:
        if a in home and b in home:
            one, other = sorted((root(home[a]), root(home[b])))
            parent[other] = one
    found: dict[int, list[list[int]]] = defaultdict(list)
    for number, unit in enumerate(units):
        found[root(number)].append(unit)
    return list(found.values())


def _kept(
    groups: Sequence[list[int]], known: Mapping[int, Account], crowds: Mapping[int, list[int]]
) -> list[episode_rows.Group]:
    """The groups, each with the row that most of its accounts stand in."""
    taken: set[int] = set()
    found = []
    for group in sorted(groups, key=lambda g: (-len(g), g)):
        rows = Counter(e for key in group if (e := known[key].episode) is not None and e not in taken)
        row = max(rows, key=lambda e: (e in crowds, rows[e], -e), default=None)
        taken |= {row} if row is not None else set()
        over = [e for e, keys in crowds.items() if keys[0] in group and e != row]
        found.append(episode_rows.Group(group, row, over))
    return found


def _with_hands(links: Mapping[int, tuple[int, Likeness]], hand: Hand) -> dict[int, tuple[int, Likeness]]:
    """The links, those made by hand with the name of who made them."""
    said = {t.pair: f"joined by hand: {t.who}" for t in hand.together}
    return {
        key: (other, Likeness(why.score, (said[other, key], *why.reasons)) if (other, key) in said else why)
        for key, (other, why) in links.items()
    }
