"""What to call the places of a report: by their usual English names, not as the map spells them locally."""

from collections import Counter
from collections.abc import Iterable

from msgspec.structs import replace

from ..gazetteer import INITIALS, Gazetteer
from ..places import Place, fold

RESPELLED = frozenset({"city", "district", "site", "island", "province"})
"""Kinds that the map may spell locally; countries, capitals and seas stand there in English."""


def usual_names(named: Iterable[tuple[str, Place]], gazetteer: Gazetteer) -> dict[Place, Place]:
    """Places under the name that the report mostly calls them by, or that our tables give; others are left out.

    "Gabala" rather than "Qabala"; but an old or foreign name stays with the report, so that "Bombay" is Mumbai.
    """
    called: dict[Place, Counter[str]] = {}
    for name, place in named:
        uses = called.setdefault(place, Counter())
        if place.kind in RESPELLED and not gazetteer.is_renamed(name) and place in gazetteer.candidates(name):
            same = place.name.isascii() and f"{fold(name)} ".startswith(f"{fold(place.name)} ")
            uses[place.name if same else _cased(name)] += 1
    usual = {
        place: gazetteer.english(place) or max(uses, key=uses.__getitem__, default="") for place, uses in called.items()
    }
    return {place: replace(place, name=name) for place, name in usual.items() if name}


def _cased(name: str) -> str:
    """A name in capitals as it is usually written; other names as they stand."""
    return name.title() if name.isupper() and len(name) > INITIALS else name
