"""How likely two accounts tell of the same event: a sum of points, each with a reason that a person can read.

The points were fitted (logistic regression) on the development part of the episode set and rounded, with an eye on
reports that have nothing to do with each other: decisions/0008.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from math import sqrt

from msgspec import Struct

from .accounts import Account
from .contradictions import contradiction, copied, distance_km, gap, opposed, other_parties, same_people
from .evidence import BEGINNING, weight
from .families import near

LINKED = 1.75
"""Points from which accounts are linked."""
COPY = 10.0
"""Points of the same words in copies of one report: more than all else can give."""
CONTRADICTED = -0.5
"""Points of a contradiction: one such pair among many others does not keep an account out."""
_OWN_NEIGHBOUR = -1000.0
"""Points of two acts of one report: no third account brings them together."""
_MOST_OF_WORDS = 3.5
"""Points that words and numbers can give together."""
_BUSY = frozenset([
    "USA", "RUS", "CHN", "GBR", "FRA", "DEU", "JPN", "IND", "PAK", "ISR", "PSE", "IRN", "IRQ", "SYR", "TUR", "UKR", "SAU",
    "EGY", "KOR", "PRK", "UN", "EU", "NATO",
])  # fmt: skip
"""Parties that act so often that it says nothing when both accounts have them: for others their rarity speaks."""
_NEAR_KM = 40
"""Between places that reports name for one: a town and its suburb."""
_FRESH = 3
"""Days after an event within which reports tell of it without a date."""
_ONE_STORY = 0.2
"""Likeness of the names in two reports that follow one story; most have more, unrelated reports have none."""
_DAY = dt.timedelta(days=1)

Point = tuple[float, str]


class Likeness(Struct, frozen=True):
    """Points, the more the likelier, and what gave them."""

    score: float
    reasons: tuple[str, ...]


def likeness(a: Account, b: Account) -> Likeness:
    """What speaks for and against two accounts telling of the same event."""
    against = contradiction(a, b)
    if against is not None:
        return Likeness(_OWN_NEIGHBOUR if a.report == b.report else CONTRADICTED, (against,))
    if copied(a, b):
        return Likeness(COPY, ("the same words in copies of one report",))
    points = [*_kind(a, b), *_parties(a, b), *_date(a, b), *_place(a, b), *_story(a, b)]
    if sum(p for p, _ in points) > LINKED - _MOST_OF_WORDS:
        points += _words(a, b)
    return Likeness(round(sum(p for p, _ in points), 2), tuple(reason for _, reason in points))


def _kind(a: Account, b: Account) -> Iterator[Point]:
    if a.type == b.type:
        yield 1.0, "same type"
    elif not near(a.type, b.type):
        yield -1.0, "unlike types"


def _parties(a: Account, b: Account) -> Iterator[Point]:
    against = other_parties(a, b)
    people = same_people(a, b)
    if against:
        yield from ((-2.0, why) for why in against)
    elif not people and not a.codes & b.codes:
        yield -1.0, "no party known to be in both"
    common = a.actors.codes.keys() & b.actors.codes.keys()
    if common:
        names = _listed(a.actors.codes[c] for c in sorted(common))
        if opposed(a.actors, b.actors):
            yield -1.0, f"{names} and its opponents"
        else:
            yield -0.5 if common <= _BUSY else 1.0, f"{names} acting"
    common = a.recipients.codes.keys() & b.recipients.codes.keys()
    if common:  # beyond the actor it tells little: who acts at all mostly acts on the same few
        yield 0.0, f"{_listed(a.recipients.codes[c] for c in sorted(common))} acted upon"
    if people:
        yield 0.75, "same people"


def _listed(names: Iterable[str]) -> str:
    return " and ".join(dict.fromkeys(names))


def _date(a: Account, b: Account) -> Iterator[Point]:
    between = gap(a, b)
    if between is None:
        yield -1.0, "undated"
    elif a.start and b.start:
        same = "same day" if a.start == a.end == b.start == b.end else "dates overlap"
        yield (-0.5, "a day apart") if between else (1.25, same)
    elif (late := _lag(a, b) - _FRESH) <= 0:
        yield 0.5 if a.start or b.start else 0.0, "told when it was new"
    else:
        yield -min(late, 10) / 5, f"told {late} days late" if late > 1 else "told a day late"


def _lag(a: Account, b: Account) -> int:
    """Days between the date of one and the publication of the other, undated one; of both where neither is dated."""
    if a.start is None and b.start is None:
        return abs((a.published - b.published) // _DAY) if a.published and b.published else 0
    dated, undated = (a, b) if a.start else (b, a)
    if undated.published is None or dated.start is None or dated.end is None:
        return 0
    return max((undated.published - dated.end) // _DAY, (dated.start - undated.published) // _DAY, 0)


def _place(a: Account, b: Account) -> Iterator[Point]:
    if a.place and a.place == b.place:
        yield 1.5, f"both in {a.place}"
    elif a.point and b.point and distance_km(a.point, b.point) < _NEAR_KM:
        yield 1.5, "places close together"
    else:
        named = (x.place for x, y in ((a, b), (b, a)) if x.place_words and x.place_words <= y.sentence.stems)
        if (place := next(named, None)) is not None:
            yield 1.5, f"both name {place}"


def _story(a: Account, b: Account) -> Iterator[Point]:
    if a.report != b.report and a.gist and b.gist:
        shared = a.story_names.alike(b.story_names)
        yield max(-2.0, min(0.0, 12 * (shared - _ONE_STORY))), f"reports alike {shared:.2f}"


def _words(a: Account, b: Account) -> Iterator[Point]:
    across = max(a.words.alike(b.sentence), b.words.alike(a.sentence))
    alike = (a.words.alike(b.words) + a.sentence.alike(b.sentence) + across) / 3
    yield 2.5 * sqrt(alike), f"words alike {alike:.2f}"
    if all(w[:BEGINNING] in a.names | b.names for w in a.sentence.stems & b.sentence.stems):
        yield -0.5, "no word in common but names"
    if any(weight(w) > 0.5 for x, y in ((a, b), (b, a)) for w in x.background & y.sentence.stems):
        yield -2.0, "one counts days from the other"
    numbers = sorted(w for w in a.words.stems & b.words.stems if w[0].isdigit())
    if numbers:
        yield 1.0 if any(map(_telling, numbers)) else 0.75, f"same number {', '.join(numbers)}"


def _telling(number: str) -> bool:
    """Whether a number is more than a handful and less round than hundreds."""
    return len(number.rstrip("0")) > 1
