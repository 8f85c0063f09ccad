"""What speaks against two accounts telling of the same event, whatever else they share."""

import csv
import datetime as dt
from functools import cache
from importlib import resources
from math import asin, cos, radians, sin, sqrt

from .accounts import Account, Side
from .families import RECIPROCAL

SLACK = dt.timedelta(days=1)
"""Days over midnight and between time zones: a night raid has two dates."""
LATEST = dt.timedelta(days=21)
"""Between the windows of two accounts of which one is undated."""
FAR_KM = 300
"""Apart at which two places are two: less may be a town and the province it lies in."""
_EARTH_KM = 6371
_STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
_AGAINST = frozenset({"REB", "OPP", "UAF", "CRM", "SEP", "INS"})
_WIDE = ("places/countries.csv", "places/regions.csv")
"""Places too wide for their one point to say how far they are."""


def contradiction(a: Account, b: Account) -> str | None:
    """Why two accounts cannot be of the same event, for people; None where they can."""
    if a.report == b.report:
        return None if retold(a, b) else "two events of one report"
    if copied(a, b):
        return None  # a copy printed days later counts "yesterday" from its own day
    between = gap(a, b)
    if between is not None and between > (SLACK if a.start and b.start else LATEST):
        return "different dates"
    return "places far apart" if _far(a, b) else None


def copied(a: Account, b: Account) -> bool:
    """Whether both are the same words in two copies of one report."""
    same = a.story == b.story and a.report != b.report and a.quote == b.quote
    return same and a.type == b.type and a.actors.codes.keys() == b.actors.codes.keys()


def retold(a: Account, b: Account) -> bool:
    """Whether one report clearly tells one act twice: same type and actors, and words that are nested or half the same.

    Readers find two acts of one kind in a report far more often than one act told twice.
    """
    if a.type != b.type or not a.actors.codes or a.actors.codes.keys() != b.actors.codes.keys():
        return False
    if gap(a, b) not in (None, dt.timedelta(0)) or other_parties(a, b) or opposed(a.actors, b.actors):
        return False
    ours, theirs = a.words.stems, b.words.stems
    nested = max(a.span[0], b.span[0]) < min(a.span[1], b.span[1])
    same = a.recipients.codes.keys() == b.recipients.codes.keys()
    return nested or (same and 2 * len(ours & theirs) >= min(len(ours), len(theirs)) > 2)


def gap(a: Account, b: Account) -> dt.timedelta | None:
    """Time between the windows of two accounts: zero where they overlap, None where one may be any day."""
    if a.window is None or b.window is None:
        return None
    return max(a.window[0] - b.window[1], b.window[0] - a.window[1], dt.timedelta(0))


def _far(a: Account, b: Account) -> bool:
    if a.point is None or b.point is None or a.place == b.place or is_wide(a.point) or is_wide(b.point):
        return False
    return distance_km(a.point, b.point) > FAR_KM


def is_wide(point: tuple[float, float]) -> bool:
    """Whether a point stands for a country, a region or a sea."""
    return point in _wide_points()


@cache
def _wide_points() -> frozenset[tuple[float, float]]:
    folder = resources.files("verbale.data")
    tables = (csv.DictReader(folder.joinpath(name).read_text("utf-8").splitlines()) for name in _WIDE)
    return frozenset((float(row["lat"]), float(row["lon"])) for table in tables for row in table)


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance between two points in degrees (haversine)."""
    (lat, lon), (other_lat, other_lon) = (tuple(map(radians, p)) for p in (a, b))
    half = sin((other_lat - lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin((other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))


def other_parties(a: Account, b: Account) -> list[str]:
    """Which sides are somebody else in each account; none where a side is unknown in one, or the sides changed places."""
    if a.codes and b.codes and not a.codes & b.codes:
        return [] if same_people(a, b) else ["no party in common"]
    if a.type in RECIPROCAL and b.type in RECIPROCAL and _met(a.actors, b.recipients, b.actors, a.recipients):
        return []
    sides = ((a.actors, b.actors, "different actors"), (a.recipients, b.recipients, "different recipients"))
    return [why for one, other, why in sides if one.codes and other.codes and not one.codes.keys() & other.codes.keys()]


def opposed(a: Side, b: Side) -> bool:
    """Whether the sides share a country and still are a state on one and those who oppose it on the other."""
    return any(
        (one & _STATE and other & _AGAINST) or (other & _STATE and one & _AGAINST) for one, other in _sectors(a, b)
    )


def _sectors(a: Side, b: Side) -> list[tuple[frozenset[str], frozenset[str]]]:
    return [(a.sectors[c], b.sectors[c]) for c in a.sectors.keys() & b.sectors.keys()]


def same_people(a: Account, b: Account) -> bool:
    """Whether both name one person: a name in common, of no two different states."""
    return any(x & y and (c == d or not (c and d)) for c, x in people(a) for d, y in people(b))


def people(a: Account) -> list[tuple[str, frozenset[str]]]:
    """The people of all sides: codes and names."""
    return [*a.actors.people.items(), *a.recipients.people.items()]


def _met(*sides: Side) -> bool:
    """Whether sides one and two, or three and four, have a party in common."""
    return any(a.codes.keys() & b.codes.keys() for a, b in (sides[:2], sides[2:]))
