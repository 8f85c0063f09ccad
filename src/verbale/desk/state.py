"""What the desk holds while it runs: the open record, the reader once it is needed, and how it was started."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

import sqlalchemy as sa
from msgspec import Struct

from ..records import Records
from ..store.database import Database, open_record
from ..store.tables import JUDGEMENTS, READINGS, REPORTS

if TYPE_CHECKING:
    from ..pipeline import Reader

T = TypeVar("T")
KEPT = 200
"""Lists whose counts are kept."""
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Settings(Struct, frozen=True, kw_only=True):
    """How a desk was started."""

    host: str = "127.0.0.1"
    port: int = 8765
    fetches: bool = True
    """Whether reports may be added by URL."""
    largest_upload: int = 5_000_000
    """Bytes of an upload, of a paste and of a fetched page."""
    reviewer: str = "desk"
    """Who judges."""


class Counts:
    """Counts beside the lists asked for last, good until the record changes: the next page of a list has the same."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: OrderedDict[object, Any] = OrderedDict()
        self._stamp: object = None
        self._lock = Lock()

    def get(self, what: str, pairs: object, count: Callable[[], T]) -> T:
        """What `count` gives, or gave in the same state of the record."""
        key = (what, pairs)
        with self._database.reading() as connection:
            stamp = tuple(connection.execute(_STAMP).one())
        with self._lock:
            if stamp != self._stamp:
                self._kept.clear()
                self._stamp = stamp
            if key in self._kept:
                self._kept.move_to_end(key)
                kept: T = self._kept[key]
                return kept
        found = count()
        with self._lock:
            if stamp == self._stamp:
                self._kept[key] = found
                if len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return found


_STAMP = sa.select(
    sa.select(sa.func.max(READINGS.c.key)).scalar_subquery(), sa.select(sa.func.max(JUDGEMENTS.c.key)).scalar_subquery(),
    sa.select(sa.func.max(REPORTS.c.key)).scalar_subquery(),
)  # fmt: skip
"""What any change of a record changes: reports are read, and judgements made."""


class Desk:
    """An open record with what its pages need. One is shared by all requests, which run in several threads."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self.database = database
        self.settings = settings
        self.records = Records(database)
        self.counts = Counts(database)
        self._loading = Lock()
        self._reader: Reader | None = None

    @classmethod
    def open(cls, where: str, settings: Settings) -> "Desk":
        """The desk of the record at a path or URL. Raises RecordError."""
        return cls(open_record(where, create=True), settings)

    @property
    def reader(self) -> "Reader":
        """Loaded when the first report is added, which takes about two seconds."""
        from ..pipeline import Reader

        with self._loading:
            if self._reader is None:
                self._reader = Reader.load()
            return self._reader

    def close(self) -> None:
        """Lets go of the record."""
        self.database.close()
