"""Mentions by description ("the Syrian opposition", "both countries") and by the names of states and bodies."""

from collections.abc import Sequence

from msgspec.structs import replace

from ..cast import MentionKind, Party, PartyKind
from .compose import Role, owners_of, role_of
from .coreference import Referents
from .hits import Hit
from .owners import Whose, meant, whose
from .people import People
from .phrases import WHENCE, Phrase
from .registry import Somebody
from .scene import Draft, Scene
from .tables import Agent
from .titles import office_of
from .towns import GROUND, Towns
from .vocabulary import table, words

_LOCATIVE = words("locative")
_REGIONS = table("regions")
_COUNTRY = frozenset(("state", "country", "nation", "republic"))
_SHORT_TITLES = words("short_titles")
_OFFICIAL = frozenset(("GOV", "LEG", "MIL", "JUD", "ELI", "SPY"))
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "both"))


class Descriptions:
    """Drafts the mentions of one scene that are no personal names and no pronouns."""

    def __init__(self, scene: Scene, people: People, referents: Referents, towns: Towns) -> None:
        self.scene = scene
        self._people, self._referents, self._towns = people, referents, towns

    def head_agent(self, phrase: Phrase) -> Hit | None:
        """The role word that heads a phrase."""
        last = phrase.last
        while last > phrase.first and self.scene.units[last - 1].upos == "NUM":
            last -= 1
        return next((h for h in phrase.hits if h.last == last and self.is_noun(h)), None)

    def is_noun(self, hit: Hit) -> bool:
        """A role word in use as a noun: "the military", not "military experts"."""
        if hit.agent is None or hit.agent.kind == "modifier" or hit.agent.phrase in _SHORT_TITLES:
            return False
        return hit.last - hit.first > 1 or self.scene.units[hit.first].upos in ("NOUN", "PROPN")

    def draft(self, phrase: Phrase, hit: Hit) -> Draft:
        """The description up to the role word `hit`."""
        scene, stop = self.scene, hit.last
        role = role_of(phrase, scene.units, stop)
        first, last = self._reach(phrase, stop)
        head = scene.head(hit.first, hit.last)
        somebody = self._people.apposed(phrase) if role.agent and _is_one(role.agent) else None
        somebody = somebody or self._equated(phrase, head, role)
        owners = role.owners or self._region(phrase) or self._told_owners(phrase, role, somebody)
        again = () if owners else self._again(phrase, stop, head, role)
        span = {
            "text": scene.quote(first, last), "start": scene.units[first].start, "end": scene.units[last - 1].end
        }  # fmt: skip
        if again:
            parties = [replace(p, **span) for p in again]
        else:
            parties = [replace(self._party(role, owner, phrase), **span) for owner in owners or (None,)]
        people: list[Somebody | None] = [somebody] if len(parties) == 1 else [None] * len(parties)
        return Draft(*scene.words(first, last), head, "description", parties, people)

    def _equated(self, phrase: Phrase, head: int, role: Role) -> Somebody | None:
        """The person of whom the description is told: "Amina Otieno is Kenya's foreign minister"."""
        if role.agent is None or not _is_one(role.agent) or role.agent.sector is None:
            return None
        somebody = self._people.subject_of(head)
        if somebody is not None:
            somebody.country = somebody.country or (role.owners[0].country if role.owners else None)
            somebody.office = somebody.office or office_of(phrase, self.scene.units)
            somebody.sector = somebody.sector or role.sector
        return somebody

    def _region(self, phrase: Phrase) -> tuple[Whose, ...]:
        """The states of a region: "the Baltic states", "Nordic ministers"."""
        for unit in self.scene.units[phrase.first : phrase.last - 1]:
            if unit.lower in _REGIONS and unit.text[0].isupper():
                others = any(u.lower == "other" for u in self.scene.units[phrase.first : phrase.last])
                named = self._referents.discourse.named_in(unit.sent) if others else ()
                codes = [code for code in _REGIONS[unit.lower].split() if code not in named]
                return tuple(w for code in codes for w in self.scene.of_state(code))
        return ()

    def _told_owners(self, phrase: Phrase, role: Role, somebody: Somebody | None) -> tuple[Whose, ...]:
        """Whose it is by a name in apposition ("the emir, Sheikh Hamad,") or a town in its name."""
        if somebody is not None:
            return self.scene.of_state(somebody.country)
        if role.agent is not None and role.agent.kind == "person":
            return ()
        return self.scene.of_state(self._towns.owner(self.scene.text, self.scene.units, phrase))

    def _again(self, phrase: Phrase, stop: int, head: int, role: Role) -> tuple[Party, ...]:
        if role.agent is None or (not role.agent.plural and any(link == "of" for link, _ in phrase.attached)):
            return ()
        lower = [u.lower for u in self.scene.units[phrase.first : stop]]
        return self._referents.described(head, role.agent, role.sector, definite=lower[0] in _DEFINITE, units=lower)

    def _reach(self, phrase: Phrase, stop: int) -> tuple[int, int]:
        """The units a description quotes: possessor, phrase, and the "of" or "in" phrase that says whose it is."""
        first = phrase.possessor.first if phrase.possessor is not None else phrase.first
        last = stop
        if stop < phrase.last:
            return first, last
        own = bool(phrase.states()) or phrase.possessor is not None
        for link, inner in phrase.attached:
            if (link == "of" and (inner.hits or inner.name)) or (link in WHENCE and not own and inner.states()):
                last = max(last, inner.end)
            elif link in ("and", ",") and last > stop and inner.name is None and not inner.agents():
                last = max(last, inner.last)
        return first, last

    def _party(self, role: Role, owner: Whose | None, phrase: Phrase) -> Party:
        kind: PartyKind = "group"
        if role.agent is not None and _is_one(role.agent):
            kind = "person"
        elif role.agent is not None and owner is not None and role.agent.phrase in _COUNTRY:
            kind = "state" if owner.kind == "state" else "organization"
        elif role.agent is not None and role.agent.kind == "institution":
            kind = "organization"
        office = office_of(phrase, self.scene.units) if kind == "person" and role.sector in _OFFICIAL else None
        return Party(
            text="", start=None, end=None, name=owner.name if owner else None, sector=role.sector, kind=kind,
            country=owner.country if owner else None, office=office,
        )  # fmt: skip

    def named(self, hit: Hit, phrase: Phrase, *, nested: bool) -> Draft:
        """The mention of a state, organization or town; `nested`: as a qualifier inside a phrase of something else."""
        scene, sense = self.scene, meant(hit)
        owner = self._owner(hit, phrase, nested=nested)
        head = scene.head(hit.first, hit.last)
        kind: MentionKind = "name"
        if sense.how == "demonym" and (nested or scene.tokens[head].upos == "ADJ"):
            kind = "demonym"
        elif hit.place or (not nested and self._is_ground(hit, phrase)):
            kind = "place"
        sector = "GOV" if sense.how in ("capital", "seat") and sense.kind == "state" else sense.sector
        party = Party(
            text=scene.quote(hit.first, hit.last), start=scene.units[hit.first].start,
            end=scene.units[hit.last - 1].end, name=hit.place or owner.name, country=owner.country,
            sector=None if kind == "place" else sector, kind="place" if kind == "place" else owner.kind,
        )  # fmt: skip
        return Draft(*scene.words(hit.first, hit.last), head, kind, [party], [None])

    def _owner(self, hit: Hit, phrase: Phrase, *, nested: bool) -> Whose:
        """Whose a name is; a people "of" another state belong to that: "the Serbs of Bosnia"."""
        sense = meant(hit)
        if not nested and sense.how == "demonym-noun":
            below: Sequence[Phrase] = [p for link, p in phrase.attached if link == "of"]
            for inner in below:
                for owner in owners_of(inner, self.scene.units, inner.last):
                    return owner
        return whose(sense)

    def _is_ground(self, hit: Hit, phrase: Phrase) -> bool:
        sense = meant(hit)
        if phrase.first == 0 or sense.kind == "organization" or sense.how not in GROUND:
            return False
        before = self.scene.units[phrase.first - 1]
        return before.lower in _LOCATIVE and before.upos == "ADP"


def _is_one(agent: Agent) -> bool:
    return agent.kind == "person" and not agent.plural
