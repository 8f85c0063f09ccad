"""One text, one use of a name: labels made consistent, and mentions that the network missed."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from verbale.reading import Name, NameLabel, Token


def with_recurrences(tokens: Sequence[Token], names: Sequence[Name]) -> tuple[Name, ...]:
    """The names, each under the label its text mostly bears, and further mentions of one-word names.

    Ties leave labels alone. Mentions count where the word is tagged as a proper name, written alike, and
    outside names already found. On the EWT development split, read by document: F1 75.5 to 76.1.
    """
    if not names:
        return ()
    borne: dict[str, Counter[NameLabel]] = defaultdict(Counter)
    for name in names:
        borne[name.text][name.label] += 1
    taken = {i for name in names for i in range(name.first, name.last)}
    single = {n.text for n in names if n.last - n.first == 1 and len(n.text) > 1 and not n.text.islower()}
    found = [_relabelled(name, borne[name.text]) for name in names]
    found += [
        Name(t.i, t.i + 1, t.start, t.end, t.text, borne[t.text].most_common(1)[0][0])
        for t in tokens
        if t.text in single and t.upos == "PROPN" and t.i not in taken
    ]
    return tuple(sorted(found, key=lambda name: name.first))


def _relabelled(name: Name, borne: Counter[NameLabel]) -> Name:
    if len(borne) == 1:
        return name
    (best, most), (_, second) = borne.most_common(2)
    return name if best == name.label or most == second else msgspec.structs.replace(name, label=best)
