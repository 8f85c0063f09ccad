"""What is known of an event's status while its words are read."""

from ..record import Certainty, Status

_RANK = {"occurred": 0, "ongoing": 1, "planned": 2, "hypothetical": 3, "conditional": 4, "negated": 5, "denied": 6}
_SURE = {"certain": 0, "probable": 1, "possible": 2}


class Judgement:
    """The strongest status and the weakest certainty met so far, with the words that decided."""

    __slots__ = ("certainty", "condition", "idle", "intended", "purpose_of", "status", "ultimatum", "why")

    def __init__(self) -> None:
        self.status: Status = "occurred"
        self.certainty: Certainty = "certain"
        self.why = "told as a fact"
        self.condition = False
        """Stands in an if-clause: named as a condition, not told as an act."""
        self.ultimatum = False
        """Announced "unless" something is done."""
        self.purpose_of: int | None = None
        """The verb whose purpose the act is: "marched to demand"."""
        self.idle = False
        """Only what something is for or able to do: "assets to buy weapons"."""
        self.intended = False
        """Told as an intention: future tense, a plan, a promise; not a mere purpose."""

    def raise_to(self, status: Status, why: str) -> None:
        """Takes `status` where it says more against the fact than what is known."""
        if _RANK[status] > _RANK[self.status]:
            self.status, self.why = status, why

    def intend(self, why: str) -> None:
        """Takes the act as planned, in so many words."""
        self.intended = True
        self.raise_to("planned", why)

    def weaken(self, certainty: Certainty) -> None:
        """Takes `certainty` where it is weaker."""
        if _SURE[certainty] > _SURE[self.certainty]:
            self.certainty = certainty
