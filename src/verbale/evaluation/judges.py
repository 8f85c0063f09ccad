"""Which judge a kind of gold has, and a whole set before it."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from msgspec import Struct

from .answers import EventAnswer, MinutesAnswer, NameAnswer, PartyAnswer, PlaceAnswer, StatementAnswer, TimeAnswer
from .coded_events import EventJudge
from .event_types import TypeCount
from .gold import GoldKind, GoldSet
from .minutes import MinutesJudge
from .parties import PartyJudge
from .rows import EventGold
from .spans import NameJudge, PlaceJudge, TimeJudge
from .statements import StatementJudge
from .tally import Judged, Measure


class Judge(Protocol):
    """Compares one row of gold with what was read; None passes a row over."""

    @property
    def measures(self) -> Sequence[Measure]: ...
    def judge(self, row: Any, answer: Any) -> Judged | None: ...


ANSWERS: dict[GoldKind, Any] = {
    "events": EventAnswer, "minutes": MinutesAnswer, "statements": StatementAnswer, "times": TimeAnswer, "places": PlaceAnswer,
    "names": NameAnswer, "parties": PartyAnswer,
}  # fmt: skip
"""What a reading of each kind of gold looks like."""
JUDGES: dict[GoldKind, Callable[[Any, TypeCount], Judge]] = {
    "events": EventJudge,
    "minutes": lambda rows, types: MinutesJudge(),
    "statements": lambda rows, types: StatementJudge(),
    "times": lambda rows, types: TimeJudge(),
    "places": lambda rows, types: PlaceJudge(),
    "names": lambda rows, types: NameJudge(rows),
    "parties": lambda rows, types: PartyJudge(),
}


class Outcome(Struct, frozen=True, kw_only=True):
    """A gold set with one reading of it, judged."""

    name: str
    kind: GoldKind
    measures: tuple[Measure, ...]
    records: tuple[Judged, ...]
    passed_over: int
    """Rows whose gold is doubtful or asks what nobody can know."""
    unread: int
    """Rows that the reading says nothing about: they count as read empty."""


def types_of(gold: GoldSet, asked: TypeCount | None) -> TypeCount:
    """The count of types asked for; if none is, 15 where the gold itself keeps two of 16 together as YIELD."""
    if asked is not None:
        return asked
    together = any(e.event == "YIELD" for row in gold.rows if isinstance(row, EventGold) for e in row.events)
    return 15 if together else 16


def judge_set(gold: GoldSet, run: dict[str | int, Any], types: TypeCount | None = None) -> Outcome:
    """Every row of a set before its judge."""
    judge = JUDGES[gold.kind](gold.rows, types_of(gold, types))
    outcomes = [judge.judge(row, run.get(row.key)) for row in gold.rows]
    judged = [row.key for row, outcome in zip(gold.rows, outcomes, strict=True) if outcome is not None]
    return Outcome(
        name=gold.name,
        kind=gold.kind,
        measures=tuple(judge.measures),
        records=tuple(o for o in outcomes if o is not None),
        passed_over=sum(o is None for o in outcomes),
        unread=sum(name not in run for name in judged),
    )
