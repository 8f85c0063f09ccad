"""Logging in and out, and one's own account: its password, its sessions and the tokens of its programs."""

import datetime as dt
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ..accounts import entry
from ..accounts.accounts import Account, Accounts
from ..accounts.roles import ROLES, SCOPES
from ..accounts.throttle import MINUTES, Throttle
from ..errors import UsageError
from .rendering import local_path, page
from .security import address_of, noted, require
from .state import Desk

DAYS = 90
"""That a token lasts unless somebody says otherwise."""


def routes() -> list[Route]:
    """What belongs to oneself."""
    return [
        Route("/login", form), Route("/login", log_in, methods=["POST"]), Route("/logout", log_out, methods=["POST"]),
        Route("/account", own), Route("/account/{what:str}", change, methods=["POST"]),
    ]  # fmt: skip


def accounts_of(request: Request) -> Accounts:
    """The accounts. Raises HTTPException where the desk has none."""
    desk: Desk = request.app.state.desk
    if desk.accounts is None:
        raise HTTPException(404, "This desk has no accounts: it is for one person on this machine.")
    return desk.accounts


def form(request: Request) -> Response:
    """Where one logs in."""
    accounts_of(request)
    where = local_path(request.query_params.get("next"))
    if request.state.user is not None:
        return RedirectResponse(where, 303)
    return page(request, "login.html", {"error": None, "name": "", "next": where})


async def log_in(request: Request) -> Response:
    """Begins a session; a wrong name and a wrong password are answered alike."""
    accounts = accounts_of(request)
    given = await request.form(max_fields=10)
    name, password = (str(given.get(field) or "") for field in ("name", "password"))
    where, address = local_path(str(given.get("next") or "")), address_of(request)
    throttle = _throttle(request)
    if not throttle.allows(name, address):
        await run_in_threadpool(accounts.note, name[:100], "login refused: too many tries", "", address)
        said = f"Too many tries. Wait {MINUTES} minutes, or ask an administrator for another password."
        answer = page(request, "login.html", {"error": said, "name": name, "next": where}, 429)
        answer.headers["Retry-After"] = str(MINUTES * 60)
        return answer
    account = await run_in_threadpool(accounts.check, name, password)
    if account is None:
        await run_in_threadpool(accounts.note, name[:100], "login failed", "", address)
        said = "The name or the password is wrong."
        return page(request, "login.html", {"error": said, "name": name, "next": where}, 403)
    throttle.forget(name, address)
    session = await run_in_threadpool(entry.begin, accounts.file, account)
    await run_in_threadpool(accounts.note, account.name, "login", "", address)
    begun = RedirectResponse(where, 303)
    begun.headers.append("Set-Cookie", request.state.identity.session_cookie(session))
    return begun


def _throttle(request: Request) -> Throttle:
    state = request.app.state
    if not hasattr(state, "throttle"):
        state.throttle = Throttle()
    found: Throttle = state.throttle
    return found


def log_out(request: Request) -> Response:
    """Ends the session."""
    accounts = accounts_of(request)
    noted(request, "logout")
    if request.state.session is not None:
        entry.end(accounts.file, request.state.session)
    answer = RedirectResponse("/login", 303)
    answer.headers.append("Set-Cookie", request.state.identity.no_session_cookie())
    return answer


def own(request: Request) -> Response:
    """One's own account."""
    return _own(request, _mine(request))


def _mine(request: Request) -> Account:
    """The account of the person who asks; a program's token does not give it away."""
    user = require(request, "reader")
    if user.scopes is not None:
        raise HTTPException(403, "Accounts are kept by people, not by programs.")
    return accounts_of(request).one(user.name)


def _own(request: Request, account: Account, error: str | None = None, secret: str | None = None) -> Response:
    accounts = accounts_of(request)
    return page(request, "account.html", {
        "account": account, "tokens": [shown(token) for token in entry.tokens(accounts.file, account)], "error": error,
        "secret": secret, "days": DAYS, "scopes": SCOPES[: ROLES.index(account.role) + 1], "said": request.query_params.get("said"),
    }, 400 if error else 200)  # fmt: skip


def shown(token: entry.Token) -> dict[str, Any]:
    """A token as pages show it."""
    days = {name: dt.datetime.fromtimestamp(at, dt.UTC).date() if at else None
            for name, at in (("made", token.made), ("ends", token.ends), ("used", token.used))}  # fmt: skip
    return {"id": token.id, "label": token.label, "scopes": token.scopes, "account": token.account, **days}


async def change(request: Request) -> Response:
    """Changes the password, makes or ends a token, or ends all sessions."""
    account = await run_in_threadpool(_mine, request)
    given = await request.form(max_fields=20)
    ways = {"password": _password, "tokens": _token, "revoke": _revoke, "sessions": _sessions}
    way = ways.get(request.path_params["what"])
    if way is None:
        raise HTTPException(404)
    try:
        return await run_in_threadpool(way, request, account, given)
    except UsageError as error:
        return await run_in_threadpool(_own, request, account, str(error))


def _password(request: Request, account: Account, given: FormData) -> Response:
    accounts = accounts_of(request)
    if not _throttle(request).allows(account.name, address_of(request)):
        raise HTTPException(429, f"Wait {MINUTES} minutes.")
    if accounts.check(account.name, str(given.get("old") or "")) is None:
        raise UsageError("the old password is wrong")
    _throttle(request).forget(account.name, address_of(request))
    accounts.set_password(account.name, str(given.get("new") or ""), by=account.name, address=address_of(request))
    answer = RedirectResponse("/account?said=password", 303)
    session = entry.begin(accounts.file, account)
    answer.headers.append("Set-Cookie", request.state.identity.session_cookie(session))
    return answer


def _token(request: Request, account: Account, given: FormData) -> Response:
    days = str(given.get("days") or DAYS)
    if not (days.isascii() and days.isdecimal() and len(days) < 5):
        raise UsageError("for how many days?")
    _, secret = entry.make_token(
        accounts_of(request).file, account, str(given.get("label") or ""), [str(s) for s in given.getlist("scope")],
        int(days), by=account.name, address=address_of(request),
    )  # fmt: skip
    return _own(request, account, secret=secret)


def _revoke(request: Request, account: Account, given: FormData) -> Response:
    entry.revoke(
        accounts_of(request).file, str(given.get("id") or ""), account, by=account.name, address=address_of(request)
    )
    return RedirectResponse("/account?said=revoked", 303)


def _sessions(request: Request, account: Account, _: FormData) -> Response:
    entry.end_all(accounts_of(request).file, account)
    noted(request, "all sessions ended", account.name)
    return RedirectResponse("/login", 303)
