"""Agreement of two readers of the same items, and the blind copies a second reader works on.

python -m training.agreement sample --markup FOLDER --out FILE [--share 0.1]
python -m training.agreement score --first FOLDER --second FILE...
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from training.check import Codes, codes, mistakes
from training.conversion import Row, row
from training.markup import MarkupError, items
from verbale.cast import Party
from verbale.record import Event


class Pair(NamedTuple):
    """One item as two people marked it."""

    first: Row
    second: Row


def sample(markup: Path, share: float) -> Iterator[str]:
    """Blind copies of a share of the items of every batch: header with the item's name, text without marks."""
    known = codes()
    for path in sorted(markup.glob("*.txt")):
        rng = random.Random(f"sample {path.stem}")  # noqa: S311 - a seeded generator is the point
        for item in items(path.read_text("utf8")):
            if isinstance(item, MarkupError) or rng.random() >= share or list(mistakes(item, known)):
                continue
            header = "; ".join(filter(None, (f"{path.stem}-{item.number:03}", item.region, item.date)))
            yield f"== {header}\n{item.text}\n"


def pairs(first: Path, second: Sequence[Path], known: Codes) -> Iterator[Pair]:
    """The items of the second reading beside the first; those whose text was changed are left out."""
    batches = {path.stem: list(items(path.read_text("utf8"))) for path in first.glob("*.txt")}
    for path in second:
        for item in items(path.read_text("utf8")):
            if isinstance(item, MarkupError) or list(mistakes(item, known)):
                continue
            batch, _, number = item.register.rpartition("-")
            original = batches[batch][int(number) - 1]
            if not isinstance(original, MarkupError) and original.text == item.text:
                yield Pair(*(row(i, item.register, known, lambda *_: None) for i in (original, item)))


def agreement(found: Sequence[Pair]) -> dict[str, float]:
    """F1 of what is marked at all, Cohen's kappa of how it is coded, 0 to 1."""
    out: dict[str, float] = {"items": len(found)}
    matched = [m for pair in found for m in _matched(pair)]
    marked = [(len(p.first.triggers), len(p.second.triggers)) for p in found]
    out["events F1"] = 2 * len(matched) / max(1, sum(a + b for a, b in marked))
    fields: dict[str, Callable[[Event], str]] = {
        "type": lambda e: str(e.type),
        "mode": lambda e: f"{e.type}/{e.mode}",
        "status": lambda e: e.status,
        "certainty": lambda e: e.certainty,
    }
    for name, value in fields.items():
        out[f"{name} kappa"] = kappa([(value(a), value(b)) for a, b in matched])
    for name in ("actors", "recipients"):
        sides = [(getattr(a, name), getattr(b, name)) for a, b in matched]
        hits = sum(any(_overlap(p, q) for q in b) for a, b in sides for p in a)
        out[f"{name} F1"] = 2 * hits / max(1, sum(len(a) + len(b) for a, b in sides))
        both = [(p, q) for a, b in sides for p in a for q in b if _overlap(p, q)]
        out[f"{name} country"] = sum(p.country == q.country for p, q in both) / max(1, len(both))
        out[f"{name} sector"] = sum(p.sector == q.sector for p, q in both) / max(1, len(both))
    out["contexts F1"] = _sets([(set(a.contexts), set(b.contexts)) for a, b in matched])
    for name, spans in (("speaker", lambda s: s.speaker), ("cue", lambda s: s.cue), ("content", lambda s: s.content)):
        out[f"{name} token F1"] = _sets([(_tokens(p.first, spans), _tokens(p.second, spans)) for p in found])
    return out


def _matched(pair: Pair) -> Iterator[tuple[Event, Event]]:
    """Events whose triggers share a word, each once."""
    left = [(t, e) for t in pair.second.triggers for e in pair.second.events if e.id == t.event]
    for trigger in pair.first.triggers:
        words = {i for s in trigger.spans for i in range(s.start, s.end)}
        hit = next((x for x in left if words & {i for s in x[0].spans for i in range(s.start, s.end)}), None)
        if hit is not None:
            left.remove(hit)
            yield next(e for e in pair.first.events if e.id == trigger.event), hit[1]


def _overlap(a: Party, b: Party) -> bool:
    return None not in (a.start, b.start) and (a.start or 0) < (b.end or 0) and (b.start or 0) < (a.end or 0)


def _tokens(found: Row, span: Callable) -> set[int]:
    spans = [s for statement in found.statements if (s := span(statement)) is not None]
    words = [(m.start(), m.end()) for m in re.finditer(r"\w+", found.text)]
    return {a for a, b in words if any(s.start <= a and b <= s.end for s in spans)}


def _sets(both: Sequence[tuple[set, set]]) -> float:
    return 2 * sum(len(a & b) for a, b in both) / max(1, sum(len(a) + len(b) for a, b in both))


def kappa(both: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa of two coders over the same things; 1 where both use one code only and agree."""
    if not both:
        return 0.0
    agreed = sum(a == b for a, b in both) / len(both)
    first, second = Counter(a for a, _ in both), Counter(b for _, b in both)
    chance = sum(first[code] * second[code] for code in first) / len(both) ** 2
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def main() -> None:
    """Writes a blind sample, or prints the agreement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    blind = commands.add_parser("sample")
    blind.add_argument("--markup", type=Path, required=True)
    blind.add_argument("--out", type=Path, required=True)
    blind.add_argument("--share", type=float, default=0.1)
    score = commands.add_parser("score")
    score.add_argument("--first", type=Path, required=True)
    score.add_argument("--second", type=Path, nargs="+", required=True)
    options = parser.parse_args()
    if options.command == "sample":
        options.out.write_text("\n".join(sample(options.markup, options.share)), "utf8")
        return
    for name, value in agreement(list(pairs(options.first, options.second, codes()))).items():
        print(f"{name}: {value:.3f}" if name != "items" else f"items: {value:.0f}")


if __name__ == "__main__":
    main()
