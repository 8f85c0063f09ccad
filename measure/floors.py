"""Floors under the figures: below them a change is refused. They only rise, and hold for the gold whose digest they name."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import tomli

from verbale.evaluation import Figure

PATH = Path(__file__).parents[1] / "tests" / "gate" / "floors.toml"
SLACK = 0.01
"""How far below the figure a new floor lies: a hair's breadth of the last digits, which differ between processors."""
Floors = dict[str, dict[str, object]]
HEAD = """# The lowest figures that a change may leave, set by set, and the SHA-256 of the gold that they hold for.
# `python -m measure.accuracy --gold DIR --raise-floors` raises them and never lowers one; lowering is an edit with its reason.
"""


def load(path: Path = PATH) -> Floors:
    """The floors: set -> {"sha256": ..., measure: floor}."""
    return tomli.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def broken(name: str, figures: Iterable[Figure], digest: str, floors: Floors) -> list[str]:
    """What falls short in a set, a line each; a floor whose figure is gone counts as broken."""
    mine = dict(floors.get(name, {}))
    if not mine:
        return []
    if mine.pop("sha256", None) != digest:
        return [f"{name}: the gold is another than its floors were set for; measure it and set new floors"]
    values = {f.measure: f.value for f in figures}
    return [
        f"{name}: {measure} {values.get(measure, 0):.3f} is below its floor {floor}"
        for measure, floor in mine.items()
        if values.get(measure, 0) < _number(floor)
    ]


def raised(floors: Floors, found: Mapping[str, Sequence[Figure]], digests: Mapping[str, str]) -> Floors:
    """The floors lifted to `SLACK` below the figures found, where that is higher; new gold starts anew."""
    result = dict(floors)
    for name, figures in found.items():
        old = floors.get(name, {})
        old = old if old.get("sha256") == digests[name] else {}
        new = {f.measure: max(_number(old.get(f.measure, 0)), _down(f.value - SLACK)) for f in figures}
        result[name] = {"sha256": digests[name], **{k: v for k, v in old.items() if k != "sha256"}, **new}
    return result


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _down(value: float) -> float:
    """Cut, not rounded, to three decimals."""
    return max(0.0, int(value * 1000) / 1000)


def written(floors: Floors) -> str:
    """The file."""
    parts = [HEAD]
    for name, values in floors.items():
        lines = [f"{json.dumps(key) if not key.isidentifier() else key} = {json.dumps(v)}" for key, v in values.items()]
        parts.append("\n".join([f"[{name}]", *lines]) + "\n")
    return "\n".join(parts)
