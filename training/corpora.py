"""The corpora: one document a line, words with Universal Dependencies columns, names where somebody marked them."""

import gzip
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

NAME_LABELS = ("PER", "ORG", "LOC", "MISC")
WITHOUT_MISC = ("GUM",)
"""Corpora, by the start of their document ids, whose names leave MISC unmarked."""


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence. `head` counts from 1, 0 is the root; the syntax is empty in corpora of names."""

    words: list[str] = msgspec.field(name="w")
    space_after: list[bool] = msgspec.field(name="sp")
    lemma: list[str] = []
    upos: list[str] = []
    xpos: list[str] = []
    feats: list[str] = []
    head: list[int] = []
    rel: list[str] = []
    ner: list[str] | None = None
    """BIO tags, or None where nobody marked names."""
    starts_paragraph: bool = msgspec.field(name="par", default=False)


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One text in reading order."""

    id: str
    genre: str = ""
    sentences: list[Sentence] = msgspec.field(name="sents")

    @property
    def marks_misc(self) -> bool:
        """Whether an unmarked word is certainly no MISC name."""
        return not self.id.startswith(WITHOUT_MISC)


def load(folder: Path, name: str) -> list[Document]:
    """The documents of one split, such as `ewt-train`."""
    with gzip.open(folder / f"{name}.jsonl.gz", "rb") as lines:
        return [msgspec.json.decode(line, type=Document) for line in lines]


def paragraphs(documents: Iterable[Document]) -> Iterator[list[Sentence]]:
    """Runs of sentences from one paragraph start to the next."""
    for document in documents:
        current: list[Sentence] = []
        for sentence in document.sentences:
            if current and sentence.starts_paragraph:
                yield current
                current = []
            if sentence.words:
                current.append(sentence)
        if current:
            yield current


def script(form: str, lemma: str) -> str:
    """The edit script that `verbale.language.lemmas.apply_script` turns back into `lemma`."""
    kind = "L" if lemma == lemma.lower() else "K"
    base = form.lower() if kind == "L" else form
    common = 0
    while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
        common += 1
    if common == 0 and lemma:
        return "=" + lemma
    return f"{kind}{len(base) - common}|{lemma[common:]}"


def label_sets(documents: Iterable[Document]) -> dict[str, list[str]]:
    """The labels of every head, most frequent first; feature bundles and lemma scripts seen once are left out."""
    sentences = [s for document in documents for s in document.sentences]

    def counted(values: Callable[[Sentence], Iterable[str]], least: int = 1) -> list[str]:
        counts = Counter(value for s in sentences for value in values(s))
        return [value for value, count in counts.most_common() if count >= least]

    return {
        "upos": counted(lambda s: s.upos),
        "xpos": counted(lambda s: s.xpos),
        "feats": counted(bundles, 2),
        "lemma": counted(lambda s: map(script, s.words, s.lemma), 2),
        "rel": counted(lambda s: s.rel),
        "ner": ["O", *(f"{place}-{label}" for label in NAME_LABELS for place in "BI")],
        "sent": ["0", "1"],
    }


def bundles(sentence: Sentence) -> list[str]:
    """UPOS and features of each word, joined by a slash: features mean little without their word class."""
    return [f"{upos}/{feats}" for upos, feats in zip(sentence.upos, sentence.feats, strict=True)]


def name_runs(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The names in BIO tags."""
    first = 0
    for at, tag in enumerate([*tags, "O"]):
        if at and tags[at - 1] != "O" and not tag.startswith("I-"):
            yield first, at, tags[first][2:]
        if tag.startswith("B-"):
            first = at
