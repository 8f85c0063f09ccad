"""Records that say what a test needs, without being read."""

from verbale.ingest.jsonl import from_text
from verbale.record import Event, NamedPerson, Party, Quote, Record, Statement, When


def named(name: str, country: str | None = None, office: str | None = None, *spellings: str) -> NamedPerson:
    """A person, spelled as named where nothing else is given."""
    return NamedPerson(name=name, country=country, office=office, spellings=spellings or (name,))


def told(
    id: str, date: str | None, text: str, *people: NamedPerson, events: tuple[Event, ...] = (),
    statements: tuple[Statement, ...] = (),
) -> Record:  # fmt: skip
    """The record of a text."""
    report = from_text(text, id, date)
    return Record(id=id, report=report, events=events, statements=statements, people=people)


def visit(id: str, text: str, person: str, country: str, when: When | None = None) -> Event:
    """A person's visit, of which the whole text is the evidence."""
    actor = Party(text=person, start=None, end=None, kind="person", person=person, country=country, sector="GOV")
    host = Party(text="Chile", start=None, end=None, kind="state", name="Chile", country="CHL")
    return Event(
        id=id, type="CONSULT", mode="visit", contexts=(), cameo="042", score=1.9, actors=(actor,), recipients=(host,),
        date=when, place=None, status="occurred", certainty="certain", attribution=(), frame=None,
        evidence=Quote(start=0, end=len(text), quote=text), confidence=0.9,
    )  # fmt: skip
