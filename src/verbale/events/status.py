"""Whether an event happened: status and certainty from its clause and from the words that govern it.

The walk starts at the trigger and climbs as long as the word above governs the act: "denied having planned to
attack" is denied. Words come from `data/status.toml`; grammar (will, if, not) is in `modality`.
"""

from ..lexicon import Lexicon, StatusWord
from .judgement import Judgement
from .modality import ClauseReader
from .syntax import Syntax
from .triggers import Hit

_HIGHEST = 6  # words above which nothing was ever seen to govern an act
_SAID = frozenset({"ACCUSE", "REQUEST", "THREATEN"})
_HOLDING = frozenset({"have", "possess", "need", "lack", "use", "hold", "own"})
_POS = {
    "verb": ("VERB", "AUX"), "auxiliary": ("AUX", "VERB"), "noun": ("NOUN", "PROPN"),
    "adjective": ("ADJ", "VERB"), "adverb": ("ADV", "ADJ", "ADP"), "marker": ("SCONJ", "ADP"),
}  # fmt: skip


class StatusFinder:
    """Judges hits over one reading."""

    def __init__(self, syntax: Syntax, lexicon: Lexicon) -> None:
        self.syntax = syntax
        self.lexicon = lexicon
        self._clauses = ClauseReader(syntax, self._word)

    def judge(self, hit: Hit) -> Judgement:
        """Status and certainty of a hit."""
        judgement = Judgement()
        at = hit.at
        if hit.is_noun:
            self._noun(hit.at, judgement)
        if not hit.is_noun or hit.support is not None:
            at = hit.at if hit.support is None else hit.support
            self._clauses.read(at, hit.trigger.event, judgement)
        if hit.is_noun and hit.support is not None and hit.trigger.event not in _SAID:
            self._word(hit.support, "object", hit.at, judgement)
        self._climb(at, hit, judgement)
        if self._asked(hit.at):
            judgement.raise_to("hypothetical", "a question")
        if (
            hit.trigger.operator
            and hit.trigger.event == "AGREE"
            and self.syntax.tokens[hit.at].lemma.lower() in self.lexicon.lists["intending"]
        ):
            judgement.raise_to("planned", f"“{self.syntax.tokens[hit.at].text}”")
        return judgement

    def _asked(self, i: int) -> bool:
        sentence = self.syntax.reading.sentences[self.syntax.tokens[i].sent]
        return self.syntax.reading.text[sentence.end - 1] == "?"

    def _noun(self, i: int, judgement: Judgement) -> None:
        for c in self.syntax.children[i]:
            token = self.syntax.tokens[c]
            if token.dep == "det" and token.lemma.lower() == "no":
                judgement.raise_to("negated", f"“{token.text}”")
            elif token.dep in ("amod", "advmod", "compound", "acl"):
                self._word(c, "head", i, judgement)

    def _climb(self, child: int, hit: Hit, judgement: Judgement) -> None:
        for _ in range(_HIGHEST):
            parent = self.syntax.parent(child)
            if parent is None:
                return
            dep = self.syntax.tokens[child].dep
            if dep == "conj":
                self._share(child, parent, hit, judgement)
            elif not self._step(child, parent, dep, judgement, hit):
                return
            child = parent

    def _step(self, child: int, parent: int, dep: str, judgement: Judgement, hit: Hit) -> bool:
        """Applies the word above; whether the climb goes on from there."""
        relation = self._relation(dep, child)
        if relation is None or (relation == "object" and hit.is_noun and hit.trigger.event in _SAID):
            return False  # "rejected the accusation": the accusing was done
        if self.syntax.tokens[parent].upos == "NOUN" and relation == "complement":
            self._noun(parent, judgement)
        before = judgement.status
        apart = self._reports(parent, child, dep) or self._stops_to(parent, child, dep)
        governed = not apart and self._word(parent, relation, child, judgement)
        lifted = judgement.status in ("denied", "negated") and judgement.status != before
        if governed and lifted and self._clauses.negated(parent):  # "did not deny"
            judgement.status, judgement.why = before, f"“not {self.syntax.tokens[parent].text}”"
            judgement.weaken("possible")
            return False
        if not governed and relation == "complement":
            if self._going(parent):
                governed = True
                judgement.intend("“going to”")
            elif self._told_by(parent, judgement):
                if dep == "advcl" and self.syntax.infinitive(child):
                    judgement.purpose_of = parent  # "defended the right of the guard to fire"
                return False
        self._purpose(child, parent, dep, judgement, governed=governed)
        if governed or dep == "xcomp":
            self._clauses.read(parent, hit.trigger.event, judgement, tense=False)
        return dep != "acl:relcl" and (governed or relation != "object")

    def _reports(self, i: int, child: int, dep: str) -> bool:
        """Whether a verb that can order ("told him to leave") here only reports: "told him that troops had left"."""
        lists = self.lexicon.lists
        tells = dep == "ccomp" and self.syntax.tells(child, lists["obliging"])
        return tells and self.syntax.tokens[i].lemma.lower() in lists["control"]

    def _stops_to(self, i: int, child: int, dep: str) -> bool:
        """ "Blocked the road to demand": a purpose; what is prevented stands behind "from"."""
        hinders = self.syntax.tokens[i].lemma.lower() in self.lexicon.lists["hindering"]
        return hinders and dep == "advcl" and self.syntax.infinitive(child)

    def _relation(self, dep: str, child: int) -> str | None:
        """How a word hangs under the one above it, in the terms of the status words; None: it stands on its own."""
        if dep == "acl:relcl":  # "a plan that would send"; but "the resolution which they adopted" was adopted
            return None if self.syntax.tokens[child].xpos == "VBD" else "complement"
        if dep in ("xcomp", "ccomp", "csubj", "csubj:pass"):
            return "complement"
        if dep in ("acl", "advcl"):
            marks = {self.syntax.tokens[m].lemma.lower() for m in self.syntax.deps(child, "mark")}
            plain = self.syntax.tokens[child].xpos in ("VB", "VBG") and marks
            return "complement" if plain or (dep == "acl" and "that" in marks) else None
        if dep in ("obj", "iobj", "nmod"):
            return "object"
        if dep in ("obl", "obl:arg"):
            return "complement" if self.syntax.tokens[child].upos == "VERB" else "oblique"
        return "subject" if dep in ("nsubj:pass", "nsubj") else None

    def _share(self, child: int, parent: int, hit: Hit, judgement: Judgement) -> None:
        """Auxiliaries of the first conjunct hold for a bare later one: "will visit Kabul and meet"."""
        own = self.syntax.deps(child, "aux", "aux:pass", "nsubj", "nsubj:pass", "mark")
        verbs = self.syntax.tokens[child].upos == self.syntax.tokens[parent].upos == "VERB"
        if not own and verbs and self.syntax.tokens[child].xpos in ("VB", "VBN", "VBG"):
            self._clauses.read(parent, hit.trigger.event, judgement)

    def _going(self, i: int) -> bool:
        token = self.syntax.tokens[i]
        return token.lemma.lower() == "go" and token.xpos == "VBG" and bool(self.syntax.deps(i, "aux"))

    def _told_by(self, i: int, judgement: Judgement) -> bool:
        """Whether word `i` says or thinks the act, which ends the climb; a noun may still hang on a denial above."""
        token = self.syntax.tokens[i]
        kinds = {c.kind for c in self.lexicon.cues.get(token.lemma.lower(), ()) if c.pos == token.upos.lower()}
        if "allegation" in kinds:
            judgement.weaken("possible")
        elif "assessment" in kinds:
            judgement.weaken("probable")
        if token.lemma.lower() in self.lexicon.lists["intending"]:
            judgement.intended = False  # "hopes that Chad will leave" is not Chad's intention
        return bool(kinds) and token.upos != "NOUN"

    def _purpose(self, child: int, parent: int, dep: str, judgement: Judgement, *, governed: bool) -> None:
        """ "marched to demand", "assets to buy weapons"."""
        if dep in ("acl", "advcl") and self.syntax.infinitive(child) and not governed:
            judgement.raise_to("planned", "infinitive of purpose")
            judgement.purpose_of = parent
            judgement.idle |= dep == "acl" or self.syntax.tokens[parent].lemma.lower() in _HOLDING

    def _word(self, i: int, relation: str, below: int, judgement: Judgement) -> bool:
        """Applies the status word at `i`, if it is one that governs word `below` in this relation."""
        token = self.syntax.tokens[i]
        lemma = token.lemma.lower()
        for word in self.lexicon.status.get(lemma, ()):
            if relation in word.governs and token.upos in _POS[word.pos] and self._required(word, i):
                if word.status:
                    judgement.intended |= word.status == "planned" and lemma not in self.lexicon.lists["resolved"]
                    judgement.raise_to(word.status, f"“{token.text}”")
                if word.certainty:
                    judgement.weaken(word.certainty)
                    if token.upos == "ADJ" and relation == "complement" and not word.status:  # "is likely to attack"
                        judgement.raise_to("planned", f"“{token.text} to”")
                return True
        return False

    def _gerunds(self, i: int, preposition: str) -> list[int]:
        """Gerunds behind a preposition: "refrained from attacking"."""
        syntax = self.syntax
        clauses = syntax.deps(i, "advcl", "acl")
        return [
            c for c in clauses if any(syntax.tokens[m].lemma.lower() == preposition for m in syntax.deps(c, "mark"))
        ]

    def _required(self, word: StatusWord, i: int) -> bool:
        return all(self._fills(i, slot, wanted) for slot, wanted in word.requires.items())

    def _fills(self, i: int, slot: str, wanted: list[str]) -> bool:
        syntax, matches = self.syntax, self.lexicon.matches
        if slot == "particle":
            return any(matches(p, wanted) for p in syntax.particles(i))
        heads = {"object": syntax.objects, "subject": syntax.subjects}.get(slot)
        found = list(heads(i)) if heads else [*syntax.obliques(i).get(slot, []), *self._gerunds(i, slot)]
        return any(matches(syntax.tokens[h].lemma.lower(), wanted) for h in found)
