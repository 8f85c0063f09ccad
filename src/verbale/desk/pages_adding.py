"""Adding reports by upload, paste or address, with a page that shows how far they are."""

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ..errors import InputError
from . import giving
from .rendering import page
from .security import noted, require
from .state import Desk

MOST_FILES = 50


def routes() -> list[Route]:
    """The form and the jobs."""
    return [Route("/add", form), Route("/add", begin, methods=["POST"]), Route("/add/{id}", progress)]


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
        name, load = giving.given(
            desk, files, text, address, str(given.get("title") or ""), str(given.get("date") or "")
        )
    except InputError as error:
        return page(request, "add.html", {"error": str(error), "text": text, "address": address}, 400)
    job = desk.jobs.begin(name, load)
    if job is None:
        raise HTTPException(429, "Many reports wait already: try again in a minute.")
    await run_in_threadpool(noted, request, "reports added", name)
    return RedirectResponse(f"/add/{job.id}", 303)


def progress(request: Request) -> Response:
    """How far a job is."""
    require(request, "editor")
    job = request.app.state.desk.jobs.get(request.path_params["id"])
    if job is None:
        raise HTTPException(404, "Nothing is being added under this address any more.")
    return page(request, "adding.html", {"job": job})
