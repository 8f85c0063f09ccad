"""Fits the weights of the confidence score: `python -m measure.calibrate --gold DIR`.

Label: the event's PLOVER type is among those the gold marks for its sentence. The gold marks one event a sentence, seldom two, so
other true events count as wrong and the score leans low. Ten-fold cross-validation by record gives the calibration error reported.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np

from verbale.ingest import from_text
from verbale.lexicon import DATA
from verbale.pipeline import Reader

SETS = ("events_plover_gsr", "relations_plv")
SAME = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def main() -> None:
    """Fits, reports, writes `data/confidence.toml`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    options = parser.parse_args()
    if not options.gold.is_dir():
        sys.exit(f"calibrate: {options.gold} is not here")
    names, rows, labels, groups = collect(options.gold)
    held_out = np.zeros(len(labels))
    for fold in range(10):
        test = groups % 10 == fold
        held_out[test] = predict(rows[test], fit(rows[~test], labels[~test]))
    error = expected_error(held_out, labels)
    brier = float(np.mean((held_out - labels) ** 2))
    weights = fit(rows, labels)
    lines = [
        "# Weights of the confidence score, fitted by `python -m measure.calibrate`: the chance that an event's type is right.",
        f"# {len(labels)} events of {len(set(groups.tolist()))} development sentences, {labels.mean():.3f} right.",
        "# Ten-fold cross-validation:",
        f"# expected calibration error {error:.3f}, Brier score {brier:.3f}.",
        "[weights]",
        *(f"{name} = {weight:.3f}" for name, weight in zip(["bias", *names], weights, strict=True)),
    ]
    (DATA / "confidence.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


def collect(gold: Path) -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray]:
    """Feature names, feature rows, labels and the record of each event."""
    reader = Reader.load()
    rows, labels, groups = [], [], []
    names: list[str] = []
    number = 0
    for name in SETS:
        same = SAME if name.startswith("relations") else {}
        for line in (gold / f"{name}.dev.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            number += 1
            wanted = {same.get(e["event"], e["event"]) for e in row["events"]}
            for draft in reader.stages(from_text(row["text"], row["id"])).minutes.drafts:
                if draft.type is None or not draft.features:
                    continue
                names = names or list(draft.features)
                rows.append([draft.features[n] for n in names])
                labels.append(same.get(draft.type, draft.type) in wanted)
                groups.append(number)
    return names, np.array(rows, float), np.array(labels, float), np.array(groups)


def fit(rows: np.ndarray, labels: np.ndarray, penalty: float = 2.0) -> np.ndarray:
    """Logistic regression by Newton's method; the bias is not penalised."""
    x = np.hstack([np.ones((len(rows), 1)), rows])
    weights = np.zeros(x.shape[1])
    ridge = np.diag([0.0] + [penalty] * rows.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (labels - p) - ridge @ weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + ridge
        weights += np.linalg.solve(hessian, gradient)
    return weights


def predict(rows: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The chances."""
    return 1 / (1 + np.exp(-(weights[0] + rows @ weights[1:])))


def expected_error(chances: np.ndarray, labels: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error over equally filled bins."""
    order = np.argsort(chances)
    parts = np.array_split(order, bins)
    return float(sum(len(p) * abs(chances[p].mean() - labels[p].mean()) for p in parts if len(p)) / len(labels))


if __name__ == "__main__":
    main()
