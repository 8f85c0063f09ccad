"""The resolver and the caster with the shipped tables, and a function from sentences to casts."""

import datetime as dt
from collections.abc import Callable

import pytest

from verbale.actors import Caster, Resolver
from verbale.atlas import Atlas
from verbale.cast import Cast, Party
from verbale.gazetteer import Gazetteer
from verbale.pipeline import Reader

Casting = Callable[..., Cast]


@pytest.fixture(scope="session")
def resolver() -> Resolver:
    return Resolver.load(Atlas.load(), (), Gazetteer.load())


@pytest.fixture(scope="session")
def casting(resolver: Resolver, reader: Reader) -> Casting:
    caster = Caster(resolver)

    def cast(text: str, on: str | None = None) -> Cast:
        reading = reader.language.read(text)
        found = caster.cast(reading, dt.date.fromisoformat(on) if on else None)
        for mention in found.mentions:
            for party in mention.parties:
                assert party.start is not None
                assert text[party.start : party.end] == party.text
        return found

    return cast


def parties(cast: Cast, words: str) -> list[Party]:
    """The parties of the mention that reads exactly `words`; fails where there is none."""
    found = [m for m in cast.mentions if any(p.text == words for p in m.parties)]
    assert found, f"no mention {words!r} in {[p.text for m in cast.mentions for p in m.parties]}"
    return list(found[0].parties)


def codes(cast: Cast, words: str) -> list[tuple[str | None, str | None]]:
    """Country and sector of each party of the mention that reads `words`."""
    return [(p.country, p.sector) for p in parties(cast, words)]
