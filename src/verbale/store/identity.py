"""What makes a report the same one when it comes again."""

from pathlib import Path

from ..ingest.identity import ID_LENGTH
from ..report import Report

FILE = "file:"


def identity(report: Report) -> str:
    """The id that its user gave it, else its address, else its path, else its words.

    Two addresses with the same words are two reports, a reprint of each other; a file moved or copied is the same report.
    """
    if str(report.id) != report.sha256[:ID_LENGTH]:
        return f"id:{report.id}"
    if report.source is None or report.source == "-" or report.original is None:
        return f"text:{report.sha256}"
    if "://" in report.source:
        return report.source
    return FILE + str(Path(report.source).absolute()).encode("utf-8", "replace").decode("utf-8")
