"""One event, told once: drafts of the same act in one sentence become one, and repetitions of an agreement go."""

from ..frame import Agreement
from .draft import Draft

_RECIPROCAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})


def merge(drafts: list[Draft]) -> list[Draft]:
    """The drafts without doubles, in text order."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.sentence, -_weight(d), d.at)):
        if not any(_same(draft, other) or _swept_up(draft, other) for other in kept):
            kept.append(draft)
    kept.sort(key=lambda d: (d.evidence.start, d.at))
    return [d for n, d in enumerate(kept) if not _retold(d, kept[:n])]


def _weight(draft: Draft) -> int:
    return 4 * bool(draft.frame) + 2 * bool(draft.actors) + 2 * bool(draft.recipients) + bool(draft.mode)


def _same(a: Draft, b: Draft) -> bool:
    """The same type and parties over words that overlap."""
    if a.type != b.type or a.sentence != b.sentence:
        return False
    if a.type == "CONSULT" and not a.recipients and a.frame is None and a.countries()[0] <= b.countries()[0]:
        return True  # "met his colleague and discussed the crisis"
    if not a.evidence.overlaps(b.evidence):
        return False
    if a.frame is not None and b.frame is not None and _told_apart(a, b):
        return False
    (aa, ar), (ba, br) = a.countries(), b.countries()
    if a.type in ("THREATEN", "REQUEST") and aa == ba and ar <= br:
        return True
    if a.type in _RECIPROCAL and (aa | ar) and (aa | ar) <= (ba | br):
        return True
    return _within(a, b) and aa <= ba and ar <= br


def _swept_up(a: Draft, b: Draft) -> bool:
    """An act that nobody does, inside the words of a threat: "will be forced to act"."""
    return not a.actors and b.type == "THREATEN" and a.evidence.overlaps(b.evidence)


def _told_apart(a: Draft, b: Draft) -> bool:
    """Two agreements, debts or visitors in one sentence stay two."""
    if type(a.frame) is not type(b.frame):
        return False
    people = {p.person for p in a.actors} ^ {p.person for p in b.actors}
    return bool(people) or (isinstance(a.frame, Agreement) and a.at != b.at)


def _within(a: Draft, b: Draft) -> bool:
    mine = {p.start for p in (*a.actors, *a.recipients)}
    theirs = {p.start for p in (*b.actors, *b.recipients)}
    return mine <= theirs or a.at == b.at


def _retold(draft: Draft, before: list[Draft]) -> bool:
    """ "The agreement signed between them" again: same parties, no new title, told as known."""
    if not isinstance(draft.frame, Agreement) or not draft.retold:
        return False
    here = draft.countries()[0] | draft.countries()[1]
    return any(isinstance(d.frame, Agreement) and here <= (d.countries()[0] | d.countries()[1]) for d in before)
