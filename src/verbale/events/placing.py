"""Which places the names of a report mean, each weighed in the light of all the others.

One name means one place throughout a report, except where a comma says what holds it ("Paris, Texas").
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ..gazetteer import Gazetteer
from ..places import Place, fold, holds
from ..reading import Reading
from .place_words import WORDS

SURE = 1.0
"""Lead, in powers of ten of people, that makes a place fit to say where the others lie."""
LARGE = 1_000_000
"""People in a city whose name in a longer one is taken for itself."""
SMALL = 15_000
"""People below which a place is too small to be meant by a variant of its name alone."""
HOLDERS = frozenset({"country", "province", "island", "disputed"})
UNHELD = frozenset({"country", "continent", "region", "disputed", "sea"})
"""Kinds that a comma does not put inside the next name: "China, India and Japan"."""
Toponym = tuple[int, int, str]
"""First and last word of a name, and the name to look up."""


def place_names(reading: Reading, found: Sequence[Toponym], gazetteer: Gazetteer) -> list[Place | None]:
    """The place each name means, in the same order; None where it is unknown or candidates tie."""
    inside = _containers(reading, found, gazetteer)
    about = _About(found, inside, gazetteer)
    holder = {fold(found[i][2]): place for i, place in inside.items()}
    names = {fold(name): name for _, _, name in found if name.lower() not in WORDS.common}
    anchors: dict[str, Place] = {}
    for folded, name in names.items():
        ranked = gazetteer.ranked(name, countries=about.without(folded), container=holder.get(folded))
        if ranked and (folded in holder or len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= SURE):
            anchors[folded] = ranked[0][1]
    nearby = [place for place in anchors.values() if place.kind != "country"][:20]
    meant = {
        folded: anchors.get(folded)
        or gazetteer.resolve(name, countries=about.without(folded), nearby=nearby, container=holder.get(folded))
        or _from_within(name, about.countries, nearby, gazetteer)
        for folded, name in names.items()
    }
    for folded, name in names.items():
        if _is_chance(name, meant[folded], about, gazetteer) and folded not in holder:
            meant[folded] = None
    places = [_of_state(reading, toponym, gazetteer) or meant.get(fold(toponym[2])) for toponym in found]
    for i, place in inside.items():
        places[i + 1] = place
        held = places[i]
        if held is not None and place.kind == "province" and not holds(place, held):
            places[i] = None
    return places


def _containers(reading: Reading, found: Sequence[Toponym], gazetteer: Gazetteer) -> dict[int, Place]:
    """For each name followed by the place that holds it, that place: "Tripoli, Lebanon", "Homs in central Syria"."""
    inside: dict[int, Place] = {}
    for i, ((_, last, name), (first, end, after)) in enumerate(pairwise(found)):
        link = [token.text.lower() for token in reading.tokens[last:first]]
        if not link or link[0] not in {",", "in"} or any(word not in WORDS.towards for word in link[1:]):
            continue
        held, holders = gazetteer.candidates(name), gazetteer.candidates(after)
        if not held or held[0].kind in UNHELD or not holders:
            continue
        listed = end < len(reading.tokens) and reading.tokens[end].text in {"and", "or", "&"}
        for holder in holders[: 1 if listed else 6]:
            if holder.kind in HOLDERS and any(holds(holder, place) for place in held):
                inside[i] = holder
                break
        else:
            if link == [","] and not listed and holders[0].kind == "province":
                inside[i] = holders[0]
    return inside


def _is_chance(name: str, place: Place | None, about: "_About", gazetteer: Gazetteer) -> bool:
    """Whether a name fits only as a variant recorded for a small place, in a country the report does not speak of."""
    if place is None or place.kind not in {"city", "district"} or (place.population or 0) >= SMALL:
        return False
    return gazetteer.usual(name) is None and place.country not in about.without(fold(name))


class _About:
    """How much the report is about each country: each mention of it counts one, each name of a place in it half."""

    def __init__(self, found: Sequence[Toponym], inside: dict[int, Place], gazetteer: Gazetteer) -> None:
        self._of_name: dict[str, tuple[str, float]] = {}
        self.countries: defaultdict[str, float] = defaultdict(float)
        for i, (_, _, name) in enumerate(found):
            folded = fold(name)
            if (known := self._of_name.get(folded)) and known[1] < 1.0:
                continue  # a town votes once, a country at each mention
            if vote := _vote(name, inside.get(i), gazetteer):
                country, weight = vote
                self.countries[country] += weight
                before = known[1] if known and known[0] == country else 0.0
                self._of_name[folded] = (country, before + weight)

    def without(self, folded: str) -> dict[str, float]:
        """The weights but for the name's own, which must not vote for itself."""
        weights = dict(self.countries)
        if own := self._of_name.get(folded):
            weights[own[0]] -= own[1]
        return {country: weight for country, weight in weights.items() if weight > 0}


def _vote(name: str, holder: Place | None, gazetteer: Gazetteer) -> tuple[str, float] | None:
    """The country a name speaks for and how loud; None where it may be in several."""
    if holder is not None and holder.country:
        return holder.country, 0.5
    if not (candidates := gazetteer.candidates(name)):
        return None
    best = candidates[0]
    if best.country and (best.kind in {"country", "capital", "province"} or len(candidates) == 1):
        return best.country, 1.0 if best.kind == "country" else 0.5
    return None


def _of_state(reading: Reading, toponym: Toponym, gazetteer: Gazetteer) -> Place | None:
    """The state where a name is a city's too but an office follows it: "Washington Gov. …"."""
    _, last, name = toponym
    if last >= len(reading.tokens) or reading.tokens[last].text.lower() not in WORDS.offices:
        return None
    return next((p for p in gazetteer.candidates(name) if p.kind == "province" and p.country == "USA"), None)


def _from_within(
    name: str, countries: Mapping[str, float], nearby: Sequence[Place], gazetteer: Gazetteer
) -> Place | None:
    """For an unknown name, the one it begins or ends with: "southern Lebanon", "Dubai Trade Centre"; no street's."""
    words = name.split()
    if len(words) < 2 or words[-1].lower() in WORDS.street or gazetteer.candidates(name):
        return None
    turned = words[0].lower() in WORDS.towards
    house = not WORDS.edifice.isdisjoint(word.lower() for word in words)
    while len(words) > 1 and words[0].lower() in WORDS.towards:
        words = words[1:]
    for size in range(len(words), 0, -1):
        for part in (" ".join(words[:size]), " ".join(words[-size:])):
            if part[0].isupper() and (turned or _is_meant(part, countries, gazetteer, house=house)):
                return gazetteer.resolve(part, countries=countries, nearby=nearby)
    return None


def _is_meant(part: str, countries: Mapping[str, float], gazetteer: Gazetteer, *, house: bool) -> bool:
    """Whether part of a longer name is surely a place: wide, large, or of a country of the report and alone.

    In the name of a `house` only a wide or large place: "Teatro Colón" is in no town of Colón.
    """
    plain = part.lower() not in WORDS.common | WORDS.edifice
    candidates = gazetteer.candidates(part) if plain else ()
    if not candidates:
        return False
    best = candidates[0]
    if best.kind == "province" and best.country not in countries:
        return False
    if best.kind not in {"city", "district"} or (best.population or 0) >= LARGE:
        return True
    if house:
        return False
    return len(candidates) == 1 and countries.get(best.country or "", 0.0) >= 1.0 and best.kind == "city"
