"""Markdown's marks taken off a text that was written with them."""

import re

HEADING = re.compile(r"^#{1,4} +(?=\S*[^\W\d_])", re.MULTILINE)
MARKS = (
    (HEADING, ""),
    (re.compile(r"(\*\*|__)(?=\S)([^\n]+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"^\*(?=\S)([^*\n]+)\*$", re.MULTILINE), r"\1"),
    (re.compile(r"(?<!!)\[([^\]\n]{1,200})\]\([^)\s]{1,400}\)"), r"\1"),
)


def unmarked(text: str) -> str:
    """The text without marks of headings, emphasis and links; as it is where no line is a heading in Markdown."""
    if not HEADING.search(text):
        return text
    for pattern, plain in MARKS:
        text = pattern.sub(plain, text)
    return text
