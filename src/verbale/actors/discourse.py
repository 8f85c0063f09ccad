"""What has been mentioned so far, and what pronouns and bare descriptions refer back to."""

from collections.abc import Callable, Sequence
from itertools import chain, takewhile

from ..cast import MentionKind, Party
from ..reading import Reading, Token
from .things import is_willed, may_be_party, things
from .traces import Trace
from .vocabulary import words

_SUBJECTS = ("nsubj", "csubj")
_CLAUSES = frozenset(("ccomp", "advcl", "csubj", "acl:relcl", "parataxis", "root"))
_DEEPEST = 30
_REACH = 3
"""Sentences back that a pronoun looks; a definite description looks twice as far."""


_PEERLESS = frozenset(("MIL", "REL"))
"""Sectors in which any title may be taken up by a plainer one: "the general", "the cleric"."""
_GENDERS = {
    "he": "he", "him": "he", "his": "he", "himself": "he", "she": "she", "her": "she", "hers": "she", "herself": "she",
}  # fmt: skip
_GENDERED = dict.fromkeys(words("masculine"), "he") | dict.fromkeys(words("feminine"), "she")


class Discourse:
    """The traces of one report in text order."""

    def __init__(self, reading: Reading, holds: Callable[[str, str], object]) -> None:
        self._holds = holds
        """Whether somebody of a full name holds an office on the day of the report."""
        self.tokens, self.children = reading.tokens, reading.children
        self._sentences = reading.sentences
        self.traces: list[Trace] = []
        self._genders: dict[str, str] = {}

    def add(self, head: int, kind: MentionKind, parties: Sequence[Party], *, nested: bool) -> None:
        """Remembers a mention headed by word `head`."""
        token = self.tokens[head]
        rank = 6 if kind == "place" else self._rank(token)
        several = "Number=Plur" in token.feats or token.xpos in ("NNS", "NNPS")
        plural = len(parties) > 1 or (several and not (kind == "name" and all(map(_one_body, parties))))
        clause, group = self.verb_over(head), self._conj_root(head)
        lemma = token.lemma.lower()
        self.traces.append(Trace(head, kind, tuple(parties), token.sent, rank, plural, lemma, nested, clause, group))

    def thing(self, at: int) -> tuple[Party, ...]:
        """What "it" or "its" at a word refers to: a state, organization or institution; nothing where it is a thing."""
        token = self.tokens[at]
        if not may_be_party(self.tokens, self.children, at):
            return ()
        owner = token.dep.startswith("nmod")
        mates = frozenset() if owner else self._mates(at)
        found = self._best(at, lambda t: self._may_be_it(t) and t.parties[0].country not in mates)
        if found is None:
            return ()
        unknown = self._best(at, lambda t: self._may_be_it(t, known=False))
        if unknown is not None and self._score(unknown, at) < self._score(found, at):
            return ()
        if not is_willed(self.tokens, at) and self._nearest_thing(at) < self._score(found, at):
            return ()
        return found.parties

    def _may_be_it(self, trace: Trace, *, known: bool = True) -> bool:
        if trace.plural or _personal(trace) or (trace.rank == 0 and self._joined(trace)):
            return False
        if known:
            return _known(trace)
        return trace.kind == "description" and not _known(trace) and trace.parties[0].kind == "organization"

    def _joined(self, trace: Trace) -> bool:
        """One of several subjects: "they", not "it"."""
        return trace.group != trace.head or any(t.group == trace.head and t is not trace for t in self.traces[-12:])

    def _mates(self, at: int) -> frozenset[str | None]:
        """Countries named as subject or object of the clause of a word, its inherited subject among them."""
        clauses = {self.verb_over(at)}
        verb = next(iter(clauses))
        if self.tokens[verb].dep == "conj" and self.tokens[at].dep not in _SUBJECTS:
            clauses.add(self.tokens[verb].head)
        here = (t for t in self.traces[-20:] if t.clause in clauses and t.rank <= 2 and t.head < at)
        return frozenset(p.country for t in here for p in t.parties)

    def _nearest_thing(self, at: int) -> tuple[int, int]:
        token = self.tokens[at]
        owner = token.dep.startswith("nmod")
        clause = self.verb_over(at)
        near = list(takewhile(lambda t: token.sent - t.sent <= _REACH, reversed(self.traces)))
        parties = {t.head for t in near}
        pronouns = {t.head for t in near if t.kind == "pronoun"}
        best = (99, 0)
        begin = self._sentences[max(0, token.sent - _REACH)].first
        for i, rank in things(self.tokens, begin, at, parties, pronouns):
            over = self.tokens[i].head
            if not owner and over in (
                clause,
                self.tokens[clause].head if self.tokens[clause].dep == "conj" else clause,
            ):
                continue
            later = self.tokens[over].dep.startswith("acl")
            best = min(best, (10 * (token.sent - self.tokens[i].sent) + rank + later, at - i))
        return best

    def somebody(self, at: int) -> tuple[Party, ...]:
        """Whom "he" or "she" refers to."""
        gender = _GENDERS.get(self.tokens[at].text.lower())
        found = self._best(
            at, lambda t: not t.plural and _personal(t) and self._gender(t) in (None, gender), reach=2 * _REACH
        )
        if found and gender and (person := found.parties[0].person):
            self._genders[person] = gender
        return found.parties if found else ()

    def _gender(self, trace: Trace) -> str | None:
        party = trace.parties[0]
        known = self._genders.get(party.person or "")
        if known is None:
            known = next((g for w in (party.office or "").lower().split() if (g := _GENDERED.get(w))), None)
        return known or _GENDERED.get(trace.lemma)

    def several(self, at: int) -> tuple[Party, ...]:
        """Whom "they" refers to: a group, or parties named side by side."""
        groups = self._side_by_side(at)
        found = self._best(at, lambda t: t.plural or t.head in groups, reach=1) or self._best(at, _collective, reach=1)
        if found is None:
            return ()
        return groups.get(found.head) or found.parties

    def relative(self, at: int) -> tuple[Party, ...]:
        """Whom "whose" refers to: the word that its clause describes."""
        verb = self.verb_over(at)
        head = self.tokens[verb].head
        if not self.tokens[verb].dep.startswith("acl"):
            return ()
        return next((t.parties for t in reversed(self.traces) if t.head == head and not t.nested), ())

    def country(self, at: int) -> tuple[Party, ...]:
        """The state that "the country" means."""
        found = self._best(at, lambda t: len(t.parties) == 1 and t.parties[0].kind in ("state", "place"), places=True)
        return found.parties if found else ()

    def organization(self, at: int) -> tuple[Party, ...]:
        """The organization that "the alliance" or "the group" means."""
        found = self._best(
            at, lambda t: len(t.parties) == 1 and t.parties[0].kind in ("organization", "entity") and t.kind == "name"
        )
        return found.parties if found else ()

    def holder(self, at: int, title: str, sector: str | None) -> tuple[Party, ...]:
        """Whom "the minister" means: the last person introduced with that word in the office or of that sector."""

        def fits(trace: Trace) -> bool:
            if len(trace.parties) != 1 or not trace.parties[0].person:
                return False
            party = trace.parties[0]
            office = f" {(party.office or '').lower()} "
            known = sector in ("GOV", "LEG", "IGO") and bool(self._holds(party.name or "", title))
            return f" {title} " in office or known or (sector in _PEERLESS and party.sector == sector)

        found = self._best(at, fits, reach=2 * _REACH, clause_mates=True)
        return found.parties if found else ()

    def again(self, at: int, lemma: str) -> tuple[Party, ...]:
        """The parties of the last description with the same head noun and a known country."""
        for trace in reversed(self.traces):
            if trace.lemma == lemma and trace.kind == "description" and all(p.country for p in trace.parties):
                near = self.tokens[at].sent - trace.sent <= 2 * _REACH
                return trace.parties if near and trace.parties else ()
        return ()

    def named_in(self, sent: int) -> frozenset[str | None]:
        """Codes of the states and bodies named in a sentence so far."""
        return frozenset(p.country for t in self.traces if t.sent == sent for p in t.parties)

    def _best(
        self, at: int, fits: Callable[[Trace], bool], *,
        reach: int = _REACH, places: bool = False, clause_mates: bool = False,
    ) -> Trace | None:  # fmt: skip
        token = self.tokens[at]
        clause = self.verb_over(at)
        possessive = token.dep.startswith("nmod")
        best, best_score = None, (99, 0)
        for trace in reversed(self.traces):
            back = token.sent - trace.sent
            if back > reach:
                break
            if trace.head >= at or (trace.kind == "place" and not places) or not fits(trace):
                continue
            mate = back == 0 and trace.clause == clause
            if mate and not possessive and not clause_mates:
                continue
            score = self._score(trace, at)
            if score < best_score:
                best, best_score = trace, score
        return best

    def _score(self, trace: Trace, at: int) -> tuple[int, int]:
        """How far off a mention is for a pronoun: sentences first, then its part in its clause, then words."""
        later = trace.rank == 0 and self.tokens[trace.clause].dep.startswith("acl")
        return 10 * (self.tokens[at].sent - trace.sent) + trace.rank + later, at - trace.head

    def verb_over(self, i: int) -> int:
        """The word that heads the clause of word `i`."""
        seen = 0
        while self.tokens[i].dep not in _CLAUSES and self.tokens[i].head != i and seen < _DEEPEST:
            i, seen = self.tokens[i].head, seen + 1
            if self.tokens[i].upos in ("VERB", "AUX"):
                break
        return i

    def is_core(self, i: int) -> bool:
        """Whether a word is subject or object of its clause."""
        return self._rank(self.tokens[i]) <= 2

    def _rank(self, token: Token) -> int:
        while token.dep == "conj" and token.head != token.i:
            token = self.tokens[token.head]
        if token.dep.startswith(_SUBJECTS):
            return 0
        if token.dep in ("obj", "iobj", "root"):
            return 2
        return 3 if token.dep.startswith("obl") else 4

    def _side_by_side(self, at: int) -> dict[int, tuple[Party, ...]]:
        """Head of each mention coordinated with another -> the parties of them all."""
        sent = self.tokens[at].sent
        groups: dict[int, list[Trace]] = {}
        for trace in self.traces:
            if sent - trace.sent <= _REACH and trace.head < at and not trace.nested:
                groups.setdefault(self._conj_root(trace.head), []).append(trace)
        found: dict[int, tuple[Party, ...]] = {}
        for traces in groups.values():
            if len({t.head for t in traces}) > 1:
                parties = tuple(dict.fromkeys(chain.from_iterable(t.parties for t in traces)))
                found.update((t.head, parties) for t in traces)
        return found

    def _conj_root(self, i: int) -> int:
        while self.tokens[i].dep == "conj" and self.tokens[i].head != i:
            i = self.tokens[i].head
        return i


def _personal(trace: Trace) -> bool:
    return len(trace.parties) == 1 and trace.parties[0].kind == "person"


def _one_body(party: Party) -> bool:
    """Whether a plural name is one party's: the United Nations, the Philippines; not the Houthis."""
    return party.kind == "state" or party.sector == "IGO"


def _known(trace: Trace) -> bool:
    return bool(trace.parties) and (trace.kind == "name" or all(p.country for p in trace.parties))


def _collective(trace: Trace) -> bool:
    return len(trace.parties) == 1 and trace.parties[0].kind in ("group", "organization")
