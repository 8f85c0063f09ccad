"""Lines to paragraphs: hard-wrapped text joined, words divided at a line's end made whole."""

import re
from collections.abc import Sequence
from itertools import pairwise

WIDEST = 120
"""Longer lines are paragraphs; text with many of them was not wrapped by hand."""
NARROWEST = 38
"""A text column is at least this wide; a list of short lines is not a wrapped paragraph."""
SLACK = 0.72
"""Printed columns are ragged: a line this full, in shares of the width, may have been broken before its next word."""
SENTENCE_END = re.compile(r"[.!?:…][\"”’')\]]*(?:\[\d+\])*(?:\s*\([\w .,/&-]{2,30}\))?$")
"""A full stop, also one before the agency that the sentence is owed to: "(Gull Wire)"."""
BULLET = re.compile(r"^\s*(?:[•·▪◦‣*–—-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+")
RULE = re.compile(r"\s*(?:[-_=~*–—─━•·]\s?){2,}\s*$")
"""A line drawn across the page."""
DIVIDED = re.compile(r"[^\W\d_]{2,}-$")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of tidy text, each on one line without runs of spaces; blank lines left out."""
    blocks = [[line.rstrip() for line in block.split("\n") if line.strip()] for block in re.split(r"\n[ ]*\n", text)]
    width = column_width([line for block in blocks for line in block])
    if not width:
        return [squeeze(line) for block in blocks for line in _run_on(block)]
    vocabulary = frozenset(re.findall(r"\w[\w-]*\w", re.sub(r"\w+-\n\s*\w+", " ", text.lower())))
    return [p for block in blocks for p in _joined(block, width, vocabulary)]


def _run_on(block: Sequence[str]) -> list[str]:
    """Lines of unwrapped text; one that breaks off and goes on in small letters below is one line all the same."""
    done: list[str] = []
    for line in block:
        previous = done[-1] if done else ""
        small = bool(re.match(r"\s*(?!by |[\w-]+ ?:)[^\W\d_A-Z]", line)) and line.lstrip()[0].islower()
        broken = len(previous) > NARROWEST and not ends_sentence(previous) and small
        if broken and " " in line.strip():
            done[-1] = f"{previous} {line.strip()}"
        else:
            done.append(line)
    return done


def ends_sentence(line: str) -> bool:
    """Whether a full stop, or a mark like it, closes the line."""
    return bool(SENTENCE_END.search(line[-48:]))


def squeeze(line: str) -> str:
    """The line with single spaces."""
    return " ".join(line.split())


def column_width(lines: Sequence[str]) -> int:
    """Characters per line of hard-wrapped text; 0 where the lines are paragraphs."""
    sizes = sorted(len(line) for line in lines)
    if len(sizes) < 3 or sum(size > WIDEST for size in sizes) * 10 > len(sizes):  # lines
        return 0
    body = [size for size in sizes if size <= WIDEST]
    width = body[min(len(body) - 1, int(len(body) * 0.97))] if body else 0
    if width < NARROWEST:
        return 0
    pairs = [(a, b) for a, b in pairwise(lines) if len(a) <= WIDEST]
    full = [a for a, b in pairs if _is_full(a, b, width)]
    unended = sum(not ends_sentence(a) for a in full)
    return width if len(full) >= 2 and unended * 2 >= len(full) and len(full) * 4 >= len(lines) else 0  # lines


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the first word of the next line found no room any more, or nearly so."""
    word = following.split(maxsplit=1)[0] if following.strip() else ""
    return len(line) + 1 + len(word) > width or (len(line) >= SLACK * width and not ends_sentence(line))


def _joined(block: Sequence[str], width: int, vocabulary: frozenset[str]) -> list[str]:
    """One block of wrapped lines as paragraphs; an indent, a bullet or an early full stop begins a new one."""
    done: list[str] = []
    previous = ""
    for line in block:
        indented = len(line) - len(line.lstrip()) - (len(previous) - len(previous.lstrip())) >= 2  # spaces
        runs_on = line.lstrip()[:1].islower() and not ends_sentence(previous)
        apart = not previous or RULE.match(line) or RULE.match(previous)
        new = apart or BULLET.match(line) or not (runs_on or _is_full(previous.strip(), line, width))
        if new or (indented and ends_sentence(previous)):
            done.append(squeeze(line))
        else:
            done[-1] = _glue(done[-1], squeeze(line), vocabulary)
        previous = line
    return done


def _glue(left: str, right: str, vocabulary: frozenset[str]) -> str:
    """Two lines as one; a word divided between them loses its hyphen unless the text writes it with one elsewhere."""
    if not DIVIDED.search(left) or not right[:1].islower():
        return f"{left}{right}" if left.endswith(("-", "—", "/")) and not left.endswith(" -") else f"{left} {right}"
    first = re.findall(r"[\w-]+", left)[-1].rstrip("-").lower()
    second = re.match(r"\w+", right)
    rest = second.group().lower() if second else ""
    if first + rest not in vocabulary and (f"{first}-{rest}" in vocabulary or {first, rest} <= vocabulary):
        return left + right
    return left[:-1] + right
