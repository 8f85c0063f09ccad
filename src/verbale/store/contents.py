"""Reports and readings as the blobs they are kept in: compressed JSON, lossless."""

import zlib
from typing import Any

import msgspec

from ..record import Event, NamedPerson, Record, Statement
from ..report import Report, Warn

DAMAGE = (zlib.error, msgspec.MsgspecError, ValueError)
"""What unpacking raises for bytes that are not what was packed."""
_encoder = msgspec.json.Encoder()


class Content(msgspec.Struct, frozen=True):
    """What one run read in one version of a report."""

    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    people: tuple[NamedPerson, ...]
    warnings: tuple[Warn, ...]


_reports = msgspec.json.Decoder(Report)
_contents = msgspec.json.Decoder(Content)


def pack(data: bytes) -> bytes:
    """Compressed bytes."""
    return zlib.compress(data, 6)


def unpack(data: bytes) -> bytes:
    """The bytes that were packed."""
    return zlib.decompress(data)


def pack_report(report: Report) -> bytes:
    """A report without its original, which has a place of its own."""
    plain: dict[str, Any] = {f: getattr(report, f) for f in report.__struct_fields__ if f != "original"}
    if report.source is not None:  # a file name need not be Unicode, JSON must be
        plain["source"] = report.source.encode("utf-8", "replace").decode("utf-8")
    return pack(_encoder.encode(plain))


def unpack_report(data: bytes) -> Report:
    """The report that was packed."""
    return _reports.decode(unpack(data))


def pack_record(record: Record) -> bytes:
    """A record without its report."""
    return pack(_encoder.encode(Content(record.events, record.statements, record.people, record.warnings)))


def unpack_record(data: bytes, report: Report) -> Record:
    """The record that was packed, with its report."""
    found = _contents.decode(unpack(data))
    return Record(
        id=report.id, report=report, events=found.events, statements=found.statements, people=found.people,
        warnings=found.warnings,
    )  # fmt: skip
