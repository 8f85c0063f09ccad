"""Who acts on whom: fills an event's actors and recipients from the slots around its trigger."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from ..cast import Cast, Mention, Party
from .slots import Slots
from .tellings import Telling
from .triggers import Hit

_LOCATIVE = frozenset({"in", "at", "near"})
# Acts aimed at somebody: where no slot tells at whom, the rest of the clause may.
_AIMED = frozenset(
    {
        "ACCUSE",
        "SUPPORT",
        "AID",
        "COOPERATE",
        "SANCTION",
        "COERCE",
        "ASSAULT",
        "PROTEST",
        "MOBILIZE",
        "CONCEDE",
        "RETREAT",
        "REJECT",
    }
)


@dataclass(slots=True)
class Arguments:
    """The parties of one event, the words they stand on, and the slot that gave each side."""

    actors: list[Party] = field(default_factory=list)
    recipients: list[Party] = field(default_factory=list)
    actor_words: list[int] = field(default_factory=list)
    recipient_words: list[int] = field(default_factory=list)
    actor_rule: str = ""
    recipient_rule: str = ""


class ArgumentFinder:
    """Fills arguments over one reading."""

    def __init__(
        self, slots: Slots, cast: Cast, first_persons: Mapping[int, Party], tellings: Sequence[Telling] = ()
    ) -> None:
        self.first_persons = first_persons
        self._tellings = tellings
        self.slots = slots
        self.syntax = slots.syntax
        self.cast = cast
        lists = slots.lexicon.lists
        self._crowds = lists["crowd"]
        order = slots.lexicon.orders
        self._verb_recipient = order["verb_recipient"]
        self._noun_recipient = order["noun_recipient"]
        self._noun_actor = order["noun_actor"]

    def find(self, hit: Hit) -> Arguments:
        """Actors and recipients of a hit; empty lists where the sentence names nobody."""
        found = Arguments()
        self._actors(hit, found)
        if not found.actors:
            self._from_swallowed(hit, found)
        if not (hit.trigger.reciprocal and len({p.country for p in found.actors if p.country}) > 1):
            self._recipients(hit, found)
        if hit.trigger.reciprocal:
            self._together(hit, found)
        return found

    def _from_swallowed(self, hit: Hit, found: Arguments) -> None:
        """ "An appeal by Malawi was sent to donors": a passive light verb's noun knows who acts."""
        for inner in hit.swallowed:
            if inner.trigger.event == hit.trigger.event and not hit.trigger.operator:
                below = self.find(inner)
                found.actors, found.actor_words = below.actors, below.actor_words
                found.recipients, found.recipient_words = below.recipients, below.recipient_words
                found.actor_rule, found.recipient_rule = below.actor_rule, below.recipient_rule
                return

    def mention_at(self, i: int) -> Mention | None:
        """The innermost mention that covers word `i`, where it is headed there or names it."""
        at = self.cast.at.get(i)
        return None if at is None else self.cast.mentions[at]

    def parties(self, i: int, *, inside: bool = True, apart_from: Sequence[Party] = ()) -> tuple[Party, ...]:
        """Whom the noun `i` stands for; where it is no party itself, whoever its possessor, adjective or "of" names."""
        if i in self.first_persons:
            return (self.first_persons[i],)
        mention = self.mention_at(i)
        if mention is not None and (mention.head == i or mention.kind in ("name", "pronoun")):
            return self._ours(i, mention.parties)
        found = self._owners(i, 2, apart_from) if inside else ()
        return found or (self._crowd(i) if mention is None else ())

    def _ours(self, i: int, parties: tuple[Party, ...]) -> tuple[Party, ...]:
        """ "our soldiers", said by somebody whose side is known."""
        if all(p.country for p in parties):
            return parties
        owner = next((self.first_persons[c] for c in self.syntax.possessors(i) if c in self.first_persons), None)
        return parties if owner is None else tuple(replace(p, country=p.country or owner.country) for p in parties)

    def _crowd(self, i: int) -> tuple[Party, ...]:
        """ "Thousands", "at least five people": civilians, whoever they are."""
        token = self.syntax.tokens[i]
        if token.lemma.lower() not in self._crowds or token.upos not in ("NOUN", "NUM"):
            return ()
        words = [w for w in self.syntax.subtree(i) if w <= i]
        start = self.syntax.tokens[words[0]].start
        text = self.syntax.reading.text[start : token.end]
        return (Party(text=text, start=start, end=token.end, sector="CVL", kind="group"),)

    def _owners(self, i: int, depth: int, apart_from: Sequence[Party] = ()) -> tuple[Party, ...]:
        syntax = self.syntax
        groups = (
            syntax.possessors(i),
            syntax.obliques(i).get("by", []),
            syntax.modifiers(i),
            [
                o
                for p in ("of", "between", "with", "from", "in", "against", "on", "to", "for")
                for o in syntax.obliques(i).get(p, ())
            ],
        )
        for group in groups:
            for c in group:  # the first that names anybody: in "Malta army Greek academies" Malta owns the army
                parties = [p for d in syntax.coordinated(c) for p in self.parties(d, inside=False)]
                if parties and not all(_same_side(p, apart_from) for p in parties):
                    return tuple(parties)
        if depth:
            for group in groups:
                for c in group:
                    deeper = self._owners(c, depth - 1, apart_from)
                    if deeper:
                        return deeper
        return ()

    def _actors(self, hit: Hit, found: Arguments) -> None:
        noun = hit.is_noun
        order: Sequence[str] = hit.trigger.actor or (self._noun_actor if noun else ("subject",))
        taken = set(hit.trigger.recipient)
        if noun and not hit.trigger.actor:
            order = [s for s in order if s not in taken]
            if hit.support is not None:
                order = ["possessive", "by", "adjective", "subject"]
        for slot in order:
            heads = self.slots.heads(hit.at, slot, noun=noun, support=hit.support)
            self._take(heads, found.actors, found.actor_words, inside=slot != "subject" or not noun)
            if found.actors:
                found.actor_rule = slot
                break
        if noun and hit.trigger.frame == "visit":
            self._visitors(hit, found)
        if noun and not found.actors:
            self._clause_actor(hit, found)

    def _visitors(self, hit: Hit, found: Arguments) -> None:
        """The people listed under "visits of …", however the list is parsed; they outnumber a first guess."""
        people: list[tuple[Party, int]] = []
        above = self.syntax.tokens[hit.at].head
        listed = range(hit.at, above) if above > hit.at else self.syntax.subtree(hit.at)
        for w in listed:
            mention = self.mention_at(w)
            if w > hit.at and mention is not None and mention.head == w:
                people += [(p, w) for p in mention.parties if p.person]
        if len(people) > len(found.actors):
            found.actors, found.actor_words = [p for p, _ in people], [w for _, w in people]
            found.actor_rule = "people named under the visit"

    def _clause_actor(self, hit: Hit, found: Arguments) -> None:
        """ "Israel responded with air strikes": the subject of the clause acts, unless it only talks of the act."""
        syntax = self.syntax
        verb = syntax.parent(hit.at)
        if verb is not None and syntax.case_of(hit.at) in ("with", "without"):  # "a republic with no debt"
            self._take(syntax.deps(verb, "nsubj") or [verb], found.actors, found.actor_words, inside=False)
            if found.actors:
                found.actor_rule = "holder"
                return
        hops = 0
        while verb is not None and syntax.tokens[verb].upos not in ("VERB", "AUX") and hops < 3:
            verb, hops = syntax.parent(verb), hops + 1
        if verb is None or syntax.tokens[verb].upos != "VERB":
            return
        lemma = syntax.tokens[verb].lemma.lower()
        lexicon = self.slots.lexicon
        if (lemma, "verb") in lexicon.triggers or lemma in lexicon.cues or syntax.passive(verb):
            return
        self._take(list(syntax.subjects(verb)), found.actors, found.actor_words, inside=False)
        found.actor_rule = "clause subject" if found.actors else ""

    def _recipients(self, hit: Hit, found: Arguments) -> None:
        noun = hit.is_noun
        order: Sequence[str] = hit.trigger.recipient or (self._noun_recipient if noun else self._verb_recipient)
        if hit.trigger.reciprocal:
            order = [s for s in order if s not in ("in", "at", "on", "upon", "over", "for", "of", "about", "from")]
        if noun and found.actor_rule in order and not hit.trigger.recipient:
            order = [s for s in order if s != found.actor_rule]
        if not noun and self.syntax.passive(hit.at) and not hit.trigger.recipient:
            order = ["object", *(s for s in order if s not in ("object", "in"))]
        for foreign in (True, False):  # first whoever is of another country: "offered Lebanon its troops"
            for slot in order:
                heads = [
                    h
                    for h in self.slots.heads(hit.at, slot, noun=noun, support=hit.support)
                    if h not in found.actor_words
                ]
                inside = slot not in _LOCATIVE  # "in the Zambian capital" is where, not whom
                self._take(
                    heads,
                    found.recipients,
                    found.recipient_words,
                    inside=inside,
                    apart_from=found.actors,
                    foreign=foreign,
                )
                if found.recipients:
                    found.recipient_rule = slot
                    return
            if foreign and (hit.complement is not None and self._inner_recipients(hit.complement, found)):
                return
        if noun and "to" in order:
            self._goal_within(hit, found)
        for inner in hit.swallowed:
            if found.recipients or self._inner_recipients(inner, found):
                return
        if hit.trigger.operator:
            self._complement_subject(hit, found)
        elif not noun and found.actors and hit.trigger.event in _AIMED:
            self._anybody_else(hit, found)
            if (
                not found.recipients and self.syntax.tokens[hit.at].dep == "conj"
            ):  # "condemned Chad and expelled its envoy"
                heads = self.slots.heads(self.syntax.tokens[hit.at].head, "object", noun=False)
                self._take(heads, found.recipients, found.recipient_words, apart_from=found.actors, foreign=True)
                found.recipient_rule = "object of the verb before" if found.recipients else ""

    def _goal_within(self, hit: Hit, found: Arguments) -> None:
        """ "the sale of rifles taken from Malta to Cyprus": a goal hung lower down still is the goal."""
        for w in self.syntax.subtree(hit.at):
            if self.syntax.case_of(w) == "to":
                self._take([w], found.recipients, found.recipient_words, apart_from=found.actors)
                found.recipient_rule = "to, further down" if found.recipients else ""

    def _inner_recipients(self, inner: Hit, found: Arguments) -> bool:
        """ "demanded the withdrawal of Syrian troops", "held talks with Iran": the inner act names the other side."""
        below = self.find(inner)
        for side, words in ((below.actors, below.actor_words), (below.recipients, below.recipient_words)):
            mine = {p.country for p in found.actors}
            others = [
                p for p in side if not _same_side(p, found.actors) and (p.country is None or p.country not in mine)
            ]
            if others:
                found.recipients, found.recipient_words = others, words
                found.recipient_rule = "the act's own parties"
                return True
        return False

    def _complement_subject(self, hit: Hit, found: Arguments) -> None:
        self._slots_of_complements(hit, found)
        if found.recipients:
            return
        self._anybody_else(hit, found)

    def _anybody_else(self, hit: Hit, found: Arguments) -> None:
        """Whoever of another country is named in the rest of the clause."""
        mine = {p.country for p in found.actors}
        tellers = [t.speaker for t in self._tellings if t.speaker is not None and hit.at in t.content]
        for w in self.syntax.subtree(hit.at):
            start = self.syntax.tokens[w].start
            if w <= hit.at or any(
                s.start is not None and s.end is not None and s.start <= start < s.end for s in tellers
            ):
                continue
            mention = self.mention_at(w)
            if mention is not None and mention.kind != "place" and mention.head == w:
                others = [p for p in mention.parties if p.country and p.country not in mine]
                if others:
                    found.recipients, found.recipient_words = others, [w] * len(others)
                    found.recipient_rule = "named in the clause"
                    return

    def _slots_of_complements(self, hit: Hit, found: Arguments) -> None:
        for clause in self.syntax.complements(hit.at):
            heads = [c for s in self.syntax.subjects(clause) for c in self.syntax.coordinated(s)]
            heads += self.syntax.objects(clause)
            heads += [o for group in self.syntax.obliques(clause).values() for o in group]
            for head in heads:
                self._take([head], found.recipients, found.recipient_words, apart_from=found.actors)
                if found.recipients:
                    found.recipient_rule = "complement clause"
                    return

    def _together(self, hit: Hit, found: Arguments) -> None:
        """Reciprocal acts: everybody found is an actor and there is no recipient."""
        for slot in ("with", "between", "among"):
            for i, noun in [(hit.at, hit.is_noun), *((s.at, True) for s in hit.swallowed)]:
                heads = self.slots.heads(i, slot, noun=noun, support=hit.support)
                self._take(heads, found.recipients, found.recipient_words, apart_from=found.actors)
        if not found.actors:
            found.actors, found.actor_words, found.actor_rule = found.recipients, found.recipient_words, "between"
            found.recipients, found.recipient_words = [], []

    def _own(self, head: int) -> bool:
        """ "put its army on alert": what belongs to somebody by a pronoun."""
        return any(self.syntax.tokens[c].upos == "PRON" for c in self.syntax.possessors(head))

    def _take(
        self, heads: Iterable[int], into: list[Party], words: list[int], *, inside: bool = True,
        apart_from: Sequence[Party] = (), foreign: bool = False,
    ) -> None:  # fmt: skip
        mine = {p.country for p in apart_from}
        for head in heads:
            for party in self.parties(head, inside=inside, apart_from=apart_from):
                if foreign and (party.country is None or party.country in mine):
                    continue
                if apart_from and party.country in mine and self._own(head):
                    continue
                if not any(_one(party, other) for other in into) and not _same_side(party, apart_from):
                    into.append(party)
                    words.append(head)


def _one(a: Party, b: Party) -> bool:
    return (a.country, a.sector, a.person) == (b.country, b.sector, b.person) and a.start == b.start


def _same_side(party: Party, others: Sequence[Party]) -> bool:
    """Whether the words of `party` are already on the other side."""
    return any(
        party.start == o.start or (party.country and party.country == o.country and party.sector == o.sector)
        for o in others
    )
