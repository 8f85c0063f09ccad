"""What can be asked of each kind of thing that a record holds."""

from typing import get_args

from ..errors import UsageError
from .filters import Filters
from .found import KINDS
from .registers import REGISTERS
from .searching import Field, Order
from .sifting import ROLES

WHAT = (*KINDS, *REGISTERS)
"""Everything that can be looked for."""
SORTS: dict[str, tuple[Field, ...]] = {
    "events": ("date", "published", "added", "confidence", "score", "rank"),
    "statements": ("date", "published", "added", "rank"),
    "people": ("reports", "name", "date"),
    "episodes": ("date", "accounts"),
}  # fmt: skip
"""What a list can be sorted by; registers are events."""
_NOT_OF_EVENTS = {"kind", "accounts"}
_TAKES = {
    "statements": {"words", "speaker", "party", "since", "until", "undated", "publication", "report", "kind"},
    "people": {"words", "party", "since", "until"},
    "episodes": {*Filters.__struct_fields__} - {"kind"},
}  # fmt: skip


def takes(what: str) -> set[str]:
    """The filters that can be given when this is looked for."""
    if what in REGISTERS:
        roles = {role for role, (frame, _) in ROLES.items() if frame != REGISTERS[what]}
        return {*Filters.__struct_fields__} - _NOT_OF_EVENTS - roles - {"frame"}
    return _TAKES.get(what, {*Filters.__struct_fields__} - _NOT_OF_EVENTS)


def refuse(what: str, filters: Filters) -> None:
    """Raises UsageError for filters that say nothing about what is looked for."""
    unfit = sorted(filters.given - takes(what))
    if unfit:
        known = ", ".join(f"--{name}" for name in Filters.__struct_fields__ if name in takes(what) - {"words"})
        raise UsageError(f"find {what} takes no --{' --'.join(unfit)}: it takes words, {known}")


def order_of(what: str, sort: str | None, filters: Filters) -> Order:
    """How a list is sorted: as asked for ("confidence", "date,desc"), else the best answers or the newest first.

    Raises UsageError for a field that a list cannot be sorted by.
    """
    fields = SORTS.get(what, SORTS["events"])
    if sort is None:
        return Order("rank" if filters.words is not None and "rank" in fields else fields[0])
    by, _, way = sort.partition(",")
    field = next((field for field in get_args(Field) if field == by.strip()), None)
    if field not in fields or way.strip() not in ("", "asc", "desc"):
        raise UsageError(f"--sort {sort}: it is one of {', '.join(fields)}, with ,desc for the other way round")
    if field == "rank" and filters.words is None:
        raise UsageError("--sort rank: there are no words to rank by")
    return Order(field, down=way.strip() == "desc" or field == "rank")
