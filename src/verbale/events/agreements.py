"""Agreements named outside the sentence that signs them: enumerated after it, or described later.

"Two documents were signed. First, an agreement on trade, and second, a protocol on transit." names two
agreements; "the document provides for joint patrols" says what the last one holds.
"""

from msgspec.structs import replace

from ..cast import Party
from ..frame import Agreement
from ..lexicon import Lexicon
from ..report import Span
from .arguments import ArgumentFinder
from .draft import Draft
from .evidence import clause_words
from .frames import FrameBuilder
from .narrative import Focus, by_country
from .syntax import Syntax

_PROVIDING = frozenset(
    {
        "provide",
        "envisage",
        "envision",
        "stipulate",
        "foresee",
        "cover",
        "regulate",
        "include",
        "allow",
        "contain",
        "set",
    }
)
_DOCUMENT = frozenset({"document", "text", "paper", "accord", "it"})
_BUNDLING = frozenset(
    {
        "opportunity",
        "conclusion",
        "delivery",
        "sample",
        "possibility",
        "provision",
        "supply",
        "basis",
        "framework",
        "right",
    }
)


class AgreementRegister:
    """Finds agreements in one report beside those that triggers gave."""

    def __init__(self, syntax: Syntax, lexicon: Lexicon, arguments: ArgumentFinder, frames: FrameBuilder) -> None:
        self.syntax = syntax
        self.arguments = arguments
        self.frames = frames
        self._lemmas = lexicon.classes.get("agreement", frozenset())

    def enumerated(self, signing: Draft | None, focus: Focus, taken: set[int], sentence: int) -> list[Draft]:
        """Agreements listed in a sentence without a verb, soon after one that tells of a signing."""
        if signing is None or not 0 < sentence - signing.sentence <= 2:
            return []
        here = self.syntax.reading.sentences[sentence]
        root = self.syntax.tokens[here.root]
        if root.upos in ("VERB", "AUX") or self.syntax.deps(here.root, "cop", "nsubj"):
            return []
        found = []
        for i in range(here.first, here.last):
            if self._listed(i, here.root) and i not in taken:
                parties = self._parties(i) or tuple(signing.actors) or focus.recall(sentence)
                if parties:
                    found.append(self._draft(i, parties, signing))
        return found

    def _listed(self, i: int, root: int) -> bool:
        token = self.syntax.tokens[i]
        if token.lemma.lower() not in self._lemmas or token.upos not in ("NOUN", "PROPN"):
            return False
        return i == root or token.dep in ("conj", "appos", "parataxis", "list", "dep")

    def _parties(self, noun: int) -> tuple[Party, ...]:
        parties = tuple(
            p
            for name in ("between", "among", "with")
            for o in self.syntax.obliques(noun).get(name, ())
            for c in self.syntax.coordinated(o)
            for p in self.arguments.parties(c)
        )
        deeper = tuple(p for w in self.syntax.subtree(noun) if (m := self.arguments.mention_at(w)) for p in m.parties)
        for group in (parties, deeper):
            if len(by_country(group)) > 1:
                return by_country(group)
        return ()

    def _draft(self, noun: int, parties: tuple[Party, ...], signing: Draft) -> Draft:
        tokens = self.syntax.tokens
        later = {
            w for c in self.syntax.deps(noun, "conj", "parataxis", "appos", "list") for w in self.syntax.subtree(c)
        }
        words = [w for w in clause_words(noun, self.syntax) if w not in later]
        while len(words) > 1 and tokens[words[-1]].upos in ("PUNCT", "CCONJ"):
            words.pop()
        return Draft(
            at=noun, sentence=tokens[noun].sent, type=signing.type, mode=signing.mode, cameo=signing.cameo,
            contexts=signing.contexts, actors=list(parties), recipients=[], status=signing.status,
            certainty=signing.certainty, evidence=Span(tokens[words[0]].start, tokens[words[-1]].end), words=words,
            frame=self.frames.agreement(noun, parties, signing.when), when=signing.when,
            where=signing.where, confidence=0.6, rules={"trigger": "agreement listed after a signing"},
        )  # fmt: skip

    def provisions(self, drafts: list[Draft]) -> None:
        """Adds what "the document provides for" to the last agreement named before it."""
        for token in self.syntax.tokens:
            if token.lemma.lower() not in _PROVIDING or token.upos != "VERB":
                continue
            subjects = {self.syntax.tokens[s].lemma.lower() for s in self.syntax.subjects(token.i)}
            if not subjects & (self._lemmas | _DOCUMENT):
                continue
            before = [
                d for d in drafts if isinstance(d.frame, Agreement) and d.sentence <= token.sent and d.at < token.i
            ]
            items = self._provided(token.i)
            if before and items:
                last = before[-1]
                assert isinstance(last.frame, Agreement)  # noqa: S101  the line above chose it so
                last.frame = replace(last.frame, provides_for=tuple(dict.fromkeys((*last.frame.provides_for, *items))))

    def _provided(self, verb: int) -> list[str]:
        obliques = self.syntax.obliques(verb)
        heads = [*self.syntax.objects(verb), *obliques.get("for", ()), *obliques.get("on", ())]
        return [item for h in heads for item in self._unbundled(h, 0)]

    def _unbundled(self, head: int, depth: int) -> list[str]:
        """ "an opportunity of the conclusion of contracts on the delivery of arms, and training": arms, training."""
        tokens = self.syntax.tokens
        items: list[str] = []
        for i in self.syntax.coordinated(head):
            below = [o for p in ("of", "on", "for") for o in self.syntax.obliques(i).get(p, ())]
            bundling = tokens[i].lemma.lower() in _BUNDLING or tokens[i].lemma.lower() in self._lemmas
            if bundling and below and depth < 5:
                items += [item for b in below for item in self._unbundled(b, depth + 1)]
            elif tokens[i].upos in ("NOUN", "PROPN"):
                items.append(self.frames.phrase(i))
        return items
