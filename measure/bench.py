"""Speed and memory on one core: `python -m measure.bench`; figures of the samples go into docs/performance.md.

Each figure comes from a process of its own. Ratios within one run are what to quote: machines differ and are noisy.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from .docs_markdown import table
from .performance import put, where_and_when

SEED_WORDS = 640
"""Words between spaces in the body of the reference report (783 tokens), less half a paragraph."""
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}

_INSIDE = """
import json, resource, sys, time
from verbale.pipeline import Reader
from verbale.ingest import reports_of, from_text
from verbale.report import Report
reports = [r for r in reports_of(sys.argv[1:]) if isinstance(r, Report)]
started = time.perf_counter()
reader = Reader.load()
loaded = time.perf_counter() - started
reader.read(reports[0])
whole, model, words = [], [], []
for round in range(3):
    for report in reports:
        t = time.perf_counter(); reading = reader.language.read(report.body, report.paragraphs); model.append(time.perf_counter() - t)
        t = time.perf_counter(); reader.read(report); whole.append(time.perf_counter() - t)
        words.append(len(reading.tokens))
print(json.dumps({"load_s": loaded, "whole_s": whole, "model_s": model, "words": words,
    "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


def main() -> None:
    """Prints each figure with its bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "inputs", nargs="*", help="reports to read; default: the samples, cut to the size of the reference report"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        inputs = options.inputs or seed_sized(Path(folder))
        inside = json.loads(run([sys.executable, "-c", _INSIDE, *inputs]))
        first = timed([sys.executable, "-m", "verbale.cli", "read", inputs[0], "--format", "jsonl"])
        helping = timed([sys.executable, "-m", "verbale.cli", "--help"])
    rows = figures(inside, first, helping)
    for name, value, bar in rows:
        print(f"{name:36} {value:>8}   {bar}")
    if not options.inputs:
        put("reading", f"{where_and_when()}\n\n{table(('figure', 'measured', 'bar'), rows)}")


def seed_sized(folder: Path, words: int = SEED_WORDS) -> list[str]:
    """Files of about `words` words each, cut from the samples' paragraphs in order."""
    from verbale.ingest import reports_of
    from verbale.report import Report
    from verbale.samples import SAMPLES

    samples = [item for item in reports_of([str(SAMPLES)]) if isinstance(item, Report)]
    files: list[str] = []
    body: list[str] = []
    for paragraph in (sample.body[p.start : p.end] for sample in samples for p in sample.paragraphs):
        body.append(paragraph)
        if sum(len(b.split()) for b in body) >= words:
            path = folder / f"{len(files):02}.txt"
            path.write_text("\n\n".join(body), encoding="utf-8")
            files.append(str(path))
            body = []
    return files


def run(command: list[str]) -> str:
    """Standard output of a command on one core."""
    return subprocess.run(command, env={**os.environ, **ONE_CORE}, check=True, capture_output=True, text=True).stdout


def timed(command: list[str], times: int = 5) -> float:
    """The median wall time in seconds."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        run(command)
        found.append(time.perf_counter() - started)
    return statistics.median(found)


def figures(inside: dict[str, Any], first: float, helping: float) -> list[tuple[str, str, str]]:
    """Names, figures and bars."""
    whole, model, words = sum(inside["whole_s"]), sum(inside["model_s"]), sum(inside["words"])
    ratio = statistics.median(w / m for w, m in zip(inside["whole_s"], inside["model_s"], strict=True))
    return [
        ("reports a second, median", f"{1 / statistics.median(inside['whole_s']):.2f}", ">= 4"),
        ("reports a second, quietest", f"{1 / min(inside['whole_s']):.2f}", ""),
        ("words a report (mean)", f"{words / len(inside['words']):.0f}", ""),
        ("words a second, end to end", f"{words / whole:.0f}", ""),
        ("words a second, language model", f"{words / model:.0f}", ""),
        ("reading / language model (median)", f"{ratio:.2f}", "<= 1.3"),
        ("resident memory, MB", f"{inside['rss_mb']:.0f}", "< 700"),
        ("loading the reader, s", f"{inside['load_s']:.2f}", ""),
        ("start to first record, s", f"{first:.2f}", "< 3"),
        ("verbale --help, s", f"{helping:.2f}", "< 0.4"),
    ]


if __name__ == "__main__":
    main()
