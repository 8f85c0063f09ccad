"""The registers that people keep by hand (agreements, transfers, obligations, visits): frames as fields of a row."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import msgspec

from ..cast import Party
from ..frame import Agreement, Frame, Obligation, Territory, Transfer, Visit
from .wording import named

FRAMES: dict[str, type[Frame]] = {
    "visit": Visit, "agreement": Agreement, "transfer": Transfer, "obligation": Obligation, "territory": Territory,
}  # fmt: skip
REGISTERS = {"agreements": "agreement", "transfers": "transfer", "obligations": "obligation", "visits": "visit"}
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
    known = {field: value for field, value in told.items() if value not in (None, "", ())}
    return {"frame_content": msgspec.json.encode(known).decode(), "frame_from": start, "frame_to": end}


def frame_fields(frame: str | None, content: str | None) -> Mapping[str, Any] | None:
    """The fields of a frame, each None if it is not known; None where there is no frame."""
    if frame is None:
        return None
    known = msgspec.json.decode(content) if content else {}
    return {field: known.get(field) for field in FRAMES[frame].__struct_fields__}


def _code(party: Party | None) -> str | None:
    return (party.country or party.name) if party is not None else None


def _told(value: Any) -> Any:
    """A field for people to read: parties by name and code, days and stretches of days in ISO 8601."""
    if isinstance(value, Party):
        return named((value,))
    if isinstance(value, tuple) and value:
        if isinstance(value[0], Party):
            return named(value)
        return "/".join(map(_told, value)) if isinstance(value[0], dt.date) else list(value)
    return value.isoformat() if isinstance(value, dt.date) else value
