"""Records read once and sent again and again, as if each were another report: writers need no language model then."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import msgpack
from msgspec.structs import replace

from verbale.ingest.identity import digest
from verbale.record import Record
from verbale.store.runs import Run

RUN = Run("measure", "0" * 64, "0" * 64)
_records = msgpack.Decoder(tuple[Record, ...])


def keep(records: Sequence[Record], path: Path) -> None:
    """Writes records to a file."""
    path.write_bytes(msgpack.encode(records))


def kept(path: Path) -> tuple[Record, ...]:
    """The records in a file."""
    return _records.decode(path.read_bytes())


def read_samples(path: Path) -> None:
    """Reads the sample reports into a file."""
    from verbale.ingest import reports_of
    from verbale.pipeline import Reader
    from verbale.report import Report
    from verbale.samples import SAMPLES

    reader = Reader.load()
    keep([reader.read(one) for one in reports_of([str(SAMPLES)]) if isinstance(one, Report)], path)


def sent(records: Sequence[Record], number: int, sender: str = "crash") -> Record:
    """The record that a sender sends as its `number`th: every third is a new version of the report before it."""
    again = number % 3 == 2
    report = number - (number + 1) // 3
    record = records[report % len(records)]
    id = f"{sender}-{report}"
    original = (record.report.original or b"") + f"\n<!-- {sender} {number} -->".encode()
    arrived = replace(record.report, id=id, source=id, original=original, sha256=digest(original))
    events = record.events[1:] if again else record.events
    return replace(record, id=id, report=arrived, events=events)


def follows(number: int) -> bool:
    """Whether the next that is sent is a new version of this one."""
    return (number + 1) % 3 == 2
