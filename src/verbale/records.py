"""A record from Python: what `verbale find` finds, as typed values and as tables of pandas or Polars."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from msgspec import structs
from sqlalchemy.engine import Connection

from .atlas import Atlas
from .errors import UsageError
from .store import queries
from .store.asking import WHAT, order_of, refuse
from .store.counting import columns_of, count_each, count_events, count_statements
from .store.database import Database, open_record
from .store.filters import Filters
from .store.found import Count, Found, FoundEpisode, FoundEvent, FoundPerson, FoundStatement, columns, row
from .store.registers import REGISTERS

if TYPE_CHECKING:
    import pandas
    import polars

T = TypeVar("T", bound=Found)
DATES = ("start", "end", "published", "first_seen", "last_seen")
Finder = Callable[..., Iterator[T]]


class Results(Generic[T]):
    """What is found: looked for anew each time it is gone through, and read only as far as that goes."""

    def __init__(self, database: Database, names: Sequence[str], find: Callable[[Connection], Iterator[T]]) -> None:
        self._database = database
        self._find = find
        self.columns = tuple(names)

    def __iter__(self) -> Iterator[T]:
        with self._database.reading() as connection:
            yield from self._find(connection)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Dictionaries; in a register the frame's own fields stand beside the event's."""
        return (row(found, self.columns) for found in self)

    def to_pandas(self) -> "pandas.DataFrame":
        """A pandas table, with nulls where the record does not know. Raises UsageError where pandas is missing."""
        try:
            import pandas as pd
        except ModuleNotFoundError:
            raise UsageError("pandas is not installed: pip install 'verbale[frames]'") from None
        table = pd.DataFrame(list(self.rows()), columns=list(self.columns)).convert_dtypes()
        dates = [name for name in DATES if name in self.columns]
        table[dates] = table[dates].apply(pd.to_datetime)
        return table

    def to_polars(self) -> "polars.DataFrame":
        """A Polars table, in the same way."""
        try:
            import polars as pl
        except ModuleNotFoundError:
            raise UsageError("polars is not installed: pip install 'verbale[frames]'") from None
        dates = {name: pl.Date for name in DATES if name in self.columns}
        return pl.DataFrame(list(self.rows()), schema=self.columns, schema_overrides=dates, infer_schema_length=None)


class Records:
    """An open record, to find in.

    Filters go by the names that `verbale find --help` gives them, such as `party="RUS"` or `type=["AID", "AGREE"]`.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    @classmethod
    def open(cls, where: str | Path) -> Self:
        """The record at a path or URL. Raises RecordError where there is none."""
        return cls(open_record(where))

    def close(self) -> None:
        """Lets go of the record."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @cached_property
    def atlas(self) -> Atlas:
        """What names of states and organizations mean."""
        return Atlas.load()

    def find(
        self, what: str, words: str | None = None, *, sort: str | None = None, limit: int | None = None,
        offset: int = 0, **filters: Any,
    ) -> Results[Any]:  # fmt: skip
        """What `verbale find` finds: events, statements, people, episodes or a register, such as "transfers".

        Raises UsageError for filters that do not fit and, once the results are gone through, for names that nobody bears.
        """
        asked = _asked(what, words, filters)
        order = order_of(what, sort, asked)
        finder = _FINDERS.get(what, queries.find_events)

        def found(connection: Connection) -> Iterator[Found]:
            return finder(connection, self.atlas, asked, order, limit=limit, offset=offset)

        return Results(self.database, columns(what), found)

    def find_events(self, words: str | None = None, **asked: Any) -> Results[FoundEvent]:
        """Events, the newest first or, where words are given, those that answer best."""
        return self.find("events", words, **asked)

    def find_statements(self, words: str | None = None, **asked: Any) -> Results[FoundStatement]:
        """What was said, in the same order."""
        return self.find("statements", words, **asked)

    def find_people(self, words: str | None = None, **asked: Any) -> Results[FoundPerson]:
        """People whom reports name, those first whom most of them name."""
        return self.find("people", words, **asked)

    def find_episodes(self, words: str | None = None, **asked: Any) -> Results[FoundEpisode]:
        """What happened, the newest first: episodes with an account that the filters find."""
        return self.find("episodes", words, **asked)

    def count(
        self, what: str, by: Sequence[str], words: str | None = None, *, within: int | None = None, **filters: Any
    ) -> Results[Count]:
        """How many events (of a register, too) or statements share the same values of one or two fields.

        With `within` it stops after about so many rows, which answers at once in a large record.
        """
        asked = _asked(what, words, filters)
        if what in ("people", "episodes"):
            raise UsageError(f"{what} cannot be counted by fields: events, statements and registers can")
        counted = count_statements if what == "statements" else count_events
        return Results(
            self.database,
            columns_of(by),
            lambda connection: iter(counted(connection, self.atlas, asked, by, within=within)),
        )

    def facets(
        self, what: str, fields: Sequence[str], words: str | None = None, *, within: int, **filters: Any
    ) -> tuple[int, dict[str, list[Count]]]:
        """How many events (of a register, too) or statements are found, and their numbers by each field alone.

        Where they have to be gone through, that ends after `within` of them.
        """
        asked = _asked(what, words, filters)
        with self.database.reading() as connection:
            return count_each(connection, self.atlas, asked, fields, statements=what == "statements", within=within)

    def episode(self, id: str) -> tuple[FoundEpisode, list[FoundEvent]] | None:
        """An episode and its accounts, as they were published; None where there is none of that id."""
        with self.database.reading() as connection:
            return queries.episode(connection, id)


_FINDERS: dict[str, Callable[..., Iterator[Found]]] = {
    "statements": queries.find_statements, "people": queries.find_people, "episodes": queries.find_episodes,
}  # fmt: skip


def _asked(what: str, words: str | None, filters: dict[str, Any]) -> Filters:
    """The filters as a value, those on a register as those on events with its frame."""
    if what not in WHAT:
        raise UsageError(f"nothing is called {what!r}: there are {', '.join(WHAT)}")
    asked = Filters.of(words=words, **filters)
    refuse(what, asked)
    return structs.replace(asked, frame=(REGISTERS[what],)) if what in REGISTERS else asked
