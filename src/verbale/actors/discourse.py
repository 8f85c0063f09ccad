"""What has been mentioned so far, and what pronouns and bare descriptions refer back to."""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from ..cast import MentionKind, Party
from ..reading import Reading, Token
from .vocabulary import words

_SUBJECTS = ("nsubj", "csubj")
_REACH = 3
"""Sentences back that a pronoun looks; a definite description looks twice as far."""


_PEERLESS = frozenset(("MIL", "REL"))
"""Sectors in which any title may be taken up by a plainer one: "the general", "the cleric"."""
_GENDERS = {
    "he": "he", "him": "he", "his": "he", "himself": "he", "she": "she", "her": "she", "hers": "she", "herself": "she",
}  # fmt: skip
_GENDERED = dict.fromkeys(words("masculine"), "he") | dict.fromkeys(words("feminine"), "she")


@dataclass(slots=True)
class Trace:
    """One mention as the discourse remembers it."""

    head: int
    kind: MentionKind
    parties: tuple[Party, ...]
    sent: int
    rank: int
    """0 subject, 2 object, 3 oblique, 4 inside another phrase, 6 a mere place."""
    plural: bool
    lemma: str
    nested: bool = False


class Discourse:
    """The traces of one report in text order."""

    def __init__(self, reading: Reading, states: Container[str]) -> None:
        self._states = states
        self.tokens = reading.tokens
        self.traces: list[Trace] = []
        self._genders: dict[str, str] = {}

    def add(self, head: int, kind: MentionKind, parties: Sequence[Party], *, nested: bool) -> None:
        """Remembers a mention headed by word `head`."""
        token = self.tokens[head]
        rank = 6 if kind == "place" else self._rank(token)
        plural = len(parties) > 1 or "Number=Plur" in token.feats or token.xpos in ("NNS", "NNPS")
        self.traces.append(
            Trace(head, kind, tuple(parties), token.sent, rank, plural, token.lemma.lower(), nested)
        )

    def thing(self, at: int) -> tuple[Party, ...]:
        """What "it" or "its" at a word refers to: a state, organization or institution."""
        found = self._best(at, lambda t: not t.plural and not _personal(t) and _known(t))
        return found.parties if found else ()

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

    def pair(self, at: int, number: int, *, persons: bool = False) -> tuple[Party, ...]:
        """The `number` parties last spoken of, one a state, unless more than that compete in the same sentence."""
        sent = self.tokens[at].sent
        found: dict[str, Party] = {}
        for back in range(_REACH + 1):
            here = self._distinct(sent - back, at, persons=persons)
            for key, party in here.items():
                found.setdefault(key, party)
            if len(found) == number:
                return tuple(found.values())
            if len(found) > number:
                if back == 0:
                    return tuple(found.values())[-number:]
                return tuple(self._salient(found, number))
        return ()

    def _salient(self, found: dict[str, Party], number: int) -> Iterable[Party]:
        counts = {k: sum(1 for t in self.traces for p in t.parties if k in (p.country, p.person)) for k in found}
        best = sorted(found, key=lambda k: -counts[k])[:number]
        return (found[k] for k in found if k in best)

    def _distinct(self, sent: int, at: int, *, persons: bool) -> dict[str, Party]:
        found: dict[str, Party] = {}
        for trace in self.traces:
            if trace.sent != sent or trace.head >= at:
                continue
            for party in trace.parties:
                if persons and party.kind == "person" and party.person:
                    found.setdefault(party.person, party)
                elif not persons and party.country and party.country in self._states:
                    found.setdefault(party.country, party)
        return found

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
            return f" {title} " in office or (sector in _PEERLESS and party.sector == sector)

        found = self._best(at, fits, reach=2 * _REACH, clause_mates=True)
        return found.parties if found else ()

    def again(self, at: int, lemma: str) -> tuple[Party, ...]:
        """The parties of the last description with the same head noun and a known country."""
        for trace in reversed(self.traces):
            if trace.lemma == lemma and trace.kind == "description" and all(p.country for p in trace.parties):
                near = self.tokens[at].sent - trace.sent <= 2 * _REACH
                return trace.parties if near and trace.parties else ()
        return ()

    def focus(self, at: int) -> Party | None:
        """The one state this sentence and the one before speak of; None where they speak of none or several."""
        sent = self.tokens[at].sent
        states: dict[str, Party] = {}
        for trace in self.traces:
            if trace.sent in (sent, sent - 1):
                for party in trace.parties:
                    if party.country and party.country in self._states:
                        states.setdefault(party.country, party)
        return next(iter(states.values())) if len(states) == 1 else None

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
            mate = back == 0 and self.verb_over(trace.head) == clause
            if mate and not possessive and not clause_mates:
                continue
            score = (10 * back + trace.rank, at - trace.head)
            if score < best_score:
                best, best_score = trace, score
        return best

    def verb_over(self, i: int) -> int:
        """The word that heads the clause of word `i`."""
        seen = 0
        while self.tokens[i].head != i and seen < 30:
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


def _known(trace: Trace) -> bool:
    return bool(trace.parties) and (trace.kind == "name" or all(p.country for p in trace.parties))


def _collective(trace: Trace) -> bool:
    return len(trace.parties) == 1 and trace.parties[0].kind in ("group", "organization")
