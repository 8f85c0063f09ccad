"""The program as its users run it: in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

PROGRAM = [sys.executable, "-m", "verbale.cli"]
TEXTS = (
    "Norway's foreign minister visited Chile on 4 March 2003.",
    "Ghana accused Togo of arming rebels.",
    "Kenya will send food to Somalia if the fighting stops, the Kenyan president said.",
    "Brazil and Uruguay signed an agreement on fishing in Montevideo on Monday.",
    "Peru denied that its troops had attacked Chile.",
    "Protesters demonstrated in Lima. “We shall not go home,” one said.",
)
SLOW_S = 120
"""Nothing here takes so long, unless it hangs."""


def run(*arguments: str | Path, prepare: Callable[[], None] | None = None) -> "subprocess.CompletedProcess[str]":
    """What a command prints and the status it leaves with."""
    return subprocess.run(
        [*PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=SLOW_S, check=False,
        preexec_fn=prepare, env=environment(), cwd="/",
    )  # fmt: skip


def started(*arguments: str | Path) -> "subprocess.Popen[str]":
    """A command under way, whose lines can be read as they come."""
    return subprocess.Popen(
        [*PROGRAM, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(),
        cwd="/",
    )  # fmt: skip


def environment() -> dict[str, str]:
    """Ours, with the path that finds the program whatever the folder, and one thread."""
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "OMP_NUM_THREADS": "1"}


def texts(path: Path, count: int = len(TEXTS)) -> Path:
    """A file of JSON Lines with so many short reports, r0, r1 and so on."""
    lines = (json.dumps({"id": f"r{n}", "text": f"{TEXTS[n % len(TEXTS)]} Message {n}."}) for n in range(count))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def acknowledged(output: str, kind: str) -> list[str]:
    """The ids of the reports that lines of this kind name."""
    lines = (line for line in output.splitlines() if line.startswith(f"{kind}: "))
    return [line.rpartition("report ")[2].partition(",")[0] for line in lines]


def complaint(done: "subprocess.CompletedProcess[str]") -> str:
    """What a command that refused said, which must be one line."""
    assert done.returncode == 2, done
    [line] = done.stderr.splitlines()
    assert line.startswith("verbale: ")
    assert "Traceback" not in line
    return line.removeprefix("verbale: ")
