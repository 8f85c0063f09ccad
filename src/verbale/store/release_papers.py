"""The papers of a release: what it is, how to cite it, and a description that programs read."""

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from .. import __version__
from .release_files import checksum
from .release_tables import CHANGES, SHEETS, Column, Kind, Sheet

FRICTIONLESS: Mapping[Kind, str] = {
    "text": "string", "integer": "integer", "number": "number", "boolean": "boolean", "date": "date",
    "datetime": "datetime",
}  # fmt: skip
GEONAMES = "Contains information from GeoNames (https://www.geonames.org), CC BY 4.0, modified."
KINDS = next(c.among for c in CHANGES.columns if c.name == "change")


class About(Struct, frozen=True):
    """What the papers say of a release."""

    name: str
    title: str
    authors: tuple[str, ...]
    made: dt.datetime
    before: str | None
    """Name of the release before."""
    counts: Mapping[str, int]
    """Rows of each table, and changes of each kind."""
    runs: Sequence[Mapping[str, Any]]


def write_citation(folder: Path, about: About) -> None:
    """CITATION.cff, in the Citation File Format 1.2.0; text in it is quoted as JSON, which YAML reads."""
    counts = about.counts
    lines = [
        "cff-version: 1.2.0", 'message: "If you use these data, please cite them with their version."', "type: dataset",
        f"title: {_quoted(about.title)}", "authors:",
        *(f"  - name: {_quoted(author)}" for author in about.authors or (f"The makers of {about.title}",)),
        f"version: {_quoted(about.name)}", f"date-released: {_quoted(about.made.date().isoformat())}",
        f"abstract: {_quoted(_abstract(counts))}", "keywords:", '  - "event data"', '  - "PLOVER"', "references:",
    ]  # fmt: skip
    for run in about.runs:
        lines += [
            "  - type: software", '    title: "Verbale"', "    authors:", '      - name: "The Verbale developers"',
            f"    version: {_quoted(run['program'])}",
            f"    notes: {_quoted('run {id}: lexicon {lexicon}, model {model}'.format(**run))}",
        ]  # fmt: skip
    lines += [
        "  - type: software", '    title: "Verbale"', "    authors:", '      - name: "The Verbale developers"',
        f"    version: {_quoted(__version__)}", '    notes: "made this release"',
    ]  # fmt: skip
    (folder / "CITATION.cff").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _abstract(counts: Mapping[str, int]) -> str:
    return (
        f"{counts['events']:,} accounts of events, {counts['episodes']:,} episodes, {counts['statements']:,} statements "
        f"and {counts['people']:,} people, read by Verbale in {counts['reports']:,} reports."
    )


def _quoted(text: object) -> str:
    return json.dumps(" ".join(str(text).split()), ensure_ascii=False)


def write_readme(folder: Path, about: About) -> None:
    """README.md: counts, changes, and how to read and check the files."""
    since = f"Since {about.before}" if about.before else "The first release of this record, so all its events are new"
    rows = "".join(f"| `{sheet.name}` | {about.counts[sheet.name]:,} | {sheet.meaning} |\n" for sheet in SHEETS)
    changed = ", ".join(f"{about.counts[kind]:,} {kind}" for kind in KINDS)
    (folder / "README.md").write_text(
        f"""# {about.title}, {about.name}

{_abstract(about.counts)} Released on {about.made:%Y-%m-%d}, made with Verbale {__version__}.

| table | rows | what a row says |
| --- | --- | --- |
{rows}
{since}: {changed}; `changes.csv` names each with the reason.

- `codebook.md` says what every column and code means, `datapackage.json` says so to programs.
- `CITATION.cff` says how to cite the release, and which program, lexicon and model read the reports.
- `sha256sum --check SHA256SUMS` tells whether the files are as they were published.

An event here is one report's account; accounts of the same event share an `episode`. Ids last: an event that a later
release still holds has the same id there, and one that it does not hold is named in its `changes.csv`. Events that a
person rejected are left out. Quotations are short and come with the address of their report; the reports themselves
belong to their publishers and are not part of the release.

{GEONAMES}
""",
        encoding="utf-8",
    )


def write_datapackage(folder: Path, about: About) -> None:
    """datapackage.json, a Frictionless data package with a schema, size and checksum for each table."""
    resources = [
        _resource(sheet, folder, ending)
        for sheet in SHEETS for ending in ("csv", "parquet") if ending == "csv" or sheet.parquet
    ]  # fmt: skip
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": re.sub(r"[^a-z0-9]+", "-", about.title.lower()).strip("-") or "record",
        "title": about.title, "version": about.name, "created": f"{about.made.isoformat()}Z",
        "description": _abstract(about.counts),
        "sources": [{"title": "GeoNames (positions of places, CC BY 4.0)", "path": "https://www.geonames.org"}],
        "resources": resources,
    }  # fmt: skip
    text = json.dumps(package, ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")


def _resource(sheet: Sheet, folder: Path, ending: str) -> dict[str, Any]:
    path = folder / f"{sheet.name}.{ending}"
    kind = (
        {"mediatype": "text/csv", "encoding": "utf-8"}
        if ending == "csv"
        else {"mediatype": "application/vnd.apache.parquet"}
    )
    return {
        "name": sheet.name if ending == "csv" else f"{sheet.name}-parquet",
        "type": "table", "path": path.name, "format": ending, **kind,
        "description": sheet.meaning, "bytes": path.stat().st_size, "hash": f"sha256:{checksum(path)}",
        "schema": _schema(sheet),
    }  # fmt: skip


def _schema(sheet: Sheet) -> dict[str, Any]:
    keys = [
        {"fields": [column], "reference": ({} if table == sheet.name else {"resource": table}) | {"fields": ["id"]}}
        for column, table in sheet.refers.items()
    ]
    return {
        "fields": [_field(column, sheet) for column in sheet.columns],
        "missingValues": [""], "primaryKey": list(sheet.key), **({"foreignKeys": keys} if keys else {}),
    }  # fmt: skip


def _field(column: Column, sheet: Sheet) -> dict[str, Any]:
    constraints: dict[str, Any] = {} if column.null else {"required": True}
    if sheet.key == (column.name,):
        constraints["unique"] = True
    if column.among:
        constraints["enum"] = list(column.among)
    meaning = f"{column.meaning}; empty: {column.null}" if column.null else column.meaning
    return {
        "name": column.name, "type": FRICTIONLESS[column.kind], "description": meaning,
        **({"constraints": constraints} if constraints else {}),
    }  # fmt: skip
