"""How requests show whose they are: sessions of browsers and tokens of programs. Only their digests are kept."""

import hashlib
import secrets
import time
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from msgspec import Struct

from ..errors import UsageError
from .accounts import COLUMNS, Account, account_of, note
from .file import AccountsFile
from .roles import ROLES, SCOPES
from .tables import ACCOUNTS, SESSIONS, TOKENS

IDLE_S = 12 * 3600
"""A session that is not used so long ends."""
LIFE_S = 7 * 86_400
"""And every one after a week."""
PREFIX = "verbale_"
"""What tokens begin with, so that programs which look for secrets in public code find them."""
LONGEST_DAYS = 366
LONGEST_LABEL = 100
_SEEN_S = 60
"""Use is written down at most once a minute."""


class Token(Struct, frozen=True, kw_only=True):
    """A program's way in; its secret is shown once."""

    id: str
    account: str
    """Its owner's name."""
    label: str
    scopes: tuple[str, ...]
    made: int
    ends: int
    used: int | None


def begin(file: AccountsFile, account: Account) -> str:
    """A session; what it gives is its secret, for the browser's cookie alone."""
    secret, now = secrets.token_urlsafe(32), int(time.time())
    with file.writing() as connection:
        connection.execute(SESSIONS.delete().where(_over(now)))
        connection.execute(SESSIONS.insert().values(digest=_digest(secret), account=account.key, begun=now, seen=now))
    return secret


def of_session(file: AccountsFile, secret: str) -> Account | None:
    """Whose session it is; None where it has ended or the account is closed."""
    now, digest = int(time.time()), _digest(secret)
    query = sa.select(*COLUMNS, SESSIONS.c.seen).join_from(SESSIONS, ACCOUNTS)
    with file.reading() as connection:
        row = connection.execute(
            query.where(SESSIONS.c.digest == digest, ~ACCOUNTS.c.closed, ~_over(now))
        ).one_or_none()
    if row is None:
        return None
    if now - row.seen > _SEEN_S:
        with file.writing() as connection:
            connection.execute(SESSIONS.update().where(SESSIONS.c.digest == digest).values(seen=now))
    return account_of(row._mapping)


def end(file: AccountsFile, secret: str) -> None:
    """Ends a session."""
    with file.writing() as connection:
        connection.execute(SESSIONS.delete().where(SESSIONS.c.digest == _digest(secret)))


def end_all(file: AccountsFile, account: Account) -> None:
    """Ends every session of an account."""
    with file.writing() as connection:
        connection.execute(SESSIONS.delete().where(SESSIONS.c.account == account.key))


def _over(now: int) -> sa.ColumnElement[bool]:
    return sa.or_(SESSIONS.c.seen < now - IDLE_S, SESSIONS.c.begun < now - LIFE_S)


def make_token(
    file: AccountsFile, account: Account, label: str, scopes: Collection[str], days: int, *, by: str, address: str = ""
) -> tuple[Token, str]:
    """A token and its secret. Raises UsageError."""
    label = " ".join(label.split())
    if not label or len(label) > LONGEST_LABEL or not label.isprintable():
        raise UsageError(f"a token has a name of 1 to {LONGEST_LABEL} letters, such as the program that uses it")
    if unknown := sorted(set(scopes) - set(SCOPES)):
        raise UsageError(f"{', '.join(unknown)} is no scope: there are {', '.join(SCOPES)}")
    highest = ROLES.index(account.role)
    if beyond := [scope for scope in scopes if SCOPES.index(scope) > highest]:
        raise UsageError(f"{account.name} is {account.role} and cannot pass on what this takes: {', '.join(beyond)}")
    if not 1 <= days <= LONGEST_DAYS:
        raise UsageError(f"a token lasts 1 to {LONGEST_DAYS} days")
    secret, now = PREFIX + secrets.token_urlsafe(32), int(time.time())
    kept = tuple(scope for scope in SCOPES if scope in scopes or scope == "read")
    token = Token(
        id=secrets.token_hex(6), account=account.name, label=label, scopes=kept, made=now, ends=now + days * 86_400, used=None
    )  # fmt: skip
    with file.writing() as connection:
        connection.execute(TOKENS.insert().values(
            id=token.id, account=account.key, label=label, scopes=" ".join(kept), made=now, ends=token.ends,
            digest=_digest(secret),
        ))  # fmt: skip
        note(connection, by, f"token made: {', '.join(kept)}", f"{account.name}: {label}", address)
    return token, secret


def tokens(file: AccountsFile, account: Account | None = None) -> list[Token]:
    """The tokens of an account, or all, the latest first."""
    columns = [ACCOUNTS.c.name.label(name) if name == "account" else TOKENS.c[name] for name in Token.__struct_fields__]
    query = sa.select(*columns).join_from(TOKENS, ACCOUNTS).order_by(TOKENS.c.made.desc(), TOKENS.c.id)
    if account is not None:
        query = query.where(TOKENS.c.account == account.key)
    with file.reading() as connection:
        return [_token(row) for row in connection.execute(query)]


def of_token(file: AccountsFile, secret: str) -> tuple[Account, frozenset[str]] | None:
    """Whose token it is and what it may do; None where it has ended or the account is closed."""
    now = int(time.time())
    query = sa.select(*COLUMNS, TOKENS.c.id, TOKENS.c.scopes, TOKENS.c.used).join_from(TOKENS, ACCOUNTS)
    with file.reading() as connection:
        row = connection.execute(
            query.where(TOKENS.c.digest == _digest(secret), TOKENS.c.ends > now, ~ACCOUNTS.c.closed)
        ).one_or_none()
    if row is None:
        return None
    if row.used is None or now - row.used > _SEEN_S:
        with file.writing() as connection:
            connection.execute(TOKENS.update().where(TOKENS.c.id == row.id).values(used=now))
    return account_of(row._mapping), frozenset(row.scopes.split())


def revoke(file: AccountsFile, id: str, account: Account | None = None, *, by: str, address: str = "") -> None:
    """Ends a token, of an account where one is given. Raises UsageError where there is none."""
    wanted = [TOKENS.c.id == id] + ([TOKENS.c.account == account.key] if account is not None else [])
    with file.writing() as connection:
        label = connection.scalar(sa.select(TOKENS.c.label).where(*wanted))
        if label is None:
            raise UsageError(f"there is no token {id}")
        connection.execute(TOKENS.delete().where(*wanted))
        note(connection, by, "token revoked", label, address)


def _token(row: sa.Row[Any]) -> Token:
    values = dict(row._mapping)
    return Token(**{**values, "scopes": tuple(str(values["scopes"]).split())})


def _digest(secret: str) -> str:
    """Of secrets with 256 random bits a plain digest is enough."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
