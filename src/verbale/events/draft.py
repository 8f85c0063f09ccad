"""An event while it is being read, with the rule that gave each field (what `verbale explain` shows)."""

import dataclasses
import hashlib
from dataclasses import dataclass, field
from typing import Any

from ..cast import Party
from ..frame import Frame
from ..lexicon import Trigger
from ..record import Certainty, Event, EventType, Quote, Status, When, Where
from ..report import Span
from .tellings import Telling


@dataclass(slots=True)
class Draft:
    """One event in the making; `at` is its trigger word."""

    at: int
    sentence: int
    type: EventType | None
    mode: str | None
    cameo: str | None
    contexts: tuple[str, ...]
    actors: list[Party]
    recipients: list[Party]
    status: Status
    certainty: Certainty
    evidence: Span
    words: list[int]
    frame: Frame | None = None
    when: When | None = None
    where: Where | None = None
    tellings: list[Telling] = field(default_factory=list)
    confidence: float = 0.5
    features: dict[str, float] = field(default_factory=dict)
    """What the confidence was reckoned from; empty for acts that a statement implies."""
    rules: dict[str, str] = field(default_factory=dict)
    trigger: Trigger | None = None
    """The lexicon entry that fired; None for what a rule found without one."""
    retold: bool = False
    """Told as known already: "the agreement signed between them"."""

    def copy(self, **changes: Any) -> "Draft":
        """The same draft with other values in some fields."""
        return dataclasses.replace(self, rules=dict(self.rules), **changes)

    def countries(self) -> tuple[frozenset[str], frozenset[str]]:
        """The country codes on either side."""
        return frozenset(p.country for p in self.actors if p.country), frozenset(
            p.country for p in self.recipients if p.country
        )

    def event(self, *, report: str, text: str, score: float | None, statement_ids: dict[int, str]) -> Event:
        """The finished value; its id hangs on the report, the words and who is in it."""
        who = "|".join(f"{p.start}:{p.country}" for p in (*self.actors, *self.recipients))
        key = f"{report}|{self.type}|{self.at}|{self.evidence.start}|{self.evidence.end}|{who}|{type(self.frame).__name__}"
        return Event(
            id="e" + hashlib.sha256(key.encode()).hexdigest()[:15],
            type=self.type,
            mode=self.mode,
            contexts=self.contexts,
            cameo=self.cameo,
            score=score,
            actors=tuple(self.actors),
            recipients=tuple(self.recipients),
            date=self.when,
            place=self.where,
            status=self.status,
            certainty=self.certainty,
            attribution=tuple(statement_ids[id(t)] for t in self.tellings),
            frame=self.frame,
            evidence=Quote(
                start=self.evidence.start, end=self.evidence.end, quote=text[self.evidence.start : self.evidence.end]
            ),
            confidence=round(self.confidence, 3),
        )
