"""Maps a reader over reports with a process pool; order and bytes do not depend on how many processes work."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TypeVar

from ..errors import InputError
from ..pipeline import Reader
from ..record import Record
from ..report import Report

T = TypeVar("T")
_reader: Reader | None = None


def read_all(
    reports: Iterable[Report | InputError], load: Callable[[], Reader], *, processes: int = 1, batch: int = 8
) -> Iterator[Record | InputError]:
    """Records in the order of the reports; unreadable inputs keep their place.

    `load` builds the reader, once a process. At most `processes * 3` batches are under way, so memory stays flat.
    """
    if processes <= 1:
        reader: Reader | None = None
        for report in reports:
            if isinstance(report, InputError):
                yield report
            else:
                reader = reader or load()
                yield reader.read(report)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_start, initargs=(load,)) as pool:
        under_way: deque[Future[list[Record | InputError]]] = deque()
        for chunk in _chunks(reports, batch):
            under_way.append(pool.submit(_read_chunk, chunk))
            while len(under_way) > processes * 3:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()


def _start(load: Callable[[], Reader]) -> None:
    global _reader  # noqa: PLW0603  one reader a worker process
    _reader = load()


def _read_chunk(chunk: list[Report | InputError]) -> list[Record | InputError]:
    if _reader is None:
        raise RuntimeError("the worker has no reader")
    return [item if isinstance(item, InputError) else _reader.read(item) for item in chunk]


def _chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    chunk: list[T] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
