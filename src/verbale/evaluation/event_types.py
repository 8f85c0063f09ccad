"""One vocabulary for event types and countries, whichever of three counts of PLOVER types or CAMEO a file uses.

PLOVER of 2021 has 16 types. Version 0.6 had 18: DEMAND and DISAPPROVE, INVESTIGATE and FIGHT were types of their own. Sets
that keep CONCEDE and RETREAT together as YIELD have 15.
"""

from functools import cache
from typing import Literal, get_args

from ..lexicon import DATA, read_csv
from ..record import EventType

TypeCount = Literal[15, 16, 18]
TYPES_16 = frozenset(get_args(EventType))
KNOWN = TYPES_16 | {"DEMAND", "DISAPPROVE", "INVESTIGATE", "FIGHT", "YIELD"}
SYMMETRIC = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Types of which CAMEO writes one act as two mirror images."""

_OLD_TO_16 = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
_FOLDED = {16: _OLD_TO_16, 15: {**_OLD_TO_16, "CONCEDE": "YIELD", "RETREAT": "YIELD"}, 18: {}}
_PUBLISHED = {"055": "SUPPORT", "056": "SUPPORT", "116": "ACCUSE"}
"""Where PLOVER's published table of CAMEO codes (2021) differs from ours, which goes by the codebook's definitions."""
_TO_18 = (
    ("02", "DEMAND"), ("09", "INVESTIGATE"), ("10", "DEMAND"), ("11", "DISAPPROVE"), ("163", "SANCTION"), ("175", "COERCE"),
    ("1712", "COERCE"), ("19", "FIGHT"), ("20", "FIGHT"),
)  # fmt: skip
"""CAMEO prefixes whose type in version 0.6 is another than in 2021."""
_SAME_COUNTRY = {
    "UNO": "IGO", "EUR": "IGO", "NGM": "NGO", "NZE": "NZL", "KUW": "KWT", "TMP": "TLS", "ROM": "ROU",
}  # fmt: skip
"""Actor codes of older dictionaries -> the code compared."""


def type_count(said: str | None) -> TypeCount | None:
    """The count of types that an option names; None where it leaves the choice to the gold."""
    counts: dict[str | None, TypeCount] = {"15": 15, "16": 16, "18": 18}
    return counts.get(said)


def event_type(value: str | int | None, types: TypeCount) -> str | None:
    """The type of a PLOVER name or a CAMEO code in the count of `types`; None where PLOVER has none (CAMEO 01)."""
    name = str(value or "").strip().upper()
    if name[:1].isdigit():
        name = _of_cameo(name, old=types == 18) or ""
    return _FOLDED[types].get(name, name) or None


def country(code: str | None) -> str | None:
    """The country in an actor code: its first three letters, None where they are none ("UN", "")."""
    first = (code or "")[:3].upper()
    return _SAME_COUNTRY.get(first, first) if len(first) == 3 and first.isalpha() else None


def _of_cameo(code: str, *, old: bool) -> str | None:
    """The type of the longest prefix known."""
    prefixes = [code[:n] for n in (4, 3, 2)]
    if old:
        for prefix in prefixes:
            found = dict(_TO_18).get(prefix)
            if found:
                return found
    return next((_cameo()[p] for p in prefixes if p in _cameo()), None)


@cache
def _cameo() -> dict[str, str]:
    """CAMEO code -> PLOVER type, codes without one left out."""
    rows = {row["code"]: row["type"] for _, row in read_csv(DATA / "cameo.csv")}
    return {code: kind for code, kind in {**rows, **_PUBLISHED}.items() if kind}
