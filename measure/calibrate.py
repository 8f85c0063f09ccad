"""Fits the weights of the confidence score: `python -m measure.calibrate`.

An event is right if the annotated training set has one of its type whose evidence overlaps. The weights are fitted on the set's
development part; its test part, which nothing is fitted on, gives the calibration error and the reliability plot.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from verbale.ingest import from_text
from verbale.lexicon import DATA
from verbale.pipeline import Reader

ROOT = Path(__file__).parents[1]
BINS = 10


def main() -> None:
    """Fits, reports, writes `data/confidence.toml` and the plot."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=Path, default=ROOT / "data" / "training")
    parser.add_argument("--plot", type=Path, default=ROOT / "docs" / "reliability.svg")
    options = parser.parse_args()
    reader = Reader.load()
    names, rows, labels = collect(reader, options.rows / "dev.jsonl")
    weights = fit(rows, labels)
    _, unseen, wanted = collect(reader, options.rows / "test.jsonl")
    chances = predict(unseen, weights)
    lines = [
        "# Weights of the confidence score, fitted by `python -m measure.calibrate`: the chance that an event is right.",
        f"# Fitted on {len(labels)} events read in the training set's development part, {labels.mean():.3f} of them right.",
        f"# On its test part ({len(wanted)} events, {wanted.mean():.3f} right): expected calibration error "
        f"{expected_error(chances, wanted):.3f}, Brier score {np.mean((chances - wanted) ** 2):.3f}.",
        "[weights]",
        *(f"{name} = {weight:.3f}" for name, weight in zip(["bias", *names], weights, strict=True)),
    ]
    (DATA / "confidence.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    options.plot.write_text(plot(bins(chances, wanted)), encoding="utf-8")
    print("\n".join(lines))


def collect(reader: Reader, source: Path) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Feature names, a row of features for each event read, and whether it is right."""
    rows, labels = [], []
    names: list[str] = []
    for line in source.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        wanted = [(e["type"], e["evidence"]["start"], e["evidence"]["end"]) for e in gold["events"]]
        for draft in reader.stages(from_text(gold["text"], gold["id"], date=gold["date"])).minutes.drafts:
            if draft.type is None or not draft.features:
                continue
            names = names or list(draft.features)
            rows.append([draft.features[n] for n in names])
            span = draft.evidence
            labels.append(any(t == draft.type and a < span.end and span.start < b for t, a, b in wanted))
    return names, np.array(rows, float), np.array(labels, float)


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


def bins(chances: np.ndarray, labels: np.ndarray) -> list[tuple[float, float, int]]:
    """(mean chance, share right, events) of equally filled bins, the least sure first."""
    parts = np.array_split(np.argsort(chances), BINS)
    return [(float(chances[p].mean()), float(labels[p].mean()), len(p)) for p in parts if len(p)]


def expected_error(chances: np.ndarray, labels: np.ndarray) -> float:
    """Expected calibration error over equally filled bins."""
    return sum(count * abs(said - was) for said, was, count in bins(chances, labels)) / max(1, len(labels))


def plot(points: Sequence[tuple[float, float, int]]) -> str:
    """A reliability plot as SVG: stated confidence across, share right up, the diagonal where both agree."""
    size, edge = 320, 44

    def at(value: float) -> float:
        return round(value * size, 1)

    marks = "".join(
        f'<circle cx="{edge + at(said)}" cy="{edge + size - at(was)}" r="4"><title>{said:.2f} said, {was:.2f} right, {n} events'
        "</title></circle>"
        for said, was, n in points
    )
    ticks = "".join(
        f'<text x="{edge + at(t)}" y="{edge + size + 18}" text-anchor="middle">{t:.1f}</text>'
        f'<text x="{edge - 8}" y="{edge + size - at(t) + 4}" text-anchor="end">{t:.1f}</text>'
        for t in (0, 0.2, 0.4, 0.6, 0.8, 1)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size + 2 * edge} {size + 2 * edge}" width="420" '
        'font-family="sans-serif" font-size="11" fill="#555">'
        '<rect width="100%" height="100%" fill="#fff"/>'
        f'<rect x="{edge}" y="{edge}" width="{size}" height="{size}" fill="none" stroke="#bbb"/>'
        f'<line x1="{edge}" y1="{edge + size}" x2="{edge + size}" y2="{edge}" stroke="#bbb" stroke-dasharray="4 4"/>'
        f'<g fill="#1f5fa8">{marks}</g>{ticks}'
        f'<text x="{edge + size / 2}" y="{edge + size + 36}" text-anchor="middle">confidence stated</text>'
        f'<text x="14" y="{edge + size / 2}" text-anchor="middle" transform="rotate(-90 14 {edge + size / 2})">share right</text>'
        "</svg>\n"
    )


if __name__ == "__main__":
    main()
