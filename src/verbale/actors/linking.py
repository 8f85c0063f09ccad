"""Which phrase hangs on which: possessors, prepositional phrases, lists, and names after their titles."""

from collections.abc import Sequence
from itertools import pairwise

from ..reading import Token
from .phrases import WHENCE, Phrase
from .units import POSSESSIVE, Unit
from .vocabulary import words

_LINKS = WHENCE | {"of", "for", "to", "with", "against", "by", "on", "between"}
_LEAVING = words("leaving")
_LOYAL = frozenset(("based", "affiliated", "loyal", "belonging", "allied"))
"""Words between a group and whose it is: "troops loyal to", "workers affiliated with"."""
_ALWAYS = frozenset(("of",))


class Linker:
    """Links the phrases of one reading."""

    def __init__(self, tokens: Sequence[Token], units: Sequence[Unit]) -> None:
        self.tokens, self.units = tokens, units

    def linked(self, phrases: list[Phrase]) -> list[Phrase]:
        """The phrases with what hangs on them attached, names parted from the titles before them."""
        self._own(phrases)
        self._attach(phrases)
        self._share(phrases)
        return self._parted(phrases)

    def _parted(self, phrases: list[Phrase]) -> list[Phrase]:
        """Names parted from the end of the title before them: "the president of Russia" + "Vladimir Putin"."""
        holders = {id(inner): outer for outer in phrases for _, inner in outer.attached}
        found: list[Phrase] = []
        for phrase in phrases:
            found.append(phrase)
            title = self._title_over(phrase, holders)
            if phrase.name is None or title is None or phrase.agents() or phrase.first == phrase.name[0]:
                continue
            first, last = phrase.name
            inner = [h for h in phrase.hits if h.first >= first]
            found.append(Phrase(first, last, first, inner, (first, last), titled=title))
            phrase.hits = [h for h in phrase.hits if h.last <= first]
            phrase.last, phrase.head, phrase.name = first, first - 1, None
        return found

    @staticmethod
    def _title_over(phrase: Phrase, holders: dict[int, Phrase]) -> Phrase | None:
        outer = holders.get(id(phrase))
        while outer is not None:
            agents = outer.agents()
            if agents and agents[-1].agent and agents[-1].agent.kind == "person" and agents[-1].last == outer.last:
                return outer
            outer = holders.get(id(outer))
        return None

    def _own(self, phrases: list[Phrase]) -> None:
        for before, phrase in pairwise(phrases):
            marked = before.last < len(self.units) and self.units[before.last].lower in POSSESSIVE
            if marked and (phrase.first == before.last + 1 or self._governs(phrase, before, "nmod:poss")):
                phrase.possessor = before

    def _attach(self, phrases: list[Phrase]) -> None:
        open_to: list[Phrase] = phrases[:1]
        for before, phrase in pairwise(phrases):
            link = self._link(before, phrase)
            holder = self._holder(open_to, phrase, link)
            if holder is None:
                open_to = [phrase]
                continue
            holder.attached.append((link, phrase))
            del open_to[open_to.index(holder) + 1 :]
            open_to.append(phrase)

    def _holder(self, open_to: list[Phrase], phrase: Phrase, link: str) -> Phrase | None:
        """The open phrase that this one hangs on; a coordinated one hangs where its partner does."""
        if link in ("and", ",", "or"):
            for holder, held in zip(reversed(open_to[:-1]), reversed(open_to), strict=False):
                if self._governs(held, phrase, "conj"):
                    return holder
                if not (_is_name(held) and _is_name(phrase)):
                    continue
                if self._siblings(held, phrase) or any(self._governs(p, phrase, "conj") for p in open_to):
                    return holder
            return None
        if link in _ALWAYS or self.units[phrase.first - 2].lower == "based":
            return open_to[-1]
        if link not in _LINKS:
            return None
        if link == "from" and (left := [p for p in open_to if self.units[p.head].lower in _LEAVING]):
            return left[-1]
        return next((p for p in reversed(open_to) if self._governs(p, phrase, "nmod")), None)

    def _link(self, before: Phrase, phrase: Phrase) -> str:
        between = [u.lower for u in self.units[before.last : phrase.first]]
        if len(between) == 1:
            return between[0]
        if len(between) == 2 and between[0] in _LOYAL:
            return "of" if between[0] != "based" else between[1]
        return "and" if between == [",", "and"] else ""

    def _share(self, phrases: list[Phrase]) -> None:
        """Two titles under one article share what follows: "the King and Queen of Spain"."""
        for before, phrase in pairwise(phrases):
            if before.attached or not phrase.attached or not before.agents() or not phrase.agents():
                continue
            if self._link(before, phrase) == "and" and self.units[phrase.first].upos != "DET":
                before.attached.extend(p for p in phrase.attached[:1] if p[0] == "of")

    def _siblings(self, held: Phrase, phrase: Phrase) -> bool:
        """Whether two names are members of one list."""
        heads = [
            {self.tokens[t].head for t in range(self.units[p.first].token, self.units[p.last - 1].token + 1)
             if self.tokens[t].dep == "conj"}
            for p in (held, phrase)
        ]  # fmt: skip
        return bool(heads[0] & heads[1])

    def _governs(self, holder: Phrase, phrase: Phrase, relation: str) -> bool:
        over = range(self.units[holder.first].token, self.units[holder.last - 1].token + 1)
        inside = range(self.units[phrase.first].token, self.units[phrase.last - 1].token + 1)
        return any(self.tokens[t].dep.startswith(relation) and self.tokens[t].head in over for t in inside)


def _is_name(phrase: Phrase) -> bool:
    """Nothing but the name of a state or organization, "the" aside."""
    return len(phrase.hits) == 1 and bool(phrase.hits[0].senses) and phrase.hits[0].first - phrase.first <= 1
