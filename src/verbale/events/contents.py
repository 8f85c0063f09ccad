"""What a cue introduces: a clause, a quotation, an aside's sentence, or only the thing that a speaker judges or means to do."""

from dataclasses import dataclass

from ..lexicon import CueWord
from ..reading import Reading
from .speakers import SpeakerReader
from .syntax import Syntax

_OPEN_INFINITIVE = frozenset({"assertion", "allegation", "denial", "forecast", "threat"})
_SAYING = frozenset({"assertion", "assessment", "forecast", "allegation"})
_LONGEST_ASIDE = 14  # words of ", the minister of defence said in an interview on Monday,"
_WITH_OBJECT = frozenset({"denial", "allegation"})
_INFINITIVES = frozenset({"xcomp", "advcl", "acl", "ccomp"})
_TELLING = frozenset({"clause", "direct"})


@dataclass(frozen=True, slots=True)
class Content:
    """The words introduced."""

    words: frozenset[int]
    tells: bool = True
    """Whether they say that something is so; False: they only name what is praised, discussed, wanted."""


class ContentReader:
    """Reads what cues introduce over one reading."""

    def __init__(
        self, syntax: Syntax, speakers: SpeakerReader, quoted: frozenset[int], control: frozenset[str]
    ) -> None:
        self.syntax = syntax
        self.speakers = speakers
        self.reading: Reading = syntax.reading
        self.quoted = quoted
        self._control = control

    def told(self, i: int, cue: CueWord) -> Content | None:
        """What cue `i` says is so; None where it says nothing."""
        if not _TELLING.intersection(cue.complement):
            return None
        heads = self._heads(i, cue)
        if not heads and "clause" in cue.complement and self._opens_that(i):
            told = frozenset(range(i + 2, self.reading.sentences[self.syntax.tokens[i].sent].last))
        else:
            told = frozenset(w for h in heads for w in self.syntax.subtree(h)) - self._own_words(i, heads)
        if "direct" in cue.complement:
            told |= self._quotation(i) or (frozenset() if told else self._neighbour(i))
        if not told and "clause" in cue.complement and cue.kind in _SAYING:
            told = self._around_aside(i)
        if not told:
            return None
        return Content(told | self._whole_quotations(told, self.syntax.tokens[i].sent))

    def _heads(self, i: int, cue: CueWord) -> list[int]:
        """Heads of what is said: a that-clause, the clause a parenthetic cue hangs in, a quotation, an object."""
        syntax = self.syntax
        token = syntax.tokens[i]
        heads = syntax.deps(i, "ccomp")
        if token.upos == "NOUN":
            heads += [c for c in syntax.deps(i, "acl", "acl:relcl") if self._has_that(c) and self._whole(c)]
            heads += [
                c
                for o in self._around_noun(i)
                for c in syntax.deps(o, "acl", "acl:relcl", "ccomp")
                if self._has_that(c)
            ]
        if not heads and token.head != i:
            aside = token.dep == "parataxis" and not self._says_something_else(i)
            as_clause = (
                token.dep == "advcl"
                and cue.kind in _SAYING
                and any(syntax.tokens[c].lemma.lower() == "as" for c in syntax.deps(i, "mark"))
            )
            heads = [token.head] if aside or as_clause else []
        if not heads and "direct" in cue.complement:
            heads = [c for c in syntax.deps(i, "parataxis", "obj", "xcomp") if c in self.quoted]
        if not heads and "clause" in cue.complement and token.upos == "VERB" and cue.kind in _OPEN_INFINITIVE:
            heads = syntax.deps(i, "xcomp")
        if not heads and token.upos == "VERB" and "clause" in cue.complement:
            heads = self._behind_addressee(i)
        if not heads and "object" in cue.complement and cue.kind in _WITH_OBJECT:
            heads = self._charge(i)
        return heads

    def _behind_addressee(self, i: int) -> list[int]:
        """ "told a meeting of envoys that …", "said in a letter that …", where the clause was hung on the noun."""
        syntax = self.syntax
        nouns = syntax.deps(i, "obj", "iobj", "obl")
        below = [c for o in nouns for n in (o, *syntax.deps(o, "nmod")) for c in syntax.deps(n, "acl", "ccomp")]
        return [c for c in below if self._has_that(c)]

    def _around_noun(self, i: int) -> list[int]:
        """Where the parser may hang a noun's that-clause: "allegations by the Dutch that …"."""
        return [o for p in ("by", "among", "from", "of") for o in self.syntax.obliques(i).get(p, ())]

    def _charge(self, i: int) -> list[int]:
        """What is denied or charged without a clause: "denied the report", "accused X of arming rebels"."""
        syntax = self.syntax
        of = [
            c
            for c in syntax.deps(i, "advcl")
            if any(syntax.tokens[m].lemma.lower() in ("of", "for") for m in syntax.deps(c, "mark"))
        ]
        of += [o for p in ("of", "for") for o in syntax.obliques(i).get(p, ())]
        things = [o for o in syntax.objects(i) if syntax.tokens[o].upos == "NOUN"]
        return of or things

    def _own_words(self, i: int, heads: list[int]) -> frozenset[int]:
        """Words of the cue clause that hang inside the content: ", he said,"."""
        inside = any(i in self.syntax.subtree(h) for h in heads)
        return frozenset(self.syntax.subtree(i)) if inside else frozenset({i})

    def _has_that(self, i: int) -> bool:
        return any(
            self.syntax.tokens[c].lemma.lower() == "that" and self.syntax.tokens[c].upos == "SCONJ"
            for c in self.syntax.deps(i, "mark")
        )

    def _whole(self, i: int) -> bool:
        """Whether a clause is no relative one: "the charge that he fled", and not "the charge that might have stung"."""
        return bool(self.syntax.deps(i, "nsubj", "nsubj:pass", "nsubj:outer", "expl", "csubj"))

    def _opens_that(self, i: int) -> bool:
        tokens = self.syntax.tokens
        opens = i + 1 < len(tokens) and tokens[i + 1].text.lower() == "that"
        return opens and not (tokens[i].upos == "NOUN" and tokens[i + 1].dep.startswith("nsubj"))

    def _says_something_else(self, i: int) -> bool:
        """Whether a clause beside the sentence has an object of its own, or a semicolon parts it: "; Quito denied it"."""
        tokens = self.syntax.tokens
        first, last = sorted((i, tokens[i].head))
        own = [o for o in self.syntax.deps(i, "obj") if not self.speakers.inverted(i, o)]
        long = len(self.syntax.subtree(i)) > _LONGEST_ASIDE
        return bool(own) or long or any(tokens[j].text in (";", ":") for j in range(first, last))

    def _quotation(self, i: int) -> frozenset[int]:
        """Quoted words of the cue's sentence; a title or two in inverted commas are no quotation."""
        sentence = self.reading.sentences[self.syntax.tokens[i].sent]
        words = frozenset(w for w in range(sentence.first, sentence.last) if w in self.quoted)
        if len(words) < 3 or i in self.quoted:
            return frozenset()
        own = i == sentence.root or not words.isdisjoint(self.syntax.subtree(i)) or self.syntax.tokens[i].head in words
        return words if own else frozenset()

    def _whole_quotations(self, words: frozenset[int], sentence: int) -> frozenset[int]:
        """All of a quotation that the cue's sentence begins or ends, over as many sentences as it runs."""
        here = self.reading.sentences[sentence]
        found: set[int] = set()
        for quotation in self.reading.quotations:
            inside = quotation.first < here.last and here.first < quotation.last
            if inside and any(w in words for w in range(quotation.first, quotation.last)):
                found.update(range(quotation.first, quotation.last))
        return frozenset(found)

    def _neighbour(self, i: int) -> frozenset[int]:
        """The quotation right before a sentence that only names its speaker, or right behind one that ends in a colon."""
        tokens = self.syntax.tokens
        sentence = self.reading.sentences[tokens[i].sent]
        if i in self.quoted or self.syntax.deps(i, "obj", "xcomp"):
            return frozenset()
        colon = sentence.last - 1 > i and tokens[sentence.last - 1].text == ":"
        opens = i - sentence.first <= _LONGEST_ASIDE and not tokens[i].text[0].isupper()
        for quotation in self.reading.quotations:
            behind = colon and 0 <= quotation.first - sentence.last <= 1
            before = not colon and opens and 0 <= sentence.first - quotation.last <= 1 and self._closes(quotation.last)
            if behind or before:
                return frozenset(range(quotation.first, quotation.last))
        return frozenset()

    def _closes(self, last: int) -> bool:
        """Whether what ends before word `last` ends like a sentence that a cue goes on with: a mark and no new paragraph."""
        tokens = self.syntax.tokens
        return (
            self.reading.sentences[tokens[last - 1].sent].paragraph
            == self.reading.sentences[tokens[last].sent].paragraph
        )

    def _around_aside(self, i: int) -> frozenset[int]:
        """What ", the agency reported" or ", says a teacher" closes, or ", he said," parts, wherever the parse hung it."""
        syntax, tokens = self.syntax, self.syntax.tokens
        sentence = self.reading.sentences[tokens[i].sent]
        if tokens[i].xpos not in _FINITE or syntax.deps(i, "ccomp", "xcomp", "mark") or i in self.quoted:
            return frozenset()
        comma = next((j for j in range(i - 1, sentence.first, -1) if tokens[j].text == ","), None)
        if comma is None or any(not self._names(j) for j in range(comma + 1, i)):
            return frozenset()
        before = range(sentence.first, comma)
        named = comma < i - 1 and tokens[comma + 1].text.lower() not in _LINKING
        if named and i + 1 < sentence.last and tokens[i + 1].text == ",":
            return frozenset((*before, *range(i + 2, sentence.last)))
        behind = comma == i - 1 and i + 1 < sentence.last and tokens[i + 1].upos in ("PROPN", "DET", "NOUN", "ADJ")
        ends = not any(tokens[j].upos in ("VERB", "AUX") for j in range(i + 1, sentence.last))
        return frozenset(before) if ends and (named or behind) else frozenset()

    def _names(self, i: int) -> bool:
        """Whether a word may stand in the noun phrase before a cue."""
        token = self.syntax.tokens[i]
        return token.upos in _BEFORE_CUE or token.dep in ("amod", "compound", "punct")

    def named(self, i: int, cue: CueWord) -> Content | None:
        """What cue `i` only names: the plan it backs, what it wants to do, what it speaks of; None where nothing."""
        if "infinitive" in cue.complement and (content := self._infinitive(i)):
            return content
        if "object" in cue.complement and (content := self._object(i, cue)):
            return content
        return self._behind_preposition(i, cue)

    def _infinitive(self, i: int) -> Content | None:
        syntax, tokens = self.syntax, self.syntax.tokens
        objects = syntax.deps(i, "obj", "iobj")
        hosts = [i, *objects]
        clauses = [c for h in hosts for c in syntax.children[h] if tokens[c].dep in _INFINITIVES and self._has_to(c)]
        if not clauses or (tokens[clauses[0]].dep == "advcl" and clauses[0] < i):
            return None
        words = {w for c in clauses[:1] for w in syntax.subtree(c)}
        words |= {w for o in objects for w in syntax.subtree(o)} if tokens[i].lemma.lower() in self._control else set()
        return Content(frozenset(words - {i}), tells=False)

    def _has_to(self, i: int) -> bool:
        return any(self.syntax.tokens[c].lemma.lower() == "to" for c in self.syntax.deps(i, "mark"))

    def _object(self, i: int, cue: CueWord) -> Content | None:
        syntax, tokens = self.syntax, self.syntax.tokens
        objects = [o for o in syntax.objects(i) if not self._is_time(o) and o not in syntax.subjects(i)]
        predicates = syntax.deps(i, "xcomp") + syntax.obliques(i).get("as", [])
        predicates += [
            c for c in syntax.deps(i, "advcl") if any(tokens[m].lemma == "as" for m in syntax.deps(c, "mark"))
        ]
        if not objects or ("predicate" in cue.complement and not predicates):
            return None
        words = frozenset(w for h in (*objects, *predicates) for w in syntax.subtree(h)) - frozenset(
            w for w in self._clause_of(i, objects)
        )
        return Content(words, tells=False) if words else None

    def _clause_of(self, i: int, objects: list[int]) -> list[int]:
        """The cue's own clause where it hangs in its object: "the policies she praised"."""
        return self.syntax.subtree(i) if any(o in self.syntax.ancestors(i) for o in objects) else [i]

    def _is_time(self, i: int) -> bool:
        token = self.syntax.tokens[i]
        return any(t.start <= token.start < t.end for t in self.reading.times)

    def _behind_preposition(self, i: int, cue: CueWord) -> Content | None:
        syntax, tokens = self.syntax, self.syntax.tokens
        for c in sorted(syntax.children[i]):
            for case in syntax.deps(c, "case", "mark"):
                if tokens[case].lemma.lower() in cue.complement and i < case < c:
                    clauses = [
                        x for x in syntax.children[i] if x > c and tokens[x].dep in _INFINITIVES and self._has_to(x)
                    ]
                    heads = (c, *clauses[:1], *syntax.obliques(i).get("as", ()))
                    words = {w for x in heads for w in syntax.subtree(x)}
                    near = case == i + 1 or tokens[i + 1].dep == "compound:prt"  # then it is the cue's: "called for"
                    return Content(frozenset(words - {case} if near else words), tells=False)
        return None


_BEFORE_CUE = frozenset({"DET", "ADJ", "PROPN", "NOUN", "PRON", "ADV", "AUX", "ADP", "NUM", "PART"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_LINKING = frozenset({"and", "but", "which", "who", "that", "or", "as"})
