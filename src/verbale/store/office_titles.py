"""Offices as they are compared: "Defense Minister" and "minister of defence" are one."""

import re

from ..actors.spelling import folded
from ..actors.vocabulary import words

FORMER = "former "
_PAST = frozenset(("former", "ex", "deposed", "ousted", "onetime", "erstwhile", "retired"))
_ACTING = frozenset(("acting", "interim", "caretaker"))
_LEADING = (words("passing") | words("possessives") | words("determiners") | _ACTING) - {"first"}
"""What describes a holder; "first" is part of a title: "first deputy prime minister"."""
_SPELLED = {"defense": "defence"}
_MINISTER = re.compile(r"^((?:\w+ )*)minister (?:of|for) (?:the )?(.+)$")
_OF_FOREIGN = {"foreign affairs": "foreign", "external affairs": "foreign", "external relations": "foreign"}


def title_of(office: str | None) -> str | None:
    """The office without what only describes its holder; one held in the past begins with `FORMER`.

    None where no office is named.
    """
    rest = [_SPELLED.get(w, w) for w in folded(office or "").split()]
    former = False
    while len(rest) > 1 and rest[0] in _PAST | _LEADING:
        former = former or rest[0] in _PAST
        del rest[0]
    title = _MINISTER.sub(_portfolio_first, " ".join(rest))
    return ((FORMER if former else "") + title) or None


def _portfolio_first(match: re.Match[str]) -> str:
    portfolio = _OF_FOREIGN.get(match[2], match[2])
    return f"{match[1]}{portfolio} minister"


def same_office(one: str, other: str) -> bool:
    """Whether two titles can be one office: equal, or one says less ("minister"); held now or once."""
    a, b = (set(t.removeprefix(FORMER).split()) for t in (one, other))
    return a <= b or b <= a
