"""Those whom a number counts, and the state that a passage is about."""

from collections import Counter
from collections.abc import Container
from functools import partial

from ..cast import Party
from .discourse import Discourse
from .pairs import list_of, pair_of_story, side
from .traces import Trace

_NEAR = 6
"""Sentences back that people and firms are counted from; states twice as far."""
_ENOUGH = 3
_MOST = 2
"""How many times as often as the next a state must be named for a report to be about it alone."""
_GOALS = frozenset(("to", "with", "against", "for", "into", "toward", "towards"))


class Counted:
    """Reads the traces of one discourse as a whole: pairs, lists, the state most spoken of."""

    def __init__(self, discourse: Discourse, states: Container[str]) -> None:
        self.discourse = discourse
        self._states = states

    def sides(self, at: int, number: int, *, rebels: bool = False) -> tuple[Party, ...]:
        """The `number` states that a word counts ("both countries"), or sides, where armed opponents count too.

        Two are those that the sentence or the report puts together; more are the last that were named side by side.
        """
        key = partial(side, states=self._states, rebels=rebels)
        before = [t for t in self.discourse.traces if t.head < at]
        sent = self.discourse.tokens[at].sent
        if number == 2:
            keys: tuple[str, ...] = pair_of_story(before, sent, key) or ()
        else:
            keys = list_of(before, number, key, sent - 2 * _NEAR)
        found = {k: p for t in reversed(before) for p in t.parties if (k := key(p)) in keys}
        order = [k for t in before for p in t.parties if (k := key(p)) in keys]
        return tuple(found[k] for k in dict.fromkeys(order))

    def people(self, at: int, number: int, title: str | None) -> tuple[Party, ...]:
        """The `number` people that a word counts: in its own sentence, else the last named side by side.

        With a title, only people who are called by it.
        """

        def key(party: Party) -> str | None:
            fits = title is None or not party.office or title in f" {party.office.lower()} "
            return party.person if party.kind == "person" and fits else None

        before = [t for t in self.discourse.traces if t.head < at]
        sent = self.discourse.tokens[at].sent
        named = list_of(before, number, key, sent - _NEAR)
        for back in (1, 0):
            here = dict.fromkeys(k for t in before if t.sent == sent - back for p in t.parties if (k := key(p)))
            named = tuple(here) if len(here) == number else named
        found = {k: p for t in reversed(before) for p in t.parties if (k := key(p)) in named}
        return tuple(found[k] for k in named)

    def firms(self, at: int, number: int, sector: str) -> tuple[Party, ...]:
        """The bodies of one sector that a word counts: "both firms", "the company"."""
        sent = self.discourse.tokens[at].sent
        near = [t for t in self.discourse.traces if t.kind == "name" and t.head < at and sent - t.sent <= _NEAR]
        found = {
            p.name: p for t in reversed(near) for p in t.parties
            if p.sector == sector and p.name and p.kind == "organization"
        }  # fmt: skip
        return tuple(found.values()) if len(found) == number else ()

    def namesake(self, noun: str, sector: str | None) -> tuple[Party, ...]:
        """The last organization whose name ends with a noun: "the agency" after the IAEA was named.

        Its sector must be that of the noun, unless the noun or the organization may be of any.
        """
        for trace in reversed(self.discourse.traces):
            party = trace.parties[0]
            if trace.kind != "name" or party.kind != "organization" or trace.nested or not party.name:
                continue
            fits = sector in (None, "PTY", "OPP", party.sector) or party.sector == "IGO"
            if fits and party.name.rpartition(" ")[2].lower() == noun:
                return trace.parties
        return ()

    def focus(self, at: int) -> Party | None:
        """The one state that a sentence and the one before speak of, or the one that the report is about.

        None where the two sentences speak of several, or the report of more than one.
        """
        sent = self.discourse.tokens[at].sent
        states: dict[str, Party] = {}
        counts: Counter[str] = Counter()
        for trace in self.discourse.traces:
            for party in trace.parties if trace.head != at else ():
                if party.country and party.country in self._states:
                    counts[party.country] += 1
                    if trace.sent in (sent, sent - 1) and not self._is_goal(trace):
                        states.setdefault(party.country, party)
        if states:
            return next(iter(states.values())) if len(states) == 1 else None
        ranked = counts.most_common(2)
        if not ranked or ranked[0][1] < _ENOUGH or (len(ranked) > 1 and ranked[0][1] < _MOST * ranked[1][1]):
            return None
        most = ranked[0][0]
        return next(p for t in self.discourse.traces for p in t.parties if p.country == most)

    def home_at(self, at: int) -> Party | None:
        """The state that alone is named before a word in its sentence and the one before, and often in the report.

        None where several are, or where the report speaks more of another.
        """
        sent = self.discourse.tokens[at].sent
        near: dict[str, Party] = {}
        counts: Counter[str] = Counter()
        for trace in self.discourse.traces:
            here = trace.sent in (sent - 1, sent) and trace.head < at and not self._is_goal(trace)
            for party in trace.parties:
                if party.country and party.country in self._states:
                    counts[party.country] += 1
                    if here and (trace.kind != "place" or trace.sent < sent):
                        near[party.country] = party
        most = counts.most_common(1)
        if len(near) != 1 or not most or counts[next(iter(near))] * _MOST < most[0][1]:
            return None
        return next(iter(near.values()))

    def _is_goal(self, trace: Trace) -> bool:
        """Named only as where somebody goes or whom somebody meets: "flew him to Costa Rica"."""
        if trace.rank != 3 or trace.kind == "place":
            return False
        return any(self.discourse.tokens[c].text.lower() in _GOALS for c in self.discourse.children[trace.head])
