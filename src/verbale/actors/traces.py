"""What the discourse remembers of one mention."""

from dataclasses import dataclass

from ..cast import MentionKind, Party


@dataclass(slots=True)
class Trace:
    """One mention as the discourse remembers it."""

    head: int
    kind: MentionKind
    parties: tuple[Party, ...]
    sent: int
    rank: int
    """0 subject, 2 object, 3 oblique, 4 inside another phrase, 6 a mere place."""
    plural: bool
    lemma: str
    nested: bool = False
    clause: int = -1
    """The word that heads its clause."""
    group: int = -1
    """The first of the words it is coordinated with; its own head where there are none."""
