"""The registers that people keep by hand (agreements, transfers, obligations, visits): frames as fields of a row."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import msgspec

from ..cast import Party
from ..frame import Agreement, Frame, Obligation, Territory, Transfer, Visit
from .wording import named

REGISTERS: dict[str, type[Frame]] = {
    "agreements": Agreement, "transfers": Transfer, "obligations": Obligation, "visits": Visit,
}  # fmt: skip
"""What each register is called, and the frame of its events."""
ENDS: dict[type[Frame], tuple[str, str]] = {
    Visit: ("visitor", "host"), Transfer: ("supplier", "recipient"), Obligation: ("debtor", "creditor"),
    Territory: ("holder", "claimant"),
}  # fmt: skip
"""From whom to whom a frame leads; an agreement leads nowhere."""


def frame_columns(frame: Frame | None) -> dict[str, str | None]:
    """What the row of an event says of its frame."""
    if frame is None:
        return {"frame_content": None, "frame_from": None, "frame_to": None}
    start, end = (_code(getattr(frame, field)) for field in ENDS[type(frame)]) if type(frame) in ENDS else (None, None)
    told = {field: _told(getattr(frame, field)) for field in frame.__struct_fields__}
    known = {field: value for field, value in told.items() if value not in (None, "", [])}
    return {"frame_content": msgspec.json.encode(known).decode(), "frame_from": start, "frame_to": end}


def fields_of(register: str) -> tuple[str, ...]:
    """The fields of a register, in the frame's order."""
    return REGISTERS[register].__struct_fields__


def register_fields(register: str, content: str | None) -> Mapping[str, Any]:
    """The fields of a row of a register; None for what is not known."""
    known = msgspec.json.decode(content) if content else {}
    return {field: known.get(field) for field in fields_of(register)}


def _code(party: Party | None) -> str | None:
    return party and (party.country or party.name)


def _told(value: Any) -> Any:
    """A field for people to read: parties by name and code, days in ISO 8601."""
    if isinstance(value, Party):
        return named((value,))
    if isinstance(value, tuple):
        return named(value) if value and isinstance(value[0], Party) else [_told(one) for one in value]
    return value.isoformat() if isinstance(value, dt.date) else value
