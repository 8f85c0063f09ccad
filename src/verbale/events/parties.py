"""Whom a noun stands for: the mention at it, its owner, a side that says "our", or a nameless crowd."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from ..cast import Cast, Mention, Party
from .slots import Slots

_OWNING = ("of", "between", "with", "from", "in", "against", "on", "to", "for")
_DEPTH = 2  # nouns inside nouns that are looked into for an owner


class PartyReader:
    """Reads parties off the words of one reading; `first_persons` maps quoted "I" and "we" to whoever speaks."""

    def __init__(self, slots: Slots, cast: Cast, first_persons: Mapping[int, Party]) -> None:
        self.first_persons = first_persons
        self.syntax = slots.syntax
        self.cast = cast
        self._crowds = slots.lexicon.lists["crowd"]
        self._siding = slots.lexicon.lists["siding"]

    def mention_at(self, i: int) -> Mention | None:
        """The innermost mention that covers word `i`, where it is headed there or names it."""
        at = self.cast.at.get(i)
        return None if at is None else self.cast.mentions[at]

    def parties(self, i: int, *, inside: bool = True, apart_from: Sequence[Party] = ()) -> tuple[Party, ...]:
        """Whom the noun `i` stands for; where it is no party itself, whoever its possessor, adjective or "of" names."""
        if i in self.first_persons:
            return (self.first_persons[i],)
        mention = self._named(i) or self.mention_at(i)
        if mention is not None and (mention.head == i or mention.kind in ("name", "pronoun")):
            return self._ours(i, mention.parties) if mention.kind != "description" else self._sided(i, mention.parties)
        found = self._owners(i, _DEPTH, apart_from) if inside else ()
        return found or (self._crowd(i) if mention is None else ())

    def _ours(self, i: int, parties: tuple[Party, ...]) -> tuple[Party, ...]:
        """ "our soldiers", said by somebody whose side is known."""
        if all(p.country for p in parties):
            return parties
        owner = next((self.first_persons[c] for c in self.syntax.possessors(i) if c in self.first_persons), None)
        return parties if owner is None else tuple(replace(p, country=p.country or owner.country) for p in parties)

    def _named(self, i: int) -> Mention | None:
        """ "The watchdog Amnesty International": the name behind a noun that is no party of a known country itself."""
        own = self.mention_at(i)
        nameless = own is None or (own.head == i and not any(p.country for p in own.parties))
        name = self.mention_at(i + 1) if nameless and i + 1 < len(self.syntax.tokens) else None
        if name is None or name.kind != "name" or name.first != i + 1 or self.syntax.tokens[i].upos != "NOUN":
            return None
        return name if self.syntax.tokens[name.head].head == i else None

    def _sided(self, i: int, parties: tuple[Party, ...]) -> tuple[Party, ...]:
        """ "Forces loyal to the Libyan commander", "workers affiliated with a Serbian union": whose side they are on."""
        parties = self._ours(i, parties)
        if any(p.country for p in parties):
            return parties
        sides = [c for c in self.syntax.deps(i, "acl", "amod") if self.syntax.tokens[c].lemma.lower() in self._siding]
        heads = [h for c in sides for p in ("to", "with", "in") for h in self.syntax.obliques(c).get(p, ())]
        heads += [c for c in self.syntax.deps(i, "compound") if self.cast.at.get(c) != self.cast.at.get(i)]
        named = {p.country for h in heads for p in self.parties(h) if p.country}
        return tuple(replace(p, country=min(named)) for p in parties) if len(named) == 1 else parties

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
        obliques = syntax.obliques(i)
        within = [o for p in _OWNING for o in obliques.get(p, ())]
        groups = (syntax.possessors(i), obliques.get("by", []), syntax.modifiers(i), within)
        for group in groups:
            for c in group:  # the first that names anybody: in "Malta army Greek academies" Malta owns the army
                parties = [p for d in syntax.coordinated(c) for p in self.parties(d, inside=False)]
                if parties and all(p.sector == "BUS" for p in parties):  # "the Peruvian Airbus jet": its maker
                    parties = [p for d in syntax.modifiers(c) for p in self._owner(d)] or parties
                if parties and not all(same_side(p, apart_from) for p in parties):
                    return tuple(parties)
        if not depth:
            return ()
        deeper = (self._owners(c, depth - 1, apart_from) for group in groups for c in group)
        return next((found for found in deeper if found), ())

    def _owner(self, i: int) -> tuple[Party, ...]:
        return self.parties(i, inside=False) or self._owners(i, 0)

    def collect(
        self, heads: Iterable[int], into: list[Party], words: list[int], *, inside: bool = True,
        apart_from: Sequence[Party] = (), foreign: bool = False,
    ) -> None:  # fmt: skip
        """Adds the parties at `heads`, each once, and the words they stand on.

        `inside` looks into nouns that are no party; `apart_from` leaves out the other side; `foreign` takes only parties of a
        country that the other side is not of.
        """
        mine = {p.country for p in apart_from}
        for head in heads:
            for party in self.parties(head, inside=inside, apart_from=apart_from):
                if foreign and (party.country is None or party.country in mine):
                    continue
                if apart_from and party.country in mine and self._own(head):
                    continue
                if not any(_one(party, other) for other in into) and not same_side(party, apart_from):
                    into.append(party)
                    words.append(head)

    def _own(self, head: int) -> bool:
        """ "put its army on alert": what belongs to somebody by a pronoun."""
        return any(self.syntax.tokens[c].upos == "PRON" for c in self.syntax.possessors(head))


def _one(a: Party, b: Party) -> bool:
    return (a.country, a.sector, a.person) == (b.country, b.sector, b.person) and a.start == b.start


def same_side(party: Party, others: Sequence[Party]) -> bool:
    """Whether the words of `party` are already on the other side."""
    return any(
        party.start == o.start or (party.country and party.country == o.country and party.sector == o.sector)
        for o in others
    )
