"""What stands before every page: who may reach the desk, what a browser may do with its pages, and what a form must carry.

A form that changes anything carries a token that is bound to a cookie: as its field `csrf_token`, in the header
X-CSRF-Token, or in the query of its address where it uploads files (their bytes are not gone through here).
"""

import secrets
from collections.abc import Iterable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlsplit

from itsdangerous import BadSignature, Signer
from msgspec import Struct
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .state import LOOPBACK, Desk

COOKIE = "verbale"
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
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_ROOM = 65_536
"""Bytes that a request may have beside what is uploaded."""
_FORM = "application/x-www-form-urlencoded"


class User(Struct, frozen=True):
    """Who uses the desk."""

    name: str


def middleware(desk: Desk) -> list[Middleware]:
    """What a desk's requests go through, the outermost first."""
    return [Middleware(Guard, desk=desk)]


def require(request: Request, role: str) -> User:
    """The user, if they may act in this role; alone on this machine they may do all. Raises HTTPException."""
    user = getattr(request.state, "user", None)
    if not isinstance(user, User):
        raise HTTPException(403, f"This takes the role of {role}.")
    return user


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
        self._signer = Signer(secrets.token_bytes(32))
        settings = desk.settings
        self._hosts = {settings.host.casefold(), *LOOPBACK}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or refuses it in a line of plain text."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        token, fresh = self._token(headers)
        answer = _Answering(send, self._cookie(token) if fresh else None)
        try:
            self._check_host(headers)
            _check_length(headers, self._desk.settings.largest_upload + _ROOM)
            inside = _Body(receive, self._desk.settings.largest_upload + _ROOM)
            if scope["method"] not in _SAFE:
                _check_origin(headers)
                _check_token(await _given(scope, headers, inside), token)
            state: MutableMapping[str, Any] = scope.setdefault("state", {})
            state["csrf_token"] = token
            state["user"] = User(self._desk.settings.reviewer)
            await self._app(scope, inside, answer)
        except _RefusedError as refused:
            if not answer.begun:
                await _refuse(answer, refused)

    def _check_host(self, headers: Headers) -> None:
        """A page elsewhere may have its own name lead to this machine, to read the desk through its visitor's browser."""
        host = urlsplit(f"//{headers.get('host', '')}").hostname
        if host is None or host.casefold() not in self._hosts:
            raise _RefusedError(400, "The desk is not reached by this name.")

    def _token(self, headers: Headers) -> tuple[str, bool]:
        """The token of the browser's cookie, or a new one."""
        try:
            found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
            if found is not None:
                return self._signer.unsign(found.value).decode(), False
        except (BadSignature, CookieError, UnicodeError):
            pass
        return secrets.token_urlsafe(24), True

    def _cookie(self, token: str) -> str:
        return f"{COOKIE}={self._signer.sign(token).decode()}; Path=/; HttpOnly; SameSite=Strict"


def _check_length(headers: Headers, most: int) -> None:
    told = headers.get("content-length", "0")
    if not told.isascii() or not told.isdecimal() or int(told) > most:
        raise _RefusedError(413, f"At most {most // 1_000_000} MB are taken.")


def _check_origin(headers: Headers) -> None:
    """Whether it is our own page that sends a form."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise _RefusedError(403, "Only the desk's own pages may send this.")
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != headers.get("host"):
        raise _RefusedError(403, "Only the desk's own pages may send this.")


def _check_token(given: str | None, token: str) -> None:
    if not given or not secrets.compare_digest(given.encode("utf-8", "replace"), token.encode()):
        raise _RefusedError(403, "This form is out of date: go back, load the page anew, and send it again.")


async def _given(scope: Scope, headers: Headers, body: "_Body") -> str | None:
    """The token that a request carries."""
    query = parse_qs(scope["query_string"].decode("latin-1"))
    if found := headers.get(HEADER) or _first(query.get(FIELD, ())):
        return found
    if headers.get("content-type", "").partition(";")[0].strip().casefold() != _FORM:
        return None
    return _first(parse_qs((await body.whole()).decode("utf-8", "replace")).get(FIELD, ()))


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

    def __init__(self, send: Send, cookie: str | None) -> None:
        self._send = send
        self._cookie = cookie
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            if "cache-control" not in headers:
                headers["Cache-Control"] = "no-store"
            if self._cookie is not None:
                headers.append("Set-Cookie", self._cookie)
        await self._send(message)


async def _refuse(send: _Answering, refused: _RefusedError) -> None:
    body = f"{refused}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": refused.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
