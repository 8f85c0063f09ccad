"""Whose a request is: a browser's session, a program's token, or, alone on this machine, whoever sits before it."""

import secrets
from http.cookies import CookieError, SimpleCookie

from itsdangerous import BadSignature, Signer, TimestampSigner
from msgspec import Struct
from starlette.datastructures import Headers

from ..accounts import entry
from ..accounts.roles import Role, may
from .state import Desk

FORM_COOKIE, SESSION_COOKIE = "verbale", "verbale_session"


class User(Struct, frozen=True):
    """Who uses the desk."""

    name: str
    role: Role
    scopes: frozenset[str] | None = None
    """What a program's token lets it do; None: a person, who may do all that their role may."""

    def may(self, role: Role) -> bool:
        """Whether they may act in a role."""
        return may(self.role, self.scopes, role)


class Visit(Struct):
    """What a request shows of whose it is."""

    user: User | None
    token: str
    """What forms carry."""
    cookie: str | None = None
    """To be set: the form's own, where there was none."""
    session: str | None = None
    """The session's secret."""
    is_program: bool = False
    """It shows a token; browsers never send one by themselves, so that no other site can make it do anything."""


class Identity:
    """Tells visits apart; its cookies are signed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        secret = desk.accounts.file.secret if desk.accounts is not None else secrets.token_bytes(32)
        self._forms = Signer(secret, salt="verbale.form")
        self._bound = Signer(secret, salt="verbale.form-of-session")
        self._sessions = TimestampSigner(secret, salt="verbale.session")
        self._end = "; Path=/; HttpOnly; SameSite={}" + ("; Secure" if desk.settings.https else "")

    def visit(self, headers: Headers) -> Visit:
        """Whose a request is."""
        accounts = self._desk.accounts
        kind, _, secret = headers.get("authorization", "").partition(" ")
        if (
            accounts is not None and kind.casefold() == "bearer"
        ):  # a server in front may ask browsers for a password of its own
            found = entry.of_token(accounts.file, secret.strip())
            user = User(found[0].name, found[0].role, found[1]) if found is not None else None
            return Visit(user, "", is_program=True)
        cookies = _cookies(headers)
        if accounts is None:
            return self._form(cookies, User(self._desk.settings.reviewer, "administrator"))
        session = self._unsigned(cookies.get(SESSION_COOKIE))
        account = entry.of_session(accounts.file, session) if session is not None else None
        if session is None or account is None:
            return self._form(cookies, None)
        return Visit(User(account.name, account.role), self._bound.get_signature(session).decode(), session=session)

    def session_cookie(self, session: str) -> str:
        """The cookie of a session that begins."""
        value = self._sessions.sign(session).decode()
        return f"{SESSION_COOKIE}={value}{self._end.format('Lax')}; Max-Age={entry.LIFE_S}"

    def no_session_cookie(self) -> str:
        """What takes it away."""
        return f"{SESSION_COOKIE}={self._end.format('Lax')}; Max-Age=0"

    def _unsigned(self, value: str | None) -> str | None:
        if value is None:
            return None
        try:
            return self._sessions.unsign(value, max_age=entry.LIFE_S).decode()
        except (BadSignature, UnicodeError):
            return None

    def _form(self, cookies: dict[str, str], user: User | None) -> Visit:
        """A visit whose forms are bound to a cookie of their own."""
        try:
            return Visit(user, self._forms.unsign(cookies[FORM_COOKIE]).decode())
        except (BadSignature, KeyError, UnicodeError):
            token = secrets.token_urlsafe(24)
            return Visit(user, token, f"{FORM_COOKIE}={self._forms.sign(token).decode()}{self._end.format('Strict')}")


def _cookies(headers: Headers) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(headers.get("cookie", "")).items()}
    except CookieError:
        return {}
