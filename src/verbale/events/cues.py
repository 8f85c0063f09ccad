"""Words that introduce what somebody says: which cue fires, what it introduces, and who speaks."""

from ..lexicon import CueWord, Lexicon
from ..reading import Reading
from .syntax import Syntax

_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective"}
_OPEN_INFINITIVE = frozenset({"assertion", "allegation", "denial", "forecast", "threat"})
_SAYING = frozenset({"assertion", "assessment", "forecast", "allegation"})
_LONGEST_ASIDE = 14  # words of ", the minister of defence said in an interview on Monday,"
_WITH_OBJECT = frozenset({"denial", "allegation"})


class CueReader:
    """Reads cue words over one reading."""

    def __init__(self, syntax: Syntax, lexicon: Lexicon, quoted: frozenset[int]) -> None:
        self.syntax = syntax
        self.lexicon = lexicon
        self.reading: Reading = syntax.reading
        self.quoted = quoted

    def cue_at(self, i: int) -> CueWord | None:
        """The cue that word `i` is, None where it is none here."""
        token = self.syntax.tokens[i]
        pos = _POS.get(token.upos)
        if pos is None:
            return None
        cues = self.lexicon.cues.get(token.lemma.lower(), ())
        cue = next((c for c in cues if c.pos == pos and self._fits(c, i)), None)
        if cue is None and token.xpos == "VBN":  # "was convinced that", read as a passive
            cue = next((c for c in self.lexicon.cues.get(token.text.lower(), ()) if c.pos == "adjective"), None)
        return cue

    def _fits(self, cue: CueWord, i: int) -> bool:
        required = all(self._fills(i, slot, wanted) for slot, wanted in cue.requires.items())
        return required and not any(self._fills(i, slot, wanted) for slot, wanted in cue.excludes.items())

    def _fills(self, i: int, slot: str, wanted: list[str]) -> bool:
        syntax, matches = self.syntax, self.lexicon.matches
        if slot == "particle":
            return any(matches(p, wanted) for p in syntax.particles(i))
        heads = {"object": syntax.objects, "subject": syntax.subjects, "complement": syntax.complements}.get(slot)
        found = list(heads(i)) if heads else syntax.obliques(i).get(slot, [])
        return any(matches(syntax.tokens[h].lemma.lower(), wanted) for h in found)

    def words(self, i: int, cue: CueWord) -> frozenset[int]:
        """The words that cue `i` introduces; empty where there are none."""
        heads = self._heads(i, cue)
        if not heads and "clause" in cue.complement and self._opens_that(i):
            told = frozenset(range(i + 2, self.reading.sentences[self.syntax.tokens[i].sent].last))
        else:
            told = frozenset(w for h in heads for w in self.syntax.subtree(h)) - self._own_words(i, heads)
        if "direct" in cue.complement:
            told |= self._quotation(i)
        return told | self._whole_quotations(told, self.syntax.tokens[i].sent) if told else told

    def _heads(self, i: int, cue: CueWord) -> list[int]:
        """Heads of what is said: a that-clause, the clause a parenthetic cue hangs in, a quotation, an object."""
        syntax = self.syntax
        token = syntax.tokens[i]
        heads = syntax.deps(i, "ccomp")
        if token.upos == "NOUN":
            heads += [c for c in syntax.deps(i, "acl", "acl:relcl") if self._has_that(c)]
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
        if not heads and "object" in cue.complement and cue.kind in _WITH_OBJECT:
            heads = self._charge(i)
        return heads

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

    def _opens_that(self, i: int) -> bool:
        tokens = self.syntax.tokens
        return i + 1 < len(tokens) and tokens[i + 1].text.lower() == "that"

    def _says_something_else(self, i: int) -> bool:
        """Whether a clause beside the sentence has an object of its own, or a semicolon parts it: "; Quito denied it"."""
        tokens = self.syntax.tokens
        first, last = sorted((i, tokens[i].head))
        own = [o for o in self.syntax.deps(i, "obj") if not self._inverted(i, o)]
        long = len(self.syntax.subtree(i)) > _LONGEST_ASIDE
        return bool(own) or long or any(tokens[j].text in (";", ":") for j in range(first, last))

    def _quotation(self, i: int) -> frozenset[int]:
        """Quoted words of the cue's sentence; a title or two in inverted commas are no quotation."""
        sentence = self.reading.sentences[self.syntax.tokens[i].sent]
        words = frozenset(w for w in range(sentence.first, sentence.last) if w in self.quoted)
        return words if len(words) >= 3 and i not in self.quoted else frozenset()

    def _whole_quotations(self, words: frozenset[int], sentence: int) -> frozenset[int]:
        """All of a quotation that the cue's sentence begins or ends, over as many sentences as it runs."""
        here = self.reading.sentences[sentence]
        found: set[int] = set()
        for quotation in self.reading.quotations:
            inside = quotation.first < here.last and here.first < quotation.last
            if inside and any(w in words for w in range(quotation.first, quotation.last)):
                found.update(range(quotation.first, quotation.last))
        return frozenset(found)

    def speaker(self, i: int, cue: CueWord) -> int | None:
        """The word that names the speaker, None where nobody is named."""
        if self.syntax.tokens[i].upos == "NOUN":
            return self._speaker_of_noun(i)
        subjects = self._quoted_person(i) or list(self.syntax.subjects(i))
        if not subjects and cue.pos == "adjective":
            subjects = list(self.syntax.objects(i))
        if not subjects and not self.syntax.passive(i):
            subjects = [o for o in self.syntax.deps(i, "obj", "obl", "dep") if self._inverted(i, o)]
        return subjects[0] if subjects else None

    def _quoted_person(self, i: int) -> list[int]:
        """ "quoted an official as saying": the official."""
        verb = self.syntax.parent(i)
        as_saying = any(self.syntax.tokens[m].lemma.lower() == "as" for m in self.syntax.deps(i, "mark"))
        if verb is None or not as_saying or self.syntax.tokens[verb].lemma.lower() not in ("quote", "cite", "report"):
            return []
        return list(self.syntax.objects(verb))

    def _inverted(self, i: int, noun: int) -> bool:
        """'"We shall sign," warned the premier': the noun right behind a cue that follows its quotation."""
        tokens = self.syntax.tokens
        behind = i < noun and all(
            tokens[j].upos in ("DET", "ADJ", "PROPN", "NOUN", "PUNCT") for j in range(i + 1, noun)
        )
        before = [j for j in range(max(0, i - 3), i) if tokens[j].upos == "PUNCT"]
        return behind and bool(before) and (i - 2 in self.quoted or i - 3 in self.quoted)

    def _speaker_of_noun(self, i: int) -> int | None:
        syntax = self.syntax
        for heads in (syntax.possessors(i), *(syntax.obliques(i).get(p, []) for p in ("by", "from", "among", "of"))):
            if heads:
                return heads[0]
        verb = syntax.parent(i)
        lemma = syntax.tokens[verb].lemma.lower() if verb is not None else ""
        lists = self.lexicon.lists
        if verb is None or lemma not in lists["support"] or lemma in lists["receiving"]:
            return (
                None  # "issued a statement" is the issuer's; "fell out over a report" and "secured a promise" are not
            )
        subjects = [s for s in syntax.subjects(verb) if s != i]
        return subjects[0] if subjects else None

    def speaks_alone(self, i: int, cue: CueWord) -> bool:
        """Whether a cue without a speaker still marks a statement: "is said to", but not "to be sure" or "promise me"."""
        token = self.syntax.tokens[i]
        if cue.pos == "noun":
            return True
        told = self.syntax.passive(i) or token.xpos in ("VBD", "VBZ")
        negated = any("Polarity=Neg" in self.syntax.tokens[c].feats for c in self.syntax.children[i])
        return cue.pos == "verb" and cue.kind != "assessment" and told and not negated

    def verb_group(self, i: int) -> tuple[int, ...]:
        """A cue verb with the auxiliaries and particles next to it: "has been saying", "pointed out"."""
        syntax = self.syntax
        if syntax.tokens[i].upos not in ("VERB", "AUX"):
            return (i,)
        negations = [c for c in syntax.deps(i, "advmod") if "Polarity=Neg" in syntax.tokens[c].feats]
        near = {*syntax.deps(i, "aux", "aux:pass", "compound:prt"), *negations}
        group = [i]
        for step in (-1, 1):
            j = i + step
            while j in near:
                group.append(j)
                j += step
        return tuple(sorted(group))
