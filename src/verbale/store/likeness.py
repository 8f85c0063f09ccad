"""How likely two accounts tell of the same event: a sum of points, each with a reason that a person can read.

The points were fitted (logistic regression) on the development part of the episode set and rounded: decisions/0008.
"""

import datetime as dt
from collections.abc import Iterator
from math import sqrt

from msgspec import Struct

from .accounts import Account
from .contradictions import contradiction, copied, distance_km, gap, other_parties, same_people
from .evidence import similarity, weight, words
from .families import near

LINKED = 1.75
"""Points from which accounts are linked; F1 on the development part is level between 1.25 and 2."""
COPY = 6.0
"""Points of the same words in copies of one report: more than all else can give."""
CONTRADICTED = -0.5
"""Points of a pair with a contradiction; one such pair among many others does not keep an account out."""
UNLIKE = -0.5
EARLIER = -2.0
_NEAR_KM = 40
"""Between places that reports name for one: a town and its suburb."""
_FRESH = 3
"""Days after an event within which reports tell of it without a date."""
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
        return Likeness(-5.0 if a.report == b.report else CONTRADICTED, (against,))
    if copied(a, b):
        return Likeness(COPY, ("the same words in copies of one report",))
    points = [*_kind(a, b), *_parties(a, b), *_date(a, b), *_place(a, b), *_words(a, b)]
    return Likeness(round(sum(p for p, _ in points), 2), tuple(reason for _, reason in points))


def _kind(a: Account, b: Account) -> Iterator[Point]:
    if a.type == b.type:
        yield 1.0, "same type"
    elif not near(a.type, b.type):
        yield -0.5, "unlike types"


def _parties(a: Account, b: Account) -> Iterator[Point]:
    against = other_parties(a, b)
    if against is not None:
        yield -2.0, against
    for ours, theirs, side in ((a.actors, b.actors, "acting"), (a.recipients, b.recipients, "acted upon")):
        common = ours.codes.keys() & theirs.codes.keys()
        if common:  # recipients tell little beyond the actor: most reports of an actor are about few others
            yield 1.0 if side == "acting" else 0.0, f"{_listed(ours.codes[c] for c in sorted(common))} {side}"

    if same_people(a, b):
        yield 0.75, "same people"


def _listed(names: Iterator[str]) -> str:
    return " and ".join(dict.fromkeys(names))


def _date(a: Account, b: Account) -> Iterator[Point]:
    between = gap(a, b)
    if between is None:
        yield -1.0, "undated"
        return
    if a.start and b.start:
        if between:
            yield -0.5, "a day apart"
        else:
            yield 1.25, "same day" if a.start == a.end == b.start == b.end else "dates overlap"
        return
    late = _lag(a, b) - _FRESH
    if late <= 0:
        yield 0.5, "told when it was new"
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
    elif name := next((x.place for x, y in ((a, b), (b, a)) if x.place and words(x.place) <= y.sentence), None):
        yield 1.5, f"both name {name}"


def _words(a: Account, b: Account) -> Iterator[Point]:
    across = max(similarity(a.words, b.sentence), similarity(b.words, a.sentence))
    alike = (similarity(a.words, b.words) + similarity(a.sentence, b.sentence) + across) / 3
    yield 2.5 * sqrt(alike), f"words alike {alike:.2f}"
    for x, y in ((a, b), (b, a)):
        if any(weight(w) > 0.5 for w in x.background & y.sentence):
            yield EARLIER, "one counts days from the other"
    numbers = sorted(w for w in a.words & b.words if w[0].isdigit())
    if not any(w[:5] not in a.names | b.names for w in a.sentence & b.sentence):
        yield UNLIKE, "no word in common but names"
    if numbers:
        yield 1.0, f"same number {numbers[0]}" if len(numbers) == 1 else f"same numbers {', '.join(numbers)}"
