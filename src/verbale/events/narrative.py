"""What a report has been talking about: parties that later sentences take for granted come from here."""

from dataclasses import dataclass

from ..cast import Party
from ..frame import Agreement
from .arguments import Arguments
from .draft import Draft
from .syntax import Syntax
from .triggers import Hit

_MEMORY = 4  # sentences after which a pair is no longer in focus
_FRIENDLY = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"})
_MUTUAL = frozenset({"cross", "mutual", "reciprocal", "joint", "bilateral", "exchange", "return"})
# Acts of one party for another; where a plan names only who gains, the other party in focus gives.
_GIVING = frozenset({"COOPERATE", "AID"})


@dataclass(slots=True)
class Focus:
    """The pair of parties of the last friendly act, and those of the last agreement named."""

    dyad: tuple[Party, ...] = ()
    sentence: int = -99
    agreement: tuple[Party, ...] = ()

    def recall(self, sentence: int) -> tuple[Party, ...]:
        """The pair in focus, empty where it was last named too many sentences ago."""
        return self.dyad if sentence - self.sentence <= _MEMORY else ()


class Narrative:
    """Remembers the parties of one report's events and fills in those left unsaid."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self.focus = Focus()

    def remember(self, draft: Draft) -> None:
        """Keeps the parties of an agreement, and of a friendly act between two countries."""
        parties = by_country((*draft.actors, *draft.recipients))
        if len(parties) < 2:
            return
        if isinstance(draft.frame, Agreement):
            self.focus.agreement = parties
        if draft.type in _FRIENDLY:
            self.focus.dyad, self.focus.sentence = parties, draft.sentence

    def recall(self, hit: Hit, found: Arguments) -> None:
        """ "Two documents were signed": puts the parties in focus where the sentence leaves them open."""
        sentence = self.syntax.tokens[hit.at].sent
        frame = hit.trigger.frame or next((s.trigger.frame for s in hit.swallowed if s.trigger.frame), None)
        known = by_country((*found.actors, *found.recipients))
        mutual = hit.trigger.reciprocal or (hit.is_noun and self._mutual(hit.at))
        if mutual and len(known) < 2 and self._left_open(hit, frame):
            pair = self.focus.recall(sentence)
            if frame == "agreement" and self._known_already(hit):
                pair = self.focus.agreement or pair
            if pair and {p.country for p in known} <= {p.country for p in pair}:
                found.actors, found.recipients, found.actor_rule = list(pair), [], "parties in focus"
        elif not found.actors and hit.is_noun and hit.trigger.event in _GIVING and len(known) == 1:
            others = [p for p in self.focus.recall(sentence) if p.country != known[0].country]
            if len(others) == 1 and len(self.focus.dyad) == 2:
                found.actors, found.actor_rule = others, "the other party in focus"

    def _known_already(self, hit: Hit) -> bool:
        """ "The treaty will be signed": the one already named."""
        nouns = [hit.at] if hit.is_noun else self.syntax.objects(hit.at)
        return any(
            self.syntax.tokens[c].lemma.lower() in ("the", "this") for n in nouns for c in self.syntax.deps(n, "det")
        )

    def _mutual(self, noun: int) -> bool:
        """ "cross-visits", "mutual visits": what each does to the other."""
        tokens = self.syntax.tokens
        first = tokens[noun].text.lower().split("-", 1)[0]
        return first in _MUTUAL or any(tokens[m].lemma.lower() in _MUTUAL for m in self.syntax.modifiers(noun))

    def _left_open(self, hit: Hit, frame: str | None) -> bool:
        """Whether the words leave the parties open: a passive, or its subject; an agreement named without them."""
        verb = hit.at if not hit.is_noun else self.syntax.clause_of(hit.at)
        passive = self.syntax.passive(verb)
        if not hit.is_noun:
            return frame == "agreement" and (passive or not self.syntax.subjects(verb))
        return passive and hit.at in {c for o in self.syntax.objects(verb) for c in self.syntax.coordinated(o)}


def by_country(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """One party a country, the first named; those without a country left out."""
    seen: dict[str, Party] = {}
    for party in parties:
        if party.country:
            seen.setdefault(party.country, party)
    return tuple(seen.values())
