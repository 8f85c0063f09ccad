"""Whose an actor is: the state, organization or entity behind a name."""

from typing import NamedTuple

from ..atlas import Sense
from ..cast import PartyKind
from .hits import Hit


class Whose(NamedTuple):
    """Whom a role belongs to."""

    country: str
    name: str
    sector: str | None
    kind: PartyKind


_DE_FACTO = frozenset(("NKR", "ABK", "OST", "PMR", "NCY", "SML"))
"""De facto states with governments of their own; all other regions act for the state that holds them."""


def whose(sense: Sense) -> Whose:
    """A state, a de facto state or an international organization by its own code; any other body by its home state."""
    own = sense.kind == "state" or not sense.country or sense.code in _DE_FACTO
    code = sense.code if own or sense.country is None else sense.country
    return Whose(code, sense.name, sense.sector, sense.kind)


def meant(hit: Hit) -> Sense:
    """The sense taken where nothing else decides: the first of the table, states before organizations."""
    return hit.senses[0]
