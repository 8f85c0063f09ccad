"""Whether texts are too like each other: items of the training set among themselves, and beside gold sentences."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

NEAR = 0.45
"""Share of three-word runs that two items may have in common."""
SAME_RUN = 8
"""Words in a row that an item may not share with a gold sentence."""


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """All runs of so many words, in lower case."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def nearly_equal(texts: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Pairs of (name, text) that share too many three-word runs."""
    seen: dict[tuple[str, ...], list[int]] = {}
    sets = [runs(text, 3) for _, text in texts]
    for number, found in enumerate(sets):
        shared = Counter(other for run in found for other in seen.get(run, ()))
        for other, count in shared.items():
            if count / max(1, min(len(found), len(sets[other]))) > NEAR:
                yield f"{texts[number][0]} nearly repeats {texts[other][0]}"
        for run in found:
            seen.setdefault(run, []).append(number)


def gold_texts(folder: Path) -> Iterator[str]:
    """The texts of all gold sets in a folder, and of the reference report."""
    for path in sorted(folder.glob("*.jsonl")):
        with path.open("rb") as lines:
            yield from (json.loads(line).get("text", "") for line in lines)
    yield from (path.read_text("utf8") for path in sorted((folder.parent / "seed").glob("*.txt")))
