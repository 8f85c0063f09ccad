"""Who says so: statements with their speakers, cues and contents, nested and continued over sentences."""

from ..cast import Cast
from ..lexicon import Lexicon
from ..reading import Sentence
from ..report import Span
from .cues import CueReader
from .phrases import PhraseReader
from .syntax import Syntax
from .tellings import Telling, TellingBuilder, nest

_MEMORY = 4  # sentences after which a quotation without a cue has lost its speaker


class StatementFinder:
    """Finds statements over one reading."""

    def __init__(self, syntax: Syntax, lexicon: Lexicon, cast: Cast, phrases: PhraseReader) -> None:
        self.syntax = syntax
        self.reading = syntax.reading
        self._builder = TellingBuilder(syntax, cast)
        self.quoted = self._builder.quoted
        self._cues = CueReader(syntax, lexicon, self.quoted)
        self._phrases = phrases

    def find(self) -> list[Telling]:
        """All statements in text order, each hung on the one it is told in."""
        found = [
            t
            for p in self._phrases.find(self.syntax)
            if (t := self._builder.build(p.cue, p.speaker, p.words, p.entry.kind, f"“{p.phrase}”"))
        ]
        taken = {w for t in found for w in t.cue}
        found += [t for token in self.reading.tokens if token.i not in taken and (t := self._cued(token.i)) is not None]
        found += self._carried_on(found)
        found.sort(key=lambda t: (t.span.start, -t.span.end))
        nest(found)
        return found

    def _cued(self, i: int) -> Telling | None:
        cue = self._cues.cue_at(i)
        if cue is None:
            return None
        words = self._cues.words(i, cue)
        if not words:
            return None
        at = self._cues.speaker(i, cue)
        if at is None and not self._cues.speaks_alone(i, cue):
            return None
        if at is not None and self.syntax.tokens[at].lemma.lower() == "you":
            return None
        if at is not None:
            words -= frozenset(self.syntax.subtree(at)) if at in words else frozenset()
        return self._builder.build(
            self._cues.verb_group(i), at, words, cue.kind, f"{cue.pos} “{self.syntax.tokens[i].text}”"
        )

    def _carried_on(self, found: list[Telling]) -> list[Telling]:
        """A sentence quoted whole, without a cue of its own, belongs to the last speaker."""
        more: list[Telling] = []
        for number, sentence in enumerate(self.reading.sentences):
            words = self._wholly_quoted(sentence)
            if not words or any(words[0] in t.content or t.sentence == number for t in found):
                continue
            before = [t for t in [*found, *more] if t.span.start < sentence.start and t.sentence >= number - _MEMORY]
            if before:
                more.append(self._continued(max(before, key=lambda t: (t.sentence, len(t.content))), words, number))
        return more

    def _wholly_quoted(self, sentence: Sentence) -> list[int]:
        """The words of a sentence that stands in quotation marks from end to end, else nothing."""
        words = [w for w in range(sentence.first, sentence.last) if self.reading.tokens[w].upos != "PUNCT"]
        return words if all(w in self.quoted for w in words) else []

    def _continued(self, last: Telling, words: list[int], number: int) -> Telling:
        tokens = self.reading.tokens
        return Telling(
            cue=(),
            speaker=last.speaker,
            content=frozenset(words),
            span=Span(tokens[words[0]].start, tokens[words[-1]].end),
            kind="assertion",
            direct=True,
            sentence=number,
            rule="the quotation goes on",
        )
