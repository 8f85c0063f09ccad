"""Agreement of two readers."""

from pathlib import Path

import pytest
from training.agreement import agreement, kappa, pairs, sample
from training.check import codes

FIRST = """== wire; Andes
[a PER/-|Lima] {SUPPORT a>b|praised} [b BOL/-|La Paz] and [c CHL/MIL|Chile's army] {ASSAULT/firearms c>d|shot} [d -/CVL|two divers].
"""
SECOND = """== x-001; Andes
[a PER/-|Lima] {SUPPORT a>b|praised} [b BOL/-|La Paz] and [c CHL/MIL|Chile's army] {COERCE/arrest c>d|shot} two [d -/CVL|divers].
"""


def test_the_same_reading_agrees_fully_and_another_less(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(FIRST)
    (tmp_path / "second").mkdir()
    (tmp_path / "second" / "blind.txt").write_text(SECOND)
    found = agreement(list(pairs(tmp_path, [tmp_path / "second" / "blind.txt"], codes())))
    assert found["items"] == 1
    assert found["events F1"] == 1
    assert found["status kappa"] == 1
    assert found["type kappa"] < 1
    assert found["recipients F1"] == 1


def test_a_blind_copy_shows_no_marks(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(FIRST)
    (blind,) = sample(tmp_path, 1.0)
    assert blind == "== x-001; Andes\nLima praised La Paz and Chile's army shot two divers.\n"


@pytest.mark.parametrize(
    ("both", "expected"), [([("a", "a"), ("b", "b")], 1.0), ([("a", "b"), ("b", "a")], -1.0), ([], 0.0)]
)
def test_kappa_counts_chance(both: list[tuple[str, str]], expected: float) -> None:
    assert kappa(both) == expected
