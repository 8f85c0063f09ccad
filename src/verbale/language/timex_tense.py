"""Whether a clause looks ahead, so that "on Wednesday" is the next one and not the last.

Ahead of the publication date, told in the past or not: "would leave on Sunday" looks ahead as "will leave" does.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, Literal

from verbale.reading import Token, straight_head

from .timex_words import Words, table

Lean = Literal["ahead", "behind", "either"]
"""Which of two dates a bare weekday or month means; "either" is the nearer: "agreed to cease fire in June"."""
CLAUSES: Final = frozenset({"root", "ccomp", "advcl", "acl", "xcomp", "parataxis", "csubj", "conj"})
AHEAD_AUX: Final = frozenset({"will", "shall", "wo", "'ll", "’ll"})
MODAL_AHEAD: Final = frozenset({"would", "could", "may", "might", "must", "should", "can", "'d", "’d"})
"""Helping verbs that look ahead unless "have" follows: "could decide in June", but "could have decided in June"."""
PENDING: Final = frozenset({"if", "unless", "until", "till", "once", "before", "provided", "lest"})
"""What opens a clause that looks wherever the clause over it does: "would end unless it signed by Friday"."""
AHEAD: Final = frozenset(
    {"schedule", "plan", "slate", "postpone", "delay", "due", "upcoming", "forthcoming", "expect", "adjourn"}
)
"""Verbs and adjectives whose date lies ahead even in the past tense: "was postponed until Saturday"."""
GOVERNORS: Final = AHEAD | frozenset({
    "agree", "intend", "hope", "want", "set", "promise", "pledge", "vow", "prepare", "decide", "ready", "be", "go",
    "aim", "wish", "seek", "invite", "urge", "ask", "call", "propose", "threaten", "offer", "commit", "arrange",
    "order", "need", "have", "allow",
})  # fmt: skip
"""What an infinitive hangs under when it lies ahead: "agreed to meet on Monday"."""


class Tense:
    """Answers for one text; with a parse by the verb over the expression, without one by the words beside it."""

    def __init__(self, words: Words, tokens: Sequence[Token] | None) -> None:
        self._words = words
        self._tokens = tokens
        self._starts = [t.start for t in tokens] if tokens else []
        self._below: dict[int, list[Token]] | None = None

    def lean(self, first: int, last: int) -> Lean:
        """Where the clause around words `[first, last)` looks from the publication date."""
        if self._tokens:
            at = bisect_left(self._starts, self._words.starts[last - 1])
            if at < len(self._tokens):
                parsed = self._by_parse(self._tokens[at], self._words.starts[first])
                if parsed is not None:
                    return parsed
        return "ahead" if _by_words(self._words, first, last) else "behind"

    def _by_parse(self, token: Token, start: int) -> Lean | None:
        """None where the tree does not say; the expression begins at character `start`."""
        tokens = self._tokens or ()
        if self._tells_which(token, start):
            return "behind"
        for _ in range(40):
            if any(t.lemma in AHEAD for t in self._children(token) if t.upos in ("ADJ", "VERB")) and token.upos in (
                "NOUN",
                "PROPN",
            ):
                return "ahead"
            if token.lemma in AHEAD and token.upos in ("VERB", "ADJ"):
                return "ahead"
            if token.upos in ("VERB", "AUX") or token.dep.split(":")[0] in CLAUSES:
                answer = self._by_verb(token)
                if answer is not None:
                    return answer
            if token.head == token.i:
                return None
            token = tokens[straight_head(token.i, tokens)]
        return None

    def _tells_which(self, token: Token, start: int) -> bool:
        """Whether the expression only tells one thing from others: "the accord of Monday"."""
        over = (self._tokens or ())[token.head]
        of = any(t.dep == "case" and t.lemma == "of" for t in self._children(token))
        return of and over.start < start and over.upos == "NOUN" and over.lemma not in AHEAD

    def _by_verb(self, verb: Token) -> Lean | None:
        below = self._children(verb)
        helpers = [t for t in below if t.dep in ("aux", "aux:pass", "cop")]
        if any(t.lemma in AHEAD_AUX or t.text.lower() in AHEAD_AUX for t in helpers):
            return "ahead"
        if any(t.dep == "mark" and t.lemma == "to" for t in below):
            return self._by_governor(verb)
        if any(t.dep == "mark" and t.text.lower() in PENDING for t in below):
            return None
        tenses = {t.xpos for t in [verb, *helpers]}
        if any(t.lemma == "have" for t in helpers):
            return "behind"
        if any(t.text.lower() in MODAL_AHEAD for t in helpers):
            return "ahead"
        if tenses & {"VBD"}:
            return "behind"
        if verb.xpos == "VBN" and not helpers:
            return "behind" if verb.dep.startswith("acl") else None
        return "ahead" if tenses & {"VBZ", "VBP"} else None

    def _by_governor(self, verb: Token) -> Lean | None:
        """An infinitive: ahead under "agree", "plan", "due", the nearer under what was agreed; else as its governor."""
        if verb.head == verb.i or not self._tokens:
            return None
        over = self._tokens[verb.head]
        if over.lemma not in GOVERNORS and over.upos not in ("NOUN", "ADJ"):
            return None
        told = over.upos == "VERB" and over.xpos in ("VBD", "VBN") and over.lemma not in AHEAD
        return "either" if told else "ahead"

    def _children(self, token: Token) -> list[Token]:
        if self._below is None:
            self._below = {}
            for t in self._tokens or ():
                if t.head != t.i:
                    self._below.setdefault(t.head, []).append(t)
        return self._below.get(token.i, [])


def _by_words(words: Words, first: int, last: int) -> bool:
    """The nearest word before the expression that tells a tense; for one that opens its sentence, the nearest after."""
    for i in range(first - 1, max(-1, first - 30), -1):
        if words.lower[i] in ".?!;" or words.lower[i].startswith("\n"):
            break
        told = _told(words, i)
        if told is not None:
            return told
    for i in range(last, min(len(words.lower), last + 15)):
        if words.lower[i] in ".?!;" or words.lower[i].startswith("\n"):
            break
        told = _told(words, i)
        if told is not None:
            return told
    return False


def _told(words: Words, i: int) -> bool | None:
    known, word = table(), words.lower[i]
    if word in known.future:
        return True
    if word == "to" and i + 1 < len(words.lower) and words.text[words.starts[i + 1]].islower():
        return True if any(w in known.infinitive for w in words.lower[max(0, i - 4) : i]) else None
    participle = word.endswith("ed") and len(word) > 4 and (i == 0 or words.lower[i - 1] != "be")
    return False if word in known.past or participle else None
