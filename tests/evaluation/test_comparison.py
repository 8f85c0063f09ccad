"""Two readings of the same gold: which records got better, which worse."""

from pathlib import Path
from typing import Any

from verbale.evaluation import compare

from .gold_files import outcome_of

GOLD = [
    {"id": n, "text": f"Sentence {n}.", "events": [{"event": "ACCUSE", "source": "GHA", "target": "TGO"}]}
    for n in range(4)
]


def read(*types: str) -> list[dict[str, Any]]:
    return [{"id": n, "events": [{"event": kind, "source": "GHA", "target": "TGO"}]} for n, kind in enumerate(types)]


def test_records_are_sorted_into_better_worse_otherwise_and_same(tmp_path: Path) -> None:
    before = outcome_of(tmp_path, GOLD, read("AID", "ACCUSE", "AID", "ACCUSE"))
    now = outcome_of(tmp_path, GOLD, read("ACCUSE", "AID", "REQUEST", "ACCUSE"))
    found = compare(before, now, 100)
    assert [[c.id for c in part] for part in (found.better, found.worse, found.otherwise)] == [[0], [1], [2]]
    assert found.same == 1
    assert [(d.gold, d.read) for d in found.better[0].gone] == [("ACCUSE", "AID")]
    assert [(d.gold, d.read) for d in found.otherwise[0].come] == [("ACCUSE", "REQUEST")]


def test_no_change_is_no_gain_in_any_draw(tmp_path: Path) -> None:
    outcome = outcome_of(tmp_path, GOLD, read("AID", "ACCUSE", "AID", "ACCUSE"))
    found = compare(outcome, outcome, 100)
    assert all((c.gain, c.low, c.high) == (0, 0, 0) and not c.certain for c in found.contrasts)
    assert found.same == len(GOLD)


def test_a_gain_everywhere_is_certain(tmp_path: Path) -> None:
    before, now = (outcome_of(tmp_path, GOLD, read(*[kind] * 4)) for kind in ("AID", "ACCUSE"))
    contrast = compare(before, now, 100).contrasts[0]
    assert (contrast.measure, contrast.before, contrast.now, contrast.certain) == ("type", 0, 1, True)
