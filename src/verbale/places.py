"""What a place is, how its name is compared, and the tables that list places."""

import csv
import math
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

from msgspec import Struct

from .errors import LexiconError

PlaceKind = Literal[
    "country", "capital", "city", "province", "district", "continent", "region", "disputed",
    "sea", "strait", "mountains", "river", "lake", "island", "desert", "site",
]  # fmt: skip
KINDS: tuple[PlaceKind, ...] = get_args(PlaceKind)
NEAR_KM = 200.0
"""How far from the middle of a wide place that is no country or province its towns are looked for."""

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


@lru_cache(maxsize=1 << 14)
def fold(name: str) -> str:
    """The form names are compared in: no accents, case, hyphens, apostrophes, stops or leading "the"."""
    letters = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    words = "".join(c for c in letters if not unicodedata.combining(c)).translate(_LETTERS).split()
    if len(words) > 1 and words[0] in _LEADING:
        words = words[1:]
    return " ".join(_SHORT.get(word, word) for word in words)


def distance_km(a: Place, b: Place) -> float:
    """Great-circle distance."""
    p, q = math.radians(a.lat), math.radians(b.lat)
    cos = math.sin(p) * math.sin(q) + math.cos(p) * math.cos(q) * math.cos(math.radians(a.lon - b.lon))
    return 6371.0 * math.acos(max(-1.0, min(1.0, cos)))


def holds(container: Place, place: Place) -> bool:
    """Whether the place lies in the container, by country and province, or by distance for other kinds."""
    if container.kind == "country":
        return place.country == container.country
    if container.kind == "province":
        return place.country == container.country and place.admin1 == container.name and place.kind != "province"
    return place != container and distance_km(container, place) < NEAR_KM


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
