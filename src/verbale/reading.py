"""What the language of a report says, before any politics: words, syntax, names, quotations, times.

Word indices count over the whole body; `start` and `end` are code points into it.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from .learned import Learned

NameLabel = Literal["PER", "ORG", "LOC", "MISC"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


class Token(Struct, frozen=True, gc=False):
    """One syntactic word, annotated after Universal Dependencies."""

    i: int
    text: str
    start: int
    end: int
    lemma: str
    upos: str
    xpos: str
    """Penn tag: VBD, VBN, MD …"""
    feats: str
    """UD features as `Key=Value|…`, "_" where none."""
    head: int
    """Index of the governing word; its own index for the root of a sentence."""
    dep: str
    """UD relation with subtype: nsubj, obl:agent … (root for the root)."""
    sent: int
    """Index of the sentence."""


class Sentence(Struct, frozen=True, gc=False):
    """Words `[first, last)` and characters `[start, end)`."""

    first: int
    last: int
    start: int
    end: int
    root: int
    paragraph: int


class Name(Struct, frozen=True, gc=False):
    """A named entity: words `[first, last)`."""

    first: int
    last: int
    start: int
    end: int
    text: str
    label: NameLabel


class Quotation(Struct, frozen=True, gc=False):
    """Words quoted verbatim: characters between the marks, marks left out; words `[first, last)`."""

    start: int
    end: int
    first: int
    last: int


class Timex(Struct, frozen=True, gc=False):
    """A time expression after TIMEX3; `value` is None where the report does not fix it."""

    start: int
    end: int
    text: str
    type: TimexType
    value: str | None


class Reading(Struct, frozen=True):
    """The linguistic annotation of one body."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    children: tuple[tuple[int, ...], ...]
    """For each word, the words it governs, in order."""
    names: tuple[Name, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    times: tuple[Timex, ...] = ()
    learned: "Learned | None" = None
    """What the model's own heads say of acts and parties; None where the model has no such heads."""

    def subtree(self, i: int) -> list[int]:
        """Word `i` and everything below it, in text order."""
        found, stack = [], [i]
        while stack:
            j = stack.pop()
            found.append(j)
            stack.extend(self.children[j])
        found.sort()
        return found


def straight_head(i: int, tokens: Sequence[Token]) -> int:
    """The head of word `i`, or the word over that head which the parse skipped on the way.

    Nothing that governs the head should stand between the two: in "someone who says that he acts for others stormed the
    hall on Monday", Monday under "acts" would cross "stormed".
    """
    head = over = tokens[i].head
    while over != tokens[over].head:
        over = tokens[over].head
        if min(i, head) < over < max(i, head):
            head = over
    return head
