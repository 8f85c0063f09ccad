"""The places of one report: what it names, and where its events happened."""

from ..cast import Cast
from ..gazetteer import Gazetteer
from ..reading import Reading
from ..record import Where
from .dating import carried_over
from .locating import place_of
from .place_words import WORDS
from .toponyms import PlaceMention, find_places

__all__ = ["Geocoding", "by_word", "place_of"]


def by_word(mentions: list[PlaceMention]) -> dict[int, PlaceMention]:
    """Each mention under every word it covers; places inside names of organizations place nothing."""
    return {i: m for m in mentions if m.use != "embedded" for i in range(m.first, m.last)}


class Geocoding:
    """The places of one report."""

    def __init__(self, reading: Reading, cast: Cast, gazetteer: Gazetteer) -> None:
        self._reading = reading
        self.mentions = find_places(reading, gazetteer)
        """Every place the report names, in text order."""
        acting = {m.head for m in cast.mentions if any(p.kind in {"person", "organization"} for p in m.parties)}
        self._at = {
            i: m
            for i, m in by_word(self.mentions).items()
            if acting.isdisjoint(range(m.first, m.last)) or _is_building(m.text)
        }
        self._placed: dict[int, Where] = {}

    def place_of(self, anchor: int) -> Where | None:
        """Where the event whose trigger is word `anchor` happened, or the visit, talks or summit that it fell in.

        None where the report does not say. It remembers what it has placed, so ask in text order.
        """
        found = place_of(anchor, self._reading, self._at) or carried_over(anchor, self._reading, self._placed)
        if found is not None and not self._ahead(anchor):
            self._placed[anchor] = found
        return found

    def _ahead(self, anchor: int) -> bool:
        """Whether the trigger is told as what may come: "will meet", "to sign"."""
        below = [self._reading.tokens[c] for c in self._reading.children[anchor]]
        return any(t.xpos == "MD" or (t.dep == "mark" and t.xpos == "TO") for t in below)

    __call__ = place_of


def _is_building(text: str) -> bool:
    return text.rsplit(" ", 1)[-1].lower() in WORDS.building
