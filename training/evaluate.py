"""Scores the model as shipped, through the reader's own code: CoNLL 2018 measures and exact name spans.

python -m training.evaluate --corpora FOLDER [--model FOLDER] [--split test] [--out FILE]

Word, tag, lemma and attachment scores are F1 over words with equal characters, so wrong cuts cost everywhere;
LAS leaves subtypes out. Names count exact spans and labels, PER ORG LOC, on raw text.
"""

import argparse
import json
import logging
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from training import corpora
from verbale.language.pipeline import LanguageModel
from verbale.language.segment import windows

SYNTAX = ("ewt", "gum")
NAMES = {"dev": ("ewt",), "test": ("ewt", "names")}
SCORED_NAMES = ("PER", "ORG", "LOC")

log = logging.getLogger(__name__)

Span = tuple[int, int]


class Word(NamedTuple):
    """One word as scored: `head` is the head's characters, None for a root."""

    span: Span
    upos: str
    xpos: str
    feats: str
    lemma: str
    rel: str
    head: Span | None


class Annotation(NamedTuple):
    """One paragraph, by hand or by machine."""

    text: str
    words: list[Word]
    sentences: list[Span]
    names: list[tuple[int, int, str]]


def by_hand(paragraph: Sequence[corpora.Sentence]) -> Annotation:
    """The paragraph's text put together again, and its annotation in characters."""
    text = ""
    words: list[Word] = []
    sentences: list[Span] = []
    names: list[tuple[int, int, str]] = []
    for sentence in paragraph:
        spans: list[Span] = []
        for i, (word, space) in enumerate(zip(sentence.words, sentence.space_after, strict=True)):
            spans.append((len(text), len(text) + len(word)))
            text += word + (" " if space or i == len(sentence.words) - 1 else "")
        sentences.append((spans[0][0], spans[-1][1]))
        for i, (span, head) in enumerate(zip(spans, sentence.head, strict=False)):
            columns = (sentence.upos[i], sentence.xpos[i], sentence.feats[i], sentence.lemma[i], sentence.rel[i])
            words.append(Word(span, *columns, spans[head - 1] if head else None))
        names += [(spans[a][0], spans[b - 1][1], label) for a, b, label in corpora.name_runs(sentence.ner or ())]
    return Annotation(text.rstrip(), words, sentences, names)


def by_machine(model: LanguageModel, text: str) -> Annotation:
    """The model's reading of raw text."""
    reading = model.read(text)
    spans = [(t.start, t.end) for t in reading.tokens]
    words = [
        Word(spans[t.i], t.upos, t.xpos, t.feats, t.lemma, t.dep, None if t.head == t.i else spans[t.head])
        for t in reading.tokens
    ]
    names = [(n.start, n.end, str(n.label)) for n in reading.names]
    return Annotation(text, words, [(s.start, s.end) for s in reading.sentences], names)


def on_gold_words(model: LanguageModel, gold: Annotation) -> Annotation:
    """The model's reading of words and sentences cut by hand."""
    spans = [word.span for word in gold.words]
    forms = [gold.text[a:b] for a, b in spans]
    opening = {start for start, _ in gold.sentences}
    words: list[Word] = []
    for first, last in windows(forms, model.lengths(forms)):
        starts = [i for i in range(last - first) if i == 0 or spans[first + i][0] in opening]
        found = model.window(forms[first:last], starts)
        for i in range(last - first):
            head = None if found.heads[i] == i else spans[first + found.heads[i]]
            columns = (found.upos[i], found.xpos[i], found.feats[i], found.lemmas[i], found.relations[i])
            words.append(Word(spans[first + i], *columns, head))
    return Annotation(gold.text, words, gold.sentences, [])


def syntax_scores(gold: Sequence[Annotation], system: Sequence[Annotation]) -> dict[str, float]:
    """F1 of words, tags, features, lemmas, attachments and sentences."""
    right: Counter[str] = Counter()
    total = sum(len(g.words) + len(s.words) for g, s in zip(gold, system, strict=True))
    sentences = sum(len(g.sentences) + len(s.sentences) for g, s in zip(gold, system, strict=True))
    for g, s in zip(gold, system, strict=True):
        found = {word.span: word for word in s.words}
        right["sentences"] += len(set(g.sentences) & set(s.sentences))
        for word in g.words:
            if word.span in found:
                right.update(_agreements(word, found[word.span]))
    scores = {name: round(200 * right[name] / total, 2) for name in ("words", "upos", "xpos", "feats", "lemma")}
    scores |= {name: round(200 * right[name] / total, 2) for name in ("uas", "las")}
    return scores | {"sentences": round(200 * right["sentences"] / sentences, 2)}


def _agreements(gold: Word, system: Word) -> list[str]:
    found = ["words"]
    found += [name for name in ("upos", "xpos", "feats") if getattr(gold, name) == getattr(system, name)]
    if gold.lemma == "_" or gold.lemma.lower() == system.lemma.lower():
        found.append("lemma")
    if gold.head == system.head:
        found.append("uas")
        if gold.rel.split(":")[0] == system.rel.split(":")[0]:
            found.append("las")
    return found


def name_scores(gold: Sequence[Annotation], system: Sequence[Annotation]) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of each label and of all."""
    scores: dict[str, dict[str, float]] = {}
    for label in ("all", *SCORED_NAMES):
        counted = SCORED_NAMES if label == "all" else (label,)
        right = wanted = found = 0
        for g, s in zip(gold, system, strict=True):
            ours = {name for name in s.names if name[2] in counted}
            theirs = {name for name in g.names if name[2] in counted}
            right, wanted, found = right + len(ours & theirs), wanted + len(theirs), found + len(ours)
        scores[label] = {
            "precision": round(100 * right / max(1, found), 1),
            "recall": round(100 * right / max(1, wanted), 1),
            "f1": round(200 * right / max(1, found + wanted), 1),
        }
    return scores


def evaluate(model: LanguageModel, folder: Path, split: str) -> dict[str, object]:
    """All figures for one split, with words a second over raw text on this machine."""
    figures: dict[str, object] = {}
    words, seconds = 0, 0.0
    for name in SYNTAX:
        documents = corpora.load(folder, f"{name}-{split}")
        gold = [by_hand(p) for p in corpora.paragraphs(documents)]
        began = time.process_time()
        raw = [by_machine(model, g.text) for g in gold]
        seconds += time.process_time() - began
        words += sum(len(s.words) for s in raw)
        figures[f"{name} raw"] = syntax_scores(gold, raw)
        figures[f"{name} gold words"] = syntax_scores(gold, [on_gold_words(model, g) for g in gold])
        log.info("%s %s %s", name, figures[f"{name} raw"], figures[f"{name} gold words"])
    for name in NAMES[split]:
        gold = [by_hand(p) for p in corpora.paragraphs(corpora.load(folder, f"{name}-{split}"))]
        figures[f"{name} names"] = name_scores(gold, [by_machine(model, g.text) for g in gold])
        log.info("%s names %s", name, figures[f"{name} names"])
    figures["words a second, one thread"] = round(words / seconds)
    return figures


def main() -> None:
    """Reads the options, scores, and writes the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--model", type=Path, help="a model folder; the shipped one without it")
    parser.add_argument("--split", choices=tuple(NAMES), default="test")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    figures = evaluate(LanguageModel.load(options.model), options.corpora, options.split)
    if options.out:
        options.out.write_text(json.dumps(figures, indent=2) + "\n", "utf8")


if __name__ == "__main__":
    main()
