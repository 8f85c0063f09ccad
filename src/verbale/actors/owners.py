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


def whose(sense: Sense) -> Whose:
    """A state, an entity or an international organization by its own code; a national body by its home state."""
    code = sense.country if sense.kind == "organization" and sense.country else sense.code
    return Whose(code, sense.name, sense.sector, sense.kind)


def meant(hit: Hit) -> Sense:
    """The sense taken where nothing else decides: the first of the table, states before organizations."""
    return hit.senses[0]
