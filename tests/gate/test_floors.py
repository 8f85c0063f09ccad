"""No figure falls below its floor; floors hold for the gold whose digest they name, and only rise."""

from pathlib import Path

import pytest
import tomli
from measure import floors
from measure.gold_sets import SETS, digest_of, measured, path_of

from verbale.evaluation import Figure
from verbale.pipeline import Reader

SMALL = [s.name for s in SETS if s.small]


def figure(measure: str, value: float) -> Figure:
    return Figure(measure=measure, shape="f1", about="", value=value, hit=0, gold=0, given=0)


@pytest.mark.shared
@pytest.mark.parametrize("name", SMALL)
def test_no_figure_of_a_small_set_is_below_its_floor(name: str, shared: Path, reader: Reader, tmp_path: Path) -> None:
    gold = shared / "gold"
    if not path_of(name, gold).exists():
        pytest.skip(f"{name} is not beside the project")
    known = floors.load()
    assert name in known, "a set without floors: python -m measure.accuracy --gold DIR --raise-floors"
    fallen = floors.broken(name, measured(name, gold, reader, tmp_path, 0), digest_of(name, gold), known)
    assert not fallen, "\n".join(fallen)


def test_every_floor_is_of_a_set_that_there_is() -> None:
    assert set(floors.load()) <= {s.name for s in SETS}
    assert set(SMALL) <= set(floors.load())


def test_a_figure_below_its_floor_is_named() -> None:
    known: floors.Floors = {"s": {"sha256": "x", "type": 0.7}}
    assert floors.broken("s", [figure("type", 0.7)], "x", known) == []
    assert floors.broken("s", [figure("type", 0.69)], "x", known) == ["s: type 0.690 is below its floor 0.7"]
    assert floors.broken("s", [], "x", known) == ["s: type 0.000 is below its floor 0.7"]


def test_other_gold_needs_new_floors() -> None:
    [line] = floors.broken("s", [figure("type", 0.9)], "y", {"s": {"sha256": "x", "type": 0.7}})
    assert "the gold is another" in line


def test_floors_rise_and_never_fall() -> None:
    known: floors.Floors = {"s": {"sha256": "x", "type": 0.7, "triple": 0.5}, "t": {"sha256": "z", "names": 0.1}}
    new = floors.raised(known, {"s": [figure("type", 0.65), figure("triple", 0.55)]}, {"s": "x"})
    assert new == {"s": {"sha256": "x", "type": 0.7, "triple": 0.54}, "t": {"sha256": "z", "names": 0.1}}


def test_other_gold_starts_its_floors_anew() -> None:
    new = floors.raised({"s": {"sha256": "x", "type": 0.9}}, {"s": [figure("type", 0.8)]}, {"s": "y"})
    assert new == {"s": {"sha256": "y", "type": 0.79}}


def test_floors_read_back_as_written() -> None:
    known: floors.Floors = {"s": {"sha256": "x", "top-1 macro": 0.7, "within 161 km": 0.5}}
    assert tomli.loads(floors.written(known)) == known
