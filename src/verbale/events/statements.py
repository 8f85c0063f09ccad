"""Who says so: statements with their speakers, cues and contents, nested and continued over sentences."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from msgspec.structs import replace

from ..cast import Cast, Party
from ..lexicon import CueWord, Lexicon
from ..reading import Reading
from ..record import StatementKind
from ..report import Span
from .syntax import Syntax

_ASCRIBING = ("according to", "accord to", "in the word of", "in the view of", "in the opinion of")
_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective"}
_SELF = frozenset({"i", "we", "our", "my", "us", "me"})
_THINKING = frozenset({"assertion", "assessment"})


@dataclass(slots=True)
class Telling:
    """A statement while it is being read; word indices, `content` as the set of its words."""

    cue: tuple[int, ...]
    speaker_at: int | None
    speaker: Party | None
    content: frozenset[int]
    span: Span
    kind: StatementKind
    direct: bool
    sentence: int
    parent: "Telling | None" = None
    rule: str = ""
    children: list["Telling"] = field(default_factory=list)


class StatementFinder:
    """Finds statements over one reading."""

    def __init__(self, syntax: Syntax, lexicon: Lexicon, cast: Cast) -> None:
        self.syntax = syntax
        self.lexicon = lexicon
        self.cast = cast
        self.reading: Reading = syntax.reading
        self.quoted = _quoted_words(self.reading)

    def find(self) -> list[Telling]:
        """All statements in text order, each hung on the one it is told in."""
        found: list[Telling] = []
        for token in self.reading.tokens:
            telling = self._ascribed(token.i) if token.dep == "case" else self._cued(token.i)
            if telling is not None:
                found.append(telling)
        found += self._carried_on(found)
        found.sort(key=lambda t: (t.span.start, -t.span.end))
        _nest(found)
        return found

    def _cued(self, i: int) -> Telling | None:
        cue = self._cue(i)
        if cue is None:
            return None
        token = self.syntax.tokens[i]
        heads, quoting = self._content(i, cue)
        if not heads and not quoting:
            return None
        words = frozenset(w for h in heads for w in self.syntax.subtree(h)) - self._cue_side(i, heads)
        words |= frozenset(quoting)
        words |= self._whole_quotations(words, token.sent)
        at = self._speaker(i, cue)
        if at is None and not self._speaks_alone(i, cue):
            return None
        if at is not None and self.syntax.tokens[at].lemma.lower() == "you":
            return None
        return self._telling(self._verb_group(i), at, words, cue.kind, f"{cue.pos} “{token.text}”")

    def _whole_quotations(self, words: frozenset[int], sentence: int) -> frozenset[int]:
        """All of a quotation that the cue's sentence begins or ends, over as many sentences as it runs."""
        found: set[int] = set()
        here = self.reading.sentences[sentence]
        for quotation in self.reading.quotations:
            inside = quotation.first < here.last and here.first < quotation.last
            if inside and any(w in words for w in range(quotation.first, quotation.last)):
                found.update(range(quotation.first, quotation.last))
        return frozenset(found)

    def _speaks_alone(self, i: int, cue: CueWord) -> bool:
        """Whether a cue without a speaker still marks a statement: "is said to", but not "to be sure" or "promise me"."""
        token = self.syntax.tokens[i]
        if cue.pos == "noun":
            return True
        return cue.pos == "verb" and cue.kind != "assessment" and (self.syntax.passive(i) or token.xpos in ("VBD", "VBZ"))

    def _verb_group(self, i: int) -> tuple[int, ...]:
        """A cue verb with the auxiliaries and particles next to it: "has been saying", "pointed out"."""
        if self.syntax.tokens[i].upos not in ("VERB", "AUX"):
            return (i,)
        near = set(self.syntax.deps(i, "aux", "aux:pass", "compound:prt")) | {
            c for c in self.syntax.deps(i, "advmod") if "Polarity=Neg" in self.syntax.tokens[c].feats
        }
        group = [i]
        for step in (-1, 1):
            j = i + step
            while j in near:
                group.append(j)
                j += step
        return tuple(sorted(group))

    def _cue(self, i: int) -> CueWord | None:
        token = self.syntax.tokens[i]
        pos = _POS.get(token.upos)
        if pos is None:
            return None
        cues = self.lexicon.cues.get(token.lemma.lower(), ())
        cue = next((c for c in cues if c.pos == pos and self._fits(c, i)), None)
        if cue is None and token.xpos == "VBN":  # "was convinced that", read as a passive
            cue = next((c for c in self.lexicon.cues.get(token.text.lower(), ()) if c.pos == "adjective"), None)
        return cue

    def _fits(self, cue: CueWord, i: int) -> bool:
        syntax, matches = self.syntax, self.lexicon.matches
        for slot, wanted in cue.requires.items():
            if slot == "particle":
                if not any(matches(p, wanted) for p in syntax.particles(i)):
                    return False
                continue
            heads = syntax.objects(i) if slot == "object" else syntax.subjects(i) if slot == "subject" else syntax.obliques(i).get(slot, ())
            if not any(matches(syntax.tokens[h].lemma.lower(), wanted) for h in heads):
                return False
        return not any(
            matches(syntax.tokens[h].lemma.lower(), wanted)
            for slot, wanted in cue.excludes.items()
            for h in (syntax.objects(i) if slot == "object" else syntax.obliques(i).get(slot, ()))
        )

    def _content(self, i: int, cue: CueWord) -> tuple[list[int], list[int]]:
        """Heads of the clauses said, and loose quoted words of the same sentence."""
        syntax = self.syntax
        token = syntax.tokens[i]
        heads = [c for c in syntax.deps(i, "ccomp", "ccomp:subj")]
        heads += [c for c in syntax.deps(i, "acl", "acl:relcl") if token.upos == "NOUN" and _that_clause(c, syntax)]
        if not heads and token.dep == "parataxis" and token.head != i and not self._says_something_else(i):
            heads = [token.head]
        if not heads and token.dep == "advcl" and any(syntax.tokens[c].lemma.lower() == "as" for c in syntax.deps(i, "mark")):
            heads = [token.head]
        if not heads and "direct" in cue.complement:
            heads = [c for c in syntax.deps(i, "parataxis", "obj", "xcomp") if c in self.quoted]
        if not heads and "clause" in cue.complement and token.upos == "VERB":
            heads = [c for c in syntax.deps(i, "xcomp") if cue.kind in ("assertion", "allegation", "denial", "forecast", "threat")]
        quoting: list[int] = []
        if not heads and "clause" in cue.complement and i + 1 < len(syntax.tokens) and syntax.tokens[i + 1].text.lower() == "that":
            return [], list(range(i + 2, self.reading.sentences[token.sent].last))
        if "direct" in cue.complement:
            sentence = self.reading.sentences[token.sent]
            quoting = [w for w in range(sentence.first, sentence.last) if w in self.quoted]
            if len(quoting) < 3 or i in self.quoted:
                quoting = []
        return heads, quoting

    def _says_something_else(self, i: int) -> bool:
        """Whether a clause beside the sentence has an object of its own, or a semicolon parts it: "; Quito denied it"."""
        tokens = self.syntax.tokens
        first, last = sorted((i, tokens[i].head))
        return bool(self.syntax.deps(i, "obj")) or any(tokens[j].text in (";", ":") for j in range(first, last))

    def _cue_side(self, i: int, heads: Iterable[int]) -> frozenset[int]:
        """Words of the cue clause that hang inside the content: ", he said,"."""
        return frozenset(self.syntax.subtree(i)) if any(i in self.syntax.subtree(h) for h in heads) else frozenset({i})

    def _speaker(self, i: int, cue: CueWord) -> int | None:
        syntax = self.syntax
        if syntax.tokens[i].upos == "NOUN":
            for heads in (syntax.possessors(i), syntax.obliques(i).get("by", []), syntax.obliques(i).get("of", [])):
                if heads:
                    return heads[0]
            verb = syntax.parent(i)
            if verb is None or syntax.tokens[verb].lemma.lower() in self.lexicon.lists["receiving"]:
                return None
            subjects = syntax.subjects(verb)
            return subjects[0] if subjects else None
        subjects = syntax.subjects(i)
        if not subjects and cue.pos == "adjective":
            subjects = syntax.objects(i)
        return subjects[0] if subjects else None

    def _ascribed(self, i: int) -> Telling | None:
        """ "According to X, …": the clause is what X says."""
        syntax = self.syntax
        noun = syntax.tokens[i].head
        case = syntax.case_of(noun)
        if case not in _ASCRIBING or syntax.tokens[noun].dep not in ("obl", "nmod", "advcl", "parataxis", "dep"):
            return None
        clause = syntax.tokens[noun].head
        aside = frozenset(syntax.subtree(noun))
        words = frozenset(syntax.subtree(clause)) - aside
        cue = (i, *syntax.deps(i, "fixed"))
        return self._telling(cue, noun, words, "assertion", f"“{case}”")

    def _telling(self, cue: tuple[int, ...], at: int | None, words: frozenset[int], kind: StatementKind, rule: str) -> Telling | None:
        tokens = self.reading.tokens
        kept = self._same_segment(cue, sorted(w for w in words if tokens[w].upos != "PUNCT"))
        if not kept:
            return None
        kept = _longest_run([w for w in kept if w not in cue], tokens[cue[0]].i)
        span = Span(tokens[kept[0]].start, tokens[kept[-1]].end)
        quoted = sum(w in self.quoted for w in kept)
        direct = quoted >= 0.5 * len(kept)
        if kind in _THINKING and self._foresees(kept):
            kind = "forecast"
        return Telling(
            cue=cue, speaker_at=at, speaker=self._party(at), content=frozenset(kept), span=span, kind=kind,
            direct=direct, sentence=tokens[cue[0]].sent, rule=rule,
        )  # fmt: skip

    def _same_segment(self, cue: tuple[int, ...], words: list[int]) -> list[int]:
        """The words on the cue's side of any semicolon outside quotation marks: "A said this; B said that"."""
        tokens = self.reading.tokens
        sentence = self.reading.sentences[tokens[cue[0]].sent]
        stops = [i for i in range(sentence.first, sentence.last) if tokens[i].text == ";" and i not in self.quoted]
        before = max((i for i in stops if i < cue[0]), default=-1)
        after = min((i for i in stops if i > cue[0]), default=len(tokens))
        return [w for w in words if before < w < after] if stops else words

    def _foresees(self, words: list[int]) -> bool:
        tokens = self.reading.tokens
        return any(tokens[w].lemma.lower() in ("will", "shall") and tokens[w].upos == "AUX" for w in words)

    def _party(self, at: int | None) -> Party | None:
        if at is None:
            return None
        index = self.cast.at.get(at)
        if index is not None and self.cast.mentions[index].parties:
            return self.cast.mentions[index].parties[0]
        words = [w for w in self.syntax.subtree(at) if not self._loose(w, at)]
        tokens = self.reading.tokens
        start, end = tokens[words[0]].start, tokens[words[-1]].end
        return Party(text=self.reading.text[start:end], start=start, end=end)

    def _loose(self, w: int, at: int) -> bool:
        j = w
        while j != at:
            if self.syntax.tokens[j].dep.split(":")[0] in ("acl", "appos", "advcl", "punct", "parataxis", "conj", "cc"):
                return True
            j = self.syntax.tokens[j].head
        return False

    def _carried_on(self, found: list[Telling]) -> list[Telling]:
        """A sentence quoted whole, without a cue of its own, belongs to the last speaker."""
        more: list[Telling] = []
        tokens = self.reading.tokens
        for sentence in self.reading.sentences:
            words = [w for w in range(sentence.first, sentence.last) if tokens[w].upos != "PUNCT"]
            if not words or not all(w in self.quoted for w in words):
                continue
            if any(words[0] in t.content or t.sentence == sentence_index(self.reading, words[0]) for t in found):
                continue
            before = [t for t in [*found, *more] if t.span.start < sentence.start and t.sentence >= tokens[words[0]].sent - 4]
            if not before:
                continue
            last = max(before, key=lambda t: (t.sentence, len(t.content)))
            more.append(
                Telling(
                    cue=(), speaker_at=last.speaker_at, speaker=last.speaker, content=frozenset(words),
                    span=Span(tokens[words[0]].start, tokens[words[-1]].end), kind="assertion", direct=True,
                    sentence=tokens[words[0]].sent, rule="quotation goes on",
                )
            )  # fmt: skip
        return more


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


def sentence_index(reading: Reading, word: int) -> int:
    """The sentence a word stands in."""
    return reading.tokens[word].sent


def _quoted_words(reading: Reading) -> frozenset[int]:
    return frozenset(w for q in reading.quotations for w in range(q.first, q.last))


def _that_clause(i: int, syntax: Syntax) -> bool:
    return any(syntax.tokens[c].lemma.lower() == "that" and syntax.tokens[c].upos == "SCONJ" for c in syntax.deps(i, "mark"))


def _longest_run(kept: list[int], cue: int) -> list[int]:
    """The side of the cue that holds more of the content; all of it where the cue only interrupts."""
    before, after = [w for w in kept if w < cue], [w for w in kept if w > cue]
    if not before or not after:
        return kept
    return kept if min(len(before), len(after)) > 3 else max(before, after, key=len)


def _nest(found: list[Telling]) -> None:
    for telling in found:
        around = [
            t for t in found
            if t is not telling and telling.cue and set(telling.cue) <= t.content and len(t.content) > len(telling.content)
        ]  # fmt: skip
        if around:
            telling.parent = min(around, key=lambda t: len(t.content))
