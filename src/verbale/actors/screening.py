"""Hits that the tree or the neighbouring words show to be no actors, and states that share a word with another."""

from collections.abc import Sequence

from ..reading import Token
from .hits import Finder, Hit
from .units import Unit
from .vocabulary import words

_BARE = frozenset(("office", "power", "state", "side", "exile", "camp", "party", "radio", "court"))
"""Words that without an article are no actor: "run for office", "share power"."""
_CONDITIONS = words("conditions")
_DIRECTIONS = words("directions")
_PAPERS = words("papers")
_MODELS = frozenset(("fighter", "fighters"))
_KOREAS = {"north": "North Korea", "south": "South Korea"}
_NOUNS = frozenset(("NOUN", "PROPN"))


def screened(tokens: Sequence[Token], units: Sequence[Unit], hits: Sequence[Hit], finder: Finder) -> list[Hit]:
    """The hits that stand, with "the North" of a report on Korea and the first of "North and South Korea"."""
    kept = [_as_aside(h, units) for h in hits if not _misread(h, tokens, units)]
    covered = {i for h in kept for i in range(h.first, h.last)}
    korean = any(s.code in ("PRK", "KOR") for h in kept for s in h.senses)
    for i, unit in enumerate(units):
        if unit.lower not in _DIRECTIONS or i in covered:
            continue
        name = _shared(units, i) or (_korea(units, i) if korean else None)
        if name and (senses := finder.atlas.lookup(name)):
            kept.append(Hit(i, i + 1, senses=senses))
    return sorted(kept, key=lambda h: h.first)


def _misread(hit: Hit, tokens: Sequence[Token], units: Sequence[Unit]) -> bool:
    if hit.last - hit.first > 1:
        return False
    unit = units[hit.first]
    token = tokens[unit.token]
    if hit.agent is None:
        return bool(hit.senses) and hit.senses[0].ambiguous and unit.upos == "NOUN" and not unit.text.isupper()
    if unit.upos in ("VERB", "AUX"):
        after = units[hit.last] if hit.last < len(units) else unit
        loose = token.dep not in ("amod", "compound")
        return loose or (hit.agent.kind != "modifier" and after.upos == "PROPN" and after.text[0].isupper())
    if unit.upos == "PROPN":
        return False
    before = units[hit.first - 1] if hit.first and units[hit.first - 1].sent == unit.sent else None
    if unit.lower in _BARE and (before is None or before.upos in ("ADP", "VERB", "AUX", "PUNCT")):
        return True
    if unit.lower in _MODELS and before is not None and before.glued and before.text.isdigit():
        return True
    tail = [u.lower for u in units[hit.last : hit.last + 2]]
    return unit.lower == "state" and len(tail) == 2 and tail[0] == "of" and tail[1] in _CONDITIONS


def _as_aside(hit: Hit, units: Sequence[Unit]) -> Hit:
    """The town that a paper or meeting is called after is no government: "the Minsk agreements"."""
    if hit.last >= len(units) or not hit.senses or hit.senses[0].how != "capital":
        return hit
    return hit._replace(aside=True) if units[hit.last].lower in _PAPERS else hit


def _shared(units: Sequence[Unit], i: int) -> str | None:
    """The whole name of a state that shares its last word: "South and North Korea"."""
    following = units[i + 1 : i + 4]
    if len(following) < 3 or following[0].lower not in ("and", "or") or following[1].lower not in _DIRECTIONS:
        return None
    last = following[2].text
    return f"{units[i].text} {last}" if last[0].isupper() and units[i].text[0].isupper() else None


def _korea(units: Sequence[Unit], i: int) -> str | None:
    if i == 0 or units[i - 1].lower != "the" or not units[i].text[0].isupper():
        return None
    after = units[i + 1] if i + 1 < len(units) and units[i + 1].sent == units[i].sent else None
    if after is not None and (after.glued or after.upos in _NOUNS or after.upos == "ADJ"):
        return None
    return _KOREAS.get(units[i].lower)
