"""The few figures that README shows, taken from the page that `make accuracy` writes."""

import re
from pathlib import Path

from .docs_markdown import table

PAGE = Path(__file__).parents[1] / "docs" / "accuracy.md"
ROW_F1 = r"^{} +\S+ +\S+ +(\d\.\d+)"
"""A row of the scorer of events: precision, recall, F1."""
FIGURES = (
    ("PLOVER gold standard sentences", "type, F1", "events_plover_gsr", ROW_F1.format("type"), "0.49, UniversalPETRARCH"),
    ("the same", "who did what to whom, F1", "events_plover_gsr", ROW_F1.format("triple"), "0.32, UniversalPETRARCH"),
    (
        "PLOVER relations (zero-shot set)", "top-1 macro-F1", "relations_plv", r"macro-F1 (\d\.\d+)",
        "0.82, ZSP (zero-shot); 0.87, ConfliBERT (trained on its other half); 0.62, GPT-4",
    ),
    (
        "PETRARCH-2's own sentences", "who did what to whom, F1", "events_petr2_gsr", ROW_F1.format("triple"),
        "0.93, PETRARCH-2 (tuned on them, with hand-made parses)",
    ),
    ("NGEC's actor mentions", "country", "actors_ngec", r"country (\d\.\d+)", "0.47, PETRARCH-2's dictionaries"),
    ("TempEval-3 time expressions", "span, strict F1", "times_tempeval3", r"strict (\d\.\d+)", "0.81, HeidelTime"),
    ("the same", "value, F1", "times_tempeval3", r"value (\d\.\d+)", "0.78, HeidelTime"),
    ("GeoWebNews places", "span, F1", "places_gwn", r"names (\d\.\d+)", "0.83, Google Cloud NLP (2019)"),
)  # fmt: skip
"""Gold set, measure, section of the page, where the figure stands in it, and what others reach."""


def figures() -> str:
    """The table; a figure that nobody has measured yet is an empty cell."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else ""
    sections = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE))
    rows = [
        (gold, measure, _found(pattern, sections.get(name, "")), best) for gold, measure, name, pattern, best in FIGURES
    ]
    return table(("gold set", "measure", "Verbale", "best known beside it"), rows)


def _found(pattern: str, section: str) -> str:
    match = re.search(pattern, section.partition("\nBeside it")[0], re.MULTILINE)
    return f"{float(match[1]):.2f}" if match else ""
