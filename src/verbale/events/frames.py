"""Frames: what visits, agreements, transfers, debts and territorial acts carry beyond who did what to whom."""

import datetime as dt
import re
from collections.abc import Sequence

from ..cast import Cast, Party
from ..frame import Agreement, Frame, Obligation, Territory, Transfer, Visit
from ..lexicon import Lexicon
from ..record import When
from ..report import Span
from .arguments import Arguments
from .money import Money, find_money
from .syntax import Syntax
from .triggers import Hit

_SUBJECT_PREPOSITIONS = ("on", "about", "regarding", "concerning", "of", "for")
_DURATION = re.compile(
    r"\b(?:for (?:the year )?(\d{4}(?:\s?[-–]\s?\d{2,4})?|(?:\w+|\d+)[- ](?:years?|months?)))\b|\b((?:\w+|\d+)-(?:year|month))\b"
)
SIGNING = frozenset(
    {"sign", "initial", "ink", "conclude", "countersign", "co-sign", "signing", "signature", "conclusion"}
)
_PLAIN = frozenset(
    {
        "new",
        "formal",
        "final",
        "joint",
        "definitive",
        "historic",
        "separate",
        "first",
        "last",
        "same",
        "such",
        "landmark",
        "draft",
        "current",
        "old",
        "broad",
        "comprehensive",
    }
)
_NUMBER = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "dozen": 12,
    "twelve": 12,
    "twenty": 20,
    "hundred": 100,
}


class FrameBuilder:
    """Builds frames over one reading."""

    def __init__(self, syntax: Syntax, lexicon: Lexicon, cast: Cast) -> None:
        self.cast = cast
        self.syntax = syntax
        self.lexicon = lexicon
        self.text = syntax.reading.text

    def build(self, hit: Hit, found: Arguments, evidence: Span, when: When | None) -> Frame | None:
        """The frame a hit's entry asks for, or that of an act it swallowed; None where it asks for none."""
        owner = next((h for h in (hit, *hit.swallowed) if h.trigger.frame), None)
        if owner is None:
            return None
        kind = owner.trigger.frame
        if kind == "visit":
            sides = _first(found.actors), _first(found.recipients)
            visitor, host = (
                sides[::-1] if owner.trigger.cameo == "043" else sides
            )  # a host acts: "received the minister"
            return Visit(visitor=visitor, host=host, delegation=self._delegation(hit))
        if kind == "agreement":
            signing = self.syntax.tokens[hit.at].lemma.lower() in SIGNING
            noun = self._agreement_noun(hit, owner)
            return self.agreement(noun, (*found.actors, *found.recipients), when if signing else None)
        if kind == "transfer":
            return self._transfer(owner, found, evidence)
        if kind == "obligation":
            return self._obligation(owner, found)
        return self._territory(owner, found)

    def agreement(self, noun: int | None, parties: tuple[Party, ...], signed: When | None) -> Agreement:
        """The agreement a noun names (None: only its parties are known)."""
        if noun is None:
            return Agreement(parties=parties, signed=_days(signed))
        words = self.phrase(noun)
        match = _DURATION.search(words)
        return Agreement(
            title=self._title(noun),
            subject=self._subject(noun),
            parties=parties,
            signed=_days(signed),
            in_force_for=(match[1] or match[2]) if match else None,
        )

    def _agreement_noun(self, hit: Hit, owner: Hit) -> int | None:
        for h in (owner, hit, *hit.swallowed):
            if h.is_noun and self._is_agreement(h.at):
                return h.at
            for o in [c for head in self.syntax.objects(h.at) for c in self.syntax.coordinated(head)]:
                if self._is_agreement(o):
                    return o
        return None

    def _is_agreement(self, i: int) -> bool:
        return self.lexicon.matches(self.syntax.tokens[i].lemma.lower(), ["@agreement"])

    def _title(self, noun: int) -> str | None:
        """A name in capitals: "Agreement on Friendship and Cooperation"; None for a common noun."""
        token = self.syntax.tokens[noun]
        named = [
            c for c in self.syntax.deps(noun, "compound", "amod", "flat") if self.syntax.tokens[c].text[:1].isupper()
        ]
        if token.text[:1].isupper() and token.i != self.syntax.reading.sentences[token.sent].first:
            return self.phrase(noun)
        if named and token.text[:1].isupper():
            first = min([*named, noun])
            return self.text[self.syntax.tokens[first].start : token.end]
        return None

    def _subject(self, noun: int) -> str | None:
        obliques = self.syntax.obliques(noun)
        for preposition in _SUBJECT_PREPOSITIONS:
            for head in obliques.get(preposition, ()):
                if self.syntax.tokens[head].upos == "NUM" or head == noun or self._timed(head):
                    continue
                return self.phrase(head, without=("between",))
        before = [
            c
            for c in self.syntax.deps(noun, "compound", "amod")
            if not self.syntax.tokens[c].text[:1].isupper()
            and not self._timed(c)
            and self.syntax.tokens[c].lemma.lower() not in _PLAIN
        ]
        if before:
            return self.text[self.syntax.tokens[min(before)].start : self.syntax.tokens[max(before)].end]
        return None

    def phrase(self, head: int, without: Sequence[str] = ()) -> str:
        """The noun phrase under `head` without its own preposition, relative clauses and coordination of clauses."""
        syntax = self.syntax
        keep: list[int] = []
        stack = [head]
        while stack:
            i = stack.pop()
            keep.append(i)
            for c in syntax.children[i]:
                token = syntax.tokens[c]
                if i == head and token.dep in (
                    "case",
                    "punct",
                    "cop",
                    "nsubj",
                    "advmod",
                    "conj",
                    "cc",
                    "det",
                    "mark",
                    "parataxis",
                ):
                    continue
                if token.dep in ("acl:relcl", "parataxis", "appos", "advcl"):
                    continue
                if token.dep in ("nmod", "obl") and (syntax.case_of(c) in without or self._setting(c)):
                    continue
                stack.append(c)
        return self.text[syntax.tokens[min(keep)].start : syntax.tokens[max(keep)].end]

    def _timed(self, i: int) -> bool:
        token = self.syntax.tokens[i]
        return any(t.start < token.end and token.start < t.end for t in self.syntax.reading.times)

    def _setting(self, i: int) -> bool:
        """Whether a noun under another tells when or where the whole happened: "an agreement on fish in Lima on Monday"."""
        if self._timed(i):
            return self.syntax.case_of(i) in ("on", "in", "at", "during", "")
        at = self.cast.at.get(i)
        placed = at is not None and self.cast.mentions[at].kind in ("place", "name")
        return placed and self.syntax.case_of(i) in ("in", "at", "near")

    def _delegation(self, hit: Hit) -> str | None:
        heads = (hit.at, *([hit.support] if hit.support is not None else []))
        for i in heads:
            for c in self.syntax.subtree(i):
                if self.syntax.tokens[c].lemma.lower() in ("delegation", "entourage") and c != hit.at:
                    return self.phrase(c)
        for i in heads:  # "came with nine officials"
            for c in self.syntax.obliques(i).get("with", ()):
                at, several = self.cast.at.get(c), "Plur" in self.syntax.tokens[c].feats
                if several and at is not None and self.cast.mentions[at].kind == "description":
                    return self.phrase(c)
        return None

    def _transfer(self, owner: Hit, found: Arguments, evidence: Span) -> Transfer:
        syntax = self.syntax
        heads = syntax.obliques(owner.at).get("of", []) if owner.is_noun else [
            o for o in syntax.objects(owner.at) if o not in found.recipient_words
        ]  # fmt: skip
        if owner.is_noun and not heads:
            heads = syntax.deps(owner.at, "compound")
        if not owner.is_noun and not heads:  # "supplied Angola with tanks"
            heads = syntax.obliques(owner.at).get("with", [])
        items = self._items(heads)
        money = find_money(self.text, evidence.start, evidence.end)
        return Transfer(
            supplier=_first(found.actors),
            recipient=_first(found.recipients),
            items=items,
            quantity=self._quantity(heads[0]) if heads else None,
            value=money[0].amount if money else None,
            currency=money[0].currency if money else None,
            from_place=self._origin(heads, found),
        )

    def _items(self, heads: Sequence[int]) -> str | None:
        if not heads:
            return None
        spread = [c for h in heads for c in self.syntax.coordinated(h)]
        first, last = self._bounds(spread[0]), self._bounds(spread[-1])
        return self.text[first[0] : max(first[1], last[1])]

    def _bounds(self, head: int) -> tuple[int, int]:
        phrase = self.phrase(head, without=("from", "to"))
        token = self.syntax.tokens[head]
        start = self.text.rfind(phrase, 0, token.end + len(phrase))
        return start, start + len(phrase)

    def _quantity(self, head: int) -> float | None:
        for c in self.syntax.deps(head, "nummod"):
            word = self.syntax.tokens[c].text.lower().replace(",", "")
            if word in _NUMBER:
                return float(_NUMBER[word])
            try:
                return float(word)
            except ValueError:
                continue
        return None

    def _origin(self, heads: Sequence[int], found: Arguments) -> str | None:
        """ "weaponry taken from Georgia": where the goods come from, unless that is the supplier."""
        taken = set(found.actor_words)
        for h in heads:
            for i in (h, *self.syntax.deps(h, "acl", "acl:relcl")):
                for o in self.syntax.obliques(i).get("from", ()):
                    if o not in taken:
                        return self.phrase(o)
        return None

    def _obligation(self, owner: Hit, found: Arguments) -> Obligation:
        syntax = self.syntax
        sentence = syntax.reading.sentences[syntax.tokens[owner.at].sent]
        money = _nearest(find_money(self.text, sentence.start, sentence.end), syntax.tokens[owner.at].start)
        none = any(
            syntax.tokens[c].dep == "det" and syntax.tokens[c].lemma.lower() == "no"
            for i in (owner.at, *syntax.objects(owner.at)) for c in syntax.children[i]
        )  # fmt: skip
        purposes = [o for i in (owner.at, *syntax.objects(owner.at)) for o in syntax.obliques(i).get("for", ())]
        return Obligation(
            debtor=_first(found.actors),
            creditor=_first(found.recipients),
            amount=0 if none else money.amount if money else None,
            currency=money.currency if money and not none else None,
            approximate=bool(money and money.approximate and not none),
            purpose=self.phrase(purposes[0]) if purposes else None,
        )

    def _territory(self, owner: Hit, found: Arguments) -> Territory:
        heads = self.syntax.obliques(owner.at).get("of", []) if owner.is_noun else list(self.syntax.objects(owner.at))
        return Territory(
            holder=_first(found.actors),
            claimant=_first(found.recipients),
            territory=self.phrase(heads[0]) if heads else None,
        )


def _first(parties: Sequence[Party]) -> Party | None:
    return parties[0] if parties else None


def _days(when: When | None) -> dt.date | tuple[dt.date, dt.date] | None:
    if when is None:
        return None
    return when.start if when.start == when.end else (when.start, when.end)


def _nearest(sums: Sequence[Money], at: int) -> Money | None:
    return min(sums, key=lambda m: abs(m.start - at), default=None)
