"""Where the project's gold is at hand, our figures are those of the scorers that came with it, to the last count."""

import importlib.util
import json
import random
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from verbale.evaluation import Figure, decoded_run, figures, judge_set, read_gold
from verbale.evaluation.event_types import event_type
from verbale.lexicon import DATA, read_csv

from .gold_files import refuse

EVENTS = ("events_plover_gsr", "events_petr2_gsr", "events_petrarch_unit", "relations_plv")
CODES = (
    "042",
    "0831",
    "012",
    "1121",
    "190",
    "175",
    "1712",
    "163",
    "055",
    "10",
    "AGREE",
    "FIGHT",
    "ACCUSE",
    "CONCEDE",
    None,
)
ACTORS: tuple[Any, ...] = (
    "USAGOV",
    "UN",
    "EUR",
    None,
    [],
    ["FRA", "DEU"],
    [{"country": "IGOEUREEC"}],
    {"country": None},
    "",
)


@pytest.fixture
def gold(shared: Path) -> Path:
    return shared / "gold"


def scorer(gold: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, gold / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def ours(path: Path, read: list[dict[str, Any]], types: Any = None, rounds: int = 0) -> dict[str, Figure]:
    lines = (("read", json.dumps(row).encode()) for row in read)
    rows = read_gold(str(path), refuse)
    outcome = judge_set(rows, decoded_run(lines, [rows], refuse).of(rows), types)
    return {f.measure: f for f in figures(outcome.records, outcome.measures, rounds)}


def coder(wanted: list[dict[str, Any]], rng: random.Random) -> list[dict[str, Any]]:
    """Readings made of the gold's events, some changed, doubled, turned round, mutual or made up, some left out."""
    found = []
    for row in wanted:
        events = []
        for marked in row["events"] * rng.choice((0, 1, 1, 2)):
            event = {k: marked[k] for k in ("event", "source", "target", "reciprocal")}
            for key in rng.choices((None, "swap", "event", "source", "target", "reciprocal"), k=2):
                if key == "swap":
                    event["source"], event["target"] = event["target"], event["source"]
                elif key:
                    event[key] = rng.choice({"event": CODES, "reciprocal": (True, False)}.get(key, ACTORS))
            events.append(event)
        found += [{"id": row["id"], "events": events}] if rng.random() < 0.9 else []
    return found


@pytest.mark.shared
@pytest.mark.parametrize("types", [15, 16, 18])
@pytest.mark.parametrize("name", EVENTS)
def test_coded_events_score_as_there(name: str, types: int, gold: Path) -> None:
    there, path = scorer(gold, "score_events"), gold / f"{name}.dev.jsonl"
    wanted = rows(path)
    for seed in range(3):
        read = coder(wanted, random.Random(seed))
        by_id = {row["id"]: row["events"] for row in read}
        kept = [row for row in wanted if not row.get("doubtful")]
        items = [
            (there.Record(row["events"], types, gold=True), there.Record(by_id.get(row["id"], []), types))
            for row in kept
        ]
        theirs, mine = there.score(items), ours(path, read, types)
        shares = {"exact": "exact", "top1": "top-1", "macro": "top-1 macro"}
        assert {k: mine[m].value for k, m in shares.items()} == pytest.approx({k: theirs[k] for k in shares})
        for key, measure in {"type": "type", "source": "actors", "target": "recipients", "triple": "triple"}.items():
            if theirs["source"][3]:
                f = mine[measure]
                assert (f.gold, f.given) == theirs[key][3:]
                assert (f.precision, f.recall, f.value) == pytest.approx(theirs[key][:3])


@pytest.mark.shared
def test_intervals_are_drawn_as_there(gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    there, path = scorer(gold, "score_events"), gold / "events_petr2_gsr.dev.jsonl"
    read = coder(rows(path), random.Random(1))
    (tmp_path / "read.jsonl").write_text("".join(json.dumps(r) + "\n" for r in read), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["score", str(path), str(tmp_path / "read.jsonl"), "--bootstrap", "500"])
    there.main()
    printed = re.findall(r"^(\w+) .*\[(\S+), (\S+)\]", capsys.readouterr().out, re.MULTILINE)
    mine = ours(path, read, rounds=500)
    names = {"type": "type", "source": "actors", "target": "recipients", "triple": "triple"}
    assert len(printed) == 4
    for key, low, high in printed:
        assert (f"{mine[names[key]].low:.3f}", f"{mine[names[key]].high:.3f}") == (low, high)


@pytest.mark.shared
def test_every_code_has_the_type_it_has_there(gold: Path) -> None:
    there = scorer(gold, "score_events")
    codes = [row["code"] for _, row in read_csv(DATA / "cameo.csv")] + list(there.CAMEO18)
    names = ["DEMAND", "INVESTIGATE", "yield", "", None, "FIGHT", "1834"]
    for types in (15, 16, 18):
        assert [event_type(c, types) for c in (*codes, *names)] == [
            there.event_type(c, types) for c in (*codes, *names)
        ]


def shaken(spans: list[dict[str, Any]], rng: random.Random, **more: Any) -> list[dict[str, Any]]:
    """Marked stretches as a reader might give them: some lost, some moved, some doubled, values changed."""
    found = []
    for span in spans * rng.choice((1, 1, 2)):
        move = rng.choice((0, 0, 0, 1, 4))
        new = {k: v for k, v in span.items() if k in ("start", "end", "value", "lat", "lon", "text")}
        new |= {"start": new["start"] + move, "end": new["end"] + move, "geonames": span.get("geonameid"), **more}
        if rng.random() < 0.2:
            new |= {"value": "P1D", "lat": None if rng.random() < 0.5 else 51.0, "lon": 10.0, "geonames": 1}
        found += [new] if rng.random() < 0.8 else []
    return found


def said(row: dict[str, Any], rng: random.Random) -> list[dict[str, Any]]:
    found = []
    for a in row["attributions"]:
        parts = {"speaker": a["source"], "cue": a["cue"], "content": a["content"]}
        one = {k: (shaken(v[:1], rng, text="") or [None])[0] for k, v in parts.items()}
        if one["content"]:
            one["content"]["quote"] = ""
            found.append(one)
    return found


def mention(row: dict[str, Any], rng: random.Random) -> dict[str, Any] | None:
    want = row["expected"] or {}
    party = {"text": "x", "country": want.get("country") or None, "sector": want.get("role") or None}
    party |= {k: (v[0] if isinstance(v, list) else v) for k, v in party.items()}
    fixed = {"UNO": "UN", "EUR": "EU"}.get(str(party["country"]), party["country"])
    return rng.choice((party, {**party, "country": fixed}, {**party, "sector": "MIL"}, None))


PARTS = {
    "times_tempeval3": ("times", lambda r, rng: {"times": shaken(r["times"], rng)}, ("strict", "relaxed", "value")),
    "places_trnews": (
        "places",
        lambda r, rng: {"places": shaken(r["toponyms"], rng)},
        ("names", "within 161 km", "exact"),
    ),
    "places_gwn": (
        "places",
        lambda r, rng: {"places": shaken(r["toponyms"], rng)},
        ("names", "within 161 km", "exact"),
    ),
    "actors_ngec": ("parties", lambda r, rng: {"party": mention(r, rng)}, ("country", "role", "nothing")),
    "attribution_polnear": ("statements", lambda r, rng: {"statements": said(r, rng)}, ("speaker", "cue", "content")),
}


@pytest.mark.shared
@pytest.mark.parametrize("name", PARTS)
def test_parts_score_as_there(name: str, gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    part, make, measures = PARTS[name]
    there, path = scorer(gold, "score_parts"), gold / f"{name}.dev.jsonl"
    wanted, rng = rows(path), random.Random(7)
    read = [{"id": r["id"], **make(r, rng)} for r in wanted]
    getattr(there, part)({r["id"]: r for r in wanted}, {r["id"]: r for r in read})
    printed = capsys.readouterr().out
    found = ours(path, read)
    theirs = re.findall(r" (\d\.\d{3})| null (\d+)/(\d+)", " " + printed.strip())
    shown = [f"{found[m].value:.3f}" for m in measures if m != "nothing"]
    assert [first for first, _, _ in theirs if first] == shown
    assert 0 < float(shown[0]) < 1, "a reading that says something"
    if part == "parties":
        assert [(hit, of) for _, hit, of in theirs if of] == [(str(found["nothing"].hit), str(found["nothing"].gold))]
