"""The command line: what it prints where, the status it leaves with, and that it never shows a traceback."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from verbale import __version__, cli, cli_output, samples
from verbale.errors import InputError
from verbale.pipeline import Reader

REPORTS = [
    "Norway's foreign minister visited Chile on 4 March 2003.",
    "Peru denied that its troops had attacked Chile.",
    "Kenya will send food to Somalia if the fighting stops, the Kenyan president said.",
    "Protesters demonstrated in Lima. “We shall not go home,” one said.",
    "Brazil and Uruguay signed an agreement on fishing in Montevideo on Monday.",
    "Ghana accused Togo of arming rebels.",
    "Nothing of note was seen at sea.",
]
PROGRAM = [sys.executable, "-m", "verbale.cli"]

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, reader: Reader) -> Run:
    """The program in this process, with the session's reader where no option asks for another."""
    real = cli.load_reader

    def load(folders: tuple[Path, ...] = (), language_model: str | None = None) -> Reader:
        return real(folders, language_model) if folders or language_model else reader

    def invoke(*arguments: str, stdin: str | bytes | None = None) -> Result:
        monkeypatch.setattr(cli, "load_reader", load)
        return CliRunner().invoke(cli.main, arguments, input=stdin, prog_name="verbale")

    return invoke


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "reports"
    home.mkdir()
    for number, text in enumerate(REPORTS):
        (home / f"{number}.txt").write_text(text)
    return home


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    lines = [{"id": f"id-{n}", "text": text, "date": "2003-03-05"} for n, text in enumerate(REPORTS)]
    path.write_text("\n".join(json.dumps(line) for line in lines))
    return path


def test_reading_prints_one_object_a_report_in_input_order(run: Run, folder: Path) -> None:
    result = run("read", str(folder), "--format", "jsonl")
    assert result.exit_code == 0
    assert [json.loads(line)["report"]["body"] for line in result.stdout.splitlines()] == REPORTS
    assert result.stderr == ""


def test_rows_keep_their_ids_and_their_text(run: Run, rows: Path) -> None:
    found = [json.loads(line) for line in run("read", "--jsonl", str(rows), "--format", "jsonl").stdout.splitlines()]
    assert [(one["id"], one["report"]["body"]) for one in found] == [(f"id-{n}", t) for n, t in enumerate(REPORTS)]
    assert {one["report"]["published"] for one in found} == {"2003-03-05"}


def test_rows_come_from_standard_input_too(run: Run, rows: Path) -> None:
    piped = run("read", "--jsonl", "-", "--format", "jsonl", stdin=rows.read_bytes()).stdout.splitlines()
    assert [json.loads(line)["id"] for line in piped] == [f"id-{n}" for n in range(len(REPORTS))]


def test_a_dash_reads_a_report_from_standard_input(run: Run) -> None:
    result = run("read", "-", stdin=REPORTS[0])
    assert result.exit_code == 0
    assert "Norway" in result.stdout


def test_without_a_format_a_person_gets_minutes(run: Run, folder: Path) -> None:
    result = run("read", str(folder))
    assert result.stdout.count("━" * 100) == len(REPORTS) - 1
    assert "2003-03-04" in result.stdout
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize("given", ["folder", "rows"])
def test_bytes_do_not_depend_on_processes_or_batch_size(run: Run, given: str, request: pytest.FixtureRequest) -> None:
    path = str(request.getfixturevalue(given))
    source = ["--jsonl", path] if given == "rows" else [path]
    want = run("read", *source, "--format", "jsonl").stdout_bytes
    assert want.count(b"\n") == len(REPORTS)
    assert run("read", *source, "--format", "jsonl", "--batch-size", "1").stdout_bytes == want
    processes, batch = ("3", "2") if given == "rows" else ("2", "1")
    command = [*PROGRAM, "read", *source, "--format", "jsonl", "--processes", processes, "--batch-size", batch]
    assert subprocess.run(command, capture_output=True, check=True).stdout == want


def test_a_missing_input_is_named_and_the_others_are_read(run: Run, folder: Path) -> None:
    result = run("read", "/no/such/report", str(folder / "0.txt"), "--format", "jsonl")
    assert result.exit_code == 1
    assert result.stderr == "verbale: /no/such/report: no such file\n"
    assert result.stdout.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [("read",), ("read", "a.txt", "--jsonl", "b"), ("read", "--format", "xml", "a"), ("nonsense",), ("explain",),
     ("read", "a", "--processes", "0"), ("times",), ("read", "a", "--lexicon", "/no/such/folder")],
)  # fmt: skip
def test_bad_usage_leaves_with_two(run: Run, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr
    assert "Traceback" not in result.stderr


def test_a_lexicon_folder_with_nothing_to_read_is_bad_usage(run: Run, folder: Path) -> None:
    result = run("read", str(folder), "--lexicon", str(folder))
    assert result.exit_code == 2
    assert "holds no triggers/*.toml" in " ".join(result.stderr.split())


def test_every_mistake_of_a_lexicon_is_listed(run: Run, folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own" / "triggers"
    own.mkdir(parents=True)
    (own / "mine.toml").write_text(
        '[[trigger]]\nlemma = "hug"\nevent = "LOVE"\nexamples = []\n[[trigger]]\nlemma = "nod"\n'
    )
    result = run("read", str(folder), "--lexicon", str(own.parent))
    lines = result.stderr.splitlines()
    assert result.exit_code == 2
    assert [line.split(":")[1] for line in lines] == [" mine.toml, entry 1 (hug)", " mine.toml, entry 2 (nod)"]
    assert all(line.startswith("verbale: ") for line in lines)


def test_a_trigger_of_ones_own_is_read_before_ours(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own" / "triggers"
    own.mkdir(parents=True)
    entry = '[[trigger]]\nlemma = "visit"\nevent = "ASSAULT"\nrequires = { object = ["*"] }\n'
    (own / "mine.toml").write_text(entry + 'examples = ["Norway visited Chile."]\n')
    ours, mine = (run("explain", "-", *given, stdin=REPORTS[0]) for given in ((), ("--lexicon", str(own.parent))))
    assert (ours.exit_code, mine.exit_code) == (0, 0)
    assert "1. CONSULT · visit" in ours.stdout
    assert "1. ASSAULT" in mine.stdout
    assert "by mine.toml, entry 1 (visit)" in mine.stdout


def test_an_unknown_spacy_pipeline_is_one_line(run: Run, folder: Path) -> None:
    result = run("read", str(folder), "--language-model", "no_such_pipeline")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("verbale: no_such_pipeline: no such spaCy pipeline")


def test_a_mistake_of_ours_is_one_line_too(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "print_all", lambda *_: next(iter(())))
    result = run("read", str(folder))
    assert result.exit_code == 2
    assert result.stderr.startswith(
        "verbale: a mistake in this program, please report it: StopIteration at test_cli.py:"
    )


def test_an_error_is_one_line_whatever_the_name_of_the_file(run: Run) -> None:
    result = run("read", "two\nlines\x1b[2J")
    assert result.stderr == "verbale: two lines\ufffd[2J: no such file\n"


def test_explaining_goes_on_after_a_bad_input(run: Run, folder: Path) -> None:
    result = run("explain", "/no/such/report", str(folder / "5.txt"))
    assert result.exit_code == 1
    assert "accuse.toml" in result.stdout
    assert result.stderr == "verbale: /no/such/report: no such file\n"


def test_the_demo_reads_a_few_samples_or_all(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [path for path in samples.SAMPLES.iterdir() if path.suffix in (".txt", ".html")]
    monkeypatch.setattr(samples, "SAMPLES", folder)
    few, everything = run("demo", "--format", "jsonl"), run("demo", "--all", "--format", "jsonl")
    assert (few.exit_code, everything.exit_code) == (0, 0)
    assert [json.loads(line)["report"]["body"] for line in few.stdout.splitlines()] == REPORTS[: cli.SHOWN]
    assert everything.stdout.count("\n") == len(REPORTS)


@pytest.mark.parametrize(
    ("part", "key"), [("resolve", "party"), ("names", "names"), ("times", "times"), ("places", "places")]
)
def test_each_part_answers_line_for_line_and_names_bad_lines(part: str, key: str, run: Run) -> None:
    result = run(part, "--jsonl", "-", stdin='{"id": 1, "text": "Chile"}\nnonsense\n{"id": "b", "text": "in 2003"}\n')
    assert result.exit_code == 1
    assert [[*json.loads(line)] for line in result.stdout.splitlines()] == [["id", key]] * 2
    assert result.stderr.startswith("verbale: -:2: not JSON")
    assert result.stderr.count("\n") == 1


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").stdout == f"verbale, version {__version__}\n"


@pytest.mark.parametrize("command", ["read", "explain", "demo", "resolve", "names", "times", "places"])
def test_every_command_has_help_with_an_example(run: Run, command: str) -> None:
    shown = run(command, "--help").stdout
    assert f"verbale {command}" in shown.split("Examples:")[1]
    assert f"  {command} " in run("--help").stdout


def test_help_answers_at_once() -> None:
    start = time.perf_counter()
    subprocess.run([*PROGRAM, "--help"], check=True, capture_output=True)
    assert time.perf_counter() - start < 1.0  # 0.1 s on an idle machine; the bound leaves room for a busy one
    heavy = ("spacy", "numpy", "onnxruntime", "rich", "lxml")
    code = f"import sys, verbale.cli; print([m for m in {heavy} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout == b"[]\n"


def test_a_reader_of_the_output_that_leaves_early_hears_nothing(folder: Path) -> None:
    command = [*PROGRAM, "read", *[str(folder)] * 20]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_an_interrupt_is_one_line_and_ends_the_processes(rows: Path) -> None:
    rows.write_text("\n".join([rows.read_text()] * 2000))
    command = [*PROGRAM, "read", "--jsonl", str(rows), "--format", "jsonl", "--processes", "2", "--batch-size", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(1)
        os.killpg(process.pid, signal.SIGINT)
        process.stdout.read()
        assert process.stderr.read() == b"verbale: interrupted\n"
        assert process.wait() == 130


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_is_one_line(rows: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [*PROGRAM, "times", "--jsonl", str(rows)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr == b"verbale: cannot write: no space left on device\n"


def test_minutes_do_not_crash_where_only_ascii_can_be_shown(folder: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    done = subprocess.run([*PROGRAM, "read", str(folder / "3.txt")], capture_output=True, check=True, env=environment)
    assert b"* occurred" in done.stdout
    assert done.stdout.isascii()


def test_closed_streams_are_no_surprise(rows: Path) -> None:
    command = [*PROGRAM, "times", "--jsonl", str(rows)]
    want = subprocess.run(command, capture_output=True, check=True).stdout

    def closed(redirection: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(["sh", "-c", f'"$@" {redirection}', "sh", *command], capture_output=True, check=False)

    assert want.count(b"\n") == len(REPORTS)
    assert closed("<&-").stdout == want
    assert closed("2>&-").stdout == want
    without = closed(">&-")
    assert (without.returncode, without.stderr) == (2, b"verbale: standard output is closed\n")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_long_run_counts_on_a_terminal_and_only_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli_output, "LONG_S", -1.0)
    for terminal in (Terminal(), io.StringIO()):
        monkeypatch.setattr(sys, "stderr", terminal)
        monkeypatch.setattr(sys, "stdout", io.StringIO())
        shown: list[int] = []
        assert cli_output.print_all(iter([1, InputError("a", "bad"), 3]), shown.append) == 1
        assert shown == [1, 3]
        assert ("reading" in terminal.getvalue()) is terminal.isatty()
        assert ("2 read, 1 could not be read" in terminal.getvalue()) is terminal.isatty()
