"""The PLOVER contexts of an event, by the words of its clause."""

from collections.abc import Iterable

from ..lexicon import Lexicon
from ..reading import Token
from .triggers import Hit


class ContextFinder:
    """PLOVER contexts by the words around an event."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._order = [c.name for c in lexicon.contexts]
        self._by_lemma: dict[str, list[str]] = {}
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for context in lexicon.contexts:
            for lemma in context.lemmas:
                self._by_lemma.setdefault(lemma, []).append(context.name)
            for phrase in context.phrases:
                words = tuple(phrase.lower().split())
                self._by_first.setdefault(words[0], []).append((words, context.name))

    def find(self, hit: Hit, words: Iterable[Token]) -> tuple[str, ...]:
        """Contexts of the entries and of the clause, in the ontology's order."""
        found = {c for h in (hit, *hit.swallowed) for c in h.trigger.contexts}
        tokens = list(words)
        lowered = [t.text.lower() for t in tokens]
        lemmas = [t.lemma.lower() for t in tokens]
        for at, lemma in enumerate(lemmas):
            found.update(self._by_lemma.get(lemma, ()))
            for phrase, name in self._by_first.get(lowered[at], ()) or self._by_first.get(lemma, ()):
                n = len(phrase)
                if tuple(lowered[at : at + n]) == phrase or tuple(lemmas[at : at + n]) == phrase:
                    found.add(name)
        return tuple(name for name in self._order if name in found)
