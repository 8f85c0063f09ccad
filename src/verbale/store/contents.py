"""Reports and readings as the blobs they are kept in: compressed JSON, lossless.

What is alike in all of them is not kept in each: zlib is given a usual record beforehand, and for a reading the report
that it quotes. With that a reading of the bench takes 0.62 of the space, a report 0.89. The price: a
reading cannot be unpacked without its report's text.
"""

import zlib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from ..record import Event, NamedPerson, Record, Statement
from ..report import Report, Warn

DAMAGE = (zlib.error, msgspec.MsgspecError, ValueError)
"""What unpacking raises for bytes that are not what was packed."""
_BODY = 20_000
"""Characters of a body that are given beforehand: zlib looks back no further than 32 KiB."""
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
    return _deflated(_encoder.encode(plain), _usual())


def unpack_report(data: bytes) -> Report:
    """The report that was packed."""
    return _reports.decode(_inflated(data, _usual()))


def pack_record(record: Record) -> bytes:
    """A record without its report."""
    content = Content(record.events, record.statements, record.people, record.warnings)
    return _deflated(_encoder.encode(content), _given(record.report))


def unpack_record(data: bytes, report: Report) -> Record:
    """The record that was packed, with its report."""
    found = _contents.decode(_inflated(data, _given(report)))
    return Record(
        id=report.id, report=report, events=found.events, statements=found.statements, people=found.people,
        warnings=found.warnings,
    )  # fmt: skip


def reading_json(data: bytes, report: bytes) -> bytes:
    """The JSON of a packed reading and the packed report it is of, for who needs little of it."""
    return _inflated(data, _given(unpack_report(report)))


def _deflated(data: bytes, given: bytes) -> bytes:
    packer = zlib.compressobj(zdict=given)
    return packer.compress(data) + packer.flush()


def _inflated(data: bytes, given: bytes) -> bytes:
    """The bytes that were packed; `given` is not needed for those that were packed without."""
    unpacker = zlib.decompressobj(zdict=given)
    found = unpacker.decompress(data) + unpacker.flush()
    if not unpacker.eof:
        raise zlib.error("the bytes end too early")
    return found


def _given(report: Report) -> bytes:
    return _usual() + report.body[:_BODY].encode()


@cache
def _usual() -> bytes:
    """A usual reading and report as JSON; records hold what was packed with it, so the file must never change."""
    return (Path(__file__).parent / "usual.json").read_bytes()
