"""Plain text, as saved from a page or received from a wire, with or without the page's furniture."""

from ..report import Report
from .article import part
from .characters import decode, tidy
from .compose import NOTHING, Known, compose
from .lines import paragraphs
from .markdown import unmarked


def read_plaintext(data: bytes, source: str) -> Report:
    """The report in the bytes of a text file. Raises `InputError`, or `UndecodableError` for bytes that are no text."""
    return read_text(decode(data), source, data)


def read_text(text: str, source: str, data: bytes, known: Known = NOTHING) -> Report:
    """The report in a text that carries its masthead and furniture along."""
    return compose(part(paragraphs(unmarked(tidy(text)))), source, data, known)
