"""Whom an act is done to: the slots of its entry, then what it swallowed, then the rest of the clause."""

from collections.abc import Sequence
from typing import Protocol

from ..cast import Party
from .parties import PartyReader, same_side
from .slots import Slots
from .tellings import Telling
from .triggers import Hit

_LOCATIVE = frozenset({"in", "at", "near"})
_ONE_SIDED = frozenset({"in", "at", "on", "upon", "over", "for", "of", "about", "from"})
# Acts aimed at somebody: where no slot tells at whom, the rest of the clause may.
_AIMED = frozenset({
    "ACCUSE", "SUPPORT", "AID", "COOPERATE", "SANCTION", "COERCE", "ASSAULT", "PROTEST", "MOBILIZE", "CONCEDE", "RETREAT", "REJECT",
})  # fmt: skip

_RULING = frozenset({"GOV", "LEG", "JUD", "MIL", "COP"})
# Acts of a people or party that its own rulers are the likely target of.
_AT_RULERS = frozenset({"PROTEST", "CONCEDE", "REQUEST", "REJECT", "THREATEN", "ACCUSE"})


class Sides(Protocol):
    """What is known of an event's parties so far."""

    actors: list[Party]
    actor_words: list[int]
    actor_rule: str
    recipients: list[Party]
    recipient_words: list[int]
    recipient_rule: str


class RecipientFinder:
    """Finds recipients over one reading."""

    def __init__(self, parties: PartyReader, slots: Slots, tellings: Sequence[Telling]) -> None:
        self.parties = parties
        self.slots = slots
        self.syntax = slots.syntax
        self._tellings = tellings
        self._verb_order = slots.lexicon.orders["verb_recipient"]
        self._noun_order = slots.lexicon.orders["noun_recipient"]

    def fill(self, hit: Hit, found: Sides, below: Sides | None) -> None:
        """Adds the recipients of a hit; `below` are the parties of the act that an operator takes."""
        order = self._order(hit, found)
        if self._from_slots(
            hit, found, order, foreign=True
        ):  # first whoever is of another country: "offered Chad its troops"
            return
        if below is not None and self.from_inner(below, found):
            return
        if self._from_slots(hit, found, order, foreign=False):
            return
        if hit.is_noun and hit.support is not None and self.syntax.tokens[hit.at].dep.startswith("obl"):
            self._collect(self.slots.heads(hit.support, "object", noun=False), found, "object of the verb")
        if hit.is_noun and "to" in order:
            self._goal_within(hit, found)

    def _order(self, hit: Hit, found: Sides) -> Sequence[str]:
        own, reciprocal = hit.trigger.recipient, hit.trigger.reciprocal
        order: Sequence[str] = own or (self._noun_order if hit.is_noun else self._verb_order)
        if reciprocal:
            order = [s for s in order if s not in _ONE_SIDED]
        if own:
            return order
        if hit.is_noun:
            return [s for s in order if s != found.actor_rule]
        if self.syntax.passive(hit.at):
            return ["object", *(s for s in order if s not in ("object", "in"))]
        return order

    def _from_slots(self, hit: Hit, found: Sides, order: Sequence[str], *, foreign: bool) -> bool:
        for slot in order:
            heads = self.slots.heads(hit.at, slot, noun=hit.is_noun, support=hit.support)
            heads = [h for h in heads if h not in found.actor_words]
            inside = slot not in _LOCATIVE  # "in the Zambian capital" is where, not whom
            self._collect(heads, found, slot, inside=inside, foreign=foreign)
            if not found.recipients and foreign and not inside:  # "rioted at a jail in Peru"
                deeper = [o for h in heads for o in self.syntax.obliques(h).get("in", ())]
                self._collect(deeper, found, slot, inside=False, foreign=True)
            if found.recipients:
                return True
        return False

    def _collect(
        self, heads: list[int], found: Sides, rule: str, *, inside: bool = True, foreign: bool = False
    ) -> None:
        self.parties.collect(
            heads, found.recipients, found.recipient_words, inside=inside, apart_from=found.actors, foreign=foreign
        )
        if found.recipients:
            found.recipient_rule = rule

    def from_inner(self, below: Sides, found: Sides) -> bool:
        """ "demanded the withdrawal of Syrian troops", "held talks with Iran": the inner act names the other side."""
        mine = {p.country for p in found.actors}
        for side, words in ((below.actors, below.actor_words), (below.recipients, below.recipient_words)):
            others = [
                p for p in side if not same_side(p, found.actors) and (p.country is None or p.country not in mine)
            ]
            if others:
                found.recipients, found.recipient_words = others, words
                found.recipient_rule = "the act's own parties"
                return True
        return False

    def from_clause(self, hit: Hit, found: Sides) -> None:
        """A last look at the rest of the clause, for acts that are aimed at somebody."""
        if hit.trigger.operator:
            self._of_complements(hit, found)
        if not found.recipients and (
            hit.trigger.operator or (not hit.is_noun and hit.trigger.event in _AIMED and found.actors)
        ):
            self._anybody_else(hit, found)
            if not found.recipients and hit.trigger.event in _AT_RULERS:
                self._rulers(hit, found)
            if not found.recipients and not hit.trigger.operator and self.syntax.tokens[hit.at].dep == "conj":
                # "condemned Chad and expelled its envoy"
                heads = self.slots.heads(self.syntax.tokens[hit.at].head, "object", noun=False)
                self._collect(heads, found, "object of the verb before", foreign=True)

    def _goal_within(self, hit: Hit, found: Sides) -> None:
        """ "the sale of rifles taken from Malta to Cyprus": a goal hung lower down still is the goal."""
        for w in self.syntax.subtree(hit.at):
            if self.syntax.case_of(w) == "to":
                self._collect([w], found, "to, further down")

    def _of_complements(self, hit: Hit, found: Sides) -> None:
        for clause in self.syntax.complements(hit.at):
            heads = [c for s in self.syntax.subjects(clause) for c in self.syntax.coordinated(s)]
            heads += self.syntax.objects(clause)
            heads += [o for group in self.syntax.obliques(clause).values() for o in group]
            for head in heads:
                self._collect(self.syntax.coordinated(head), found, "complement clause")
                if found.recipients:
                    return

    def _anybody_else(self, hit: Hit, found: Sides) -> None:
        """Whoever of another country is named in the rest of the clause, whoever tells of it left out."""
        mine = {p.country for p in found.actors}
        tellers = [t.speaker for t in self._tellings if t.speaker is not None and hit.at in t.content]
        aside = [(s.start, s.end) for s in tellers if s.start is not None and s.end is not None]
        next_clauses = self._next_clauses(hit.at)
        for w in self.syntax.subtree(hit.at):
            start = self.syntax.tokens[w].start
            if w <= hit.at or w in next_clauses or any(a <= start < b for a, b in aside):
                continue
            others = self._named_at(w, mine)
            if others:
                listed = [(p, c) for c in self.syntax.coordinated(w) for p in self._named_at(c, mine)]
                found.recipients, found.recipient_words = [p for p, _ in listed], [c for _, c in listed]
                found.recipient_rule = "named in the clause"
                return

    def _rulers(self, hit: Hit, found: Sides) -> None:
        """ "Blocked roads to press their demands with the government": the rulers of those who are none themselves."""
        mine = {p.country for p in found.actors if p.sector not in _RULING}
        if len(mine) != 1 or len(mine) < len({p.country for p in found.actors}):
            return
        next_clauses = self._next_clauses(hit.at)
        for w in self.syntax.subtree(hit.at):
            mention = self.parties.mention_at(w)
            if w <= hit.at or w in next_clauses or mention is None or mention.kind == "place" or mention.head != w:
                continue
            if mention.parties and all(p.country in mine and p.sector in _RULING for p in mention.parties):
                found.recipients, found.recipient_words = list(mention.parties), [w] * len(mention.parties)
                found.recipient_rule = "rulers named in the clause"
                return

    def _named_at(self, w: int, mine: set[str | None]) -> list[Party]:
        """The parties of a country not `mine` whose mention is headed at `w`."""
        mention = self.parties.mention_at(w)
        if mention is None or mention.kind == "place" or mention.head != w:
            return []
        return [p for p in mention.parties if p.country and p.country not in mine]

    def _next_clauses(self, i: int) -> set[int]:
        """Words of the clauses beside the one of `i` that have a subject of their own: "…; Yemen took no part"."""
        syntax = self.syntax
        beside = [c for c in syntax.deps(i, "conj", "parataxis") if syntax.deps(c, "nsubj", "nsubj:pass")]
        return {w for c in beside for w in syntax.subtree(c)}
