"""A map of the world: who takes part, where things happen, and who acts on whom."""

import math
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from ...store.pictured import Point
from ..asked import Asked
from ..families import NAMES, family_of
from .buckets import also
from .network import edge
from .picture import Picture, counted, listed
from .svg import LETTER, group, haloed, label, legend, link, tag
from .ties import Tie
from .timeline import NO_FAMILY, ORDER
from .world import HEIGHT, WIDTH, Place, World, outline, project

FLOWS = 15
"""Arrows that a map can hold."""
_NAMED = 12
"""Places whose names are written, where there is room."""
_LARGEST = 13.0
_MANY = 30
"""Events below which no place is drawn as large as that."""
_LEGEND = 58.0


def worldmap(
    points: Sequence[Point], parties: Mapping[str, int], flows: Sequence[Tie], asked: Asked, names: Mapping[str, str],
    world: World, all_ties: int | None = None,
) -> Picture:  # fmt: skip
    """The map: countries by how many events they take part in, points by how many happen there, arrows for the strongest ties.

    `flows` may be the strongest of `all_ties`.
    """
    title = "Where, and who on whom"
    if not points and not parties and not flows:
        why = "No events were found that have a place or a country as a party."
        return Picture(title=title, description=why, nothing=why)
    drawn = [tie for tie in flows if tie.actor in world.centres and tie.recipient in world.centres][:FLOWS]
    classes = [family_of(p.type) for p in points] + [tie.family for tie in drawn]
    families = [family for family in ORDER if family in classes]
    notes = ["Outlines are those of Natural Earth and take no side on any border."]
    number = len(flows) if all_ties is None else all_ties
    if len(drawn) < number:
        notes.append(f"Arrows stand for the {len(drawn)} strongest of {number:,} ties.")
    return Picture(
        title=title, description=_said(points, parties, drawn, names), width=WIDTH, height=HEIGHT + _LEGEND, notes=tuple(notes),
        marks=group(
            tag("path", d=outline(), class_="sea"),
            *(tag("path", d=path, class_="land") for path in world.nameless),
            *_countries(parties, asked, names, world),
            *(edge(tie, world.centres[tie.actor], world.centres[tie.recipient], drawn[0].events, asked, names, 5)
              for tie in reversed(drawn)),
            *_points(points, asked),
            tag("rect", x=0, y=HEIGHT, width=WIDTH, height=_LEGEND, class_="ground"),
            legend(16, HEIGHT + 22, [(f"bar {f or 'no-family'}", NAMES[f] if f else NO_FAMILY) for f in families]),
            _key(points, parties),
        ),
    )  # fmt: skip


def _said(points: Sequence[Point], parties: Mapping[str, int], drawn: Sequence[Tie], names: Mapping[str, str]) -> str:
    said = []
    if parties:
        most = sorted(parties, key=lambda code: (-parties[code], code))[:3]
        said.append(f"Most events: {listed([f'{names.get(code, code)} ({parties[code]:,})' for code in most])}.")
    if points:
        number = sum(point.events for point in points)
        said.append(f"{counted(number, 'event')} in {counted(len(points), 'place')}.")
    if drawn:
        first = drawn[0]
        said.append(
            f"Strongest tie: {first.said(names.get(first.actor, first.actor), names.get(first.recipient, first.recipient))}."
        )
    return " ".join(said)


def _countries(parties: Mapping[str, int], asked: Asked, names: Mapping[str, str], world: World) -> list[Markup]:
    most = max((number for code, number in parties.items() if code in world.paths), default=1)
    marks = []
    for code, path in sorted(world.paths.items()):
        land = tag("path", d=path, class_="land")
        if number := parties.get(code, 0):
            opacity = f"{0.1 + 0.7 * math.sqrt(number / most):.2f}"
            said = f"{names.get(code, code)} takes part in {counted(number, 'event')}"
            shade = tag("path", d=path, class_="shade", fill_opacity=opacity)
            land = link(asked.link("/events", **also(asked, party=code)), said, shade)
        marks.append(land)
    return marks


def _points(points: Sequence[Point], asked: Asked) -> list[Markup]:
    """The largest first, so that the small ones lie on top; then names where there is room."""
    shown = sorted(points, key=lambda p: (-p.events, p.place or ""))
    most = shown[0].events if shown else 1
    marks, taken = [], list[tuple[float, float, float, float]]()
    names = []
    for i, point in enumerate(shown):
        x, y = project(point.lat, point.lon)
        radius = _radius(point.events, most)
        kind = f", most often {point.type}" if point.type else ""
        said = f"{point.place or 'A place'}{f' ({point.country})' if point.country else ''}: {counted(point.events, 'event')}{kind}"
        mark = tag("circle", cx=x, cy=y, r=radius, class_=f"point {family_of(point.type) or 'no-family'}")
        marks.append(link(_leads(point, asked), said, mark))
        if i < _NAMED and point.place:
            names += _name(point.place, (x, y), radius, taken)
    return marks + names


def _leads(point: Point, asked: Asked) -> str:
    places = asked.values("place")
    name = point.place or point.country
    return asked.link("/events", **({"place": name} if name and name not in places else {}))


def _name(name: str, place: Place, radius: float, taken: list[tuple[float, float, float, float]]) -> list[Markup]:
    """The name of a place, unless it would lie on another."""
    x, y = place[0] + radius + 3, place[1] + 4
    box = (x, y - 11, x + len(name) * LETTER, y + 3)
    if any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken) or box[2] > WIDTH:
        return []
    taken.append(box)
    return [haloed(x, y, name, "place-name")]


def _radius(number: int, most: int) -> float:
    return 2.5 + (_LARGEST - 2.5) * math.sqrt(number / max(most, _MANY))


def _key(points: Sequence[Point], parties: Mapping[str, int]) -> Markup:
    """What shades and sizes stand for."""
    marks, x, y = [], 16.0, HEIGHT + 44
    if parties:
        for opacity in (0.1, 0.45, 0.8):
            marks.append(tag("rect", x=x, y=y - 9, width=16, height=11, class_="shade", fill_opacity=f"{opacity:.2f}"))
            x += 16
        said = f"takes part in 1 to {max(parties.values()):,} events"
        marks.append(label(x + 6, y, said, "small"))
        x += 36 + len(said) * LETTER
    if points:
        said = f"1 to {max(p.events for p in points):,} events there"
        marks += [
            tag("circle", cx=x, cy=y - 4, r=2, class_="point no-family"),
            tag("circle", cx=x + 14, cy=y - 4, r=7, class_="point no-family"),
            label(x + 26, y, said, "small"),
        ]
    return group(*marks)
