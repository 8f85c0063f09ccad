"""The stretches of time that a search goes through one after the other, each with an index of its own to go by."""

import datetime as dt
from typing import Any, Literal

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy import ColumnElement, Table

from .filters import Window
from .tables import EVENTS, STATEMENTS


class Arm(Struct, frozen=True):
    """One stretch: all, what has a date, what has none, what falls into a window, and what is too long for it."""

    kind: Literal["all", "dated", "undated", "window", "long"]
    window: Window = Window()

    def months(self, column: ColumnElement[Any]) -> list[ColumnElement[bool]]:
        """Conditions on the month of the first day, for tables that hold no more of an event's date."""
        first, last = self._start()
        match self.kind:
            case "undated":
                return [column.is_(None)]
            case "dated":
                return [column.is_not(None)]
            case "window":
                return _from_to(column, _month(first), _month(last))
        return []

    def begun(self, table: Table) -> list[ColumnElement[bool]]:
        """What an index alone tells of the rows that are meant."""
        if self.kind != "window":
            return self.events() if self.kind == "long" else []
        first = self.window.since if table is STATEMENTS else self.window.earliest
        return _from_to(table.c.start, first, self.window.until)

    def events(self) -> list[ColumnElement[bool]]:
        """Conditions on events."""
        start, end, since = EVENTS.c.start, EVENTS.c.end, self.window.since
        first, last = self._start()
        match self.kind:
            case "undated":
                return [start.is_(None)]
            case "dated":
                return [start.is_not(None)]
            case "window":
                return [*_from_to(start, first, last), *_from_to(end, since, None)]
            case "long":
                return [EVENTS.c.precision == sa.literal_column("'range'"), end >= since, start < first]
        return []

    def statements(self) -> list[ColumnElement[bool]]:
        """Conditions on statements, which have one day."""
        start = STATEMENTS.c.start
        match self.kind:
            case "undated":
                return [start.is_(None)]
            case "dated":
                return [start.is_not(None)]
            case "window":
                return _from_to(start, self.window.since, self.window.until)
        return []

    def _start(self) -> tuple[dt.date | None, dt.date | None]:
        return self.window.earliest, self.window.until


def arms(window: Window, *, newest: bool | None, long: bool = True) -> list[Arm]:
    """The stretches, in order of time (`newest` first or last, what has no date at the end); None: in any order."""
    if window.open:
        return [Arm("all")] if newest is None else [Arm("dated"), Arm("undated")]
    found = [Arm("window", window)]
    if long and window.earliest:
        found.insert(len(found) if newest else 0, Arm("long", window))
    return [*found, Arm("undated")] if window.undated else found


def _from_to(column: ColumnElement[Any], first: Any, last: Any) -> list[ColumnElement[bool]]:
    after = [] if first is None else [column >= first]
    return after if last is None else [*after, column <= last]


def _month(day: dt.date | None) -> int | None:
    return None if day is None else day.year * 12 + day.month - 1
