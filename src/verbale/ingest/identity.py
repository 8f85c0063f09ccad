"""What a report is known by: the hash of its bytes."""

import hashlib

ID_LENGTH = 16
"""Hexadecimal digits of the SHA-256: enough to tell apart all reports ever written."""


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
