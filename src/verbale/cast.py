"""Who is on stage: the mentions of parties in a report and whom each stands for."""

from typing import Literal

from msgspec import Struct

MentionKind = Literal["name", "description", "pronoun", "demonym", "place"]
PartyKind = Literal["state", "organization", "entity", "person", "group", "place"]


class Party(Struct, frozen=True, kw_only=True):
    """A political actor as the record names it."""

    text: str
    """The report's own words for it."""
    start: int | None
    end: int | None
    name: str | None = None
    """The usual English name of the state, organization or person."""
    country: str | None = None
    """ISO 3166-1 alpha-3, an organization's short name, or an entity's own code; None: not known."""
    sector: str | None = None
    """A PLOVER sector: GOV, MIL, REB …"""
    kind: PartyKind | None = None
    person: str | None = None
    office: str | None = None


class Mention(Struct, frozen=True, kw_only=True):
    """Words `[first, last)` that stand for one or more parties; `head` is their syntactic head.

    Coordinated people or states are mentions of their own; "both countries" is one mention of two.
    """

    first: int
    last: int
    head: int
    kind: MentionKind
    parties: tuple[Party, ...]


class NamedPerson(Struct, frozen=True, kw_only=True):
    """A person the report names, with every spelling met."""

    name: str
    country: str | None = None
    office: str | None = None
    spellings: tuple[str, ...] = ()


class Cast(Struct, frozen=True):
    """All mentions of a report in text order, and the people it names."""

    mentions: tuple[Mention, ...]
    people: tuple[NamedPerson, ...] = ()
    at: dict[int, int] = {}
    """Word index -> index of the innermost mention that covers it."""
