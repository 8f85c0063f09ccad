"""Who did what to whom as sets, so that an event told twice, or as the two mirror images CAMEO writes, changes nothing."""

from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from msgspec import Struct

from .event_types import SYMMETRIC


class Coded(Struct, frozen=True):
    """An event with the codes compared: its type and the countries of both sides."""

    type: str
    actors: frozenset[str]
    recipients: frozenset[str]
    reciprocal: bool = False


class Dyad(NamedTuple):
    """A type between two countries; None is an actor without one. A mutual dyad has no direction."""

    type: str
    actor: str | None
    recipient: str | None
    mutual: bool = False

    @property
    def ends(self) -> tuple[str, frozenset[str | None]]:
        """The dyad without its direction."""
        return self.type, frozenset((self.actor, self.recipient))


class Sides(Struct, frozen=True):
    """All events of one record as sets."""

    types: tuple[str, ...]
    """In the order told, without repeats."""
    actors: frozenset[str]
    recipients: frozenset[str]
    mutual: frozenset[str]
    """Countries that act on each other."""
    dyads: frozenset[Dyad]

    def facing(self, gold: "Sides") -> tuple[frozenset[str], frozenset[str]]:
        """Actors and recipients as they compare with a gold: whoever acts mutually there is an actor wherever it stands here."""
        both = self.recipients | self.mutual
        return self.actors | self.mutual | (both & gold.mutual), both - gold.mutual


def sides(events: Iterable[Coded]) -> Sides:
    """The events of a record as sets."""
    told = list(events)
    mutual, directed = set[Dyad](), set[Dyad]()
    one_way: list[Coded] = []
    for event in told:
        everyone = event.actors | event.recipients
        if event.reciprocal and len(everyone) > 1:
            mutual |= {Dyad(event.type, a, b, mutual=True) for a, b in combinations(sorted(everyone), 2)}
        else:
            one_way.append(event)
            directed |= {Dyad(event.type, a, b) for a in event.actors or {None} for b in event.recipients or {None}}
    mutual |= _mirrored(directed)
    known = {dyad.ends for dyad in mutual}
    return Sides(
        types=tuple(dict.fromkeys(e.type for e in told)),
        actors=frozenset().union(*(e.actors for e in one_way)),
        recipients=frozenset().union(*(e.recipients for e in one_way)),
        mutual=frozenset(c for dyad in mutual for c in (dyad.actor, dyad.recipient) if c),
        dyads=frozenset(mutual | {d for d in directed if d.ends not in known}),
    )


def _mirrored(directed: set[Dyad]) -> set[Dyad]:
    """Dyads told in both directions whose type is the same for both sides."""
    pairs = {
        d.ends
        for d in directed
        if d.type in SYMMETRIC and d.actor != d.recipient and Dyad(d.type, d.recipient, d.actor) in directed
    }
    ordered = ((kind, sorted(ends, key=str)) for kind, ends in pairs)
    return {Dyad(kind, first, second, mutual=True) for kind, (first, second) in ordered}


def dyads_found(gold: Sides, read: Sides) -> tuple[int, int, int]:
    """How many dyads of the gold are found, are there, and were given.

    Where either side calls a dyad mutual its direction is left open, and both halves of a mirror pair given for one
    mutual dyad count as one.
    """
    exact = gold.dyads & read.dyads
    left = set(read.dyads - exact)
    found, given = len(exact), len(read.dyads)
    for dyad in sorted(gold.dyads - exact, key=str):
        alike = {d for d in left if d.ends == dyad.ends}
        if alike and (dyad.mutual or any(d.mutual for d in alike)):
            found += 1
            given -= len(alike) - 1
            left -= alike
    return found, len(gold.dyads), given


def actors_and_recipients(gold: Sides, read: Sides) -> tuple[list[frozenset[str]], list[frozenset[str]]]:
    """Actors and recipients of the gold, then of the reading, as they are compared."""
    wanted, given = gold.facing(gold), read.facing(gold)
    if read.mutual and not gold.mutual:  # what the reading calls mutual fills whichever side the gold has it on
        given = (
            given[0] - (read.mutual & wanted[1] - wanted[0]),
            given[1] - (read.mutual & wanted[0] - wanted[1]),
        )
    return list(wanted), list(given)
