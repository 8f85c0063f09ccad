"""Accuracy on the gold sets beside the project: `python -m measure.accuracy --gold DIR --out docs/accuracy.md`.

The gold stays where it is; nothing of it enters the project but the figures. A figure below its floor
(`tests/gate/floors.toml`) is named, and leaves with status 1 after the page is written.
"""

import argparse
import datetime as dt
import io
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from verbale import __version__
from verbale.errors import InputError
from verbale.evaluation import Figure
from verbale.lexicon import DATA
from verbale.pipeline import Reader

from . import floors
from .docs_markdown import table
from .gold_sets import SEED, SETS, chosen, digest_of, held, measured, path_of, seed_figures, seed_report
from .peers import PEERS

Found = dict[str, list[Figure]]


def main() -> None:
    """Measures every set that is there, writes the page and holds the figures against their floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--only", action="append", metavar="SET", help="measure this set only; print, do not write")
    parser.add_argument(
        "--raise-floors", action="store_true", help="lift the floors to just below the figures, never down"
    )
    options = parser.parse_args()
    if not options.gold.is_dir():
        sys.exit(f"accuracy: {options.gold} is not here; the gold sets are not part of the project")
    try:
        found = measure(options.gold, chosen(options.only))
    except (InputError, ValueError) as error:
        sys.exit(f"accuracy: {error}")
    if options.out and not options.only:
        options.out.write_text(page(found), encoding="utf-8")
    digests = {name: digest_of(name, options.gold) for name in found}
    known = floors.load()
    fallen = [line for name in found for line in floors.broken(name, found[name], digests[name], known)]
    if options.raise_floors:
        lifting = {name: held(name, figures) for name, figures in found.items()}
        floors.PATH.write_text(floors.written(floors.raised(known, lifting, digests)), encoding="utf-8")
    for line in fallen:
        print(f"accuracy: {line}", file=sys.stderr)
    sys.exit(1 if fallen else 0)


def measure(gold: Path, names: Sequence[str]) -> Found:
    """The figures of some sets, printed as they come; a set that is not there is left out."""
    found: Found = {}
    reader = Reader.load()
    with tempfile.TemporaryDirectory() as work:
        for name in names:
            if not path_of(name, gold).exists():
                print(f"accuracy: {path_of(name, gold)} is not here", file=sys.stderr)
                continue
            if name == SEED:  # with what it missed, which its figures do not say
                print(seed := seed_report(gold, reader))
            found[name] = list(seed_figures(seed)) if name == SEED else measured(name, gold, reader, Path(work))
            print(f"== {name}\n{figures_table(found[name])}", flush=True)
    return found


def confidence_section() -> str:
    """How the confidence of events was fitted and how well it holds, as `measure.calibrate` left it."""
    lines = (DATA / "confidence.toml").read_text(encoding="utf-8").splitlines()
    said = " ".join(line.removeprefix("# ") for line in lines if line.startswith("# ") and "python -m" not in line)
    return (
        f"An event's confidence is the chance that it is one, and of its type. {said} Below, ten equally filled bins of\n"
        "that test part: where a point lies on the line, events said to be right so often were.\n\n"
        "![Reliability of the confidence](reliability.svg)\n"
    )


def page(found: Found) -> str:
    """The page as Markdown."""
    out = io.StringIO()
    out.write(HEAD.format(version=__version__, day=dt.datetime.now(dt.UTC).date(), cores=os.cpu_count()))
    out.write(f"\n## In brief\n\n{brief_table(found)}")
    out.write(f"\n## Confidence\n\n{confidence_section()}")
    for about in SETS:
        if about.name in found:
            out.write(f"\n## {about.name}\n\n{about.about}\n\n{figures_table(found[about.name])}")
            if about.name in PEERS:
                out.write(f"\nBeside it:\n\n{peers_table(about.name, found[about.name])}\n{PEERS[about.name].note}\n")
    return out.getvalue()


def brief_table(found: Found) -> str:
    """For each set with peers, our figures and the best of theirs."""
    rows = []
    for name in found:
        for n, measure in enumerate(PEERS[name].measures if name in PEERS else ()):
            best = max(((values[n] or 0, label) for label, values in PEERS[name].rows), key=lambda b: b[0])
            ours = next((f for f in found[name] if f.measure == measure), None)
            if ours:
                rows.append((name, measure, f"{ours.value:.2f}", interval(ours), f"{best[0]:.2f}", best[1]))
    return table(("set", "measure", "Verbale", "95%", "best beside it", "which"), rows)


def figures_table(figures: Sequence[Figure]) -> str:
    """One row a measure."""
    return table(("measure", "figure", "95%", "precision", "recall", "gold", "read"), map(_row, figures))


def _row(figure: Figure) -> Sequence[str]:
    counts = {"f1": (figure.gold, figure.given), "share": (figure.gold, ""), "macro": ("", "")}[figure.shape]
    sides = ("" if v is None else f"{v:.3f}" for v in (figure.precision, figure.recall))
    return (figure.measure, f"{figure.value:.3f}", interval(figure), *sides, *map(str, counts))


def interval(figure: Figure) -> str:
    """The 95% interval, empty where none was drawn."""
    return "" if figure.low is None or figure.high is None else f"{figure.low:.3f}–{figure.high:.3f}"


def peers_table(name: str, figures: Sequence[Figure]) -> str:
    """The systems side by side, ours first, the best figure of each column in bold."""
    peers = PEERS[name]
    ours = {f.measure: f for f in figures}
    mine = [ours[m].value if m in ours else None for m in peers.measures]
    best = [max(v[n] or 0 for v in (mine, *(row for _, row in peers.rows))) for n in range(len(peers.measures))]
    rows = [("Verbale", mine), *peers.rows]
    cells = [[label, *(_cell(v, b) for v, b in zip(values, best, strict=True))] for label, values in rows]
    return table(("", *peers.measures), cells)


def _cell(value: float | None, best: float) -> str:
    if value is None:
        return ""
    return f"**{value:.2f}**" if f"{value:.2f}" == f"{best:.2f}" else f"{value:.2f}"


HEAD = """# Accuracy

Made by `make accuracy` with Verbale {version} on {day} ({cores} cores). The gold sets stay outside the project (their news
texts belong to their publishers); these are the *development halves*, which were read while the rules were written, so
figures on unseen text may be lower. No gold sentence is in the lexicon, the tests or any training data.

A figure is F1 where precision and recall stand beside it, else the share of those that the gold column counts; “top-1
macro” is a mean over types. Intervals are 95% (1,000 resamples of the records). What is counted is explained in
[Measure accuracy](how-to/measure-accuracy.md). Floors that only rise stand under the figures; the tests hold the small
sets against them, and `make accuracy` all of them.
"""

if __name__ == "__main__":
    main()
