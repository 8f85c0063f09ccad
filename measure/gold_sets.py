"""The gold sets beside the project: what each is, and how Verbale's reading of it is measured."""

import csv
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from verbale.archive.pool import read_all
from verbale.errors import InputError
from verbale.evaluation import Figure, decoded_run, figures, judge_set, read_gold, read_texts
from verbale.export.jsonl import encode
from verbale.ingest import reports_of
from verbale.pipeline import Reader
from verbale.record import Record

SEED = "seed_report"
ROUNDS = 1000


class GoldFile(NamedTuple):
    """One set."""

    name: str
    about: str
    small: bool = False
    """Read in a few seconds, so that the tests check its floors."""


SETS = (
    GoldFile(SEED, "The reference field report against its hand-made record.", small=True),
    GoldFile(
        "events_plover_gsr", "Who did what to whom in one sentence: the CAMEO manual's examples, recoded.", small=True
    ),
    GoldFile("relations_plv", "The event between two marked parties; top-1 macro-F1 is the published figure."),
    GoldFile("events_petr2_gsr", "PETRARCH-2's own validation sentences.", small=True),
    GoldFile(
        "events_petrarch_unit", "PETRARCH's unit tests: mostly invented countries, given as a user lexicon.", small=True
    ),
    GoldFile("attribution_polnear", "Words of speakers, cues and contents in US election news of 2016."),
    GoldFile("actors_ngec", "A mention alone to its country and role.", small=True),
    GoldFile("times_tempeval3", "TIMEX3 stretches and values.", small=True),
    GoldFile("places_gwn", "Toponyms, and the share of those found that resolve within 161 km."),
    GoldFile("places_trnews", "The same on another set."),
    GoldFile("places_lgl", "The same on local news, where namesakes abound."),
    GoldFile("entities_re3d", "Names in reports on Syria and Iraq; marks of confidence below 0.6 are left out."),
)


LOOSE = frozenset({"exact", "top-1 macro"})
"""Measures without a floor where a record more or less moves them by several points; `relations_plv` is large enough."""


def held(name: str, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of a set that get a floor."""
    return [f for f in figures if name == "relations_plv" or f.measure not in LOOSE]


def path_of(name: str, gold: Path) -> Path:
    """The file of a set."""
    return gold / ("seed_report.gold.json" if name == SEED else f"{name}.dev.jsonl")


def digest_of(name: str, gold: Path) -> str:
    """SHA-256 of a set's file."""
    return hashlib.sha256(path_of(name, gold).read_bytes()).hexdigest()


def measured(name: str, gold: Path, reader: Reader, work: Path, rounds: int = ROUNDS) -> list[Figure]:
    """The figures of one set; `work` is a folder for what has to stand in files on the way.

    Raises InputError for gold that cannot be used, as a row passed over in silence would change the figures.
    """
    if name == SEED:
        return list(seed_figures(seed_report(gold, reader)))
    actors = gold / f"{name}.actors.json"
    mine = Reader.load(folders=[user_lexicon(actors, work)], language=reader.language) if actors.exists() else reader
    rows = read_gold(str(path_of(name, gold)), _refuse)
    lines = ((rows.source, _line(item)) for item in read_texts(rows, lambda: mine))
    outcome = judge_set(rows, decoded_run(lines, [rows], _refuse).of(rows))
    return figures(outcome.records, outcome.measures, rounds)


def _refuse(error: InputError) -> None:
    raise error


def _line(item: bytes | InputError) -> bytes:
    if isinstance(item, InputError):
        raise item
    return item


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


def seed_report(gold: Path, reader: Reader) -> str:
    """What the scorer of the reference report prints."""
    reports = reports_of([str(p) for p in sorted((gold.parent / "seed").glob("*.txt"))])
    record = next(r for r in read_all(reports, lambda: reader) if isinstance(r, Record))
    call = [sys.executable, str(gold / "score_report.py"), "-v"]
    done = subprocess.run(call, input=encode(record) + b"\n", capture_output=True, check=False)
    return done.stdout.decode() or done.stderr.decode()


def seed_figures(printed: str) -> Iterator[Figure]:
    """The scorer's lines "core: 12/13 (floor 12)" as shares, and whether nothing falls short, spurious events included."""
    for name, hit, of in re.findall(r"^(\w+): (\d+)/(\d+) \(floor", printed, re.MULTILINE):
        yield _share(name, int(hit), int(of))
    yield _share("accepted", int(re.search(r"^core .*spurious \d+$", printed, re.MULTILINE) is not None), 1)


def _share(name: str, hit: int, of: int) -> Figure:
    return Figure(measure=name, shape="share", about=name, value=hit / max(1, of), hit=hit, gold=of, given=of)


def chosen(only: Sequence[str] | None) -> list[str]:
    """Names of the sets asked for, all by default. Raises ValueError for one that there is not."""
    known = [s.name for s in SETS]
    unknown = [name for name in only or () if name not in known]
    if unknown:
        raise ValueError(f"no gold set {', '.join(unknown)}; there are {', '.join(known)}")
    return [name for name in known if not only or name in only]
