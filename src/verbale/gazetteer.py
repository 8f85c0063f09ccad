"""Names of places and the places they may stand for: countries, cities, provinces, regions, seas.

The shipped index, `data/places/places.bin`, is read through the page cache and never loaded whole;
`training/places.py` builds it (GeoNames, CC BY 4.0, and the tables beside it). A user's folder may
add rows of its own: a `places.csv` with the columns of `data/places/regions.csv`.
"""

import csv
import json
import math
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from .errors import LexiconError
from .places import KINDS, NEAR_KM, Place, distance_km, fold, holds, read_rows

INDEX = Path(__file__).parent / "data" / "places" / "places.bin"
MAGIC = b"VERBALE-PLACES-1"
ROW = np.dtype([
    ("geonames", "<u4"), ("lat", "<f4"), ("lon", "<f4"), ("population", "<u4"),
    ("name", "<u4"), ("admin1", "<u2"), ("country", "u1"), ("kind", "u1"),
])  # fmt: skip

KEPT = 4096
"""Names remembered in memory, a few hundred bytes each."""
COUNTRY = 2.5
"""The pull, in powers of ten of people, of a report that is about one country only."""
NEIGHBOUR = 0.25
"""What part of its pull a country hands to each neighbour."""
CLOSE = 1.0
"""The pull of a place named in the report, at no distance."""
SHARED = 1.0
"""How much more, as a multiple, when the two share a province or one is the other's."""
AT_MOST = 20
"""Candidates measured against the places nearby."""
ALTERNATE = 1.5
"""What a name recorded for a place loses to the places that are usually called so."""
SEAT = 1.0
"""What a province loses to the city in it that bears its name: "New York", "Aleppo"."""
OWN = 3.0
"""What a row of the user's own gains."""
SHORT, INITIALS = 3, 4
"""Letters in capitals up to which a name reads as an abbreviation; over SHORT a large city's may still be its own."""
CITY = 100_000
"""People in a large city."""
_TOWNS = frozenset({"city", "capital"})
_ABBREVIATED = frozenset({"country", "region", "continent"})
TIE = 0.1
"""Candidates nearer than this in weight tie."""
SAME_PLACE_KM = 100.0
"""Candidates nearer than this on the map are no tie: a town and its district."""
_RANK: dict[str, tuple[float, float]] = {
    "country": (2.5, 1.0), "capital": (1.5, 1.0), "city": (0.0, 1.0), "province": (0.0, 1.0), "district": (-2.0, 1.0),
    "continent": (9.5, 0.0), "region": (7.0, 0.0), "sea": (7.0, 0.0), "disputed": (6.8, 0.0),
}  # fmt: skip
"""Prior by kind: a constant and a factor for the logarithm of the people; other kinds 6.0 flat."""
_SMALL_KINDS = frozenset({"city", "capital", "district", "site", "island"})

Weighed = tuple[float, Place, bool]
"""A prior in powers of ten of people, a place, and whether the name is merely recorded for it."""


def _other_article(folded: str) -> str:
    """The name with the Arabic article where it has none, and without where it has one."""
    first, _, rest = folded.partition(" ")
    return rest if first in {"al", "el", "ad", "an", "ar", "as", "at", "az"} and rest else f"al {folded}"


def key(folded: str, *, alternate: bool = False) -> tuple[int, int]:
    """What the index files a folded name under: 32 bits to find it by, 7 to check, one that marks alternates."""
    raw = folded.encode()
    return zlib.crc32(raw), (zlib.adler32(raw) * 2654435761 >> 7 & 0x7F) | (0x80 if alternate else 0)


class Gazetteer:
    """Looks names up; opened once, read-only, its pages shared between processes."""

    def __init__(self, index: Path, own: Mapping[str, Sequence[Place]]) -> None:
        data = np.memmap(index, dtype=np.uint8, mode="r")
        if bytes(data[: len(MAGIC)]) != MAGIC:
            raise LexiconError([f"{index}: not an index of places, or one of another version"])
        begin = len(MAGIC) + 8
        at = begin + int.from_bytes(bytes(data[len(MAGIC) : begin]), "little")
        head = json.loads(bytes(data[begin:at]))
        parts = {}
        for name, size in head["sections"].items():
            parts[name] = np.asarray(data[at : at + size])
            at += size
        self._rows = parts["rows"].view(ROW)
        self._keys, self._at = parts["keys"].view("<u4"), parts["at"].view("<u4")
        self._checks, self._names = parts["checks"], parts["names"]
        self._countries: list[str] = head["countries"]
        self._admin1: list[str] = head["admin1"]
        self._own = own
        self.neighbours: dict[str, list[str]] = head["neighbours"]
        """Countries with a common land border, by ISO alpha-3 code."""
        self.adjectives = _adjectives()
        """Lower-cased adjective of a place (Syrian, West African) -> the place's name."""
        self._renamed, self._english = _renamed()
        self._known: dict[tuple[str, int], list[Weighed]] = {}

    @classmethod
    def load(cls, extra: Iterable[Path] = ()) -> "Gazetteer":
        """The shipped index, and the `places.csv` of each extra folder laid over it."""
        own: dict[str, list[Place]] = {}
        for folder in extra:
            if (rows := folder / "places.csv").is_file():
                for name, place in read_rows(rows):
                    own.setdefault(fold(name), []).append(place)
        return cls(INDEX, own)

    def candidates(self, name: str) -> tuple[Place, ...]:
        """Every place the name may stand for (the 60 largest), most important first; a user's own rows lead."""
        return tuple(place for _, place, _ in self._weighed(name))

    def is_renamed(self, name: str) -> bool:
        """Whether the name is an old or foreign one, which no report's use makes a place's own: "Bombay", "Kiev"."""
        return fold(name) in self._renamed

    def english(self, place: Place) -> str | None:
        """The usual English name of a place that the map spells in the local way; None where our tables give none."""
        return self._english.get((place.name, place.country))

    def usual(self, name: str) -> Place | None:
        """The most important place that is commonly called so, passing over recorded variants ("Molotov" for Perm)."""
        return next((place for _, place, alternate in self._weighed(name) if not alternate), None)

    def _weighed(self, name: str) -> list[Weighed]:
        """The candidates with their priors, best first."""
        initials = sum(map(str.isalpha, name)) if name.isupper() else 0
        memory = (fold(name), initials if initials <= INITIALS else 0)
        if (found := self._known.get(memory)) is None:
            if len(self._known) >= KEPT:
                self._known.clear()
            found = self._known[memory] = self._search(*memory)
        return found

    def _search(self, folded: str, initials: int) -> list[Weighed]:
        """`initials`: letters of a name all in capitals that may abbreviate another; 0 for other names."""
        found = self._shipped(folded) or self._shipped(_other_article(folded))
        if initials:
            # "EU" and "PACE" in capitals are not the villages of Eu and Pace; "LIMA" and "OSLO" head datelines.
            found = [f for f in found if _is_abbreviated(f, folded) or (initials > SHORT and _people(f[1]) >= CITY)]
        seats = {(p.country, p.admin1) for _, p, _ in found if p.kind in _TOWNS}
        found = [(w - SEAT if p.kind == "province" and (p.country, p.name) in seats else w, p, a) for w, p, a in found]
        found += [(OWN + _prior(place), place, False) for place in self._own.get(folded, ())]
        return sorted(found, key=lambda pair: -pair[0])

    def _shipped(self, folded: str) -> list[Weighed]:
        number, check = key(folded)
        at = int(self._keys.searchsorted(np.uint32(number)))
        found: list[Weighed] = []
        while at < len(self._keys) and len(found) < 60 and self._keys[at] == number:
            mark = int(self._checks[at])
            if mark & 0x7F == check:
                place = self._place(int(self._at[at]))
                alternate = mark >= 0x80
                found.append((_prior(place) - (ALTERNATE if alternate else 0.0), place, alternate))
            at += 1
        return found

    def _place(self, at: int) -> Place:
        geonames, lat, lon, population, name, admin1, country, kind = self._rows[at].item()
        text = bytes(self._names[name : name + 200])
        return Place(
            name=text[: text.index(0)].decode(),
            country=self._countries[country - 1] if country else None,
            lat=round(lat, 5),
            lon=round(lon, 5),
            geonames=geonames or None,
            population=population or None,
            kind=KINDS[kind],
            admin1=self._admin1[admin1 - 1] if admin1 else None,
        )

    def resolve(
        self,
        name: str,
        *,
        countries: Mapping[str, float] | None = None,
        nearby: Sequence[Place] = (),
        container: Place | None = None,
    ) -> Place | None:
        """The place the name most likely stands for, or None when candidates tie.

        Weighs people and rank (a capital over a hamlet), the countries the report is about with their
        neighbours, the places named around it (spatial minimality; Leidner, Sinclair and Webber 2003)
        and the place that is said to hold it: "Tripoli, Lebanon".
        """
        ranked = self.ranked(name, countries=countries, nearby=nearby, container=container)
        if len(ranked) > 1:
            (best, place), (second, rival) = ranked[:2]
            if best - second < TIE and distance_km(place, rival) > SAME_PLACE_KM:
                return None
        return ranked[0][1] if ranked else None

    def ranked(
        self,
        name: str,
        *,
        countries: Mapping[str, float] | None = None,
        nearby: Sequence[Place] = (),
        container: Place | None = None,
    ) -> list[tuple[float, Place]]:
        """The candidates as `resolve` weighs them, in powers of ten of people, best first."""
        weighed = [(weight, place) for weight, place, _ in self._weighed(name)]
        if container is not None:
            weighed = [(w, p) for w, p in weighed if holds(container, p)] or weighed
        if len(weighed) < 2:
            return weighed
        pull = self._pull(countries or {})
        pulled = sorted(((w + pull.get(p.country, 0.0), p) for w, p in weighed), key=lambda pair: -pair[0])
        # What stands further behind than closeness can lift need not be measured.
        least = pulled[0][0] - (1 + SHARED) * CLOSE
        close = [(w + _closeness(p, nearby), p) for w, p in pulled[:AT_MOST] if w >= least]
        return sorted(close, key=lambda pair: -pair[0])

    def _pull(self, countries: Mapping[str, float]) -> dict[str | None, float]:
        """What each country adds to a candidate in it: COUNTRY where it is the only one in the report."""
        total = sum(countries.values())
        # What lies in several countries or none is as near to the report as its own country.
        pull: dict[str | None, float] = {None: COUNTRY} if countries else {}
        for country, weight in countries.items():
            share = COUNTRY * weight / total
            pull[country] = pull.get(country, 0.0) + share
            for neighbour in self.neighbours.get(country, ()):
                pull[neighbour] = pull.get(neighbour, 0.0) + share * NEIGHBOUR
        return pull


def _is_abbreviated(found: Weighed, folded: str) -> bool:
    """Whether capitals that stand for the place abbreviate it, by kind or because its own name is another."""
    _, place, alternate = found
    return place.kind in _ABBREVIATED or not (alternate or fold(place.name) == folded)


def _people(place: Place) -> int:
    return place.population or 0


def _prior(place: Place) -> float:
    """Importance in powers of ten of people, as if everything else were equal."""
    base, factor = _RANK.get(place.kind, (6.0, 0.0))
    return base + factor * math.log10(_people(place) + 10)


def _closeness(place: Place, nearby: Sequence[Place]) -> float:
    """Up to CLOSE for standing beside a place named in the report, and as much again for sharing its province."""
    best = 0.0
    for other in nearby:
        if other == place:
            continue
        same = place.admin1 is not None and place.country == other.country
        if same and (other.admin1 == place.admin1 or (other.kind == "province" and other.name == place.admin1)):
            best = max(best, CLOSE * (SHARED + math.exp(-distance_km(place, other) / NEAR_KM)))
        elif other.kind in _SMALL_KINDS:
            best = max(best, CLOSE * math.exp(-distance_km(place, other) / NEAR_KM))
    return best


def _renamed() -> tuple[frozenset[str], dict[tuple[str, str | None], str]]:
    """Folded old names; and, by name on the map and country, the usual English name where it is another."""
    with (INDEX.parent / "names.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    old = frozenset(fold(r["alias"]) for r in rows if not r["usual"] and fold(r["alias"]) != fold(r["name"]))
    return old, {(r["name"], r["country"]): r["alias"] for r in rows if r["usual"]}


def _adjectives() -> dict[str, str]:
    with (INDEX.parent / "adjectives.csv").open(encoding="utf-8", newline="") as lines:
        return {row["adjective"].casefold(): row["place"] for row in csv.DictReader(lines)}
