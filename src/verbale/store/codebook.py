"""The codebook of a release, from the ontology and the definitions of its tables."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..lexicon import DATA, Lexicon, PloverType
from .release_tables import SHEETS, Column, Sheet

STATUS = {
    "occurred": "is told as done",
    "ongoing": "is going on when the report is written",
    "planned": "lies ahead: intended, scheduled, announced",
    "conditional": "depends on something else that may or may not happen",
    "hypothetical": "is only thought, possible, feared or asked about",
    "denied": "is denied by somebody",
    "negated": "did not or will not happen, as the report or a speaker tells it",
}
CERTAINTY = {
    "certain": "told without reserve",
    "probable": 'told as likely: "probably", "is believed to"',
    "possible": 'told as possible: "may", "perhaps"',
}
STANDING = {
    "machine": "as the machine read it; nobody has looked",
    "accepted": "a person looked and found it right",
    "corrected": "a person changed something",
    "added": "a person added what the machine had missed",
}
PRECISION = {
    "day": "one day",
    "month": "some day or days of the month",
    "year": "some day or days of the year",
    "range": "from the first day to the last, or somewhere between",
}
STATEMENTS = {
    "assertion": "says that something is so",
    "assessment": "judges, estimates or explains",
    "forecast": "says what will come",
    "threat": "says that it will do harm",
    "denial": "says that something is not so",
    "allegation": "says what is not proven, mostly against another",
    "question": "asks",
}
FRAMES = {
    "visit": "somebody goes to see somebody",
    "agreement": "a treaty, protocol, contract or memorandum",
    "transfer": "arms or goods that pass, or are to pass, from one party to another",
    "obligation": "a debt or other sum owed",
    "territory": "land held by one party and perhaps claimed by another",
}
PARTIES = {
    "state": "a state or its government", "organization": "an organization with a name",
    "entity": "a de facto state, region or movement with a code of its own", "person": "a named person",
    "group": "people described by what they are", "place": "a place that stands for those who act there",
}  # fmt: skip
SECTORS = {
    "AGR": "farming", "BUS": "business", "COP": "police", "CRM": "organized crime", "CVL": "civilians",
    "EDU": "schools and universities", "ELI": "people of influence who hold no office now", "GOV": "government",
    "HLH": "health", "IGO": "organizations of states", "JUD": "courts", "LAB": "labour", "LEG": "parliament",
    "MED": "the media", "MIL": "armed forces", "NGO": "non-governmental organizations", "OPP": "political opposition",
    "PRE": "people held in prison", "PTY": "parties", "REB": "rebels", "REF": "refugees", "REL": "religious bodies",
    "SPY": "secret services", "UAF": "armed groups that belong to nobody known",
}  # fmt: skip
LISTS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "Status": ("Of an event: the act", STATUS),
    "Certainty": ("Of an event, in the words of the report", CERTAINTY),
    "Standing": ("Of an event; rejected ones are left out, and listed among the changes", STANDING),
    "Precision": ("Of a date", PRECISION),
    "Frames": ("Of an event, beyond its type", FRAMES),
    "Statements": ("Kinds of statements: the speaker", STATEMENTS),
    "Parties": ("Kinds of parties", PARTIES),
    "Sectors": ("Of a party, as PLOVER has them", SECTORS),
}


def codebook(name: str, lexicon: Lexicon) -> str:
    """The whole page, for the release of this name."""
    return "\n".join((
        f"# Codebook of {name}\n",
        "Every table is there as CSV (UTF-8, a head line, an empty cell for null) and most as Parquet. Event types, modes, "
        "contexts and sectors are PLOVER's, codes are CAMEO's; definitions are in our own words.\n",
        "## Tables\n", *map(_sheet, SHEETS),
        "## Event types\n", _table(("type", "quad class", "score", "definition"), map(_type, lexicon.types.values())),
        "## Modes\n", _table(("type", "mode", "score", "meaning"), _modes(lexicon.types.values())),
        "A mode's score is its type's unless it has one of its own.\n",
        "## Contexts\n", _table(("context", "what it is about"), ((f"`{c.name}`", c.note) for c in lexicon.contexts)),
        *(_list(title, *about) for title, about in LISTS.items()),
        "## CAMEO codes\n", _table(("code", "label", "PLOVER type"), _cameo()),
    ))  # fmt: skip


def _sheet(sheet: Sheet) -> str:
    rows = ((f"`{c.name}`", c.kind, _meaning(c, sheet), c.null or "never empty") for c in sheet.columns)
    table = _table(("column", "type", "meaning", "where empty"), rows)
    return f"### {sheet.name}\n\n{sheet.meaning} A row is known by {_and(sheet.key)}.\n\n{table}"


def _meaning(column: Column, sheet: Sheet) -> str:
    refers = sheet.refers.get(column.name)
    return f"{column.meaning} (`{refers}`)" if refers else column.meaning


def _and(names: Sequence[str]) -> str:
    *most, last = (f"`{name}`" for name in names)
    return f"{', '.join(most)} and {last}" if most else last


def _type(kind: PloverType) -> tuple[str, ...]:
    return f"`{kind.name}`", kind.quad.replace("-", " "), f"{kind.score:+.1f}", kind.definition


def _modes(types: Iterable[PloverType]) -> Iterator[tuple[str, ...]]:
    for kind in types:
        for mode in kind.modes:
            score = kind.score if mode.score is None else mode.score
            yield f"`{kind.name}`", f"`{mode.name}`", f"{score:+.1f}", mode.meaning


def _cameo() -> Iterator[tuple[str, ...]]:
    with (DATA / "cameo.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield f"`{row['code']}`", row["label"], " ".join(filter(None, (row["type"], row["mode"])))


def _list(title: str, about: str, words: Mapping[str, str]) -> str:
    return f"## {title}\n\n{about}:\n\n" + _table(("word", "meaning"), ((f"`{w}`", m) for w, m in words.items()))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(" ".join(c.split()).replace("|", "\\|") for c in line) + " |\n" for line in lines)
