"""What the desk holds while it runs: the open record, the reader once it is needed, and how it was started."""

import logging
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

import sqlalchemy as sa
from msgspec import Struct

from ..errors import VerbaleError
from ..records import Records
from ..store.database import Database, open_record
from ..store.tables import JUDGEMENTS, READINGS, REPORTS
from .jobs import Jobs

if TYPE_CHECKING:
    from ..accounts.accounts import Accounts
    from ..pipeline import Reader

T = TypeVar("T")
_log = logging.getLogger(__name__)
KEPT = 200
"""Pages of which something is kept."""
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
    """Who judges, where nobody logs in."""
    names: tuple[str, ...] = ()
    """Under which it is reached besides its host."""
    https: bool = False
    """Whether browsers reach it by HTTPS: cookies then go no other way."""


class _Kept(Struct, frozen=True):
    value: Any
    stamp: object


class Counts:
    """What took long to count for the pages asked for last: good until the record changes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: OrderedDict[object, _Kept] = OrderedDict()
        self._being_made: set[object] = set()
        self._lock = Lock()
        self._maker = ThreadPoolExecutor(1, thread_name_prefix="counting")

    def get(self, what: str, pairs: object, count: Callable[[], T]) -> T:
        """What `count` gives, or gave in the same state of the record."""
        key, stamp = (what, pairs), self._now()
        kept = self._found(key)
        return kept.value if kept is not None and kept.stamp == stamp else self._made(key, stamp, count)

    def lately(self, what: str, pairs: object, count: Callable[[], T]) -> tuple[T, bool]:
        """What `count` gave last, and whether that was in this state of the record; if not, it is counted anew meanwhile."""
        key, stamp = (what, pairs), self._now()
        kept = self._found(key)
        if kept is None:
            return self._made(key, stamp, count), True
        if kept.stamp != stamp:
            self._make_later(key, count)
        return kept.value, kept.stamp == stamp

    def prepare(self, what: str, pairs: object, count: Callable[[], Any]) -> None:
        """Has something counted before anybody asks."""
        self._make_later((what, pairs), count)

    def close(self) -> None:
        """Waits for what is being counted."""
        self._maker.shutdown(cancel_futures=True)

    def _now(self) -> object:
        with self._database.reading() as connection:
            return tuple(connection.execute(_STAMP).one())

    def _found(self, key: object) -> _Kept | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _made(self, key: object, stamp: object, count: Callable[[], T]) -> T:
        found = count()
        with self._lock:
            self._kept[key] = _Kept(found, stamp)
            self._kept.move_to_end(key)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def _make_later(self, key: object, count: Callable[[], Any]) -> None:
        with self._lock:
            if key in self._being_made:
                return
            self._being_made.add(key)

        def make() -> None:
            try:
                self._made(key, self._now(), count)
            except VerbaleError as error:
                _log.warning("nothing was counted ahead: %s", error)
            finally:
                with self._lock:
                    self._being_made.discard(key)

        self._maker.submit(make)


_STAMP = sa.select(
    sa.select(sa.func.max(READINGS.c.key)).scalar_subquery(), sa.select(sa.func.max(JUDGEMENTS.c.key)).scalar_subquery(),
    sa.select(sa.func.max(REPORTS.c.key)).scalar_subquery(),
)  # fmt: skip
"""What any change of a record changes: reports are read, and judgements made."""


class Desk:
    """An open record with what its pages need. One is shared by all requests, which run in several threads."""

    def __init__(self, database: Database, settings: Settings, accounts: "Accounts | None" = None) -> None:
        self.database = database
        self.settings = settings
        self.accounts = accounts
        """None: it is for one person on this machine, who may do everything."""
        self.records = Records(database)
        self.counts = Counts(database)
        self.jobs = Jobs(self)
        self._loading = Lock()
        self._reader: Reader | None = None

    @classmethod
    def open(cls, where: str, settings: Settings, accounts: "Accounts | None" = None) -> "Desk":
        """The desk of the record at a path or URL. Raises RecordError."""
        return cls(open_record(where, create=True), settings, accounts)

    @property
    def reader(self) -> "Reader":
        """Loaded when the first report is added, which takes about two seconds."""
        from ..pipeline import Reader

        with self._loading:
            if self._reader is None:
                self._reader = Reader.load()
            return self._reader

    def close(self) -> None:
        """Lets go of the record, and of the accounts."""
        self.jobs.close()
        self.counts.close()
        self.database.close()
        if self.accounts is not None:
            self.accounts.close()
