"""Which of a masthead's lines is the title."""

import re
from collections.abc import Sequence

from .names import INSTITUTION, is_name, is_outlet
from .words import word_set

GENRE = re.compile(
    r"^(?:the )?(?:joint |official |press |media |public |news |special |daily |weekly )*(?:press release|"
    r"release|communiqu[eé]|statement|press statement|bulletin|note verbale|"
    r"announcement|briefing|report|update|news|opinion|analysis|interview|commentary|editorial|for "
    r"immediate release|immediate release|exclusive|breaking(?: news)?"
    r"|an? [\w' -]{2,40} (?:commentary|analysis|exclusive|special|report)"
    r"|(?:an? )?(?:exclusive )?(?:interview|conversation|q&a) with .*)(?: by .*)?$",
    re.IGNORECASE,
)
"""A line that says what kind of text follows, not what it is about."""


SECTION_WORDS = word_set(
    """
    world news politics political africa asia europe americas opinion analysis analytical international national
    business economy economics security defence defense caucasus eurasia middle east features commentary region
    regional local society diplomacy conflict conflicts energy foreign affairs articles field reports reports
    fisheries trade companies markets finance military government policy culture environment letters editorial
    north south central latin america pacific balkans gulf horn western eastern southern northern and & of the
    """
)
MAIL_MARK = re.compile(r"^(?:(?:re|fwd?)\s?:\s*|\[[\w .-]{2,30}\]\s+)+(?=\S)", re.IGNORECASE)
"""What mail and mailing lists set before a subject."""
DECK_WORDS = 9
"""Under a title, a second headline from this length on is its deck."""


def names_section(line: str) -> bool:
    """Whether a line such as "Politics and Security" is a section's name, made of nothing but the words for one."""
    words = re.findall(r"[\w&]+", line.lower())
    most = 4 if {"and", "&", "of"} & {*words} else 3  # more is a menu
    return 0 < len(words) <= most and line[:1].isupper() and all(w in SECTION_WORDS for w in words)


def plain_title(title: str | None, publication: str | None) -> tuple[str | None, str | None]:
    """A title without the outlet's name before or after a dash or colon, and the number of issue that stood with it.

    As in "Harbour Letter 12 - Two envoys", "Two envoys | Harbour Letter".
    """
    title = MAIL_MARK.sub("", title) if title else title
    if not title or not publication:
        return title, None
    name = re.escape(publication.removeprefix("The "))
    first = re.match(
        rf"^(?:The )?{name}(?:,? *(?P<issue>(?:no\.?|issue|#|№)? ?\d[\d/]*))?\s*[:|–—-]+\s+", title, re.IGNORECASE
    )
    if first and len(title[first.end() :].split()) >= 2:  # words of a title
        return title[first.end() :], first["issue"]
    last = re.search(rf"\s+[|·•»–—-]+\s+(?:The )?{name}$", title, re.IGNORECASE)
    return (title[: last.start()] if last else title), None


def names_report(line: str) -> bool:
    """Whether a line may be the title: no authority, outlet or genre, and more than one word."""
    return (
        2 <= len(line.split()) <= 40
        and not INSTITUTION.match(line)
        and not GENRE.match(line)
        and not is_outlet(line)
        and not names_section(line)
        and not line.startswith(("* ", "• ", "- "))
    )


def choose_title(headlines: Sequence[str], above_byline: int) -> str | None:
    """The title among headlines, of which the first `above_byline` stand above byline and date.

    The last one above the byline that is a title at all, when it has three words; else the longest.
    """
    fit = [h for h in headlines if names_report(h) and not (len(h.split()) == 2 and is_name(h))]
    near = [h for h in headlines[:above_byline] if h in fit and len(h.split()) >= 3]
    if near:
        return near[-2] if len(near) > 1 and _is_deck(near[-2], near[-1]) else near[-1]
    if len(fit) > 1 and all(h.isupper() and len(h.split()) >= 3 for h in fit[:2]):  # decks of an old newspaper
        return fit[0]
    longest = max(
        fit or [h for h in headlines if not is_name(h)] or headlines,
        key=lambda h: min(len(h.split()), 12),
        default=None,
    )
    before = fit[fit.index(longest) - 1] if longest in fit[1:] else None
    return before if before and longest and len(before.split()) >= 4 and _is_deck(before, longest) else longest


def deck_under(headlines: Sequence[str], title: str | None) -> str | None:
    """The headline under the title that only adds to it."""
    at = headlines.index(title) + 1 if title in headlines else len(headlines)
    line = headlines[at] if title and at < len(headlines) else None
    return line if title and line and names_report(line) and _is_deck(title, line) else None


def _is_deck(title: str, line: str) -> bool:
    """Whether a headline under another one only adds to it: capitals stand over it, or it is the longer by far."""
    longer = len(line.split()) >= DECK_WORDS and len(line.split()) * 20 >= len(title.split()) * 23
    return (title.isupper() and not line.isupper()) or longer
