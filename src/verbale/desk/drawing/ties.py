"""Who acts on whom, for arrows: numbers of events, with the family that most of them are of."""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from ...store.pictured import Pair
from ..asked import Asked
from ..families import NAMES, Family, family_of
from .buckets import facing
from .picture import counted


class Tie(Struct, frozen=True):
    """One acting on another."""

    actor: str
    recipient: str
    events: int
    family: Family | None

    def link(self, asked: Asked) -> str:
        """The address of the events."""
        return asked.link("/events", **facing(asked, self.actor, self.recipient))

    def said(self, name: str, other: str) -> str:
        """The tie in words."""
        kind = f", most of them {NAMES[self.family].lower()}" if self.family else ""
        return f"{name} → {other}: {counted(self.events, 'event')}{kind}"


def ties(pairs: Sequence[Pair]) -> tuple[list[Tie], int]:
    """Ties of pairs by type, the strongest first, and how many events are within one state or organization."""
    found: dict[tuple[str, str], Counter[Family | None]] = {}
    inner = 0
    for pair in pairs:
        if pair.actor == pair.recipient:
            inner += pair.events
        else:
            found.setdefault((pair.actor, pair.recipient), Counter())[family_of(pair.type)] += pair.events
    made = [Tie(*sides, families.total(), _majority(families)) for sides, families in found.items()]
    return sorted(made, key=lambda tie: (-tie.events, tie.actor, tie.recipient)), inner


def _majority(families: Counter[Family | None]) -> Family | None:
    """The family of the most events; of equals the first by name."""
    return min(families, key=lambda family: (-families[family], family is None, family or ""))
