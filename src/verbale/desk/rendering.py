"""Pages from templates; everything that a report or a person wrote is escaped."""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from .. import __version__
from .families import NAMES, family_of

_LEAST = 3
"""Letters of a link within a text."""
STATIC = Path(__file__).parent / "static"
STATUS_NAMES = {
    "occurred": "happened", "ongoing": "going on", "planned": "planned", "conditional": "conditional",
    "hypothetical": "hypothetical", "denied": "denied", "negated": "did not happen",
}  # fmt: skip
STANDING_NAMES = {
    "machine": "as read", "accepted": "accepted", "corrected": "corrected", "rejected": "rejected", "added": "added by hand",
}  # fmt: skip


def page(request: Request, template: str, context: Mapping[str, Any], status_code: int = 200) -> HTMLResponse:
    """A page; every template knows the desk, who is looking, and the token that forms carry."""
    state = request.state
    user = getattr(state, "user", None)
    known = {
        "request": request, "desk": request.app.state.desk, "user": user, "may": user.may if user else lambda _: False,
        "csrf_token": getattr(state, "csrf_token", ""), "path": request.url.path,
    }  # fmt: skip
    return HTMLResponse(_environment().get_template(template).render({**known, **context}), status_code)


@cache
def _environment() -> Environment:
    found = Environment(
        loader=PackageLoader("verbale.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {
        "found": _found,
        "day": _day,
        "number": _number,
        "days": days,
        "path": _path,
        "capital": _capital,
        "worded": _worded,
        "file": _file,
    }
    found.globals |= {
        "static": _static, "family_of": family_of, "family_names": NAMES, "version": __version__, "urlencode": urlencode,
        "status_names": STATUS_NAMES, "standing_names": STANDING_NAMES, "local": local_path,
    }  # fmt: skip
    return found


@cache
def _static(name: str) -> str:
    """The address of a file that browsers may keep: it changes with the file."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?{digest}"


def _found(text: str | None) -> Markup:
    """A snippet with the words found in it marked: they stand between « and »."""
    plain = str(escape(" ".join((text or "").split())))
    return Markup(plain.replace("«", "<mark>").replace("»", "</mark>"))  # noqa: S704  escaped just above


def _day(value: object) -> Markup:
    """A day that the page's script shows in the reader's own way; without it in ISO 8601."""
    return Markup('<time datetime="{0}">{0}</time>').format(value) if value else Markup("")


def days(event: Any) -> Markup:
    """The days of an event, as precise as known."""
    if event.start is None:
        return Markup('<span class="unknown">undated</span>')
    precision = getattr(event, "precision", None)
    if precision == "year":
        return Markup('<time datetime="{0}">{0}</time>').format(f"{event.start:%Y}")
    if precision == "month":
        return Markup('<time datetime="{0}">{0}</time>').format(f"{event.start:%Y-%m}")
    if event.end is not None and event.end != event.start:
        return _day(event.start) + " – " + _day(event.end)
    return _day(event.start)


def _number(value: float) -> Markup:
    """A number that the page's script shows in the reader's own way."""
    value = int(value) if value == int(value) else value
    return Markup('<data value="{}">{}</data>').format(value, f"{value:,}")


def _path(value: object) -> str:
    """A part of an address."""
    return quote(str(value), safe="")


def _worded(text: str) -> bool:
    """Whether there is a word to point at: a comma between two entries' words would be too small a link."""
    return sum(ch.isalnum() for ch in text) >= _LEAST


def _file(source: str | None) -> str:
    """A source's address, or of a path the file's name."""
    text = source or ""
    return text if "://" in text else text.replace("\\", "/").rpartition("/")[2]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def local_path(value: str | None, otherwise: str = "/") -> str:
    """A path on this desk; whatever would lead elsewhere becomes `otherwise`."""
    plain = value is not None and value.startswith("/") and not value.startswith(("//", "/\\"))
    return value if plain and value is not None and value.isprintable() and "\\" not in value else otherwise
