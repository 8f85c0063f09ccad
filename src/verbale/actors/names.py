"""Personal names in a reading: what the model labels, what the office table knows, what follows a title."""

from collections.abc import Sequence
from typing import Protocol

from ..reading import Reading
from .hits import ATTACHED, Finder, Hit
from .spelling import folded, name_words, narrow_sound
from .units import Unit
from .vocabulary import words


class Places(Protocol):
    """Tells whether a name is a place of some size, or of a large one."""

    def __call__(self, name: str, *, large: bool) -> bool: ...


_NO_NAME = words("calendar")
_SHORT = 3
"""Letters up to which a surname alone is too short to be recognised."""
_SHORTEST = 4
"""Letters from which a word in capitals may be a name: HE is His Excellency."""
_GIVEN = words("given_names")
_UNTITLED = words("untitled_sectors")
_JOINING = words("name_particles")
_PAPERS = words("papers")
_INDEFINITE = frozenset(("a", "an"))
_NOBODY = words("nobody")
_NAMING = frozenset(("call", "name", "write", "spell", "rename", "dub"))


def labelled(reading: Reading, first_unit: Sequence[int], units: Sequence[Unit], finder: Finder) -> dict[int, int]:
    """First unit of each name labelled as a person's -> the unit after it, titles and nationality left out.

    A single word that the atlas knows ("Baku") is a place whatever its label.
    """
    names: dict[int, int] = {}
    places = {n.text for n in reading.names if n.label == "LOC"}
    for name in reading.names:
        if name.label != "PER" or name.text in places or (name.text.isupper() and len(name.text) < _SHORTEST):
            continue
        first, last = first_unit[name.first], first_unit[name.last]
        if last > first + 1 and finder.knows(name.text) and not finder.people.named(name.text):
            continue
        while last > first + 1 and units[first].lower in _NO_NAME:
            first += 1
        while first < last and (lead := _lead(reading.text, units, first, last, finder)):
            first += lead
        while last > first and units[last - 1].upos in ("PART", "PUNCT"):
            last -= 1
        while last < len(units) and units[last].glued and units[last].sent == units[first].sent:
            last += 1
        if last > first and (units[last - 1].lower in ATTACHED or finder.is_role(units[last - 1].lower)):
            continue
        if first < last and not (last == first + 1 and _is_place(units[first], finder)):
            names[first] = last
    return names


def _lead(text: str, units: Sequence[Unit], first: int, last: int, finder: Finder) -> int:
    """How many units at the start of a labelled name are title or nationality."""
    for hit in finder.find(text, units[first:last], None):
        if hit.first == 0 and hit.last < last - first:
            if hit.agent is not None and hit.agent.kind == "person" and units[first].lower not in _GIVEN:
                return hit.last
            if hit.senses and hit.senses[0].how == "demonym":
                return hit.last
        break
    return 0


def _is_place(unit: Unit, finder: Finder) -> bool:
    return finder.knows(unit.text) and not finder.people.named(unit.text)


def with_titled(units: Sequence[Unit], hits: Sequence[Hit], names: dict[int, int]) -> dict[int, int]:
    """The names with those that only a title before them or the office table shows: "President Kagame"."""
    found = dict(names)
    taken = {i for first, last in names.items() for i in range(first, last)}
    within = {i for h in hits for i in range(h.first, h.last)}
    for hit in hits:
        if hit.people:
            inside = range(hit.first, hit.last)
            last = max([hit.last, *(found.pop(i) for i in inside if i in found)])
            found[hit.first] = last
            taken.update(range(hit.first, last))
    for hit in hits:
        i = hit.last
        agent = hit.agent
        if agent is None or agent.kind != "person" or agent.plural or i in taken or i in within:
            continue
        if agent.sector in _UNTITLED or (hit.first and units[hit.first - 1].lower in _INDEFINITE):
            continue
        last = _proper_run(units, i, within, taken)
        if last > i and units[hit.last - 1].text[0].isupper() and units[last - 1].lower not in _PAPERS:
            found[i] = last
            taken.update(range(i, last))
    return found


def _proper_run(units: Sequence[Unit], i: int, within: set[int], taken: set[int]) -> int:
    last = i
    while last < len(units) and units[last].sent == units[i].sent and last not in within and last not in taken:
        unit = units[last]
        proper = unit.upos == "PROPN" and unit.text[0].isupper() and unit.lower not in _NO_NAME
        proper = proper or (unit.glued and last > i)
        if not proper and not (last > i and unit.lower in _JOINING and unit.upos != "ADP"):
            break
        last += 1
    return last


def with_surnames(units: Sequence[Unit], hits: Sequence[Hit], names: dict[int, int]) -> dict[int, int]:
    """The names with later mentions by surname alone of people named in full anywhere in the report.

    The surname is the last word, or the first where the given name is written "Jae-in".
    """
    surnames = set()
    for first, last in names.items():
        parts = name_words(" ".join(u.text for u in units[first:last]))
        if last - first > 1 and len(parts) > 1 and len(parts[-1]) > _SHORT:
            surnames.add(narrow_sound(parts[-1]))
        if last - first > 2 and len(parts[0]) > _SHORT and units[last - 1].glued and units[last - 1].text.islower():
            surnames.add(narrow_sound(parts[0]))
    if not surnames:
        return names
    taken = {i for first, last in names.items() for i in range(first, last)}
    taken |= {i for h in hits for i in range(h.first, h.last)}
    found = dict(names)
    for i, unit in enumerate(units):
        if i in taken or unit.upos != "PROPN" or not unit.text[0].isupper():
            continue
        low = folded(unit.text)
        if low and narrow_sound(low) in surnames:
            found[i] = i + 1
    return found


def _cases(word: str) -> str:
    """Upper and lower case of a word's letters: "RosUkrEnergo" changes from small to capital inside."""
    return "".join("A" if c.isupper() else "a" for c in word)


def without_strays(
    reading: Reading, units: Sequence[Unit], hits: Sequence[Hit], names: dict[int, int], places: Places
) -> dict[int, int]:
    """The names without lone words that look like something else: a town, a firm, what something is called.

    Labels of single words are often wrong; a title, the office table or a full name elsewhere in the report clears them.
    """
    titles = {h.last for h in hits if h.agent is not None and h.agent.kind == "person"}
    known = {h.first for h in hits if h.people}
    parts = {p for i, j in names.items() if j - i > 1 for p in name_words(" ".join(u.text for u in units[i:j]))}
    sounds = {narrow_sound(p) for p in parts}

    def stands(i: int, last: int) -> bool:
        if last > i + 1 or i in known or i in titles:
            return True
        unit, token = units[i], reading.tokens[units[i].token]
        if narrow_sound(folded(unit.text)) in sounds:
            return True
        if unit.lower in _NOBODY or "aA" in _cases(unit.text):
            return False
        before = units[i - 1] if i and units[i - 1].sent == unit.sent else None
        if before is not None and before.upos == "PROPN" and i - 1 not in covered:
            return False
        over = reading.tokens[token.head]
        if token.dep == "conj" and over.i in named:
            return False
        if over.lemma.lower() in _NAMING and token.dep in ("obj", "xcomp", "nsubj"):
            return False
        acts = token.dep.startswith(("nsubj", "nmod:poss"))
        return acts or not places(unit.text, large=token.dep == "obj")

    covered = {k for h in hits for k in range(h.first, h.last)} | {k for i, j in names.items() for k in range(i, j)}
    named = {units[k].token for h in hits if h.senses for k in range(h.first, h.last)}
    return {i: last for i, last in names.items() if stands(i, last)}
