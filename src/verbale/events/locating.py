"""Where one event happened, as its own clause says.

The dateline and the capital of a state that acts are no places of events.
"""

from collections.abc import Iterator, Mapping
from itertools import chain

from ..places import Place
from ..reading import Reading, Token
from ..record import Where
from .place_words import WORDS
from .toponyms import PlaceMention

UNDER = frozenset({"of", "in", "near", "at", "from", "outside", "around", "off"})
_FINE: dict[str, int] = {"country": 4, "continent": 6, "region": 3, "disputed": 2, "province": 2, "sea": 3, "desert": 3}
"""How coarse each kind is; kinds not here are points."""
_BEFORE = frozenset({"det", "amod", "compound", "nummod", "nmod:poss"})
_OBLIQUE = frozenset({"obl", "nmod", "advcl"})
_SUBJECTS = frozenset({"nsubj", "csubj", "mark"})
_POINTS = frozenset({"capital", "city", "district", "site", "island"})
_DEEPER = frozenset({"of", "on", "for", "about", "concerning", "over"})
"""Prepositions of a topic, after which a parse may hang the place of the whole: "a treaty of alliance in Moscow"."""


def place_of(anchor: int, reading: Reading, mentions: Mapping[int, PlaceMention]) -> Where | None:
    """Where the event whose trigger is word `anchor` happened; None where its clause does not say.

    `mentions` gives the mention that covers a word, as `by_word` does.
    """
    sentence = reading.sentences[reading.tokens[anchor].sent]
    if not any(sentence.first <= i < sentence.last for i in mentions):
        return None
    scene = _Scene(reading, mentions)
    for circle in scene.circles(anchor):
        if found := list(circle):
            return min(found, key=lambda w: w[0])[1]
    return None


class _Scene:
    """Look-ups around one trigger; each place found comes with its coarseness, the finest first."""

    def __init__(self, reading: Reading, mentions: Mapping[int, PlaceMention]) -> None:
        self.reading, self.tokens, self.mentions = reading, reading.tokens, mentions

    def circles(self, anchor: int) -> Iterator[Iterator[tuple[int, Where]]]:
        """Places that may be the event's, nearest circle first."""
        yield chain(self.under(anchor), self.of_objects(anchor))
        yield self.modifying(anchor)
        yield self.behind(anchor)
        yield self.of_participles(anchor)
        if self.tokens[anchor].dep == "compound":
            yield self.under(self.tokens[anchor].head)
        verb = self.carrier(anchor)
        if verb is not None:
            yield chain(self.under(verb), self.of_objects(verb))
            yield self.of_predicate(anchor, verb)
        yield self.fronted(anchor if verb is None else verb)

    def under(self, i: int) -> Iterator[tuple[int, Where]]:
        """Places hung on word `i` by a preposition of place, or as the object of a verb that reaches places."""
        for c in self.reading.children[i]:
            token = self.tokens[c]
            kind = token.dep.split(":")[0]
            if kind == "advcl" and any(self.tokens[d].dep.split(":")[0] in _SUBJECTS for d in self.reading.children[c]):
                continue  # "while the minister was in Rome" says where he was
            if (kind in _OBLIQUE and self.locates(i, self.case_of(c), c)) or self.is_reached(i, token):
                yield from self.named_by(c)
        if self.tokens[i].upos == "NOUN":
            yield from self.deeper(i)

    def deeper(self, i: int) -> Iterator[tuple[int, Where]]:
        """Towns and buildings that a parse hangs under the topic of noun `i`: "a meeting of the board in Berne"."""
        for c in self.reading.children[i]:
            if self.tokens[c].dep != "nmod" or self.case_of(c) not in _DEEPER or c in self.mentions:
                continue
            for d in self.reading.children[c]:
                if self.tokens[d].dep == "nmod" and d > c and self.case_of(d) in {"in", "at", "near"}:
                    mention = self.mentions.get(d)
                    if mention is None or (mention.place is not None and mention.place.kind in _POINTS):
                        yield from self.named_by(d)
            yield from self.deeper(c)

    def locates(self, i: int, case: str, c: int) -> bool:
        """Whether a preposition under word `i` says where."""
        lemma = self.tokens[i].lemma.lower()
        if case == "during":
            return self.tokens[c].lemma.lower() in WORDS.occasion
        if case in WORDS.within:
            return True
        if case in {"to", "into", "toward", "towards", "onto"}:
            return lemma in WORDS.going or (lemma in WORDS.light and bool(self._objects_among(i, WORDS.going)))
        if case in {"on", "upon"}:
            return lemma in WORDS.aimed or self.tokens[c].lemma.lower() in WORDS.place
        if case in {"from", "out of", "out"}:
            return lemma in WORDS.leaving
        if case in {"over", "above"}:
            return lemma in WORDS.above
        return case == "of" and lemma in WORDS.taking

    def is_reached(self, i: int, token: Token) -> bool:
        verb = self.tokens[i]
        if verb.lemma.lower() == "host" and verb.upos == "VERB" and token.dep == "nsubj":
            return True
        return token.dep in {"obj", "nsubj:pass"} and verb.upos == "VERB" and verb.lemma.lower() in WORDS.reaching

    def modifying(self, i: int) -> Iterator[tuple[int, Where]]:
        """A town before a noun, "the Geneva talks"; a country there is one who acts."""
        if self.tokens[i].upos not in {"NOUN", "PROPN"}:
            return
        for c in self.reading.children[i]:
            mention = self.mentions.get(c)
            if mention is None or mention.place is None or mention.use != "name" or c > i:
                continue
            if self.tokens[c].dep == "compound" and mention.place.kind in {"city", "site", "district"}:
                yield self.where(mention, None)

    def of_objects(self, i: int) -> Iterator[tuple[int, Where]]:
        """Places that the parse hangs on what is acted on: "signed an agreement in Baku", "fired on a crowd in Osh"."""
        for c in self.reading.children[i]:
            token = self.tokens[c]
            acted_on = token.dep in {"obj", "iobj", "nsubj:pass"} or (
                token.dep in _OBLIQUE and self.case_of(c) in {"on", "upon", "against"} and self.aims(i)
            )
            if acted_on and c not in self.mentions:
                for place in self.reading.children[c]:
                    if self.tokens[place].dep == "nmod" and self.places_object(i, c, self.case_of(place)):
                        yield from self.named_by(place)
                if self.tokens[i].lemma.lower() in WORDS.light:
                    yield from self.deeper(c)

    def aims(self, i: int) -> bool:
        return self.tokens[i].lemma.lower() in WORDS.aimed or bool(self._objects_among(i, WORDS.aimed))

    def places_object(self, verb: int, noun: int, case: str) -> bool:
        """Whether a preposition under the object places the act: "expelled diplomats from", "took control of"."""
        if case == "from":
            return self.tokens[verb].lemma.lower() in WORDS.leaving
        if case == "of":
            return self.tokens[noun].lemma.lower() in WORDS.taking
        return case in {"in", "at", "near", "outside"}

    def behind(self, i: int) -> Iterator[tuple[int, Where]]:
        """A place right behind a noun that the parse hung on the verb: "wounded in clashes | in Hebron"."""
        token = self.tokens[i]
        if token.upos != "NOUN" or token.head == i:
            return
        for c in self.reading.children[token.head]:
            place = self.tokens[c].dep == "obl" and c > i and self.case_of(c) in WORDS.within
            if place and min(self.reading.subtree(c)) == i + 1:
                yield from self.named_by(c)

    def of_participles(self, i: int) -> Iterator[tuple[int, Where]]:
        """Places under a participle: "the document signed in Baku"."""
        if self.tokens[i].upos not in {"NOUN", "PROPN"}:
            return
        for c in self.reading.children[i]:
            if self.tokens[c].dep.startswith("acl") and self.tokens[c].lemma.lower() in WORDS.light:
                yield from self.under(c)

    def of_predicate(self, anchor: int, at: int) -> Iterator[tuple[int, Where]]:
        """A predicate that is a place: "the talks were in Geneva"."""
        if self.tokens[anchor].dep == "nsubj" and self.case_of(at) in WORDS.within:
            yield from self.named_by(at)

    def carrier(self, anchor: int) -> int | None:
        """The light verb over a noun, or the verb over an infinitive that only says how far the act is."""
        at = anchor
        while self.tokens[at].dep in {"conj", "nmod", "compound"} and self.tokens[at].upos in {"NOUN", "PROPN"}:
            at = self.tokens[at].head
        head = self.tokens[at].head
        if head == at:
            return None
        dep = self.tokens[at].dep.split(":")[0]
        if dep == "nsubj" and any(self.tokens[c].dep == "cop" for c in self.reading.children[head]):
            return head
        light = self.tokens[head].lemma.lower() in WORDS.light
        return head if light and dep in {"nsubj", "csubj", "obj", "obl", "xcomp"} else None

    def fronted(self, i: int) -> Iterator[tuple[int, Where]]:
        """A place of the first of several verbs: "in Baku, he met the president and signed two documents".

        Behind that verb it holds for those that share its subject.
        """
        at = i
        while self.tokens[at].dep in {"conj", "xcomp"} and self.tokens[at].head != at:
            at = self.tokens[at].head
        if at == i:
            return
        shared = self.tokens[i].dep == "conj" and not any(
            self.tokens[c].dep.startswith(("nsubj", "aux")) for c in self.reading.children[i]
        )
        for c in self.reading.children[at]:
            if (c < at or (shared and c < i)) and self.tokens[c].dep == "obl" and self.case_of(c) in WORDS.within:
                found = self.named_by(c)
                yield from found if c < at else (place for place in found if place[0] < _FINE["province"])

    def named_by(self, i: int) -> Iterator[tuple[int, Where]]:
        """The place that noun `i` is, or that the name under it says it is in."""
        if mention := self.mentions.get(i):
            holders = [m for c in self.reading.children[i] if c >= mention.last and (m := self._below(c)) and m.place]
            if mention.use == "name" and mention.place is None and holders:
                yield self.where(min(holders, key=lambda m: _coarseness(m.place)), i)
            elif mention.use == "name":
                before = [c for c in self.reading.children[i] if c < mention.first]
                turned = any(self.tokens[c].lemma.lower() in WORDS.turned for c in before)
                yield self.where(mention, i if turned else None)
            return
        lemma = self.tokens[i].lemma.lower()
        if lemma in WORDS.occasion:
            yield from self.under(i)
        elif lemma in WORDS.place or self.tokens[i].upos == "PROPN":
            found = [m for c in self.reading.children[i] if (m := self._below(c))]
            if found:
                best = min(found, key=lambda m: (m.use == "adjective", _coarseness(m.place)))
                yield self.where(best, i)

    def _below(self, c: int) -> PlaceMention | None:
        """The place named by a dependent of a place noun: "the town OF X", "X district", "the capital, X"."""
        token = self.tokens[c]
        kind = token.dep.split(":")[0]
        if kind in {"compound", "flat", "appos", "amod"} or token.dep in {"nmod:poss", "nmod:desc"}:
            return self.mentions.get(c)
        if kind in {"nmod", "obl"} and self.case_of(c) in UNDER:
            if c in self.mentions:
                return self.mentions[c]
            if self.tokens[c].lemma.lower() in WORDS.place:
                return next((m for d in self.reading.children[c] if (m := self._below(d))), None)
        return None

    def where(self, mention: PlaceMention, head: int | None) -> tuple[int, Where]:
        """The record's place; under a place noun `head` its text is the whole phrase without the preposition."""
        text = mention.text if head is None else self._phrase(head, mention)
        place = mention.place
        if place is None:
            return 1, Where(name=mention.text, text=text)
        return _coarseness(place), Where(
            name=place.name, country=place.country, lat=place.lat, lon=place.lon, geonames=place.geonames, text=text
        )

    def _phrase(self, head: int, mention: PlaceMention) -> str:
        inside = [
            i for i in self.reading.subtree(head)
            if self.tokens[i].dep != "punct" and not (self.tokens[i].dep == "case" and self.tokens[i].head == head)
        ]  # fmt: skip
        first = min(i for i in inside if i <= head and self.tokens[i].dep != "case")
        last = max(head + 1, mention.last)
        return self.reading.text[self.tokens[min(first, mention.first)].start : self.tokens[last - 1].end]

    def case_of(self, i: int) -> str:
        """The preposition over word `i`, lower-cased, fixed words joined; "" where none."""
        words: list[str] = []
        for c in self.reading.children[i]:
            if self.tokens[c].dep == "case" and self.tokens[c].text not in {"'s", "’s"}:
                words.append(self.tokens[c].text.lower())
                fixed = [f for f in self.reading.children[c] if self.tokens[f].dep == "fixed"]
                words += [self.tokens[f].text.lower() for f in fixed]
        if not words:
            first = min((c for c in self.reading.children[i] if self.tokens[c].dep in _BEFORE), default=i)
            before = self.tokens[min(first, i) - 1] if i else None
            # A parse may hang "in" on the verb as its particle: "signed in | Baku".
            if before is not None and before.dep == "compound:prt" and before.head == self.tokens[i].head:
                words.append(before.text.lower())
        return " ".join(words)

    def _objects_among(self, i: int, lemmas: frozenset[str]) -> list[int]:
        objects = (c for c in self.reading.children[i] if self.tokens[c].dep == "obj")
        return [c for c in objects if self.tokens[c].lemma.lower() in lemmas]


def _coarseness(place: Place | None) -> int:
    return 1 if place is None else _FINE.get(place.kind, 0)
