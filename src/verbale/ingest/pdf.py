"""PDF, after pypdf: the text of its pages without the lines that every page repeats."""

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence

from ..errors import InputError
from ..report import Report
from .article import part
from .characters import SURROGATES, tidy
from .compose import Known, compose
from .limits import LARGEST_REPORT, too_large
from .lines import paragraphs

MOST_PAGES = 2_000
EDGE_LINES = 3
"""Running heads and page numbers stand among so many lines at the top or bottom."""
PAGE_NUMBER = re.compile(r"\W*(?:page )?\d{1,4}(?: of \d+)?\W*", re.IGNORECASE)
JUNK_TITLE = re.compile(
    r"^(?:microsoft|untitled|document\d*|slide|page|layout)\b|\.(?:docx?|indd|qxd|pdf|pptx?|rtf|txt)$|^\W*$",
    re.IGNORECASE,
)

logging.getLogger("pypdf").addHandler(logging.NullHandler())


def read_pdf(data: bytes, source: str) -> Report:
    """The report in a PDF. Raises `InputError` for a locked, broken or scanned one."""
    pages, title = _pages(data, source)
    text = "\n".join(_without_running_lines(pages))
    if len(text) > LARGEST_REPORT:
        raise InputError(source, too_large(len(text)))
    if sum(ch.isalpha() for ch in text) < 20:  # a stamp on a scanned page
        raise InputError(source, "a PDF without text (scanned pages): run text recognition on it first")
    article = part(paragraphs(tidy(SURROGATES.sub("\ufffd", text))))
    return compose(article, source, data, Known(title=None if article.headlines else title))


def _pages(data: bytes, source: str) -> tuple[list[str], str | None]:
    """Each page's text, and the title among the document's properties."""
    import pypdf  # costs 140 ms
    from pypdf.errors import DependencyError

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = [] if locked else [reader.pages[i].extract_text() for i in range(min(len(reader.pages), MOST_PAGES))]
        title = reader.metadata.title if reader.metadata and not locked else None
    except DependencyError:
        raise InputError(source, "a PDF locked with a password (AES encryption)") from None
    except Exception as error:  # noqa: BLE001  on hostile bytes pypdf raises whatever its parsing runs into
        raise InputError(source, f"a broken PDF: {_brief(error)}") from None
    if locked:
        raise InputError(source, "a PDF locked with a password")
    return pages, title if isinstance(title, str) and not JUNK_TITLE.search(title.strip()) else None


def _brief(error: Exception) -> str:
    return (" ".join(str(error).split()) or type(error).__name__)[:120]


def _without_running_lines(pages: Sequence[str]) -> list[str]:
    """The pages without heads, feet and page numbers that recur on at least half of them."""
    split = [[line.rstrip() for line in page.split("\n") if line.strip()] for page in pages]
    counts = Counter(key for page in split for key in {_masked(line) for line in _edges(page)})
    least = max(2, (len(pages) + 1) // 2)
    return ["\n".join(_kept(page, counts, least)) for page in split]


def _edges(page: Sequence[str]) -> list[str]:
    return [*page[:EDGE_LINES], *page[-EDGE_LINES:]] if len(page) > 2 * EDGE_LINES else list(page)


def _masked(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()).lower())


def _kept(page: Sequence[str], counts: Counter[str], least: int) -> list[str]:
    """The lines of a page but those at its edges that recur or only number it."""
    inner = range(EDGE_LINES, len(page) - EDGE_LINES)
    return [
        x for i, x in enumerate(page) if i in inner or (counts[_masked(x)] < least and not PAGE_NUMBER.fullmatch(x))
    ]
