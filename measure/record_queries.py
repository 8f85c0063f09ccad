"""Twelve questions to a record, as people ask them: `python -m measure.record_queries FILE` times each.

Each is asked many times over, with countries, people, words and days drawn from the record itself, frequent ones more
often; the draws are the same every time.
"""

import argparse
import datetime as dt
import random
import re
import resource
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from verbale.records import Records
from verbale.store import review
from verbale.store.tables import EPISODES, EVENTS, PARTIES

from .record_variants import FIRST, LAST
from .variant_names import states

TIMES = 60
"""How often each is asked."""
LISTED = 50
_WORD = re.compile(r"\b[a-z]{5,}\b")


class Draw:
    """What is asked about."""

    def __init__(self, connection: Connection, seed: int) -> None:
        self._connection = connection
        self._rng = random.Random(seed)  # noqa: S311  draws, not secrets
        known, self._weights = states()
        self._codes = [state.code for state in known]
        self._last = connection.scalar(sa.select(sa.func.max(EVENTS.c.key))) or 1

    def country(self) -> str:
        """A state, by its code."""
        return self._rng.choices(self._codes, self._weights)[0]

    def two_countries(self) -> tuple[str, str]:
        """Two different ones."""
        one, other = self.country(), self.country()
        return (one, other) if one != other else self.two_countries()

    def words(self, number: int) -> str:
        """Words that an event is told in."""
        quote = self._one(sa.select(EVENTS.c.quote), EVENTS.c.key)
        found = sorted(set(_WORD.findall(quote)))
        return " ".join(self._rng.sample(found, number)) if len(found) >= number else self.words(number)

    def person(self) -> str:
        """The name of a person who takes part in an event."""
        return self._one(sa.select(PARTIES.c.person).where(PARTIES.c.person.contains(" ")), PARTIES.c.event)

    def episode(self) -> str:
        """The id of one."""
        return self._one(sa.select(EPISODES.c.id).join(EVENTS, EVENTS.c.episode == EPISODES.c.key), EVENTS.c.key)

    def type(self) -> str:
        """An event type, as often as it is found."""
        return self._one(sa.select(EVENTS.c.type).where(EVENTS.c.type.is_not(None)), EVENTS.c.key)

    def group(self) -> str:
        """A group of states."""
        return self._rng.choice(("NATO", "EU", "ASEAN", "BRICS", "Arab League"))

    def days(self, number: int) -> tuple[dt.date, dt.date]:
        """So many days in a row."""
        first = FIRST + dt.timedelta(self._rng.randrange((LAST - FIRST).days - number))
        return first, first + dt.timedelta(number)

    def year(self) -> str:
        """A year."""
        return str(self._rng.randint(FIRST.year, LAST.year - 1))

    def _one(self, query: sa.Select[tuple[str]], key: sa.Column[int]) -> str:
        """The value in the row of a random key, or in the next that has one."""
        found = self._connection.scalar(query.where(key >= self._rng.randint(1, self._last)).order_by(key).limit(1))
        return found if found is not None else self._one(query, key)


class Query(NamedTuple):
    """A question."""

    name: str
    ask: Callable[[Records, Draw], Callable[[], Iterable[object]]]
    """Draws what is asked about; what comes back asks it."""


def _during(days: tuple[dt.date, dt.date]) -> dict[str, dt.date]:
    return dict(zip(("since", "until"), days, strict=True))


def _words(records: Records, draw: Draw) -> Callable[[], Iterable[object]]:
    words = draw.words(1)
    return lambda: records.find_events(words, sort="date,desc", limit=LISTED)


def _words_and_more(records: Records, draw: Draw) -> Callable[[], Iterable[object]]:
    words, party, during = draw.words(1), draw.country(), _during(draw.days(1500))
    return lambda: records.find_events(words, party=party, limit=LISTED, **during)


def _dyad(records: Records, draw: Draw) -> Callable[[], Iterable[object]]:
    pair = draw.two_countries()
    return lambda: records.count("events", ("dyad", "month"), between=pair)


def _latest(records: Records, draw: Draw) -> Callable[[], Iterable[object]]:
    country = draw.country()
    return lambda: records.find_events(party=country, limit=LISTED)


def _person(records: Records, draw: Draw) -> Callable[[], Iterable[object]]:
    name = draw.person()
    return lambda: records.find_events(party=name, limit=LISTED)


def _episode(records: Records, draw: Draw) -> Callable[[], Iterable[object]]:
    id = draw.episode()
    return lambda: records.episode(id) or ()


def _type_in_days(records: Records, draw: Draw) -> Callable[[], Iterable[object]]:
    type_, during = draw.type(), _during(draw.days(90))
    return lambda: records.find_events(type=type_, limit=LISTED, **during)


def _group(records: Records, draw: Draw) -> Callable[[], Iterable[object]]:
    group, country, year = draw.group(), draw.country(), draw.year()
    return lambda: records.find_events(actor=group, recipient=country, since=year, until=year)


def _statements(records: Records, draw: Draw) -> Callable[[], Iterable[object]]:
    speaker, words = draw.country(), draw.words(1)
    return lambda: records.find_statements(words, speaker=speaker, limit=LISTED)


def _types(records: Records, _: Draw) -> Callable[[], Iterable[object]]:
    return lambda: records.count("events", ("type", "status"))


def _types_of_country(records: Records, draw: Draw) -> Callable[[], Iterable[object]]:
    country = draw.country()
    return lambda: records.count("events", ("type", "year"), party=country)


def _review(records: Records, _: Draw) -> Callable[[], Iterable[object]]:
    def asked() -> Iterable[object]:
        with records.database.reading() as connection:
            return list(review.queue(connection, LISTED))

    return asked


QUERIES = (
    Query("a word, with snippets, the newest 50", _words),
    Query("a word, a country and four years, the best 50", _words_and_more),
    Query("two countries, month by month", _dyad),
    Query("a country's newest 50 events", _latest),
    Query("a person's newest 50 events", _person),
    Query("an episode with its accounts", _episode),
    Query("a type in three months, the newest 50", _type_in_days),
    Query("a group of states acting on a country in a year", _group),
    Query("a country's statements with a word, the best 50", _statements),
    Query("all events counted by type and status", _types),
    Query("a country's events counted by type and year", _types_of_country),
    Query("the review queue's first 50", _review),
)
"""The list."""


class Timed(msgspec.Struct, frozen=True):
    """How long the answers took, in seconds, and how many rows they had."""

    name: str
    seconds: tuple[float, ...]
    rows: int


class Asked(msgspec.Struct, frozen=True):
    """Everything that was asked in one process."""

    queries: tuple[Timed, ...]
    rss_mb: float
    """The most memory it took, of which the file's pages that it has mapped are a part."""


def ask_all(where: str | Path, *, times: int = TIMES) -> Asked:
    """Asks each question so many times."""
    with Records.open(where) as records:
        records.atlas.longest  # noqa: B018  loaded before the clock starts
        found = tuple(_timed(records, number, query, times) for number, query in enumerate(QUERIES))
    return Asked(found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _timed(records: Records, number: int, query: Query, times: int) -> Timed:
    with records.database.reading() as connection:
        draw = Draw(connection, number)
        asked = [query.ask(records, draw) for _ in range(times)]
    seconds, rows = [], 0
    for ask in asked:
        started = time.perf_counter()
        rows += len(list(ask()))
        seconds.append(time.perf_counter() - started)
    return Timed(query.name, tuple(seconds), rows)


def main() -> None:
    """Prints the times as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("--times", type=int, default=TIMES)
    options = parser.parse_args()
    sys.stdout.buffer.write(msgspec.json.encode(ask_all(options.file, times=options.times)) + b"\n")


if __name__ == "__main__":
    main()
