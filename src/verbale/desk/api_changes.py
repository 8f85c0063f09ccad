"""The API's other half: judging events and adding reports."""

from collections.abc import Callable
from typing import Any, Literal, TypeVar

import msgspec
from msgspec import Struct
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ..errors import InputError, UsageError
from ..store import judging
from ..store.judgements import Judgement
from ..store.judging import Reviewer
from ..store.past import told
from . import giving
from .jobs import Job
from .security import noted, require
from .state import Desk

ROOT = "/api/v1"
T = TypeVar("T")


class Judging(Struct, forbid_unknown_fields=True):
    """A judgement on an event."""

    verdict: Literal["accept", "reject", "correct", "merge", "split"]
    why: str | None = None
    """Needed to reject."""
    changes: dict[str, str] = {}
    """Fields to correct, or in which a copy differs, as `verbale correct` takes them; "none" empties one."""
    into: str | None = None
    """The event of the same report that tells the same act: for `merge`."""


class Missed(Struct, forbid_unknown_fields=True):
    """An event that the machine missed."""

    words: str
    """The report's exact words."""
    changes: dict[str, str]
    why: str | None = None


class Adding(Struct, forbid_unknown_fields=True):
    """A report: one of `text`, `address` and `data`."""

    text: str | None = None
    title: str | None = None
    date: str | None = None
    """Of publication, as 2014-03-18."""
    address: str | None = None
    data: bytes | None = None
    """A file, in Base64."""
    name: str | None = None
    """The file's."""


class Judged(Struct):
    """A judgement that was written."""

    id: str
    verdict: str
    subject: str
    said: str


class Added(Struct):
    """How far the reports of a job are."""

    id: str
    finished: bool
    doing: str
    reports: list[dict[str, str | None]]
    """What became of each: kind (added, changed, unchanged or failed), name, detail and id."""


def routes() -> list[Route]:
    """Everything that changes the record."""
    return [
        Route(f"{ROOT}/events/{{id}}/judgements", judge, methods=["POST"]),
        Route(f"{ROOT}/reports/{{id}}/events", missed, methods=["POST"]),
        Route(f"{ROOT}/judgements/{{id}}/undo", undo, methods=["POST"]),
        Route(f"{ROOT}/reports", add, methods=["POST"]), Route(f"{ROOT}/jobs/{{id}}", job),
    ]  # fmt: skip


async def judge(request: Request) -> Response:
    """Accepts, rejects, corrects, merges or splits an event."""
    by = await run_in_threadpool(require, request, "reviewer")
    given = await _body(request, Judging)
    id, reviewer, database = request.path_params["id"], Reviewer(by.name, given.why), _desk(request).database
    if given.verdict == "reject" and not (given.why or "").strip():
        raise UsageError("say why it is rejected")
    ways: dict[str, Callable[[], list[Judgement]]] = {
        "accept": lambda: judging.accept(database, [id], reviewer),
        "reject": lambda: judging.reject(database, [id], reviewer),
        "merge": lambda: judging.merge(database, [id], given.into or "", reviewer),
        "correct": lambda: judging.correct(database, id, given.changes, reviewer),
        "split": lambda: [judging.split(database, id, given.changes, reviewer)],
    }
    return await _done(request, given.verdict, id, ways[given.verdict])


async def missed(request: Request) -> Response:
    """Adds an event that the machine missed."""
    by = await run_in_threadpool(require, request, "reviewer")
    given = await _body(request, Missed)
    report, database = request.path_params["id"], _desk(request).database
    reviewer = Reviewer(by.name, given.why)
    return await _done(
        request, "add", report, lambda: [judging.missed(database, report, given.words, given.changes, reviewer)]
    )


async def undo(request: Request) -> Response:
    """Takes a judgement back."""
    by = await run_in_threadpool(require, request, "reviewer")
    id, database = request.path_params["id"], _desk(request).database
    return await _done(request, "undo", id, lambda: [judging.undo(database, id, Reviewer(by.name))])


async def add(request: Request) -> Response:
    """Takes a report and begins to read it."""
    await run_in_threadpool(require, request, "editor")
    given = await _body(request, Adding)
    if sum(value is not None for value in (given.text, given.address, given.data)) != 1:
        raise UsageError("give one of text, address and data")
    files = [(given.name or "", given.data)] if given.data is not None else []
    try:
        name, load = giving.given(
            _desk(request),
            files,
            (given.text or "").strip(),
            (given.address or "").strip(),
            given.title or "",
            given.date or "",
        )
    except InputError as error:
        raise UsageError(str(error)) from None
    found = _desk(request).jobs.begin(name, load)
    if found is None:
        raise HTTPException(429, "many reports wait already")
    await run_in_threadpool(noted, request, "reports added", name)
    return _json(_told(found), 202, {"Location": f"{ROOT}/jobs/{found.id}"})


def job(request: Request) -> Response:
    """How far a job is."""
    require(request, "editor")
    found = _desk(request).jobs.get(request.path_params["id"])
    if found is None:
        raise HTTPException(404, "no job has this id any more")
    return _json(_told(found), 200)


def _told(job: Job) -> Added:
    lines = [{"kind": line.kind, "name": line.name, "detail": line.detail, "id": line.id} for line in list(job.lines)]
    return Added(job.id, job.finished, "" if job.finished else job.doing, lines)


def _desk(request: Request) -> Desk:
    found: Desk = request.app.state.desk
    return found


async def _body(request: Request, kind: type[T]) -> T:
    """What was sent. Raises UsageError where it has another shape."""
    if "\0" in request.path_params.get("id", ""):
        raise HTTPException(404, "no id holds the character NUL")
    try:
        found = msgspec.json.decode(await request.body(), type=kind)
    except msgspec.DecodeError as error:
        raise UsageError(f"the body is not understood: {error}") from None
    if _has_nul(msgspec.to_builtins(found)):
        raise UsageError("a value holds the character NUL")
    return found


def _has_nul(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_has_nul(part) for item in value.items() for part in item)
    return isinstance(value, str) and "\0" in value


async def _done(request: Request, verdict: str, subject: str, work: Callable[[], list[Judgement]]) -> Response:
    made = await run_in_threadpool(work)
    await run_in_threadpool(noted, request, verdict, subject)
    return _json({"items": [Judged(one.id, one.verdict, one.subject, told(one)) for one in made]}, 201)


def _json(value: Any, status: int, headers: dict[str, str] | None = None) -> Response:
    return Response(msgspec.json.encode(value), status, headers, media_type="application/json")
