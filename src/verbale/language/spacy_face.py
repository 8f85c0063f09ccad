"""spaCy on both sides: our model as a pipeline component, and any spaCy pipeline in our model's place.

nlp = verbale_nlp()                      # a spaCy Language; nlp(text) gives a Doc
parser = load_parser("en_core_web_trf")  # a Parser; parser.read(text) gives a Reading
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan
from spacy.tokens import Token as DocToken
from spacy.vocab import Vocab

from verbale.errors import ModelError
from verbale.language.clear import is_clear, to_universal
from verbale.language.pipeline import LanguageModel, Parser, governed
from verbale.language.quotations import quotations
from verbale.language.segment import paragraphs_of
from verbale.language.tokenizer import tokenize
from verbale.reading import Name, NameLabel, Reading, Sentence, Token
from verbale.report import Span

NAME_LABELS: dict[str, NameLabel] = {
    "PER": "PER",
    "PERSON": "PER",
    "ORG": "ORG",
    "LOC": "LOC",
    "GPE": "LOC",
    "FAC": "LOC",
    "MISC": "MISC",
    "NORP": "MISC",
    "EVENT": "MISC",
    "LAW": "MISC",
    "LANGUAGE": "MISC",
    "PRODUCT": "MISC",
    "WORK_OF_ART": "MISC",
}
"""OntoNotes and CoNLL labels to ours; dates, amounts and the like are no names."""

_WRAP = 2**64
"""spaCy takes relative heads as unsigned numbers."""


class Tokenizer:
    """Our words as a spaCy tokenizer; white space longer than one blank becomes words of its own, as in spaCy."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """A Doc whose text is `text`."""
        words: list[str] = []
        spaces: list[bool] = []
        at = 0
        for start, end in [*tokenize(text), (len(text), len(text))]:
            gap = text[at:start]
            blank = gap.startswith(" ") and bool(words)
            if words:
                spaces[-1] = blank
            if gap[blank:]:
                words.append(gap[blank:])
                spaces.append(False)
            if end > start:
                words.append(text[start:end])
                spaces.append(False)
            at = end
        return Doc(self.vocab, words=words, spaces=spaces)


@cache
def _shipped() -> LanguageModel:
    return LanguageModel.load()


@Language.component("verbale_reading")
def annotate(doc: Doc) -> Doc:
    """Fills a Doc with our model's reading of its words; the `Reading` itself is `doc.user_data["reading"]`."""
    real = [token for token in doc if not token.is_space]
    reading = _shipped().read(doc.text, words=[(t.idx, t.idx + len(t)) for t in real])
    place = [token.i for token in real]
    rows: list[list[int]] = [[] for _ in doc]
    strings = doc.vocab.strings
    for token, at in zip(reading.tokens, place, strict=True):
        head = place[token.head] - at
        dep = "ROOT" if token.dep == "root" else token.dep
        values = (token.xpos, token.upos, token.lemma, dep, token.feats.replace("_", ""))
        rows[at] = [head % _WRAP, *(strings.add(v) for v in values[:4]), doc.vocab.morphology.add(values[4])]
    _place_spaces(rows, doc, place)
    doc.from_array(["HEAD", "TAG", "POS", "LEMMA", "DEP", "MORPH"], np.array(rows, dtype=np.uint64))  # type: ignore[arg-type]
    doc.set_ents([DocSpan(doc, place[n.first], place[n.last - 1] + 1, label=n.label) for n in reading.names])
    doc.user_data["reading"] = reading
    return doc


def _place_spaces(rows: list[list[int]], doc: Doc, place: Sequence[int]) -> None:
    """White-space words hang under the word before them, or the first word."""
    before = place[0] if place else 0
    known = set(place)
    strings = doc.vocab.strings
    for i in range(len(doc)):
        if i in known:
            before = i
        else:
            rows[i] = [
                (before - i) % _WRAP,
                strings.add("_SP"),
                strings.add("SPACE"),
                doc[i].orth,
                strings.add("dep"),
                0,
            ]


def verbale_nlp() -> Language:
    """A spaCy pipeline of our tokenizer and our model."""
    nlp = spacy.blank("en")
    nlp.tokenizer = Tokenizer(nlp.vocab)
    nlp.add_pipe("verbale_reading")
    return nlp


class SpacyParser:
    """A spaCy pipeline as a `Parser`: needs tagger, lemmatizer and parser; names where it finds any."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._clear = is_clear(nlp.pipe_labels.get("parser", ()))

    @property
    def identity(self) -> str:
        """The pipeline's full name and version: "en_core_web_trf 3.7.3"."""
        return "{lang}_{name} {version}".format_map(self._nlp.meta)

    def read(self, text: str, paragraphs: Sequence[Span] = ()) -> Reading:
        """Annotates `text`; labels of CLEAR-style pipelines are turned into Universal Dependencies."""
        return reading_of(self._nlp(text), paragraphs, clear=self._clear)


def load_parser(name: str) -> Parser:
    """The installed spaCy pipeline called `name`. Raises ModelError where there is none."""
    try:
        return SpacyParser(spacy.load(name))
    except OSError as error:
        raise ModelError(
            f"{name}: no such spaCy pipeline; install it with `python -m spacy download {name}`"
        ) from error


def reading_of(doc: Doc, paragraphs: Sequence[Span] = (), *, clear: bool = False) -> Reading:
    """What a parsed Doc says, as a `Reading`; `clear` where its labels are CLEAR's. White-space words are left out."""
    if not doc.has_annotation("DEP"):
        raise ModelError("the spaCy pipeline has no parser, and reading needs one")
    parts = [*paragraphs] or paragraphs_of(doc.text)
    real = [token for token in doc if not token.is_space]
    number = {token.i: i for i, token in enumerate(real)}
    sentences = [[token for token in sent if not token.is_space] for sent in doc.sents]
    names = _names(doc, number)
    heads, deps = _syntax(real, number, names, clear=clear)
    sent_of = {t.i: s for s, sent in enumerate(filter(None, sentences)) for t in sent}
    tokens = tuple(
        Token(
            i=i,
            text=t.text,
            start=t.idx,
            end=t.idx + len(t),
            lemma=t.lemma_ or t.text,
            upos=t.pos_,
            xpos=t.tag_,
            feats=str(t.morph) or "_",
            head=heads[i],
            dep=deps[i],
            sent=sent_of[t.i],
        )
        for i, t in enumerate(real)
    )
    return Reading(
        text=doc.text,
        tokens=tokens,
        sentences=tuple(_sentence([tokens[number[t.i]] for t in sent], parts) for sent in sentences if sent),
        children=governed(tokens),
        names=names,
        quotations=quotations(doc.text, parts, [(t.start, t.end) for t in tokens]),
    )


def _syntax(
    real: list[DocToken], number: dict[int, int], names: Sequence[Name], *, clear: bool
) -> tuple[list[int], list[str]]:
    heads = [number.get(token.head.i, i) for i, token in enumerate(real)]
    deps = [token.dep_ for token in real]
    if clear:
        people = [(name.first, name.last) for name in names if name.label == "PER"]
        heads, deps = to_universal(heads, deps, [t.pos_ for t in real], [t.lemma_.lower() for t in real], people)
    return heads, ["root" if head == i else dep for i, (head, dep) in enumerate(zip(heads, deps, strict=True))]


def _sentence(tokens: list[Token], paragraphs: Sequence[Span]) -> Sentence:
    start, end = tokens[0].start, tokens[-1].end
    paragraph = next((i for i, p in enumerate(paragraphs) if p.start <= start < p.end), 0)
    root = next((token.i for token in tokens if token.head == token.i), tokens[0].i)
    return Sentence(tokens[0].i, tokens[-1].i + 1, start, end, root, paragraph)


def _names(doc: Doc, number: dict[int, int]) -> tuple[Name, ...]:
    found: list[Name] = []
    for ent in doc.ents:
        label = NAME_LABELS.get(ent.label_)
        inside = [number[token.i] for token in ent if token.i in number]
        if label and inside:
            found.append(Name(inside[0], inside[-1] + 1, ent.start_char, ent.end_char, ent.text, label))
    return tuple(found)
