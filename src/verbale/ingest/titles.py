"""Which of a masthead's lines is the title."""

import re
from collections.abc import Sequence

from .names import INSTITUTION, is_outlet

GENRE = re.compile(
    r"^(?:the )?(?:joint |official |press |media |public |news |special |daily |weekly )*(?:press release|"
    r"release|communiqu[eé]|statement|press statement|bulletin|note verbale|"
    r"announcement|briefing|report|update|news|opinion|analysis|interview|commentary|editorial|for "
    r"immediate release|immediate release|exclusive|breaking(?: news)?"
    r"|(?:an? )?(?:exclusive )?(?:interview|conversation|q&a) with .*)(?: by .*)?$",
    re.IGNORECASE,
)
"""A line that says what kind of text follows, not what it is about."""


def names_report(line: str) -> bool:
    """Whether a line may be the title: no authority, outlet or genre, and more than one word."""
    return (
        2 <= len(line.split()) <= 40 and not INSTITUTION.match(line) and not GENRE.match(line) and not is_outlet(line)
    )


def choose_title(headlines: Sequence[str], above_byline: int) -> str | None:
    """The title among headlines, of which the first `above_byline` stand above byline and date.

    The last one above the byline that is a title at all, when it has three words; else the longest.
    """
    fit = [h for h in headlines if names_report(h)]
    near = [h for h in headlines[:above_byline] if h in fit and len(h.split()) >= 3]
    if near:
        return near[-1]
    return max(fit or headlines, key=lambda h: min(len(h.split()), 12), default=None)
