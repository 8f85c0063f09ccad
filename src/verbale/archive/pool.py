"""Maps a reader over reports with a process pool; order and bytes do not depend on how many processes work."""

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain
from typing import TypeVar

from ..errors import InputError, ModelError, VerbaleError, carefully
from ..pipeline import Reader
from ..record import Record
from ..report import Report

T = TypeVar("T")
Load = Callable[[], Reader]
Read = list[Record | InputError]

_reader: Reader | VerbaleError | None = None
"""In a worker process: its reader, or why there is none."""


def read_all(
    reports: Iterable[Report | InputError], load: Load, *, processes: int = 1, batch: int = 8
) -> Iterator[Record | InputError]:
    """Records in the order of the reports; unreadable inputs keep their place.

    `load` builds the reader, once a process. At most `processes * 3` batches are under way, so memory stays flat.
    Raises what `load` raises, and ModelError where a worker process dies.
    """
    if processes > 1:
        yield from _in_pool(reports, load, processes, batch)
        return
    reports = iter(reports)
    for first in reports:
        if isinstance(first, InputError):
            yield first
            continue
        reader = load()
        yield from map_reports(chain((first,), reports), reader.read)


def map_reports(reports: Iterable[Report | InputError], work: Callable[[Report], T]) -> Iterator[T | InputError]:
    """The outcome of `work` for each report, in order; a report that `work` fails on becomes an error in its place."""
    for report in reports:
        yield report if isinstance(report, InputError) else carefully(work, report, _name(report))


def _name(report: Report) -> str:
    return f"{report.source} ({report.id})" if report.source else str(report.id)


def _in_pool(
    reports: Iterable[Report | InputError], load: Load, processes: int, batch: int
) -> Iterator[Record | InputError]:
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, mp_context=context, initializer=_start, initargs=(load,))
    under_way: deque[Future[Read]] = deque()
    finished = False
    try:
        for chunk in _chunks(reports, batch):
            with _interrupts_held():
                under_way.append(pool.submit(_read_chunk, chunk))
            while len(under_way) > processes * 3:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()
        finished = True
    except BrokenProcessPool:
        raise ModelError("a reading process died, perhaps for want of memory: try fewer --processes") from None
    finally:
        if not finished:  # a mistake, an interrupt, or nobody reads on
            for worker in multiprocessing.active_children():
                worker.terminate()
        pool.shutdown(cancel_futures=not finished)  # waits: a pool that is still ending complains when Python ends


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C waits while a worker starts, which inherits that: it is for us to end workers."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start(load: Load) -> None:
    global _reader  # noqa: PLW0603  one reader a worker process
    try:
        _reader = load()
    except VerbaleError as error:  # raised again with the first chunk: an initializer that fails only says "broken"
        _reader = error


def _read_chunk(chunk: list[Report | InputError]) -> Read:
    if isinstance(_reader, VerbaleError):
        raise _reader
    if _reader is None:
        raise ModelError("this process has no reader")
    return list(map_reports(chunk, _reader.read))


def _chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    chunk: list[T] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
