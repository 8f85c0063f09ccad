"""The countries of the world as paths, from Natural Earth's outlines."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from msgspec import Struct

from ...atlas import Atlas
from ...gazetteer import Gazetteer
from ..rendering import STATIC
from .svg import path_of

WIDTH, HEIGHT = 960.0, 452.0
"""The picture ends at about 60 degrees south: nothing but Antarctica is below."""
_MARGIN = 4.0
_SCALE = (WIDTH - 2 * _MARGIN) / (2 * math.pi * 0.8707)
_MIDDLE = 1.4224 * _SCALE + _MARGIN
"""Pixels from the top to the equator."""
_CLOSEST = 0.5
"""Pixels below which a bend of an outline cannot be seen."""
_ANTARCTICA = "Antarctica"
_NAMES = {
    "W. Sahara": "Western Sahara", "Dem. Rep. Congo": "Democratic Republic of the Congo", "Dominican Rep.": "Dominican Republic",
    "Falkland Is.": "Falkland Islands", "Fr. S. Antarctic Lands": "French Southern Territories",
    "Central African Rep.": "Central African Republic", "Congo": "Republic of the Congo", "Eq. Guinea": "Equatorial Guinea",
    "Solomon Is.": "Solomon Islands", "N. Cyprus": "Northern Cyprus", "Bosnia and Herz.": "Bosnia and Herzegovina",
    "Macedonia": "North Macedonia", "S. Sudan": "South Sudan",
}  # fmt: skip
"""Natural Earth's short names that the atlas does not know."""
Place = tuple[float, float]
"""Pixels."""
Degrees = tuple[float, float]
"""East, and north."""


class Shape(Struct, frozen=True):
    """A country as Natural Earth draws it."""

    name: str
    path: str
    centre: Place
    """Of its largest part: that of France is in Europe."""


class World(Struct, frozen=True):
    """The countries by the codes of the atlas."""

    paths: Mapping[str, str]
    centres: Mapping[str, Place]
    """Those of countries too small to be drawn, too, as far as the gazetteer knows them."""
    nameless: tuple[str, ...] = ()


def world(atlas: Atlas, codes: Iterable[str] = ()) -> World:
    """The world; `codes` are those that a centre is wanted for."""
    paths: dict[str, list[str]] = {}
    centres: dict[str, Place] = {}
    for shape in sorted(shapes(), key=lambda shape: shape.name in ("N. Cyprus", "Somaliland")):
        code = _code(shape.name, atlas)
        paths.setdefault(code or "", []).append(shape.path)
        centres.setdefault(code or "", shape.centre)
    nameless = tuple(paths.pop("", ()))
    for code in codes:
        if code not in centres and (place := _small(code, atlas)):
            centres[code] = place
    return World({code: "".join(parts) for code, parts in paths.items()}, centres, nameless)


def _code(name: str, atlas: Atlas) -> str | None:
    """The state that a name of Natural Earth means, or that it is a part of."""
    senses = atlas.lookup(_NAMES.get(name, name))
    return next((sense.country for sense in sorted(senses, key=lambda s: s.kind != "state") if sense.country), None)


def _small(code: str, atlas: Atlas) -> Place | None:
    state = atlas.states.get(code)
    found = Gazetteer.load().candidates(state.name) if state else ()
    return next((project(place.lat, place.lon) for place in found if place.country == code), None)


def project(lat: float, lon: float) -> Place:
    """Degrees on the picture, by the Natural Earth projection.

    The polynomial is that of Šavrič, Jenny, Patterson, Petrovič and Hurni 2011, as d3-geo has it.
    """
    phi = math.radians(lat)
    p2 = phi * phi
    p4 = p2 * p2
    x = math.radians(lon) * (0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4)))
    y = phi * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)))
    return WIDTH / 2 + _SCALE * x, _MIDDLE - _SCALE * y


def outline() -> str:
    """The edge of the world, as far as it is shown."""
    right = [project(lat, 180) for lat in range(90, -91, -5)]
    left = [project(lat, -180) for lat in range(-90, 91, 5)]
    return path_of([*right, *left]) + "Z"


@cache
def shapes() -> tuple[Shape, ...]:
    """Every country but Antarctica."""
    topology = json.loads((STATIC / "vendor" / "countries-110m.json").read_bytes())
    arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    every = topology["objects"]["countries"]["geometries"]
    return tuple(_shape(one, arcs) for one in every if one["properties"]["name"] != _ANTARCTICA)


def _arc(deltas: Sequence[Sequence[int]], transform: Mapping[str, Sequence[float]]) -> list[Degrees]:
    """A line that countries share, with bends too small to be seen left out; its ends stay where they are."""
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    points: list[Degrees] = []
    for i, (dx, dy) in enumerate(deltas):
        x, y = x + dx, y + dy
        lon, lat = x * sx + tx, y * sy + ty
        if i in (0, len(deltas) - 1) or math.dist(project(lat, lon), project(*points[-1][::-1])) >= _CLOSEST:
            points.append((lon, lat))
    return points


def _shape(geometry: Mapping[str, Any], arcs: Sequence[Sequence[Degrees]]) -> Shape:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    rings = [[_projected(part) for ring in polygon for part in _cut(_ring(ring, arcs))] for polygon in polygons]
    largest = max((ring for polygon in rings for ring in polygon), key=lambda ring: abs(_centred(ring)[0]))
    path = "".join(path_of(ring) + "Z" for polygon in rings for ring in polygon)
    return Shape(geometry["properties"]["name"], path, _centred(largest)[1])


def _ring(indexes: Sequence[int], arcs: Sequence[Sequence[Degrees]]) -> list[Degrees]:
    """A closed line of arcs; ~i is arc i backwards, and each begins where the one before it ends.

    Longitudes go on beyond 180 degrees rather than jump to the other edge of the map.
    """
    points: list[Degrees] = []
    for i in indexes:
        arc = arcs[i] if i >= 0 else arcs[~i][::-1]
        for lon, lat in arc[1:] if points else arc:
            turns = round((lon - points[-1][0]) / 360) if points else 0
            points.append((lon - 360 * turns, lat))
    return points[:-1]


def _cut(ring: Sequence[Degrees]) -> list[list[Degrees]]:
    """The parts of a ring on the map, that beyond its right or left edge moved to the other."""
    parts = []
    for turn in (-360, 0, 360):
        moved = [(lon + turn, lat) for lon, lat in ring]
        part = _side_of(_side_of(moved, 1), -1)
        if len(part) > 2:
            parts.append(part)
    return parts


def _side_of(ring: Sequence[Degrees], side: int) -> list[Degrees]:
    """What of a ring is to the left (1) of 180 degrees east, or to the right (-1) of 180 west (Sutherland and Hodgman 1974)."""
    kept: list[Degrees] = []
    for (x1, y1), (x2, y2) in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        if (side * x1 < 180) != (side * x2 < 180) and x1 != x2:
            edge = side * 180.0
            kept.append((edge, y1 + (y2 - y1) * (edge - x1) / (x2 - x1)))
        if side * x2 < 180:
            kept.append((x2, y2))
    return kept


def _projected(ring: Sequence[Degrees]) -> list[Place]:
    return [project(lat, lon) for lon, lat in ring]


def _centred(ring: Sequence[Place]) -> tuple[float, Place]:
    """The signed area of a ring, and its centre of gravity."""
    area = cx = cy = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        area, cx, cy = area + cross / 2, cx + (x1 + x2) * cross, cy + (y1 + y2) * cross
    return (area, (cx / (6 * area), cy / (6 * area))) if area else (0.0, ring[0])
