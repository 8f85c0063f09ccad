"""The shipped tables with their sizes and sources, and the language model's card."""

import collections
import csv
import json
from pathlib import Path

from verbale.lexicon import DATA

from .docs_markdown import table

ABOUT = (
    ("states.csv", "States and territories, past and present, with their codes in ISO, COW, Gleditsch-Ward and FIPS"),
    ("state_names.csv", "Names, demonyms, capitals, seats and institutions that stand for a state"),
    ("organizations.csv", "Organizations, armed groups, firms, media and churches that act in world politics"),
    ("entities.csv", "De facto states, autonomous regions and movements with codes of their own"),
    ("memberships.csv", "Which state belonged to which organization, and when"),
    ("offices.csv", "Who held which office, and when"),
    ("agents.csv", "Words for kinds of actors and their PLOVER sectors"),
    ("lookalikes.csv", "Phrases that hold a party's name and name no party"),
    ("cameo.csv", "CAMEO codes with labels and Goldstein scores, and the PLOVER type of each"),
    ("places/countries.csv", "One point on the map for each country"),
    ("places/regions.csv", "Continents, regions, seas, rivers and disputed areas"),
    ("places/names.csv", "Older and other names of places"),
    ("places/adjectives.csv", "Adjectives of places"),
)
MOST = 8
"""Sources named a table; the rest stand in its rows."""


def tables() -> str:
    """Each table with its rows and columns."""
    return table(("file", "rows", "columns", "what a row says"), [_row(name, about) for name, about in ABOUT])


def _row(name: str, about: str) -> tuple[str, str, str, str]:
    head, rows = _read(DATA / name)
    return f"`{name}`", f"{len(rows):,}", ", ".join(f"`{c}`" for c in head), about


def sources() -> str:
    """Which sources each table cites, the most cited first."""
    found = []
    for name, _ in ABOUT:
        head, rows = _read(DATA / name)
        column = next((c for c in ("source", "cite") if c in head), None)
        if column is None:
            continue
        cited = collections.Counter(s.strip() for row in rows for s in row[column].split(";") if s.strip())
        first = sorted(cited.items(), key=lambda item: (-item[1], item[0]))[:MOST]
        more = len(cited) - len(first)
        named = "; ".join(f"{source} ({number:,})" for source, number in first)
        found.append((f"`{name}`", named + (f"; {more} more, each in its row" if more else "")))
    return table(("file", "sources (rows)"), found)


def model() -> str:
    """What the language model was made of, from its card."""
    path = DATA / "model" / "card.json"
    if not path.is_file():
        return "The model's card is not in this copy.\n"
    card = json.loads(path.read_text(encoding="utf-8"))
    made = table(("source", "use", "licence"), [(s["name"], s["use"], s["licence"]) for s in card["sources"]])
    return f"{card['about']}\n\n{made}"


def _read(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        return list(reader.fieldnames or ()), list(reader)
