"""What judging one record against its gold leaves: counts for each measure, and the differences by name."""

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from ..report import Span

Shape = Literal["f1", "share", "macro"]
"""How a measure's counts become a figure: precision and recall, a share of those asked, or a mean over classes."""
DifferenceKind = Literal["missing", "spurious", "wrong"]


class Tally(Struct, frozen=True):
    """Counts of one measure; they add up over records."""

    hit: int = 0
    gold: int = 0
    """How many the gold wants; for a share, how many were asked."""
    given: int = 0
    """How many the reading gives; for a share, the same as `gold`."""

    @property
    def mistakes(self) -> int:
        """What was missed and what was given in vain."""
        return self.gold - self.hit + self.given - self.hit


class Measure(Struct, frozen=True, kw_only=True):
    """One figure of a kind of gold."""

    name: str
    shape: Shape
    about: str
    """What is counted, in a sentence for the reader of the table."""
    of: str = ""
    """For a macro: the group whose classes are averaged."""
    counts: bool = True
    """Whether its mistakes make a record better or worse than in another run."""


class Difference(Struct, frozen=True, kw_only=True):
    """One thing that the gold has and the reading lacks, the other way round, or that both have unlike."""

    kind: DifferenceKind
    measure: str
    gold: str | None = None
    """What the gold says; None where it has nothing."""
    read: str | None = None
    """What the reading says; None where it has nothing."""
    filed: str = ""
    """The type or label that the errors of a set are sorted by."""
    gold_spans: tuple[Span, ...] = ()
    read_spans: tuple[Span, ...] = ()

    @property
    def confusion(self) -> str:
        """What was taken for what: "ACCUSE → REQUEST", "ACCUSE → nothing"."""
        return f"{self.gold or 'nothing'} → {self.read or 'nothing'}"


class Judged(Struct, frozen=True, kw_only=True):
    """One record's outcome."""

    id: str | int
    text: str
    tallies: dict[str, Tally]
    """Measure -> counts; "group/class" for the rows of a table by class."""
    differences: tuple[Difference, ...] = ()
    gold: tuple[str, ...] = ()
    """The gold's answers in words, for the error browser."""
    read: tuple[str, ...] = ()
    """The reading's answers in words."""


def counted(hit: int, gold: int, given: int) -> Tally:
    """Counts of a measure with precision and recall."""
    return Tally(hit, gold, given)


def share(*answers: bool) -> Tally:
    """Counts of a measure that each question asked either meets or does not."""
    return Tally(sum(answers), len(answers), len(answers))


def shared(gold: set[str], read: set[str]) -> Tally:
    """Counts of two sets."""
    return Tally(len(gold & read), len(gold), len(read))


def added(tallies: Iterable[Tally]) -> Tally:
    """The sum of counts."""
    found = list(tallies)
    return Tally(sum(t.hit for t in found), sum(t.gold for t in found), sum(t.given for t in found))


def set_differences(
    measure: str, gold: Sequence[str], read: Sequence[str], filed: str, spans: dict[str, tuple[Span, ...]] | None = None
) -> list[Difference]:
    """The differences of two lists without repeats: what is left over on both sides is paired off as taken one for another."""
    lost = [g for g in gold if g not in read]
    extra = [r for r in read if r not in gold]
    at = spans or {}
    pairs = list(zip(lost, extra, strict=False))
    return [
        *(
            Difference(kind="wrong", measure=measure, gold=g, read=r, filed=filed or g, read_spans=at.get(r, ()))
            for g, r in pairs
        ),
        *(Difference(kind="missing", measure=measure, gold=g, filed=filed or g) for g in lost[len(pairs) :]),
        *(
            Difference(kind="spurious", measure=measure, read=r, filed=filed or r, read_spans=at.get(r, ()))
            for r in extra[len(pairs) :]
        ),
    ]
