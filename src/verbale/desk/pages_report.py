"""The reader: a report as it was published, with the words behind each entry marked; an event's and an episode's page."""

from typing import Any

import sqlalchemy as sa
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ..export import wording
from ..report import Report
from ..store.episode_view import episode_of
from ..store.history import versions
from ..store.judged import Judged, current
from ..store.loading import key_of, original_of
from ..store.past import past
from ..store.queries import events_by_key
from ..store.tables import EVENTS, STATEMENTS
from ..store.tellers import of_the_same
from .marked import Mark, marked, marks, words_of
from .rendering import page
from .state import Desk


def routes() -> list[Route]:
    """Reports, events and episodes."""
    return [
        Route("/reports/{id:path}/original", original), Route("/reports/{id:path}", reader), Route("/events/{id}", event),
        Route("/statements/{id}", statement), Route("/episodes/{id}", episode),
    ]  # fmt: skip


def reader(request: Request) -> Response:
    """A report with its entries."""
    desk: Desk = request.app.state.desk
    with desk.database.reading() as connection:
        key = key_of(connection, request.path_params["id"])
        found = current(connection, key) if key is not None else None
        if key is None or found is None:
            raise HTTPException(404, "No report has this id.")
        stored, events = found
        rows = connection.execute(
            sa.select(STATEMENTS).where(STATEMENTS.c.report == key).order_by(STATEMENTS.c.first)
        ).all()
        related = of_the_same(connection, key)
        seen = versions(connection, key)
    record = stored.record
    ids = {row.machine or row.id: row.id for row in rows}
    shown = [one for one in events if one.standing != "rejected"]
    found_marks = marks(shown, record.statements, ids)
    for one in shown:
        found_marks += [Mark(start, end, one.id, role) for role, start, end in words_of(record.report, one.event)]
    said = {s.id: s for s in record.statements}
    return page(request, "reader.html", {
        "report": record.report, "paragraphs": marked(record.report, found_marks), "statements": rows, "related": related,
        "events": [_entry(one, said, ids) for one in sorted(shown, key=lambda j: (j.event.evidence.start, j.id))],
        "rejected": sum(one.standing == "rejected" for one in events), "warnings": [*record.report.warnings, *record.warnings],
        "versions": seen, "people": record.people, "id": str(record.id), "address": _address(record.report),
    })  # fmt: skip


def _entry(one: Judged, said: dict[str, Any], ids: dict[str, str]) -> dict[str, Any]:
    """An event as the reader lists it."""
    event = one.event
    told = [said[s] for s in event.attribution if s in said]
    return {
        "id": one.id, "event": event, "standing": one.standing, "who": wording.who(event),
        "days": wording.days(event.date) if event.date else None, "place": wording.place(event.place) if event.place else None,
        "told": [(wording.speaker(s), ids.get(s.id, s.id)) for s in told], "facts": wording.facts(event),
    }  # fmt: skip


def _address(report: Report) -> str | None:
    """The address it was published at, where that is one that can be followed."""
    return report.source if report.source and report.source.startswith(("http://", "https://")) else None


def original(request: Request) -> Response:
    """The bytes of a report as they came, to keep: never shown as a page."""
    desk: Desk = request.app.state.desk
    with desk.database.reading() as connection:
        key = key_of(connection, request.path_params["id"])
        found = current(connection, key) if key is not None else None
        if found is None:
            raise HTTPException(404, "No report has this id.")
        data = original_of(connection, found[0].version)
    named = {"Content-Disposition": 'attachment; filename="report.bin"'}
    return Response(data, media_type="application/octet-stream", headers=named)


def event(request: Request) -> Response:
    """An event with its words, its episode and its history."""
    desk: Desk = request.app.state.desk
    id = request.path_params["id"]
    with desk.database.reading() as connection:
        key = connection.scalar(sa.select(EVENTS.c.key).where(EVENTS.c.id == id))
        if key is None:
            raise HTTPException(404, "No event has this id.")
        [found] = events_by_key(connection, [key])
        entries = past(connection, id)
    return page(request, "event.html", {"event": found, "history": entries, "done": request.query_params.get("done")})


def statement(request: Request) -> Response:
    """Leads to the statement in its report."""
    desk: Desk = request.app.state.desk
    with desk.database.reading() as connection:
        report = connection.scalar(sa.select(STATEMENTS.c.report).where(STATEMENTS.c.id == request.path_params["id"]))
        found = current(connection, report) if report is not None else None
    if found is None:
        raise HTTPException(404, "No statement has this id.")
    return RedirectResponse(f"/reports/{found[0].record.id}#at-{request.path_params['id']}", 303)


def episode(request: Request) -> Response:
    """An episode with all its accounts side by side."""
    desk: Desk = request.app.state.desk
    with desk.database.reading() as connection:
        found = episode_of(connection, request.path_params["id"])
    if found is None:
        raise HTTPException(404, "No episode has this id.")
    return page(request, "episode.html", {"episode": found})
