"""Pages with pictures, and each picture as SVG with the numbers behind it as JSON and CSV."""

import base64
import csv
import hashlib
import io
from functools import partial
from typing import Any

import msgspec
from msgspec.structs import replace
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from .asked import Asked
from .drawing.picture import styles
from .drawing.pictures import KINDS, Drawn, draw_matrix
from .families import FAMILIES
from .rendering import page
from .state import Desk

SHOWN = 200
"""Rows of the table below a picture; files have all."""
_OTHERS = ("colour",)
"""What an address may say besides filters."""


def routes() -> list[Route]:
    """Pictures and their files."""
    return [
        Route("/pictures", first),
        Route("/pictures/{kind}.svg", as_svg), Route("/pictures/{kind}.json", as_json), Route("/pictures/{kind}.csv", as_csv),
        Route("/pictures/{kind}", shown),
    ]  # fmt: skip


def first(request: Request) -> Response:
    """Leads to the first kind."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/pictures/{next(iter(KINDS))}{query}")


def shown(request: Request) -> Response:
    """A picture with its table."""
    desk: Desk = request.app.state.desk
    kind, asked = _kind(request), _asked(request)
    by_score = _by_score(request)
    (drawn, rows), is_fresh = desk.counts.lately(
        *_kept_as(kind, asked, by_score), lambda: _brief(desk, kind, asked, by_score)
    )
    others = {name: request.query_params[name] for name in _OTHERS if request.query_params.get(name)}
    chips = [
        (
            name,
            value,
            asked.link(f"/pictures/{kind}", **{name: [v for v in asked.values(name) if v != value]}, **others),
        )
        for name, value in asked.pairs
    ]
    files = {ending: asked.link(f"/pictures/{kind}.{ending}", **others) for ending in ("svg", "json", "csv")}
    return page(request, "pictures.html", {
        "kind": kind, "kinds": KINDS, "asked": asked, "chips": chips, "drawn": drawn, "rows": rows,
        "families": FAMILIES, "types": [value.upper() for value in asked.values("type")], "span": _span(desk, asked),
        "by_score": by_score, "files": files, "is_fresh": is_fresh,
    })  # fmt: skip


def as_svg(request: Request) -> Response:
    """The picture as a file, with its own colours and with links that lead back here."""
    kind = _kind(request)
    desk: Desk = request.app.state.desk
    asked, by_score = _asked(request), _by_score(request)
    drawn, _ = desk.counts.get(*_kept_as(kind, asked, by_score), lambda: _brief(desk, kind, asked, by_score))
    text = drawn.picture.as_file(str(request.base_url))
    digest = base64.b64encode(hashlib.sha256(styles().encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    return _file(kind, "svg", "image/svg+xml", text.encode(), {"Content-Security-Policy": policy})


def as_json(request: Request) -> Response:
    """The numbers behind a picture as JSON."""
    kind = _kind(request)
    drawn = _drawn(request.app.state.desk, kind, _asked(request), _by_score(request))
    told = {
        "picture": kind, "title": drawn.picture.title, "description": drawn.picture.description,
        "notes": drawn.picture.notes, "rows": [dict(zip(drawn.columns, row, strict=True)) for row in drawn.rows],
    }  # fmt: skip
    return Response(msgspec.json.encode(told), media_type="application/json")


def as_csv(request: Request) -> Response:
    """The numbers behind a picture as CSV."""
    kind = _kind(request)
    drawn = _drawn(request.app.state.desk, kind, _asked(request), _by_score(request))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(drawn.columns)
    writer.writerows([_cell(value) for value in row] for row in drawn.rows)
    return _file(kind, "csv", "text/csv; charset=utf-8", b"\xef\xbb\xbf" + text.getvalue().encode(), {})


def _file(kind: str, ending: str, media: str, content: bytes, headers: dict[str, str]) -> Response:
    named = {"Content-Disposition": f'attachment; filename="verbale-{kind}.{ending}"'}
    return Response(content, media_type=media, headers={**headers, **named})


def _cell(value: Any) -> Any:
    """A value as one cell; what a spreadsheet would take for a formula begins with an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def _kind(request: Request) -> str:
    kind: str = request.path_params["kind"]
    if kind not in KINDS:
        raise HTTPException(404, f"There are pictures of these kinds: {', '.join(KINDS)}.")
    return kind


def _drawn(desk: Desk, kind: str, asked: Asked, by_score: bool) -> Drawn:
    if kind == "matrix":
        return draw_matrix(desk, asked, by_score=by_score)
    return KINDS[kind].draw(desk, asked)


def _brief(desk: Desk, kind: str, asked: Asked, by_score: bool) -> tuple[Drawn, int]:
    """What a page shows of a picture, to be kept, and how many rows there are."""
    drawn = _drawn(desk, kind, asked, by_score)
    return replace(drawn, rows=drawn.rows[:SHOWN]), len(drawn.rows)


def _kept_as(kind: str, asked: Asked, by_score: bool) -> tuple[str, object]:
    return (f"{kind} by score" if by_score else kind), asked.pairs


def prepare(desk: Desk) -> None:
    """Draws everything there is ahead: of a large record these pictures take the longest."""
    asked = Asked.of("events", [])
    for kind, by_score in [*((kind, False) for kind in KINDS), ("matrix", True)]:
        desk.counts.prepare(*_kept_as(kind, asked, by_score), partial(_brief, desk, kind, asked, by_score))


def _by_score(request: Request) -> bool:
    return request.query_params.get("colour") == "score"


def _asked(request: Request) -> Asked:
    """What the address asks for. Two sliders that span all years ask for none, and crossed ones for those between them."""
    items = request.query_params.multi_items()
    given = dict(items)
    first, _, last = given.get("span", "").partition("-")
    if first.isdecimal() and last.isdecimal():
        years = sorted(given[name].zfill(4) for name in ("since", "until") if given.get(name, "").isdecimal())
        items = [(name, value) for name, value in items if name not in ("since", "until")]
        if years and (int(years[0]) > int(first) or int(years[-1]) < int(last)):
            items += [("since", years[0]), ("until", years[-1])]
    asked = Asked.of("events", items)
    return replace(asked, sort=None, page=1)


def _span(desk: Desk, asked: Asked) -> dict[str, int] | None:
    """The years that there are, and those asked for; None where there is nothing to choose."""
    others = {name: value for name, value in asked.filters.items() if name not in ("since", "until", "undated")}
    counts = desk.records.count("events", ["year"], asked.words, **others)
    years = [c.by["year"] for c in counts if c.by["year"] is not None]
    if not years or min(years) == max(years):
        return None
    first, last = min(years), max(years)
    since, until = (next(iter(asked.values(name)), "")[:4] for name in ("since", "until"))
    return {
        "first": first, "last": last, "since": min(last, max(first, int(since))) if since.isdecimal() else first,
        "until": max(first, min(last, int(until))) if until.isdecimal() else last,
    }  # fmt: skip
