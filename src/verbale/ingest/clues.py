"""What one line of a masthead can say."""

from typing import Literal

from msgspec import Struct

from .dates import PrintedDate

Field = Literal[
    "date", "posted", "modified", "issue", "author", "section", "publication", "read_count", "title", "place"
]
"""`posted` is a date that the page labels as that of publication, `place` one that stands before a date."""


class Clue(Struct, frozen=True):
    """One thing a masthead line says."""

    field: Field
    text: str
    date: PrintedDate | None = None


Clues = tuple[Clue, ...]
