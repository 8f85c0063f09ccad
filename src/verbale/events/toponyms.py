"""Which words of a report name places.

Names found by the language model, names only the index of places knows, adjectives ("Syrian forces")
and place names inside names of organizations; each says in `use` which it is. Names of people and words
for peoples ("Syrians", "a Syrian") name no place. `placing` says which places they are.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from ..gazetteer import Gazetteer
from ..places import Place, fold
from ..reading import Name, Reading, Token
from .place_words import WORDS
from .placing import place_names
from .spellings import usual_names

Use = Literal["name", "adjective", "embedded"]
LONGEST = 5
"""Words in the longest name looked for beyond the language model's: "Federated States of Micronesia"."""
WELL_KNOWN = 300_000
"""People in a city that is taken for itself wherever its name stands capitalised."""
KNOWN = 15_000
"""People in a city that is taken for itself after a preposition of place."""
WIDE = frozenset({"country", "capital", "province", "continent", "region", "disputed", "sea", "strait", "desert"})
_ENDS = frozenset({"'s", "’s", "'", "’", ",", "-"})


class PlaceMention(Struct, frozen=True, kw_only=True):
    """Words `[first, last)`, characters `[start, end)`, that name a place."""

    first: int
    last: int
    start: int
    end: int
    text: str
    use: Use
    place: Place | None
    """None where the name is unknown or its candidates tie."""


class Toponym(Struct, frozen=True):
    """A place name before it is known which place it is; `name` is what to look up."""

    first: int
    last: int
    name: str
    use: Use
    end: int | None = None
    """Where the name ends inside its last word: "U.S." in "U.S.-led"."""


def find_places(reading: Reading, gazetteer: Gazetteer) -> list[PlaceMention]:
    """The place names of a report in text order, each resolved in the light of all the others."""
    found = _Finder(reading, gazetteer).toponyms()
    places = place_names(reading, [(t.first, t.last, t.name) for t in found], gazetteer)
    named = [(t.name, p) for t, p in zip(found, places, strict=True) if p is not None and t.use == "name"]
    called = usual_names(named, gazetteer)
    return [
        _mention(reading, toponym, place and called.get(place, place))
        for toponym, place in zip(found, places, strict=True)
        if place is not None or (toponym.use == "name" and toponym.name.lower() not in WORDS.common)
    ]


def _mention(reading: Reading, toponym: Toponym, place: Place | None) -> PlaceMention:
    start, end = reading.tokens[toponym.first].start, toponym.end or reading.tokens[toponym.last - 1].end
    return PlaceMention(
        first=toponym.first, last=toponym.last, start=start, end=end, text=reading.text[start:end],
        use=toponym.use, place=place,
    )  # fmt: skip


class _Finder:
    """One pass over one report."""

    def __init__(self, reading: Reading, gazetteer: Gazetteer) -> None:
        self.reading, self.tokens, self.gazetteer = reading, reading.tokens, gazetteer
        places: Counter[str] = Counter()
        others: Counter[str] = Counter()
        for name in reading.names:
            (places if self._stands_as_place(name) else others)[fold(name.text)] += 1
        self.called_places = {folded for folded, times in places.items() if times >= others[folded]}
        """Folded names that are places at least as often as not in this report."""
        people = [name.text.split() for name in reading.names if name.label == "PER"]
        self.borne = {word for words in people if len(words) > 1 for word in words}
        """Words that stand in the fuller names of people."""

    def toponyms(self) -> list[Toponym]:
        found: dict[int, Toponym] = {}
        covered: set[int] = set()
        for name in self.reading.names:
            found |= {toponym.first: toponym for toponym in self._of_name(name)}
            covered.update(range(name.first, name.last))
        for toponym in found.values():
            covered.update(range(toponym.first, toponym.last))
        for toponym in self._beyond_names(covered):
            found.setdefault(toponym.first, toponym)
        return self._joined([found[first] for first in sorted(found)])

    def _text(self, first: int, last: int) -> str:
        return self.reading.text[self.tokens[first].start : self.tokens[last - 1].end]

    def _joined(self, found: list[Toponym]) -> list[Toponym]:
        """The same with "Washington, D.C." as one name."""
        joined: list[Toponym] = []
        for toponym in found:
            before = joined[-1] if joined else None
            capital = before is not None and before.name == "Washington" and fold(toponym.name) == "dc"
            if before and capital and toponym.first == before.last + 1:
                joined[-1] = Toponym(before.first, toponym.last, "Washington DC", "name")
            else:
                joined.append(toponym)
        return joined

    def _of_name(self, name: Name) -> Iterator[Toponym]:
        """The places in one name of the language model."""
        first, last = _trim(self.tokens, name.first, name.last)
        if first >= last:
            return
        whole = self._text(first, last)
        if last - first <= 3 and (place := self.gazetteer.adjectives.get(whole.casefold().replace(" - ", " "))):
            if name.label != "PER" and self._modifies(first, last):
                yield Toponym(first, last, place, "adjective")
        elif name.label == "LOC" or fold(name.text) in self.called_places:
            yield from self._parts(first, self._extended(first, last))
        elif name.label == "PER":
            if self._taken(whole, 0, frozenset({"country"})) or self._is_capital(whole):
                yield Toponym(first, last, whole, "name")
        elif self._taken(whole, WELL_KNOWN) or (self._before(first) in WORDS.where and _ends_in(whole, WORDS.building)):
            yield Toponym(first, last, whole, "name")
        else:
            yield from self._scan(range(first, last), "embedded")

    def _stands_as_place(self, name: Name) -> bool:
        """Whether the language model calls the name a place, or its preposition does."""
        if name.label == "LOC":
            return True
        before = self._before(name.first)
        token = self.tokens[name.last - 1]
        verb = self.tokens[token.head].lemma
        moving = before in {"from", "to", "into", "towards", "toward"} and verb in WORDS.moving
        visited = token.dep == "obj" and verb in {"visit", "tour"}
        place = self.gazetteer.usual(name.text)
        if place is None or not (before in {"in", "near", "outside", "at"} or moving or visited):
            return False
        known = (place.population or 0) >= KNOWN or place.kind == "site"
        return known or (name.label != "PER" and before != "at")

    def _is_capital(self, text: str) -> bool:
        """Whether a lone word taken for a person is a capital, and nobody in the report bears it among other names."""
        if " " in text or text in self.borne or not self._taken(text, 0, frozenset({"capital"})):
            return False
        place = self.gazetteer.usual(text)
        return place is not None and (place.population or 0) >= WELL_KNOWN

    def _before(self, first: int) -> str:
        """The word before, articles skipped, in lower case; "" at the start."""
        while first and self.tokens[first - 1].text.lower() in {"the", "a", "an"}:
            first -= 1
        return self.tokens[first - 1].text.lower() if first else ""

    def _extended(self, first: int, last: int) -> int:
        """The end of the name with what the language model cut off: "Holy | See", "St. Michael | 's Hospital"."""
        tokens = self.tokens
        if last + 1 < len(tokens) and tokens[last].text == "." and tokens[last].start == tokens[last - 1].end:
            return last + 1 if tokens[last + 1].text in {",", ")"} and last == first + 1 else last
        for end in range(min(last + 2, len(tokens)), last, -1):
            if tokens[end - 1].text[0].isupper() and (
                tokens[end - 1].text.lower() in WORDS.building or self.gazetteer.usual(self._text(first, end))
            ):
                return end
        return last

    def _parts(self, first: int, last: int) -> Iterator[Toponym]:
        """A name of a place as it stands, or what commas and slashes part it into ("Paris, Texas")."""
        begin = first
        for i in range(first, last + 1):
            if i == last or self.tokens[i].text in {",", "/"}:
                if begin < i and (toponym := self._part(begin, i)):
                    yield toponym
                begin = i + 1

    def _part(self, first: int, last: int) -> Toponym | None:
        text = self._text(first, last)
        head, dash, tail = text.partition("-")
        if last == first + 1 and dash and head[:1].isupper() and tail.islower() and self.gazetteer.usual(head):
            return Toponym(first, last, head, "name", self.tokens[first].start + len(head))
        in_place = self._before(first) in WORDS.where and not (text.isupper() and len(text) < 5)
        if self.gazetteer.candidates(text) or in_place or _ends_in(text, WORDS.building | WORDS.type):
            return Toponym(first, last, text, "name")
        return None

    def _beyond_names(self, covered: set[int]) -> Iterator[Toponym]:
        """Names that only the index knows and adjectives, outside the language model's names."""
        run: list[int] = []
        for token in self.tokens:
            if run and (token.i in covered or not (token.text[0].isupper() or token.text in {"-", "of", "and"})):
                yield from self._scan(range(run[0], run[-1] + 1), "name")
                run = []
            elif token.i not in covered and (run or token.text[0].isupper()):
                run.append(token.i)
        if run:
            yield from self._scan(range(run[0], run[-1] + 1), "name")

    def _scan(self, words: range, use: Use) -> Iterator[Toponym]:
        """Longest known place names and adjectives among consecutive words."""
        i = words.start
        while i < words.stop:
            toponym = None
            for last in range(min(words.stop, i + LONGEST), i, -1):
                if toponym := self._known_at(i, last, use):
                    yield toponym
                    break
            i = toponym.last if toponym else i + 1

    def _known_at(self, first: int, last: int, use: Use) -> Toponym | None:
        token, end = self.tokens[first], self.tokens[last - 1]
        if self._titled(first) or not token.text[0].isupper() or not (end.text[0].isupper() or last == first + 1):
            return None
        text = self._text(first, last)
        if place := self.gazetteer.adjectives.get(text.casefold().replace(" - ", " ")):
            fits = self._modifies(first, last)
            return Toponym(first, last, place, "embedded" if use == "embedded" else "adjective") if fits else None
        head, dash, tail = text.partition("-")
        if last == first + 1 and dash and tail.islower() and self._taken(head, WELL_KNOWN):
            return Toponym(first, last, head, use, token.start + len(head))
        if token.upos not in {"PROPN", "ADJ", "NOUN"}:
            return None
        people = KNOWN if use == "name" and self._before(first) in WORDS.where else WELL_KNOWN
        return Toponym(first, last, text, use) if self._taken(text, people) else None

    def _titled(self, first: int) -> bool:
        """Whether a title, or an Arabic article after one name, makes the word a person's: "Sheikh Sabah al-Sabah"."""
        before = self.tokens[first - 1].text.lower() if first else ""
        if before in {"-", "‑"} and first > 2:
            return self.tokens[first - 2].text in {"al", "Al", "el", "bin"} and self.tokens[first - 3].text[0].isupper()
        return before in WORDS.titles

    def _modifies(self, first: int, last: int) -> bool:
        """Whether an adjective of a place qualifies a noun, and is not a people or a language of its own."""
        token = self.tokens[last - 1]
        if token.head <= token.i or (token.text.endswith("s") and token.xpos.endswith("S")):
            return False
        if self.tokens[token.head].lemma.lower() in WORDS.language:
            return False
        return token.dep.split(":")[0] in {"amod", "compound", "nmod", "flat", "conj"}

    def _taken(self, text: str, people: int, kinds: frozenset[str] = WIDE) -> bool:
        """Whether the name's first candidate is wide or large enough to be meant wherever it stands."""
        short = sum(map(str.isalpha, text)) <= 3 and not text.isupper() and "." not in text
        if short or text.lower() in WORDS.common:
            return False
        place = self.gazetteer.usual(text)
        if place is None:
            return False
        # After "at" or "in" a site, river or island is meant too, though nobody counts its people.
        uncounted = people == KNOWN and place.kind not in {"city", "district"}
        return place.kind in kinds or uncounted or 0 < people <= (place.population or 0)


def _trim(tokens: tuple[Token, ...], first: int, last: int) -> tuple[int, int]:
    """The name without its article, possessive mark and lower-case word of type ("Idlib province")."""
    while first < last and tokens[first].text.lower() in {"the", "a", "an", "mid", "-"}:
        first += 1
    saint = tokens[first].text in {"St", "St.", "Saint"}
    while first + 1 < last and (tokens[last - 1].text in _ENDS or tokens[last - 1].text in WORDS.type) and not saint:
        last -= 1
    return first, last


def _ends_in(text: str, words: frozenset[str]) -> bool:
    return text.rsplit(" ", 1)[-1].lower() in words
