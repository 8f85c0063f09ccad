"""Fills the generated blocks of README.md and docs/: `python -m measure.docs [--check] [--tables-only]`.

A block stands between `<!-- generated: NAME ARGUMENTS -->` and `<!-- /generated -->` and comes from the program's own
tables and types. A block marked `output` instead holds what a command prints on a sample report; it needs the language
model, whose last digits may differ from processor to processor, so `--check` leaves it alone.
"""

import argparse
import re
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

from . import docs_codebook, docs_commands, docs_figures, docs_tables, docs_values
from .docs_markdown import AbsentError

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"<!-- (generated|output): (.+?) -->\n(.*?)<!-- /\1 -->", re.DOTALL)
GENERATED: dict[str, Callable[..., str]] = {
    "fields": docs_values.fields,
    "words": docs_values.vocabulary,
    "commands": docs_commands.commands,
    "overview": docs_codebook.overview,
    "types": docs_codebook.sections,
    "operators": docs_codebook.operators,
    "contexts": docs_codebook.contexts,
    "cameo": docs_codebook.cameo,
    "figures": docs_figures.figures,
    "tables": docs_tables.tables,
    "sources": docs_tables.sources,
    "model": docs_tables.model,
}


def main() -> None:
    """Writes the pages, or with `--check` names those that are stale and leaves with 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a generated block is stale")
    parser.add_argument("--tables-only", action="store_true", help="leave the printed outputs as they are")
    options = parser.parse_args()
    if options.check:
        stale = stale_pages()
        for path in stale:
            print(f"docs: {path.relative_to(ROOT)} is stale, run `make docs`", file=sys.stderr)
        sys.exit(1 if stale else 0)
    for outputs in (False,) if options.tables_only else (False, True):
        write(outputs=outputs)


def write(*, outputs: bool) -> None:
    """Makes the blocks of every page anew."""
    for path in pages():
        text = path.read_text(encoding="utf-8")
        fresh = filled(text, outputs=outputs)
        if fresh != text:
            path.write_text(fresh, encoding="utf-8")
            print(f"docs: wrote {path.relative_to(ROOT)}")


def pages() -> list[Path]:
    """Every page that may hold blocks."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def stale_pages() -> list[Path]:
    """Pages whose generated blocks differ from what the program says now."""
    return [p for p in pages() if (text := p.read_text(encoding="utf-8")) != filled(text, outputs=False)]


def filled(text: str, *, outputs: bool) -> str:
    """The page with its blocks made anew."""

    def block(match: re.Match[str]) -> str:
        kind, call, _ = match.groups()
        if kind == "output" and not outputs:
            return match[0]
        name, *arguments = shlex.split(call)
        make = _printing(name) if kind == "output" else GENERATED[name]
        try:
            made = make(*arguments)
        except AbsentError as missing:  # the page keeps its old words until somebody has looked
            print(f"docs: {missing}", file=sys.stderr)
            return match[0]
        return f"<!-- {kind}: {call} -->\n{made.rstrip()}\n<!-- /{kind} -->"

    return BLOCK.sub(block, text)


def _printing(name: str) -> Callable[..., str]:
    """The maker of an output; imported when first asked for, as it needs the whole program."""
    from . import docs_output

    makers: dict[str, Callable[..., str]] = {
        "minutes": docs_output.minutes,
        "event": docs_output.event,
        "explain": docs_output.explain,
    }
    return makers[name]


if __name__ == "__main__":
    main()
