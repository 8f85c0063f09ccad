"""From a noun phrase to the parties it names: whose they are, and what kind of actor."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from .hits import Hit
from .owners import Whose, meant, whose
from .phrases import WHENCE, Phrase
from .tables import Agent
from .units import Unit
from .vocabulary import phrases, words

FORMER = words("former")
_FORMER_OFFICE = frozenset(("GOV", "LEG", "JUD", "SPY", "MIL", "PTY", "COP"))
_PRESIDES = phrases("presiding")
_RELATIONS = words("relations")
_FACING = words("facing")
_ABROAD = phrases("abroad")
_IRREGULAR = frozenset(("REB", "UAF"))
_REGULAR = frozenset(("MIL", "COP"))


class Role(NamedTuple):
    """What kind of actor a phrase names, and whose; several owners where they are coordinated."""

    sector: str | None
    owners: tuple[Whose, ...]
    agent: Agent | None
    former: bool


def role_of(phrase: Phrase, units: Sequence[Unit], stop: int | None = None) -> Role:
    """The role a phrase names up to unit `stop` (its own end without one)."""
    last = phrase.last if stop is None else stop
    agents = [h for h in phrase.agents() if h.last <= last]
    owners = owners_of(phrase, units, last)
    former = _is_former(phrase, units, agents)
    if not agents:
        body = next((s for h in phrase.states() if (s := meant(h)).how in ("institution", "seat")), None)
        return Role(body.sector if body else owners[0].sector if owners else None, owners, None, former)
    agent = _main(agents, named=phrase.name is not None)
    sector = _sector(agent, [h.agent for h in agents if h.agent and h.agent is not agent], phrase, owners)
    if former and agent.kind == "person" and sector in _FORMER_OFFICE:
        sector = "ELI"
    return Role(sector, owners, agent, former)


def _main(agents: list[Hit], named: bool) -> Agent:
    """The head noun; of several titles before a name the first, unless it needs another to say whose it is."""
    found = [h.agent for h in agents if h.agent is not None]
    if named:
        titles = [a for a in found if a.kind == "person" and a.sector and not a.yields]
        if titles and found[0] is titles[0]:
            return titles[0]
    return found[-1]


def _sector(agent: Agent, others: list[Agent], phrase: Phrase, owners: tuple[Whose, ...]) -> str | None:
    if not agent.yields:
        irregular = [a.sector for a in others if a.sector in _IRREGULAR]
        if agent.sector in _REGULAR and irregular:
            return irregular[-1]
        if agent.sector == "UAF" and any(o.sector == "REB" for o in owners):
            return "REB"
        if agent.phrase in _PRESIDES:
            return _below(phrase, of_only=True) or agent.sector
        return agent.sector
    firm = [a.sector for a in others if a.sector and not a.yields]
    modifiers = firm or [a.sector for a in others if a.sector and a.phrase not in ("deputy", "official")]
    if modifiers:
        return modifiers[-1]
    below = _below(phrase, of_only=False)
    if below:
        return below
    owned = next((o.sector for o in owners if o.kind == "organization" and o.sector not in (None, "IGO")), None)
    seat = next((o.sector for o in owners if o.kind == "state" and o.sector), None)
    return owned or seat or agent.sector


def _below(phrase: Phrase, of_only: bool) -> str | None:
    """The sector of what the role is a role in: "head of the army", "president of the Knesset"."""
    for link, inner in phrase.attached:
        if link not in ("of", "for", "in", "at", "from"):
            continue
        agents = inner.agents()
        if agents and not of_only and (sector := role_of(inner, ()).sector):
            return sector
        if of_only and link != "of":
            continue
        for hit in inner.states():
            sense = meant(hit)
            if sense.sector not in (None, "GOV", "IGO") and sense.how in ("institution", "name", "seat"):
                return sense.sector
    return None


def owners_of(phrase: Phrase, units: Sequence[Unit], last: int) -> tuple[Whose, ...]:
    """Whose the phrase is: its own adjectives, then the possessor, a title before it, "of" and "in" phrases."""
    named = [h for h in phrase.states() if h.last <= last]
    states = [h for h in named if meant(h).how not in ("institution", "seat")]
    if states and not _opposite(phrase, last):
        return _coordinated(states, units)
    if _relational(phrase, last):
        return ()
    if phrase.owners:
        return phrase.owners
    for other in (phrase.possessor, phrase.titled):
        if other is not None and (found := owners_of(other, units, other.last)):
            return found
    if named:
        return _coordinated(named, units)
    whence = () if phrase.name is not None or _away(phrase, last) else tuple(WHENCE)
    for links in (("of",), whence, ("for",)):
        found = _attached_owners(phrase, units, links)
        if found:
            return found
    return ()


def _away(phrase: Phrase, last: int) -> bool:
    """A body that sits where it does not belong: "an embassy in Tehran"."""
    agents = [h.agent for h in phrase.agents() if h.last <= last]
    return bool(agents) and agents[-1] is not None and agents[-1].phrase in _ABROAD


def _opposite(phrase: Phrase, last: int) -> bool:
    """Whether a nationality names the other side: "a key U.S. ally" is not American."""
    agents = [h.agent for h in phrase.agents() if h.last <= last]
    return bool(agents) and agents[-1] is not None and agents[-1].phrase in _FACING and not agents[-1].plural


def _relational(phrase: Phrase, last: int) -> bool:
    """A party named by its relation to another, so not that other's: "its allies", "Iran's neighbours"."""
    agents = [h.agent for h in phrase.agents() if h.last <= last]
    return bool(agents) and agents[-1] is not None and agents[-1].phrase in _RELATIONS


def _attached_owners(phrase: Phrase, units: Sequence[Unit], links: Iterable[str]) -> tuple[Whose, ...]:
    found: list[Whose] = []
    taken = False
    for link, inner in phrase.attached:
        taken = link in links or (taken and link in ("and", ",") and inner.name is None)
        if taken:
            found.extend(o for o in owners_of(inner, units, inner.last) if o not in found)
    return tuple(found)


def _coordinated(states: list[Hit], units: Sequence[Unit]) -> tuple[Whose, ...]:
    """The first state of a phrase with those coordinated to it: "Azerbaijani and Georgian", "U.S.-Iraqi"."""
    found = [whose(meant(states[0]))]
    for before, hit in pairwise(states):
        between = [u.lower for u in units[before.last : hit.first]] if units else []
        glued = bool(units) and units[hit.first].glued
        if not (glued and not between) and not (between and set(between) <= {"and", "or", ",", "as", "well"}):
            break
        found.append(whose(meant(hit)))
    return tuple(dict.fromkeys(found))


def _is_former(phrase: Phrase, units: Sequence[Unit], agents: list[Hit]) -> bool:
    stop = agents[-1].first if agents else phrase.last
    return any(units[i].lower in FORMER for i in range(phrase.first, min(stop, len(units))))
