"""Adding reports by upload, paste or address, with a page that shows how far they are."""

import datetime as dt
from collections.abc import Iterator

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ..errors import InputError
from ..ingest import from_text, read_bytes
from ..report import Report
from . import fetching, uploads
from .jobs import Jobs, Load
from .rendering import page
from .security import require
from .state import Desk

MOST_FILES = 50


def routes() -> list[Route]:
    """The form and the jobs."""
    return [Route("/add", form), Route("/add", begin, methods=["POST"]), Route("/add/{id}", progress)]


def _jobs(request: Request) -> Jobs:
    state = request.app.state
    if not hasattr(state, "jobs"):
        state.jobs = Jobs(state.desk)
    found: Jobs = state.jobs
    return found


def form(request: Request) -> Response:
    """Where reports are given."""
    require(request, "editor")
    return page(request, "add.html", {"error": None, "text": "", "address": ""})


async def begin(request: Request) -> Response:
    """Takes reports and begins to read them."""
    require(request, "editor")
    desk: Desk = request.app.state.desk
    given = await request.form(max_files=MOST_FILES, max_fields=20, max_part_size=desk.settings.largest_upload)
    text, address = (str(given.get(name) or "").strip() for name in ("text", "address"))
    try:
        files = [
            (f.filename or "", await f.read()) for f in given.getlist("files") if not isinstance(f, str) and f.filename
        ]
        name, load = _given(desk, files, text, address, str(given.get("title") or ""), str(given.get("date") or ""))
    except InputError as error:
        return page(request, "add.html", {"error": str(error), "text": text, "address": address}, 400)
    job = _jobs(request).begin(name, load)
    if job is None:
        raise HTTPException(429, "Many reports wait already: try again in a minute.")
    return RedirectResponse(f"/add/{job.id}", 303)


def _given(
    desk: Desk, files: list[tuple[str, bytes]], text: str, address: str, title: str, date: str
) -> tuple[str, Load]:
    """A name for what was given, and how its reports are read. Raises InputError for what is refused at once."""
    if files:
        for file, data in files:
            uploads.accepted(file, data, desk.settings)
        named = [(uploads.safe_name(file), data) for file, data in files]
        return ", ".join(n for n, _ in named[:3]), lambda: (r for n, data in named for r in _read(data, n))
    if text:
        if len(text.encode()) > desk.settings.largest_upload:
            raise InputError("the text", "it is too large")
        if date:
            _day(date)
        return title or "pasted text", lambda: iter([_pasted(text, title, date)])
    if address:
        if not desk.settings.fetches:
            raise InputError(address, "this desk fetches no pages")
        return address, lambda: _fetched(desk, address)
    raise InputError("nothing", "give a file, a text or an address")


def _day(date: str) -> None:
    try:
        dt.date.fromisoformat(date)
    except ValueError:
        raise InputError(date, "a date is given as 2014-03-18") from None


def _pasted(text: str, title: str, date: str) -> Report:
    return from_text(text, None, date or None, title or None)


def _read(data: bytes, name: str) -> Iterator[Report | InputError]:
    return iter(read_bytes(data, name))


def _fetched(desk: Desk, address: str) -> Iterator[Report | InputError]:
    found = fetching.fetch(address, largest=desk.settings.largest_upload, seconds=20)
    yield from _read(found.data, found.url)


def progress(request: Request) -> Response:
    """How far a job is."""
    require(request, "editor")
    job = _jobs(request).get(request.path_params["id"])
    if job is None:
        raise HTTPException(404, "Nothing is being added under this address any more.")
    return page(request, "adding.html", {"job": job})
