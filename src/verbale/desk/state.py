"""What the desk holds while it runs: the open record, the reader once it is needed, and how it was started."""

from threading import Lock
from typing import TYPE_CHECKING

from msgspec import Struct

from ..records import Records
from ..store.database import Database, open_record

if TYPE_CHECKING:
    from ..pipeline import Reader
    from .accounts import Accounts

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Settings(Struct, frozen=True, kw_only=True):
    """How a desk was started."""

    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()
    """Host names that it is reached by, beside its address."""
    fetches: bool = True
    """Whether reports may be added by URL."""
    largest_upload: int = 5_000_000
    """Bytes of an upload, of a paste and of a fetched page."""
    longest_reading_s: float = 120.0
    """Of one upload."""
    reviewer: str = "desk"
    """Who judges where there are no accounts."""
    secure_cookies: bool = False
    """Set where the desk is reached over HTTPS."""


class Desk:
    """An open record with what its pages need. One is shared by all requests, which run in several threads."""

    def __init__(self, database: Database, settings: Settings, accounts: "Accounts | None" = None) -> None:
        self.database = database
        self.settings = settings
        self.accounts = accounts
        self.records = Records(database)
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
        """Lets go of the record."""
        self.database.close()
