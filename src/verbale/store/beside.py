"""Storing a record while the next report is being read, in the order they come."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType

from ..errors import InputError
from ..record import Record
from .database import UnfitError
from .writing import Outcome, Writer

Told = Outcome | InputError


class Beside:
    """Stores what it is given beside its caller's work, one at a time, and tells what became of each in order.

    Most of reading is spent in the language model, which leaves the interpreter to others: on two processors storing
    costs next to nothing then. What was told is safe; an end by error leaves what is under way untold.
    """

    def __init__(self, writer: Writer, tell: Callable[[Told], None]) -> None:
        self._writer = writer
        self._tell = tell
        self._thread = ThreadPoolExecutor(1)
        self._under_way: Future[Told] | None = None

    def __enter__(self) -> "Beside":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.settle()
        self._thread.shutdown()

    def store(self, record: Record | InputError) -> None:
        """Begins to store a record when the one before it is stored; an error takes its place among them."""
        self.settle()
        if isinstance(record, InputError):
            self._tell(record)
        else:
            self._under_way = self._thread.submit(self._add, record)

    def tell(self, known: Outcome) -> None:
        """Tells of a report that need not be stored, in its place."""
        self.settle()
        self._tell(known)

    def settle(self) -> None:
        """Waits for what is under way. Raises RecordError."""
        if self._under_way is not None:
            under_way, self._under_way = self._under_way, None
            self._tell(under_way.result())

    def _add(self, record: Record) -> Told:
        """What became of a record; one that the database cannot hold does not keep the others out."""
        try:
            return self._writer.add(record)
        except UnfitError as error:
            return InputError(record.report.source or str(record.id), f"cannot be stored: {error.reason}")
