"""The command `verbale find`: events, statements, people and episodes of a record, as lists and as counts."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from .cli_options import RECORD, examples
from .cli_tables import FORMAT, Row, print_rows

if TYPE_CHECKING:
    from .records import Results

WHAT = ("events", "statements", "people", "episodes", "agreements", "transfers", "obligations", "visits")
SHOWN = {
    "events": ("id", "start", "type", "status", "actors", "recipients", "place", "quote"),
    "statements": ("id", "start", "kind", "speaker", "cue", "quote"),
    "people": ("id", "name", "country", "office", "first_seen", "last_seen", "reports"),
    "episodes": ("id", "start", "type", "independent", "accounts", "disputed", "actors", "recipients", "quote"),
    "agreements": ("id", "start", "status", "title", "subject", "parties", "signed", "quote"),
    "transfers": ("id", "start", "status", "supplier", "recipient", "items", "quantity", "value", "currency", "quote"),
    "obligations": ("id", "start", "status", "debtor", "creditor", "amount", "currency", "approximate", "purpose"),
    "visits": ("id", "start", "status", "visitor", "host", "delegation", "quote"),
}  # fmt: skip
"""What a table shows of each; JSON Lines and CSV have everything."""
_BROADEST = 12
"""Values of the second field that still fit beside each other in a cross table."""


def _listed(name: str, meaning: str, metavar: str) -> Any:
    return click.option(f"--{name}", multiple=True, metavar=metavar, help=meaning)


_PARTY = "X"
_FILTERS = (
    _listed("type", "Event type, such as ASSAULT; this and others given twice: either will do.", "TYPE"),
    _listed("mode", "Mode of the type, such as visit.", "MODE"),
    _listed("context", "What it is about, such as military.", "CONTEXT"),
    _listed("party", "Who takes part, on either side: a country, a group of states with its members on the day, an "
            "organization, a sector (MIL, RUS/MIL) or a person; given twice: both.", _PARTY),
    _listed("actor", "Who acts.", _PARTY),
    _listed("recipient", "Who is acted upon.", _PARTY),
    click.option("--between", nargs=2, metavar="X Y", help="One acts on the other, either way."),
    click.option("--since", metavar="DATE", help="From this year, month or day on: 2014, 2014-03 or 2014-03-18."),
    click.option("--until", metavar="DATE", help="Up to the end of this year, month or day."),
    click.option("--undated", is_flag=True, help="With --since and --until, also what has no date."),
    _listed("place", "Where: a country's code or name, or a town's name.", "PLACE"),
    _listed("status", "occurred, ongoing, planned, conditional, hypothetical, denied or negated.", "STATUS"),
    _listed("certainty", "certain, probable or possible.", "CERTAINTY"),
    _listed("frame", "visit, agreement, transfer, obligation or territory.", "FRAME"),
    _listed("speaker", "Who says it or tells of it, given as a party is.", _PARTY),
    _listed("kind", "Of statements: assertion, assessment, forecast, threat, denial, allegation or question.", "KIND"),
    _listed("publication", "Where it was published.", "NAME"),
    _listed("report", "The report, by its id, path or address.", "REPORT"),
    click.option("--confidence", type=click.FloatRange(0, 1), metavar="MIN", help="At least this confidence, 0 to 1."),
    click.option("--judged/--unjudged", default=None, help="Only what people have judged, or have not."),
    _listed("standing", "machine, accepted, corrected, added or rejected; rejected ones are left out otherwise.",
            "STANDING"),
    _listed("supplier", "Of transfers.", _PARTY), _listed("debtor", "Of obligations.", _PARTY),
    _listed("creditor", "Of obligations.", _PARTY), _listed("visitor", "Of visits.", _PARTY),
    _listed("host", "Of visits.", _PARTY),
    click.option("--accounts", type=click.IntRange(1), metavar="MIN",
                 help="Of episodes: at least so many independent accounts."),
)  # fmt: skip


def _filters(command: Any) -> Any:
    for option in reversed(_FILTERS):
        command = option(command)
    return command


@click.command(
    short_help="Find events, statements, people and episodes in the record.",
    epilog=examples(
        "verbale find events                                          all of them, the newest first",
        'verbale find events "peace talks" --party NATO --since 2014  words, a group of states, a time',
        "verbale find events --between RUS UKR --count-by dyad,year   who acts on whom, year by year",
        "verbale find events --unjudged --sort confidence --limit 20  what a person should look at first",
        "verbale find statements sanctions --speaker 'Angela Merkel'  what somebody said of something",
        "verbale find transfers --supplier FRA --format csv           a register, for a spreadsheet",
    ),
)
@click.argument("what", type=click.Choice(WHAT), metavar=f"[{'|'.join(WHAT)}]")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@_filters
@click.option("--sort", metavar="FIELD[,desc]", help="date, published, added, confidence, score or rank.")
@click.option("--count-by", "by", metavar="FIELD[,FIELD]", help="Count by type, mode, status, certainty, year, month, "
              "actor, recipient, party, dyad, place, publication, speaker, standing, context or frame.")  # fmt: skip
@click.option("--limit", type=click.IntRange(0), metavar="N", help="At most so many; all of them otherwise.")
@click.option("--offset", type=click.IntRange(0), default=0, metavar="N", help="Leave out the first.")
@RECORD
@FORMAT
def find(what: str, words: tuple[str, ...], by: str | None, where: str, style: str, **asked: Any) -> None:
    """Find events, statements, people and episodes in the record.

    All WORDS must occur; "in quotes" they stand together, OR between two takes either, -word must not occur (after --,
    or within quotes), and begin* stands for every word that begins so. All filters that are given must hold.
    """
    from .records import Records

    with Records.open(where) as records:
        text = " ".join(words) or None
        if by is not None:
            sort, limit, offset = (asked.pop(name) for name in ("sort", "limit", "offset"))
            if sort is not None:
                raise click.UsageError("counts are sorted by time or by number: leave out --sort")
            _count(records.count(what, by.split(","), text, **asked), style, limit, offset)
            return
        found = records.find(what, text, **asked)
        shown: Iterable[Row] = found.rows()
        if style != "jsonl":
            shown = map(_marked if style == "table" else _plain, shown)
        print_rows(shown, style, SHOWN[what] if style == "table" else found.columns)


def _count(counts: "Results[Any]", style: str, limit: int | None, offset: int) -> None:
    rows = list(islice(counts.rows(), offset, None if limit is None else offset + limit))
    *fields, _ = counts.columns
    if style == "table" and len(fields) == 2:
        values = sorted({row[fields[1]] for row in rows}, key=lambda value: (value is None, value))
        if len(values) <= _BROADEST:
            print_rows(_crossed(rows, fields), style, [fields[0], *map(_headed, values)])
            return
    print_rows(rows, style, counts.columns)


def _crossed(rows: Iterable[Row], fields: Sequence[str]) -> Iterator[Row]:
    """A row for each value of the first field, with a column for each of the second."""
    crossed: dict[Any, dict[str, Any]] = {}
    for row in rows:
        line = crossed.setdefault(row[fields[0]], {fields[0]: _headed(row[fields[0]])})
        line[_headed(row[fields[1]])] = row["count"]
    yield from crossed.values()


def _headed(value: Any) -> str:
    return "not known" if value is None else str(value)


def _marked(row: Row) -> Row:
    """The words that were found stand in the place of the quotation, marked."""
    return {**row, "quote": row["snippet"]} if row.get("snippet") else row


def _plain(row: Row) -> Row:
    """Lists and frames as text that fits into a cell."""
    return {name: _cell(value) for name, value in row.items()}


def _cell(value: Any) -> Any:
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else value
