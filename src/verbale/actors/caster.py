"""A reading's cast: every mention of a party, whom it stands for on the day, and everybody named."""

import datetime as dt
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ..atlas import Sense
from ..cast import Cast, Mention, MentionKind, Party, PartyKind
from ..gazetteer import Gazetteer
from ..reading import Reading
from .chunks import Chunker
from .compose import Role, owners_of, role_of
from .coreference import Referents
from .discourse import Discourse
from .hits import Hit
from .names import labelled, with_surnames, with_titled
from .owners import Whose, meant, whose
from .phrases import WHENCE, Phrase
from .registry import Registry, Somebody
from .resolve import Resolver
from .tables import Agent
from .titles import office_of
from .units import units_of

_LOCATIVE = frozenset(["in", "at", "near", "inside", "outside", "around", "across", "throughout"])
_GROUND = frozenset(("name", "capital"))
_ONLY_TITLES = frozenset(
    ["pm", "fm", "gen", "col", "maj", "capt", "adm", "sgt", "lt", "cpl", "pfc", "cmdr", "sen", "rep", "gov", "amb", "rev", "prof", "dr", "mr", "mrs", "ms", "sir", "lord", "supt", "insp", "det", "fr"]
)
"""Short titles that mean nobody without a name after them."""
_LOCAL = frozenset(["CVL", "OPP", "COP", "LAB", "EDU", "REF", "REB", "UAF", "CRM", "AGR", "REL", "HLH"])
_DIRECTIONS = frozenset(["northern", "southern", "eastern", "western", "central", "north", "south", "east", "west", "upper", "lower"])
_LARGE = 50_000
"""People in a town that is taken for itself wherever it is named; a smaller one needs a preposition before it."""
_STANDS_ALONE = frozenset(("group", "institution", "materiel"))


class Caster:
    """Casts readings; holds only the tables, so one serves any number of reports."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver

    def cast(self, reading: Reading, on: dt.date | None = None) -> Cast:
        """The cast of one reading, offices taken as of `on`, the day of the report."""
        return _Stage(self.resolver, reading, on).cast()


class _Draft:
    """A mention in the making; `people` go with its parties where those are persons of the registry."""

    __slots__ = ("first", "head", "kind", "last", "parties", "people")

    def __init__(
        self, first: int, last: int, head: int, kind: MentionKind, parties: Sequence[Party], people: Sequence[Somebody | None]
    ) -> None:
        self.first, self.last, self.head, self.kind = first, last, head, kind
        self.parties, self.people = list(parties), list(people)


class _Stage:
    """The work on one reading."""

    def __init__(self, resolver: Resolver, reading: Reading, on: dt.date | None) -> None:
        self.reading, self.tokens, self.text, self.on = reading, reading.tokens, reading.text, on
        self.atlas = resolver.atlas
        self.gazetteer = resolver.gazetteer
        self.units, first_unit = units_of(reading)
        finder = resolver.finder
        names = labelled(reading, first_unit, self.units, finder)
        barred = frozenset(i for first, last in names.items() for i in range(first, last))
        self.hits = finder.find(self.text, self.units, on, barred)
        self._add_towns(first_unit)
        names = with_surnames(self.units, self.hits, with_titled(self.units, self.hits, names))
        self.phrases = Chunker(reading, self.units, self.hits, names).phrases()
        self._place_of = {id(p): n for n, p in enumerate(self.phrases)}
        self.registry = Registry(resolver.people, on)
        self.discourse = Discourse(reading, resolver.atlas.states)
        self.referents = Referents(self.discourse, self.state)
        self.drafts: list[_Draft] = []
        self._met: dict[int, Somebody] = {}

    def _add_towns(self, first_unit: Sequence[int]) -> None:
        """Towns and provinces, for the state they lie in; only where the model takes the name for a place."""
        gazetteer = self.gazetteer
        if gazetteer is None:
            return
        self._enlarge_places(gazetteer, first_unit)
        covered = {i for h in self.hits for i in range(h.first, h.last)}
        places = {n.text for n in self.reading.names if n.label == "LOC"}
        for name in self.reading.names:
            first, last = first_unit[name.first], first_unit[name.last]
            if name.text not in places or first == last or covered.intersection(range(first, last)):
                continue
            place = gazetteer.usual(name.text)
            if place is None or not place.country or self.units[first].lower in _DIRECTIONS:
                continue
            if (place.population or 0) >= _LARGE or (first and self.units[first - 1].upos == "ADP"):
                self.hits.append(Hit(first, last, senses=(self._home(place.country),), place=place.name))
        self.hits.sort(key=lambda h: h.first)

    def _enlarge_places(self, gazetteer: Gazetteer, first_unit: Sequence[int]) -> None:
        """A longer name of a place than the atlas knows: New Mexico is not Mexico, nor Nassau County Nassau."""
        for name in self.reading.names:
            first, last = first_unit[name.first], first_unit[name.last]
            inside = [h for h in self.hits if h.senses and first <= h.first and h.last <= last]
            if name.label != "LOC" or len(inside) != 1 or inside[0].last - inside[0].first == last - first:
                continue
            if inside[0].senses[0].how not in _GROUND:
                continue
            place = gazetteer.usual(name.text)
            if place is None or not place.country or (place.population or 0) < _LARGE:
                continue
            if place.country != inside[0].senses[0].code:
                at = self.hits.index(inside[0])
                self.hits[at] = Hit(first, last, senses=(self._home(place.country),), place=place.name)

    def _home(self, code: str) -> Sense:
        name = self.atlas.name(code) or code
        return Sense(code=code, name=name, kind="state", how="name", sector=None, ambiguous=False, country=code)

    def cast(self) -> Cast:
        """Goes through phrases and pronouns in text order, then settles what later mentions told of earlier people."""
        for item in self._in_order():
            if isinstance(item, Phrase):
                self._mention(item)
            else:
                self._pronoun(item)
        self._place_bare_groups()
        drafts = sorted(self.drafts, key=lambda d: (d.first, -d.last))
        mentions = tuple(
            Mention(first=d.first, last=d.last, head=d.head, kind=d.kind, parties=tuple(self._settled(d))) for d in drafts
        )
        return Cast(mentions, tuple(p.named_person() for p in self.registry.people), _innermost(mentions))

    def _in_order(self) -> Iterator[Phrase | int]:
        pronouns = [t.i for t in self.tokens if t.upos == "PRON" and t.dep not in ("expl", "nmod:poss")]
        waiting = iter([*pronouns, len(self.tokens)])
        pronoun = next(waiting)
        for phrase in self.phrases:
            at = self.units[phrase.first].token
            while pronoun < at:
                yield pronoun
                pronoun = next(waiting)
            yield phrase
        while pronoun < len(self.tokens):
            yield pronoun
            pronoun = next(waiting)

    def _settled(self, draft: _Draft) -> Iterator[Party]:
        for party, person in zip(draft.parties, draft.people, strict=True):
            if person is None:
                yield party
                continue
            known = person.known
            yield replace(
                party, name=known.name if known else person.name, person=person.name,
                country=party.country or person.country, sector=party.sector or person.sector,
                office=party.office or person.office,
            )  # fmt: skip

    def _place_bare_groups(self) -> None:
        """ "Protesters marched in Tunis": people without a country belong where the same clause puts them."""
        places: dict[int, set[Whose]] = {}
        for draft in self.drafts:
            if draft.kind == "place" and (code := draft.parties[0].country):
                owner = Whose(code, self.atlas.name(code) or code, None, "state")
                places.setdefault(self.discourse.verb_over(draft.head), set()).add(owner)
        for draft in self.drafts:
            party = draft.parties[0]
            if draft.kind != "description" or party.country or party.sector not in _LOCAL or len(draft.parties) > 1:
                continue
            here = places.get(self.discourse.verb_over(draft.head), set())
            if len(here) == 1 and self.discourse.is_core(draft.head):
                owner = next(iter(here))
                draft.parties = [replace(party, country=owner.country, name=owner.name)]

    # One phrase

    def _mention(self, phrase: Phrase) -> None:
        self._take_owner(phrase)
        if phrase.name is not None:
            self._person_mention(phrase)
        elif self._head_agent(phrase) is not None:
            self._described(phrase, phrase.last)
        elif not self._named(phrase):
            self._inner(phrase)
            return
        self._nested(phrase)

    def _take_owner(self, phrase: Phrase) -> None:
        """What only the report tells of whose it is: a possessor who is a person, a pronoun, a person after "of"."""
        if phrase.pronoun is not None:
            token = self.units[phrase.pronoun].token
            parties = self.referents.possessor(token)
            if parties:
                self._add(_Draft(token, token + 1, token, "pronoun", [self._at(p, token) for p in parties], [None] * len(parties)))
                phrase.owners = self._owners(parties)
        elif phrase.possessor is not None and phrase.possessor.name is not None:
            phrase.owners = self._of_person(phrase.possessor)
        for link, inner in phrase.attached:
            if link == "of" and inner.name is not None and not phrase.owners:
                phrase.owners = self._of_person(inner)

    def _of_person(self, phrase: Phrase) -> tuple[Whose, ...]:
        somebody = self._meet(phrase)
        country = somebody.country
        return (Whose(country, self.atlas.name(country) or country, None, "state"),) if country else ()

    def _owners(self, parties: Sequence[Party]) -> tuple[Whose, ...]:
        return tuple(
            Whose(p.country, self.atlas.name(p.country) or p.country, None, "state") for p in parties if p.country
        )

    def _meet(self, phrase: Phrase) -> Somebody:
        known = self._met.get(id(phrase))
        if known is None:
            role = self._title(phrase)
            owner = role.owners[0].country if role.owners else None
            sector = role.sector if role.agent is not None else None
            known = self.registry.meet(self._name(phrase), owner, sector, office_of(phrase, self.units))
            self._met[id(phrase)] = known
        return known

    def _title(self, phrase: Phrase) -> Role:
        if phrase.titled is not None and not phrase.agents():
            return role_of(phrase.titled, self.units)
        first = phrase.name[0] if phrase.name else phrase.last
        own = role_of(phrase, self.units, first)
        apposed = self._apposed_title(phrase)
        if apposed is None or (own.agent is not None and own.owners):
            return own
        more = role_of(apposed, self.units)
        return own._replace(
            sector=own.sector or more.sector, owners=own.owners or more.owners, agent=own.agent or more.agent
        )

    def _name(self, phrase: Phrase) -> str:
        first, last = phrase.name or (phrase.first, phrase.last)
        return " ".join(self.text[self.units[first].start : self.units[last - 1].end].split())

    def _apposed_title(self, phrase: Phrase) -> Phrase | None:
        """The title in apposition: "Sergey Ivanov, the Russian defense minister,"."""
        if phrase.name is None:
            return None
        beside = self._beside(phrase)
        return next((p for p in beside if p.name is None and _title_agent(p) and self._apposed(p, phrase)), None)

    def _beside(self, phrase: Phrase) -> list[Phrase]:
        """The phrases close enough to be in apposition."""
        at = self._place_of.get(id(phrase))
        return [] if at is None else [*self.phrases[max(0, at - 3) : at], *self.phrases[at + 1 : at + 3]]

    def _apposed(self, one: Phrase, two: Phrase) -> bool:
        near = 0 <= one.first - two.last <= 2 or 0 <= two.first - one.end <= 2
        if not near:
            return False
        a, b = self._tokens(one), self._tokens(two)
        return any(self.tokens[t].dep == "appos" and self.tokens[t].head in b for t in a) or any(
            self.tokens[t].dep == "appos" and self.tokens[t].head in a for t in b
        )

    def _tokens(self, phrase: Phrase) -> range:
        return range(self.units[phrase.first].token, self.units[phrase.last - 1].token + 1)

    def _person_mention(self, phrase: Phrase) -> None:
        somebody = self._meet(phrase)
        role = self._title(phrase)
        titled = phrase.titled
        start = min(phrase.first, titled.first) if titled is not None else phrase.first
        sector = role.sector if role.agent is not None else None
        apposed = self._apposed_title(phrase)
        office = office_of(phrase, self.units) or (office_of(apposed, self.units) if apposed else None)
        if office and not somebody.office:
            somebody.office = office
        owner = role.owners[0] if role.owners else None
        first, last = self.units[start].token, self.units[phrase.last - 1].token + 1
        party = Party(
            text=self._quote(start, phrase.last), start=self.units[start].start, end=self.units[phrase.last - 1].end,
            country=owner.country if owner else None, sector=sector, kind="person", person=somebody.name, office=office,
        )  # fmt: skip
        self._add(_Draft(first, last, self._head(phrase.name or (phrase.first, phrase.last)), "name", [party], [somebody]))

    # Descriptions

    def _head_agent(self, phrase: Phrase) -> Hit | None:
        last = phrase.last
        while last > phrase.first and self.units[last - 1].upos == "NUM":
            last -= 1
        return next((h for h in phrase.hits if h.agent is not None and h.last == last and self._is_noun(h)), None)

    def _is_noun(self, hit: Hit) -> bool:
        """A role word in use as a noun: "the military", not "military experts"."""
        if hit.agent is None or hit.agent.kind == "modifier" or hit.agent.phrase in _ONLY_TITLES:
            return False
        return hit.last - hit.first > 1 or self.units[hit.first].upos in ("NOUN", "PROPN")

    def _described(self, phrase: Phrase, stop: int) -> None:
        role = role_of(phrase, self.units, stop)
        agent = role.agent
        if agent is None:
            return
        hit = next(h for h in phrase.hits if h.agent is agent and h.last <= stop) if agent else None
        head = self._head((hit.first, hit.last)) if hit else self.units[stop - 1].token
        first, last = self._reach(phrase, stop, role)
        definite = self.units[phrase.first].lower in ("the", "this", "that", "these", "those", "both")
        role_owners = role.owners or self._apposed_owners(phrase, agent) or self._town_owner(phrase, agent)
        if not role_owners:
            again = self.referents.described(head, agent, role.sector, definite=definite, units=self._words(phrase, stop))
            if again:
                parties = [self._at_span(p, first, last) for p in again]
                self._add(_Draft(self.units[first].token, self.units[last - 1].token + 1, head, "description", parties, [None] * len(parties)))
                return
        parties = [self._party(role, owner, first, last, phrase) for owner in role_owners or (None,)]
        self._add(
            _Draft(
                self.units[first].token, self.units[last - 1].token + 1, head, "description", parties, [None] * len(parties)
            )
        )

    def _apposed_owners(self, phrase: Phrase, agent: Agent) -> tuple[Whose, ...]:
        """Whose the person named in apposition is: "the emir, Sheikh Hamad,"."""
        if agent.kind != "person":
            return ()
        named = next((p for p in self._beside(phrase) if p.name is not None and self._apposed(phrase, p)), None)
        return self._of_person(named) if named is not None else ()

    def _town_owner(self, phrase: Phrase, agent: Agent) -> tuple[Whose, ...]:
        """The state of a large town that begins an institution's name: "Mosul University"."""
        if self.gazetteer is None or agent.kind == "person" or not phrase.agents():
            return ()
        stop = phrase.agents()[0].first
        first = phrase.first + (self.units[phrase.first].upos == "DET")
        if not first < stop <= first + 3 or self.units[first].upos != "PROPN":
            return ()
        place = self.gazetteer.usual(self._quote(first, stop))
        if place is None or not place.country or (place.population or 0) < _LARGE:
            return ()
        return (Whose(place.country, self.atlas.name(place.country) or place.country, None, "state"),)

    def _words(self, phrase: Phrase, stop: int) -> list[str]:
        return [u.lower for u in self.units[phrase.first : stop]]

    def _reach(self, phrase: Phrase, stop: int, role: Role) -> tuple[int, int]:
        """The units a description quotes: possessor, phrase, and the "of" or "in" phrase that says whose it is."""
        first = phrase.possessor.first if phrase.possessor is not None else phrase.first
        last = stop
        if stop < phrase.last:
            return first, last
        own = bool(phrase.states()) or phrase.possessor is not None
        for link, inner in phrase.attached:
            if (link == "of" and (inner.hits or inner.name)) or (link in WHENCE and not own and inner.states()):
                last = max(last, inner.end)
            elif link in ("and", ",") and last > stop:
                last = max(last, inner.last)
        return first, last

    def _party(self, role: Role, owner: Whose | None, first: int, last: int, phrase: Phrase) -> Party:
        kind: PartyKind = "group"
        agent = role.agent
        if agent is not None and agent.kind == "person" and not agent.plural:
            kind = "person"
        elif agent is not None and agent.kind == "institution":
            kind = "organization"
        office = office_of(phrase, self.units) if kind == "person" and role.sector in ("GOV", "LEG", "MIL", "JUD", "ELI", "SPY") else None
        return Party(
            text=self._quote(first, last), start=self.units[first].start, end=self.units[last - 1].end,
            name=owner.name if owner else None, country=owner.country if owner else None, sector=role.sector,
            kind=kind, office=office,
        )  # fmt: skip

    # Names of states and organizations

    def _named(self, phrase: Phrase) -> bool:
        """A phrase headed by a name of the atlas, or by a demonym used as a noun."""
        hit = next((h for h in phrase.hits if h.senses and h.last == phrase.last and not h.aside), None)
        if hit is None:
            return False
        self._atlas_mention(hit, phrase, nested=False)
        return True

    def _atlas_mention(self, hit: Hit, phrase: Phrase, *, nested: bool) -> None:
        sense = meant(hit)
        owner = whose(sense)
        if not nested and sense.how == "demonym-noun":
            owner = next((o for link, p in phrase.attached if link == "of" for o in owners_of(p, self.units, p.last)), owner)
        head = self._head((hit.first, hit.last))
        kind: MentionKind = "name"
        if sense.how == "demonym" and (nested or self.tokens[head].upos == "ADJ"):
            kind = "demonym"
        elif hit.place or (not nested and sense.kind != "organization" and sense.how in _GROUND and self._locative(phrase)):
            kind = "place"
        sector = sense.sector
        if sense.how in ("capital", "seat") and sense.kind == "state":
            sector = "GOV"
        party_kind: PartyKind = owner.kind
        if kind == "place":
            party_kind, sector = "place", None
        party = Party(
            text=self._quote(hit.first, hit.last), start=self.units[hit.first].start, end=self.units[hit.last - 1].end,
            name=hit.place or owner.name, country=owner.country, sector=sector, kind=party_kind,
        )  # fmt: skip
        draft = _Draft(self.units[hit.first].token, self.units[hit.last - 1].token + 1, head, kind, [party], [None])
        self._add(draft, nested=nested)

    def _qualifier(self, hit: Hit, phrase: Phrase) -> None:
        """A state inside a phrase; two in one word ("U.S.-Azerbaijan") are one mention of both."""
        before = self.drafts[-1] if self.drafts else None
        self._atlas_mention(hit, phrase, nested=True)
        mine = self.drafts[-1]
        if before is not None and before.kind in ("name", "demonym") and (before.first, before.last) == (mine.first, mine.last):
            self.drafts[-2:] = [
                _Draft(mine.first, mine.last, mine.head, "demonym", before.parties + mine.parties, before.people + mine.people)
            ]

    def _locative(self, phrase: Phrase) -> bool:
        before = phrase.first - 1
        if before < 0:
            return False
        low = self.units[before].lower
        return low in _LOCATIVE and self.units[before].upos == "ADP"

    def _nested(self, phrase: Phrase) -> None:
        for hit in phrase.hits:
            if hit.senses and not hit.aside and hit.last < phrase.last:
                self._qualifier(hit, phrase)

    def _inner(self, phrase: Phrase) -> None:
        """A phrase that is no actor: the states and bodies named inside it."""
        stops = [h for h in phrase.agents() if h.agent and h.agent.kind in _STANDS_ALONE and self._is_noun(h)]
        for hit in stops:
            self._described(phrase, hit.last)
        for hit in phrase.hits:
            if hit.senses and not hit.aside:
                self._qualifier(hit, phrase)

    # Pronouns

    def _pronoun(self, i: int) -> None:
        parties = self.referents.pronoun(i)
        if parties:
            self._add(_Draft(i, i + 1, i, "pronoun", [self._at(p, i) for p in parties], [None] * len(parties)))

    # Shared

    def state(self, code: str) -> Party:
        """The state itself, where a pair of countries was known by its officials."""
        return Party(text="", start=None, end=None, name=self.atlas.name(code), country=code, kind="state")

    def _at(self, party: Party, token: int) -> Party:
        word = self.tokens[token]
        return replace(party, text=word.text, start=word.start, end=word.end)

    def _at_span(self, party: Party, first: int, last: int) -> Party:
        return replace(
            party, text=self._quote(first, last), start=self.units[first].start, end=self.units[last - 1].end
        )

    def _quote(self, first: int, last: int) -> str:
        return self.text[self.units[first].start : self.units[last - 1].end]

    def _head(self, span: tuple[int, int]) -> int:
        inside = range(self.units[span[0]].token, self.units[span[1] - 1].token + 1)
        outer = [t for t in inside if self.tokens[t].head not in inside or self.tokens[t].head == t]
        nouns = [t for t in outer if self.tokens[t].upos in ("NOUN", "PROPN", "ADJ")]
        return (nouns or outer or [inside[-1]])[-1]

    def _add(self, draft: _Draft, *, nested: bool = False) -> None:
        self.drafts.append(draft)
        if draft.kind != "pronoun" or draft.parties:
            parties = list(self._settled(draft))
            self.discourse.add(draft.head, draft.kind, parties, nested=nested)


def _title_agent(phrase: Phrase) -> bool:
    agents = phrase.agents()
    return bool(agents) and agents[-1].agent is not None and agents[-1].agent.kind == "person" and agents[-1].last == phrase.last


def _innermost(mentions: Sequence[Mention]) -> dict[int, int]:
    at: dict[int, int] = {}
    for index in sorted(range(len(mentions)), key=lambda m: -(mentions[m].last - mentions[m].first)):
        for word in range(mentions[index].first, mentions[index].last):
            at[word] = index
    return at
