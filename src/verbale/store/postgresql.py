"""A record in a PostgreSQL database, by URL."""

import getpass
import os
import re
import ssl
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import URL, Engine
from sqlalchemy.exc import ArgumentError

from ..errors import RecordError

_DRIVERS = ("postgres", "postgresql", "postgresql+pg8000")
_NO_URL = "not a database URL: postgresql://user@host/name is one"


def _checked(authority: str | None) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=authority)


_ENCRYPTION: dict[str, Callable[[str | None], ssl.SSLContext | bool | None]] = {
    "disable": lambda _: False,
    "prefer": lambda _: None,  # the driver encrypts where the server can
    "require": lambda _: True,
    "verify-full": _checked,
}
"""PostgreSQL's own words for `?sslmode=`."""


def parse(url: str) -> URL:
    """The parts of a URL. Raises RecordError, which shows no password."""
    try:
        parsed = sa.make_url(url)
    except (ArgumentError, ValueError):
        raise RecordError(re.sub(r"//.*@", "//***@", url), _NO_URL) from None
    if parsed.drivername not in _DRIVERS:
        raise RecordError(
            parsed.render_as_string(hide_password=True),
            "a record is a SQLite file, or a PostgreSQL database given as postgresql://user@host/name",
        )
    return parsed.set(drivername="postgresql+pg8000")


def shown(url: URL) -> str:
    """A URL for people, without password and options."""
    return url.set(drivername="postgresql", query={}).render_as_string(hide_password=True)


def engine_of(url: URL) -> Engine:
    """The engine of a database. Raises RecordError for options that nobody knows and where the driver is missing."""
    user = url.username or os.environ.get("PGUSER") or getpass.getuser()
    password = url.password or os.environ.get(
        "PGPASSWORD", ""
    )  # the driver fails on None where the server asks for one
    options = {"ssl_context": _encryption(url), "password": password}
    try:
        engine = sa.create_engine(
            url.set(username=user, query={}), connect_args=options, pool_pre_ping=True,
            isolation_level="REPEATABLE READ",
        )  # fmt: skip
    except ModuleNotFoundError:
        raise RecordError(
            shown(url), "the PostgreSQL driver is not installed: pip install 'verbale[postgresql]'"
        ) from None
    event.listen(engine, "connect", _prepare)
    return engine


def _encryption(url: URL) -> ssl.SSLContext | bool | None:
    mode, authority = (url.query.get(name) for name in ("sslmode", "sslrootcert"))
    unknown = set(url.query) - {"sslmode", "sslrootcert"}
    if unknown or not isinstance(mode or "", str) or (mode or "prefer") not in _ENCRYPTION:
        raise RecordError(
            shown(url), f"of options it may have sslmode ({', '.join(_ENCRYPTION)}) and sslrootcert, nothing else"
        )
    try:
        return _ENCRYPTION[str(mode or "prefer")](str(authority) if authority else None)
    except OSError as error:
        raise RecordError(shown(url), f"sslrootcert cannot be read: {error.strerror or error}") from None


def _prepare(connection: Any, _: Any) -> None:
    connection.register_out_adapter(str, _without_nul)


def _without_nul(text: str) -> str:
    """PostgreSQL's text cannot hold U+0000. What was read has it still; the rows to find it by have U+FFFD instead."""
    return text.replace("\0", "\ufffd")
