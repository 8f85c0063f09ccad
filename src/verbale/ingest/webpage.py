"""HTML: the body after trafilatura, the masthead from metadata and from the lines a reader sees around the body."""

import logging
import re
from collections.abc import Sequence

import msgspec

from ..errors import InputError
from ..report import Report, Warn
from .article import Article, around, part
from .characters import decode, tidy
from .compose import Known, compose
from .furniture import is_furniture
from .head import is_prose
from .lines import squeeze
from .masthead import read_line
from .pagelines import parse, visible_lines
from .pagemeta import read_metadata

CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,80}?encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
OPENING = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
CLOSING = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
MOST_OF_IT = 0.9
"""So much of a paragraph, in shares of its letters, must be lines of the page for it to be given as those lines."""
MOST_COMPARISONS = 400_000
"""Of paragraphs with lines; beyond it a page is taken as it was found."""
LINES_ABOVE = 30
"""So many visible lines above the body may belong to its masthead."""
FEWEST_WORDS = 12
"""With fewer, what trafilatura found is a caption or a notice, and the page's own lines are read instead."""

logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("htmldate").addHandler(logging.NullHandler())


def read_webpage(data: bytes, source: str) -> Report:
    """The report on a page, cut off or not.

    Raises `InputError` where no body is found, `UndecodableError` for bytes that are no text.
    """
    return read_page(decode(data, _declared(data)), source, data)


def _declared(data: bytes) -> str | None:
    match = CHARSET.search(data[:4096])
    return (match[1] or match[2]).decode("ascii") if match else None


def read_page(text: str, source: str, data: bytes) -> Report:
    """The report on a decoded page."""
    text = re.sub(r"[\x00-\x08\x0b\x0e-\x1f]", "", text)
    tree = parse(text)
    if tree is None:
        raise InputError(source, "no body found: the page is empty")
    lines = visible_lines(tree)
    known = read_metadata(tree, lines)
    found = _main_text(text)
    if sum(len(p.split()) for p in found) < FEWEST_WORDS:
        found = []
    article = _placed(found, lines, known) if found else part(lines, known.publication)
    if not found and not any(map(is_prose, article.body)):
        raise InputError(source, "no body found: nothing on the page reads like a report")
    report = compose(article, source, data, _without_echo(known, article))
    return msgspec.structs.replace(report, warnings=(*report.warnings, *_broken_off(text)))


def _broken_off(text: str) -> tuple[Warn, ...]:
    """A warning where the page opens and never closes, as after a download that stopped."""
    if not OPENING.search(text[:20_000]) or CLOSING.search(text[-20_000:]):
        return ()
    return (Warn(code="truncated", message="the page breaks off before its end; what there is was read"),)


def _main_text(text: str) -> list[str]:
    """The paragraphs trafilatura takes for the page's main text."""
    import trafilatura  # costs 650 ms

    try:
        document = trafilatura.bare_extraction(text, include_comments=False, include_tables=True, with_metadata=False)
    except Exception:  # noqa: BLE001  on hostile pages trafilatura raises whatever its tree walking runs into; the page's lines are read instead
        return []
    raw = getattr(document, "text", None) or ""
    return [p for line in tidy(raw).split("\n") if (p := squeeze(line.removeprefix("- ")))]


def _placed(found: Sequence[str], lines: Sequence[str], known: Known) -> Article:
    """The article in trafilatura's paragraphs, with clues and lists from the lines above and below them."""
    found = _as_seen(found, lines)
    own = [p for i, p in enumerate(found) if not (i < 3 and known.title and _same(p, known.title))] or list(
        found
    )  # the title stands on top
    article = part(own, known.publication)
    if not article.body:
        return part(lines, known.publication)
    first, last = _extent(article.body, lines)
    above = lines[max(0, first - LINES_ABOVE) : first]
    clues, related, warnings, owner = around(above, lines[last + 1 :], known.publication)
    lead, body = article.lead or _lead_above([*above, *lines[first : first + 1]], article.body[0]), article.body
    if len(body) > 1 and _stands_over(body[0], known):
        lead, body = body[0], body[1:]
    return msgspec.structs.replace(
        article,
        lead=lead or _standfirst(above, body[0], known),
        body=body,
        clues=(*clues, *article.clues),
        related=article.related or related,
        warnings=(*article.warnings, *warnings),
        owner=article.owner or owner,
    )


def _as_seen(found: Sequence[str], lines: Sequence[str]) -> list[str]:
    """The paragraphs found; one that runs several of the page's lines together is given as those lines."""
    if len(found) * len(lines) > MOST_COMPARISONS:
        return list(found)
    keys = {_key(line, whole=True): line for line in lines}
    shown: list[str] = []
    for p in found:
        key = _key(p, whole=True)
        inside = [] if key in keys else [x for k, x in keys.items() if k and k in key]
        whole = sum(len(_key(x, whole=True)) for x in inside) >= MOST_OF_IT * len(key)
        shown += inside if len(inside) > 1 and whole else [p]
    return shown


def _stands_over(opening: str, known: Known) -> bool:
    """Whether the first paragraph found is the page's description of itself, which only a deck repeats whole."""
    return bool(known.description) and _same(opening, known.description or "")


def _standfirst(above: Sequence[str], opening: str, known: Known) -> str | None:
    """The sentences between title and body, or the line there that the page gives as its description."""
    titled = [i for i, x in enumerate(above) if known.title and _same(x, known.title)]
    between = above[titled[-1] + 1 :] if titled else ()
    described = [x for x in above if known.description and _same(x, known.description)]
    fit = [x for x in between if is_prose(x) and not is_furniture(x) and read_line(x) is None]
    return next((x for x in (*described, *fit) if not _same(x, opening)), None)


def _lead_above(above: Sequence[str], opening: str) -> str | None:
    """A paragraph above the body that the body repeats at its start."""
    return next(
        (
            x
            for x in above
            if is_prose(x) and x != opening and _key(opening, whole=True).startswith(_key(x, whole=True))
        ),
        None,
    )


def _extent(body: Sequence[str], lines: Sequence[str]) -> tuple[int, int]:
    """The visible lines at which the body's first and last paragraphs stand."""
    prose = [p for p in body if is_prose(p)] or list(body)
    opening, closing = _key(prose[0]), _key(prose[-1])
    first = next((i for i, line in enumerate(lines) if opening in _key(line, whole=True)), 0)
    last = next((i for i in range(len(lines) - 1, -1, -1) if closing in _key(lines[i], whole=True)), len(lines) - 1)
    return first, max(first, last)


def _key(text: str, *, whole: bool = False) -> str:
    """Letters and digits of a paragraph's opening, which survive differences in spacing and marks."""
    key = re.sub(r"\W+", "", text).lower()
    return key if whole else key[:60]


def _same(one: str, other: str) -> bool:
    return _key(one, whole=True) == _key(other, whole=True)


def _without_echo(known: Known, article: Article) -> Known:
    """Metadata whose title is only the first words of the body carry none."""
    if (
        known.title
        and article.body
        and _key(article.body[0], whole=True).startswith(_key(known.title, whole=True))
        and len(known.title) > 120
    ):  # letters in a headline
        return msgspec.structs.replace(known, title=None)
    return known
