"""Small gold files and readings of them, in sentences of our own."""

import json
from pathlib import Path
from typing import Any

from verbale.errors import InputError
from verbale.evaluation import GoldSet, Judged, Outcome, judge_set, load_run, read_gold


def refuse(error: InputError) -> None:
    raise error


def written(path: Path, *rows: Any) -> str:
    """A file of JSON Lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def gold_of(folder: Path, *rows: Any) -> GoldSet:
    return read_gold(written(folder / "gold.jsonl", *rows), refuse)


def outcome_of(folder: Path, gold: Any, read: Any, types: Any = None) -> Outcome:
    """One or more rows of gold before their judge."""
    rows = gold_of(folder, *(gold if isinstance(gold, list) else [gold]))
    run = load_run(written(folder / "read.jsonl", *(read if isinstance(read, list) else [read])), [rows], refuse)
    return judge_set(rows, run.of(rows), types)


def judged(folder: Path, gold: Any, read: Any) -> Judged:
    """One row of gold before its judge."""
    return outcome_of(folder, gold, read).records[0]


def counts(record: Judged, measure: str) -> tuple[int, int, int]:
    tally = record.tallies[measure]
    return tally.hit, tally.gold, tally.given


def told(record: Judged) -> list[tuple[str, str, str | None, str | None]]:
    return [(d.kind, d.measure, d.gold, d.read) for d in record.differences]


def quote(text: str, words: str) -> dict[str, Any]:
    """The first place of some words in a text."""
    start = text.index(words)
    return {"start": start, "end": start + len(words), "quote": words}
