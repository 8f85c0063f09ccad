"""Where the tables speak: longest matches of states and organizations, kinds of actors, and known people."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from ..atlas import Atlas, Sense, spelled
from .persons import KnownPeople
from .tables import Agent, Person
from .units import POSSESSIVE, Unit
from .vocabulary import words

ATTACHED = words("attached")
_CLOSING = frozenset('.,;:()!?"“”[]') | POSSESSIVE
_AGAINST = words("against")
_NAME_ARTICLES = words("name_articles")


class Hit(NamedTuple):
    """Units `[first, last)` found in one of the tables; a hit of nothing holds a party's name and means none."""

    first: int
    last: int
    senses: tuple[Sense, ...] = ()
    agent: Agent | None = None
    people: tuple[Person, ...] = ()
    place: str | None = None
    """The state that a town or province lies in, where the words are neither a state's nor an organization's."""
    aside: bool = False
    """A state that only qualifies ("Syrian-backed", "anti-American"): not whose actor it is."""


class Finder:
    """Finds hits in units; built once from the tables."""

    def __init__(
        self, atlas: Atlas, agents: dict[str, Agent], people: KnownPeople, own: dict[str, Sense] | None = None
    ) -> None:
        self.atlas = atlas
        self._own = own or {}
        self._own_longest = max((len(name.split()) for name in self._own), default=0)
        self.people = people
        self._agents = agents
        self._longest_agent: dict[str, int] = {}
        for phrase in agents:
            first, *rest = phrase.split(" ")
            self._longest_agent[first] = max(len(rest) + 1, self._longest_agent.get(first, 0))

    def knows(self, name: str) -> bool:
        """Whether the words by themselves are a state, an organization or one of the user's own actors."""
        return spelled(name).casefold() in self._own or bool(self.atlas.lookup(name))

    def is_role(self, word: str) -> bool:
        """Whether a lower-cased word by itself names a kind of actor."""
        return word in self._agents

    def find(
        self, text: str, units: Sequence[Unit], on: dt.date | None, barred: frozenset[int] = frozenset()
    ) -> list[Hit]:
        """Hits from left to right without overlap, the longest first at each unit.

        `barred` units belong to personal names, in which no state or kind of actor is looked for.
        """
        hits: list[Hit] = []
        i = 0
        while i < len(units):
            hit = self._at(text, units, i, on, barred)
            if hit is None:
                i += 1
            else:
                hits.append(hit)
                i = hit.last
        return hits

    def _at(self, text: str, units: Sequence[Unit], i: int, on: dt.date | None, barred: frozenset[int]) -> Hit | None:
        unit = units[i]
        agent = None if i in barred else self._agent(units, i)
        if not (unit.text[0].isupper() or unit.text[0].isdigit() or _article(units, i)):
            return agent
        known = self.people.starting(units, i)
        person = Hit(i, known[1], people=known[0]) if known else None
        named = self._named(text, units, i, on, barred) if i not in barred else None
        if (
            named
            and named.senses
            and agent
            and named.last == agent.last
            and named.senses[0].how in ("institution", "seat")
        ):
            named = None if named.senses[0].ambiguous else named
        if named and not named.senses:
            return self._before_role(units, named)
        best = agent
        for other in (named, person):
            if other is not None and (best is None or other.last >= best.last):
                best = other
        return best

    def _before_role(self, units: Sequence[Unit], nothing: Hit) -> Hit:
        """A hit of nothing, cut before the role word that ends it: "Tokyo Stock Exchange" is an exchange still."""
        for i in range(nothing.first + 1, nothing.last):
            agent = self._agent(units, i)
            if agent is not None and agent.last == nothing.last:
                return Hit(nothing.first, i)
        return nothing

    def _agent(self, units: Sequence[Unit], i: int) -> Hit | None:
        low = units[i].lower
        longest = self._longest_agent.get(low)
        if longest is None:
            return None
        lower = [u.lower for u in units[i : i + longest]]
        for n in range(len(lower), 0, -1):
            agent = self._agents.get(" ".join(lower[:n]))
            if agent is not None and units[i + n - 1].sent == units[i].sent:
                return Hit(i, i + n, agent=agent)
        return None

    def _named(
        self, text: str, units: Sequence[Unit], i: int, on: dt.date | None, barred: frozenset[int]
    ) -> Hit | None:
        start, sent = units[i].start, units[i].sent
        first = spelled(units[i].text).casefold().split(" ", 1)[0]
        longest = max(self.atlas.first_words.get(first, 0), self._own_longest)
        for j in range(min(len(units), i + longest) - 1, i - 1, -1):
            if units[j].sent != sent or j in barred or units[j].text in _CLOSING:
                continue
            name = text[start : units[j].end]
            own = self._own.get(spelled(name).casefold()) if self._own else None
            senses = (own,) if own else self.atlas.lookup(name, on)
            if not senses and j > i and spelled(name) in self.atlas.lookalikes:
                return Hit(i, j + 1)
            if senses and not self._composed(units, i, j, senses[0], on):
                return Hit(i, j + 1, senses=tuple(self._housed(s) for s in senses), aside=_aside(units, i, j + 1))
        return None

    def _composed(self, units: Sequence[Unit], i: int, j: int, sense: Sense, on: dt.date | None) -> bool:
        """A listed body that is no more than nationality and role word ("British forces"), better read as the two."""
        if j == i or sense.how not in ("institution", "seat"):
            return False
        nation = self.atlas.lookup(units[i].text, on)
        role = " ".join(u.lower for u in units[i + 1 : j + 1])
        return bool(nation) and nation[0].code == sense.code and role in self._agents

    def _housed(self, sense: Sense) -> Sense:
        """A part of an international organization as belonging to the whole: the UN Security Council to the UN.

        Agencies with names of their own, such as the IAEA, stand for themselves.
        """
        if sense.kind != "organization" or sense.country:
            return sense
        code = sense.code
        while (body := self.atlas.organization(code)) and body.parent:
            whole = self.atlas.organization(body.parent)
            if whole is None or not _named_after(body.name, whole.name):
                break
            code = whole.code
        return sense if code == sense.code else replace(sense, country=code)


def _article(units: Sequence[Unit], i: int) -> bool:
    """The article of a name such as al-Qaeda."""
    return units[i].lower in _NAME_ARTICLES and i + 1 < len(units) and units[i + 1].glued


def _named_after(part: str, whole: str) -> bool:
    return whole in part or part.split(" ", 1)[0] == whole.split(" ", 1)[0]


def _aside(units: Sequence[Unit], first: int, last: int) -> bool:
    after = units[last] if last < len(units) else None
    if after is not None and after.glued and after.lower in ATTACHED:
        return True
    return first > 0 and units[first].glued and units[first - 1].lower in _AGAINST
