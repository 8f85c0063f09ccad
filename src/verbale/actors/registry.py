"""The people of one report: who is introduced, under which spellings, and who a surname means later."""

import datetime as dt
from dataclasses import dataclass, field

from ..cast import NamedPerson
from .persons import KnownPeople, likeliest, near, term_on
from .spelling import folded, name_words, narrow_sound, sound
from .tables import Person

_SHORTEST = 4
"""Shorter surnames must be spelled alike to be one person: Lee and Li are not."""


FAMILY_FIRST = frozenset(("CHN", "KOR", "PRK", "TWN", "VNM", "KHM", "ETH", "ERI"))
"""Where the first word of a name is what people are called by."""


@dataclass(slots=True)
class Somebody:
    """One person of the report, filled in as the report goes on."""

    spellings: list[str] = field(default_factory=list)
    country: str | None = None
    office: str | None = None
    sector: str | None = None
    known: Person | None = None
    mentions: int = 0

    @property
    def name(self) -> str:
        """The fullest spelling met, the first of equals."""
        return max(self.spellings, key=lambda s: len(name_words(s)))

    def spelled(self, name: str) -> None:
        """Adds a spelling once."""
        if name not in self.spellings:
            self.spellings.append(name)

    def answers_to(self, name: str) -> bool:
        """Whether `name` can be this person: the same surname, and no other given name."""
        full = [s for s in self.spellings if len(name_words(s)) > 1]
        if self.country in FAMILY_FIRST and len(words := name_words(name)) == 1:
            return any(_alike(words[0], w) for s in self.spellings for w in (name_words(s)[0], name_words(s)[-1]))
        return any(_same(name, s) for s in full or self.spellings)

    def named_person(self) -> NamedPerson:
        """The person as the record lists them."""
        return NamedPerson(name=self.name, country=self.country, office=self.office, spellings=tuple(self.spellings))


class Registry:
    """Everybody named so far."""

    def __init__(self, known: KnownPeople, on: dt.date | None) -> None:
        self._known = known
        self._on = on
        self.people: list[Somebody] = []
        self._recent: list[Somebody] = []

    def meet(self, name: str, country: str | None, sector: str | None, office: str | None) -> Somebody:
        """The person a name means here, new or met before; what the phrase says of them is added where not known.

        `country` and `office` are those that the phrase itself gives.
        """
        somebody = self._met(name, country) or self._new(name, country, titled=sector is not None)
        somebody.spelled(name)
        somebody.mentions += 1
        somebody.country = somebody.country or country
        if somebody.known is None and len(name_words(name)) > 1:
            self._identify(somebody, name)
        if office and not somebody.office:
            somebody.office = office
        somebody.sector = somebody.sector or sector
        if somebody in self._recent:
            self._recent.remove(somebody)
        self._recent.append(somebody)
        return somebody

    def home_of(self, name: str, title: str) -> str | None:
        """The state or body in which a person of this full name holds a title on the day, by the office table."""
        for person in self._known.named(name):
            term, running = term_on(person, self._on)
            if term is not None and running and _is_called(_plain(term.office), _plain(title)):
                return term.country
        return None

    def _met(self, name: str, country: str | None) -> Somebody | None:
        fitting = [
            p for p in reversed(self._recent) if p.answers_to(name) and (not country or p.country in (None, country))
        ]
        return max(fitting, key=lambda p: p.mentions) if fitting else None

    def _new(self, name: str, country: str | None, *, titled: bool) -> Somebody:
        somebody = Somebody(country=country)
        somebody.spelled(name)
        self.people.append(somebody)
        people = self._known.named(name)
        if len(name_words(name)) == 1:
            surnamed = self._known.surnamed(name) if titled and not people else people
            people = tuple(p for p in surnamed if near(p, self._on))
        self._know(somebody, likeliest(people, self._on, country))
        return somebody

    def _identify(self, somebody: Somebody, name: str) -> None:
        self._know(somebody, likeliest(self._known.named(name), self._on, somebody.country))

    def _know(self, somebody: Somebody, person: Person | None) -> None:
        if person is None:
            return
        term, running = term_on(person, self._on)
        somebody.known = person
        shown = term or person.terms[0]
        somebody.country = somebody.country or shown.country
        if term is not None and (running or self._on is None):
            somebody.sector = term.sector
        elif term is not None and somebody.sector is None:
            somebody.sector = term.sector if term.sector in ("REB", "OPP", "REL", "CRM") else "ELI"


def _plain(title: str) -> str:
    return title.lower().replace("-", " ")


def _is_called(office: str, title: str) -> bool:
    """Whether the holder of an office is called by a title: no vice president is called president."""
    before, found, _ = f" {office} ".partition(f" {title} ")
    return bool(found) and before.strip() not in ("vice", "deputy", "first deputy", "first vice")


def _same(one: str, other: str) -> bool:
    a, b = name_words(one), name_words(other)
    if not a or not b:
        return False
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) == 1:
        return _alike(short[0], long[-1]) or (len(long) > 2 and short[0] in long[1:])
    return _alike(short[-1], long[-1]) and _given(short[0], long[0])


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    return min(len(one), len(other)) >= _SHORTEST and narrow_sound(one) == narrow_sound(other)


def _given(one: str, other: str) -> bool:
    return sound(one) == sound(other) or one.startswith(other[:3]) or folded(one) == folded(other)
