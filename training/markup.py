"""The annotated sentences' own markup, read into spans: the notation of `data/training/MARKUP.md`.

Text in, values out; nothing is checked against the ontology here (`training.check` does that).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

OPENING = re.compile(
    r"(?P<party>\[(?=[a-z]\d?[ |]))|(?P<place>\[@)|(?P<date>\[#)|(?P<event>\{)|(?P<content><(?=s\d))|(?P<cue>\((?=s\d+\|))"
)
CLOSING = {"party": "]", "place": "]", "date": "]", "event": "}", "content": ">", "cue": ")"}
RESERVED = frozenset("[]{}<>|")


class MarkupError(ValueError):
    """A mistake in a batch; the message names the place in the item."""


class Mark(NamedTuple):
    """Marked words: offsets into the clean text, end exclusive, and what stood before the bar, cut at blanks."""

    kind: str
    """party, place, date, event, content or cue."""
    start: int
    end: int
    words: tuple[str, ...]

    @property
    def key(self) -> str:
        """The mark's own key; empty for an event without one."""
        first = self.words[0] if self.words else ""
        if self.kind == "event":
            return first if re.fullmatch(r"\+?e\d+", first) else ""
        return first


class FrameLine(NamedTuple):
    """A line that begins with `!`: the event's key or `-`, the frame's kind, its fields as written."""

    event: str
    kind: str
    fields: dict[str, str]


class Item(NamedTuple):
    """One sentence or report: clean text with its marks, outer marks before inner ones."""

    number: int
    """Position in the batch, from 1."""
    register: str
    region: str
    date: str | None
    """Day of publication, ISO, where the item has one."""
    text: str
    marks: tuple[Mark, ...]
    frames: tuple[FrameLine, ...]


def items(batch: str) -> Iterator[Item | MarkupError]:
    """The items of a batch in order; one that cannot be read comes as its error."""
    blocks = re.split(r"^== *", batch.replace("\r\n", "\n"), flags=re.MULTILINE)[1:]
    for number, block in enumerate(blocks, 1):
        try:
            yield item(number, block)
        except MarkupError as error:
            yield MarkupError(f"item {number}: {error}")


def item(number: int, block: str) -> Item:
    """One item, from the text behind its `==`. Raises MarkupError."""
    header, _, rest = block.partition("\n")
    register, region, date = (*(part.strip() for part in header.split(";")), "", "")[:3]
    if not register or not region:
        raise MarkupError("the header wants `register; region` and perhaps a date")
    if date and not re.fullmatch(r"\d{4}-\d\d-\d\d", date):
        raise MarkupError(f"the header's date {date!r} is no ISO day")
    lines = rest.splitlines()
    frames = tuple(frame_line(line) for line in lines if line.startswith("!"))
    paragraphs = re.split(r"\n\s*\n", "\n".join(line for line in lines if not line.startswith("!")).strip())
    text, marks = clean("\n\n".join(" ".join(p.split()) for p in paragraphs))
    if not text:
        raise MarkupError("the item has no text")
    return Item(number, register, region, date or None, text, marks, frames)


def frame_line(line: str) -> FrameLine:
    """A frame line cut into its fields; a field without a value is `yes`."""
    parts = re.findall(r'([\w-]+)(?:=("[^"]*"|\S+))?', line.removeprefix("!"))
    if len(parts) < 2 or any(value for _, value in parts[:2]):
        raise MarkupError(f"the frame line {line!r} wants an event key or -, and a kind")
    return FrameLine(parts[0][0], parts[1][0], {name: value.strip('"') or "yes" for name, value in parts[2:]})


def clean(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """The text without its marks, and the marks with offsets into it. Raises MarkupError where brackets do not match."""
    out: list[str] = []
    length = at = 0
    stack: list[tuple[str, int, tuple[str, ...]]] = []
    found: list[Mark] = []
    while at < len(marked):
        opening = OPENING.match(marked, at)
        if opening:
            kind = str(opening.lastgroup)
            bar = marked.find("|", opening.end())
            attributes = marked[opening.end() : bar] if bar >= 0 else "["
            if (RESERVED - {">"}).intersection(attributes) or len(attributes) > 160:
                raise MarkupError(f"a mark without its bar at {marked[at : at + 40]!r}")
            stack.append((kind, length, tuple(attributes.split())))
            at = bar + 1
        elif stack and marked[at] == CLOSING[stack[-1][0]]:
            kind, start, words = stack.pop()
            found.append(Mark(kind, start, length, words))
            at += 1
        elif marked[at] in RESERVED:
            raise MarkupError(f"a bracket out of place at {marked[max(0, at - 20) : at + 20]!r}")
        else:
            out.append(marked[at])
            length += 1
            at += 1
    if stack:
        raise MarkupError(f"an open {stack[-1][0]} mark: {''.join(out)[stack[-1][1] :][:40]!r}")
    text = "".join(out)
    trimmed = [_trimmed(text, mark) for mark in found]
    return text, tuple(sorted(trimmed, key=lambda m: (m.start, -m.end)))


def _trimmed(text: str, mark: Mark) -> Mark:
    """The mark without blanks at its edges."""
    words = text[mark.start : mark.end]
    start = mark.start + len(words) - len(words.lstrip())
    end = mark.end - len(words) + len(words.rstrip())
    if start >= end:
        raise MarkupError(f"an empty {mark.kind} mark at {text[mark.start : mark.start + 30]!r}")
    return mark._replace(start=start, end=end)
