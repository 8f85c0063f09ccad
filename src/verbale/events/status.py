"""Whether an event happened: status and certainty from tense, modals, conditions, negation and governing words.

The walk starts at the trigger and climbs as long as the word above governs the act: "denied having planned to
attack" is denied. Words come from `data/status.toml`; grammar (will, if, not) is here.
"""

from ..lexicon import Lexicon, StatusWord
from ..reading import Token
from ..record import Certainty, Status
from .syntax import Syntax
from .triggers import Hit

_RANK = {"occurred": 0, "ongoing": 1, "planned": 2, "hypothetical": 3, "conditional": 4, "negated": 5, "denied": 6}
_SURE = {"certain": 0, "probable": 1, "possible": 2}
_IF = frozenset({"if", "unless", "provided", "should", "lest"})
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_WEAK = frozenset({"may", "might", "could"})
_UNREAL = frozenset({"can", "should", "must", "ought", "need"})
_NOT_YET = frozenset({"once", "until", "till", "before"})
_NOBODY = frozenset({"nothing", "nobody", "none"})
_SAME_IN_PAST = frozenset({"beat", "put", "cut", "hit", "set", "shut", "let", "cast", "quit", "split", "spread", "burst", "hurt", "read", "bid", "shed"})
_HOLDING = frozenset({"have", "possess", "need", "lack", "use", "hold", "own"})
_VERBAL = frozenset({"AGREE", "SUPPORT", "ACCUSE", "REQUEST", "REJECT", "THREATEN", "CONCEDE", ""})


class Judgement:
    """The strongest status and the weakest certainty met so far, with the words that decided."""

    __slots__ = ("certainty", "condition", "idle", "purpose_of", "ultimatum", "intended", "status", "why")

    def __init__(self) -> None:
        self.status: Status = "occurred"
        self.certainty: Certainty = "certain"
        self.why = "told as a fact"
        self.condition = False
        """Stands in an if-clause: named as a condition, not told as an act."""
        self.ultimatum = False
        """Announced "unless" something is done."""
        self.purpose_of: int | None = None
        """The verb whose purpose the act is: "marched to demand"."""
        self.idle = False
        """Only what something is for or able to do: "assets to buy weapons"."""
        self.intended = False
        """Told as an intention: future tense, a plan, a promise; not a mere purpose."""

    def raise_to(self, status: Status, why: str) -> None:
        """Takes `status` where it says more against the fact than what is known."""
        if _RANK[status] > _RANK[self.status]:
            self.status, self.why = status, why

    def weaken(self, certainty: Certainty) -> None:
        """Takes `certainty` where it is weaker."""
        if _SURE[certainty] > _SURE[self.certainty]:
            self.certainty = certainty


class StatusFinder:
    """Judges hits over one reading."""

    def __init__(self, syntax: Syntax, lexicon: Lexicon) -> None:
        self.syntax = syntax
        self.lexicon = lexicon

    def judge(self, hit: Hit) -> Judgement:
        """Status and certainty of a hit."""
        judgement = Judgement()
        at = hit.at
        if hit.is_noun:
            self._noun(hit.at, judgement)
            if hit.support is not None:
                at = hit.support
                self._clause(at, hit, judgement)
                self._word(hit.support, "object", hit.at, judgement)
        else:
            self._clause(at, hit, judgement)
        self._climb(at, hit, judgement)
        if self._asked(hit.at):
            judgement.raise_to("hypothetical", "a question")
        if hit.trigger.operator and self.syntax.tokens[hit.at].lemma.lower() in self.lexicon.lists["intending"]:
            judgement.raise_to("planned", f"“{self.syntax.tokens[hit.at].text}”")
        return judgement

    def _asked(self, i: int) -> bool:
        sentence = self.syntax.reading.sentences[self.syntax.tokens[i].sent]
        return self.syntax.reading.text[sentence.end - 1] == "?"

    def _noun(self, i: int, judgement: Judgement) -> None:
        syntax = self.syntax
        for c in syntax.children[i]:
            token = syntax.tokens[c]
            if token.dep == "det" and token.lemma.lower() == "no":
                judgement.raise_to("negated", f"“{token.text}”")
            elif token.dep in ("amod", "advmod", "compound", "acl"):
                self._word(c, "head", i, judgement)

    def _clause(self, i: int, hit: Hit, judgement: Judgement, *, tense: bool = True) -> None:
        """Auxiliaries, negation, adverbs and if-clauses on one verb; its `tense` counts where the verb is the act's own."""
        syntax = self.syntax
        auxiliaries = [syntax.tokens[c] for c in syntax.deps(i, "aux", "aux:pass", "cop")]
        modals = {a.lemma.lower() if a.text.lower() not in ("’ll", "'ll") else "will" for a in auxiliaries}
        texts = {a.text.lower() for a in auxiliaries}
        condition = self._condition(i)
        conditional = condition is not None
        judgement.ultimatum |= condition == "unless"
        for c in syntax.children[i]:
            token = syntax.tokens[c]
            lemma = token.lemma.lower()
            if token.dep in ("advmod", "det") and (lemma in ("not", "never", "n't", "n’t") or "Polarity=Neg" in token.feats):
                judgement.raise_to("negated", f"“{token.text}”")
            elif token.dep in ("advmod", "obl", "discourse"):
                self._word(c, "head", i, judgement)
            elif token.dep == "mark" and lemma in _IF:
                judgement.condition = True
                judgement.raise_to("conditional", f"“{token.text}” clause")
            elif token.dep in ("mark", "aux") and lemma == "due":
                judgement.intended = True
                judgement.raise_to("planned", "“due to”")
            elif token.dep == "mark" and lemma == "whether":
                judgement.raise_to("hypothetical", "“whether”")
            elif token.dep == "mark" and lemma in _NOT_YET and self._ahead(i):
                judgement.raise_to("planned", f"“{token.text}”")
            elif token.dep == "mark" and lemma == "without":
                judgement.raise_to("negated", "“without”")
        if conditional and (modals & (_FUTURE | _WEAK | _UNREAL | {"would"}) or hit.trigger.event == "THREATEN"):
            judgement.raise_to("conditional", "depends on a condition")
        if modals & _FUTURE:
            judgement.intended = True
            judgement.raise_to("planned", "future tense")
        elif self._is_to(i, auxiliaries):
            judgement.intended = True
            judgement.raise_to("planned", "“is to”")
        if "would" in texts or "’d" in texts or "'d" in texts and "would" in modals:
            reported = self._reported(i)
            judgement.intended |= reported
            judgement.raise_to("planned" if reported else "hypothetical", "“would”")
        if modals & _WEAK and not (texts & {"could"} and self._reported(i)):
            judgement.raise_to("hypothetical", "modal")
            judgement.weaken("possible")
        if modals & _UNREAL:
            judgement.raise_to("hypothetical", "modal")
        for c in [*syntax.deps(i, "obj", "nsubj", "nsubj:pass", "obl"), *self._shared_subject(i)]:
            determiners = (syntax.tokens[d].lemma.lower() for d in syntax.deps(c, "det", "cc:preconj", "cc"))
            if syntax.tokens[c].lemma.lower() in _NOBODY or any(d in ("no", "neither") for d in determiners):
                judgement.raise_to("negated", f"“no {syntax.tokens[c].text}”")
        if tense:
            self._tense(i, hit, auxiliaries, judgement)

    def _shared_subject(self, i: int) -> list[int]:
        """The subject that a later verb shares: "no soldier shot, robbed or beat"."""
        token = self.syntax.tokens[i]
        if token.dep != "conj" or self.syntax.deps(i, "nsubj", "nsubj:pass"):
            return []
        return self.syntax.deps(token.head, "nsubj", "nsubj:pass")

    def _ahead(self, i: int) -> bool:
        """Whether the clause above a temporal clause lies ahead: "will leave once the assembly has ratified"."""
        above = self.syntax.parent(i)
        if above is None:
            return False
        return any(self.syntax.tokens[c].xpos == "MD" for c in self.syntax.deps(above, "aux"))

    def _is_to(self, i: int, auxiliaries: list[Token]) -> bool:
        """ "Both are to release their prisoners"."""
        if not any(self.syntax.tokens[c].lemma.lower() == "to" for c in self.syntax.deps(i, "mark")):
            return False
        parent = self.syntax.parent(i)
        above = self.syntax.tokens[parent] if parent is not None and self.syntax.tokens[i].dep in ("xcomp", "ccomp") else None
        return any(a.lemma.lower() == "be" for a in [*auxiliaries, *([above] if above else [])])

    def _tense(self, i: int, hit: Hit, auxiliaries: list[Token], judgement: Judgement) -> None:
        token = self.syntax.tokens[i]
        present = any(a.xpos in ("VBZ", "VBP") for a in auxiliaries)
        if token.xpos == "VBG" and present:
            going = any(self.syntax.tokens[c].dep == "xcomp" for c in self.syntax.children[i]) and token.lemma == "go"
            judgement.raise_to("planned" if going else "ongoing", "progressive")
        elif token.xpos in ("VBZ", "VBP") and token.text.lower() not in _SAME_IN_PAST and not auxiliaries and hit.trigger.event not in _VERBAL:
            judgement.raise_to("ongoing", "present tense")

    def _condition(self, i: int) -> str | None:
        """The word that opens an if-clause under `i`."""
        syntax = self.syntax
        for c in syntax.deps(i, "advcl", "ccomp", "parataxis"):
            for m in syntax.deps(c, "mark"):
                if syntax.tokens[m].lemma.lower() in _IF:
                    return syntax.tokens[m].lemma.lower()
        return None

    def _reported(self, i: int) -> bool:
        """Whether the clause is what somebody said: "said it would send" is a plan."""
        for j in (i, *self.syntax.ancestors(i)):
            if self.syntax.tokens[j].dep == "ccomp":
                return True
            if self.syntax.deps(j, "parataxis"):
                return True
        return False

    def _climb(self, at: int, hit: Hit, judgement: Judgement) -> None:
        syntax = self.syntax
        child = at
        for _ in range(6):
            parent = syntax.parent(child)
            if parent is None:
                return
            dep = syntax.tokens[child].dep
            relation = self._relation(dep, child)
            if dep == "conj":
                child = self._through_conjunction(child, parent, hit, judgement)
                continue
            if relation is None:
                return
            if syntax.tokens[parent].upos == "NOUN" and relation == "complement":
                self._noun(parent, judgement)
            before = judgement.status
            governed = self._word(parent, relation, child, judgement)
            if governed and judgement.status in ("denied", "negated") and before != judgement.status and self._negated(parent):
                judgement.status, judgement.why = before, f"“not {syntax.tokens[parent].text}”"
                judgement.weaken("possible")
                return
            if not governed and relation == "complement" and self._going(parent):
                judgement.intended = governed = True
                judgement.raise_to("planned", "“going to”")
            if not governed and relation == "complement" and self._told_by(parent, judgement):
                return
            if dep in ("acl", "advcl", "xcomp") and not governed and self._purpose(child):
                judgement.raise_to("planned", "infinitive of purpose")
                judgement.purpose_of = parent
                judgement.idle |= dep == "acl" or syntax.tokens[parent].lemma.lower() in _HOLDING
            if dep == "acl:relcl" or (relation == "object" and not governed):
                return
            if governed or dep == "xcomp":
                self._clause(parent, hit, judgement, tense=False)
            child = parent

    def _relation(self, dep: str, child: int) -> str | None:
        """How a word hangs under the one above it, in the terms of the status words; None: it stands on its own."""
        if dep in ("xcomp", "ccomp", "csubj", "csubj:pass", "acl:relcl"):
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

    def _through_conjunction(self, child: int, parent: int, hit: Hit, judgement: Judgement) -> int:
        """Auxiliaries of the first conjunct hold for a bare later one: "will visit Kabul and meet"."""
        own = self.syntax.deps(child, "aux", "aux:pass", "nsubj", "nsubj:pass", "mark")
        if not own and self.syntax.tokens[child].upos == "VERB" and self.syntax.tokens[parent].upos == "VERB":
            bare = self.syntax.tokens[child].xpos in ("VB", "VBN", "VBG")
            if bare:
                self._clause(parent, hit, judgement)
        return parent

    def _negated(self, i: int) -> bool:
        return any("Polarity=Neg" in self.syntax.tokens[c].feats for c in self.syntax.children[i])

    def _going(self, i: int) -> bool:
        token = self.syntax.tokens[i]
        return token.lemma.lower() == "go" and token.xpos == "VBG" and bool(self.syntax.deps(i, "aux"))

    def _told_by(self, i: int, judgement: Judgement) -> bool:
        """Whether word `i` says or thinks the act, which ends the climb; a noun may still hang on a denial above."""
        token = self.syntax.tokens[i]
        cues = self.lexicon.cues.get(token.lemma.lower(), ())
        kinds = {c.kind for c in cues if c.pos == token.upos.lower()}
        if "allegation" in kinds:
            judgement.weaken("possible")
        elif "assessment" in kinds:
            judgement.weaken("probable")
        return bool(kinds) and token.upos != "NOUN"

    def _purpose(self, i: int) -> bool:
        return any(self.syntax.tokens[c].lemma.lower() == "to" for c in self.syntax.deps(i, "mark")) and self.syntax.tokens[
            i
        ].dep in ("acl", "advcl")

    def _word(self, i: int, relation: str, below: int, judgement: Judgement) -> bool:
        """Applies the status word at `i`, if it is one that governs `below` in this relation."""
        token = self.syntax.tokens[i]
        words = self.lexicon.status.get(token.lemma.lower())
        if not words:
            return False
        for word in words:
            if relation in word.governs and _pos_fits(word, token.upos) and self._required(word, i):
                if word.status:
                    judgement.intended |= word.status == "planned" and token.lemma.lower() not in self.lexicon.lists["resolved"]
                    judgement.raise_to(word.status, f"“{token.text}”")
                if word.certainty:
                    judgement.weaken(word.certainty)
                    if token.upos == "ADJ" and relation == "complement" and not word.status:
                        judgement.raise_to("planned", f"“{token.text} to”")
                return True
        return False

    def _required(self, word: StatusWord, i: int) -> bool:
        for slot, wanted in word.requires.items():
            if slot == "particle":
                if not any(self.lexicon.matches(p, wanted) for p in self.syntax.particles(i)):
                    return False
                continue
            heads = {"object": self.syntax.objects, "subject": self.syntax.subjects}.get(slot)
            found = list(heads(i)) if heads else self.syntax.obliques(i).get(slot, [])
            if not any(self.lexicon.matches(self.syntax.tokens[h].lemma.lower(), wanted) for h in found):
                return False
        return True


_POS = {
    "verb": ("VERB", "AUX"), "auxiliary": ("AUX", "VERB"), "noun": ("NOUN", "PROPN"),
    "adjective": ("ADJ", "VERB"), "adverb": ("ADV", "ADJ", "ADP"), "marker": ("SCONJ", "ADP"),
}  # fmt: skip


def _pos_fits(word: StatusWord, upos: str) -> bool:
    return upos in _POS[word.pos]
