"""Why a database refused, in a line that says what to do."""

import sqlite3
from typing import Any

PATIENCE_S = 120
"""How long a writer waits for another to finish."""
_SAFE = "what was acknowledged is safe, add the rest again"
_FULL = f"the disk is full; {_SAFE}"
_BUSY = f"another program has kept it busy for {PATIENCE_S} seconds: try again"
_LOST = f"the connection to the server was lost; {_SAFE}"
_REASONS = {
    "disk is full": _FULL,
    "No space left": _FULL,
    "disk I/O error": f"reading or writing failed (is the disk full, or a quota used up?); {_SAFE}",
    "readonly database": "no permission to write to it",
    "unable to open": "cannot be opened: is the folder there, and may you write to it?",
    "malformed": "the file is damaged: restore it from a backup",
    "not a database": "not a record of Verbale",
    "database is locked": _BUSY,
    "lock timeout": _BUSY,
    "network error": _LOST,
    "connection is closed": _LOST,
    "terminating connection": _LOST,
    "server closed": _LOST,
    "password authentication failed": "wrong user or password: give the password in the URL, or as PGPASSWORD",
}
_UNFIT = ("22", "54")
"""Classes of PostgreSQL's errors: data that its types cannot hold, and more of it than its limits allow."""


def reason(error: Exception) -> str:
    """Why a database refused."""
    orig = getattr(error, "orig", None) or error
    said = " ".join(str(_fields(orig).get("M") or orig).split())
    cause = orig.__cause__
    if "create a connection" in said and isinstance(cause, OSError):
        return f"the server cannot be reached: {(cause.strerror or str(cause)).lower()}"
    return next((told for words, told in _REASONS.items() if words in said), said[:300])


def unfit(error: Exception) -> bool:
    """Whether it was the values that the database cannot hold, so that other values may go in."""
    orig = getattr(error, "orig", None) or error
    return isinstance(orig, sqlite3.DataError) or str(_fields(orig).get("C", "")).startswith(_UNFIT)


def _fields(orig: BaseException) -> dict[str, Any]:
    """What PostgreSQL's driver reports: M is the message, C the SQLSTATE."""
    first = orig.args[0] if orig.args else None
    return first if isinstance(first, dict) else {}
