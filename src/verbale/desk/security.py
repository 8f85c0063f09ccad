"""What stands before every page: who may reach the desk, what a browser may do with its pages, and what a form must carry.

A form that changes anything carries a token that is bound to a cookie: as its field `csrf_token`, in the header
X-CSRF-Token, or in the query of its address where it uploads files (their bytes are not gone through here). Programs
show a token of their own (`Authorization: Bearer`), or, alone on this machine, send JSON, which no form of another site can.
"""

import ipaddress
import secrets
from collections.abc import Iterable, MutableMapping
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..accounts.roles import Role
from ..errors import VerbaleError
from .identity import Identity, User, Visit
from .state import LOOPBACK, Desk

FIELD = "csrf_token"
HEADER = "x-csrf-token"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}  # fmt: skip
LASTING = {"Strict-Transport-Security": "max-age=31536000"}
"""Of a desk that is reached by HTTPS."""
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_ROOM = 65_536
"""Bytes that a request may have beside what is uploaded."""
_FORM = "application/x-www-form-urlencoded"
_JSON = "application/json"
_OPEN = ("/login", "/static/", "/api/v1/openapi.json")
"""What can be seen without logging in."""
_PASSED_ON = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


def middleware(desk: Desk) -> list[Middleware]:
    """What a desk's requests go through, the outermost first."""
    return [Middleware(Guard, desk=desk)]


def require(request: Request, role: Role) -> User:
    """The user, if they may act in this role; alone on this machine they may do all. Raises HTTPException."""
    user = getattr(request.state, "user", None)
    if not isinstance(user, User):
        raise HTTPException(401, "Log in first.")
    if not user.may(role):
        noted(request, f"refused: takes the role of {role}", request.url.path)
        raise HTTPException(
            403, f"This takes the role of {role}." if user.scopes is None else "The token does not allow this."
        )
    return user


def noted(request: Request, what: str, subject: str = "") -> None:
    """Writes a line into the audit log, where there are accounts."""
    desk: Desk = request.app.state.desk
    user = getattr(request.state, "user", None)
    if desk.accounts is not None:
        desk.accounts.note(user.name if isinstance(user, User) else "nobody", what, subject[:500], address_of(request))


def address_of(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client is not None else ""


class _RefusedError(Exception):
    """A request that is not answered."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class Guard:
    """Checks a request before any page sees it, and sets what browsers must keep to on every answer."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self._app = app
        self._desk = desk
        self._identity = Identity(desk)
        settings = desk.settings
        self._names = {name.casefold() for name in (settings.host, *settings.names)} | LOOPBACK
        self._headers = HEADERS | (LASTING if settings.https else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or refuses it in a line of plain text."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        answer = _Answering(send, self._headers)
        try:
            self._check_host(headers)
            visit = self._identity.visit(headers)
            answer.cookie = visit.cookie
            _check_length(headers, self._desk.settings.largest_upload + _ROOM)
            inside = _Body(receive, self._desk.settings.largest_upload + _ROOM)
            if self._must_log_in(scope, visit):
                await _to_login(scope, answer)
                return
            if scope["method"] not in _SAFE and not visit.is_program:
                _check_origin(headers)
                if not self._is_local_program(scope, headers):
                    _check_token(await _given(scope, headers, inside), visit.token)
            state: MutableMapping[str, Any] = scope.setdefault("state", {})
            state.update(csrf_token=visit.token, user=visit.user, session=visit.session, identity=self._identity)
            await self._app(scope, inside, answer)
        except (_RefusedError, VerbaleError) as refused:
            if not answer.begun:
                await _refuse(answer, str(refused), refused.status if isinstance(refused, _RefusedError) else 503)

    def _check_host(self, headers: Headers) -> None:
        """A page elsewhere may have its own name lead to this machine, to read the desk through its visitor's browser."""
        host = _host(f"//{headers.get('host', '')}")
        if host not in self._names and not (self._desk.accounts is not None and _is_address(host)):
            raise _RefusedError(400, "The desk is not reached by this name.")
        if self._desk.accounts is None and any(name in headers for name in _PASSED_ON):
            raise _RefusedError(403, "Passed on by a proxy, the desk takes accounts: start it with --login.")

    def _must_log_in(self, scope: Scope, visit: Visit) -> bool:
        path: str = scope["path"]
        return visit.user is None and (
            visit.is_program or not any(path == o or (o[-1] == "/" and path.startswith(o)) for o in _OPEN)
        )

    def _is_local_program(self, scope: Scope, headers: Headers) -> bool:
        """JSON to the API of a desk without accounts: a browser asks before it sends that to another site, and we never allow it."""
        return self._desk.accounts is None and scope["path"].startswith("/api/") and _media(headers) == _JSON


def _host(address: str) -> str:
    """The name of a host without its port; empty where there is none."""
    try:
        return (urlsplit(address).hostname or "").casefold()
    except ValueError:
        return ""


def _is_address(host: str) -> bool:
    """Whether it is no name; none leads to a desk with accounts by mistake, for cookies belong to names."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


async def _to_login(scope: Scope, send: "_Answering") -> None:
    """Browsers are led to the form, programs told what is missing."""
    path, query = scope["path"], scope["query_string"].decode("latin-1")
    if path.startswith("/api/"):
        body = b'{"error":"a token is needed: Authorization: Bearer ..."}'
        headers = [(b"content-type", b"application/json"), (b"www-authenticate", b"Bearer")]
        status = 401
    else:
        wanted = quote(path + (f"?{query}" if query else ""), safe="") if scope["method"] in _SAFE else ""
        body, status = b"", 303
        headers = [(b"location", f"/login?next={wanted}".encode() if wanted not in ("", "%2F") else b"/login")]
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _check_length(headers: Headers, most: int) -> None:
    told = headers.get("content-length", "0")
    if not told.isascii() or not told.isdecimal() or int(told) > most:
        raise _RefusedError(413, f"At most {most // 1_000_000} MB are taken.")


def _check_origin(headers: Headers) -> None:
    """Whether it is our own page that sends a form."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise _RefusedError(403, "Only the desk's own pages may send this.")
    origin = headers.get("origin")
    if origin is not None and origin.partition("://")[2] != headers.get("host"):
        raise _RefusedError(403, "Only the desk's own pages may send this.")


def _check_token(given: str | None, token: str) -> None:
    if not given or not secrets.compare_digest(given.encode("utf-8", "replace"), token.encode()):
        raise _RefusedError(403, "This form is out of date: go back, load the page anew, and send it again.")


async def _given(scope: Scope, headers: Headers, body: "_Body") -> str | None:
    """The token that a request carries."""
    query = parse_qs(scope["query_string"].decode("latin-1"))
    if found := headers.get(HEADER) or _first(query.get(FIELD, ())):
        return found
    if _media(headers) != _FORM:
        return None
    return _first(parse_qs((await body.whole()).decode("utf-8", "replace")).get(FIELD, ()))


def _media(headers: Headers) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().casefold()


def _first(values: Iterable[str]) -> str | None:
    return next(iter(values), None)


class _Body:
    """What a client sends, counted as it comes; it may be looked at whole before it is passed on."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive = receive
        self._left = most
        self._kept: list[Message] = []

    async def __call__(self) -> Message:
        return self._kept.pop(0) if self._kept else await self._next()

    async def whole(self) -> bytes:
        """All of it; it is passed on afterwards all the same."""
        more = True
        while more:
            message = await self._next()
            self._kept.append(message)
            more = message["type"] == "http.request" and message.get("more_body", False)
        return b"".join(message.get("body", b"") for message in self._kept)

    async def _next(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise _RefusedError(413, "This is more than is taken.")
        return message


class _Answering:
    """Sends answers on with the headers that all of them have."""

    def __init__(self, send: Send, headers: dict[str, str]) -> None:
        self._send = send
        self._headers = headers
        self.cookie: str | None = None
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            for name, value in self._headers.items():
                headers.setdefault(name, value)
            if "cache-control" not in headers:
                headers["Cache-Control"] = "no-store"
            if self.cookie is not None:
                headers.append("Set-Cookie", self.cookie)
        await self._send(message)


async def _refuse(send: _Answering, reason: str, status: int) -> None:
    body = f"{reason}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
