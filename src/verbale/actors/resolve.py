"""Which party a name or description means on a day."""

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Self

from ..atlas import Atlas, Sense
from ..cast import Party, PartyKind
from ..gazetteer import Gazetteer
from .compose import Role, role_of
from .hits import Finder, Hit
from .owners import Whose, meant, whose
from .persons import KnownPeople, likeliest, near, term_on
from .phrases import Phrase, phrases_of_text
from .tables import Agent, Person, load_actors, load_agents, load_persons
from .titles import office_of
from .units import Unit, units_of_text

_TOO_SHORT = 5
"""Letters below which a bare surname is not recognised."""


class Resolver:
    """Resolves names and descriptions against the atlas, the agents and the office table."""

    def __init__(
        self, atlas: Atlas, agents: dict[str, Agent], offices: Iterable[Person],
        gazetteer: Gazetteer | None = None, own: dict[str, Sense] | None = None,
    ) -> None:  # fmt: skip
        self.atlas = atlas
        self.gazetteer = gazetteer
        self.people = KnownPeople(offices)
        self.finder = Finder(atlas, agents, self.people, own)

    @classmethod
    def load(cls, atlas: Atlas, extra: Sequence[Path] = (), gazetteer: Gazetteer | None = None) -> Self:
        """The shipped tables with the agents.csv, offices.csv and actors.csv of the user's folders, if they have them.

        With a gazetteer, towns and provinces tell the country too: "police in Lyon".
        """

        def files(name: str) -> list[Path]:
            return [path for folder in extra if (path := folder / name).exists()]

        own = load_actors(files("actors.csv"))
        return cls(atlas, load_agents(files("agents.csv")), load_persons(files("offices.csv")), gazetteer, own)

    def resolve(self, text: str, on: dt.date | None = None, context: str | None = None) -> Party | None:
        """The party that `text` by itself means on a day, None where the tables do not know it.

        `context` names where the report is about; it only decides between senses, never supplies a country.
        Without a day, people are who they were at the end of the table.
        """
        units = units_of_text(text)
        hits = self.finder.find(text, units, on)
        phrase = phrases_of_text(units, hits)
        if phrase is None:
            return None
        person = self._person(text, units, phrase, on)
        if person is not None:
            return person
        wanted = self._wanted(context, on)
        return self._described(text, units, phrase, wanted)

    def _wanted(self, context: str | None, on: dt.date | None) -> frozenset[str]:
        if not context:
            return frozenset()
        units = units_of_text(context)
        return frozenset(s.code for h in self.finder.find(context, units, on) for s in h.senses)

    def _described(self, text: str, units: Sequence[Unit], phrase: Phrase, wanted: frozenset[str]) -> Party | None:
        role = role_of(phrase, units)
        if role.agent is None:
            return self._named(text, phrase, role, wanted)
        owner = role.owners[0] if role.owners else self._town(text, units, phrase)
        if role.sector is None and owner is None:
            return None
        return party_of(text.strip(), role, owner)

    def _named(self, text: str, phrase: Phrase, role: Role, wanted: frozenset[str]) -> Party | None:
        states = phrase.states()
        if len(states) == 1 and (states[0].last == phrase.last or states[0].first == phrase.first):
            sense = next((s for s in states[0].senses if s.code in wanted), meant(states[0]))
            covers = states[0].last == phrase.last
            return party_of_sense(text.strip(), None, None, sense, sector=covers)
        if not role.owners:
            return self._place(text)
        return party_of(text.strip(), role._replace(sector=None), role.owners[0])

    def _place(self, text: str) -> Party | None:
        """A town by itself, which stands for its people."""
        place = self.gazetteer.usual(text.strip()) if self.gazetteer and text.strip()[:1].isupper() else None
        if place is None or place.country is None:
            return None
        return Party(
            text=text.strip(), start=None, end=None, name=place.name, country=place.country, kind="place",
            sector="CVL" if place.kind in ("city", "district") else None,
        )  # fmt: skip

    def _town(self, text: str, units: Sequence[Unit], phrase: Phrase) -> Whose | None:
        """The state of a town before the role word: "Lyon police"."""
        first = phrase.agents()[0].first if phrase.agents() else phrase.last
        if self.gazetteer is None or first == phrase.first or not units[phrase.first].text[0].isupper():
            return None
        for last in range(first, phrase.first, -1):
            place = self.gazetteer.usual(text[units[phrase.first].start : units[last - 1].end])
            if place is not None and place.country:
                return Whose(place.country, self.atlas.name(place.country) or place.country, None, "state")
        return None

    def _person(self, text: str, units: Sequence[Unit], phrase: Phrase, on: dt.date | None) -> Party | None:
        known = next((h for h in phrase.hits if h.people), None)
        titles = [h for h in phrase.agents() if h.agent and h.agent.kind == "person"]
        if known is None:
            known = self._by_surname(units, phrase, titles, on)
        if known is not None and not self._is_all(units, phrase, known):
            known = None
        if known is not None:
            phrase.name = (known.first, known.last)
            country = self._country(phrase, units, known)
            person = likeliest(known.people, on, country) or (None if country else known.people[0])
            if person is not None:
                return self.person(text.strip(), units, phrase, person, on)
        last = titles[-1].last if titles else phrase.last
        if titles and last < phrase.last and units[last].text[0].isupper() and titles[-1].agent:
            if any((h.first == last and not h.people) or (h.first > last and h.agent) for h in phrase.hits):
                return None
            phrase.name = (last, phrase.last)
            role = role_of(phrase, units)
            name = text[units[last].start : units[phrase.last - 1].end]
            owner = role.owners[0] if role.owners else None
            return party_of(text.strip(), role, owner, person=name, office=office_of(phrase, units))
        return None

    def _by_surname(self, units: Sequence[Unit], phrase: Phrase, titles: list[Hit], on: dt.date | None) -> Hit | None:
        first = titles[-1].last if titles else phrase.first
        if not first < phrase.last <= first + 3 or any(h.first >= first for h in phrase.hits):
            return None
        if not all(u.text[0].isupper() for u in units[first : phrase.last]):
            return None
        surname = " ".join(u.text for u in units[first : phrase.last])
        people = self.people.surnamed(surname) if phrase.last == first + 1 or not titles else ()
        likely = tuple(p for p in people if near(p, on))
        if titles and likely:
            return Hit(first, phrase.last, people=likely)
        if len(likely) == 1 and phrase.last == first + 1 and len(surname) >= _TOO_SHORT:
            return Hit(first, phrase.last, people=likely)
        return None

    @staticmethod
    def _is_all(units: Sequence[Unit], phrase: Phrase, known: Hit) -> bool:
        """Nothing but titles and states stands beside the name."""
        covered = {i for h in phrase.hits for i in range(h.first, h.last)} | set(range(known.first, known.last))
        return known.last == phrase.last or all(
            i in covered for i in range(known.last, phrase.last) if units[i].text[0].isupper()
        )

    @staticmethod
    def _country(phrase: Phrase, units: Sequence[Unit], known: Hit) -> str | None:
        states = [h for h in phrase.states() if h.last <= known.first]
        return whose(meant(states[0])).country if states and len(states[0].senses) == 1 else None

    def person(self, text: str, units: Sequence[Unit], phrase: Phrase, person: Person, on: dt.date | None) -> Party:
        """The party that a person of the table is: by the title given here, else by the office held on the day."""
        term, running = term_on(person, on)
        role = role_of(phrase, units, phrase.name[0] if phrase.name else None)
        sector = role.sector if role.agent and role.sector and role.agent.kind == "person" else None
        if sector is None and term is not None:
            sector = term.sector if running else _after(term.sector)
        country = role.owners[0].country if role.owners else (term or person.terms[0]).country
        return Party(
            text=text, start=None, end=None, name=person.name, country=country, sector=sector, kind="person",
            person=person.name, office=office_of(phrase, units) or (term.office if term and running else None),
        )  # fmt: skip


def party_of(
    text: str, role: Role, owner: Whose | None, *, person: str | None = None, office: str | None = None
) -> Party:
    """A described party: its owner's country with the role's sector."""
    kind: PartyKind = "group"
    if person is not None or (role.agent and role.agent.kind == "person" and not role.agent.plural):
        kind = "person"
    elif role.agent and role.agent.kind == "institution":
        kind = "organization"
    elif role.agent is None and owner is not None:
        kind = owner.kind
    return Party(
        text=text, start=None, end=None, name=person or (owner.name if owner else None),
        country=owner.country if owner else None, sector=role.sector, kind=kind, person=person, office=office,
    )  # fmt: skip


def party_of_sense(text: str, start: int | None, end: int | None, sense: Sense, *, sector: bool = True) -> Party:
    """The party that a name of the atlas stands for; a capital stands for its government."""
    owner = whose(sense)
    kind = sense.sector
    if kind is None and sense.how in ("capital", "seat") and sense.kind == "state":
        kind = "GOV"
    return Party(
        text=text, start=start, end=end, name=owner.name, country=owner.country, sector=kind if sector else None,
        kind=owner.kind,
    )  # fmt: skip


def _after(sector: str) -> str:
    return sector if sector in ("REB", "OPP", "CRM", "REL", "CVL", "NGO", "UAF") else "ELI"
