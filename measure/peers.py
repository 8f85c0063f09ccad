"""What other programs reach on the gold sets: figures only, as measured once beside the project or as published."""

from typing import NamedTuple


class Peers(NamedTuple):
    """The systems beside ours on one set."""

    note: str
    measures: tuple[str, ...]
    """Names of our measures that the columns stand for."""
    rows: tuple[tuple[str, tuple[float | None, ...]], ...]


_FULL = ("type", "top-1", "actors", "recipients", "triple")
_PART = ("type", "actors", "recipients", "triple")
PEERS = {
    "events_plover_gsr": Peers(
        "The others were measured once, as published, on both halves (316 records), with parses from a small spaCy model; "
        "intervals are about ±0.05. PETRARCH-2 had trees converted from those parses, so its row is a lower bound. "
        "“Dyads”: events without an actor left out.",
        _FULL,
        (
            ("UniversalPETRARCH, PETRARCH-1 verbs (its default)", (0.49, 0.40, 0.65, 0.68, 0.23)),
            ("the same, dyads", (0.44, 0.33, 0.61, 0.60, 0.31)),
            ("UniversalPETRARCH, PETRARCH-2 verbs, dyads", (0.33, 0.24, 0.53, 0.51, 0.22)),
            ("UniversalPETRARCH, both lists of verbs, dyads", (0.46, 0.37, 0.66, 0.64, 0.32)),
            ("PETRARCH-2, converted trees, dyads", (0.31, 0.22, 0.55, 0.51, 0.25)),
        ),
    ),
    "relations_plv": Peers(
        "The others are on the test half (1,033 records, 15 types). Ours is the development half. ConfliBERT was trained on "
        "1,050 records of the same set, ZSP (a zero-shot reader on RoBERTa-large) and the GPTs on none.",
        ("top-1 macro", "top-1"),
        (
            ("UniversalPETRARCH, PETRARCH-2 verbs", (0.46, 0.41)),
            ("UniversalPETRARCH, PETRARCH-1 verbs", (0.41, 0.43)),
            ("PETRARCH-2, converted trees", (0.40, 0.31)),
            ("GPT-3.5, published", (0.409, None)),
            ("GPT-4, published", (0.615, None)),
            ("ZSP, from its published output", (0.82, 0.84)),
            ("ConfliBERT, published", (0.867, None)),
        ),
    ),
    "events_petr2_gsr": Peers(
        "Both were tuned on this file, and had the parses shipped with it; 49 records of both halves.",
        _PART,
        (("UniversalPETRARCH", (0.82, 0.90, 0.87, 0.82)), ("PETRARCH-2", (0.95, 0.96, 0.97, 0.93))),
    ),
    "events_petrarch_unit": Peers(
        "Both were tuned on this file, and had the parses shipped with it; both halves.",
        _PART,
        (("UniversalPETRARCH, dyads", (0.83, 0.76, 0.85, 0.64)), ("PETRARCH-2", (0.79, 0.85, 0.90, 0.82))),
    ),
    "actors_ngec": Peers(
        "Measured on all mentions that have a country (251) or role (303).",
        ("country", "role"),
        (("PETRARCH-2's dictionaries of 2014", (0.47, 0.43)),),
    ),
    "times_tempeval3": Peers("On both halves.", ("strict", "relaxed", "value"), (("HeidelTime", (0.81, 0.90, 0.78)),)),
    "places_gwn": Peers(
        "From output files published with the set; exact stretches.",
        ("names",),
        (("spaCy (2019)", (0.75,)), ("Google Cloud NLP (2019)", (0.83,))),
    ),
}
