"""People of the office table: found by any spelling of the full name, told apart by date and country."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from .spelling import PARTICLES, folded, name_words, narrow_sound, sound, sound_key
from .tables import Person, Term
from .units import Unit

_LONGEST = 7
_WITHIN_DAYS = 3653
"""How long before or after office a bare surname may still mean its only bearer in the table: ten years."""


class KnownPeople:
    """The office table, indexed by exact spelling, by sound and by surname."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._exact: dict[str, list[Person]] = defaultdict(list)
        self._sounds: dict[str, list[Person]] = defaultdict(list)
        self._surnames: dict[str, list[Person]] = defaultdict(list)
        self._first_words: set[str] = set()
        for person in people:
            for spelling in (person.name, *person.spellings):
                self._enter(person, spelling)

    def _enter(self, person: Person, spelling: str) -> None:
        plain = folded(spelling)
        words = name_words(spelling)
        _once(self._exact[plain], person)
        _once(self._surnames[narrow_sound(words[-1])], person)
        if len(words) > 1:
            sounds = [sound(w) for w in words]
            _once(self._sounds[" ".join(sounds)], person)
            _once(self._sounds[f"{sounds[0]} {sounds[-1]}"], person)
        self._first_words.add(sound(plain.split(" ", 1)[0]))

    def named(self, name: str) -> tuple[Person, ...]:
        """Everybody whose full name this can be, in table order."""
        found = self._exact.get(folded(name))
        if found is None and len(words := name_words(name)) > 1:
            found = self._sounds.get(sound_key(name)) or self._sounds.get(f"{sound(words[0])} {sound(words[-1])}")
        return tuple(found or ())

    def surnamed(self, surname: str) -> tuple[Person, ...]:
        """Everybody with this surname, in table order."""
        words = name_words(surname)
        return tuple(self._surnames.get(narrow_sound(words[-1]), ())) if words else ()

    def starting(self, units: Sequence[Unit], i: int) -> tuple[tuple[Person, ...], int] | None:
        """Everybody meant by the longest known full name that starts at unit `i`, and the unit after it."""
        low = folded(units[i].text)
        if not low or sound(low.split(" ")[0]) not in self._first_words:
            return None
        span = _name_run(units, i)
        for n in range(span, 0, -1):
            people = self.named(" ".join(u.text for u in units[i : i + n]))
            if people and (n > 1 or folded(units[i].text) in self._exact):
                return people, i + n
        return None


def _name_run(units: Sequence[Unit], i: int) -> int:
    n = 1
    while n < _LONGEST and i + n < len(units):
        unit = units[i + n]
        if unit.sent != units[i].sent or not (unit.text[0].isupper() or unit.glued or unit.lower in PARTICLES):
            break
        n += 1
    return n


def term_on(person: Person, on: dt.date | None) -> tuple[Term | None, bool]:
    """The term that tells who a person is on a day, and whether it is running then.

    Outside all terms the last one before the day counts as past; before the first there is none. Without a day the
    last term counts, running where the table gives it no end.
    """
    if on is None:
        last = max(person.terms, key=lambda t: (t.end is None, t.end or dt.date.max))
        return last, last.end is None
    running = [t for t in person.terms if (t.start is None or t.start <= on) and (t.end is None or on <= t.end)]
    if running:
        return running[-1], True
    past = [t for t in person.terms if t.end is not None and t.end < on]
    return (max(past, key=lambda t: t.end or dt.date.max), False) if past else (None, False)


def likeliest(people: Sequence[Person], on: dt.date | None, country: str | None = None) -> Person | None:
    """The one meant: of the country given, in office on the day, else the nearest in time; None on conflict."""
    fitting = [p for p in people if country is None or any(t.country == country for t in p.terms)]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    return min(fitting, key=lambda p: _distance_days(p, on))


def near(person: Person, on: dt.date | None) -> bool:
    """Whether a bare surname may mean this person on a day: not long before or after office."""
    if on is None:
        return True
    for term in person.terms:
        start = term.start.toordinal() if term.start else 0
        end = term.end.toordinal() if term.end else on.toordinal()
        if start - _WITHIN_DAYS <= on.toordinal() <= end + _WITHIN_DAYS:
            return True
    return False


def _distance_days(person: Person, on: dt.date | None) -> int:
    if on is None:
        return -max((t.end or dt.date.max).toordinal() for t in person.terms)
    gaps = []
    for term in person.terms:
        before = (term.start - on).days if term.start else 0
        after = (on - term.end).days if term.end else 0
        gaps.append(max(0, before, after))
    return min(gaps)


def _once(people: list[Person], person: Person) -> None:
    if not people or people[-1] is not person:
        people.append(person)
