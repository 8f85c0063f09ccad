"""Figures in the words of an account: how many were killed, wounded or taken, how much was paid."""

import re
from collections.abc import Iterator
from functools import cache

from ..events.money import find_money
from ..language.timex_words import number, table
from .evidence import EMPTY

_DEAD = re.compile(r"\b(kill|dead|die[ds]?\b|death|slain|lives|executed|massacr)", re.IGNORECASE)
_HURT = re.compile(r"\b(wound|injur|hurt)", re.IGNORECASE)
_JUST_BEFORE = re.compile(r"\b\w+(?: at least| about| some| around| up to| nearly| more than| over)? *$")
_WORD = re.compile(r"\b[A-Za-z][a-z-]+")
_AFTER = 45
"""Characters after a number in which it is said what happened to so many."""
_NOUN = 25
"""Characters in which the noun counted stands."""


def figures(text: str) -> dict[str, set[float]]:
    """What is counted in a text -> the numbers given: "killed", "wounded", "sum in USD", or the noun counted."""
    sums = find_money(text)
    found: dict[str, set[float]] = {}
    for money in sums:
        found.setdefault(f"sum in {money.currency or 'unknown currency'}", set()).add(money.amount)
    numbers = [m for m in _number().finditer(text) if not any(s.start < m.end() and m.start() < s.end for s in sums)]
    for i, match in enumerate(numbers):
        value = number(match.group().lower().replace("-", " ").split())
        before = text[numbers[i - 1].end() if i else 0 : match.start()]
        after = text[
            match.end() : min(numbers[i + 1].start() if i + 1 < len(numbers) else len(text), match.end() + _AFTER)
        ]
        label = next(_labels(before, after), None)
        if value is not None and label is not None:
            found.setdefault(label, set()).add(value)
    return found


def _labels(before: str, after: str) -> Iterator[str]:
    """What a number counts, by the words around it, the surest first."""
    last = _JUST_BEFORE.search(before)
    for words in ((last.group() if last else ""), re.split(r"[,;:.]", after)[0]):
        if _DEAD.search(words):
            yield "killed"
        if _HURT.search(words):
            yield "wounded"
    words = [w for w in _WORD.findall(after[:_NOUN]) if w not in EMPTY]
    if words and words[0].lower() not in table().months:
        yield from (w.removesuffix("s") for w in words if w.islower())


@cache
def _number() -> "re.Pattern[str]":
    words = sorted((w for w in table().numbers if w not in ("a", "an", "one")), key=len, reverse=True)
    one = rf"(?:\d[\d,]*(?:\.\d+)?|{'|'.join(map(re.escape, words))})"
    return re.compile(rf"\b{one}(?:[ -]{one})*\b", re.IGNORECASE)
