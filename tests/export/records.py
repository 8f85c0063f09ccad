"""Records made by hand, so that tests of printing do not hang on what the reader finds."""

import datetime as dt
from typing import Any

from verbale.cast import NamedPerson, Party
from verbale.record import Cue, Event, Quote, Record, Statement, When
from verbale.report import Report, Span

BODY = "Chile denied on Tuesday that its navy had entered Peruvian waters. Talks will follow, Soto said."
DAY = When(start=dt.date(2003, 3, 4), end=dt.date(2003, 3, 4), precision="day", text="Tuesday")
CHILE = Party(text="Chile", start=0, end=5, name="Chile", country="CHL", kind="state")
PERU = Party(text="Peruvian", start=52, end=60, name="Peru", country="PER", kind="state")
SOTO = Party(
    text="Soto", start=86, end=90, name="Elena Soto", country="CHL", sector="GOV", kind="person", person="Elena Soto",
    office="foreign minister",
)  # fmt: skip


def quote(words: str, body: str = BODY) -> Quote:
    start = body.index(words)
    return Quote(start=start, end=start + len(words), quote=words)


def event(**changes: Any) -> Event:
    words = quote("its navy had entered Peruvian waters")
    fields: dict[str, Any] = {
        "id": "e1", "type": "ASSAULT", "mode": "aerial", "contexts": ("military",), "cameo": "190", "score": -9.3,
        "actors": (CHILE,), "recipients": (PERU,), "date": DAY, "place": None, "status": "denied",
        "certainty": "certain", "attribution": ("s1",), "frame": None, "evidence": words, "confidence": 0.7,
    }  # fmt: skip
    return Event(**{**fields, **changes})


def statement(**changes: Any) -> Statement:
    words = quote("that its navy had entered Peruvian waters")
    cue = Cue(start=6, end=12, text="denied")
    fields: dict[str, Any] = {
        "id": "s1", "speaker": CHILE, "cue": cue, "direct": False, "content": words, "kind": "denial",
    }  # fmt: skip
    return Statement(**{**fields, **changes})


def record(events: tuple[Event, ...] = (), report: dict[str, Any] | None = None, **changes: Any) -> Record:
    masthead: dict[str, Any] = {
        "id": "r1", "title": "Navy Stayed Home, Says Chile", "published": dt.date(2003, 3, 5), "body": BODY,
        "publication": "Pacific Gazette", "section": "World", "authors": ("Ana Ruiz", "Leo Marsh"), "sha256": "0" * 64,
        "source": "reports/navy.txt", "paragraphs": (Span(0, len(BODY)),),
    }  # fmt: skip
    people = (NamedPerson(name="Elena Soto", country="CHL", office="foreign minister", spellings=("Soto",)),)
    fields: dict[str, Any] = {"statements": (statement(),), "people": people, **changes}
    return Record(id="r1", report=Report(**{**masthead, **(report or {})}), events=events or (event(),), **fields)
