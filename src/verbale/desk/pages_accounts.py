"""What administrators see: the accounts, and the audit log."""

import datetime as dt

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ..accounts import entry
from ..accounts.roles import MEANINGS
from ..errors import UsageError
from .identity import User
from .pages_login import accounts_of, shown
from .rendering import page
from .security import address_of, require

LINES = 100


def routes() -> list[Route]:
    """What takes the role of administrator."""
    return [
        Route("/accounts", listed), Route("/accounts/{what:str}", change, methods=["POST"]), Route("/audit", audit),
    ]  # fmt: skip


def _administrator(request: Request) -> User:
    accounts_of(request)
    return require(request, "administrator")


def listed(request: Request) -> Response:
    """All accounts."""
    _administrator(request)
    return _listed(request)


def _listed(request: Request, error: str | None = None, typed: str = "") -> Response:
    accounts = accounts_of(request)
    return page(request, "accounts.html", {
        "accounts": accounts.every(), "tokens": [shown(token) for token in entry.tokens(accounts.file)],
        "roles": MEANINGS, "error": error, "typed": typed,
    }, 400 if error else 200)  # fmt: skip


async def change(request: Request) -> Response:
    """Makes an account, changes its role or password, closes or opens it, or ends a token."""
    user = await run_in_threadpool(_administrator, request)
    given = await request.form(max_fields=20)
    try:
        await run_in_threadpool(_change, request, user, given)
    except UsageError as error:
        return await run_in_threadpool(_listed, request, str(error), _text(given, "name"))
    return RedirectResponse("/accounts", 303)


def _change(request: Request, user: User, given: FormData) -> None:
    accounts, name, address = accounts_of(request), _text(given, "name"), address_of(request)
    match request.path_params["what"]:
        case "add":
            accounts.add(name, str(given.get("password") or ""), _text(given, "role"), by=user.name, address=address)
        case "role":
            accounts.set_role(name, _text(given, "role"), by=user.name, address=address)
        case "password":
            accounts.set_password(name, str(given.get("password") or ""), by=user.name, address=address)
        case "close" | "open" as what:
            accounts.set_closed(name, what == "close", by=user.name, address=address)
        case "revoke":
            entry.revoke(accounts.file, _text(given, "id"), by=user.name, address=address)
        case _:
            raise HTTPException(404)


def _text(given: FormData, name: str) -> str:
    return str(given.get(name) or "").strip()


def audit(request: Request) -> Response:
    """The audit log, the latest first."""
    _administrator(request)
    asked = request.query_params.get("before", "")
    before = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 16 else None
    found = accounts_of(request).audit(LINES + 1, before)
    lines = [(line, dt.datetime.fromtimestamp(line.at, dt.UTC)) for line in found[:LINES]]
    return page(
        request, "audit.html", {"lines": lines, "earlier": found[LINES - 1].key if len(found) > LINES else None}
    )
