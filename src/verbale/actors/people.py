"""Mentions of named people, with the titles that stand around their names."""

from ..cast import Party
from .compose import Role, role_of
from .owners import Whose
from .phrases import Phrase
from .registry import Registry, Somebody
from .scene import Draft, Scene
from .titles import office_of

_NEAR = 14
"""Words back from a predicate noun that its subject is looked for."""


class People:
    """Introduces the people of one scene to its registry, each phrase once."""

    def __init__(self, scene: Scene, registry: Registry) -> None:
        self.scene = scene
        self.registry = registry
        self._met: dict[int, Somebody] = {}

    def meet(self, phrase: Phrase) -> Somebody:
        """The person a phrase with a name means."""
        known = self._met.get(id(phrase))
        if known is None:
            role = self._title(phrase)
            owner = role.owners[0].country if role.owners else None
            sector = role.sector if role.agent is not None else None
            known = self.registry.meet(self._name(phrase), owner, sector, office_of(phrase, self.scene.units))
            self._met[id(phrase)] = known
        return known

    def country(self, phrase: Phrase) -> tuple[Whose, ...]:
        """The state of the person a phrase means, as the owner of what is theirs."""
        return self.scene.of_state(self.meet(phrase).country)

    def draft(self, phrase: Phrase) -> Draft:
        """The mention of a person, from title to name."""
        scene, somebody, role = self.scene, self.meet(phrase), self._title(phrase)
        titled, apposed = phrase.titled, self._apposed_title(phrase)
        start = min(phrase.first, titled.first) if titled is not None else phrase.first
        shared = self._shared_title(phrase)
        title = apposed or shared
        office = office_of(phrase, scene.units) or (office_of(title, scene.units) if title else None)
        somebody.office = somebody.office or office
        party = Party(
            text=scene.quote(start, phrase.last), start=scene.units[start].start, end=scene.units[phrase.last - 1].end,
            country=role.owners[0].country if role.owners else None, kind="person", person=somebody.name, office=office,
            sector=role.sector if role.agent is not None else None,
        )  # fmt: skip
        head = scene.head(*(phrase.name or (phrase.first, phrase.last)))
        return Draft(*scene.words(start, phrase.last), head, "name", [party], [somebody])

    def apposed(self, phrase: Phrase) -> Somebody | None:
        """The person named in apposition to a description: "the minister, Amina Otieno,"."""
        beside = self.scene.beside(phrase)
        named = next((p for p in beside if p.name is not None and self.scene.apposed(phrase, p)), None)
        return self.meet(named) if named is not None else None

    def subject_of(self, head: int) -> Somebody | None:
        """The named person who is, by a copula, what word `head` says."""
        tokens = self.scene.tokens
        cops = [t for t in tokens[max(0, head - _NEAR) : head] if t.head == head]
        copula = next((t for t in cops if t.dep == "cop" and t.lemma.lower() == "be"), None)
        if copula is None or ("Tense=Past" in copula.feats and "VerbForm=Fin" in copula.feats):
            return None
        for token in cops:
            if token.dep == "nsubj" and (phrase := self.scene.named_at(token.i)) is not None:
                return self.meet(phrase)
        return None

    def _title(self, phrase: Phrase) -> Role:
        units = self.scene.units
        if phrase.titled is not None and not phrase.agents():
            return role_of(phrase.titled, units)
        shared = None if phrase.agents() else self._shared_title(phrase)
        if shared is not None:
            title = role_of(shared, units, shared.name[0] if shared.name else None)
            return role_of(phrase, units)._replace(sector=title.sector, agent=title.agent)
        own = role_of(phrase, units, phrase.name[0] if phrase.name else phrase.last)
        apposed = self._apposed_title(phrase)
        if apposed is None or (own.agent is not None and own.owners):
            return own
        more = role_of(apposed, units)
        return own._replace(
            sector=own.sector or more.sector, owners=own.owners or more.owners, agent=own.agent or more.agent
        )

    def _apposed_title(self, phrase: Phrase) -> Phrase | None:
        """The title in apposition: "Sergey Ivanov, the Russian defense minister,"."""
        beside = self.scene.beside(phrase)
        return next((p for p in beside if _is_title(p) and self.scene.apposed(p, phrase)), None)

    def _shared_title(self, phrase: Phrase) -> Phrase | None:
        """The title in the plural before the first of several names: "Presidents Kibaki and Museveni"."""
        units = self.scene.units
        if phrase.name is None or phrase.agents() or units[phrase.first - 1].lower not in (",", "and"):
            return None
        for other in self.scene.listed_before(phrase):
            agents = [h.agent for h in other.agents() if h.agent]
            if agents and agents[-1].plural and agents[-1].kind == "person":
                return other
            if agents and other.name is None:
                return None
        return None

    def known_owner(self, phrase: Phrase) -> tuple[Whose, ...]:
        """Where a title belongs that stands beside the name of the person known to hold it on the day.

        "Its Secretary-General, Kofi Annan" is the United Nations', whatever "its" may seem to mean.
        """
        agents = phrase.agents()
        title = agents[-1].agent.phrase if agents and agents[-1].agent else ""
        for other in self.scene.beside(phrase):
            if title and other.name is not None and self.scene.apposed(phrase, other):
                return self.scene.of_state(self.registry.home_of(self._name(other), title))
        return ()

    def _name(self, phrase: Phrase) -> str:
        return " ".join(self.scene.quote(*(phrase.name or (phrase.first, phrase.last))).split())


def _is_title(phrase: Phrase) -> bool:
    agents = phrase.agents()
    if phrase.name is not None or not agents or agents[-1].agent is None:
        return False
    return agents[-1].agent.kind == "person" and agents[-1].last == phrase.last
