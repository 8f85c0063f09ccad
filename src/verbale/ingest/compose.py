"""An article and what is known from outside the text, made into a `Report`."""

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec
from msgspec import Struct

from ..errors import InputError
from ..report import Report, Span, Warn
from .article import Article
from .characters import replaced_characters
from .clues import Clue, Field
from .dates import Order, PrintedDate, dates_in, habit_of, settle
from .identity import ID_LENGTH, digest
from .names import INSTITUTION, cased_title, is_outlet
from .titles import GENRE, choose_title, deck_under, names_section, plain_title
from .tongue import language_of

AGREED_DAYS = 2
"""Page and metadata may differ by a time zone and a night without a warning."""


class Known(Struct, frozen=True, kw_only=True):
    """What metadata say about a report, apart from its text."""

    title: str | None = None
    published: dt.date | None = None
    authors: tuple[str, ...] = ()
    publication: str | None = None
    section: str | None = None
    description: str | None = None
    """What a page says of itself to search engines, often its standfirst."""
    issue: str | None = None
    warnings: tuple[Warn, ...] = ()


NOTHING = Known()


def compose(article: Article, source: str, data: bytes, known: Known = NOTHING, id: str | None = None) -> Report:
    """The report an article makes. Raises `InputError` when nothing is left that could be read."""
    sha256 = digest(data)
    body, paragraphs = join(article.body)
    if not any(ch.isalpha() for ch in body):
        raise InputError(source, "no body found: nothing on it reads like a report")
    clues = [c for _, c in article.clues]
    published, dated = _published(article, known)
    language, foreign = language_of(body)
    title = known.title or _first(clues, "title") or choose_title(article.headlines, article.above_byline)
    publication = _publication(article, clues, known, title)
    title, numbered = plain_title(title, publication)
    return Report(
        id=id or sha256[:ID_LENGTH], title=title, published=published,
        section=_first(clues, "section") or known.section or _kicker(article.headlines, title),
        authors=_authors(clues, known), publication=publication,
        issue=_issue(article) or known.issue or numbered, language=language,
        read_count=next((int(c.text) for c in clues if c.field == "read_count"), None),
        lead=article.lead or deck_under(article.headlines, title), body=body,
        related=article.related,
        source=source, sha256=sha256, original=data, paragraphs=paragraphs,
        dateline=article.dateline.place if article.dateline else (_first(clues, "place") or "").split(",")[0] or None,
        warnings=(*known.warnings, *dated, *article.warnings, *foreign, *replaced_characters(body)),
    )  # fmt: skip


def join(parts: Iterable[str]) -> tuple[str, tuple[Span, ...]]:
    """The paragraphs as one body parted by blank lines, and where each stands in it."""
    spans: list[Span] = []
    at = 0
    kept = [p for p in parts if p]
    for paragraph in kept:
        spans.append(Span(at, at + len(paragraph)))
        at += len(paragraph) + 2
    return "\n\n".join(kept), tuple(spans)


def _first(clues: Sequence[Clue], field: Field) -> str | None:
    return next((c.text for c in clues if c.field == field), None)


def _authors(clues: Sequence[Clue], known: Known) -> tuple[str, ...]:
    """Those who sign on the page; else those the metadata name."""
    return tuple(dict.fromkeys(c.text for c in clues if c.field == "author")) or known.authors


def _kicker(headlines: Sequence[str], title: str | None) -> str | None:
    """A section's name set above the title."""
    if sum(map(names_section, headlines)) > 2:  # a menu
        return None
    at = headlines.index(title) if title in headlines else len(headlines)
    return next((h for h in headlines[max(0, at - 2) : at] if names_section(h)), None)  # a menu stands further off


def _publication(article: Article, clues: Sequence[Clue], known: Known, title: str | None) -> str | None:
    """Named on the page, then by metadata, by an agency in the dateline, by the page about itself."""
    agency = article.dateline.agency if article.dateline else None
    named = next(
        (h for h in article.headlines if h != title and (is_outlet(h) or INSTITUTION.match(h)) and not GENRE.match(h)),
        None,
    )
    named = (named or article.nameplate or "").split(",")[0] or None
    found = _first(clues, "publication") or known.publication or agency or named or article.owner
    return cased_title(found) if found and found.isupper() and " " in found else found


def _issue(article: Article) -> str | None:
    """The issue as an ISO date where the page gives one, else as worded."""
    clue = next((c for _, c in article.clues if c.field == "issue"), None)
    if clue is None or clue.date is None:
        return clue.text if clue else None
    day, _ = settle(clue.date, _plain_days(article), _habit(article, clue.date))
    return day.isoformat() if day and clue.date.day else clue.text


def _habit(article: Article, date: PrintedDate) -> Order | None:
    """How the page writes numeric dates; asked only where `date` can be read two ways."""
    if date.other is None:
        return None
    own = [c.date for _, c in article.clues if c.date]
    return habit_of(own + [d for p in article.body[:40] for d in dates_in(p[:2000])])


def _plain_days(article: Article) -> list[dt.date]:
    """Days the masthead and dateline give without ambiguity."""
    dates = [c.date for _, c in article.clues if c.date] + (
        [article.dateline.date] if article.dateline and article.dateline.date else []
    )
    return [d.date for d in dates if d.date and d.day and d.other is None]


def _published(article: Article, known: Known) -> tuple[dt.date | None, tuple[Warn, ...]]:
    """The day of publication: as the page prints it, by its issue or its dateline, or by metadata.

    Where page and metadata differ, the earlier counts: a banner with today's date and the day on which an
    archive was moved are both later than the publication.
    """
    printed, warnings = _printed_day(article)
    if printed is None or known.published is None:
        return printed or known.published, warnings
    if abs((printed - known.published).days) > AGREED_DAYS:
        both = f"the page prints {printed.isoformat()}, its metadata say {known.published.isoformat()}"
        warnings += (Warn(code="dates-differ", message=f"{both}; the earlier is taken"),)
        return min(printed, known.published), warnings
    return min(printed, known.published), warnings


def _printed_day(article: Article) -> tuple[dt.date | None, tuple[Warn, ...]]:
    warnings: list[Warn] = []
    for date in _candidates(article):
        day, settled = settle(date, _plain_days(article), _habit(article, date))
        warnings += _doubts(date, settled)
        if day:
            return day, tuple(dict.fromkeys(warnings))
    return None, tuple(dict.fromkeys([*warnings, *_only_modified(article)]))


def _only_modified(article: Article) -> list[Warn]:
    """A page may say when it was changed without saying when it was published."""
    text = next((c.date.text for _, c in article.clues if c.field == "modified" and c.date), None)
    return (
        [Warn(code="no-publication-date", message=f"only the day of its last change is given: {text}")] if text else []
    )


def _candidates(article: Article) -> list[PrintedDate]:
    """Printed dates, likeliest first: labelled, nearest the byline, issue, dateline. Months alone are no day."""
    signed = [at for at, c in article.clues if c.field == "author"]
    plain = sorted(
        (
            (min((abs(at - s) for s in signed), default=0), at, c.date)
            for at, c in article.clues
            if c.field == "date" and c.date
        ),
        key=lambda item: item[:2],
    )
    labelled = [c.date for _, c in article.clues if c.field == "posted" and c.date]
    issues = [c.date for _, c in article.clues if c.field == "issue" and c.date]
    line = [_with_year(article.dateline.date, article)] if article.dateline and article.dateline.date else []
    return [d for d in [*labelled, *(d for _, _, d in plain), *issues, *line] if d.day and d.year]


def _with_year(date: PrintedDate, article: Article) -> PrintedDate:
    """A dateline's day without a year has that of the page's last change, or the year before."""
    changed = next((c.date.date for _, c in article.clues if c.field == "modified" and c.date), None)
    if date.year or not changed or not date.month or not date.day:
        return date
    year = changed.year if (date.month, date.day) <= (changed.month, changed.day) else changed.year - 1
    return msgspec.structs.replace(date, year=year)


def _doubts(date: PrintedDate, settled: bool) -> list[Warn]:
    """What is odd about a printed date."""
    if date.impossible:
        return [Warn(code="impossible-date", message=f"no such date: {date.text}")]
    found = []
    if date.wrong_weekday:
        found.append(Warn(code="weekday-mismatch", message=f"{date.text}: that day was not a {date.weekday}"))
    if not settled:
        found.append(
            Warn(code="ambiguous-date", message=f"{date.text} is read month first; nothing on the page settles it")
        )
    return found
