"""Judgements laid over what the machine read: the view that is found, shown and released."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from sqlalchemy.engine import Connection

from ..record import Event

Standing = Literal["machine", "accepted", "corrected", "rejected", "added"]


class Judged(Struct, frozen=True):
    """An event as it stands, under its lasting id."""

    id: str
    event: Event
    standing: Standing = "machine"


def lay_over(connection: Connection, identity: str | None, events: Sequence[tuple[str, Event]]) -> list[Judged]:
    """The events of one report, corrected as its judgements say, and those that people added."""
    return [Judged(id, event) for id, event in events]
