"""Where reviewers differ, side by side, and how far they agree."""

from collections.abc import Mapping
from itertools import islice
from typing import Any

import sqlalchemy as sa
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ..store import judging
from ..store.agreement import agreement
from ..store.judging import Reviewer
from ..store.past import in_words
from ..store.queries import events_by_key
from ..store.reviewers import KEPT, Conflict, coded, conflicts, said
from ..store.tables import EVENTS
from .pages_review import back, text
from .rendering import page
from .security import noted, require
from .state import Desk

MOST = 500
"""Differences on a page."""


def routes() -> list[Route]:
    """Differences, agreement, and what settles a difference."""
    return [
        Route("/review/agreement", agreed), Route("/review/conflicts", differing),
        Route("/review/settle", settle, methods=["POST"]),
    ]  # fmt: skip


def agreed(request: Request) -> Response:
    """How far reviewers agree on each field."""
    desk: Desk = request.app.state.desk
    with desk.database.reading() as connection:
        rows = agreement(connection)
    return page(request, "agreement.html", {"rows": rows})


def differing(request: Request) -> Response:
    """Where reviewers differ, event by event and side by side, for a third to settle."""
    desk: Desk = request.app.state.desk
    with desk.database.reading() as connection:
        open_ones = list(islice((one for one in conflicts(connection) if not one.settled), MOST))
        versions = _versions(connection, {one.event for one in open_ones})
        keys = connection.scalars(sa.select(EVENTS.c.key).where(EVENTS.c.id.in_(versions))).all()
        events = {event.id: event for event in events_by_key(connection, keys)}
    told = [
        (id, events.get(id), _side_by_side([one for one in open_ones if one.event == id], versions[id]))
        for id in dict.fromkeys(one.event for one in open_ones)
    ]
    return page(request, "conflicts.html", {"conflicts": told, "done": request.query_params.get("done")})


def _versions(connection: sa.Connection, ids: set[str]) -> dict[str, dict[str, Any]]:
    """Events as each of their reviewers left them."""
    if not ids:
        return {}
    return {id: coded(tuple(rows)) for _, of_report in said(connection) for id, rows in of_report.items() if id in ids}


def _side_by_side(found: list[Conflict], left: Mapping[str, Any]) -> tuple[list[str], list[tuple[str, list[Any]]]]:
    """The reviewers, and for each field what each of them says, with the judgement that says it; None: nothing."""
    who = list(dict.fromkeys(word.who for one in found for word in one.words))
    rows = []
    for one in found:
        words = {word.who: word for word in one.words}
        cells = [
            (_said_of(one.field, left.get(name)), words[name].judgement) if name in words else None for name in who
        ]
        rows.append((one.field, cells))
    return who, rows


def _said_of(field: str, event: Any) -> str:
    if field == KEPT or event is None:
        return "an event" if event is not None else "no event"
    return in_words(field, getattr(event, field))


async def settle(request: Request) -> Response:
    """Takes one reviewer's word for a field."""
    user = await run_in_threadpool(require, request, "reviewer")
    desk: Desk = request.app.state.desk
    form = await request.form()
    id, field, judgement = (text(form, name) or "" for name in ("event", "field", "judgement"))
    by = Reviewer(user.name, "settled between reviewers")
    made = await run_in_threadpool(judging.settle, desk.database, id, field, judgement, by)
    await run_in_threadpool(noted, request, f"settle {field}", id)
    return back(form, "/review/conflicts", made)
