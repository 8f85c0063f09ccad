"""The tables of a release: one definition each, from which CSV, Parquet, codebook and data package come."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal, get_args

from msgspec import Struct

from ..atlas_tables import SECTORS
from ..cast import PartyKind
from ..lexicon_entries import FrameKind
from ..record import Certainty, EventType, Precision, StatementKind, Status

Kind = Literal["text", "integer", "number", "boolean", "date", "datetime"]


class Column(Struct, frozen=True):
    """One column; `null` says what an empty cell means, and "" that there is none."""

    name: str
    kind: Kind
    meaning: str
    null: str = ""
    among: tuple[str, ...] = ()
    """All values it may have, where the list is closed."""


class Sheet(Struct, frozen=True):
    """One table of a release."""

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    refers: Mapping[str, str] = {}
    """Column -> the table whose `id` it holds."""
    parquet: bool = True


def cells(sheet: Sheet, row: Mapping[str, Any]) -> list[Any]:
    """A row's values in the order of the columns, where they are not written as Python writes them as text."""
    return [_spelled(row[c.name]) if c.kind in _SPELLED else row[c.name] for c in sheet.columns]


_SPELLED = frozenset({"boolean", "datetime"})


def _spelled(value: bool | dt.datetime | None) -> str | None:
    if isinstance(value, dt.datetime):
        return value.isoformat()
    return None if value is None else "true" if value else "false"


def _words(literal: Any) -> tuple[str, ...]:
    return tuple(str(word) for word in get_args(literal))


def _place(null: str) -> tuple[Column, ...]:
    return (
        Column("place", "text", "usual name of the place", null),
        Column("place_country", "text", "ISO 3166-1 alpha-3 code of the country the place lies in", null),
        Column("lat", "number", "degrees north", null), Column("lon", "number", "degrees east", null),
        Column("geonames", "integer", "GeoNames id", null),
    )  # fmt: skip


def _words_and_address() -> tuple[Column, ...]:
    return (
        Column("quote", "text", "the words that say so; long ones are cut and end in an ellipsis"),
        Column(
            "quote_start", "integer", "offset of the uncut words in the report's clean text, in Unicode code points"
        ),
        Column("quote_end", "integer", "end of the uncut words, exclusive"),
        Column("address", "text", "address of the report, or the name of its file", "handed over without one"),
    )


_CODE = "ISO 3166-1 alpha-3, the short name of an organization, or the code of another entity"
_ISO3 = Column("iso3", "text", "ISO 3166 alpha-3", "no state, or one without such a code")
_SECTOR = Column("sector", "text", "PLOVER sector", "not known", tuple(sorted(SECTORS)))
_UNPLACED = "the report gives no place, or none that is known"
_UNSAID = "told in the report's own voice, or by a speaker it does not name"
_REPORT = Column("report", "text", "id of the report")
_RUN = Column("run", "text", "id of the run that read it")
_PERSON = (
    Column("person", "text", "full name", "no named person"),
    Column("office", "text", "the person's office, in the report's words", "not given"),
)

EVENTS = Sheet(
    "events", "Who did what to whom, an account a row.", ("id",),
    (
        Column("id", "text", "stable over releases"), _REPORT, _RUN,
        Column("episode", "text", "id of what happened, told in one or more accounts", "not linked to any"),
        Column("type", "text", "PLOVER event type", "a debt or holding merely stated", _words(EventType)),
        Column("mode", "text", "PLOVER mode", "the type has no modes, or none is said"),
        Column("contexts", "text", "PLOVER contexts, parted by spaces", "none is known"),
        Column("cameo", "text", "CAMEO code", "none fits"),
        Column("score", "number", "PLOVER's score of type and mode, from -10 (conflict) to 10 (cooperation)", "no type"),
        Column("status", "text", "whether it happened", "", _words(Status)),
        Column("certainty", "text", "how sure the telling is", "", _words(Certainty)),
        Column("frame", "text", "what kind of thing it is beyond its type", "none of these", _words(FrameKind)),
        Column("actors", "text", "who acts, parted by semicolons; a row each in parties", "the report does not say"),
        Column("recipients", "text", "on whom, parted by semicolons", "nobody is named, or all sides act alike and are actors"),
        Column("start", "date", "first day", "the report gives no date"),
        Column("end", "date", "last day, inclusive", "the report gives no date"),
        Column("precision", "text", "how exact the date is", "the report gives no date", _words(Precision)),
        *_place(_UNPLACED),
        Column("statement", "text", "id of the outermost statement it is told in", _UNSAID),
        Column("speaker", "text", "who makes that statement", _UNSAID),
        Column("cue", "text", "the words that mark that statement", _UNSAID),
        Column("confidence", "number", "chance that the type is right, 0 to 1"),
        Column("standing", "text", "whether people judged it", "", ("machine", "accepted", "corrected", "added")),
        *_words_and_address(),
    ),
    {"report": "reports", "run": "runs", "episode": "episodes", "statement": "statements"},
)  # fmt: skip

PARTIES = Sheet(
    "parties", "The parties of the events.", ("event", "side", "number"),
    (
        Column("event", "text", "id of the event"),
        Column("side", "text", "where both sides do the same to each other, all are actors", "", ("actor", "recipient")),
        Column("number", "integer", "place on its side, from 1"),
        Column("code", "text", _CODE, "not known"), _ISO3,
        Column("cow", "integer", "Correlates of War country number on the day of the event",
               "no state of that system, or none on that day"),
        Column("gw", "integer", "Gleditsch-Ward number on the day of the event",
               "no state of that system, or none on that day"),
        _SECTOR, Column("kind", "text", "what it is", "not known", _words(PartyKind)),
        Column("name", "text", "usual English name", "not known"), *_PERSON,
        Column("text", "text", "the report's own words for it"),
    ), {"event": "events"},
)  # fmt: skip

STATEMENTS = Sheet(
    "statements", "Who said what.", ("id",),
    (
        Column("id", "text", "stable over releases"), _REPORT, _RUN,
        Column("parent", "text", "id of the statement it is told inside", "told by the report itself"),
        Column("kind", "text", "what kind of statement", "", _words(StatementKind)),
        Column("direct", "boolean", "whether its words are quoted"),
        Column("speaker", "text", "who speaks", "not named"), Column("code", "text", _CODE, "not known"), _ISO3, _SECTOR,
        *_PERSON,
        Column("cue", "text", "the words that mark it", "none do"),
        Column("start", "date", "first day on which it may have been made", "the report does not say"),
        Column("place", "text", "where it was made", "the report does not say"), *_words_and_address(),
    ), {"report": "reports", "run": "runs", "parent": "statements"},
)  # fmt: skip

PEOPLE = Sheet(
    "people", "Who is named, over all reports.", ("id",),
    (
        Column("id", "text", "of the identity"), Column("name", "text", "full name"),
        Column("code", "text", _CODE, "not known"), _ISO3,
        Column("offices", "text", "offices that reports give, parted by semicolons", "none"),
        Column("spellings", "text", "as reports spell the name, parted by semicolons", "as the name"),
        Column("known", "text", "name in the table of office-holders, or id of an imported entity", "neither has it"),
        Column("first_seen", "date", "day of the first report that names the person", "no such report has a date"),
        Column("last_seen", "date", "day of the last", "no such report has a date"),
        Column("reports", "integer", "how many reports name the person"),
    ),
)  # fmt: skip

EPISODES = Sheet(
    "episodes", "What happened, told in one or more accounts; those accounts are the events that name the episode.",
    ("id",),
    (
        Column("id", "text", "made from the earliest account's"),
        Column("type", "text", "PLOVER event type", "its accounts have none", _words(EventType)),
        Column("start", "date", "first day", "no account gives a date"),
        Column("end", "date", "last day, inclusive", "no account gives a date"),
        Column("accounts", "integer", "how many events tell of it"),
        Column("independent", "integer", "how many of them are no copies of another"),
        Column("publications", "integer", "how many publications tell of it"),
        Column("disputed", "boolean", "whether one account asserts what another denies"),
    ),
)  # fmt: skip

REPORTS = Sheet(
    "reports", "What was read: the masthead of the latest version of each report, without its text.", ("id",),
    (
        Column("id", "text", "stable over releases and versions"),
        Column("known_as", "text", "the id by which the record's own commands know the latest version"),
        Column("address", "text", "address, or the name of the file", "handed over without one"),
        Column("title", "text", "headline", "none"),
        Column("published", "date", "day of publication", "none is given, or none that is possible"),
        Column("publication", "text", "the outlet", "not known"), Column("section", "text", "the outlet's section", "none"),
        Column("authors", "text", "who signs, parted by semicolons", "nobody"),
        Column("language", "text", "ISO 639-1", "not known"),
        Column("version", "integer", "number of the latest version, from 1"),
        Column("sha256", "text", "of the latest version's bytes as they came"),
        Column("copies", "text", "id of the first of its near-identical copies", "no copy is known"),
        Column("added", "datetime", "when the record first got it, UTC"),
    ), {"copies": "reports"},
)  # fmt: skip

RUNS = Sheet(
    "runs", "Which program, lexicon and model read.", ("id",),
    (
        Column("id", "text", "made from the three"), Column("program", "text", "version of Verbale"),
        Column("lexicon", "text", "SHA-256 over the lexicon"),
        Column("model", "text", "SHA-256 of the language model, or the name of another"),
        Column("started", "datetime", "when it first read for this record, UTC"),
    ), parquet=False,
)  # fmt: skip

CHANGES = Sheet(
    "changes", "Which events are new, changed or gone since the release before.", ("event",),
    (
        Column("event", "text", "id of the event"),
        Column("report", "text", "id of its report"),
        Column("change", "text", "withheld: rejected before it was ever released", "",
               ("added", "changed", "withdrawn", "withheld")),
        Column("fields", "text", "groups of columns that changed, parted by spaces", "not a change"),
        Column("reason", "text", "who judged what and why, or what became of the report",
               "new to the record, or read or linked anew"),
    ), parquet=False,
)  # fmt: skip

SHEETS = (EVENTS, PARTIES, STATEMENTS, PEOPLE, EPISODES, REPORTS, RUNS, CHANGES)
