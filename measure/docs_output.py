"""What the program prints on its own samples, for the pages that show it.

Entries are chosen by words of their evidence, since their numbers change.
"""

import functools
import io
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from rich.console import Console

from verbale.export.explanation import Explanation
from verbale.export.jsonl import encode
from verbale.export.minutes import Minutes
from verbale.ingest import reports_of
from verbale.pipeline import Reader, Stages
from verbale.report import Report
from verbale.samples import SAMPLES

from .docs_markdown import AbsentError

WIDTH = 100
JSON_WIDTH = 140


def minutes(sample: str, *words: str) -> str:
    """The masthead and those events whose evidence holds one of `words`; "…" where others are left out."""
    return _printed(sample, words, lambda page, stages: Minutes(page).print(stages.record))


def explain(sample: str, *words: str) -> str:
    """The same of `verbale explain`."""
    return _printed(sample, words, lambda page, stages: Explanation(page=page).print(stages))


def event(sample: str, words: str) -> str:
    """The event whose evidence holds `words`, with its statements, as JSON; parties without their nulls."""
    record = json.loads(encode(_stages(sample).record))
    found = next((e for e in record["events"] if words in e["evidence"]["quote"]), None)
    if found is None:
        raise AbsentError(f"no event of {sample} holds {words!r}; choose another for the page")
    told = [s for s in record["statements"] if s["id"] in found["attribution"]]
    return f"```json\n{_json({'events': [_short(found)], 'statements': _short(told)})}\n```\n"


def _printed(sample: str, words: Iterable[str], show: Callable[[Console, Stages], None]) -> str:
    stages = _stages(sample)
    page = Console(file=io.StringIO(), width=WIDTH, color_system=None, legacy_windows=False)
    show(page, stages)
    text = page.file.getvalue()  # type: ignore[attr-defined]
    head, *blocks = [b.rstrip() for b in text.replace("\r", "").split("\n\n")]
    kept = ["\n".join(line.rstrip() for line in head.splitlines())]
    for word in words:
        block = next((b for b in blocks if word in " ".join(b.replace("“", " ").split())), None)
        if block is None:
            raise AbsentError(f"no event of {sample} holds {word!r}; choose another for the page")
        kept.append(block)
    return "```text\n" + "\n\n".join([*kept, " …"]) + "\n```\n"


@functools.cache
def _stages(sample: str) -> Stages:
    """The sample as read from the project's folder."""
    report = next(r for r in reports_of([str(SAMPLES / sample)]) if isinstance(r, Report))
    shown = f"{Path('src/verbale') / SAMPLES.relative_to(SAMPLES.parents[2])}/{sample}"
    return _reader().stages(replace(report, source=shown))


@functools.cache
def _reader() -> Reader:
    return Reader.load()


def _short(value: Any, keep: bool = True) -> Any:
    """The value; objects inside it, such as parties, lose what is null."""
    if isinstance(value, list):
        return [_short(v, False) for v in value]
    if not isinstance(value, dict):
        return value
    return {k: _short(v, False) for k, v in value.items() if keep or v is not None}


def _json(value: Any, depth: int = 0, before: int = 0) -> str:
    """JSON that keeps short objects on one line; `before`: columns that a key takes up."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(flat) + depth + before <= JSON_WIDTH or not value or not isinstance(value, dict | list):
        return flat
    pad, end = " " * (depth + 2), " " * depth
    if isinstance(value, list):
        return "[\n" + ",\n".join(pad + _json(v, depth + 2) for v in value) + f"\n{end}]"
    lines = [f"{pad}{json.dumps(k)}: {_json(v, depth + 2, len(k) + 5)}" for k, v in value.items()]
    return "{\n" + ",\n".join(lines) + f"\n{end}}}"
