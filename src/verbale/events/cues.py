"""Words that introduce what somebody says or thinks: which entries a word meets, and the words that go with it."""

from ..lexicon import CueWord, Lexicon
from .syntax import Syntax

_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective"}
_HELPING = ("aux", "aux:pass", "cop", "advmod", "compound:prt")
_BEFORE_NOUN = ("det", "amod")
LEADING = frozenset(
    {"about", "against", "at", "by", "for", "in", "of", "on", "over", "to", "toward", "towards", "upon", "with"}
)
_LONGEST_GAP = 5  # words


class CueReader:
    """Reads cue words over one reading."""

    def __init__(self, syntax: Syntax, lexicon: Lexicon) -> None:
        self.syntax = syntax
        self.lexicon = lexicon

    def cues_at(self, i: int) -> list[CueWord]:
        """The entries that word `i` meets here, in the lexicon's order."""
        token = self.syntax.tokens[i]
        pos = _POS.get(token.upos)
        if pos is None or (pos == "adjective" and self._made(i)):
            return []
        cues = [c for c in self.lexicon.cues.get(token.lemma.lower(), ()) if c.pos == pos and self._fits(c, i)]
        if token.xpos == "VBN":  # "was convinced that", read as a passive
            cues += [c for c in self.lexicon.cues.get(token.text.lower(), ()) if c.pos == "adjective"]
        return cues

    def _made(self, i: int) -> bool:
        """ "Make sure", "make known": nobody thinks anything."""
        above = self.syntax.parent(i)
        return above is not None and self.syntax.tokens[above].lemma.lower() in ("make", "ensure")

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

    def speaks_alone(self, i: int, cue: CueWord, *, tells: bool) -> bool:
        """Whether a cue without a speaker still marks a statement: "is said to", but not "to be sure" or "promise me"."""
        token = self.syntax.tokens[i]
        if cue.pos == "noun":
            return True
        if not tells:
            return cue.kind != "assertion" and "predicate" not in cue.complement and self.syntax.passive(i)
        told = self.syntax.passive(i) or token.xpos in ("VBD", "VBZ")
        negated = any("Polarity=Neg" in self.syntax.tokens[c].feats for c in self.syntax.children[i])
        return cue.pos == "verb" and cue.kind != "assessment" and told and not negated

    def group(self, i: int, told: frozenset[int], speaker: int | None) -> tuple[int, ...]:
        """A cue with its helping words: "had begun to say", "pointed out", "called for", "issued a statement saying"."""
        syntax, tokens = self.syntax, self.syntax.tokens
        verbal = tokens[i].upos in ("VERB", "AUX", "ADJ")
        near = set(syntax.deps(i, *(_HELPING if verbal else _BEFORE_NOUN)))
        first = last = i
        while first - 1 in near:
            first -= 1
        while last + 1 in near:
            last += 1
        first = self._governed(i, first, speaker)
        if last + 1 < len(tokens) and self._leads(last + 1, told):
            last += 1
        else:
            last = self._setting(i, last)
        return tuple(range(first, last + 1))

    def _governed(self, i: int, first: int, speaker: int | None) -> int:
        """The first word, with what brings the cue about: "began to ask", "refused to say", "voiced deep concern"."""
        syntax, tokens = self.syntax, self.syntax.tokens
        above = syntax.parent(i)
        if above is None or above >= first or first - above > _LONGEST_GAP:
            return first
        bearer = tokens[above].dep.startswith("ob") and above > 0 and self._bears(above)
        if bearer and tokens[i].dep == "acl":  # "issued a statement saying"
            above = tokens[above].head
        elif tokens[i].dep == "obj":
            if tokens[i].upos != "NOUN" or tokens[above].lemma.lower() not in self.lexicon.lists["support"]:
                return first
        elif not self._brings(above, i, first):
            return first
        if speaker not in syntax.subjects(above) or above >= first:
            return first
        near = set(syntax.deps(above, *_HELPING))
        while above - 1 in near:
            above -= 1
        return above

    def _bears(self, noun: int) -> bool:
        """Whether a noun carries words and somebody puts it out: "issued a statement"."""
        tokens = self.syntax.tokens
        verb = tokens[tokens[noun].head]
        return tokens[noun].lemma.lower() in self.lexicon.lists["carrier"] and verb.upos == "VERB" and verb.i < noun

    def _brings(self, above: int, i: int, first: int) -> bool:
        """Whether word `above` says how far the infinitive `i` comes: "began to", "refused to", "is ready to"."""
        tokens = self.syntax.tokens
        if tokens[i].dep != "xcomp" or tokens[first - 1].lemma.lower() != "to":
            return False
        lemma = tokens[above].lemma.lower()
        wilful = any("infinitive" in c.complement for c in self.lexicon.cues.get(lemma, ()))
        return wilful or lemma in self.lexicon.lists["aspect"]

    def _leads(self, j: int, told: frozenset[int]) -> bool:
        """Whether word `j` is the preposition between a cue and its content: "called FOR a truce"."""
        tokens = self.syntax.tokens
        if tokens[j].lemma.lower() not in LEADING or tokens[j].upos not in ("ADP", "SCONJ"):
            return False
        after = j + 2 if j + 1 < len(tokens) and tokens[j + 1].upos in ("PUNCT", "DET") else j + 1
        return tokens[j].head in told or after in told

    def _setting(self, i: int, last: int) -> int:
        """The last word, with when or in what the words came: "said Friday", "wrote in a letter"."""
        syntax, tokens = self.syntax, self.syntax.tokens
        for c in syntax.deps(i, "obl", "obl:unmarked", "obl:tmod"):
            words = syntax.subtree(c)
            if words[0] != last + 1 or c - words[0] >= _LONGEST_GAP:
                continue
            carries = (
                tokens[words[0]].lemma.lower() in ("in", "on", "at")
                and tokens[c].lemma.lower() in self.lexicon.lists["carrier"]
            )
            if carries or (tokens[c].dep != "obl" and self._is_time(c)):
                last = c
        return last

    def _is_time(self, i: int) -> bool:
        start = self.syntax.tokens[i].start
        return any(t.start <= start < t.end for t in self.syntax.reading.times)
