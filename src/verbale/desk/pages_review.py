"""Reviewing: the queue by doubt, the form for correcting an event, and missed events."""

from collections.abc import Callable, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlencode

import sqlalchemy as sa
import tomli
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ..errors import UsageError
from ..store import judging
from ..store.database import Database
from ..store.filters import CLOSED
from ..store.judged import Judged, current
from ..store.judgements import Judgement
from ..store.judging import Reviewer
from ..store.loading import key_of, text_of
from ..store.past import in_words
from ..store.queries import events_by_key
from ..store.review import Why, queue
from ..store.tables import EVENTS
from . import frames
from .rendering import local_path, page
from .security import noted, require
from .state import Desk

SHOWN = 25
EXAMPLES = 3
"""Of each type, beside the form."""
AROUND = 400
"""Characters before and after the words of an event that are shown with them."""
TEXTS = ("actors", "recipients", "date", "place", "contexts", "evidence")
CHOICES = ("type", "mode", "status", "certainty")
_DATA = Path(__file__).parents[1] / "data"
Work = Callable[[], list[Judgement]]


def routes() -> list[Route]:
    """The queue, forms and what they send."""
    return [
        Route("/review", waiting),
        Route("/events/{id}/edit", edit), Route("/events/{id}/{verdict:str}", judge, methods=["POST"]),
        Route("/judgements/{id}/undo", undo, methods=["POST"]),
        Route("/reports/{id}/missed", missing), Route("/reports/{id}/missed", missed, methods=["POST"]),
    ]  # fmt: skip


def waiting(request: Request) -> Response:
    """What waits for a person: the first in full, the next in a list. `skip` leaves out as many as were skipped."""
    desk: Desk = request.app.state.desk
    given = request.query_params.get("skip", "0")
    skip = int(given) if given.isascii() and given.isdecimal() and len(given) < 6 else 0
    why = next((w for w in get_args(Why) if w == request.query_params.get("why")), None)
    with desk.database.reading() as connection:
        found = list(islice(queue(connection, skip + SHOWN, why=why), skip, skip + SHOWN))
        key = connection.scalar(sa.select(EVENTS.c.key).where(EVENTS.c.id == found[0].id)) if found else None
        event = events_by_key(connection, [key])[0] if key is not None else None
        around = _around(connection, event) if event is not None else None
    return page(request, "review.html", {
        "items": found, "event": event, "around": around, "skip": skip, "done": request.query_params.get("done"),
        "why": why, "here": f"/review?skip={skip}" + (f"&why={why}" if why else ""),
        "after": f"/review?skip={skip + 1}" + (f"&why={why}" if why else ""),
    })  # fmt: skip


def _around(connection: sa.Connection, event: Any) -> tuple[str, str, str]:
    """The report's text before the words of an event, the words, and the text after them."""
    row = connection.execute(
        sa.select(EVENTS.c.report, EVENTS.c.first, EVENTS.c.last).where(EVENTS.c.id == event.id)
    ).one()
    report = text_of(connection, row.report)
    body = report.body if report is not None else ""
    before, after = body[max(0, row.first - AROUND) : row.first], body[row.last : row.last + AROUND]
    before = before.rpartition("\n\n")[2] if "\n\n" in before else before
    return before, body[row.first : row.last], after.partition("\n\n")[0]


async def judge(request: Request) -> Response:
    """Accepts, rejects, corrects or merges an event."""
    user = require(request, "reviewer")
    desk: Desk = request.app.state.desk
    id, verdict = request.path_params["id"], request.path_params["verdict"]
    form = await request.form()
    by = Reviewer(user.name, text(form, "why"))
    database = desk.database
    ways: Mapping[str, Work] = {
        "accept": lambda: judging.accept(database, [id], by),
        "reject": lambda: judging.reject(database, [id], _because(by)),
        "merge": lambda: judging.merge(database, [id], text(form, "into") or "", by),
        "correct": lambda: judging.correct(database, id, _changes(form, _frame(database, id)), by),
    }  # fmt: skip
    if verdict not in ways:
        raise HTTPException(404)
    try:
        made = await run_in_threadpool(ways[verdict])
    except UsageError as error:
        if verdict != "correct":
            raise
        return await run_in_threadpool(_form, request, id, str(error), dict(form))
    await run_in_threadpool(noted, request, verdict, id)
    return back(form, f"/events/{id}", made)


def _because(by: Reviewer) -> Reviewer:
    return by if by.why else Reviewer(by.name, "rejected at the desk")


def text(form: FormData, name: str) -> str | None:
    """What a field of a form holds, if anything."""
    return str(form.get(name) or "").strip() or None


def _frame(database: Database, id: str) -> Any:
    """The frame of an event as it stands."""
    with database.reading() as connection:
        found = _current(connection, id)
    return found[1].event.frame if found is not None else None


def _changes(form: FormData, frame: Any = None) -> dict[str, str]:
    """The fields that were given: a choice that differs from what it was, a text that is not empty."""
    chosen = {f: str(form.get(f, "")) for f in CHOICES if f in form and form.get(f) != form.get(f"was_{f}", "")}
    if "type" in chosen and chosen.get("mode") is None:
        chosen.pop("mode", None)  # the mode of another type would be none of this one
    texts = {field: given for field in TEXTS if (given := text(form, field)) is not None}
    found = {field: value or "none" for field, value in chosen.items()} | texts
    if (changed := frames.given(form, frame)) is not None and frames.KIND in form:
        found["frame"] = changed
    if not found:
        raise UsageError("nothing is changed: choose or write what is right")
    return found


def back(form: FormData, usual: str, made: list[Judgement]) -> Response:
    """Where the form says, with what can be undone there."""
    where = local_path(text(form, "next"), usual)
    joined = "&" if "?" in where else "?"
    return RedirectResponse(f"{where}{joined}{urlencode({'done': made[-1].id})}" if made else where, 303)


async def undo(request: Request) -> Response:
    """Takes a judgement back."""
    user = require(request, "reviewer")
    desk: Desk = request.app.state.desk
    form = await request.form()
    await run_in_threadpool(judging.undo, desk.database, request.path_params["id"], Reviewer(user.name))
    await run_in_threadpool(noted, request, "undo", request.path_params["id"])
    return RedirectResponse(local_path(text(form, "next"), "/review"), 303)


def edit(request: Request) -> Response:
    """The form for correcting an event."""
    require(request, "reviewer")
    return _form(request, request.path_params["id"], None, {})


def _form(request: Request, id: str, error: str | None, typed: Mapping[str, Any]) -> Response:
    desk: Desk = request.app.state.desk
    with desk.database.reading() as connection:
        found = _current(connection, id)
    if found is None:
        raise HTTPException(404, "No event has this id.")
    report, event = found[0], found[1].event
    return page(request, "edit.html", {
        "frames": frames.shown(event.frame), "kind": frames.kind_of(event.frame),
        "id": id, "event": event, "report": report, "error": error, "typed": typed, "words": None,
        "now": {field: in_words(field, getattr(event, field)) for field in TEXTS}, "choices": _choices(), "ontology": _ontology(),
    }, 400 if error else 200)  # fmt: skip


def _current(connection: sa.Connection, id: str) -> tuple[str, Judged] | None:
    """An event as it stands, with the id of its report."""
    report = connection.scalar(sa.select(EVENTS.c.report).where(EVENTS.c.id == id))
    found = current(connection, report) if report is not None else None
    one = next((one for one in found[1] if one.id == id), None) if found is not None else None
    return (str(found[0].record.id), one) if found is not None and one is not None else None


@cache
def _ontology() -> list[dict[str, Any]]:
    """Types with their definitions, modes and some examples, as the codebook has them."""
    found: list[dict[str, Any]] = tomli.loads((_DATA / "plover.toml").read_text(encoding="utf-8"))["type"]
    for type_ in found:
        entries = tomli.loads((_DATA / "triggers" / f"{type_['name'].lower()}.toml").read_text(encoding="utf-8"))[
            "trigger"
        ]
        first = [entry["examples"][0] for entry in entries if entry.get("examples")]
        examples = [one if isinstance(one, str) else one["text"] for one in first]
        type_["examples"] = examples[:: max(1, len(examples) // EXAMPLES)][:EXAMPLES]
    return found


def _choices() -> dict[str, list[str]]:
    modes = sorted({mode["name"] for type_ in _ontology() for mode in type_["modes"]})
    return {
        "type": list(CLOSED["type"]),
        "mode": ["", *modes],
        "status": list(CLOSED["status"]),
        "certainty": list(CLOSED["certainty"]),
    }


def missing(request: Request) -> Response:
    """The form for an event that the machine missed."""
    require(request, "reviewer")
    return _missing(request, None, {"evidence": request.query_params.get("words", "")})


def _missing(request: Request, error: str | None, typed: Mapping[str, Any]) -> Response:
    desk: Desk = request.app.state.desk
    with desk.database.reading() as connection:
        key = key_of(connection, request.path_params["id"])
        report = text_of(connection, key) if key is not None else None
    if report is None:
        raise HTTPException(404, "No report has this id.")
    return page(request, "edit.html", {
        "frames": frames.shown(None), "kind": "", "id": None, "event": None,
        "report": str(report.id), "error": error, "typed": typed, "words": report.body,
        "now": dict.fromkeys(TEXTS, ""), "choices": _choices(), "ontology": _ontology(),
    }, 400 if error else 200)  # fmt: skip


async def missed(request: Request) -> Response:
    """Adds an event that the machine missed."""
    user = require(request, "reviewer")
    desk: Desk = request.app.state.desk
    form = await request.form()
    report = request.path_params["id"]

    def add() -> list[Judgement]:
        changes = _changes(form)
        words = changes.pop("evidence", "")
        return [judging.missed(desk.database, report, words, changes, Reviewer(user.name, text(form, "why")))]

    try:
        made = await run_in_threadpool(add)
    except UsageError as error:
        return await run_in_threadpool(_missing, request, str(error), dict(form))
    await run_in_threadpool(noted, request, "add", made[0].subject)
    return RedirectResponse(f"/events/{made[0].subject}?{urlencode({'done': made[0].id})}", 303)
