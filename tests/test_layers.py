"""The direction in which the package imports, read from the source without running it."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "src" / "verbale"
LAYERS = (
    ("errors", "report", "learned"),
    ("reading",),
    ("cast",),
    ("frame", "record"),
    ("lexicon", "lexicon_*", "atlas", "atlas_*", "gazetteer", "places", "settings"),
    ("ingest", "language", "actors", "events"),
    ("pipeline",),
    ("store",),
    ("records",),
    ("export", "archive", "samples", "parts", "accounts"),
    ("evaluation",),
    ("client", "desk"),
    ("cli", "cli_*"),
)
STAGES = frozenset({"ingest", "language", "actors", "events"})
"""Stages meet only in the pipeline, though they stand on one level."""
LONGEST = 300
LONGER: dict[str, str] = {"store/tables.py": "the whole schema, to be read as one page"}
"""Files that may be longer, each with its reason."""
PRINTING = ("cli*.py", "export/*.py")
FILES = sorted(ROOT.rglob("*.py"))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def part(path: Path) -> str:
    """The top-level module or folder a file belongs to."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def level(name: str) -> int | None:
    return next((n for n, names in enumerate(LAYERS) if any(fnmatch(name, pattern) for pattern in names)), None)


def imported(path: Path) -> Iterator[str]:
    """The full name of every module a file imports, the package's own as "verbale.…"."""
    package = ("verbale", *path.relative_to(ROOT).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            base = ".".join(filter(None, (above, node.module)))
            yield from (f"{base}.{alias.name}" for alias in node.names)


def own_parts(path: Path) -> set[str]:
    """The parts of the package that a file imports; the package itself holds only its version."""
    names = {name.split(".")[1] for name in imported(path) if name.startswith("verbale.")}
    return {name for name in names if not name.startswith("__")}


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_file_imports_only_what_comes_before_it(path: Path) -> None:
    here = level(part(path))
    for other in own_parts(path) if part(path) != "__init__" else ():
        there = level(other)
        assert there is not None, f"{other} has no layer: name it in LAYERS"
        assert here is not None and there <= here, f"{named(path)} imports {other}, which comes after it"


@pytest.mark.parametrize("path", [p for p in FILES if part(p) in STAGES], ids=named)
def test_a_stage_imports_no_other_stage(path: Path) -> None:
    assert own_parts(path) & STAGES <= {part(path)}


def test_every_part_of_the_package_has_a_layer() -> None:
    assert {p for p in map(part, FILES) if level(p) is None} <= {"__init__", "__main__"}


@pytest.mark.parametrize("path", FILES, ids=named)
def test_only_the_command_line_and_the_exporters_print(path: Path) -> None:
    if any(fnmatch(named(path), pattern) for pattern in PRINTING):
        pytest.skip("may print")
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in ("print", "click.echo", "sys.stdout.write", "sys.stderr.write"), (
                f"line {node.lineno} prints"
            )


@pytest.mark.parametrize("path", FILES, ids=named)
def test_nothing_that_reads_imports_torch(path: Path) -> None:
    assert "torch" not in {name.split(".")[0] for name in imported(path)}


def test_only_the_face_towards_spacy_imports_it() -> None:
    users = {named(path) for path in FILES if "spacy" in {name.split(".")[0] for name in imported(path)}}
    assert users <= {"language/spacy_face.py"}


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_file_is_longer_than_a_screenful_of_thought(path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= LONGEST or LONGER.get(named(path)), f"{lines} lines: a file this long usually holds two ideas"


@pytest.mark.parametrize("folder", sorted({p.parent for p in FILES}), ids=lambda p: p.name)
def test_every_folder_says_what_goes_in_and_what_comes_out(folder: Path) -> None:
    said = ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or ""
    assert len(said.split()) > 4, f"{folder.name}/__init__.py has no sentence about itself"


def test_importing_the_reader_loads_no_training_library() -> None:
    """What `import verbale.pipeline` pulls in, directly or not, is read in a fresh interpreter."""
    code = "import sys, verbale.pipeline; print(*[m for m in ('torch', 'spacy', 'transformers') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == []
