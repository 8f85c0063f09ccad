"""A party's numbers in the state lists of political science, on a day."""

import datetime as dt
from typing import Literal

from msgspec import Struct

from ..atlas import Atlas, State

List = Literal["cow", "gw"]
_OVER_TIME: dict[tuple[str, List], tuple[tuple[dt.date | None, int], ...]] = {
    # ISO keeps one code where a list keeps two states: (last day, number), the present one last.
    ("DEU", "cow"): ((dt.date(1945, 5, 8), 255), (dt.date(1990, 10, 2), 260), (None, 255)),
    ("DEU", "gw"): ((dt.date(1945, 5, 8), 255), (None, 260)),
    ("YEM", "cow"): ((dt.date(1990, 5, 21), 678), (None, 679)),
}


class Codes(Struct, frozen=True):
    """What a party's code is in other lists; None: that list has no such state on the day."""

    iso3: str | None = None
    cow: int | None = None
    gw: int | None = None


class CountryCodes:
    """Looks codes up in the table of states."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas

    def of(self, code: str | None, on: dt.date | None) -> Codes:
        """The codes of a party on a day; without a day, of a state that is there still or has one number only."""
        state = self.atlas.state(code) if code else None
        if state is None:
            return Codes()
        there = on is None or ((state.start is None or state.start <= on) and (state.end is None or on <= state.end))
        return Codes(
            iso3=None if "code is our own" in state.source else state.code,
            cow=_number(state, "cow", on) if there else None,
            gw=_number(state, "gw", on) if there else None,
        )


def _number(state: State, system: List, on: dt.date | None) -> int | None:
    numbers = state.cow if system == "cow" else state.gw
    if len(numbers) < 2:
        return numbers[0] if numbers else None
    spells = _OVER_TIME.get((state.code, system), ())
    if on is None:
        return None
    return next((number for last, number in spells if last is None or on <= last), None)
