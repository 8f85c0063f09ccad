"""The API: what the pages show, as JSON of a fixed shape under `/api/v1/`."""

import hashlib
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

import msgspec
import sqlalchemy as sa
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ..errors import UsageError
from ..store.asking import WHAT, takes
from ..store.database import Database
from ..store.episode_view import episode_of
from ..store.found import columns, row
from ..store.judged import current
from ..store.loading import key_of
from ..store.past import past
from ..store.person_view import person
from ..store.queries import events_by_key
from ..store.registers import REGISTERS
from ..store.tables import EVENTS
from ..store.tellers import told_reports
from .asked import Asked
from .openapi import description
from .state import Desk

ROOT = "/api/v1"
COUNTED = ("events", "statements", *REGISTERS)
"""What can be counted by fields."""
_SHOWN = {"page", "size", "sort"}
_PEOPLE_SHOWN = 100
Answer = Callable[[Request], Any]


def routes() -> list[Route]:
    """Everything under `/api/v1/`."""
    found = [Route(f"{ROOT}/openapi.json", _answered(lambda _: description()))]
    found += [Route(f"{ROOT}/{what}", _answered(partial(listed, what))) for what in WHAT]
    found += [Route(f"{ROOT}/{what}/count", _answered(partial(counted, what))) for what in COUNTED]
    one: dict[str, Answer] = {"events": event, "episodes": episode, "people": somebody, "reports": report}
    found += [Route(f"{ROOT}/{what}/{{id}}", _answered(answer)) for what, answer in one.items()]
    return [*found, Route(f"{ROOT}/reports", _answered(reports))]


def _answered(answer: Answer) -> Callable[[Request], Response]:
    """A handler that gives the answer as JSON, or says that it is still the same."""

    def handler(request: Request) -> Response:
        body = msgspec.json.encode(answer(request))
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
        known = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
        if tag in known or "*" in known:
            return Response(status_code=304, headers=headers)
        return Response(body, media_type="application/json", headers=headers)

    return handler


def _query(request: Request, known: set[str]) -> list[tuple[str, str]]:
    """Names and values of the query. Raises UsageError for a name that is not known, and for what no text is."""
    try:
        pairs = parse_qsl(request.url.query, keep_blank_values=True, errors="strict")
    except (UnicodeDecodeError, ValueError):
        raise UsageError("the query is no UTF-8") from None
    if unknown := sorted({name for name, _ in pairs} - known):
        raise UsageError(f"nothing can be asked by {', '.join(unknown)}: there are {', '.join(sorted(known))}")
    if any("\0" in value for _, value in pairs):
        raise UsageError("a value holds the character NUL")
    return pairs


def listed(what: str, request: Request) -> dict[str, Any]:
    """A page of a list."""
    desk: Desk = request.app.state.desk
    asked = Asked.of(what, _query(request, takes(what) | _SHOWN))
    start = (asked.page - 1) * asked.size
    results = desk.records.find(what, asked.words, sort=asked.sort, limit=asked.size + 1, offset=start, **asked.filters)
    found = [row(one, columns(what)) for one in results]
    following = asked.link(f"{ROOT}/{what}", page=str(asked.page + 1)) if len(found) > asked.size else None
    return {"items": found[: asked.size], "page": asked.page, "size": asked.size, "next": following}


def counted(what: str, request: Request) -> dict[str, Any]:
    """Numbers by one or two fields."""
    desk: Desk = request.app.state.desk
    pairs = _query(request, takes(what) | {"by"})
    asked = Asked.of(what, [(name, value) for name, value in pairs if name != "by"])
    by = [value for name, value in pairs if name == "by"]
    return {"items": list(desk.records.count(what, by, asked.words, **asked.filters).rows())}


def reports(request: Request) -> dict[str, Any]:
    """The reports added last."""
    desk: Desk = request.app.state.desk
    pairs = _query(request, {"words", "publication", "page", "size"})
    asked = Asked.of("events", pairs)
    with desk.database.reading() as connection:
        found = told_reports(
            connection, words=asked.words, publication=next(iter(asked.values("publication")), None),
            limit=asked.size + 1, offset=(asked.page - 1) * asked.size,
        )  # fmt: skip
    following = asked.link(f"{ROOT}/reports", page=str(asked.page + 1)) if len(found) > asked.size else None
    return {"items": found[: asked.size], "page": asked.page, "size": asked.size, "next": following}


def event(request: Request) -> dict[str, Any]:
    """An event with its history."""
    id, database = _asked(request)
    with database.reading() as connection:
        key = connection.scalar(sa.select(EVENTS.c.key).where(EVENTS.c.id == id))
        if key is None:
            raise HTTPException(404, "no event has this id")
        [found] = events_by_key(connection, [key])
        return {**row(found, columns("events")), "history": past(connection, id)}


def episode(request: Request) -> Any:
    """An episode with its accounts."""
    id, database = _asked(request)
    with database.reading() as connection:
        found = episode_of(connection, id)
    if found is None:
        raise HTTPException(404, "no episode has this id")
    return found


def somebody(request: Request) -> Any:
    """A person with offices, spellings, and the latest events and statements."""
    id, database = _asked(request)
    with database.reading() as connection:
        found = person(connection, id, limit=_PEOPLE_SHOWN)
    if found is None:
        raise HTTPException(404, "nobody has this id or name")
    return found


def report(request: Request) -> dict[str, Any]:
    """A report whole: masthead, text, events as they stand, statements and people."""
    id, database = _asked(request)
    with database.reading() as connection:
        key = key_of(connection, id)
        found = current(connection, key) if key is not None else None
    if found is None:
        raise HTTPException(404, "no report has this id")
    record = found[0].record
    shown = [one for one in found[1] if one.standing != "rejected"]
    text = {name: getattr(record.report, name) for name in record.report.__struct_fields__ if name != "original"}
    return {
        "id": record.id, "report": text, "statements": record.statements, "people": record.people, "warnings": record.warnings,
        "events": [{**msgspec.to_builtins(one.event), "id": one.id, "standing": one.standing} for one in shown],
    }  # fmt: skip


def _asked(request: Request) -> tuple[str, Database]:
    """The id that is asked for, and where."""
    _query(request, set())
    id: str = request.path_params["id"]
    desk: Desk = request.app.state.desk
    if "\0" in id:
        raise HTTPException(404, "no id holds the character NUL")
    return id, desk.database
