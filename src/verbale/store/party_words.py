"""Parties and places as people write them in a correction: "RUS/GOV; rebels (SDN/REB)", "Basra, Iraq"."""

import re

from msgspec.structs import replace

from ..atlas_tables import SECTORS
from ..cast import Party
from ..errors import UsageError
from ..record import Event, Record, Where
from .quoting import find
from .terms import Terms

_WORDED = re.compile(r"(?P<words>[^()]+?)\s*\((?P<code>[^()]*?)(?:(?:/|\s)\s*(?P<sector>[A-Z]{3}))?\s*\)")


def parties(field: str, text: str, event: Event, record: Record, terms: Terms) -> tuple[Party, ...]:
    """The parties of one side, parted by semicolons.

    Each is a code (RUS, RUS/GOV), the report's own words with one ("rebels (SDN/REB)"), or words that already stand for a
    party of the event. Raises UsageError.
    """
    return tuple(_party(field, part.strip(), event, record, terms) for part in text.split(";") if part.strip())


def _party(field: str, text: str, event: Event, record: Record, terms: Terms) -> Party:
    for known in (*event.actors, *event.recipients):
        if text in (known.text, known.person):
            return known
    match = _WORDED.fullmatch(text)
    if match is None:
        code, _, sector = (part.strip() for part in text.partition("/"))
        return _anchored(_coded(field, code, sector or None, event, terms), event, record)
    code, sector = match["code"].strip(), match["sector"]
    if sector is None and code in SECTORS:  # "gunmen (UAF)": of no known country
        code, sector = "", code
    return _worded(field, match["words"], code or None, sector, event, record, terms)


def _coded(field: str, code: str, sector: str | None, event: Event, terms: Terms) -> Party:
    """The party of a code: the event's own where it has one of that country, else the country itself."""
    sector = _sector(field, sector)
    for known in (*event.actors, *event.recipients):
        if known.country == code:
            return replace(known, sector=sector)
    return _known(field, code, sector, terms)


def _known(field: str, code: str, sector: str | None, terms: Terms) -> Party:
    found = terms.party(code, sector)
    if found is None:
        raise UsageError(
            f"{field}: “{code}” is no code of a state, organization or entity, such as RUS, RUS/GOV or NATO; "
            "the report's own words come with one: rebels (SDN/REB)"
        )
    return found


def _sector(field: str, sector: str | None) -> str | None:
    if sector is not None and sector not in SECTORS:
        raise UsageError(f"{field}: {sector} is no sector: {', '.join(sorted(SECTORS))}")
    return sector


def _anchored(party: Party, event: Event, record: Record) -> Party:
    """A party that only has a code with its name's place in the report, if its name stands in the evidence."""
    if party.start is not None:
        return party
    found = find(record.report.body, party.text, event.evidence.start)
    if found is None or found.start < event.evidence.start or found.end > event.evidence.end:
        return party
    return replace(party, start=found.start, end=found.end, text=found.quote)


def _worded(
    field: str, words: str, code: str | None, sector: str | None, event: Event, record: Record, terms: Terms
) -> Party:
    """A party in the report's words; one that is named like a person the report names is that person."""
    found = find(record.report.body, words, event.evidence.start)
    if found is None:
        raise UsageError(
            f"{field}: the report does not say “{words}”: a party has the report's own words, or only a code"
        )
    known = _known(field, code, None, terms) if code else None
    person = next((p for p in record.people if found.quote in (p.name, *p.spellings)), None)
    return Party(
        text=found.quote, start=found.start, end=found.end, country=code, sector=_sector(field, sector),
        name=person.name if person else known.name if known else None, kind="person" if person else "group",
        person=person.name if person else None, office=person.office if person else None,
    )  # fmt: skip


def place(text: str, event: Event, record: Record, terms: Terms) -> Where:
    """A place by name, or by name and country; without a position where the map does not have it."""
    name, _, last = (part.strip() for part in text.rpartition(","))
    country = terms.country(last) if name else None
    if country is None:
        name = text
    found = terms.place(name, country)
    said = find(record.report.body, name, event.evidence.start)
    words = said.quote if said else event.place.text if event.place else name
    if found is None:
        return Where(name=name, country=country, text=words)
    return Where(
        name=found.name, country=found.country, lat=found.lat, lon=found.lon, geonames=found.geonames, text=words
    )
