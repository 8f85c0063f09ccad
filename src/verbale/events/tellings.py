"""A statement while it is being read, and how its words become one stretch of the body."""

from collections.abc import Iterable
from dataclasses import dataclass

from msgspec.structs import replace

from ..cast import Cast, Party
from ..reading import Reading
from ..record import StatementKind
from ..report import Span
from .speakers import extent
from .syntax import Syntax

_SELF = frozenset({"i", "we", "our", "my", "us", "me"})
_PERSONS = frozenset({"he", "him", "she", "her", "they", "them", "we", "us", "i", "me"})
_THINKING = frozenset({"assertion", "assessment"})
_LOOSE = frozenset({"acl", "appos", "advcl", "punct", "parataxis", "conj", "cc"})


@dataclass(slots=True)
class Telling:
    """Word indices throughout; `content` is the set of words told."""

    cue: tuple[int, ...]
    speaker: Party | None
    content: frozenset[int]
    span: Span
    kind: StatementKind
    direct: bool
    sentence: int
    extent: Span | None = None
    """The speaker's whole noun phrase."""
    tells: bool = True
    """Whether its words say that something is so; False: they name what is praised, wanted or spoken of."""
    uttered: bool = True
    """False in an infinitive: "asked him to say that …" has not been said."""
    parent: "Telling | None" = None
    rule: str = ""


class TellingBuilder:
    """Makes tellings over one reading."""

    def __init__(self, syntax: Syntax, cast: Cast) -> None:
        self.syntax = syntax
        self.cast = cast
        self.reading: Reading = syntax.reading
        self.quoted = frozenset(w for q in self.reading.quotations for w in range(q.first, q.last))

    def build(
        self,
        cue: tuple[int, ...],
        at: int | None,
        words: Iterable[int],
        kind: StatementKind,
        rule: str,
        *,
        tells: bool = True,
    ) -> Telling | None:
        """The telling that `words` make with a speaker named by word `at`; None where nothing is told."""
        tokens = self.reading.tokens
        told = sorted(w for w in words if tokens[w].upos != "PUNCT" and w not in cue)
        told = _one_side(self._same_segment(cue, told), cue[0])
        if not told or (len(told) == 1 and self._empty(told[0], tells=tells)):
            return None
        if kind in _THINKING and self._foresees(told):
            kind = "forecast"
        return Telling(
            cue=cue,
            speaker=self.party(at),
            content=frozenset(told),
            span=Span(tokens[told[0]].start, tokens[told[-1]].end),
            kind=kind,
            direct=sum(w in self.quoted for w in told) >= 0.5 * len(told),
            sentence=tokens[cue[0]].sent,
            extent=extent(self.syntax, at, {*cue, *told}) if at is not None else None,
            tells=tells,
            rule=rule,
        )

    def _empty(self, word: int, *, tells: bool) -> bool:
        """Whether a lone word says nothing: a pronoun, unless it stands for whoever is praised or blamed."""
        token = self.reading.tokens[word]
        return token.upos == "PRON" and (tells or token.lemma.lower() not in _PERSONS)

    def _same_segment(self, cue: tuple[int, ...], words: list[int]) -> list[int]:
        """The words on the cue's side of any semicolon outside quotation marks: "A said this; B said that"."""
        tokens = self.reading.tokens
        sentence = self.reading.sentences[tokens[cue[0]].sent]
        stops = [i for i in range(sentence.first, sentence.last) if tokens[i].text == ";" and i not in self.quoted]
        before = max((i for i in stops if i < cue[0]), default=-1)
        after = min((i for i in stops if i > cue[0]), default=len(tokens))
        return [w for w in words if before < w < after] if stops else words

    def _foresees(self, words: Iterable[int]) -> bool:
        tokens = self.reading.tokens
        return any(tokens[w].upos == "AUX" and tokens[w].lemma.lower() in ("will", "shall") for w in words)

    def party(self, at: int | None) -> Party | None:
        """Who speaks: the party at the word, else its noun phrase as it stands."""
        if at is None:
            return None
        index = self.cast.at.get(at)
        if index is not None and self.cast.mentions[index].parties:
            return self.cast.mentions[index].parties[0]
        tokens = self.reading.tokens
        words = [w for w in self.syntax.subtree(at) if not self._loose(w, at)]
        start, end = tokens[words[0]].start, tokens[words[-1]].end
        return Party(text=self.reading.text[start:end], start=start, end=end)

    def _loose(self, w: int, at: int) -> bool:
        tokens = self.syntax.tokens
        while w != at:
            if tokens[w].dep.split(":")[0] in _LOOSE or (tokens[w].dep == "case" and tokens[w].head == at):
                return True
            w = tokens[w].head
        return False


def nest(found: list[Telling]) -> None:
    """Hangs each telling on the smallest one that its cue is told in."""
    for telling in found:
        around = [
            t
            for t in found
            if t is not telling
            and t.tells
            and telling.cue
            and set(telling.cue) <= t.content
            and len(t.content) > len(telling.content)
        ]
        if around:
            telling.parent = min(around, key=lambda t: len(t.content))


def first_persons(tellings: list[Telling], reading: Reading, quoted: frozenset[int]) -> dict[int, Party]:
    """Whom "I" and "we" stand for inside quoted words: the speaker, or the speaker's side."""
    found: dict[int, Party] = {}
    for telling in sorted(tellings, key=lambda t: -len(t.content)):
        if telling.speaker is None or telling.speaker.text.lower() in _SELF:
            continue
        for w in telling.content:
            token = reading.tokens[w]
            lemma = token.lemma.lower()
            if w in quoted and token.upos == "PRON" and lemma in _SELF:
                own = telling.speaker if lemma in ("i", "my") else replace(telling.speaker, person=None, office=None)
                found[w] = replace(own, text=token.text, start=token.start, end=token.end)
    return found


def _one_side(told: list[int], cue: int) -> list[int]:
    """The side of the cue that holds more of the content; all of it where the cue only interrupts."""
    before, after = [w for w in told if w < cue], [w for w in told if w > cue]
    if not before or not after or min(len(before), len(after)) > 3:
        return told
    return max(before, after, key=len)
