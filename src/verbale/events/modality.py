"""What one clause says of its act: auxiliaries, negation, if-clauses, tense."""

from collections.abc import Callable

from ..reading import Token
from .judgement import Judgement
from .syntax import Syntax

_IF = frozenset({"if", "unless", "provided", "should", "lest"})
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_WEAK = frozenset({"may", "might", "could"})
_UNREAL = frozenset({"can", "should", "must", "ought", "need"})
_NOT = frozenset({"not", "never", "n't", "n’t"})
_NO = frozenset({"no", "neither"})
_NOBODY = frozenset({"nothing", "nobody", "none"})
_NOT_YET = frozenset({"once", "until", "till", "before"})
_SAME_IN_PAST = frozenset({
    "beat", "put", "cut", "hit", "set", "shut", "let", "cast", "quit", "split", "spread", "burst", "hurt", "read", "bid", "shed",
})  # fmt: skip
_VERBAL = frozenset({"AGREE", "SUPPORT", "ACCUSE", "REQUEST", "REJECT", "THREATEN", "CONCEDE", ""})
Word = Callable[[int, str, int, Judgement], bool]


class ClauseReader:
    """Reads the modality of clauses; `word` applies a status word that stands in a relation to another."""

    def __init__(self, syntax: Syntax, word: Word) -> None:
        self.syntax = syntax
        self._word = word

    def read(self, i: int, event: str, judgement: Judgement, *, tense: bool = True) -> None:
        """Judges verb `i` of an event type; `tense` counts where the verb is the act's own."""
        auxiliaries = [self.syntax.tokens[c] for c in self.syntax.deps(i, "aux", "aux:pass", "cop")]
        for c in self.syntax.children[i]:
            self._dependent(c, i, judgement)
        self._modals(i, event, auxiliaries, judgement)
        self._negative_arguments(i, judgement)
        if tense:
            self._tense(i, event, auxiliaries, judgement)

    def negated(self, i: int) -> bool:
        """Whether verb `i` has a "not" of its own."""
        return any("Polarity=Neg" in self.syntax.tokens[c].feats for c in self.syntax.children[i])

    def _dependent(self, c: int, i: int, judgement: Judgement) -> None:
        token = self.syntax.tokens[c]
        lemma = token.lemma.lower()
        if token.dep in ("advmod", "det") and (lemma in _NOT or "Polarity=Neg" in token.feats):
            judgement.raise_to("negated", f"“{token.text}”")
        elif token.dep in ("advmod", "obl", "discourse"):
            self._word(c, "head", i, judgement)
        elif token.dep in ("mark", "aux") and lemma == "due":
            judgement.intend("“due to”")
        elif token.dep == "mark":
            self._mark(lemma, i, judgement)

    def _mark(self, lemma: str, i: int, judgement: Judgement) -> None:
        """The word that opens a subordinate clause."""
        if lemma in _IF:
            judgement.condition = True
            judgement.raise_to("conditional", f"“{lemma}” clause")
        elif lemma == "whether":
            judgement.raise_to("hypothetical", "“whether”")
        elif lemma == "without":
            judgement.raise_to("negated", "“without”")
        elif lemma in _NOT_YET and self._ahead(i):
            judgement.condition |= lemma != "before"
            judgement.raise_to("planned", f"“{lemma}”")

    def _modals(self, i: int, event: str, auxiliaries: list[Token], judgement: Judgement) -> None:
        modals = {"will" if a.text.lower() in ("’ll", "'ll") else a.lemma.lower() for a in auxiliaries}
        texts = {a.text.lower() for a in auxiliaries}
        condition = self._condition(i)
        judgement.ultimatum |= condition == "unless"
        if condition and (modals & (_FUTURE | _WEAK | _UNREAL | {"would"}) or event == "THREATEN"):
            judgement.raise_to("conditional", "depends on a condition")
        if modals & _FUTURE:
            judgement.intend("future tense")
        elif self._is_to(i, auxiliaries):
            judgement.intend("“is to”")
        if "would" in texts or "’d" in texts or ("'d" in texts and "would" in modals):
            if self._reported(i):
                judgement.intend("“would”")
            judgement.raise_to("hypothetical" if not judgement.intended else "planned", "“would”")
        if modals & _WEAK and not ("could" in texts and self._reported(i)):
            judgement.raise_to("hypothetical", "modal")
            judgement.weaken("possible")
        if modals & _UNREAL:
            judgement.raise_to("hypothetical", "modal")

    def _negative_arguments(self, i: int, judgement: Judgement) -> None:
        """ "pledged no troops", "neither army fired", "welcomed nothing"."""
        syntax = self.syntax
        for c in [*syntax.deps(i, "obj", "nsubj", "nsubj:pass", "obl"), *self._shared_subject(i)]:
            determiners = {syntax.tokens[d].lemma.lower() for d in syntax.deps(c, "det", "cc:preconj", "cc")}
            if syntax.tokens[c].lemma.lower() in _NOBODY or determiners & _NO:
                judgement.raise_to("negated", f"“no {syntax.tokens[c].text}”")

    def _shared_subject(self, i: int) -> list[int]:
        """The subject that a later verb shares: "no soldier shot, robbed or beat"."""
        token = self.syntax.tokens[i]
        if token.dep != "conj" or self.syntax.deps(i, "nsubj", "nsubj:pass"):
            return []
        return self.syntax.deps(token.head, "nsubj", "nsubj:pass")

    def _ahead(self, i: int) -> bool:
        """Whether the clause above a temporal clause lies ahead: "will leave once the assembly has ratified"."""
        above = self.syntax.parent(i)
        return above is not None and any(self.syntax.tokens[c].xpos == "MD" for c in self.syntax.deps(above, "aux"))

    def _is_to(self, i: int, auxiliaries: list[Token]) -> bool:
        """ "Both are to release their prisoners"."""
        if not any(self.syntax.tokens[c].lemma.lower() == "to" for c in self.syntax.deps(i, "mark")):
            return False
        token, parent = self.syntax.tokens[i], self.syntax.parent(i)
        above = [self.syntax.tokens[parent]] if parent is not None and token.dep in ("xcomp", "ccomp") else []
        finite = (a for a in [*auxiliaries, *above] if a.xpos in ("VBZ", "VBP", "VBD"))
        return any(a.lemma.lower() == "be" for a in finite)  # not "about to be released"

    def _tense(self, i: int, event: str, auxiliaries: list[Token], judgement: Judgement) -> None:
        token = self.syntax.tokens[i]
        if token.xpos == "VBG" and any(a.xpos in ("VBZ", "VBP") for a in auxiliaries):
            judgement.raise_to("ongoing", "progressive")
        present = token.xpos in ("VBZ", "VBP") and token.text.lower() not in _SAME_IN_PAST
        if present and not auxiliaries and event not in _VERBAL:
            judgement.raise_to("ongoing", "present tense")

    def _condition(self, i: int) -> str | None:
        """The word that opens an if-clause under `i`."""
        tokens = self.syntax.tokens
        marks = (m for c in self.syntax.deps(i, "advcl", "ccomp", "parataxis") for m in self.syntax.deps(c, "mark"))
        return next((tokens[m].lemma.lower() for m in marks if tokens[m].lemma.lower() in _IF), None)

    def _reported(self, i: int) -> bool:
        """Whether the clause is what somebody said: "said it would send" is a plan."""
        return any(
            self.syntax.tokens[j].dep == "ccomp" or self.syntax.deps(j, "parataxis")
            for j in (i, *self.syntax.ancestors(i))
        )
