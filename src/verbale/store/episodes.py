"""Episodes: accounts of the same event, in one report or in many."""

from collections.abc import Sequence

from sqlalchemy.engine import Connection


def link(connection: Connection, report: int, events: Sequence[int]) -> None:
    """Puts the events of a report (by key) to the episodes they tell of."""


def forget(connection: Connection, events: Sequence[int]) -> None:
    """Takes events that are about to vanish out of their episodes."""
