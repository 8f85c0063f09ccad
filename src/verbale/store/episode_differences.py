"""Where accounts of one event differ: dates, places, actors, figures, and whether it happened at all."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from .contradictions import is_wide
from .counted import figures
from .episode_rows import ASSERTED, DENIED

if TYPE_CHECKING:
    from .episode_view import Told


class Saying(Struct, frozen=True):
    """One of the things said, and the accounts (event ids) that say it."""

    value: str
    events: tuple[str, ...]


class Difference(Struct, frozen=True):
    """Something on which accounts do not agree."""

    about: str
    """"status", "date", "place", "actors", or what is counted: "killed", "sum in USD"."""
    said: tuple[Saying, ...]


def among(accounts: Sequence["Told"]) -> tuple[Difference, ...]:
    """The differences between accounts; what an account leaves open differs from nothing."""
    found = [*_status(accounts), *_dates(accounts), *_places(accounts), *_actors(accounts), *_figures(accounts)]
    return tuple(found)


def _status(accounts: Sequence["Told"]) -> Iterator[Difference]:
    """Only what one asserts and another denies: that what was planned has happened since is no difference."""
    by = _by((stand, a) for a in accounts if (stand := stance(a)) in ("asserted", "denied"))
    yield from _differing("status", by)


def stance(account: "Told") -> str:
    """How an account stands to the event: asserted, denied or expected."""
    return "asserted" if account.status in ASSERTED else "denied" if account.status in DENIED else "expected"


def _dates(accounts: Sequence["Told"]) -> Iterator[Difference]:
    """Where the days of two accounts do not overlap: "March" and "4 March" are no difference."""
    dated = [(a.start, a.end, a) for a in accounts if a.start and a.end]
    if max((start for start, _, _ in dated), default=dt.date.min) > min(
        (end for _, end, _ in dated), default=dt.date.max
    ):
        shown = ((f"{start}" if start == end else f"{start} to {end}", a) for start, end, a in dated)
        yield from _differing("date", _by(shown))


def _places(accounts: Sequence["Told"]) -> Iterator[Difference]:
    """Towns and the like: a country or a region that holds them is no difference."""
    found = ((a.place, a) for a in accounts if a.place and a.point and not is_wide(a.point))
    yield from _differing("place", _by(found))


def _actors(accounts: Sequence["Told"]) -> Iterator[Difference]:
    """Where two accounts have no actor in common."""
    known = [a for a in accounts if a.acting]
    if any(not set(a.acting) & set(b.acting) for a in known for b in known):
        yield from _differing("actors", _by((a.actors, a) for a in known))


def _figures(accounts: Sequence["Told"]) -> Iterator[Difference]:
    counted: dict[str, list[tuple[str, Told]]] = defaultdict(list)
    for account in accounts:
        for label, values in figures(account.quote).items():
            counted[label].append((", ".join(f"{v:,.10g}" for v in sorted(values)), account))
    for label in sorted(counted):
        yield from _differing(label, _by(counted[label]))


def _by(said: Iterable[tuple[str, "Told"]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for value, account in said:
        found[value].append(account.event)
    return found


def _differing(about: str, by: Mapping[str, Sequence[str]]) -> Iterator[Difference]:
    if len(by) > 1:
        yield Difference(about, tuple(Saying(value, tuple(events)) for value, events in by.items()))
