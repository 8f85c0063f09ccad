"""How lists are printed: as an aligned table, as JSON Lines or as CSV, row by row."""

import csv
import datetime as dt
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice
from typing import Any

import click

Row = Mapping[str, Any]
FORMAT = click.option(
    "--format", "style", type=click.Choice(["table", "jsonl", "csv"]), default="table", show_default=True,
    help="A table for people, one JSON object a row, or CSV with a head line.",
)  # fmt: skip
_SAMPLE = 200
"""Rows that a table's widths are taken from."""
_WIDEST = 60


def print_rows(rows: Iterable[Row], style: str, columns: Sequence[str]) -> int:
    """Prints rows as they come, the `columns` in order; how many there were.

    JSON Lines hold every field of a row, tables and CSV the columns alone.
    """
    return {"table": _table, "jsonl": _jsonl, "csv": _csv}[style](iter(rows), columns)


def _jsonl(rows: Iterable[Row], _: Sequence[str]) -> int:
    count = 0
    for row in rows:
        count += 1
        sys.stdout.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
    return count


def _csv(rows: Iterable[Row], columns: Sequence[str]) -> int:
    count = 0
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(columns)
    for row in rows:
        count += 1
        out.writerow(["" if row.get(c) is None else row[c] for c in columns])
    return count


def _table(rows: Iterable[Row], columns: Sequence[str]) -> int:
    count = 0
    rows = iter(rows)
    first = list(islice(rows, _SAMPLE))
    if not first:
        return 0
    widths = [min(_WIDEST, max(len(c), *(len(_cell(r.get(c))) for r in first))) for c in columns]
    click.echo(_line(columns, widths))
    for row in chain(first, rows):
        count += 1
        click.echo(_line([_cell(row.get(c)) for c in columns], widths))
    return count


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    shown = [c if len(c) <= w else c[: w - 1] + "…" for c, w in zip(cells, widths, strict=True)]
    return "  ".join(c.ljust(w) for c, w in zip(shown, widths, strict=True)).rstrip()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return "; ".join(map(_cell, value))
    return " ".join(str(value).split())
