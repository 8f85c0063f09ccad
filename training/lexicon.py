"""Writes the lemma lexicon: the commonest lemma of every form and word class in the training corpora.

python -m training.lexicon --corpora FOLDER --out FOLDER
"""

import argparse
import gzip
from collections import Counter, defaultdict
from pathlib import Path

from training import corpora

SOURCES = ("ewt-train", "gum-train")


def lemma_lexicon(documents: list[corpora.Document]) -> str:
    """A heading a word class, then a line a form, with the lemma where it differs. Proper names stay out."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for document in documents:
        for sentence in document.sentences:
            for word, upos, lemma in zip(sentence.words, sentence.upos, sentence.lemma, strict=True):
                if upos != "PROPN" and lemma != "_":
                    counts[upos, word.lower()][lemma] += 1
    lines: dict[str, list[str]] = defaultdict(list)
    for (upos, form), lemmas in sorted(counts.items()):
        best = min(lemmas, key=lambda lemma: (-lemmas[lemma], lemma))
        lines[upos].append(form if best == form else f"{form}\t{best}")
    return "".join(f"# {upos}\n" + "".join(f"{line}\n" for line in lines[upos]) for upos in sorted(lines))


def write(folder: Path, out: Path) -> None:
    """Writes `lemmas.tsv.gz`, the same bytes every time."""
    text = lemma_lexicon([document for name in SOURCES for document in corpora.load(folder, name)])
    out.mkdir(parents=True, exist_ok=True)
    (out / "lemmas.tsv.gz").write_bytes(gzip.compress(text.encode("utf8"), mtime=0))


def main() -> None:
    """Reads the options and writes the lexicon."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    write(options.corpora, options.out)


if __name__ == "__main__":
    main()
