"""Which hits tell of an event: what names nobody, or only mentions an act in passing, does not."""

from ..lexicon import Lexicon
from .arguments import Arguments
from .second_opinion import sure
from .syntax import Syntax
from .triggers import Hit

# Acts whose victim is news even when nobody says who did it.
_ACTORLESS = frozenset({"ASSAULT", "COERCE", "SANCTION"})
_STANDING_FRAMES = frozenset({"visit", "obligation", "agreement"})
_WHEN = frozenset({
    "after", "before", "during", "following", "since", "until", "prior to", "ahead of", "amid", "despite", "throughout", "pending",
})  # fmt: skip


class Selection:
    """Chooses over one reading; `acting` are the words that hold a hit of their own."""

    def __init__(self, syntax: Syntax, lexicon: Lexicon, acting: frozenset[int]) -> None:
        self.syntax = syntax
        self.lexicon = lexicon
        self.acting = acting

    def keeps(self, hit: Hit, found: Arguments) -> bool:
        """Whether the hit, with these parties, is told as an event."""
        parties = {*found.actors, *found.recipients}
        if hit.trigger.frame == "territory" and self._only_says_which(hit.at):
            return False
        if parties and sure(hit, self.syntax.reading.learned):
            return True
        if not any(p.country or p.sector or p.person for p in parties):
            return False
        if hit.trigger.reciprocal and len(parties) < 2 and not any(p.country for p in found.actors):
            return False
        if hit.is_noun and not found.recipients and not self._noun_suffices(hit, found):
            return False
        if found.actors:
            return True
        if hit.trigger.frame == "obligation":
            return bool(found.recipients)
        told = not hit.is_noun or self.syntax.tokens[hit.at].dep in ("nsubj", "root")
        return bool(found.recipients) and hit.trigger.event in _ACTORLESS and told

    def _only_says_which(self, i: int) -> bool:
        """Whether a clause only tells one territory from others, with no date: "the districts that they hold"."""
        if self.syntax.tokens[i].dep not in ("acl", "acl:relcl"):
            return False
        words = [self.syntax.tokens[w] for w in self.syntax.subtree(i)]
        start, end = min(w.start for w in words), max(w.end for w in words)
        return not any(start <= time.start < end for time in self.syntax.reading.times)

    def _noun_suffices(self, hit: Hit, found: Arguments) -> bool:
        """Whether a noun with one side only is more than a mention: "after the talks" tells when, not what."""
        if self.syntax.case_of(hit.at) in _WHEN:
            return False
        kind = self.lexicon.types.get(hit.trigger.event)
        needs = kind is not None and kind.requires_recipient
        return hit.support is not None or not needs or self._stands_out(hit, found)

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
