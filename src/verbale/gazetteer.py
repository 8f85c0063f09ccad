"""Names of places and the places they may stand for: countries, cities, provinces, regions, seas.

The shipped index, `data/places/places.bin`, is read through the page cache and never loaded whole;
`training/places.py` builds it (GeoNames, CC BY 4.0, and the tables beside it). A user's folder may
add rows of its own: a `places.csv` with the columns of `data/places/regions.csv`.
"""

import csv
import json
import math
import unicodedata
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from msgspec import Struct

from .errors import LexiconError

PlaceKind = Literal[
    "country", "capital", "city", "province", "district", "continent", "region", "disputed",
    "sea", "strait", "mountains", "river", "lake", "island", "desert", "site",
]  # fmt: skip
KINDS: tuple[PlaceKind, ...] = get_args(PlaceKind)
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
INITIALS = 3
"""Letters in capitals up to which a name reads as an abbreviation."""
_TOWNS = frozenset({"city", "capital"})
_ABBREVIATED = frozenset({"country", "region", "continent"})
NEAR_KM = 200.0
TIE = 0.1
SAME_PLACE_KM = 100.0
_RANK: dict[str, tuple[float, float]] = {
    "country": (2.5, 1.0), "capital": (1.5, 1.0), "city": (0.0, 1.0), "province": (0.0, 1.0), "district": (-2.0, 1.0),
    "continent": (9.5, 0.0), "region": (7.0, 0.0), "sea": (7.0, 0.0), "disputed": (6.8, 0.0),
}  # fmt: skip
"""Prior by kind: a constant and a factor for the logarithm of the people; other kinds 6.0 flat."""
_SMALL_KINDS = frozenset({"city", "capital", "district", "site", "island"})

_LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a",
    "-": " ", "‐": " ", "‑": " ", "–": " ", "/": " ", ",": " ",
    "'": None, "’": None, "‘": None, "ʻ": None, "ʼ": None, "ʹ": None, "`": None, "´": None, ".": None,
})  # fmt: skip
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft", "&": "and"}
_LEADING = frozenset({"the"})


class Place(Struct, frozen=True, kw_only=True):
    """One place on the map."""

    name: str
    country: str | None
    """ISO 3166-1 alpha-3 (XKX for Kosovo); None for what lies in several countries or none."""
    lat: float
    """Degrees north; of a wide place, about its middle."""
    lon: float
    geonames: int | None
    population: int | None
    """None where not known."""
    kind: PlaceKind
    admin1: str | None
    """Name of the province, state or region of its country that it lies in."""


Weighed = tuple[float, Place, bool]
"""A prior in powers of ten of people, a place, and whether the name is merely recorded for it."""


def fold(name: str) -> str:
    """The form names are compared in: no accents, case, hyphens, apostrophes, stops or leading "the"."""
    letters = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    words = "".join(c for c in letters if not unicodedata.combining(c)).translate(_LETTERS).split()
    if len(words) > 1 and words[0] in _LEADING:
        words = words[1:]
    return " ".join(_SHORT.get(word, word) for word in words)


def _other_article(folded: str) -> str:
    """The name with the Arabic article where it has none, and without where it has one."""
    first, _, rest = folded.partition(" ")
    return rest if first in {"al", "el", "ad", "an", "ar", "as", "at", "az"} and rest else f"al {folded}"


def key(folded: str, *, alternate: bool = False) -> tuple[int, int]:
    """What the index files a folded name under: a 32-bit key, and a 7-bit check whose eighth bit marks an alternate name."""
    raw = folded.encode()
    return zlib.crc32(raw), (zlib.adler32(raw) * 2654435761 >> 7 & 0x7F) | (0x80 if alternate else 0)


def distance_km(a: Place, b: Place) -> float:
    """Great-circle distance."""
    p, q = math.radians(a.lat), math.radians(b.lat)
    cos = math.sin(p) * math.sin(q) + math.cos(p) * math.cos(q) * math.cos(math.radians(a.lon - b.lon))
    return 6371.0 * math.acos(max(-1.0, min(1.0, cos)))


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
        self._known: dict[tuple[str, bool], list[Weighed]] = {}

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

    def usual(self, name: str) -> Place | None:
        """The most important place that is commonly called so, passing over recorded variants ("Molotov" for Perm)."""
        return next((place for _, place, alternate in self._weighed(name) if not alternate), None)

    def _weighed(self, name: str) -> list[Weighed]:
        """The candidates with their priors, best first."""
        initials = name.isupper() and sum(map(str.isalpha, name)) <= INITIALS
        memory = (fold(name), initials)
        if (found := self._known.get(memory)) is None:
            if len(self._known) >= KEPT:
                self._known.clear()
            found = self._known[memory] = self._search(*memory)
        return found

    def _search(self, folded: str, initials: bool) -> list[Weighed]:
        found = self._shipped(folded) or self._shipped(_other_article(folded))
        if initials:
            # "EU" and "IS" in capitals are not the villages of Eu and Is.
            found = [f for f in found if f[1].kind in _ABBREVIATED or not (f[2] or fold(f[1].name) == folded)]
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
        close = [(w + _closeness(p, nearby), p) for w, p in pulled if w >= pulled[0][0] - (1 + SHARED) * CLOSE][:AT_MOST]
        return sorted(close, key=lambda pair: -pair[0])

    def _pull(self, countries: Mapping[str, float]) -> dict[str | None, float]:
        """What each country adds to a candidate in it: up to COUNTRY for the only one in the report."""
        total = sum(countries.values())
        pull: dict[str | None, float] = {}
        for country, weight in countries.items():
            share = COUNTRY * weight / total
            pull[country] = pull.get(country, 0.0) + share
            for neighbour in self.neighbours.get(country, ()):
                pull[neighbour] = pull.get(neighbour, 0.0) + share * NEIGHBOUR
        return pull


def holds(container: Place, place: Place) -> bool:
    """Whether the place lies in the container, by country and province, or by distance for other kinds."""
    if container.kind == "country":
        return place.country == container.country
    if container.kind == "province":
        return place.country == container.country and place.admin1 == container.name and place.kind != "province"
    return place != container and distance_km(container, place) < NEAR_KM


def _prior(place: Place) -> float:
    """Importance in powers of ten of people, as if everything else were equal."""
    base, factor = _RANK.get(place.kind, (6.0, 0.0))
    return base + factor * math.log10((place.population or 0) + 10)


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


def read_rows(path: Path) -> list[tuple[str, Place]]:
    """Each name and alias of a table with the columns name, kind, country, lat, lon, geonames, aliases."""
    found, mistakes = [], []
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=2):
            try:
                place = _row_place(row)
            except (KeyError, TypeError, ValueError) as error:
                mistakes.append(f"{path.name}, line {number}: {error}")
                continue
            names = [row["name"], *(alias for alias in (row.get("aliases") or "").split(";") if alias)]
            found += [(name, place) for name in names]
    if mistakes:
        raise LexiconError(mistakes)
    return found


def _row_place(row: Mapping[str, str]) -> Place:
    if row["kind"] not in KINDS:
        raise ValueError(f"unknown kind {row['kind']!r}")
    lat, lon = float(row["lat"]), float(row["lon"])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"no such point: {lat}, {lon}")
    return Place(
        name=row["name"], country=row["country"] or None, lat=lat, lon=lon,
        geonames=int(row["geonames"]) if row.get("geonames") else None,
        population=None, kind=row["kind"], admin1=None,
    )  # fmt: skip


def _adjectives() -> dict[str, str]:
    with (INDEX.parent / "adjectives.csv").open(encoding="utf-8", newline="") as lines:
        return {row["adjective"].casefold(): row["place"] for row in csv.DictReader(lines)}
