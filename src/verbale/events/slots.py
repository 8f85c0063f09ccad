"""Named slots around a word, as lexicon entries ask for them: subject, object, "with", modifier, particle."""

from ..cast import Cast
from ..lexicon import BUILT_IN, Lexicon
from .syntax import Syntax

_DIRECTIONS = frozenset({"from", "to", "into"})


class Slots:
    """The heads that stand in a named slot of a word, coordination and counting nouns undone."""

    def __init__(self, syntax: Syntax, lexicon: Lexicon, cast: Cast) -> None:
        self.syntax = syntax
        self.lexicon = lexicon
        self.cast = cast
        self._container = lexicon.lists["container"]
        self._heads: dict[tuple[int, str, bool, int | None], list[int]] = {}

    def heads(self, i: int, slot: str, *, noun: bool, support: int | None = None) -> list[int]:
        """Head words in `slot` of word `i`; for a noun under a support verb, that verb's slots count too."""
        key = (i, slot, noun, support)
        if key not in self._heads:
            found = self._raw(i, slot, noun=noun, support=support)
            spread = [c for head in found for c in self.syntax.coordinated(head)]
            self._heads[key] = list(dict.fromkeys(d for head in spread for d in self._contained(head)))
        return list(self._heads[key])

    def _contained(self, head: int) -> list[int]:
        token = self.syntax.tokens[head]
        if token.lemma.lower() in self._container or token.upos == "NUM":
            inner = self.syntax.obliques(head).get("of", [])
            return [head, *(c for o in inner for c in self.syntax.coordinated(o))]
        return [head]

    def _raw(self, i: int, slot: str, *, noun: bool, support: int | None) -> list[int]:
        syntax = self.syntax
        if " " in slot:  # "object modifier": the modifiers of the object
            first, rest = slot.split(" ", 1)
            return [
                h
                for o in self._raw(i, first, noun=noun, support=support)
                for h in self._raw(o, rest, noun=True, support=None)
            ]
        if slot == "subject":
            return list(syntax.subjects(support if noun and support is not None else i))
        if slot == "object":
            return syntax.obliques(i).get("of", []) if noun else list(syntax.objects(i))
        if slot == "complement":
            bare = [c for c in syntax.deps(i, "advmod") if syntax.tokens[c].upos == "NOUN"]  # "took them prisoner"
            return [*syntax.complements(i), *bare]
        if slot == "possessive":
            return syntax.possessors(i)
        if slot in ("modifier", "adjective"):
            return syntax.modifiers(i)
        found = list(syntax.obliques(i).get(slot, ()))
        if slot == "to" and not found and not noun and syntax.deps(i, "obj"):
            found = syntax.deps(i, "iobj")
        if noun and not found and slot in _DIRECTIONS:  # "the withdrawal of the brigade from Chad", hung on the brigade
            found = [g for o in syntax.obliques(i).get("of", ()) for g in syntax.obliques(o).get(slot, ())]
        if noun and support is not None:
            found += syntax.obliques(support).get(slot, ())
        elif not noun and not found:
            for o in syntax.objects(i):
                found += syntax.obliques(o).get(slot, ())
        return found

    def fills(self, i: int, slot: str, wanted: list[str], *, noun: bool, support: int | None = None) -> list[int]:
        """The heads in the slot that match; for particles, `i` itself where one matches."""
        if slot == "particle":
            return [i] if any(self.lexicon.matches(p, wanted) for p in self.syntax.particles(i)) else []
        tokens, matches = self.syntax.tokens, self.lexicon.matches
        heads = self.heads(i, slot, noun=noun, support=support)
        return [h for h in heads if matches(tokens[h].lemma.lower(), wanted) or self._cast_fits(h, wanted)]

    def _cast_fits(self, head: int, wanted: list[str]) -> bool:
        """Whether a built-in class fits: @party, @person, @place, @place_or_party look at the cast."""
        asked = BUILT_IN.intersection(wanted)
        at = self.cast.at.get(head) if asked else None
        if at is None:
            return False
        mention = self.cast.mentions[at]
        if mention.kind == "place":
            return bool(asked & {"@place", "@place_or_party"})
        people = any(p.person for p in mention.parties)
        return bool(asked & {"@party", "@place_or_party"}) or ("@person" in asked and people)
