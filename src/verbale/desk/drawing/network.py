"""Who acts on whom, as a network."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from ..asked import Asked
from ..families import NAMES
from .buckets import also
from .picture import Picture, counted, listed
from .svg import LETTER, arrow, group, haloed, legend, link, shortened, tag
from .ties import Tie
from .timeline import NO_FAMILY, ORDER

NODES = 40
OWN, ALL = 3, 40
"""Ties that are drawn: of each its own strongest, and the strongest of all."""
_WIDTH, _HEIGHT = 960.0, 720.0
_MARGIN_X, _MARGIN_Y, _TOP = 70.0, 50.0, 40.0
_SEED = 20
"""Of the layout: the same network always looks the same."""
_GRAVITY = 0.15
_ROUNDS = 150
_LINE = 22.0
"""Height of a name, and what is between it and the next."""
Place = tuple[float, float]


def network(found: Sequence[Tie], asked: Asked, names: Mapping[str, str], *, inner: int = 0) -> Picture:
    """The strongest ties between `NODES` states and organizations at most; `inner` events are within one of them."""
    title = "Who acts on whom"
    notes = [f"{counted(inner, 'event')} within one state or organization are not drawn."] if inner else []
    if not found:
        why = "No event was found in which one state or organization acts on another."
        return Picture(title=title, description=why, nothing=why, notes=tuple(notes))
    drawn = strongest(found)
    if len(drawn) < len(found):
        notes.append(
            f"Of {len(found):,} ties {len(drawn)} are drawn: the strongest of all, and of each of the {len(_sizes(drawn))} drawn."
        )
    sizes = _sizes(drawn)
    names = {code: shortened(names.get(code, code), 22) for code in sizes}
    places = _places(drawn, names, {code: _radius(degree) for code, degree in sizes.items()})
    families = [family for family in ORDER if any(tie.family == family for tie in drawn)]
    most = [code for code, _ in sizes.most_common(3)]
    return Picture(
        title=title, width=_WIDTH, height=_HEIGHT, notes=tuple(notes),
        description=f"{counted(len(sizes), 'state or organization', 'states and organizations')} with "
        f"{counted(len(drawn), 'tie')}; most ties: {listed([names[code] for code in most])}.",
        marks=group(
            legend(16, 20, [(f"bar {f or 'no-family'}", NAMES[f] if f else NO_FAMILY) for f in families]),
            *(edge(tie, places[tie.actor], places[tie.recipient], drawn[0].events, asked, names, _radius(sizes[tie.recipient]) + 3)
              for tie in reversed(drawn)),
            *(_node(code, places[code], sizes[code], asked, names[code]) for code in sizes),
        ),
    )  # fmt: skip


def strongest(found: Sequence[Tie]) -> list[Tie]:
    """The strongest ties of all, and the strongest of each, between the few that have the strongest."""
    nodes: set[str] = set()
    own: Counter[str] = Counter()
    drawn: list[Tie] = []
    for tie in found:
        both = {tie.actor, tie.recipient}
        if len(nodes | both) > NODES or (len(drawn) >= ALL and min(own[one] for one in both) >= OWN):
            continue
        nodes |= both
        own.update(both)
        drawn.append(tie)
    return drawn


def _sizes(drawn: Sequence[Tie]) -> Counter[str]:
    """With how many others each is tied, those with the most first."""
    others = {(tie.actor, tie.recipient) for tie in drawn} | {(tie.recipient, tie.actor) for tie in drawn}
    return Counter(dict(Counter(one for one, _ in sorted(others)).most_common()))


def _radius(degree: int) -> float:
    return 4 + 2.2 * math.sqrt(degree)


def _places(drawn: Sequence[Tie], names: Mapping[str, str], radii: Mapping[str, float]) -> dict[str, Place]:
    """Where each stands: those that are tied pull one another, and names are pushed apart."""
    import networkx  # type: ignore[import-untyped]

    graph = networkx.Graph()
    graph.add_nodes_from(sorted(names))
    most = drawn[0].events
    for tie in sorted(drawn, key=lambda tie: (tie.actor, tie.recipient)):
        known = graph.get_edge_data(tie.actor, tie.recipient, {"weight": 0.0})["weight"]
        graph.add_edge(tie.actor, tie.recipient, weight=known + 0.3 + math.sqrt(tie.events / most))
    # Weak ties of all to one point keep groups that have no tie to each other from drifting to the edges.
    graph.add_weighted_edges_from(("", code, _GRAVITY) for code in sorted(names))
    laid = networkx.spring_layout(graph, k=2.4 / math.sqrt(len(names)), seed=_SEED, iterations=200)
    places = _spread({code: (float(x), float(y)) for code, (x, y) in laid.items() if code})
    return _apart(places, names, radii)


def _spread(laid: Mapping[str, Place]) -> dict[str, Place]:
    """Places over the whole picture: half by where they are, half by their rank, so that clusters open up."""
    found: dict[str, list[float]] = {code: [] for code in laid}
    for axis, (low, high) in enumerate(((_MARGIN_X, _WIDTH - _MARGIN_X), (_TOP + _MARGIN_Y, _HEIGHT - _MARGIN_Y))):
        order = sorted(laid, key=lambda code: (laid[code][axis], code))
        first, last = laid[order[0]][axis], laid[order[-1]][axis]
        for rank, code in enumerate(order):
            share = (laid[code][axis] - first) / (last - first) if last > first else 0.5
            ranked = rank / (len(order) - 1) if len(order) > 1 else 0.5
            found[code].append(low + (high - low) * (share + ranked) / 2)
    return {code: (x, y) for code, (x, y) in found.items()}


def _apart(places: Mapping[str, Place], names: Mapping[str, str], radii: Mapping[str, float]) -> dict[str, Place]:
    """Places moved until no name lies on another, as far as there is room."""
    found = {code: list(place) for code, place in sorted(places.items())}
    codes = list(found)
    for _ in range(_ROUNDS):
        for i, one in enumerate(codes):
            for other in codes[i + 1 :]:
                wide = (len(names[one]) + len(names[other])) * LETTER / 2 + 8
                dx, dy = (found[other][0] - found[one][0], found[other][1] - found[one][1])
                over_x, over_y = wide - abs(dx), radii[one] + radii[other] + _LINE - abs(dy)
                if over_x <= 0 or over_y <= 0:
                    continue
                axis, over, way = (0, over_x, dx) if over_x < over_y else (1, over_y, dy)
                moved = math.copysign(over / 4, way)
                found[one][axis] -= moved
                found[other][axis] += moved
        for place in found.values():
            place[0] = min(_WIDTH - _MARGIN_X, max(_MARGIN_X, place[0]))
            place[1] = min(_HEIGHT - _MARGIN_Y, max(_TOP + 20, place[1]))
    return {code: (x, y) for code, (x, y) in found.items()}


def edge(
    tie: Tie, start: Place, end: Place, most: int, asked: Asked, names: Mapping[str, str], gap: float
) -> Markup:  # fmt: skip
    """An arrow, the wider the more of the `most` events it stands for, that ends so many pixels before its end."""
    width = 0.8 + 4.7 * tie.events / most
    curve, head = arrow(start, end, bow=0.14, gap=gap, width=width)
    family = tie.family or "no-family"
    said = tie.said(names.get(tie.actor, tie.actor), names.get(tie.recipient, tie.recipient))
    return link(
        tie.link(asked), said, tag("path", d=curve, class_=f"edge {family}", fill="none", stroke_width=width),
        tag("path", d=head, class_=f"head {family}"), class_="tie",
    )  # fmt: skip


def _node(code: str, place: Place, degree: int, asked: Asked, name: str) -> Markup:
    (x, y), radius = place, _radius(degree)
    said = f"{name}: ties with {counted(degree, 'other')}"
    return link(
        asked.link("/events", **also(asked, party=code)), said, tag("circle", cx=x, cy=y, r=radius, class_="node"),
        haloed(x, y + radius + 13, name, "node-name", "middle"),
    )  # fmt: skip
