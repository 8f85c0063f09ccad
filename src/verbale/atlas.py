"""The states, organizations and entities of world politics, and every name that stands for one of them.

`Atlas.lookup` is a pure function of a name and a day. Names are compared without case, accents, periods and a
leading "the"; acronyms of up to three letters, and ambiguous acronyms of any length, must be in capitals, and
words that are also everyday words need an initial capital.
"""

import datetime as dt
import unicodedata
from collections.abc import Callable, Container, Sequence
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar

from msgspec import Struct

from . import atlas_tables as tables
from .atlas_tables import Entity, How, Organization, State
from .errors import LexiconError

C = TypeVar("C", State, Organization, Entity)
DATA = Path(__file__).parent / "data"
_LASTING = frozenset({"name", "demonym", "demonym-noun", "prefix"})
_LETTERS = str.maketrans({
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae",
    "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ð": "d", "ə": "a", "Ə": "A",
})  # fmt: skip
_MARKS = str.maketrans({".": None, "&": " and "} | dict.fromkeys("'’‘ʻʼʾʿ`´-‐‑–—/,", " "))


class Sense(Struct, frozen=True, kw_only=True):
    """One thing that a name may stand for."""

    code: str
    name: str
    """The usual English name of the state, organization or entity, whatever word was looked up."""
    kind: Literal["state", "organization", "entity"]
    how: How
    sector: str | None
    """PLOVER sector; None where the name says no more than the state."""
    ambiguous: bool
    """The word often means something else; with several senses, context must choose between them."""
    country: str | None
    """The state itself, or the home state of an organization or entity; None for international ones."""


class _Entry(NamedTuple):
    """A sense with the days on which the name stands for it."""

    sense: Sense
    start: dt.date | None
    end: dt.date | None
    capitalised: bool

    def holds(self, on: dt.date) -> bool:
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


def spelled(name: str) -> str:
    """`name` without accents, periods, a leading "the" and a trailing possessive; case kept, marks as spaces."""
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name.translate(_LETTERS))
        name = "".join(c for c in decomposed if not unicodedata.combining(c))
    if name[-2:] in ("'s", "’s"):
        name = name[:-2]
    words = name.translate(_MARKS).split()
    if len(words) > 1 and words[0] in ("the", "The", "THE"):
        del words[0]
    return " ".join(words)


def _must_match_exactly(key: str, ambiguous: bool) -> bool:
    """Acronyms that would otherwise be everyday words: US, WHO, IS; and GUAM beside Guam."""
    return " " not in key and key.isupper() and (ambiguous or len(key) <= 3)


class Atlas(Struct, frozen=True):
    """All tables, indexed; built once by `load` and only read after that."""

    states: dict[str, State]
    organizations: dict[str, Organization]
    entities: dict[str, Entity]
    longest: int
    """The most words in any name, counting hyphens and apostrophes as words of their own."""
    exact: dict[str, tuple[_Entry, ...]]
    """Acronyms as spelled."""
    folded: dict[str, tuple[_Entry, ...]]
    """All other names, casefolded."""
    first_words: dict[str, int]
    """Casefolded first word of each name -> the most words that any name beginning so has."""
    memberships: dict[str, tuple[tables.Membership, ...]]

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> "Atlas":
        """The shipped tables with the rows of the user's folders; a row with a known code replaces ours.

        Raises LexiconError listing every bad row of every file.
        """
        return _Builder([DATA, *extra]).atlas()

    def lookup(self, name: str, on: dt.date | None = None) -> tuple[Sense, ...]:
        """What `name` stands for on a day, nothing where it is unknown.

        Without a day, what it stands for now, else what it last stood for. A state that has ended keeps its name
        and demonym ("Soviet" in 2003); a capital that has moved no longer stands for the government.
        """
        key = spelled(name)
        entries = self.exact.get(key)
        if entries is None:
            entries = self.folded.get(key.casefold(), ())
            if entries and not key[:1].isupper():
                entries = tuple(e for e in entries if not e.capitalised)
        return _on(entries, on)

    def longest_at(self, words: Sequence[str], i: int, on: dt.date | None = None) -> tuple[int, tuple[Sense, ...]]:
        """How many of `words` from `i` on make the longest known name, with its senses; (0, ()) where none does."""
        first = spelled(words[i]).casefold().split(" ", 1)[0]
        for n in range(min(self.first_words.get(first, 0), len(words) - i), 0, -1):
            if found := self.lookup(" ".join(words[i : i + n]), on):
                return n, found
        return 0, ()

    def state(self, code: str) -> State | None:
        """The state with this alpha-3 code, a withdrawn code of a renamed state (ZAR, BUR) included."""
        return self.states.get(code)

    def organization(self, code: str) -> Organization | None:
        """The organization with this short name."""
        return self.organizations.get(code)

    def entity(self, code: str) -> Entity | None:
        """The entity with this code."""
        return self.entities.get(code)

    def name(self, code: str) -> str | None:
        """The usual English name behind any code."""
        found = self.states.get(code) or self.entities.get(code) or self.organizations.get(code)
        return found.name if found else None

    def members(self, organization: str, on: dt.date | None = None) -> frozenset[str]:
        """Codes of the member states on a day; without one, the present members."""
        listed = self.memberships.get(organization, ())
        if on is None:
            return frozenset(m.state for m in listed if m.end is None)
        return frozenset(
            m.state for m in listed if (m.start is None or m.start <= on) and (m.end is None or on <= m.end)
        )

    def codes_on(self, on: dt.date) -> frozenset[str]:
        """Codes of the states and territories that existed on a day."""
        return frozenset(
            s.code for s in self.states.values() if (not s.start or s.start <= on) and (not s.end or on <= s.end)
        )


def _on(entries: tuple[_Entry, ...], on: dt.date | None) -> tuple[Sense, ...]:
    """The senses that hold on a day, one for each code, in table order."""
    if on is None:
        held = [e.sense for e in entries if e.end is None] or [e.sense for e in entries]
    else:
        held = [e.sense for e in entries if e.holds(on)] or [e.sense for e in entries if e.sense.how in _LASTING]
    if len(held) < 2:
        return tuple(held)
    first: dict[str, Sense] = {}
    for sense in held:
        first.setdefault(sense.code, sense)
    return tuple(first.values())


class _Builder:
    """Reads the tables and indexes their names."""

    def __init__(self, folders: list[Path]) -> None:
        self.folders = folders
        self.mistakes: list[str] = []
        self.exact: dict[str, list[_Entry]] = {}
        self.folded: dict[str, list[_Entry]] = {}
        self.first_words: dict[str, int] = {}

    def atlas(self) -> Atlas:
        states = self._coded("states.csv", tables.state)
        organizations = self._coded("organizations.csv", tables.organization)
        entities = self._coded("entities.csv", tables.entity)
        self._name_states(states)
        self._name_entities(entities, states)
        self._name_organizations(organizations, states)
        memberships = self._memberships(organizations, states)
        if self.mistakes:
            raise LexiconError(self.mistakes)
        withdrawn = {s.withdrawn: s for s in states.values() if s.withdrawn}
        return Atlas(
            states=withdrawn | states, organizations=organizations, entities=entities,
            longest=max(self.first_words.values()), exact={k: tuple(v) for k, v in self.exact.items()},
            folded={k: tuple(v) for k, v in self.folded.items()}, first_words=self.first_words,
            memberships=memberships,
        )  # fmt: skip

    def _coded(self, file: str, read: Callable[[tables.Row], C]) -> dict[str, C]:
        """Rows by code; the same code twice in one file is a mistake, in a later folder it replaces."""
        found: dict[str, C] = {}
        file_of: dict[str, str] = {}
        for where, value in tables.rows(self.folders, file, read, self.mistakes):
            path = where.partition(", row ")[0]
            if file_of.get(value.code) == path:
                self.mistakes.append(f"{where}: the code {value.code} stands in this file twice")
            file_of[value.code], found[value.code] = path, value
        return found

    def _check(self, where: str, code: str | None, known: Container[str], what: str) -> bool:
        good = code is None or code in known
        if not good:
            self.mistakes.append(f"{where}: {code} is no {what}")
        return good

    def _name_states(self, states: dict[str, State]) -> None:
        for state in states.values():
            self._check(f"states.csv ({state.code})", state.parent, states, "state in states.csv")
        for where, row in tables.rows(self.folders, "state_names.csv", tables.state_name, self.mistakes):
            if not self._check(where, row.code, states, "state in states.csv"):
                continue
            state = states[row.code]
            sense = Sense(
                code=row.code, name=state.name, kind="state", how=row.how, sector=row.sector,
                ambiguous=row.ambiguous, country=row.code,
            )  # fmt: skip
            self._add(row.name, _Entry(sense, row.start, row.end, row.capitalised or row.ambiguous))

    def _name_entities(self, entities: dict[str, Entity], states: dict[str, State]) -> None:
        for e in entities.values():
            self._check(f"entities.csv ({e.code})", e.country, states, "state in states.csv")
            named: list[tuple[How, bool, tuple[str, ...]]] = [
                ("name", False, (e.name, *e.aliases)), ("name", True, e.ambiguous), ("demonym", False, e.demonyms),
                ("capital", False, (e.capital,) if e.capital else ()),
            ]  # fmt: skip
            for how, ambiguous, names in named:
                sense = Sense(
                    code=e.code, name=e.name, kind="entity", how=how, sector=e.sector, ambiguous=ambiguous,
                    country=e.country,
                )  # fmt: skip
                for name in names:
                    self._add(name, _Entry(sense, e.start, e.end, ambiguous))

    def _name_organizations(self, organizations: dict[str, Organization], states: dict[str, State]) -> None:
        for o in organizations.values():
            where = f"organizations.csv ({o.code})"
            self._check(where, o.country, states, "state in states.csv")
            self._check(where, o.parent, organizations, "organization in organizations.csv")
            doubtful = frozenset(o.ambiguous)
            for name in dict.fromkeys((o.code, o.name, *o.aliases, *o.ambiguous)):
                ambiguous = name in doubtful
                sense = Sense(
                    code=o.code, name=o.name, kind="organization", how="name", sector=o.sector,
                    ambiguous=ambiguous, country=o.country,
                )  # fmt: skip
                self._add(name, _Entry(sense, o.start, o.end, ambiguous))

    def _memberships(
        self, organizations: dict[str, Organization], states: dict[str, State]
    ) -> dict[str, tuple[tables.Membership, ...]]:
        found: dict[str, list[tables.Membership]] = {}
        for where, row in tables.rows(self.folders, "memberships.csv", tables.membership, self.mistakes):
            self._check(where, row.organization, organizations, "organization in organizations.csv")
            self._check(where, row.state, states, "state in states.csv")
            found.setdefault(row.organization, []).append(row)
        return {organization: tuple(listed) for organization, listed in found.items()}

    def _add(self, name: str, entry: _Entry) -> None:
        """Index one name; the first word remembers how many words a scan must try."""
        key = spelled(name)
        folded = key.casefold()
        first = folded.partition(" ")[0]
        words = len(key.split()) + sum(name.count(mark) for mark in "-'’")
        self.first_words[first] = max(self.first_words.get(first, 0), words)
        if _must_match_exactly(key, entry.sense.ambiguous):
            self.exact.setdefault(key, []).append(entry)
        else:
            self.folded.setdefault(folded, []).append(entry)
