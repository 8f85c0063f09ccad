"""The visible text of HTML, block by block, as a reader of the page sees it."""

import re
from collections.abc import Iterator

from lxml import etree, html  # type: ignore[import-untyped]

from .characters import tidy
from .words import word_set

BLOCKS = word_set(
    """
    address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1
    h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section summary table tbody td tfoot th
    thead title tr ul br button label
    """
)
UNSEEN = word_set(
    """
    script style noscript template svg head iframe object embed select textarea input canvas audio video math
    """
)
PIECES = ("span", "a", "time", "small", "cite", "b")
"""Elements that pages use for a name, a date, a button as well as inside sentences."""
RUNNING = ("p", "li", "td", "h1", "h2", "h3", "blockquote")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def parse(text: str) -> html.HtmlElement | None:
    """The tree of a page, however broken; None where nothing of it can be parsed."""
    clean = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        return html.document_fromstring(clean)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError, RecursionError):
        return None


def visible_lines(tree: html.HtmlElement) -> list[str]:
    """Each block's text on a line of its own, tidied, empty ones left out."""
    text = tidy("".join(_pieces(tree)))
    return [squeezed for line in text.split("\n") if (squeezed := " ".join(line.split()))]


def _pieces(tree: html.HtmlElement) -> Iterator[str]:
    skipped: html.HtmlElement | None = None
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        plain = event in ("start", "end")
        name = element.tag if plain and isinstance(element.tag, str) else ""
        if skipped is None and event == "start":
            if _is_unseen(element, name):
                skipped = element
                continue
            yield from _opened(element, name)
        elif event == "end":
            if skipped is None and name in BLOCKS:
                yield "\n"
            if skipped is element:
                skipped = None
            if skipped is None and element.tail and element is not tree:
                yield _inline(element.tail)
        elif skipped is None and not plain and element.tail:
            yield _inline(element.tail)


def _is_unseen(element: html.HtmlElement, name: str) -> bool:
    return name in UNSEEN or element.get("hidden") is not None or bool(HIDDEN.search(element.get("style") or ""))


def _opened(element: html.HtmlElement, name: str) -> Iterator[str]:
    if name in BLOCKS:
        yield "\n"
    elif name in PIECES and _stands_apart(element, name):
        yield " " if (element.getparent().tag in RUNNING) else "\n"
    if element.text:
        yield element.text if name == "pre" else _inline(element.text)


def _stands_apart(element: html.HtmlElement, name: str) -> bool:
    """Whether an element follows its like without a space, where the style sheet must set them apart."""
    before = element.getprevious()
    if before is None or before.tag != name or before.tail:
        return False
    left, right = before.text_content().strip(), element.text_content().strip()
    return len(left) > 1 and len(right) > 1 and left[-1].isalnum() and (right[0].isupper() or right[0].isdigit())


def _inline(text: str) -> str:
    return re.sub(r"[\t\r\n\f ]+", " ", text)


def fragment_lines(content: str) -> list[str]:
    """The lines of a piece of HTML, or of plain text."""
    tree = parse(f"<div>{content}</div>") if content.strip() else None
    return visible_lines(tree) if tree is not None else []
