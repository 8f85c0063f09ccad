"""Names marked token by token, as shared tasks do: a token, a tab or blanks, perhaps other columns, and the tag last.

A blank line ends a sentence. Tags are O or a position (B, I, E, L, S, U) with a label; both the older habit, in which I- may
begin a name, and the newer one, in which B- always does, are read. A sentence's text is its tokens with a blank between them.
"""

import re
from collections.abc import Iterable, Iterator

from ..errors import InputError
from .rows import Entity

_TAG = re.compile(r"O|([BIELSU])-(\S+)")
Token = tuple[str, str]
"""A word and its tag."""


def is_tagged(line: str) -> bool:
    """Whether a line looks like a token with its tag."""
    columns = line.split()
    return len(columns) > 1 and _TAG.fullmatch(columns[-1]) is not None


def sentences(
    lines: Iterable[tuple[int, str]], source: str
) -> Iterator[tuple[int, str, tuple[Entity, ...]] | InputError]:
    """Line number of the first token, text and names of each sentence; one with a bad line is an error in its place."""
    begun, tokens, bad = 0, list[Token](), ""
    for number, line in [*lines, (0, "")]:
        if line.strip() and not line.startswith("-DOCSTART-"):
            begun = begun or number
            columns = line.split("\t") if "\t" in line else line.split()
            if not is_tagged(line):
                bad = bad or f"{source}:{number}"
            tokens.append((columns[0], columns[-1].strip()))
            continue
        if bad:
            yield InputError(bad, "a token and, last in its line, a tag such as B-PER or O were expected")
        elif tokens:
            yield begun, " ".join(word for word, _ in tokens), names(tokens)
        begun, tokens, bad = 0, [], ""


def names(tokens: Iterable[Token]) -> tuple[Entity, ...]:
    """The names that the tags of one sentence mark, as stretches of its text."""
    found: list[Entity] = []
    at, open_label = 0, ""
    for word, tag in tokens:
        place, label = tag[:1], tag[2:]
        end = at + len(word)
        if place in "IEL" and label and label == open_label:
            found[-1] = Entity(found[-1].start, end, label=label)
        elif label:
            found.append(Entity(at, end, label=label))
        open_label = label if place in "BI" else ""
        at = end + 1
    return tuple(found)
