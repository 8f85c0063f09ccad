"""Accuracy on the gold sets beside the project: `python -m measure.accuracy --gold DIR --out docs/accuracy.md`.

The gold, its scorers and the corpora stay where they are; nothing of them enters the project but the figures.
"""

import argparse
import csv
import datetime as dt
import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from verbale import __version__, parts
from verbale.archive.pool import read_all
from verbale.errors import InputError
from verbale.export.jsonl import encode
from verbale.ingest import jsonl_rows, reports_of
from verbale.pipeline import Reader
from verbale.record import Record

EVENT_SETS = (
    ("events_plover_gsr", (), "who did what to whom in one sentence (CAMEO manual's examples, recoded)"),
    (
        "relations_plv",
        ("--types", "15"),
        "the event between two marked parties; top-1 macro-F1 is the published figure",
    ),
    ("events_petr2_gsr", (), "PETRARCH-2's own validation sentences"),
    ("events_petrarch_unit", (), "PETRARCH's unit tests, mostly invented countries (given as a user lexicon)"),
)
PART_SETS = (
    ("actors_ngec", "parties"),
    ("times_tempeval3", "times"),
    ("places_gwn", "places"),
    ("places_trnews", "places"),
    ("places_lgl", "places"),
)


def main() -> None:
    """Measures every set that is there and writes the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", action="append", help="measure only sets of this name; print, do not write")
    options = parser.parse_args()
    if not options.gold.is_dir():
        sys.exit(f"accuracy: {options.gold} is not here; the gold sets are not part of the project")
    with tempfile.TemporaryDirectory() as folder:
        found = dict(measure(options.gold, Path(folder), options.only))
    for name, figures in found.items():
        print(f"== {name}\n{figures}")
    if not options.only:
        options.out.write_text(page(found), encoding="utf-8")


def measure(gold: Path, work: Path, only: list[str] | None) -> Iterator[tuple[str, str]]:
    """(set, what its scorer printed), set by set."""

    def wanted(name: str) -> bool:
        return not only or name in only

    if wanted("seed_report"):
        yield "seed_report", seed(gold)
    reader = Reader.load()
    for name, extra, _ in EVENT_SETS:
        if wanted(name):
            yield name, events(gold, work, name, extra, reader)
    if wanted("attribution_polnear"):
        yield "attribution_polnear", statements(gold, work, reader)
    commands: dict[str, Callable[[str], Iterable[bytes | InputError]]] = {
        "parties": parts.resolve,
        "times": parts.times,
        "places": lambda rows: parts.places(rows, reader.language, reader.gazetteer),
    }
    for name, part in PART_SETS:
        if wanted(name):
            source = with_dates(gold / f"{name}.dev.jsonl", work)
            lines = (line for line in commands[part](str(source)) if isinstance(line, bytes))
            yield name, part_score(gold, work, part, name, lines)
    if wanted("entities_re3d"):
        yield "entities_re3d", entities(gold, reader)


def seed(gold: Path) -> str:
    """The reference report against its hand-made record."""
    reports = reports_of([str(p) for p in sorted((gold.parent / "seed").glob("*.txt"))])
    record = next(r for r in read_all(reports, Reader.load) if isinstance(r, Record))
    return script(gold / "score_report.py", "-v", stdin=encode(record) + b"\n")


def events(gold: Path, work: Path, name: str, extra: tuple[str, ...], reader: Reader) -> str:
    """Event sets: type, actors, triples."""
    source = gold / f"{name}.dev.jsonl"
    actors = gold / f"{name}.actors.json"
    if actors.exists():
        reader = Reader.load(folders=[user_lexicon(actors, work)])
    lines = b"".join(encode(r) + b"\n" for r in read_all(jsonl_rows(source), lambda: reader) if isinstance(r, Record))
    predictions = work / f"{name}.pred.jsonl"
    predictions.write_text(script(gold / "to_pred.py", str(source), stdin=lines), encoding="utf-8")
    return script(gold / "score_events.py", str(source), str(predictions), *extra, "--bootstrap", "1000")


def user_lexicon(actors: Path, work: Path) -> Path:
    """A user's lexicon folder made of a gold set's own list of actors."""
    folder = work / "lexicon"
    folder.mkdir(exist_ok=True)
    rows = json.loads(actors.read_text(encoding="utf-8"))
    with (folder / "actors.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["name", "code"])
        out.writerows(rows.items() if isinstance(rows, dict) else rows)
    return folder


def statements(gold: Path, work: Path, reader: Reader) -> str:
    """Speaker, cue and content of statements."""
    source = gold / "attribution_polnear.dev.jsonl"
    lines = (encode(r) for r in read_all(jsonl_rows(source), lambda: reader) if isinstance(r, Record))
    return part_score(gold, work, "statements", "attribution_polnear", lines)


def part_score(gold: Path, work: Path, part: str, name: str, lines: Iterable[bytes]) -> str:
    """Writes predictions and runs the parts' scorer on them."""
    predictions = work / f"{name}.pred.jsonl"
    predictions.write_bytes(b"".join(line + b"\n" for line in lines))
    return script(gold / "score_parts.py", part, str(gold / f"{name}.dev.jsonl"), str(predictions))


def entities(gold: Path, reader: Reader) -> str:
    """Names against the confident persons, organizations and places of a defence corpus: exact spans."""
    kinds = {"Person": "PER", "Organisation": "ORG", "Location": "LOC"}
    hit = wanted = given = 0
    for row in rows_of(gold / "entities_re3d.dev.jsonl"):
        want = {
            (e["start"], e["end"], kinds[e["type"]])
            for e in row["entities"]
            if e.get("type") in kinds and (e.get("confidence") or 1) >= 0.6
        }
        have = {(n.start, n.end, n.label) for n in reader.language.read(row["text"]).names if n.label in kinds.values()}
        hit, wanted, given = hit + len(want & have), wanted + len(want), given + len(have)
    precision, recall = hit / max(1, given), hit / max(1, wanted)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"exact spans, PER ORG LOC with confidence >= 0.6: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}\n"


def with_dates(source: Path, work: Path) -> Path:
    """The gold file with its document dates under the name that the contract gives them."""
    copy = work / source.name
    lines = (json.dumps({**r, "date": r.get("date") or r.get("dct")}) + "\n" for r in rows_of(source))
    copy.write_text("".join(lines), encoding="utf-8")
    return copy


def rows_of(source: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON-lines file; only a line feed ends one."""
    with source.open("rb") as file:
        yield from map(json.loads, file)


def script(path: Path, *arguments: str, stdin: bytes = b"") -> str:
    """What a scorer prints."""
    done = subprocess.run([sys.executable, str(path), *arguments], input=stdin, capture_output=True, check=False)
    return done.stdout.decode() + (done.stderr.decode() if done.returncode and not done.stdout else "")


def page(found: dict[str, str]) -> str:
    """The page as Markdown."""
    out = io.StringIO()
    out.write(HEAD.format(version=__version__, day=dt.datetime.now(dt.UTC).date(), cores=os.cpu_count()))
    for name, figures in found.items():
        about = next((text for n, _, text in EVENT_SETS if n == name), ABOUT.get(name, ""))
        out.write(f"\n## {name}\n\n{about}\n\n```\n{figures.rstrip()}\n```\n")
        if name in PEERS:
            out.write(f"\n{PEERS[name]}\n")
    return out.getvalue()


HEAD = """# Accuracy

Made by `make accuracy` with Verbale {version} on {day} ({cores} cores). The gold sets stay outside the project (their news
texts belong to their publishers); these are the *development halves*, which were read while the rules were written, so
figures on unseen text may be lower. No gold sentence is in the lexicon, the tests or any training data.
Intervals in brackets are 95% (1,000 resamples).
"""
ABOUT = {
    "seed_report": "The reference field report against its hand-made record.",
    "attribution_polnear": "Token F1 of speaker, cue and content (US election news of 2016).",
    "actors_ngec": "A mention alone to its country and role.",
    "times_tempeval3": "TIMEX3 spans and values.",
    "places_gwn": "Toponyms, and the share of those found that resolve within 161 km.",
    "places_trnews": "The same on another set.",
    "places_lgl": "The same on local news, where namesakes abound.",
    "entities_re3d": "Names in reports on Syria and Iraq.",
}
PEERS = {
    "events_plover_gsr": "Beside it (both halves, 316 records): UniversalPETRARCH type F1 0.49, triple F1 0.23; "
    "best of its variants 0.46 and 0.32; PETRARCH-2 on converted trees 0.31 and 0.25.",
    "relations_plv": "Beside it (test half, top-1 macro-F1): UniversalPETRARCH 0.46, PETRARCH-2 0.40, "
    "GPT-3.5 0.41, GPT-4 0.62, a zero-shot NLI reader (RoBERTa-large) 0.82, ConfliBERT trained on 1,050 records 0.87.",
    "events_petr2_gsr": "Beside it: UniversalPETRARCH 0.82 and PETRARCH-2 0.93 triple F1, "
    "both tuned on this file, with hand-made parses.",
    "events_petrarch_unit": "Beside it: PETRARCH-2 0.82 triple F1, tuned on this file.",
    "actors_ngec": "Beside it: PETRARCH-2's dictionaries, country 0.47, role 0.43 (all mentions).",
    "times_tempeval3": "Beside it: HeidelTime strict 0.81, relaxed 0.90, value 0.78 (both halves).",
    "places_gwn": "Beside it: names F1, spaCy (2019) 0.75, Google Cloud NLP 0.83.",
}

if __name__ == "__main__":
    main()
