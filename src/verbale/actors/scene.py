"""One reading as the actor rules walk over it, and the mentions they draft."""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from ..atlas import Atlas
from ..cast import Mention, MentionKind, Party, PartyKind
from ..reading import Reading
from .owners import Whose
from .phrases import Phrase
from .registry import Somebody
from .units import Unit

_LISTING = frozenset((",", "and", "of"))
_LONGEST_LIST = 8


@dataclass(slots=True)
class Draft:
    """A mention in the making: words `[first, last)`; `people` stand beside parties that are persons, else None."""

    first: int
    last: int
    head: int
    kind: MentionKind
    parties: list[Party]
    people: list[Somebody | None]

    def settled(self) -> list[Party]:
        """The parties with all that the report has told of the people among them so far."""
        return [
            party if person is None else _of_somebody(party, person)
            for party, person in zip(self.parties, self.people, strict=True)
        ]


def _of_somebody(party: Party, person: Somebody) -> Party:
    return replace(
        party, name=person.known.name if person.known else person.name, person=person.name,
        country=party.country or person.country, sector=party.sector or person.sector,
        office=party.office or person.office,
    )  # fmt: skip


class Scene:
    """The words, units and phrases of one reading, with what is asked of them again and again."""

    def __init__(self, reading: Reading, units: Sequence[Unit], phrases: Sequence[Phrase], atlas: Atlas) -> None:
        self.tokens, self.text = reading.tokens, reading.text
        self.units, self.phrases, self.atlas = units, phrases, atlas
        self._index = {id(p): n for n, p in enumerate(phrases)}

    def named_at(self, token: int) -> Phrase | None:
        """The phrase with a personal name that a word belongs to."""
        for phrase in self.phrases:
            if phrase.name is not None and token in range(*self.words(*phrase.name)):
                return phrase
        return None

    def quote(self, first: int, last: int) -> str:
        """The report's words from unit `first` up to unit `last`."""
        return self.text[self.units[first].start : self.units[last - 1].end]

    def head(self, first: int, last: int) -> int:
        """The word among units `[first, last)` that governs the others."""
        inside = range(self.units[first].token, self.units[last - 1].token + 1)
        outer = [t for t in inside if self.tokens[t].head not in inside or self.tokens[t].head == t]
        nouns = [t for t in outer if self.tokens[t].upos in ("NOUN", "PROPN", "ADJ")]
        return (nouns or outer or [inside[-1]])[-1]

    def words(self, first: int, last: int) -> tuple[int, int]:
        """The words `[first, last)` that units cover."""
        return self.units[first].token, self.units[last - 1].token + 1

    def beside(self, phrase: Phrase) -> list[Phrase]:
        """The phrases close enough to be in apposition."""
        at = self._index.get(id(phrase))
        return [] if at is None else [*self.phrases[max(0, at - 3) : at], *self.phrases[at + 1 : at + 3]]

    def listed_before(self, phrase: Phrase) -> list[Phrase]:
        """The phrases before one that make a list with it, nearest first: only commas, "and" and "of" between them."""
        at = self._index.get(id(phrase))
        found: list[Phrase] = []
        while at and at > 0:
            before = self.phrases[at - 1]
            between = {u.lower for u in self.units[before.last : self.phrases[at].first]}
            if not between <= _LISTING or len(found) > _LONGEST_LIST:
                break
            found.append(before)
            at -= 1
        return found

    def apposed(self, one: Phrase, two: Phrase) -> bool:
        """Whether two phrases stand in apposition, in either order.

        A name after all that hangs on `one` counts, whatever part of it the tree gives the name to.
        """
        if not (0 <= one.first - two.last <= 2 or 0 <= two.first - one.end <= 2):
            return False
        a, b = range(*self.words(one.first, one.last)), range(*self.words(two.first, two.last))
        whole = range(*self.words(one.first, one.end))
        return self._appositive(a, b) or self._appositive(b, whole)

    def _appositive(self, inner: range, outer: range) -> bool:
        return any(self.tokens[t].dep == "appos" and self.tokens[t].head in outer for t in inner)

    def of_state(self, code: str | None) -> tuple[Whose, ...]:
        """A state as owner; nothing for None."""
        return (Whose(code, self.atlas.name(code) or code, None, "state"),) if code else ()

    def state(self, code: str) -> Party:
        """The state or body itself, where a pair of countries was known by its officials."""
        kind: PartyKind = "state" if code in self.atlas.states else "organization"
        return Party(text="", start=None, end=None, name=self.atlas.name(code), country=code, kind=kind)

    def pronoun(self, token: int, parties: Sequence[Party]) -> Draft:
        """A pronoun that stands for parties known already."""
        word = self.tokens[token]
        here = [replace(p, text=word.text, start=word.start, end=word.end) for p in parties]
        return Draft(token, token + 1, token, "pronoun", here, [None] * len(here))


def innermost(mentions: Sequence[Mention]) -> dict[int, int]:
    """For each word that a mention covers, the index of the shortest one."""
    at: dict[int, int] = {}
    for index in sorted(range(len(mentions)), key=lambda m: mentions[m].first - mentions[m].last):
        for word in range(mentions[index].first, mentions[index].last):
            at[word] = index
    return at
