"""Passwords: which are taken, and their argon2id hashes (RFC 9106's second choice: 64 MiB, three passes)."""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ..errors import UsageError

SHORTEST = 12
LONGEST = 256
_HASHER = PasswordHasher()
_NOBODYS = _HASHER.hash("a password of nobody")
"""Compared with where there is no such account, so that the time taken tells nothing."""


def accepted(password: str, name: str) -> str:
    """The password as it is hashed. Raises UsageError for one that is too easily guessed."""
    plain = _plain(password)
    if not SHORTEST <= len(plain) <= LONGEST:
        raise UsageError(f"a password has {SHORTEST} to {LONGEST} characters")
    if len(set(plain)) < 5 or name.casefold() in plain.casefold():
        raise UsageError("this password is too easily guessed: take several words that do not belong together")
    return plain


def hashed(password: str) -> str:
    """What is kept of a password."""
    return _HASHER.hash(_plain(password))


def fits(password: str, hash: str | None) -> bool:
    """Whether a password is the one that was hashed; it takes as long where there is none."""
    if len(password) > LONGEST:
        return False
    try:
        return _HASHER.verify(hash or _NOBODYS, _plain(password)) and hash is not None
    except (VerificationError, InvalidHashError):
        return False


def stale(hash: str) -> bool:
    """Whether it was made with parameters that are no longer ours."""
    return _HASHER.check_needs_rehash(hash)


def _plain(password: str) -> str:
    """The same characters however a keyboard composes them."""
    return unicodedata.normalize("NFKC", password)
