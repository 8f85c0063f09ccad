"""The desk as a web application: its routes, and one clear line for whatever goes wrong."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio.to_thread import current_default_thread_limiter
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from ..errors import UsageError, VerbaleError
from . import (
    api,
    api_changes,
    pages_accounts,
    pages_adding,
    pages_differing,
    pages_lists,
    pages_login,
    pages_parties,
    pages_pictures,
    pages_report,
    pages_review,
    security,
)
from .rendering import STATIC, page
from .state import Desk

_log = logging.getLogger(__name__)
_SAID = {
    400: "This cannot be understood", 401: "Log in first", 403: "This is not allowed", 404: "There is nothing here",
    405: "Not in this way", 413: "This is too large", 429: "Too many tries", 500: "Something went wrong",
    503: "The record cannot be reached",
}  # fmt: skip
_KEPT_S = 31_536_000
THREADS = 4


class Files(StaticFiles):
    """Files that browsers keep for a year: their addresses change with them."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """The file, to be kept."""
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = f"public, max-age={_KEPT_S}, immutable"
        return response


def create_app(desk: Desk) -> Starlette:
    """The application over an open record."""
    pages = (
        pages_lists, pages_review, pages_report, pages_parties, pages_adding, pages_differing, pages_pictures, pages_login,
        pages_accounts, api, api_changes,
    )  # fmt: skip
    app = Starlette(
        lifespan=_lifespan,
        routes=[*(route for each in pages for route in each.routes()), Mount("/static", Files(directory=STATIC))],
        middleware=[*security.middleware(desk), Middleware(GZipMiddleware, minimum_size=800)],
        exception_handlers={
            UsageError: lambda request, error: _refused(request, 400, plain(error)),
            VerbaleError: lambda request, error: _refused(request, 503, str(error)),
            HTTPException: _http, Exception: _broken,
        },
    )  # fmt: skip
    app.state.desk = desk
    return app


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    """Few pages are made at a time: each connection keeps 64 MB of the file, and more would only wait for a processor."""
    current_default_thread_limiter().total_tokens = THREADS
    pages_pictures.prepare(app.state.desk)
    yield
    app.state.desk.jobs.close()


def plain(error: Exception) -> str:
    """What an error says, without the dashes of a command line."""
    return " ".join(word.removeprefix("--") for word in str(error).split(" "))


async def _http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    if error.status_code in (301, 302, 303, 307, 308):
        return Response(status_code=error.status_code, headers=error.headers)
    usual = error.detail in ("Not Found", "Method Not Allowed", "Bad Request", "Forbidden")
    response = _refused(request, error.status_code, "" if usual else error.detail)
    response.headers.update(error.headers or {})
    return response


async def _broken(request: Request, error: Exception) -> Response:
    _log.error("a request failed", extra={"path": request.url.path}, exc_info=error)
    return _refused(request, 500, "This is a fault of the program. What was stored is safe.")


def _refused(request: Request, status: int, reason: str) -> Response:
    said = _SAID.get(status, "This did not work")
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": reason or said}, status)
    return page(request, "error.html", {"said": said, "reason": reason}, status)
