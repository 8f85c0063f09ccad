"""A sentence and its record, with the few questions that tests ask of it."""

from collections.abc import Iterable

from verbale.cast import Party
from verbale.ingest.jsonl import from_text
from verbale.pipeline import Reader
from verbale.record import Event, EventType, Record, Statement

PUBLISHED = "2003-03-12"
"""A Wednesday: "on Monday" is 10 March."""


def codes(parties: Iterable[Party]) -> list[str | None]:
    """The country codes of parties in their order; None for one without."""
    return [party.country for party in parties]


class Told:
    """The record of a text published on PUBLISHED."""

    def __init__(self, reader: Reader, text: str, published: str | None = PUBLISHED) -> None:
        self.text = text
        self.record: Record = reader.read(from_text(text, id="told", date=published))
        self.events = self.record.events
        self.statements = self.record.statements

    def types(self) -> list[EventType | None]:
        return [event.type for event in self.events]

    def all(self, kind: EventType | None) -> list[Event]:
        return [event for event in self.events if event.type == kind]

    def one(self, kind: EventType | None) -> Event:
        """The only event of a type; fails where there is none, or more than one."""
        found = self.all(kind)
        assert len(found) == 1, f"{len(found)} {kind} among {self.types()} in {self.text!r}"
        return found[0]

    def who(self, kind: EventType | None) -> tuple[list[str | None], list[str | None]]:
        """Country codes on either side of the only event of a type."""
        event = self.one(kind)
        return codes(event.actors), codes(event.recipients)

    def said(self, words: str) -> Statement:
        """The only statement whose content holds these words and that holds no other such statement."""
        found = [s for s in self.statements if words in s.content.quote]
        assert found, f"nobody says {words!r}: {[s.content.quote for s in self.statements]}"
        return min(found, key=lambda s: len(s.content.quote))
