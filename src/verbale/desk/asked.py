"""What a page is asked for: the filters of its address, and addresses of pages near it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from msgspec import Struct
from starlette.datastructures import QueryParams

from ..errors import UsageError
from ..store.asking import WHAT, takes

SINGLE = frozenset({"words", "since", "until", "confidence", "accounts", "judged", "undated", "between"})
"""Filters that take one value; the others may come several times."""
PAGE = 50
"""Rows of a page of a list."""
MOST = 500
_OTHERS = frozenset({"sort", "page", "size"})
Pairs = tuple[tuple[str, str], ...]


class Asked(Struct, frozen=True):
    """The state of a page, all of which is in its address."""

    what: str
    """"events", "statements", "people", "episodes" or a register."""
    pairs: Pairs
    """Filters as name and value, in the order of the address; empty values left out."""
    sort: str | None = None
    page: int = 1
    size: int = PAGE

    @classmethod
    def of(cls, what: str, query: QueryParams | Iterable[tuple[str, str]]) -> "Asked":
        """What an address asks for; names that are no filters are left out. Raises UsageError for what makes no sense."""
        if what not in WHAT:
            raise UsageError(f"nothing is called {what!r}: there are {', '.join(WHAT)}")
        items = query.multi_items() if isinstance(query, QueryParams) else list(query)
        known = takes(what)
        named = [("words" if name == "q" else name, value.strip()) for name, value in items]
        pairs = tuple((name, value) for name, value in named if name in known and value)
        others = {name: value for name, value in named if name in _OTHERS and value}
        return cls(
            what, pairs, others.get("sort"), _number("page", others, 1, 1_000_000), _number("size", others, PAGE, MOST)
        )

    @property
    def words(self) -> str | None:
        """The words looked for."""
        return dict(self.pairs).get("words")

    @property
    def filters(self) -> dict[str, Any]:
        """The filters but for the words, as `Records.find` and `Records.count` take them. Raises UsageError."""
        found: dict[str, Any] = {}
        for name, value in self.pairs:
            if name == "words":
                continue
            if name in SINGLE:
                found[name] = _single(name, value)
            else:
                found.setdefault(name, []).append(value)
        return found

    def values(self, name: str) -> list[str]:
        """What a filter is set to."""
        return [value for known, value in self.pairs if known == name]

    def query(self, **changes: str | Sequence[str] | None) -> str:
        """The query of an address like this one with some filters (`page`, `sort` too) set otherwise; None takes one away.

        Any change leads to the first page.
        """
        pairs = [(name, value) for name, value in self.pairs if name not in changes]
        for name, value in changes.items():
            if value is not None:
                pairs += [(name, one) for one in ((value,) if isinstance(value, str) else value)]
        if self.sort and "sort" not in changes:
            pairs.append(("sort", self.sort))
        if self.size != PAGE and "size" not in changes:
            pairs.append(("size", str(self.size)))
        return urlencode([("q" if name == "words" else name, value) for name, value in pairs])

    def link(self, path: str | None = None, /, **changes: str | Sequence[str] | None) -> str:
        """The address of the list, or of another page over the same filters."""
        query = self.query(**changes)
        path = path or f"/{self.what}"
        return f"{path}?{query}" if query else path

    def toggled(self, name: str, value: str) -> str:
        """The address with this value of a filter put in or, if it is there, taken out."""
        now = self.values(name)
        left = [v for v in now if v != value] if value in now else ([value] if name in SINGLE else [*now, value])
        return self.link(**{name: left or None})


def _single(name: str, value: str) -> Any:
    if name == "between":
        parts = [part.strip() for part in value.split(",")]
        if len(parts) != 2 or not all(parts):
            raise UsageError(f"between {value}: two parties parted by a comma, such as RUS,UKR")
        return tuple(parts)
    if name in ("judged", "undated"):
        return value.casefold() in ("1", "true", "yes", "on")
    try:
        return float(value) if name == "confidence" else int(value) if name == "accounts" else value
    except ValueError:
        raise UsageError(f"{name} {value}: a number is wanted") from None


def _number(name: str, given: Mapping[str, str], usual: int, most: int) -> int:
    text = given.get(name)
    if text is None:
        return usual
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text) <= most:
        raise UsageError(f"{name} {text}: a number from 1 to {most:,} is wanted")
    return int(text)
