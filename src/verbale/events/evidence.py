"""The words that say so: the clause of a trigger, without what is only hung on it."""

from ..report import Span
from .syntax import Syntax
from .triggers import Hit

_HUNG = frozenset({"parataxis", "punct", "discourse", "cc", "dep"})


def evidence_of(hit: Hit, syntax: Syntax) -> tuple[Span, list[int]]:
    """Characters and words of the clause that tells of `hit`."""
    listed = hit.is_noun and (syntax.tokens[hit.at].dep == "conj" or bool(syntax.deps(hit.at, "conj")))
    head = hit.support if hit.support is not None and not listed else hit.at
    words = clause_words(head, syntax, alone=hit.is_noun and head == hit.at)
    if hit.at not in words:
        words = sorted({*words, *clause_words(hit.at, syntax)})
    tokens = syntax.tokens
    return Span(tokens[words[0]].start, tokens[words[-1]].end), words


def clause_words(head: int, syntax: Syntax, *, alone: bool = False) -> list[int]:
    """The words of a clause or noun phrase, coordinated clauses and asides left out, edges trimmed.

    `alone` leaves out coordinated nouns too: "exercises and the training of pilots" are two acts.
    """
    tokens = syntax.tokens
    keep: list[int] = []
    stack = [head]
    while stack:
        i = stack.pop()
        keep.append(i)
        for c in syntax.children[i]:
            dep = tokens[c].dep
            if dep in _HUNG:
                continue
            if dep == "conj" and i == head and (alone or tokens[c].upos in ("VERB", "AUX")):
                continue
            stack.append(c)
    keep.sort()
    first, last = keep[0], keep[-1]
    run = list(range(first, last + 1))
    while len(run) > 1 and tokens[run[-1]].upos in ("PUNCT", "CCONJ"):
        run.pop()
    while len(run) > 1 and tokens[run[0]].upos in ("PUNCT", "CCONJ"):
        run.pop(0)
    return run
