"""Towns and provinces among the names of a reading, for the state they lie in."""

from collections.abc import Container, Sequence

from ..atlas import Atlas, Sense
from ..gazetteer import Gazetteer
from ..places import Place
from ..reading import Reading
from .hits import Hit
from .phrases import Phrase
from .units import Unit
from .vocabulary import words

GROUND = frozenset(("name", "capital"))
"""How a state is named where the ground itself can be meant, not a body that sits there."""
_DIRECTIONS = words("directions")
_KNOWN = 2_000
"""People in a place that a lone word is rather than a person, where nothing else shows a person."""
_LARGE = 50_000
"""People in a town that is taken for itself wherever it is named; a smaller one needs a preposition before it."""


class Towns:
    """The gazetteer as the actor rules use it; without one, nothing is found."""

    def __init__(self, gazetteer: Gazetteer | None, atlas: Atlas) -> None:
        self._gazetteer = gazetteer
        self._atlas = atlas

    def added(
        self, reading: Reading, units: Sequence[Unit], first_unit: Sequence[int], hits: Sequence[Hit]
    ) -> list[Hit]:
        """The hits with the towns that the model labels as places, in text order.

        A longer name replaces the state inside it: New Mexico is not Mexico.
        """
        found = list(hits)
        if self._gazetteer is None:
            return found
        places = {n.text for n in reading.names if n.label == "LOC"}
        named = {s.code for h in hits for s in h.senses if s.kind == "state"}
        spans = [(first_unit[n.first], first_unit[n.last], n.text) for n in reading.names if n.text in places]
        for first, last, text in spans:
            self._enlarge(found, first, last, text)
        found = [h for h in found if h.agent is None or not self._inside_town(h, spans, units)]
        covered = {i for h in found for i in range(h.first, h.last)}
        for first, last, text in spans:
            if first == last or covered.intersection(range(first, last)) or units[first].lower in _DIRECTIONS:
                continue
            place = self._likely(text, named)
            if place and (_is_large(place) or (first and units[first - 1].upos == "ADP")):
                found.extend(self._hit(first, last, place))
        return sorted(found, key=lambda h: h.first)

    def _likely(self, text: str, named: Container[str]) -> Place | None:
        """The usual place of a name, or the one of some size in a state that the report names."""
        usual = self._gazetteer.usual(text) if self._gazetteer is not None else None
        if self._gazetteer is None or usual is None or usual.country in named or usual.kind == "capital":
            return usual
        near = [p for p in self._gazetteer.candidates(text) if p.country in named and (p.population or 0) >= _KNOWN]
        return near[0] if len({p.country for p in near}) == 1 else usual

    def _inside_town(self, hit: Hit, spans: Sequence[tuple[int, int, str]], units: Sequence[Unit]) -> bool:
        """A word for a kind of actor that is part of a town's name: "Sharm el-Sheikh", "Rakhine State"."""
        for first, last, text in spans:
            if first <= hit.first and hit.last <= last and last - first > hit.last - hit.first:
                return units[hit.first].text[0].isupper() and self.is_place(text)
        return False

    def _enlarge(self, hits: list[Hit], first: int, last: int, text: str) -> None:
        inside = [n for n, h in enumerate(hits) if h.senses and first <= h.first and h.last <= last]
        if len(inside) != 1 or self._gazetteer is None:
            return
        hit = hits[inside[0]]
        if hit.last - hit.first == last - first or hit.senses[0].how not in GROUND:
            return
        place = self._gazetteer.usual(text)
        if place is not None and _is_large(place) and place.country not in (None, hit.senses[0].code):
            hits[inside[0] : inside[0] + 1] = self._hit(first, last, place)

    def _hit(self, first: int, last: int, place: Place) -> list[Hit]:
        if place.country is None:
            return []
        name = self._atlas.name(place.country) or place.country
        sense = Sense(
            code=place.country, name=name, kind="state", how="name", sector=None, ambiguous=False, country=place.country
        )
        return [Hit(first, last, senses=(sense,), place=place.name)]

    def is_place(self, name: str, *, large: bool = False) -> bool:
        """Whether a name is a place of some size, in any country."""
        if self._gazetteer is None:
            return False
        likeliest = [self._gazetteer.usual(name), *self._gazetteer.candidates(name)[:1]]
        return any((p.population or 0) >= (_LARGE if large else _KNOWN) for p in likeliest if p is not None)

    def owner(self, text: str, units: Sequence[Unit], phrase: Phrase) -> str | None:
        """The state of a large town that begins an institution's name: "Mosul University"."""
        agents = phrase.agents()
        first = phrase.first + (units[phrase.first].upos == "DET")
        if self._gazetteer is None or not agents or not first < agents[0].first <= first + 3:
            return None
        if units[first].upos != "PROPN":
            return None
        place = self._gazetteer.usual(text[units[first].start : units[agents[0].first - 1].end])
        return place.country if place is not None and _is_large(place) else None


def _is_large(place: Place) -> bool:
    return (place.population or 0) >= _LARGE
