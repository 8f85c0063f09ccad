"""What a page's metadata say about its report: JSON-LD, Open Graph, meta and time elements, the title element."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from lxml import html  # type: ignore[import-untyped]

from .characters import tidy
from .compose import Known
from .dates import dates_in, settle
from .names import is_outlet, people

PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "article.published", "publishdate",
    "publish-date", "publish_date", "pubdate",
    "publication_date", "parsely-pub-date", "sailthru.date", "citation_publication_date", "citation_date",
    "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date", "dcterms.date", "dc.date.created", "date",
)  # fmt: skip
"""Names and properties of meta elements, surest first."""
TITLE = ("og:title", "twitter:title", "citation_title", "dc.title", "headline")
AUTHOR = (
    "author",
    "article:author",
    "byl",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "og:article:author",
)
PUBLICATION = (
    "og:site_name",
    "citation_journal_title",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "application-name",
)
SECTION = ("article:section", "og:article:section", "parsely-section", "section")
ARTICLE_TYPES = re.compile(r"Article|BlogPosting|Report$|Posting$|ScholarlyArticle|LiveBlog", re.IGNORECASE)
SITE_SUFFIX = re.compile(r"\s+[|·•»–—-]\s+[^|·•»–—]{2,60}$|\s*[|»]\s*[^|»]{2,60}$")
MOST_NESTED = 200
"""Objects of JSON-LD looked at."""


def read_metadata(tree: html.HtmlElement, lines: Sequence[str] = ()) -> Known:
    """Title, date, authors, publication and section as the metadata give them; None for what they do not.

    `lines` are the page's visible lines, in which the title stands without the name of the site.
    """
    metas = _metas(tree)
    linked = _linked(tree)
    whole = next((t for e in tree.iter("title") if (t := _clean(e.text_content()))), None)
    publication = _first(metas, PUBLICATION) or linked.publication
    title = linked.title or _title(_first(metas, TITLE), publication) or _heading(tree, whole, publication)
    shown = _shown(whole, lines)
    if shown and (title is None or title == whole):
        title = shown
    return Known(
        title=title,
        published=linked.published or _day(_first(metas, PUBLISHED)) or _time(tree),
        authors=linked.authors or _authors(metas) or _labelled_author(metas),
        publication=publication or _site(whole, title),
        section=_first(metas, SECTION) or linked.section,
        description=_first(metas, ("og:description", "description", "twitter:description")),
    )  # fmt: skip


def _shown(whole: str | None, lines: Sequence[str]) -> str | None:
    """The part of the title element that is a line of the page, in the element's letters."""
    if not whole:
        return None
    folded = whole.casefold()
    for line in sorted({x for x in lines if 3 <= len(x.split()) <= 40}, key=len, reverse=True):  # words in a title
        at = folded.find(line.casefold())
        if at >= 0 and len(folded) == len(whole) and _site(whole, whole[at : at + len(line)]):
            return whole[at : at + len(line)]
    return None


def _site(whole: str | None, title: str | None) -> str | None:
    """The site named in the title element before or after the title."""
    at = whole.find(title) if whole and title else -1
    if at < 0 or not whole or not title:
        return None
    before, after = whole[:at].strip(), whole[at + len(title) :].strip()
    rest = (
        after if re.match(r"[|·•»:–—-]", after) and not before else before if re.search(r"[|·•«:–—-]$", before) else ""
    )
    pieces = [p for p in re.split(r"\s*[|»«·•]\s*|\s+[–—-]\s+", rest.strip(" |·•»«:–—-")) if p]
    name = pieces[-1 if rest is after else 0] if pieces else ""
    return name if 0 < len(name.split()) <= 8 and name[:1].isupper() else None  # words in a name


def _labelled_author(metas: dict[str, list[str]]) -> tuple[str, ...]:
    """The author that cards for social media give under a label of their own."""
    labels = ("written by", "author", "by", "posted by")
    value = next(
        (v for n in "12" if (_first(metas, (f"twitter:label{n}",)) or "").lower() in labels
         for v in metas.get(f"twitter:data{n}", ())), None
    )  # fmt: skip
    return people(value, least=2)[0] if value else ()


def _clean(value: Any) -> str | None:
    """A string of metadata on one line; None for anything else or nothing."""
    return (" ".join(tidy(value).split())[:500] or None) if isinstance(value, str) else None


def _metas(tree: html.HtmlElement) -> dict[str, list[str]]:
    """Contents of meta elements (and of elements with an itemprop) by lower-case name."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        if key and (value := _clean(element.get("content"))):
            found.setdefault(key.lower().strip(), []).append(value)
    return found


def _first(metas: dict[str, list[str]], keys: tuple[str, ...]) -> str | None:
    return next((metas[key][0] for key in keys if key in metas), None)


def _title(title: str | None, publication: str | None) -> str | None:
    """The title without the name of the site."""
    if not title:
        return None
    if publication and title.endswith(publication):
        title = title.removesuffix(publication).rstrip(" |·•»–—-:") or title
    stripped = SITE_SUFFIX.sub("", title)
    tail = title[len(stripped) :].strip(" |·•»–—-")
    return stripped if stripped and tail and (is_outlet(tail) or "|" in title or "»" in title) else title


def _heading(tree: html.HtmlElement, title: str | None, publication: str | None) -> str | None:
    """The only h1, else the title element."""
    headings = [t for h in tree.iter("h1") if (t := _clean(h.text_content()))]
    if len(headings) == 1 and headings[0] != publication:
        return headings[0]
    named = [t for h in tree.iter("h1", "h2", "h3") if (t := _clean(h.text_content())) and len(t.split()) >= 3]
    return next((t for t in named if title and t in title and t != publication), None) or _title(title, publication)


def _authors(metas: dict[str, list[str]]) -> tuple[str, ...]:
    """Personal names among the author metas; addresses and names of outlets are left out."""
    for key in AUTHOR:
        names = [
            n
            for value in metas.get(key, ())
            if not value.startswith("http")
            for n in people(re.sub(r"^by\s+", "", value, flags=re.IGNORECASE), least=2)[0]
        ]
        if names:
            return tuple(dict.fromkeys(names))
    return ()


def _time(tree: html.HtmlElement) -> dt.date | None:
    """The day of the first time element marked as publication, or of the only one."""
    times = list(tree.iter("time"))
    marked = [
        t for t in times if t.get("pubdate") is not None or "publish" in f"{t.get('itemprop')} {t.get('class')}".lower()
    ]
    chosen = (marked or times)[:1] if marked or len(times) == 1 else []
    return next((day for t in chosen if (day := _day(t.get("datetime") or t.text_content()))), None)


def _day(value: str | None) -> dt.date | None:
    """The first full date of a string, as written (no change of time zone); None for an ambiguous one."""
    for date in dates_in(value or ""):
        day, settled = settle(date, (), None)
        if date.day and settled:
            return day
    return _compact(value)


def _compact(value: str | None) -> dt.date | None:
    match = re.match(r"\s*((?:19|20)\d{6})(?!\d)", value or "")
    try:
        return dt.date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def _linked(tree: html.HtmlElement) -> Known:
    """What the first article among the page's JSON-LD says."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for item in _objects(_loads(script.text)):
            if ARTICLE_TYPES.search(str(item.get("@type"))):
                return _article(item)
    return Known()


def _loads(text: str | None) -> Any:
    try:
        return msgspec.json.decode((text or "").strip().encode("utf-8", "replace"), strict=False)
    except (msgspec.DecodeError, RecursionError):
        return None


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """All objects inside a decoded JSON-LD value, outermost first."""
    queue = [value]
    for _ in range(MOST_NESTED):
        if not queue:
            return
        item = queue.pop(0)
        if isinstance(item, dict):
            yield item
            queue += [
                v for k, v in item.items() if k in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement")
            ]
        elif isinstance(item, list):
            queue += item[:MOST_NESTED]


def _article(item: dict[str, Any]) -> Known:
    section = item.get("articleSection")
    return Known(
        title=_clean(item.get("headline")) or _clean(item.get("name")),
        published=_day(_clean(item.get("datePublished"))),
        authors=_names(item.get("author")), publication=next(iter(_named(item.get("publisher"))), None),
        section=_clean(section[0] if isinstance(section, list) and section else section),
    )  # fmt: skip


def _named(value: Any) -> list[str]:
    """The names in a person, an organization or a list of them."""
    items = value if isinstance(value, list) else [value]
    names = [_clean(i.get("name") if isinstance(i, dict) else i) for i in items[:20]]
    return [n for n in names if n and not n.startswith("http")]


def _names(value: Any) -> tuple[str, ...]:
    persons = [
        i
        for i in (value if isinstance(value, list) else [value])
        if not (isinstance(i, dict) and "Organization" in str(i.get("@type")))
    ]
    return tuple(
        dict.fromkeys(
            n for text in _named(persons) for n in people(re.sub(r"^by\s+", "", text, flags=re.IGNORECASE), least=2)[0]
        )
    )
