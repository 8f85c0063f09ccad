"""Pronouns and bare descriptions, resolved to parties already on stage. Unresolved stays unresolved."""

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from ..cast import Party
from .discourse import Discourse
from .tables import Agent
from .vocabulary import words

_THING = frozenset(("it", "its", "itself"))
_PERSON = frozenset(("he", "she", "him", "her", "his", "hers", "himself", "herself"))
_SEVERAL = frozenset(("they", "them", "their", "theirs", "themselves"))
_POINTING = frozenset(("the", "this", "that", "these", "those"))
_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4}
_COUNTRIES = words("countries")
_ONE_COUNTRY = words("one_country")
_BODIES = words("bodies")


class Referents:
    """Finds what a word refers back to in the discourse so far."""

    def __init__(self, discourse: Discourse, state: Callable[[str], Party]) -> None:
        self.discourse = discourse
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
            return self._states(self.discourse.pair(at, 2))
        return ()

    possessor = pronoun

    def described(
        self, at: int, agent: Agent, sector: str | None, *, definite: bool, units: Sequence[str]
    ) -> tuple[Party, ...]:
        """Whom a description without owner means: "both countries", "the minister", "the rebels" again."""
        token = self.discourse.tokens[at]
        lemma = token.lemma.lower()
        number = next((n for w, n in _NUMBERS.items() if w in units), None)
        if number and agent.plural:
            return self._counted(at, lemma, agent, sector, number)
        if not definite:
            return ()
        bare = len([w for w in units if w not in _POINTING]) == len(agent.phrase.split())
        if not bare and lemma not in _ONE_COUNTRY:
            return ()
        if lemma in _ONE_COUNTRY and not agent.plural:
            return self.discourse.country(at)
        if lemma in _BODIES and not agent.plural and not agent.sector:
            return self.discourse.organization(at)
        if agent.kind == "person" and not agent.plural:
            return self.discourse.holder(at, agent.phrase, sector) or self.discourse.again(at, lemma)
        return self.discourse.again(at, lemma) or self._of_focus(at, agent, sector)

    def _counted(self, at: int, lemma: str, agent: Agent, sector: str | None, number: int) -> tuple[Party, ...]:
        if lemma in _COUNTRIES or agent.kind == "institution":
            found = self._states(self.discourse.pair(at, number))
            own = sector if lemma not in _COUNTRIES or lemma == "government" else None
            return tuple(replace(p, sector=own) for p in found)
        if agent.kind == "person":
            people = self.discourse.pair(at, number, persons=True)
            if people:
                return people
            states = self._states(self.discourse.pair(at, number))
            return tuple(replace(p, sector=sector, kind="person") for p in states)
        return ()

    def _states(self, parties: Sequence[Party]) -> tuple[Party, ...]:
        return tuple(self._state(p.country) for p in parties if p.country)

    def _of_focus(self, at: int, agent: Agent, sector: str | None) -> tuple[Party, ...]:
        """Whose "the government" or "the army" is: the one state's that is spoken of, if it is one."""
        if agent.kind != "institution" or sector not in ("GOV", "MIL", "LEG", "JUD", "COP", "OPP", "SPY"):
            return ()
        focus = self.discourse.focus(at)
        if focus is None or focus.country is None:
            return ()
        return (replace(self._state(focus.country), sector=sector, kind="organization"),)
