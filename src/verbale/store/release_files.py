"""The files of a release: tables as CSV and Parquet, and checksums over everything."""

import csv
import hashlib
import os
from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb

from ..errors import RecordError
from .release_tables import SHEETS, Kind, Sheet, cells

SUMS = "SHA256SUMS"
DUCKDB_TYPES: Mapping[Kind, str] = {
    "text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE",
    "datetime": "TIMESTAMP",
}  # fmt: skip
MEMORY = "512MB"
"""What turning CSV into Parquet may take: a row group and its dictionary fit in a fraction of it."""


class SheetWriter:
    """Writes rows of all tables as they come, each into its CSV file, and counts them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.counts: Counter[str] = Counter({sheet.name: 0 for sheet in SHEETS})
        self._files = ExitStack()
        self._writers: dict[str, Any] = {}

    def __enter__(self) -> "SheetWriter":
        for sheet in SHEETS:
            path = self.folder / f"{sheet.name}.csv"
            stream = self._files.enter_context(path.open("w", encoding="utf-8", newline=""))
            self._writers[sheet.name] = csv.writer(stream, lineterminator="\n")
            self._writers[sheet.name].writerow([c.name for c in sheet.columns])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._files.close()

    def write(self, sheet: Sheet, row: Mapping[str, Any]) -> None:
        """One row; other fields than the table's are passed over."""
        self._writers[sheet.name].writerow(cells(sheet, row))
        self.counts[sheet.name] += 1


def write_parquet(folder: Path, counts: Mapping[str, int]) -> None:
    """A Parquet file beside each table that is to have one, with the types the table declares.

    One thread, so that the same rows give the same bytes. Raises RecordError where a table then has not as many rows.
    """
    with duckdb.connect() as connection:
        connection.execute(f"SET threads = 1; SET memory_limit = '{MEMORY}'")
        connection.execute("SET temp_directory = ?", [str(folder / ".spilled")])
        for sheet in SHEETS:
            if sheet.parquet:
                [(written,)] = connection.execute(_copy(sheet, folder)).fetchall()
                if written != counts[sheet.name]:
                    raise RecordError(
                        str(folder / f"{sheet.name}.parquet"), f"holds {written} rows instead of {counts[sheet.name]}"
                    )


def _copy(sheet: Sheet, folder: Path) -> str:
    columns = ", ".join(f"{_text(c.name)}: {_text(DUCKDB_TYPES[c.kind])}" for c in sheet.columns)
    source, target = (_text(str(folder / f"{sheet.name}.{ending}")) for ending in ("csv", "parquet"))
    # Types are declared and nothing is guessed: a CAMEO code keeps its zero, a word "null" stays a word.
    rows = (
        f"SELECT * FROM read_csv({source}, columns = {{{columns}}}, header = true, auto_detect = false, delim = ',', "  # noqa: S608  our own names, and a path in quotes
        "quote = '\"', escape = '\"', new_line = '\\n', nullstr = '', parallel = false)"
    )
    return f"COPY ({rows}) TO {target} (FORMAT parquet, COMPRESSION zstd)"


def _text(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"


def checksum(path: Path) -> str:
    """The SHA-256 of a file, which has reached the disk by then."""
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_sums(folder: Path) -> str:
    """Checksums of all files, as `sha256sum --check` reads them; the checksum of that list."""
    named = sorted(p for p in folder.iterdir() if not p.name.startswith(".") and p.name != SUMS)
    sums = folder / SUMS
    sums.write_text("".join(f"{checksum(path)}  {path.name}\n" for path in named), encoding="utf-8")
    return checksum(sums)
