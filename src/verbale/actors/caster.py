"""A reading's cast: every mention of a party, whom it stands for on the day, and everybody named."""

import datetime as dt
from collections.abc import Iterator

from msgspec.structs import replace

from ..cast import Cast, Mention, Party
from ..reading import Reading
from .chunks import Chunker
from .coreference import Referents
from .counted import Counted
from .descriptions import Descriptions
from .discourse import Discourse
from .hits import Hit
from .names import labelled, with_surnames, with_titled, without_strays
from .owners import Whose
from .people import People
from .phrases import Phrase
from .registry import Registry
from .resolve import Resolver
from .scene import Draft, Scene, innermost
from .screening import screened
from .towns import Towns
from .units import units_of
from .vocabulary import words

_OWN = frozenset(("his", "hers", "theirs", "its"))
_NATIONAL = words("national")
_LOCAL = frozenset(s.upper() for s in words("local_sectors"))
_STANDS_ALONE = frozenset(("group", "institution", "materiel"))


class Caster:
    """Casts readings; holds only the tables, so one serves any number of reports."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self._towns = Towns(resolver.gazetteer, resolver.atlas)

    def cast(self, reading: Reading, on: dt.date | None = None) -> Cast:
        """The cast of one reading, offices taken as of `on`, the day of the report."""
        scene = self._scene(reading, on)
        return _Stage(scene, reading, Registry(self.resolver.people, on), self._towns).cast()

    def _scene(self, reading: Reading, on: dt.date | None) -> Scene:
        finder = self.resolver.finder
        units, first_unit = units_of(reading)
        names = labelled(reading, first_unit, units, finder)
        barred = frozenset(i for first, last in names.items() for i in range(first, last))
        hits = screened(reading.tokens, units, finder.find(reading.text, units, on, barred), finder)
        hits = self._towns.added(reading, units, first_unit, hits)
        names = with_surnames(units, hits, with_titled(units, hits, names))
        names = without_strays(reading, units, hits, names, self._towns.is_place)
        return Scene(reading, units, Chunker(reading, units, hits, names).phrases(), self.resolver.atlas)


class _Stage:
    """The walk over one scene, mention by mention."""

    def __init__(self, scene: Scene, reading: Reading, registry: Registry, towns: Towns) -> None:
        self.scene, self.registry = scene, registry
        self.discourse = Discourse(reading, registry.home_of)
        self.counted = Counted(self.discourse, scene.atlas.states)
        self.referents = Referents(self.discourse, self.counted, scene.state)
        self.people = People(scene, registry)
        self.descriptions = Descriptions(scene, self.people, self.referents, towns)
        self.drafts: list[Draft] = []
        self._settled: dict[int, tuple[Party, ...]] = {}
        """Pronouns resolved before their turn."""
        self._titles = {id(p.titled) for p in scene.phrases if p.titled is not None}
        """Phrases that belong to a name after them: the person's mention covers them."""

    def cast(self) -> Cast:
        """Goes through phrases and pronouns in text order, then settles what later mentions told of earlier people."""
        for item in self._in_order():
            if isinstance(item, Phrase):
                self._mention(item)
            else:
                self._pronoun(item)
        self._place_bare_groups()
        self._home_of_officials()
        drafts = sorted(self.drafts, key=lambda d: (d.first, -d.last))
        mentions = tuple(
            Mention(first=d.first, last=d.last, head=d.head, kind=d.kind, parties=tuple(d.settled())) for d in drafts
        )
        return Cast(mentions, tuple(p.named_person() for p in self.registry.people), innermost(mentions))

    def _in_order(self) -> Iterator[Phrase | int]:
        tokens = self.scene.tokens
        waiting = iter([*(t.i for t in tokens if t.upos == "PRON" and t.dep not in ("expl", "nmod:poss")), len(tokens)])
        pronoun = next(waiting)
        for phrase in self.scene.phrases:
            at = self.scene.units[phrase.first].token
            while pronoun < at:
                yield pronoun
                pronoun = next(waiting)
            yield phrase
        while pronoun < len(tokens):
            yield pronoun
            pronoun = next(waiting)

    def _mention(self, phrase: Phrase) -> None:
        self._take_owner(phrase)
        agent = self.descriptions.head_agent(phrase)
        name = next((h for h in phrase.hits if h.senses and h.last == phrase.last and not h.aside), None)
        if phrase.name is not None:
            self._add(self.people.draft(phrase))
        elif id(phrase) in self._titles:
            pass
        elif agent is not None:
            self._add(self.descriptions.draft(phrase, agent))
        elif name is not None:
            self._add(self.descriptions.named(name, phrase, nested=False))
        else:
            self._bodies_inside(phrase)
        for hit in phrase.hits:
            if hit.senses and not hit.aside and (hit.last < phrase.last or name is None):
                self._qualifier(hit, phrase)

    def _take_owner(self, phrase: Phrase) -> None:
        """What only the report tells of whose it is: a possessor who is a person, a pronoun, a person after "of"."""
        if phrase.pronoun is not None:
            token = self.scene.units[phrase.pronoun].token
            known = self.people.known_owner(phrase)
            parties = self._pronoun(token, known)
            phrase.peer = next((p.office for p in parties if p.office), None)
            phrase.owners = known or tuple(o for p in parties for o in self.scene.of_state(p.country))
        elif phrase.possessor is not None and phrase.possessor.name is not None:
            phrase.owners = self.people.country(phrase.possessor)
            phrase.peer = self.people.meet(phrase.possessor).office
        elif (after := self._owner_after(phrase)) is not None:
            parties = self._settled[after] = self.referents.pronoun(after)
            phrase.owners = tuple(o for p in parties for o in self.scene.of_state(p.country))
        for link, inner in phrase.attached:
            if link == "of" and inner.name is not None and not phrase.owners:
                phrase.owners = self.people.country(inner)

    def _owner_after(self, phrase: Phrase) -> int | None:
        """The pronoun of "an aide of his"."""
        after = self.scene.units[phrase.last : phrase.last + 2]
        if len(after) == 2 and after[0].lower == "of" and after[1].lower in _OWN:
            return after[1].token
        return None

    def _bodies_inside(self, phrase: Phrase) -> None:
        """A phrase that is no actor may hold one: "Israeli army positions"."""
        for hit in phrase.agents():
            if self._names_more(hit, phrase):
                continue
            if hit.agent is not None and hit.agent.kind in _STANDS_ALONE and self.descriptions.is_noun(hit):
                self._add(self.descriptions.draft(phrase, hit))

    def _names_more(self, hit: Hit, phrase: Phrase) -> bool:
        """Part of a longer name: "Wright-Patterson Air Force Base"."""
        after = self.scene.units[hit.last] if hit.last < phrase.last else None
        return after is not None and after.upos == "PROPN" and self.scene.units[hit.last - 1].upos == "PROPN"

    def _qualifier(self, hit: Hit, phrase: Phrase) -> None:
        """A state inside a phrase; two in one word ("U.S.-Azerbaijan") are one mention of both."""
        before = self.drafts[-1] if self.drafts else None
        mine = self.descriptions.named(hit, phrase, nested=True)
        self._add(mine, nested=True)
        if before is None or before.kind not in ("name", "demonym"):
            return
        if (before.first, before.last) == (mine.first, mine.last):
            both = [*before.parties, *mine.parties]
            self.drafts[-2:] = [Draft(mine.first, mine.last, mine.head, "demonym", both, [None] * len(both))]

    def _pronoun(self, token: int, known: tuple[Whose, ...] = ()) -> tuple[Party, ...]:
        """Adds what a pronoun stands for: the owner `known` by other means, else what came before."""
        parties = self._settled.get(token) or self.referents.pronoun(token)
        if known and [p.country for p in parties] != [known[0].country]:
            parties = (
                (self.scene.state(known[0].country),) if self.scene.tokens[token].text.lower() == "its" else parties
            )
        if parties:
            self._add(self.scene.pronoun(token, parties))
        return parties

    def _add(self, draft: Draft, *, nested: bool = False) -> None:
        self.drafts.append(draft)
        self.discourse.add(draft.head, draft.kind, draft.settled(), nested=nested)

    def _home_of_officials(self) -> None:
        """Ministers whose country nothing tells are of the state that the report is about where they are first named."""
        named: set[int] = set()
        for draft in self.drafts:
            for party, person in zip(draft.parties, draft.people, strict=True):
                if person is None or id(person) in named:
                    continue
                named.add(id(person))
                if person.country or not person.office or party.country:
                    continue
                title = person.office.lower().replace("-", " ").split()
                if person.sector == "GOV" and _NATIONAL.intersection(title) and "un" not in title:
                    focus = self.counted.home_at(draft.head)
                    person.country = focus.country if focus is not None else None

    def _place_bare_groups(self) -> None:
        """People without a country belong where their clause puts them: "Protesters marched in Tunis"."""
        places: dict[int, set[str]] = {}
        for draft in self.drafts:
            if draft.kind == "place" and (code := draft.parties[0].country):
                places.setdefault(self.discourse.verb_over(draft.head), set()).add(code)
        for draft in self.drafts:
            party = draft.parties[0]
            if draft.kind != "description" or party.country or party.sector not in _LOCAL or len(draft.parties) > 1:
                continue
            here = places.get(self.discourse.verb_over(draft.head), set())
            if len(here) == 1 and self.discourse.is_core(draft.head):
                code = next(iter(here))
                draft.parties = [replace(party, country=code, name=self.scene.atlas.name(code))]
