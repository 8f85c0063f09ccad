"""How well the event heads read rows of the annotated training set, by themselves: per word, no rules.

python -m training.reading_figures --model FOLDER --rows FILE
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from training.labelled import ACTOR, CONTENT, CUE, RECIPIENT, SPEAKER, Labelled, labelled, load
from verbale.language.encoder import Encoder
from verbale.language.pipeline import MODEL
from verbale.learned import Learned, Names, Window


def figures(folder: Path, rows: Path) -> dict[str, float]:
    """F1 in percent over words of each head; of status and its like, the share of trigger words that are right."""
    encoder = Encoder(folder)
    labels = encoder.labels
    names = Names(labels.event, labels.mode, labels.status, labels.certainty, labels.context)
    known = {layer: list(getattr(labels, layer)) for layer in ("event", "mode", "status", "certainty", "context")}
    count: Counter[str] = Counter()
    for row in load(rows):
        for text in labelled(row, known):
            if text.words:
                scores = encoder(text.words[:400])
                learned = Learned(names, [Window(0, *(getattr(scores, head) for head in Window._fields[1:]))])
                tally(count, text, learned)
    sets = ("trigger", "type", "actor", "recipient", "context", "speaker", "cue", "content")
    out = {f"{name} f1": round(100 * f1(count, name), 1) for name in sets}
    for name in ("mode", "status", "certainty"):
        out[f"{name} right"] = round(100 * count[name, "hit"] / max(1, count[name, "gold"]), 1)
    return out


def tally(count: Counter, text: Labelled, learned: Learned) -> None:
    """Adds one text's hits, gold and guesses."""
    gold = np.array(text.event[: len(learned.acts)])
    guess = learned.acts.argmax(1)
    for name, hit in (("trigger", (gold > 0) & (guess > 0)), ("type", (gold > 0) & (guess == gold))):
        count[name, "hit"] += int(hit.sum())
        count[name, "gold"] += int((gold > 0).sum())
        count[name, "guess"] += int((guess > 0).sum())
    for i in np.flatnonzero(gold > 0).tolist():
        for name, value in (
            ("mode", f"{learned.names.types[gold[i]]}/{learned.mode(i, learned.names.types[gold[i]]) or ''}"),
        ):
            count[name, "gold"] += 1
            count[name, "hit"] += value == learned.names.modes[text.mode[i]]
        for name, value, wanted in (
            ("status", learned.status(i)[0], learned.names.statuses[text.status[i]]),
            ("certainty", learned.certainty(i)[0], learned.names.certainties[text.certainty[i]]),
        ):
            count[name, "gold"] += 1
            count[name, "hit"] += value == wanted
        found = {n for n, (_, p) in enumerate(learned.contexts(i).items()) if p > 0.5}
        wanted = {n for n in range(len(learned.names.contexts)) if text.context[i] >> n & 1}
        add(count, "context", found, wanted)
        for role, name in ((ACTOR, "actor"), (RECIPIENT, "recipient")):
            found = {j for j in range(len(gold)) if learned.roles(i, j)[role] > 0.5}
            add(count, name, found, {j for t, j, r in text.links if t == i and r == role})
    for n, (bit, name) in enumerate(((SPEAKER, "speaker"), (CUE, "cue"), (CONTENT, "content"))):
        found = {i for i in range(len(gold)) if learned.said(i)[n] > 0.5}
        add(count, name, found, {i for i in range(len(gold)) if text.said[i] & bit})


def add(count: Counter, name: str, found: set[int], wanted: set[int]) -> None:
    """Adds what was found and what was wanted."""
    count[name, "hit"] += len(found & wanted)
    count[name, "gold"] += len(wanted)
    count[name, "guess"] += len(found)


def f1(count: Counter, name: str) -> float:
    """F1 of what was counted under a name."""
    return 2 * count[name, "hit"] / max(1, count[name, "gold"] + count[name, "guess"])


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--rows", type=Path, required=True)
    options = parser.parse_args(arguments)
    print(json.dumps(figures(options.model, options.rows)))


if __name__ == "__main__":
    main()
