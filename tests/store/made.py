"""Records with events that a test makes up, in few words."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from verbale.cast import Party
from verbale.ingest.jsonl import from_text
from verbale.pipeline import Reader
from verbale.record import Event, Quote, Record, Statement, When, Where
from verbale.records import Records
from verbale.store.database import open_record
from verbale.store.runs import Run
from verbale.store.writing import Writer

from .conftest import place_for


def party(code: str | None, sector: str | None = None, **more: Any) -> Party:
    return Party(**{"text": code or "somebody", "start": None, "end": None, "name": code, "country": code,
                    "sector": sector, "kind": "state"} | more)  # fmt: skip


def person(name: str, code: str | None, **more: Any) -> Party:
    return party(code, "GOV", **{"text": name, "name": name, "person": name, "kind": "person"} | more)


def day(first: str, last: str | None = None) -> When:
    start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)
    return When(start=start, end=end, precision="range" if last else "day", text=first)


def event(id: str, quote: str = "They talked.", **more: Any) -> Event:
    values: dict[str, Any] = {
        "type": "CONSULT", "mode": None, "contexts": (), "cameo": "040", "score": 2.1, "actors": (), "recipients": (),
        "date": None, "place": None, "status": "occurred", "certainty": "certain", "attribution": (), "frame": None,
        "evidence": Quote(start=0, end=len(quote), quote=quote), "confidence": 0.9,
    }  # fmt: skip
    return Event(id=id, **values | more)


def statement(id: str, quote: str, speaker: Party | None, **more: Any) -> Statement:
    content = Quote(start=0, end=len(quote), quote=quote)
    return Statement(**{"id": id, "speaker": speaker, "cue": None, "direct": False, "content": content,
                        "kind": "assertion"} | more)  # fmt: skip


def place(name: str, country: str | None) -> Where:
    return Where(name=name, country=country, text=name)


def record(id: str, *events: Event, statements: tuple[Statement, ...] = (), **report: Any) -> Record:
    body = " ".join([e.evidence.quote for e in events] + [s.content.quote for s in statements]) or "Nothing."
    text = replace(from_text(f"{id}: {body}", id=id, date=report.pop("date", None)), **report)
    return Record(id=id, report=text, events=events, statements=statements, people=())


@contextmanager
def stored(request: pytest.FixtureRequest, folder: Path, reader: Reader, *made: Record) -> Iterator[Records]:
    """A record of either kind that holds some records; tests that only find in it may share it."""
    with place_for(request, folder) as place:
        database = open_record(place, create=True)
        for one in made:
            Writer(database, Run.of(reader)).add(one)
        yield Records(database)
        database.close()
