"""What may be asked of a record, as people say it: each filter narrows, and what is not given does not."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import sqlalchemy as sa
import tomli
from msgspec import Struct
from sqlalchemy.engine import Connection

from .. import atlas_tables
from ..errors import UsageError
from ..record import Certainty, EventType, StatementKind, Status
from .judged import Standing
from .tables import EVENTS

_DATA = Path(__file__).parents[1] / "data"
_LONG_DAYS = 366
"""What days, months, years and nearly all ranges fit into; longer events are looked for apart."""


class Filters(Struct, frozen=True, kw_only=True):
    """What is looked for. Of several types, modes, places ... any will do; several parties must all be there."""

    words: str | None = None
    type: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    """Whoever acts or is acted upon: a code or name of a state, group of states, organization, sector or person."""
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    between: tuple[str, str] | None = None
    """One acts on the other, either way."""
    since: str | dt.date | None = None
    """YYYY, YYYY-MM or YYYY-MM-DD; what lasts until then or longer."""
    until: str | dt.date | None = None
    undated: bool = False
    """Also what has no date, where `since` or `until` would leave it out."""
    place: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    certainty: tuple[str, ...] = ()
    frame: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    """Of statements."""
    publication: tuple[str, ...] = ()
    report: tuple[str, ...] = ()
    confidence: float | None = None
    """At least."""
    judged: bool | None = None
    standing: tuple[str, ...] = ()
    """Rejected events are found only where this asks for them."""
    supplier: tuple[str, ...] = ()
    debtor: tuple[str, ...] = ()
    creditor: tuple[str, ...] = ()
    visitor: tuple[str, ...] = ()
    host: tuple[str, ...] = ()
    accounts: int | None = None
    """At least so many independent accounts of an episode."""

    @classmethod
    def of(cls, **given: Any) -> "Filters":
        """Filters from what a program gives: one value may stand for a tuple of one, None for nothing."""
        hints = get_type_hints(cls)
        unknown = sorted(given.keys() - hints.keys())
        if unknown:
            raise UsageError(f"no filter is called {', '.join(unknown)}: there are {', '.join(hints)}")
        return cls(**{name: _as(hints[name], value) for name, value in given.items() if value is not None})

    @property
    def given(self) -> frozenset[str]:
        """The names of the filters that narrow anything."""
        values = {field: getattr(self, field) for field in self.__struct_fields__}
        return frozenset(f for f, value in values.items() if value not in (None, ()) and (f != "undated" or value))


def _as(hint: Any, value: Any) -> Any:
    if get_origin(hint) is tuple:
        return tuple(map(_clean, (value,) if isinstance(value, str) else value))
    return _clean(value)


def _clean(value: Any) -> Any:
    """Text as databases take it: what a terminal passes on need not be Unicode."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


class Window(Struct, frozen=True):
    """The days asked about."""

    since: dt.date | None = None
    until: dt.date | None = None
    undated: bool = False

    @classmethod
    def of(cls, filters: Filters) -> "Window":
        """The days that filters ask about. Raises UsageError for what is no date."""
        since = _day("since", filters.since, last=False)
        until = _day("until", filters.until, last=True)
        if since and until and since > until:
            raise UsageError(f"--since {since} is later than --until {until}")
        return cls(since, until, filters.undated)

    @property
    def open(self) -> bool:
        """Whether every day is asked about."""
        return self.since is None and self.until is None

    @property
    def earliest(self) -> dt.date | None:
        """When events that reach into the window began at the earliest, but for the longest of them."""
        if self.since is None or self.since.toordinal() <= _LONG_DAYS:
            return None
        return self.since - dt.timedelta(days=_LONG_DAYS)


def _day(option: str, given: str | dt.date | None, *, last: bool) -> dt.date | None:
    if given is None or isinstance(given, dt.date):
        return given
    try:
        return atlas_tables.day(given.strip(), last)
    except (ValueError, OverflowError):
        raise UsageError(f"--{option} {given}: a date is given as 2014, 2014-03 or 2014-03-18") from None


CLOSED: dict[str, tuple[str, ...]] = {
    "type": get_args(EventType), "status": get_args(Status), "certainty": get_args(Certainty),
    "frame": ("visit", "agreement", "transfer", "obligation", "territory"), "kind": get_args(StatementKind),
    "standing": get_args(Standing),
}  # fmt: skip
"""Filters that take a closed set of words."""


def chosen(
    name: Literal["type", "status", "certainty", "frame", "kind", "standing"], given: Iterable[str]
) -> list[str]:
    """The words of a closed set, as the record writes them. Raises UsageError for another word."""
    known = {word.casefold(): word for word in CLOSED[name]}
    for word in given:
        if word.casefold() not in known:
            raise UsageError(f"--{name} {word}: it is one of {', '.join(CLOSED[name])}")
    return [known[word.casefold()] for word in given]


def known_modes(connection: Connection, given: Iterable[str]) -> list[str]:
    """Modes of the ontology or, if it is a user's own, of the record. Raises UsageError for another."""
    modes = {mode["name"] for type_ in _table("plover.toml")["type"] for mode in type_["modes"]}
    return [_open(connection, "mode", mode, modes, EVENTS.c.mode == mode) for mode in given]


def known_contexts(connection: Connection, given: Iterable[str]) -> list[str]:
    """Contexts of the ontology or of the record. Raises UsageError for another."""
    contexts = {context["name"] for context in _table("contexts.toml")["context"]}
    return [_open(connection, "context", one, contexts, has_context(one)) for one in given]


def has_context(context: str) -> sa.ColumnElement[bool]:
    """Whether an event is about something."""
    return (" " + EVENTS.c.contexts + " ").contains(f" {context} ", autoescape=True)


def _open(connection: Connection, name: str, word: str, known: set[str], has: sa.ColumnElement[bool]) -> str:
    if word in known or connection.scalar(sa.select(EVENTS.c.key).where(has).limit(1)) is not None:
        return word
    raise UsageError(f"--{name} {word}: it is one of {', '.join(sorted(known))}")


def _table(name: str) -> dict[str, Any]:
    return tomli.loads((_DATA / name).read_text(encoding="utf-8"))
