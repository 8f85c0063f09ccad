"""Who acts on whom: fills an event's actors and recipients from the slots around its trigger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..cast import Cast, Mention, Party
from .parties import PartyReader
from .recipients import RecipientFinder
from .slots import Slots
from .tellings import Telling
from .triggers import Hit

_CLIMB = 3  # nouns between an act and the verb whose subject may do it
_JOINTLY = frozenset({"together", "jointly", "along"})


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
        self.slots = slots
        self.syntax = slots.syntax
        self.cast = cast
        self._reader = PartyReader(slots, cast, first_persons)
        self._recipients = RecipientFinder(self._reader, slots, tellings)
        self._noun_actor = slots.lexicon.orders["noun_actor"]

    def find(self, hit: Hit) -> Arguments:
        """Actors and recipients of a hit; empty lists where the sentence names nobody."""
        found = Arguments()
        self._actors(hit, found)
        if not found.actors:
            self._from_swallowed(hit, found)
        if not (hit.trigger.reciprocal and len({p.country for p in found.actors if p.country}) > 1):
            self._find_recipients(hit, found)
        if hit.trigger.reciprocal:
            self._together(hit, found)
        return found

    def mention_at(self, i: int) -> Mention | None:
        """The innermost mention that covers word `i`."""
        return self._reader.mention_at(i)

    def parties(self, i: int) -> tuple[Party, ...]:
        """Whom the noun `i` stands for, or whoever it belongs to."""
        return self._reader.parties(i)

    def _find_recipients(self, hit: Hit, found: Arguments) -> None:
        if not found.recipients:
            below = self.find(hit.complement) if hit.complement is not None else None
            self._recipients.fill(hit, found, below)
        for inner in hit.swallowed:
            if found.recipients or self._recipients.from_inner(self.find(inner), found):
                return
        if not found.recipients:
            self._recipients.from_clause(hit, found)

    def _from_swallowed(self, hit: Hit, found: Arguments) -> None:
        """ "An appeal by Malawi was sent to donors": a passive light verb's noun knows who acts."""
        for inner in hit.swallowed:
            if inner.trigger.event == hit.trigger.event and not hit.trigger.operator:
                below = self.find(inner)
                found.actors, found.actor_words = below.actors, below.actor_words
                found.recipients, found.recipient_words = below.recipients, below.recipient_words
                found.actor_rule, found.recipient_rule = below.actor_rule, below.recipient_rule
                return

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
            self._reader.collect(heads, found.actors, found.actor_words, inside=slot != "subject" or not noun)
            if found.actors:
                found.actor_rule = slot
                break
        if not noun and found.actor_rule == "subject":
            self._companions(hit, found)
        lent = noun and hit.support is not None and not self.syntax.tokens[hit.at].dep.startswith("obl")
        if lent and not any(p.country for p in found.actors):
            self._by_subject(hit, found)
        if noun and hit.trigger.frame == "visit":
            self._visitors(hit, found)
        if noun and not found.actors:
            self._clause_actor(hit, found)
        if not noun and not found.actors:
            self._issuer(hit, found)

    def _companions(self, hit: Hit, found: Arguments) -> None:
        """ "Kenya, together with Uganda, closed the border": whoever is named along with the subject acts too."""
        tokens = self.syntax.tokens
        for w in range(found.actor_words[0] + 2, hit.at):
            if tokens[w].lemma == "with" and tokens[w].dep == "case" and tokens[w - 1].lemma.lower() in _JOINTLY:
                self._reader.collect(self.syntax.coordinated(tokens[w].head), found.actors, found.actor_words)

    def _issuer(self, hit: Hit, found: Arguments) -> None:
        """ "Issued a declaration demanding", "signed a decree granting": whoever issues a text speaks in it."""
        token = self.syntax.tokens[hit.at]
        verb = self.syntax.parent(token.head)
        text = self.syntax.tokens[token.head].lemma.lower() in self.slots.lexicon.lists["text"]
        if token.dep not in ("acl", "acl:relcl") or token.xpos == "VBN" or verb is None or not text:
            return
        if self.syntax.tokens[verb].upos == "VERB" and token.head in self.syntax.objects(verb):
            heads = [c for s in self.syntax.subjects(verb) for c in self.syntax.coordinated(s)]
            self._reader.collect(heads, found.actors, found.actor_words)
            found.actor_rule = "whoever issues the text" if found.actors else ""

    def _by_subject(self, hit: Hit, found: Arguments) -> None:
        """ "Chad hastened the withdrawal of the forces": whoever lends the noun its subject, where no country is known yet."""
        parties: list[Party] = []
        words: list[int] = []
        heads = self.slots.heads(hit.at, "subject", noun=True, support=hit.support)
        self._reader.collect(heads, parties, words, inside=False)
        if any(p.country for p in parties):
            found.actors, found.actor_words, found.actor_rule = parties, words, "subject"

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
            self._reader.collect(syntax.deps(verb, "nsubj") or [verb], found.actors, found.actor_words, inside=False)
            if found.actors:
                found.actor_rule = "holder"
                return
        hops = 0
        while verb is not None and syntax.tokens[verb].upos not in ("VERB", "AUX") and hops < _CLIMB:
            verb, hops = syntax.parent(verb), hops + 1
        if verb is None or syntax.tokens[verb].upos != "VERB":
            return
        lemma = syntax.tokens[verb].lemma.lower()
        lexicon = self.slots.lexicon
        if (lemma, "verb") in lexicon.triggers or lemma in lexicon.cues or syntax.passive(verb):
            return
        self._reader.collect(list(syntax.subjects(verb)), found.actors, found.actor_words, inside=False)
        found.actor_rule = "clause subject" if found.actors else ""

    def _together(self, hit: Hit, found: Arguments) -> None:
        """Reciprocal acts: everybody found is an actor and there is no recipient."""
        for slot in ("with", "between", "among"):
            for i, noun in [(hit.at, hit.is_noun), *((s.at, True) for s in hit.swallowed)]:
                heads = self.slots.heads(i, slot, noun=noun, support=hit.support)
                self._reader.collect(heads, found.recipients, found.recipient_words, apart_from=found.actors)
        if not found.actors:
            found.actors, found.actor_words, found.actor_rule = found.recipients, found.recipient_words, "between"
            found.recipients, found.recipient_words = [], []
