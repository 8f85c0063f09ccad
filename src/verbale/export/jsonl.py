"""A record as one JSON object, in the shape of the record contract."""

from typing import Any

import msgspec

from ..record import Record
from ..report import Report

_REPORT_FIELDS = (
    "title", "published", "section", "authors", "publication", "issue", "language", "read_count", "lead", "body",
    "related", "source", "sha256",
)  # fmt: skip
_encoder = msgspec.json.Encoder()


def as_dict(record: Record) -> dict[str, Any]:
    """The record with the report's public fields only; offsets point into `report.body`."""
    return {
        "id": record.id,
        "report": _report(record.report),
        "events": record.events,
        "statements": record.statements,
        "people": record.people,
        "warnings": record.warnings,
    }


def encode(record: Record) -> bytes:
    """The record as UTF-8 JSON without a line end."""
    return _encoder.encode(as_dict(record))


def _report(report: Report) -> dict[str, Any]:
    fields = {name: getattr(report, name) for name in _REPORT_FIELDS}
    if report.source is not None:  # a file name need not be Unicode, JSON must be
        fields["source"] = report.source.encode("utf-8", "replace").decode("utf-8")
    return fields
