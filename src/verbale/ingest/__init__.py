"""Bytes in, `Report`s out: clean text that no later stage changes, its masthead, its hash."""

from .jsonl import from_text, jsonl_rows
from .limits import LARGEST_REPORT
from .sources import Source, discover, read_bytes, reports, reports_of

__all__ = ["LARGEST_REPORT", "Source", "discover", "from_text", "jsonl_rows", "read_bytes", "reports", "reports_of"]
