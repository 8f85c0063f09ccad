"""Which hits tell of an event: what names nobody, or only mentions an act in passing, does not."""

from ..lexicon import Lexicon
from .arguments import Arguments
from .second_opinion import sure
from .syntax import Syntax
from .triggers import Hit

# Acts whose victim is news even when nobody says who did it.
_ACTORLESS = frozenset({"ASSAULT", "COERCE", "SANCTION"})
# Acts that are news where somebody is freed, pardoned or let in, even by nobody named.
_RELENTING = frozenset({"RETREAT", "CONCEDE"})
_STANDING_FRAMES = frozenset({"visit", "obligation", "agreement"})
_WHEN = frozenset({
    "after", "before", "during", "following", "since", "until", "prior to", "ahead of", "amid", "despite", "throughout", "pending",
})  # fmt: skip

_LONG = frozenset({"month", "year", "decade", "century", "generation"})


class Selection:
    """Chooses over one reading; `acting` are the words that hold a hit of their own, `aiming` those whose purpose is no act."""

    def __init__(self, syntax: Syntax, lexicon: Lexicon, acting: frozenset[int], aiming: frozenset[int]) -> None:
        self.syntax = syntax
        self.lexicon = lexicon
        self.acting = acting
        self.aiming = aiming

    def keeps(self, hit: Hit, found: Arguments) -> bool:
        """Whether the hit, with these parties, is told as an event."""
        parties = {*found.actors, *found.recipients}
        if self._describes(hit, found):
            return False
        if parties and sure(hit, self.lexicon, self.syntax.reading.learned):
            return True
        if not any(p.country or p.sector or p.person for p in parties):
            return False
        if hit.trigger.reciprocal and len(parties) < 2 and not any(p.country for p in found.actors):
            return False
        if hit.is_noun and not found.recipients and not self._noun_suffices(hit, found):
            return False
        return bool(found.actors) or (bool(found.recipients) and self._news_without_actor(hit))

    def _news_without_actor(self, hit: Hit) -> bool:
        """Whether what befalls somebody is told although nobody is named who does it."""
        if hit.trigger.frame == "obligation":
            return True
        if hit.trigger.event in _RELENTING:
            return not hit.is_noun and self._told(hit.at)
        told = not hit.is_noun or self.syntax.tokens[hit.at].dep in ("nsubj", "root")
        return hit.trigger.event in _ACTORLESS and told

    def _describes(self, hit: Hit, found: Arguments) -> bool:
        """Whether the words describe something else: a territory, a party, the manner or day of another act."""
        if hit.trigger.frame:
            return hit.trigger.frame == "territory" and self._only_says_which(hit.at)
        return self._manner(hit.at) if hit.is_noun else self._aside(hit.at, found)

    def _told(self, verb: int) -> bool:
        """Whether a verb heads a clause that tells: no subject clause, aside or "that the ban be lifted"."""
        bare = any(self.syntax.tokens[a].xpos == "VB" for a in self.syntax.deps(verb, "aux:pass"))
        if bare and not self.syntax.deps(verb, "aux"):
            return False
        return self.syntax.tokens[verb].dep.split(":")[0] not in ("csubj", "acl", "advcl")

    def _aside(self, verb: int, found: Arguments) -> bool:
        """Whether a clause only describes what another act is about, or dates it by what was long ago.

        "Freed the activists jailed in March", "returned bronzes that had been stolen", "decades after rebels burned it".
        """
        dep = self.syntax.tokens[verb].dep
        if dep in ("advcl", "parataxis") and (self._long_ago(verb) or self._same_breath(verb, found)):
            return True
        if dep in ("xcomp", "advcl") and self._describes_noun(self.syntax.tokens[verb].head):
            dep = "acl"  # "a missile believed to be fired by rebels", "a meeting aimed at ending the war"
        described = dep == "acl" or (dep == "acl:relcl" and not found.actors)
        acting = dep == "acl" and self.syntax.tokens[verb].xpos == "VBG" and not found.recipients
        passive = self.syntax.tokens[verb].xpos == "VBN" and self.syntax.passive(verb)
        if not described or not (passive or acting):
            return False
        first = self.syntax.subtree(verb)[0]
        if found.actors and "," in (self.syntax.tokens[first].text, self.syntax.tokens[first - 1].text):
            return False  # "Serbia, condemned by Denmark, recalled its envoy" tells both
        return any(above in self.acting for above in self.syntax.ancestors(verb))

    def _describes_noun(self, i: int) -> bool:
        token = self.syntax.tokens[i]
        return token.dep == "acl" and token.xpos == "VBN" and i not in self.acting

    def _same_breath(self, verb: int, found: Arguments) -> bool:
        """ "Rejected the plan, calling it a trap", "rioted, smashing windows": how the act above was done, to nobody else."""
        token = self.syntax.tokens[verb]
        alone = token.xpos == "VBG" and not self.syntax.deps(verb, "mark", "case") and not found.recipients
        if not alone or token.head not in self.acting or verb < token.head:
            return False
        return found.actor_rule == "subject" and found.actor_words[:1] == self._first_subject(token.head)

    def _first_subject(self, verb: int) -> list[int]:
        return [c for s in self.syntax.subjects(verb) for c in self.syntax.coordinated(s)][:1]

    def _manner(self, noun: int) -> bool:
        """ "Recalled its envoy in a show of support": what another act amounts to is no second one."""
        token = self.syntax.tokens[noun]
        named = token.lemma.lower() in self.lexicon.lists["manner"] and self.syntax.case_of(noun) in ("in", "as")
        return named and token.head in self.acting

    def _long_ago(self, verb: int) -> bool:
        """ "Five years after crowds burned its embassy"."""
        before = (self.syntax.tokens[m - 1].lemma.lower() for m in self.syntax.deps(verb, "mark") if m)
        return any(word in _LONG for word in before)

    def _only_says_which(self, i: int) -> bool:
        """Whether a clause only tells one territory from others, with no date: "the districts that they hold"."""
        if self.syntax.tokens[i].dep not in ("acl", "acl:relcl"):
            return False
        words = [self.syntax.tokens[w] for w in self.syntax.subtree(i)]
        start, end = min(w.start for w in words), max(w.end for w in words)
        return not any(start <= time.start < end for time in self.syntax.reading.times)

    def _noun_suffices(self, hit: Hit, found: Arguments) -> bool:
        """Whether a noun with one side only is more than a mention: "after the talks" tells when, not what."""
        if self.syntax.case_of(self._counted(hit.at)) in _WHEN:
            return False
        kind = self.lexicon.types.get(hit.trigger.event)
        needs = hit.trigger.event == "REQUEST" or (kind is not None and kind.requires_recipient)
        return hit.support is not None or not needs or self._stands_out(hit, found)

    def _counted(self, noun: int) -> int:
        """ "Days" in "after days of unrest", the noun itself where nothing counts it."""
        above = self.syntax.parent(noun)
        if above is None or self.syntax.tokens[noun].dep != "nmod" or self.syntax.case_of(noun) != "of":
            return noun
        return (
            self._counted(above) if self.syntax.tokens[above].lemma.lower() in self.lexicon.lists["container"] else noun
        )

    def _stands_out(self, hit: Hit, found: Arguments) -> bool:
        """Several acting together, a frame, or violence and unrest that a clause is about ("protests erupted in Minsk")."""
        several = len({p.country for p in found.actors}) > 1
        if several or found.actor_rule == "subject" or hit.trigger.frame in _STANDING_FRAMES:
            return True
        token = self.syntax.tokens[hit.at]
        return (
            hit.trigger.event in ("PROTEST", "ASSAULT")
            and token.dep in ("nsubj", "root")
            and token.head not in self.acting
        )
