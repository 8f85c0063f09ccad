"""The four families of PLOVER's types, by which pages and pictures are coloured."""

from typing import Literal

Family = Literal["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"]
FAMILIES: dict[Family, tuple[str, ...]] = {
    "verbal-cooperation": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "material-cooperation": ("COOPERATE", "AID", "RETREAT"),
    "verbal-conflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "material-conflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
"""The quad classes of the PLOVER codebook."""
NAMES: dict[Family, str] = {
    "verbal-cooperation": "Words of cooperation", "material-cooperation": "Acts of cooperation",
    "verbal-conflict": "Words of conflict", "material-conflict": "Acts of conflict",
}  # fmt: skip
_OF: dict[str, Family] = {type_: family for family, types in FAMILIES.items() for type_ in types}


def family_of(type_: str | None) -> Family | None:
    """The family of a type; None for an event without one."""
    return _OF.get(type_ or "")
