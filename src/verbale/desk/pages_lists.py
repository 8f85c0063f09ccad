"""The home page, and lists of everything that can be looked for; each as JSON, JSON Lines and CSV too."""

import csv
import io
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import Any

import msgspec
import sqlalchemy as sa
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from ..store.asking import SORTS, WHAT, takes
from ..store.database import Database
from ..store.filters import CLOSED
from ..store.found import columns, row
from ..store.registers import REGISTERS
from ..store.tables import EPISODES, EVENTS, PEOPLE, REPORTS, STATEMENTS
from ..store.tellers import told_reports
from .asked import Asked
from .facets import WITHIN, counted
from .rendering import page
from .state import Desk

TITLES = {
    "events": "Events", "statements": "Statements", "people": "People", "episodes": "Episodes", "agreements": "Agreements",
    "transfers": "Arms and other transfers", "obligations": "Debts and other obligations", "visits": "Visits",
}  # fmt: skip
COUNTED = {"reports": REPORTS, "events": EVENTS, "episodes": EPISODES, "statements": STATEMENTS, "people": PEOPLE}
RECENT = 6


def routes() -> list[Route]:
    """Everything that is listed."""
    found = [Route("/", home), Route("/reports", reports)]
    for what in WHAT:
        found += [
            Route(f"/{what}", partial(listed, what)), Route(f"/{what}.json", partial(as_json, what)),
            Route(f"/{what}.jsonl", partial(as_jsonl, what)), Route(f"/{what}.csv", partial(as_csv, what)),
        ]  # fmt: skip
    return found


def home(request: Request) -> Response:
    """What the record holds, and where to begin."""
    desk: Desk = request.app.state.desk
    counts = _counts(desk.database)
    with desk.database.reading() as connection:
        newest = told_reports(connection, limit=RECENT)
    events = list(desk.records.find_events(sort="added,desc", limit=RECENT)) if counts["events"] else []
    types = [(c.by["type"], c.count) for c in desk.records.count("events", ["type"])] if counts["events"] else []
    return page(request, "home.html", {"counts": counts, "reports": newest, "events": events, "types": types})


def _counts(database: Database) -> dict[str, int]:
    """How many rows each table has. SQLite counts a million in milliseconds off a narrow index."""
    with database.reading() as connection:
        return {
            name: int(connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0)
            for name, table in COUNTED.items()
        }


def reports(request: Request) -> Response:
    """The reports of the record."""
    desk: Desk = request.app.state.desk
    query = request.query_params
    asked = Asked.of(
        "events", [(name, value) for name, value in query.multi_items() if name in ("q", "page", "publication")]
    )
    with desk.database.reading() as connection:
        found = told_reports(
            connection, words=asked.words, publication=next(iter(asked.values("publication")), None),
            limit=asked.size + 1, offset=(asked.page - 1) * asked.size,
        )  # fmt: skip
    return page(request, "reports.html", {
        "reports": found[: asked.size], "asked": asked, "more": len(found) > asked.size,
        "next": asked.link("/reports", page=str(asked.page + 1)), "previous": asked.link("/reports", page=str(asked.page - 1)),
    })  # fmt: skip


def listed(what: str, request: Request) -> Response:
    """A list with its facets."""
    desk: Desk = request.app.state.desk
    asked = Asked.of(what, request.query_params)
    found = list(_found(desk, asked, limit=asked.size + 1))
    names = {code: state.name for code, state in desk.records.atlas.states.items()}
    beside = desk.counts.get(asked.what, asked.pairs, lambda: counted(desk.records, asked, names))
    return page(request, "list.html", {
        "asked": asked, "title": TITLES[what], "found": found[: asked.size], "more": len(found) > asked.size,
        "facets": beside.facets, "bars": beside.years, "undated": beside.undated, "total": beside.total,
        "sorts": SORTS.get(what, SORTS["events"]), "is_register": what in REGISTERS, "takes": takes(what), "closed": CLOSED,
        "titles": TITLES, "within": WITHIN, "highest": max((bar.count for bar in beside.years), default=1),
    })  # fmt: skip


def _found(desk: Desk, asked: Asked, *, limit: int | None, offset: int | None = None) -> Iterator[Any]:
    start = (asked.page - 1) * asked.size if offset is None else offset
    return iter(desk.records.find(asked.what, asked.words, sort=asked.sort, limit=limit, offset=start, **asked.filters))


def as_json(what: str, request: Request) -> Response:
    """The page of the list as JSON."""
    desk: Desk = request.app.state.desk
    asked = Asked.of(what, request.query_params)
    found = [row(one, columns(what)) for one in _found(desk, asked, limit=asked.size + 1)]
    following = asked.link(f"/{what}.json", page=str(asked.page + 1)) if len(found) > asked.size else None
    told = {what: found[: asked.size], "page": asked.page, "size": asked.size, "next": following}
    return Response(msgspec.json.encode(told), media_type="application/json")


def as_jsonl(what: str, request: Request) -> Response:
    """All that is found, an object a line."""
    return _stream(what, request, "jsonl", "application/jsonl", lambda one: msgspec.json.encode(one) + b"\n", b"")


def as_csv(what: str, request: Request) -> Response:
    """All that is found as CSV; lists within a field are parted by semicolons."""
    names = columns(what)
    head = _line(dict(zip(names, names, strict=True)))
    return _stream(what, request, "csv", "text/csv; charset=utf-8", _line, b"\xef\xbb\xbf" + head)


def _stream(what: str, request: Request, ending: str, media: str, write: Any, head: bytes) -> Response:
    desk: Desk = request.app.state.desk
    asked = Asked.of(what, request.query_params)
    found = (row(one, columns(what)) for one in _found(desk, asked, limit=None, offset=0))
    first = list(islice(found, 1))  # what cannot be asked is refused before anything is sent

    def lines() -> Iterator[bytes]:
        yield head
        for some in (first, found):
            yield from map(write, some)

    named = {"Content-Disposition": f'attachment; filename="verbale-{what}.{ending}"'}
    return StreamingResponse(lines(), media_type=media, headers=named)


def _line(one: dict[str, Any]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow([_cell(value) for value in one.values()])
    return text.getvalue().encode()


def _cell(value: Any) -> Any:
    """A value as one cell; what a spreadsheet would take for a formula begins with an apostrophe."""
    if isinstance(value, list | tuple):
        value = "; ".join(map(str, value))
    if isinstance(value, dict):
        value = msgspec.json.encode(value).decode()
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return value
