"""Pages of parties: one or two states or organizations, and people."""

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ..store.filters import Filters
from ..store.person_view import person
from ..store.pictured import scores
from .asked import Asked
from .drawing.picture import Picture
from .drawing.score_line import score_line
from .facets import WITHIN
from .families import family_of
from .rendering import page
from .state import Desk

FEW = 6
LATEST = 40
"""Events among whose episodes the latest are looked for: a country has tens of thousands."""
REGISTERS = ("agreements", "transfers", "obligations", "visits")


def routes() -> list[Route]:
    """Dyads and people."""
    return [
        Route("/dyads", chosen), Route("/dyads/{one}", dyad), Route("/dyads/{one}/{other}", dyad),
        Route("/people/{id}", somebody),
    ]  # fmt: skip


def chosen(request: Request) -> Response:
    """Two parties as a form gives them; without any, the pairs that most events tell of."""
    desk: Desk = request.app.state.desk
    one, other = (request.query_params.get(name, "").strip() for name in ("one", "other"))
    if one:
        return RedirectResponse(f"/dyads/{one}" + (f"/{other}" if other else ""), 303)
    counted = [c for c in desk.records.count("events", ["party"], within=WITHIN) if c.by["party"]][:40]
    return page(request, "dyads.html", {"parties": counted, "names": _names(desk)})


def _names(desk: Desk) -> dict[str, str]:
    return {code: state.name for code, state in desk.records.atlas.states.items()}


def dyad(request: Request) -> Response:
    """What the record holds of two parties, or of one alone."""
    desk: Desk = request.app.state.desk
    one, other = request.path_params["one"], request.path_params.get("other")
    return page(request, "dyad.html", desk.counts.get("dyad", (one, other), lambda: _dyad(desk, one, other)))


def _dyad(desk: Desk, one: str, other: str | None) -> dict[str, Any]:
    pairs = [("between", f"{one},{other}")] if other else [("party", one)]
    asked = Asked.of("events", pairs)
    names = _names(desk)
    filters = asked.filters
    records = desk.records
    latest = list(records.find_events(limit=LATEST, sort="date,desc", **filters))
    days = [event.start for event in latest if event.start is not None]
    since: dict[str, Any] = {"since": min(days)} if len(latest) == LATEST and days else {}
    registers = {what: list(records.find(what, limit=FEW, sort="date,desc", **filters)) for what in REGISTERS}
    return {
        "one": one, "other": other, "names": names, "asked": asked, "found": latest[:FEW], "registers": registers,
        "scores": _scores(desk, asked), "types": _types(desk, one, other),
        "episodes": list(records.find_episodes(limit=FEW, sort="date,desc", **filters, **since)),
        "said": _said(desk, one, other),
    }  # fmt: skip


def _scores(desk: Desk, asked: Asked) -> Picture:
    """The score over time, each point leading to its events."""
    with desk.database.reading() as connection:
        found = scores(connection, desk.records.atlas, Filters.of(**asked.filters))
    return score_line(found, asked)


def _types(desk: Desk, one: str, other: str | None) -> list[dict[str, Any]]:
    """Numbers of events by type: of two parties those of each acting on the other, of one those it is actor and recipient of.

    All of them are more: in a reciprocal event neither acts on the other.
    """
    ways: list[dict[str, Any]] = (
        [{"actor": one, "recipient": other}, {"actor": other, "recipient": one}]
        if other
        else [{"actor": one}, {"recipient": one}]
    )
    counts = [{c.by["type"]: c.count for c in desk.records.count("events", ["type"], **way)} for way in ways]
    either = {"between": f"{one},{other}"} if other else {"party": one}
    counts.append({c.by["type"]: c.count for c in desk.records.count("events", ["type"], **_asked(either))})
    every = sorted({name for found in counts for name in found} - {None}, key=lambda t: -counts[2].get(t, 0))
    links = [Asked.of("events", list(way.items())) for way in (*ways, either)]
    return [
        {
            "type": type_, "family": family_of(type_), "there": counts[0].get(type_, 0), "back": counts[1].get(type_, 0),
            "there_link": links[0].link(type=type_), "back_link": links[1].link(type=type_),
            "all": counts[2].get(type_, 0), "all_link": links[2].link(type=type_),
        }
        for type_ in every
    ]  # fmt: skip


def _asked(query: dict[str, str]) -> dict[str, Any]:
    return Asked.of("events", list(query.items())).filters


def _said(desk: Desk, one: str, other: str | None) -> list[tuple[str, str, list[Any]]]:
    """What speakers of each party say of the other: events that they tell."""
    if other is None:
        return [
            (one, f"/events?speaker={one}", list(desk.records.find_events(limit=FEW, sort="date,desc", speaker=[one])))
        ]
    return [
        (
            speaker, Asked.of("events", [("speaker", speaker), ("party", about)]).link(),
            list(desk.records.find_events(limit=FEW, sort="date,desc", speaker=[speaker], party=[about])),
        )
        for speaker, about in ((one, other), (other, one))
    ]  # fmt: skip


def somebody(request: Request) -> Response:
    """A person over all reports."""
    desk: Desk = request.app.state.desk
    with desk.database.reading() as connection:
        found = person(connection, request.path_params["id"])
    if found is None:
        raise HTTPException(404, "The record knows nobody by this id or name.")
    return page(request, "person.html", {"person": found})
