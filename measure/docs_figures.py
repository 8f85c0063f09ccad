"""The few figures that README shows, taken from the page that `make accuracy` writes."""

import re
from pathlib import Path

from .docs_markdown import table

PAGE = Path(__file__).parents[1] / "docs" / "accuracy.md"
FIGURES = (
    ("PLOVER gold standard sentences", "type, F1", "events_plover_gsr", "type", "0.49, UniversalPETRARCH"),
    ("the same", "who did what to whom, F1", "events_plover_gsr", "triple", "0.32, UniversalPETRARCH"),
    (
        "PLOVER relations (zero-shot set)", "top-1 macro-F1", "relations_plv", "top-1 macro",
        "0.82, ZSP (zero-shot); 0.87, ConfliBERT (trained on its other half); 0.62, GPT-4",
    ),
    (
        "PETRARCH-2's own sentences", "who did what to whom, F1", "events_petr2_gsr", "triple",
        "0.93, PETRARCH-2 (tuned on them, with hand-made parses)",
    ),
    ("NGEC's actor mentions", "country", "actors_ngec", "country", "0.47, PETRARCH-2's dictionaries"),
    ("TempEval-3 time expressions", "span, strict F1", "times_tempeval3", "strict", "0.81, HeidelTime"),
    ("the same", "value, F1", "times_tempeval3", "value", "0.78, HeidelTime"),
    ("GeoWebNews places", "span, F1", "places_gwn", "names", "0.83, Google Cloud NLP (2019)"),
)  # fmt: skip
"""Gold set, measure, section of the page, row of its first table, and what others reach."""


def figures() -> str:
    """The table; a figure that nobody has measured yet is an empty cell."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else ""
    sections = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE))
    rows = [(gold, measure, _found(row, sections.get(name, "")), best) for gold, measure, name, row, best in FIGURES]
    return table(("gold set", "measure", "Verbale", "best known beside it"), rows)


def _found(row: str, section: str) -> str:
    """The figure in the row of that name; of two tables the first is ours."""
    match = re.search(rf"^\| {re.escape(row)} \| (\d\.\d+) \|", section.partition("\nBeside it")[0], re.MULTILINE)
    return f"{float(match[1]):.2f}" if match else ""
