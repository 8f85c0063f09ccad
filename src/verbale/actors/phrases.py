"""Noun phrases that may stand for an actor, with whose they are and what hangs on them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from .hits import Hit
from .owners import Whose
from .units import POSSESSIVE, Unit
from .vocabulary import words

DETERMINERS = words("determiners")
PREPOSITIONS = words("prepositions")
_STOPS = PREPOSITIONS | words("stops")
WHENCE = words("whence")


@dataclass(slots=True)
class Phrase:
    """Units `[first, last)` without what hangs on them; `head` is the unit of the head noun."""

    first: int
    last: int
    head: int
    hits: list[Hit]
    name: tuple[int, int] | None = None
    """Units of a personal name at the end of the phrase."""
    possessor: "Phrase | None" = None
    pronoun: int | None = None
    """Unit of a possessive pronoun at the start of the phrase."""
    attached: list[tuple[str, "Phrase"]] = field(default_factory=list)
    """Prepositional phrases on it, coordinated ones one by one."""
    owners: "tuple[Whose, ...]" = ()
    """Whose it is where its words alone do not tell: a person's country, what a pronoun stands for."""
    peer: str | None = None
    """The office of the person whose counterpart this is."""
    titled: "Phrase | None" = None
    """The phrase before a name that gives its title: "head of the delegation in PACE" + name."""

    @property
    def end(self) -> int:
        """The unit after the phrase and all that hangs on it."""
        return max([self.last, *(p.end for _, p in self.attached)])

    @property
    def start(self) -> int:
        """The first unit, possessor and title included."""
        starts = [self.first]
        if self.possessor is not None:
            starts.append(self.possessor.start)
        if self.titled is not None:
            starts.append(self.titled.start)
        return min(starts)

    def agents(self) -> list[Hit]:
        """Role words of the phrase, in order."""
        return [h for h in self.hits if h.agent is not None]

    def states(self) -> list[Hit]:
        """States and organizations whose it is: those that merely back or oppose left out."""
        return [h for h in self.hits if h.senses and not h.aside]


def phrases_of_text(units: Sequence[Unit], hits: Sequence[Hit]) -> Phrase | None:
    """The phrase that a bare text is, cut at prepositions, relative words and punctuation; None where it is empty."""
    at = {h.first: h for h in hits}
    parts: list[tuple[str, Phrase]] = []
    link, i = "", 0
    while i < len(units):
        hit = at.get(i)
        low = units[i].lower
        if hit is None and low in _STOPS:
            link, i = low, i + 1
            continue
        first, inside = i, []
        while i < len(units) and (i in at or (units[i].lower not in _STOPS and units[i].lower not in POSSESSIVE)):
            if i in at:
                inside.append(at[i])
                i = at[i].last
            else:
                i += 1
        if i > first:
            parts.append((link, Phrase(first, i, i - 1, inside)))
            link = ""
        if i < len(units) and units[i].lower in POSSESSIVE:
            link, i = "'s", i + 1
    return _linked(parts)


def _linked(parts: list[tuple[str, Phrase]]) -> Phrase | None:
    if not parts:
        return None
    main = parts[0][1]
    if not main.hits and any(p.agents() for link, p in parts[1:]) and parts[1][0] in (",", "("):
        return _linked([("", parts[1][1]), *parts[2:]])
    under = main
    open_to_whence = True
    for link, phrase in parts[1:]:
        if link == "'s":
            if under is main:
                phrase.possessor, main = main, phrase
            under = phrase
        elif link in ("and", ","):
            under.attached.append((link, phrase))
        elif link in PREPOSITIONS and open_to_whence:
            main.attached.append((link, phrase))
            under = phrase
        elif link not in PREPOSITIONS:
            open_to_whence = False
    return main
