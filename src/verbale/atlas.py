"""The states, organizations and entities of world politics, and every name that stands for one of them.

`Atlas.lookup` is a pure function of a name and a day. Names are compared without case, accents, periods and a
leading "the"; acronyms of up to three letters, and ambiguous acronyms of any length, must be in capitals, and
words that are also everyday words need an initial capital.
"""

import datetime as dt
from collections.abc import Callable, Container, Sequence
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from . import atlas_tables as tables
from .atlas_names import Entry, NameIndex, Sense, on_day, spelled
from .atlas_tables import Entity, How, Organization, State
from .errors import LexiconError

C = TypeVar("C", State, Organization, Entity)
DATA = Path(__file__).parent / "data"
__all__ = ["Atlas", "Entity", "Organization", "Sense", "State", "spelled"]


class Atlas(Struct, frozen=True):
    """All tables, indexed; built once by `load` and only read after that."""

    states: dict[str, State]
    organizations: dict[str, Organization]
    entities: dict[str, Entity]
    longest: int
    """The most words in any name, counting hyphens and apostrophes as words of their own."""
    exact: dict[str, tuple[Entry, ...]]
    """Acronyms as spelled."""
    folded: dict[str, tuple[Entry, ...]]
    """All other names, casefolded."""
    first_words: dict[str, int]
    """Casefolded first word of each name -> the most words that any name beginning so has."""
    lookalikes: frozenset[str]
    """Phrases that hold a party's name and mean none, as `spelled`."""
    memberships: dict[str, tuple[tables.Membership, ...]]

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> "Atlas":
        """The shipped tables with the rows of the user's folders; a row with a known code replaces ours.

        Raises LexiconError listing every bad row of every file.
        """
        return _Builder([DATA, *extra]).atlas()

    def lookup(self, name: str, on: dt.date | None = None) -> tuple[Sense, ...]:
        """What `name` stands for on a day, nothing where it is unknown.

        Without a day, what it stands for now. What has ended keeps its names ("Soviet" and "KGB" in 2003 are the
        Soviet Union's); a city that is a capital no more does not stand for a government.
        """
        key = spelled(name)
        entries = self.exact.get(key)
        if entries is None:
            entries = self.folded.get(key.casefold(), ())
            if entries and not key[:1].isupper():
                entries = tuple(e for e in entries if not e.capitalised)
        return on_day(entries, on)

    def longest_at(self, words: Sequence[str], i: int, on: dt.date | None = None) -> tuple[int, tuple[Sense, ...]]:
        """How many of `words` from `i` on make the longest known name, with its senses; (0, ()) where none does.

        Words without senses are a phrase that holds a party's name and means none, such as "Indian Ocean".
        """
        most = self.first_words.get(spelled(words[i]).casefold().partition(" ")[0])
        if most is None:
            return 0, ()
        for n in range(min(most, len(words) - i), 0, -1):
            if n > 1 and not _may_end_a_name(words[i + n - 1]):
                continue
            name = " ".join(words[i : i + n])
            if found := self.lookup(name, on):
                return n, found
            if n > 1 and spelled(name) in self.lookalikes:
                return n, ()
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


def _may_end_a_name(word: str) -> bool:
    """Whether a name can end on this word: no punctuation and no possessive, which the key would swallow."""
    return word not in ("'s", "’s") and (word[-1].isalnum() or (word[-1] == "." and len(word) > 1))


class _Builder:
    """Reads the tables and indexes their names."""

    def __init__(self, folders: list[Path]) -> None:
        self.folders = folders
        self.mistakes: list[str] = []
        self.names = NameIndex()

    def atlas(self) -> Atlas:
        states = self._coded("states.csv", tables.state)
        organizations = self._coded("organizations.csv", tables.organization)
        entities = self._coded("entities.csv", tables.entity)
        self._name_states(states)
        self._name_entities(entities, states)
        self._name_organizations(organizations, states)
        memberships = self._memberships(organizations, states)
        lookalikes = self._lookalikes()
        if self.mistakes:
            raise LexiconError(self.mistakes)
        names = self.names
        withdrawn = {s.withdrawn: s for s in states.values() if s.withdrawn}
        return Atlas(
            states=withdrawn | states, organizations=organizations, entities=entities,
            longest=max(names.first_words.values()), exact={k: tuple(v) for k, v in names.exact.items()},
            folded={k: tuple(v) for k, v in names.folded.items()}, first_words=names.first_words,
            lookalikes=lookalikes, memberships=memberships,
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
            self.names.add(row.name, Entry(sense, row.start, row.end, row.capitalised or row.ambiguous))

    def _name_entities(self, entities: dict[str, Entity], states: dict[str, State]) -> None:
        for e in entities.values():
            self._check(f"entities.csv ({e.code})", e.country, states, "state in states.csv")
            named: list[tuple[How, bool, tuple[str, ...]]] = [
                ("name", False, (e.name, *e.aliases)), ("name", True, e.ambiguous), ("demonym", False, e.demonyms),
                ("capital", False, e.capitals),
            ]  # fmt: skip
            for how, ambiguous, names in named:
                sense = Sense(
                    code=e.code, name=e.name, kind="entity", how=how, sector=e.sector, ambiguous=ambiguous,
                    country=e.country,
                )  # fmt: skip
                for name in names:
                    self.names.add(name, Entry(sense, e.start, e.end, ambiguous))

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
                self.names.add(name, Entry(sense, o.start, o.end, ambiguous))

    def _memberships(
        self, organizations: dict[str, Organization], states: dict[str, State]
    ) -> dict[str, tuple[tables.Membership, ...]]:
        found: dict[str, list[tables.Membership]] = {}
        for where, row in tables.rows(self.folders, "memberships.csv", tables.membership, self.mistakes):
            self._check(where, row.organization, organizations, "organization in organizations.csv")
            self._check(where, row.state, states, "state in states.csv")
            found.setdefault(row.organization, []).append(row)
        return {organization: tuple(listed) for organization, listed in found.items()}

    def _lookalikes(self) -> frozenset[str]:
        found = set()
        for _, name in tables.rows(self.folders, "lookalikes.csv", tables.lookalike, self.mistakes):
            key = spelled(name)
            found.add(key)
            self.names.begin(name, key)
        return frozenset(found)
