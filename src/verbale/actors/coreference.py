"""Pronouns and bare descriptions, resolved to parties already on stage. Unresolved stays unresolved."""

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from ..cast import Party
from .counted import Counted
from .discourse import Discourse
from .tables import Agent
from .vocabulary import words

_THING = frozenset(("it", "its", "itself"))
_PERSON = frozenset(("he", "she", "him", "her", "his", "hers", "himself", "herself"))
_SEVERAL = frozenset(("they", "them", "their", "theirs", "themselves"))
_POINTING = frozenset(("the", "this", "that", "these", "those"))
_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4}
_COUNTRIES = words("countries")
_NEIGHBOURS = frozenset(("neighbor", "neighbour"))
_SIDED = frozenset(
    ("side", "party", "army", "force", "camp", "delegation", "team", "combatant", "belligerent", "warring")
)
"""Words that count a rebel side as well as a state."""
_UNTITLED = frozenset(("man", "men", "woman", "leader", "negotiator", "politician", "rival", "chief"))
_ONE_COUNTRY = words("one_country")
_BODIES = words("bodies")


class Referents:
    """Finds what a word refers back to in the discourse so far."""

    def __init__(self, discourse: Discourse, counted: Counted, state: Callable[[str], Party]) -> None:
        self.discourse, self.counted = discourse, counted
        self._state = state

    def pronoun(self, at: int) -> tuple[Party, ...]:
        """The parties a personal pronoun stands for; nothing for any other pronoun."""
        low = self.discourse.tokens[at].text.lower()
        if low in _THING:
            return self.discourse.thing(at)
        if low in _PERSON:
            return self.discourse.somebody(at)
        if low in _SEVERAL:
            return self.discourse.several(at)
        if low == "both":
            return self._states(self.counted.sides(at, 2))
        if low == "whose":
            return self.discourse.relative(at)
        return ()

    possessor = pronoun

    def described(
        self, at: int, agent: Agent, sector: str | None, *, definite: bool, units: Sequence[str]
    ) -> tuple[Party, ...]:
        """Whom a description without owner means: "both countries", "the minister", "the rebels" again."""
        token = self.discourse.tokens[at]
        lemma = token.lemma.lower()
        number = next((n for w, n in _NUMBERS.items() if w in units), None)
        if not definite:
            return ()
        if number and agent.plural:
            if lemma == "party" and token.dep.startswith("nmod"):
                return ()
            return self._counted(at, lemma, agent, sector, number)
        bare = len([w for w in units if w not in _POINTING]) == len(agent.phrase.split())
        if not bare and lemma not in _ONE_COUNTRY:
            return ()
        if lemma in _ONE_COUNTRY and not agent.plural:
            return self.discourse.country(at)
        if agent.plural and lemma in _NEIGHBOURS:
            return self._states(self.counted.sides(at, 2))
        if agent.kind == "person" and not agent.plural:
            return self.discourse.holder(at, agent.phrase, sector) or self.discourse.again(at, lemma)
        named = () if agent.plural else self._body(at, lemma, agent, sector)
        return named or self.discourse.again(at, lemma) or self._of_focus(at, agent, sector)

    def _body(self, at: int, lemma: str, agent: Agent, sector: str | None) -> tuple[Party, ...]:
        """An organization named before: "the agency" for the IAEA, "the alliance", "the company"."""
        found = self.counted.namesake(lemma, sector) if agent.kind == "institution" else ()
        if not found and lemma in _BODIES and not agent.sector:
            found = self.discourse.organization(at)
        if not found and agent.sector == "BUS":
            found = self.counted.firms(at, 1, "BUS")
        return found

    def _counted(self, at: int, lemma: str, agent: Agent, sector: str | None, number: int) -> tuple[Party, ...]:
        if agent.kind == "person":
            title = None if lemma in _UNTITLED else f" {agent.phrase} "
            if people := self.counted.people(at, number, title):
                return people
            if title is None or agent.sector is None:
                return ()
            return tuple(replace(p, sector=sector, kind="person") for p in self._states(self.counted.sides(at, number)))
        if agent.sector == "BUS":
            return self.counted.firms(at, number, "BUS")
        if lemma in _COUNTRIES or agent.kind == "institution":
            found = self.counted.sides(at, number, rebels=lemma in _SIDED)
            own = sector if lemma not in _COUNTRIES or lemma == "government" else None
            return tuple(self._side(p, own, found) for p in found)
        return ()

    def _side(self, party: Party, sector: str | None, others: Sequence[Party]) -> Party:
        """A state, or where it stands against its own rebels, its government or army and them."""
        if party.country is None:
            return party
        state = self._state(party.country)
        if party.sector == "REB":
            return replace(state, name=party.name, sector="REB", kind="group")
        inner = all(p.country == party.country for p in others)
        return replace(state, sector=sector or ("GOV" if inner else None))

    def _states(self, parties: Sequence[Party]) -> tuple[Party, ...]:
        return tuple(self._state(p.country) for p in parties if p.country)

    def _of_focus(self, at: int, agent: Agent, sector: str | None) -> tuple[Party, ...]:
        """Whose "the government" or "the army" is: the one state's that is spoken of, if it is one."""
        if agent.kind != "institution" or sector not in ("GOV", "MIL", "LEG", "JUD", "COP", "OPP", "SPY"):
            return ()
        focus = self.counted.focus(at)
        if focus is None or focus.country is None:
            return ()
        return (replace(self._state(focus.country), sector=sector, kind="organization"),)
