"""Any number of processes gives the same records in the same order, and nothing on the way ends a run unnamed."""

import os
import signal
import time
from collections.abc import Iterator
from typing import Any

import pytest

from verbale.archive.pool import map_reports, read_all
from verbale.errors import InputError, LexiconError, ModelError, VerbaleError
from verbale.ingest import from_text
from verbale.record import Record
from verbale.report import Report

BAD = InputError("b.txt", "the file is empty")


class Stub:
    """Reads a report into a record without events, or does what its text says."""

    def read(self, report: Report) -> Record:
        if report.body == "fail":
            raise LookupError("nothing there")
        if report.body == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        return Record(id=report.id, report=report, events=(), statements=(), people=())


def load() -> Any:
    return Stub()


def load_badly() -> Any:
    raise LexiconError(["a.toml, entry 1: wrong", "b.toml, entry 2: wrong too"])


def reports(*texts: str) -> list[Report | InputError]:
    return [BAD if text == "bad" else from_text(text, str(n)) for n, text in enumerate(texts)]


def shown(items: Iterator[Record | InputError]) -> list[str]:
    return [str(item) if isinstance(item, InputError) else item.id for item in items]


@pytest.mark.parametrize(("processes", "batch"), [(1, 1), (1, 64), (2, 1), (2, 3)])
def test_records_come_in_the_order_of_their_reports(processes: int, batch: int) -> None:
    given = reports("bad", "one", "two", "bad", "three", "four", "five", "six", "bad")
    found = shown(read_all(given, load, processes=processes, batch=batch))
    assert found == [str(BAD), "1", "2", str(BAD), "4", "5", "6", "7", str(BAD)]


@pytest.mark.parametrize("processes", [1, 2])
def test_a_report_the_reader_fails_on_is_named_and_the_others_are_read(processes: int) -> None:
    first, failed, last = shown(read_all(reports("one", "fail", "two"), load, processes=processes))
    assert (first, last) == ("0", "2")
    assert failed.startswith("1: not read because of a mistake in this program")
    assert "LookupError at test_pool.py:" in failed


@pytest.mark.parametrize("processes", [1, 2])
def test_every_mistake_of_a_lexicon_reaches_the_user(processes: int) -> None:
    with pytest.raises(LexiconError) as caught:
        list(read_all(reports("one"), load_badly, processes=processes))
    assert caught.value.mistakes == ["a.toml, entry 1: wrong", "b.toml, entry 2: wrong too"]


def test_nothing_is_loaded_where_nothing_can_be_read() -> None:
    assert shown(read_all(reports("bad"), load_badly)) == [str(BAD)]


def test_a_process_that_dies_is_an_error_of_ours_and_no_riddle() -> None:
    with pytest.raises(ModelError, match="a reading process died"):
        list(read_all(reports("one", "die", "two"), load, processes=2, batch=1))


def test_leaving_early_ends_the_processes() -> None:
    start = time.monotonic()
    records = read_all(reports(*["one"] * 500), load, processes=2, batch=1)
    assert shown(iter([next(records)])) == ["0"]
    records.close()  # type: ignore[attr-defined]
    assert time.monotonic() - start < 10


def test_our_own_errors_are_not_taken_for_failures_on_a_report() -> None:
    def work(_: Report) -> None:
        raise VerbaleError("the model is missing")

    with pytest.raises(VerbaleError, match="the model is missing"):
        list(map_reports(reports("one"), work))
