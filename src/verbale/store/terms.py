"""What corrections are checked against: the ontology's words and the world's codes."""

from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from .. import lexicon as lexicons
from ..atlas import Atlas
from ..cast import Party, PartyKind
from ..gazetteer import Gazetteer
from ..lexicon import DATA, Lexicon, read_csv
from ..places import Place

_TOWNS = frozenset({"city", "capital", "site"})


class Terms(Struct, frozen=True):
    """Types, modes, contexts and codes that there are; built once and only read after that."""

    lexicon: Lexicon
    atlas: Atlas
    gazetteer: Gazetteer
    cameo: frozenset[str]

    def modes(self, kind: str | None) -> list[str]:
        """The modes of a type."""
        found = self.lexicon.types.get(kind or "")
        return [mode.name for mode in found.modes] if found else []

    def contexts(self) -> list[str]:
        """The names of all contexts."""
        return sorted({context.name for context in self.lexicon.contexts})

    def party(self, code: str, sector: str | None) -> Party | None:
        """The party a code stands for, without words of its own; None for an unknown code."""
        name = self.atlas.name(code)
        if name is None:
            return None
        atlas = self.atlas
        kind: PartyKind = "state" if atlas.state(code) else "entity" if atlas.entity(code) else "organization"
        return Party(text=name, start=None, end=None, name=name, country=code, sector=sector, kind=kind)

    def country(self, name: str) -> str | None:
        """The code of a country given by code or name."""
        if self.atlas.state(name):
            return name
        return next((s.code for s in self.atlas.lookup(name) if s.kind == "state" and s.how == "name"), None)

    def place(self, name: str, country: str | None) -> Place | None:
        """The most important place of that name, in the country where one is given; a town before its province."""
        found = [p for p in self.gazetteer.candidates(name) if country in (None, p.country)]
        return next((p for p in found[:2] if p.kind in _TOWNS), found[0] if found else None)


@lru_cache(maxsize=4)
def load(folders: tuple[Path, ...] = ()) -> Terms:
    """The shipped terms and those of the user's folders. Raises LexiconError."""
    codes = frozenset(row["code"] for _, row in read_csv(DATA / "cameo.csv"))
    return Terms(lexicons.load(folders), Atlas.load(folders), Gazetteer.load(folders), codes)
