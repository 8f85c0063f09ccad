"""The words of data/places/words.toml: what each list is for stands there, above it."""

import tomllib

from msgspec import Struct, convert

from ..gazetteer import INDEX

Words = frozenset[str]


class PlaceWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Lemmas and words by what they tell about places."""

    where: Words
    building: Words
    type: Words
    moving: Words
    language: Words
    common: Words
    titles: Words
    edifice: Words
    offices: Words
    street: Words
    towards: Words
    within: Words
    aimed: Words
    going: Words
    leaving: Words
    above: Words
    reaching: Words
    taking: Words
    light: Words
    occasion: Words
    place: Words
    turned: Words


def _load() -> PlaceWords:
    tables = tomllib.loads((INDEX.parent / "words.toml").read_text("utf-8"))
    return convert({name: words for table in tables.values() for name, words in table.items()}, PlaceWords)


WORDS = _load()
