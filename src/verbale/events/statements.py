"""Who says so: statements with their speakers, cues and contents, nested and continued over sentences."""

from dataclasses import replace

from ..cast import Cast
from ..lexicon import CueWord, Lexicon
from ..reading import Sentence
from ..report import Span
from .contents import Content, ContentReader
from .cues import CueReader
from .phrases import PhraseReader
from .speakers import SpeakerReader
from .syntax import Syntax
from .tellings import Telling, TellingBuilder, nest
from .turns import Turn, TurnReader

_UNCERTAIN = frozenset({"may", "might", "could", "can", "should", "must"})
_MEMORY = 4  # sentences after which a quotation without a cue has lost its speaker


class StatementFinder:
    """Finds statements over one reading."""

    def __init__(self, syntax: Syntax, lexicon: Lexicon, cast: Cast, phrases: PhraseReader) -> None:
        self.syntax = syntax
        self.reading = syntax.reading
        self._builder = TellingBuilder(syntax, cast)
        self.quoted = self._builder.quoted
        self._cues = CueReader(syntax, lexicon)
        self._speakers = SpeakerReader(syntax, lexicon, self.quoted)
        self._contents = ContentReader(syntax, self._speakers, self.quoted, lexicon.lists["control"])
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
        found += [t for turn in TurnReader(self.reading).find() if (t := self._turn(turn, found)) is not None]
        found += self._carried_on([t for t in found if t.tells])
        found = [t for t in found if not _part_of_another(t, found)]
        found = [t for t in found if (t.tells and t.uttered) or not _told_by_another(t, found)]
        found.sort(key=lambda t: (t.span.start, -t.span.end))
        nest(found)
        return found

    def _cued(self, i: int) -> Telling | None:
        """The telling that word `i` introduces; what is told goes before what is only named."""
        cues = self._cues.cues_at(i)
        for read in (self._contents.told, self._contents.named):
            for cue in cues:
                content = read(i, cue)
                if content is not None and content.tells and content.words <= self.quoted:
                    content = self._around_quotation(i, content, cues)
                if content is not None and (telling := self._telling(i, cue, content)) is not None:
                    return telling
        return None

    def _around_quotation(self, i: int, content: Content, cues: list[CueWord]) -> Content:
        """A quoted fragment with the rest of the phrase it stands in: "referred to the dam as “a weapon”"."""
        for cue in cues:
            named = self._contents.named(i, cue)
            if named is not None and not named.words.isdisjoint(content.words):
                return Content(content.words | named.words)
        return content

    def _telling(self, i: int, cue: CueWord, content: Content) -> Telling | None:
        tokens, words = self.syntax.tokens, content.words
        at = self._speakers.speaker(i, cue)
        if at is None and not self._cues.speaks_alone(i, cue, tells=content.tells):
            return None
        if at is not None and tokens[at].lemma.lower() == "you":
            return None
        if i in self.quoted and not (content.tells and self._another(at, cue)):
            return None
        if at is not None and cue.kind == "assessment" and self._own_thought(i, at):
            return None
        if at is not None:
            words -= frozenset(self.syntax.subtree(at)) if at in words else frozenset()
        rule = f"{cue.pos} “{tokens[i].text}”"
        group = self._cues.group(i, words, at)
        uttered = not self._unmade(i, group)
        if not content.tells and not uttered:
            return None
        telling = self._builder.build(group, at, words - set(group), cue.kind, rule, tells=content.tells)
        return replace(telling, uttered=uttered) if telling is not None else None

    def _turn(self, turn: Turn, found: list[Telling]) -> Telling | None:
        """What a label or a signature gives to a speaker, unless a cue gives it to one already."""
        words = frozenset(range(turn.first, turn.last))
        at = self._head(turn.name)
        if at is None or not words or any(t.cue and words <= t.content for t in found):
            return None
        telling = self._builder.build((at,), at, words, "assertion", "a name before or behind the words said")
        return replace(telling, cue=(), direct=True, extent=turn.name) if telling is not None else None

    def _head(self, name: Span) -> int | None:
        """The word of a name that the rest hangs on."""
        tokens = self.reading.tokens
        inside = [t for t in tokens if name.start <= t.start and t.end <= name.end]
        first = inside[0].i if inside else 0
        return next((t.i for t in inside if not first <= t.head <= inside[-1].i or t.head == t.i), None)

    def _another(self, at: int | None, cue: CueWord) -> bool:
        """Whether a quotation tells what another says; thoughts that its speaker has or lends to others are its own."""
        party = self._builder.party(at)
        named = party is not None and bool(party.country or party.person or party.sector)
        return at is not None and named and cue.kind not in ("assessment", "forecast")

    def _unmade(self, i: int, group: tuple[int, ...]) -> bool:
        """Whether a cue stands in an infinitive or under "may": what is still to be said nobody has said."""
        tokens = self.syntax.tokens
        to = any(tokens[m].lemma.lower() == "to" and m not in group for m in self.syntax.deps(i, "mark"))
        return to or any(tokens[a].lemma.lower() in _UNCERTAIN for a in self.syntax.deps(i, "aux"))

    def _own_thought(self, i: int, at: int) -> bool:
        """ "She said she believes that": one statement and not two."""
        above = self.syntax.parent(i)
        token = self.syntax.tokens[i]
        if above is None or token.dep != "ccomp" or self.syntax.tokens[at].upos != "PRON" or above > i:
            return False
        return self.syntax.tokens[at].sent == token.sent and bool(self._cues.cues_at(above))

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
            extent=last.extent,
            content=frozenset(words),
            span=Span(tokens[words[0]].start, tokens[words[-1]].end),
            kind="assertion",
            direct=True,
            sentence=number,
            rule="the quotation goes on",
        )


def _told_by_another(named: Telling, found: list[Telling]) -> bool:
    """Whether what is only praised or wanted stands in what another telling holds: it is part of that one."""
    cue = set(named.cue)
    return any(t is not named and cue <= t.content for t in found)


def _part_of_another(part: Telling, found: list[Telling]) -> bool:
    """Whether the cue is only a piece of another's: "refused" in "refused to say", "a statement" in "said in a statement"."""
    cue = set(part.cue)
    return bool(cue) and any(
        cue < set(t.cue) or (not part.tells and part.cue[-1] in t.cue) for t in found if t is not part
    )
