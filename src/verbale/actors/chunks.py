"""Noun phrases of a reading, read along the words with the tree as adviser.

Parses of long lists of titled people are often wrong about what hangs on what, while the words in between are clear:
so the words decide where a phrase ends, and the tree decides coordination, apposition and prepositional attachment.
"""

import re
from collections.abc import Sequence

from ..reading import Reading
from .hits import Hit
from .linking import Linker
from .phrases import DETERMINERS, Phrase
from .units import Unit
from .vocabulary import words

_NOMINAL = frozenset(("NOUN", "PROPN", "NUM", "ADJ", "DET", "SYM", "X"))
_SPLITS = frozenset((
    "nsubj", "nsubj:pass", "nsubj:outer", "obj", "iobj", "obl", "obl:agent", "obl:unmarked", "root", "parataxis",
    "appos",
))  # fmt: skip
_CALENDAR = words("calendar")
_WHERE = words("locative")
_LOOSE = frozenset(("and", "or", ",", "last", "next"))
"""Words that no phrase ends with: "a crowd in Caracas last Wednesday"."""
_EXTREMES = frozenset(("least", "most"))
_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_NAME_JOINTS = frozenset(("compound", "nmod", "amod", "nmod:poss", "nmod:desc", "flat"))


class Chunker:
    """Cuts one reading into phrases."""

    def __init__(self, reading: Reading, units: Sequence[Unit], hits: Sequence[Hit], names: dict[int, int]) -> None:
        self.reading = reading
        self.tokens = reading.tokens
        self.units = units
        self._hit_at = {h.first: h for h in hits}
        self._within: dict[int, Hit] = {i: h for h in hits for i in range(h.first, h.last)}
        self._name_at = names
        """First unit of each personal name -> the unit after it."""
        self._named = {i for first, last in names.items() for i in range(first, last)}

    def phrases(self) -> list[Phrase]:
        """All noun phrases in text order, what hangs on them attached."""
        found: list[Phrase] = []
        i = 0
        while i < len(self.units):
            if not self._opens(i):
                i += 1
                continue
            phrase = self._phrase(i)
            if phrase is None:
                i += 1
                continue
            found.append(phrase)
            i = phrase.last
        return Linker(self.tokens, self.units).linked(found)

    def _opens(self, i: int) -> bool:
        return i in self._within or i in self._named or self._inside(i)

    def _inside(self, i: int) -> bool:
        unit = self.units[i]
        if i not in self._named and (self._is_time(i) or (unit.lower in _EXTREMES and self._after_at(i))):
            return False
        if unit.upos in _NOMINAL:
            return True
        token = self.tokens[unit.token]
        if unit.upos == "PRON":
            return token.dep == "nmod:poss"
        if unit.upos in ("VERB", "ADV"):
            if i + 1 in self._name_at and unit.upos == "VERB":
                return False
            return token.dep in ("amod", "advmod", "compound") and token.head > token.i and self._modifies(token.head)
        return unit.glued and unit.upos != "PUNCT"

    def _is_time(self, i: int) -> bool:
        unit = self.units[i]
        if unit.lower in _CALENDAR:
            return not unit.glued
        year = unit.upos == "NUM" and i > 0 and self.units[i - 1].upos == "ADP"
        return year and bool(_YEAR.fullmatch(unit.text))

    def _after_at(self, i: int) -> bool:
        return i > 0 and self.units[i - 1].lower == "at"

    def _modifies(self, token: int) -> bool:
        return self.tokens[token].upos in ("NOUN", "PROPN", "ADJ") and self.tokens[token].dep != "root"

    def _phrase(self, first: int) -> Phrase | None:
        hits: list[Hit] = []
        i = first
        name: tuple[int, int] | None = None
        while i < len(self.units) and self.units[i].sent == self.units[first].sent:
            if i > first and self._breaks(first, i):
                break
            if i in self._name_at:
                last = self._name_at[i]
                if not self._leads_on(i, last):
                    name = (i, last)
                    hits.extend(h for h in (self._hit_at.get(i),) if h and h.people)
                    i = last
                    break
                hits.extend(h for h in (self._hit_at.get(i),) if h and h.people)
                i = last
            elif i in self._hit_at:
                hits.append(self._hit_at[i])
                i = self._hit_at[i].last
            elif self._inside(i) or self._joins(first, i):
                i += 1
            else:
                break
        while i > first and self.units[i - 1].lower in _LOOSE and i - 1 not in self._within:
            i -= 1
        return self._made(first, i, hits, name) if i > first else None

    def _made(self, first: int, last: int, hits: list[Hit], name: tuple[int, int] | None) -> Phrase:
        hits = [h for h in hits if h.last <= last]
        return Phrase(
            first, last, name[0] if name else last - 1, hits, name,
            pronoun=first if self.units[first].upos == "PRON" else None,
        )  # fmt: skip

    def _breaks(self, first: int, i: int) -> bool:
        unit, before = self.units[i], self.units[i - 1]
        if i in self._within and i not in self._hit_at:
            return False
        if unit.glued or self._nationality_of_role(i):
            return False
        if (
            self._second_nationality(i)
            or self._place_before_title(first, i)
            or (i in self._name_at and self._no_title(i - 1))
        ):
            return True
        if unit.lower in DETERMINERS and unit.upos == "DET" and before.upos != "DET":
            return True
        token, previous = self.tokens[unit.token], self.tokens[before.token]
        if unit.upos == "PRON" and before.upos != "DET":
            return True
        start = self.units[first].token
        if previous.dep not in _SPLITS or previous.upos not in ("NOUN", "PROPN", "NUM"):
            return False
        if token.head == previous.i or start <= previous.head < previous.i:
            return False
        return previous.head != token.i and not (previous.dep == "root" and token.dep in ("flat", "compound"))

    def _place_before_title(self, first: int, i: int) -> bool:
        """A place before a title is where, not whose: "In Tokyo | Prime Minister Abe"."""
        place, title = self._hit_at.get(first), self._hit_at.get(i)
        if place is None or title is None or place.last != i or not place.senses or title.agent is None or first == 0:
            return False
        before = self.units[first - 1]
        ground = place.senses[0].how in ("name", "capital")
        return ground and title.last in self._name_at and before.upos == "ADP" and before.lower in _WHERE

    def _no_title(self, i: int) -> bool:
        """A common noun that is no title, so a name after it begins anew: "the enclave | Aoun controls"."""
        return self.units[i].upos == "NOUN" and self.units[i].text.islower() and i not in self._within

    def _nationality_of_role(self, i: int) -> bool:
        before, hit = self._within.get(i - 1), self._hit_at.get(i)
        return bool(before and hit and before.senses and before.senses[0].how == "demonym" and hit.agent)

    def _second_nationality(self, i: int) -> bool:
        """A nationality right after a role noun begins a phrase of its own: "Iraqi personnel | Russian academies"."""
        hit, before = self._hit_at.get(i), self._within.get(i - 1)
        if hit is None or before is None or not hit.senses or before.agent is None or hit.senses[0].how != "demonym":
            return False
        return before.agent.kind != "modifier" and self.units[i - 1].upos in ("NOUN", "PROPN")

    def _leads_on(self, first: int, last: int) -> bool:
        """A name that only modifies the next noun: "the Bush administration"."""
        if last >= len(self.units) or self.units[last].upos not in ("NOUN", "PROPN", "ADJ"):
            return False
        inside = range(self.units[first].token, self.units[last - 1].token + 1)
        return any(
            inside[-1] < self.tokens[t].head < inside[-1] + 4 and self.tokens[t].dep in _NAME_JOINTS for t in inside
        )

    def _joins(self, first: int, i: int) -> bool:
        """Whether "and" or a comma stands between two modifiers of a noun still to come."""
        low = self.units[i].lower
        if low not in ("and", "or", ",", "&") or i + 1 >= len(self.units):
            return False
        if self._stray_comma(first, i):
            return True
        return self._coordinates(first, i) or self._both_adjectives(i)

    def _coordinates(self, first: int, i: int) -> bool:
        start, here = self.units[first].token, self.units[i].token
        for t in range(here + 1, min(here + 5, len(self.tokens))):
            token = self.tokens[t]
            if token.dep == "conj" and start <= token.head < here:
                mate = self.tokens[token.head]
                return mate.dep in ("amod", "compound", "nmod:desc") and mate.head > t
        return False

    def _both_adjectives(self, i: int) -> bool:
        before, after = self._within.get(i - 1), self._hit_at.get(i + 1)
        if not (before and after and before.senses and after.senses):
            return False
        following = after.last
        return (
            self.units[i - 1].upos == "ADJ"
            and self.units[i + 1].upos == "ADJ"
            and following < len(self.units)
            and self.units[following].upos in ("NOUN", "ADJ", "PROPN")
        )

    def _stray_comma(self, first: int, i: int) -> bool:
        """A comma slipped in between adjective and noun: "the parliamentary, delegation"."""
        hit = self._within.get(i - 1)
        if self.units[i].lower != "," or hit is None or hit.agent is None or hit.agent.kind != "modifier":
            return False
        return self.units[first].upos == "DET" and self.units[i + 1].upos == "NOUN"
