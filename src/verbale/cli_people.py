"""The commands `verbale person`, `office`, `organization` and `place`: who and what the record knows, over time."""

import datetime as dt
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click
import msgspec

from .cli_options import RECORD, examples
from .cli_output import complain, write_line
from .cli_tables import FORMAT, print_rows

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from .store.party_view import Organization, Place
    from .store.person_search import Identity
    from .store.person_view import Person
    from .store.sightings import Happening, Said
    from .store.tenures import Tenure

STYLE = click.option(
    "--format", "style", type=click.Choice(["table", "jsonl"]), default="table", show_default=True,
    help="For people, or one JSON object.",
)  # fmt: skip
LIMIT = click.option(
    "--limit", metavar="N", type=click.IntRange(0), default=10, show_default=True, help="Events and statements shown."
)
ON = click.option("--on", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="As of a day, such as 2003-05-16.")


@click.command(
    short_help="A person over all reports: offices, spellings, sentences, events.",
    epilog=examples(
        'verbale person "Sergei Lavrov"                       the one of that name in most reports',
        'verbale person "Sergei Ivanov" --on 2003-05-16       the one seen nearest to that day, and the office held then',
        "verbale person p466d2a40de3ff89 --format jsonl       by id",
    ),
)
@click.argument("who", metavar="NAME_OR_ID")
@ON
@LIMIT
@RECORD
@STYLE
def person(who: str, on: dt.datetime | None, limit: int, where: str, style: str) -> None:
    """A person over all reports: offices, spellings, sentences, events.

    Offices come with the days of the first and the last report that gives them. Other people of that name are listed
    below. With a day, only what was so on that day or before it is shown. The status is 1 where nobody is found.
    """
    from .store.person_view import person as view

    day = on.date() if on else None
    _show(where, lambda c: view(c, who, day, limit=limit), _person, style, f"nobody called {who} is in the record")


@click.command(
    short_help="Who held an office, according to the reports.",
    epilog=examples(
        'verbale office "foreign minister" --country RUS',
        'verbale office "secretary-general" --country UN --on 2001-09-01 --format csv',
    ),
)
@click.argument("title", metavar="OFFICE")
@click.option("--country", metavar="CODE", required=True, help="Of a state (RUS) or an organization (UN).")
@ON
@RECORD
@FORMAT
def office(title: str, country: str, on: dt.datetime | None, where: str, style: str) -> None:
    """Who held an office, according to the reports.

    "Defense Minister" and "minister of defence" are one office; whom reports call a former holder is left out. The days are
    those of the first and the last report. With a day, the one seen in office before and after it, else the last before.
    """
    from .store.database import open_record
    from .store.tenures import office as view

    database = open_record(where)
    try:
        with database.reading() as connection:
            held = view(connection, title, country, on.date() if on else None)
    finally:
        database.close()
    rows = [msgspec.to_builtins(tenure) for tenure in held]
    print_rows(rows, style, ("person", "name", "office", "country", "first_seen", "last_seen", "reports"))


@click.command(
    short_help="An organization over all reports.",
    epilog=examples("verbale organization UN", 'verbale organization "African Union" --limit 20'),
)
@click.argument("who", metavar="NAME_OR_CODE")
@LIMIT
@RECORD
@STYLE
def organization(who: str, limit: int, where: str, style: str) -> None:
    """An organization over all reports: when it was seen, how it is called, its events and statements.

    The status is 1 where it is a party to no event.
    """
    from .store.party_view import organization as view

    missing = f"no organization called {who} is a party to an event in the record"
    _show(where, lambda c: view(c, who, limit=limit), _organization, style, missing)


@click.command(
    short_help="What happened at a place.",
    epilog=examples("verbale place Basra", "verbale place Paris --country FRA --limit 50"),
)
@click.argument("name")
@click.option("--country", metavar="CODE", help="Only the place of that name in this state.")
@LIMIT
@RECORD
@STYLE
def place(name: str, country: str | None, limit: int, where: str, style: str) -> None:
    """What happened at a place, the latest first.

    The status is 1 where no event of the record happened there.
    """
    from .store.party_view import place as view

    missing = f"no event of the record happened at {name}" + (f" in {country}" if country else "")
    _show(where, lambda c: view(c, name, country, limit=limit), _place, style, missing)


def _show(
    where: str, view: "Callable[[Connection], Any]", show: Callable[[Any], None], style: str, missing: str
) -> None:
    from .store.database import open_record

    database = open_record(where)
    try:
        with database.reading() as connection:
            found = view(connection)
    finally:
        database.close()
    if found is None:
        complain(missing)
        sys.exit(1)
    if style == "jsonl":
        write_line(msgspec.json.encode(found))
    else:
        show(found)


def _person(found: "Person") -> None:
    one = found.identity
    _say(f"{_named(one)}, {_seen(one.first_seen, one.last_seen, one.reports)}")
    if one.known:
        _say(f"In the table of office-holders: {one.known}")
    if found.imported:
        positions = f": {'; '.join(found.imported.positions)}" if found.imported.positions else ""
        _say(f"Imported from {found.imported.dataset}: {found.imported.caption} ({found.imported.id}){positions}")
    _say("Spellings: " + ", ".join(f"{s.text} ({s.reports})" for s in found.spellings))
    if found.offices:
        _heading("Offices")
        _offices(found.offices)
    _happened("Events", found.events, found.event_count)
    _said(found.statements)
    if found.others:
        _heading("Others of that name")
        for other in found.others:
            _say(f"{_named(other)}, {_seen(other.first_seen, other.last_seen, other.reports)}")


def _offices(offices: "Sequence[Tenure]") -> None:
    for tenure in offices:
        former = ", held before" if tenure.former else ""
        country = f" ({tenure.country})" if tenure.country else ""
        _say(f"{tenure.office}{country}{former}, {_seen(tenure.first_seen, tenure.last_seen, tenure.reports)}")
        for sentence in tenure.sentences:
            if sentence.quote:
                _say(f"    {_from(sentence.published, sentence.publication, sentence.report)}: {sentence.quote}")


def _organization(found: "Organization") -> None:
    code = f" ({found.code})" if found.code and found.code != found.name else ""
    _say(f"{found.name}{code}, {_seen(found.first_seen, found.last_seen, None)}")
    _say("Spellings: " + ", ".join(f"{s.text} ({s.reports})" for s in found.spellings))
    _happened("Events", found.events, found.event_count)
    _said(found.statements)


def _place(found: "Place") -> None:
    countries = f" ({', '.join(found.countries)})" if found.countries else ""
    span = f", {found.first} to {found.last}" if found.first else ""
    _say(f"{found.name}{countries}{span}")
    _happened("Events", found.events, found.event_count)


def _happened(heading: str, events: "Sequence[Happening]", count: int) -> None:
    if events:
        _heading(heading if len(events) == count else f"{heading}, {len(events)} of {count}")
        columns = ("start", "type", "status", "actors", "recipients", "quote", "id")
        print_rows([msgspec.to_builtins(e) for e in events], "table", columns)


def _said(statements: "Sequence[Said]") -> None:
    if statements:
        _heading("Statements")
        print_rows([msgspec.to_builtins(s) for s in statements], "table", ("published", "kind", "quote", "id"))


def _named(one: "Identity") -> str:
    return f"{one.name} ({one.country}) {one.id}" if one.country else f"{one.name} {one.id}"


def _seen(first: dt.date | None, last: dt.date | None, reports: int | None) -> str:
    days = "on no known day" if first is None else f"{first}" if first == last else f"{first} to {last}"
    return f"seen {days}" + (f", {reports} report{'s' if reports != 1 else ''}" if reports is not None else "")


def _from(published: dt.date | None, publication: str | None, report: str) -> str:
    return ", ".join(filter(None, (str(published or ""), publication or f"report {report}")))


def _heading(text: str) -> None:
    click.echo()
    click.echo(text)


def _say(text: str) -> None:
    indent = len(text) - len(text.lstrip())
    click.echo(" " * indent + "".join(c if c.isprintable() else "\ufffd" for c in " ".join(text.split())))
