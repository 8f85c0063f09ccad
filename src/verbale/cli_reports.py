"""Reports and runs of the record that a command is given by name or number."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .errors import RecordError

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from .store.database import Database


def report_keys(database: "Database", names: Sequence[str]) -> list[int] | None:
    """The keys of the reports named by id, address or path; None where none is named, which means all.

    Raises RecordError for one that the record does not hold.
    """
    if not names:
        return None
    with database.reading() as connection:
        return [report_key(connection, name, database.name) for name in dict.fromkeys(names)]


def report_key(connection: "Connection", name: str, record: str) -> int:
    """The key of one report. Raises RecordError, in which `record` names the record."""
    from .store.loading import key_of

    found = key_of(connection, name)
    if found is None:
        raise RecordError(record, f"it holds no report {name}")
    return found


def check_runs(connection: "Connection", numbers: Sequence[int], record: str) -> None:
    """Raises RecordError for the number of a run that never was."""
    from .store.history import is_run

    for number in numbers:
        if not is_run(connection, number):
            raise RecordError(record, f"it has no run {number}: `verbale runs` lists them")
