"""What the API is, for programs: an OpenAPI 3.1 description made from the types and filters it is built of."""

from functools import cache
from typing import Any

import msgspec

from .. import __version__
from ..store.asking import SORTS, WHAT, takes
from ..store.counting import EVENT_FIELDS, STATEMENT_FIELDS
from ..store.episode_view import Episode
from ..store.filters import CLOSED
from ..store.found import FoundEpisode, FoundEvent, FoundPerson, FoundStatement
from ..store.person_view import Person
from ..store.registers import REGISTERS
from ..store.tellers import ToldReport
from .api_changes import Added, Adding, Judged, Judging, Missed
from .asked import MOST, PAGE, SINGLE

_KINDS = {"events": FoundEvent, "statements": FoundStatement, "people": FoundPerson, "episodes": FoundEpisode}
_REF = "#/components/schemas/{name}"
Json = dict[str, Any]
_CHANGES = (Judging, Missed, Adding, Judged, Added)


@cache
def description() -> Json:
    """The description, as JSON values."""
    kinds = [*_KINDS.values(), Episode, Person, ToldReport, *_CHANGES]
    schemas, named = msgspec.json.schema_components(kinds, ref_template=_REF)
    refs = dict(zip((kind.__name__ for kind in kinds), schemas, strict=True))
    named["Error"] = {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]}
    paths: Json = {}
    for what in WHAT:
        item = refs[_KINDS[what].__name__] if what in _KINDS else {"type": "object"}
        paths[f"/api/v1/{what}"] = _get(f"A page of {what}", _listed(what), _page(item))
    for what in ("events", "statements", *REGISTERS):
        paths[f"/api/v1/{what}/count"] = _get(
            f"Numbers of {what} by one or two fields", _counted(what), _items({"type": "object"})
        )
    paths["/api/v1/reports"] = _get(
        "The reports added last", [_text("words"), _text("publication"), *_pages()], _page(refs["ToldReport"])
    )
    one = {
        "events": {"type": "object"}, "episodes": refs["Episode"], "people": refs["Person"], "reports": {"type": "object"},
    }  # fmt: skip
    for what, schema in one.items():
        id = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
        paths[f"/api/v1/{what}/{{id}}"] = _get(f"One of the {what}, whole", [id], schema)
    id = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    written = _items(refs["Judged"])
    paths["/api/v1/events/{id}/judgements"] = _post("Judge an event", [id], refs["Judging"], 201, written)
    paths["/api/v1/reports/{id}/events"] = _post("Add an event that was missed", [id], refs["Missed"], 201, written)
    paths["/api/v1/judgements/{id}/undo"] = _post("Take a judgement back", [id], {"type": "object"}, 201, written)
    paths["/api/v1/reports"] |= _post(
        "Add a report, which is read when its turn comes", [], refs["Adding"], 202, refs["Added"]
    )
    paths["/api/v1/jobs/{id}"] = _get("How far the reports of a job are", [id], refs["Added"])
    bearer = {"type": "http", "scheme": "bearer", "description": "A token, of a desk that has accounts."}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Verbale", "version": __version__, "summary": "A sourced record of international affairs."},
        "paths": paths, "components": {"schemas": named, "securitySchemes": {"token": bearer}},
        "security": [{"token": []}, {}],
    }  # fmt: skip


def _get(summary: str, parameters: list[Json], schema: Json) -> Json:
    return {"get": {
        "summary": summary, "parameters": parameters,
        "responses": {
            "200": {"description": "Found.", "content": {"application/json": {"schema": schema}}},
            "304": {"description": "Still the same as what If-None-Match names."},
            **_refusals(400, 401, 404),
        },
    }}  # fmt: skip


def _post(summary: str, parameters: list[Json], body: Json, status: int, schema: Json) -> Json:
    return {"post": {
        "summary": summary, "parameters": parameters,
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {
            str(status): {"description": "Done.", "content": {"application/json": {"schema": schema}}},
            **_refusals(400, 401, 403, 404, 413, 429),
        },
    }}  # fmt: skip


_SAID = {
    400: "What is asked makes no sense.", 401: "A token is needed.", 403: "The token does not allow it.", 404: "There is none.",
    413: "It is too large.", 429: "Too much waits already.",
}  # fmt: skip


def _refusals(*statuses: int) -> Json:
    refused = {"content": {"application/json": {"schema": {"$ref": _REF.format(name="Error")}}}}
    return {str(status): {"description": _SAID[status], **refused} for status in statuses}


def _items(item: Json) -> Json:
    return {"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "items": item}}}


def _page(item: Json) -> Json:
    found = _items(item)
    found["properties"] |= {
        "page": {"type": "integer"}, "size": {"type": "integer"},
        "next": {"type": ["string", "null"], "description": "Address of the next page; null: this is the last."},
    }  # fmt: skip
    return found | {"required": ["items", "page", "size", "next"]}


def _pages() -> list[Json]:
    size = {"type": "integer", "minimum": 1, "maximum": MOST, "default": PAGE}
    page = {"type": "integer", "minimum": 1, "maximum": 1_000_000, "default": 1}
    return [{"name": name, "in": "query", "schema": schema} for name, schema in (("page", page), ("size", size))]


def _text(name: str) -> Json:
    return {"name": name, "in": "query", "schema": {"type": "string"}}


def _filters(what: str) -> list[Json]:
    found = []
    for name in sorted(takes(what)):
        value: Json = {"type": "string"}
        if name in CLOSED:
            value = {"type": "string", "enum": list(CLOSED[name])}
        elif name == "confidence":
            value = {"type": "number"}
        elif name == "accounts":
            value = {"type": "integer"}
        elif name in ("judged", "undated"):
            value = {"type": "boolean"}
        schema = value if name in SINGLE else {"type": "array", "items": value}
        found.append({"name": name, "in": "query", "schema": schema})
    return found


def _listed(what: str) -> list[Json]:
    sorts = SORTS.get(what, SORTS["events"])
    ways = [f"{field}{way}" for field in sorts for way in ("", ",asc", ",desc")]
    return [*_filters(what), {"name": "sort", "in": "query", "schema": {"type": "string", "enum": ways}}, *_pages()]


def _counted(what: str) -> list[Json]:
    fields = STATEMENT_FIELDS if what == "statements" else EVENT_FIELDS
    by = {"type": "array", "minItems": 1, "maxItems": 2, "items": {"type": "string", "enum": list(fields)}}
    return [{"name": "by", "in": "query", "required": True, "schema": by}, *_filters(what)]
