"""Offices in the report's own words."""

from collections.abc import Sequence

from .phrases import Phrase
from .units import POSSESSIVE, Unit
from .vocabulary import words

_HONORIFICS = words("honorifics")
_PEERS = frozenset(("counterpart", "colleague", "opposite number"))
"""Titles that are those of the person they are compared with: "his Russian counterpart"."""
_RANKED = frozenset(("vice", "deputy", "secretary", "minister", "lady", "lord"))
_LINKS = frozenset(("of", "for", "in", "at"))
_LEADING = words("possessives") | words("determiners") | words("passing") | POSSESSIVE
"""Words before a title that are no part of it: "its new foreign minister", "the two prime ministers"."""


def office_of(phrase: Phrase, units: Sequence[Unit]) -> str | None:
    """The title words of a phrase without nationality and name; None where it has no title.

    "Russian Defense Minister Sergey Ivanov" gives "Defense Minister", "the secretary of the Security Council of
    Ukraine" gives "secretary of the Security Council".
    """
    agents = [h for h in phrase.agents() if h.agent and h.agent.kind == "person" and h.agent.phrase not in _HONORIFICS]
    if agents and agents[-1].agent and agents[-1].agent.phrase in _PEERS:
        return phrase.peer
    if not agents:
        return _of_title(phrase, units)
    stop = phrase.name[0] if phrase.name else phrase.last
    own = _without_states(phrase, units, _first_title_unit(phrase, units), stop)
    if own and agents[-1].agent and agents[-1].agent.plural and agents[-1].last == stop:
        own = _singular(own, agents[-1].agent.phrase)
    tail = []
    for link, inner in phrase.attached if phrase.name is None else ():
        if link in _LINKS and (inner.agents() or _organizations(inner)):
            tail.append(f"{link} {_text(inner, units)}")
            deeper = [(word, p) for word, p in inner.attached if word in _LINKS and _organizations(p)]
            tail.extend(f"{word} {_text(p, units)}" for word, p in deeper)
        elif link != "and":
            break
    return " ".join([*own, *tail]) or None


def _singular(title: list[str], phrase: str) -> list[str]:
    """The title that each of several holds: "Presidents" gives "President"."""
    last = phrase.rpartition(" ")[2]
    return [*title[:-1], last.capitalize() if title[-1][0].isupper() else last]


def _of_title(phrase: Phrase, units: Sequence[Unit]) -> str | None:
    return office_of(phrase.titled, units) if phrase.titled is not None else None


def _first_title_unit(phrase: Phrase, units: Sequence[Unit]) -> int:
    stop = phrase.name[0] if phrase.name else phrase.last
    first = phrase.first
    for hit in phrase.hits:
        if hit.senses and hit.last < stop and hit.first <= phrase.agents()[0].first:
            first = hit.last
    while first < stop and (units[first].lower in _LEADING or units[first].upos == "NUM"):
        if units[first].lower == "first" and first + 1 < stop and units[first + 1].lower in _RANKED:
            break
        first += 1
    return first


def _without_states(phrase: Phrase, units: Sequence[Unit], first: int, stop: int) -> list[str]:
    barred = {
        i
        for h in phrase.hits
        if h.senses and h.senses[0].kind == "state" and h.senses[0].how != "institution"
        for i in range(h.first, h.last)
    }
    kept: list[str] = []
    for i in range(first, stop):
        if i in barred or units[i].lower in POSSESSIVE or units[i].text == ",":
            continue
        if units[i].glued and kept:
            kept[-1] += "-" + units[i].text
        else:
            kept.append(units[i].text)
    return kept


def _organizations(phrase: Phrase) -> bool:
    return any(h.senses[0].kind != "state" or h.senses[0].how == "institution" for h in phrase.states())


def _text(phrase: Phrase, units: Sequence[Unit]) -> str:
    own = _without_states(phrase, units, phrase.first, phrase.last)
    while len(own) > 1 and own[0].lower() in ("a", "an"):
        del own[0]
    return " ".join(own)
