"""How large a report may be, and the reason given where one is larger."""

LARGEST_REPORT = 10_000_000
"""Bytes of one report. The longest reports of commissions of inquiry stay below 3 MB of text; what is larger is a
data file, and would hold a reader up for an hour."""
LARGEST_PDF = 100_000_000
"""Bytes. Pictures and fonts make a PDF large; its text is held to the limit of a report."""


def too_large(size: int | None = None, *, what: str = "report", limit: int = LARGEST_REPORT) -> str:
    """The reason given for something above its limit; `size` in bytes, None where it was not read to its end."""
    found = f"{size / 1e6:.0f} MB" if size else "it"
    return f"too large: {found} exceeds the {limit // 1_000_000} MB a {what} may have"
