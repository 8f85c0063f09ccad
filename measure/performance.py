"""The page with the figures of speed and size, docs/performance.md: each measurement fills its own block of it."""

import datetime as dt
import os
import platform
import re
import sqlite3
from pathlib import Path

from verbale import __version__

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"


def put(block: str, text: str, page: Path = PAGE) -> None:
    """Fills the block between `<!-- measured: BLOCK -->` and `<!-- /measured -->`.

    Raises ValueError where the page has no such block.
    """
    found = page.read_text(encoding="utf-8")
    marks = re.compile(rf"(<!-- measured: {re.escape(block)} -->\n).*?(<!-- /measured -->)", re.DOTALL)
    if not marks.search(found):
        raise ValueError(f"{page}: there is no block {block}")
    page.write_text(marks.sub(lambda m: f"{m[1]}{text.rstrip()}\n{m[2]}", found), encoding="utf-8")


def where_and_when() -> str:
    """The machine, the versions and the day, in a sentence."""
    memory_gb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"Measured with Verbale {__version__} on {dt.datetime.now(dt.UTC).date()}: {_processor()}, {os.cpu_count()} cores, "
        f"{memory_gb:.0f} GB of memory, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}."
    )


def _processor() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.machine()
    named = re.search(r"^model name\s*: (.+)$", told, re.MULTILINE)
    return named[1] if named else platform.machine()
