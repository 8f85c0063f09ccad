"""What may be uploaded, and what an uploaded file is called here."""

import unicodedata

from ..errors import InputError
from ..ingest.sniff import sniff
from .state import Settings

LONGEST_NAME = 200
HEAD = 4096


def accepted(name: str, data: bytes, settings: Settings) -> None:
    """Raises InputError for a file that is too large, or by its content no text, HTML, PDF, feed or JSON Lines."""
    named = safe_name(name)
    if len(data) > settings.largest_upload:
        raise InputError(named, f"larger than {settings.largest_upload // 1_000_000} MB")
    if sniff(data[:HEAD], named, name=named) == "warc":
        raise InputError(named, "a web archive, which is read with `verbale add`")


def safe_name(name: str) -> str:
    """The last part of a file's name without what cannot be seen: control and direction characters."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(ch for ch in last if unicodedata.category(ch)[0] != "C").strip()
    return plain[:LONGEST_NAME] or "upload"
