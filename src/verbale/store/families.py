"""Which types of event one act may be read as: accounts of types that stand in no family together are never joined."""

from itertools import combinations

FAMILIES: dict[str, frozenset[str]] = {
    # A visit, the talks held on it and the pact that ends it are told in each other's words, and a deal is a promise
    # to one outlet and an act of cooperation to the next.
    "talks": frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE"}),
    # Help that is promised, agreed on, praised and given.
    "help": frozenset({"AID", "AGREE", "SUPPORT", "COOPERATE"}),
    # A truce, a release or a withdrawal is agreed on, conceded and carried out.
    "yielding": frozenset({"AGREE", "CONCEDE", "RETREAT", "COOPERATE"}),
    # A demand blames, a refusal answers a demand, and a warning may be either.
    "words": frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"}),
    # An arrest, a raid, a clash at a rally and troops on the move, as seen from different sides.
    "force": frozenset({"PROTEST", "MOBILIZE", "COERCE", "ASSAULT"}),
    # Shows of force are warnings.
    "shows": frozenset({"THREATEN", "MOBILIZE"}),
    # A ban, an expulsion, a broken-off relation.
    "penalties": frozenset({"SANCTION", "COERCE", "REJECT"}),
    # Sanctions that are threatened and laid on.
    "warnings": frozenset({"SANCTION", "THREATEN"}),
}
COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
"""The first half of PLOVER's types. No family spans both halves, so each is looked through by itself."""

RECIPROCAL = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE"})
"""Types in which actor and recipient may change places between accounts: A met B, B received A."""

_NEAR = frozenset(pair for family in FAMILIES.values() for pair in combinations(sorted(family), 2))


def near(a: str | None, b: str | None) -> bool:
    """Whether one act may be read as either; an obligation without an act (None) is near its like alone."""
    return a == b or (a is not None and b is not None and ((a, b) if a < b else (b, a)) in _NEAR)


def half(kind: str | None) -> str:
    """The half of the types that an event is looked for in."""
    return "debt" if kind is None else "cooperation" if kind in COOPERATION else "conflict"
