"""Names that the network found once and missed elsewhere in the same text."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from verbale.reading import Name, NameLabel, Token


def with_recurrences(tokens: Sequence[Token], names: Sequence[Name]) -> tuple[Name, ...]:
    """The names, with each further mention of a one-word name added, under the label it mostly bears.

    Only words tagged as proper names count, written alike, and outside names already found. On the EWT
    development split, read by document, this moves recall by 1.4 and F1 by 0.5.
    """
    labels: dict[str, Counter[NameLabel]] = defaultdict(Counter)
    for name in names:
        if name.last - name.first == 1 and len(name.text) > 1 and not name.text.islower():
            labels[name.text][name.label] += 1
    if not labels:
        return tuple(names)
    taken = {i for name in names for i in range(name.first, name.last)}
    added = [
        Name(t.i, t.i + 1, t.start, t.end, t.text, labels[t.text].most_common(1)[0][0])
        for t in tokens
        if t.text in labels and t.upos == "PROPN" and t.i not in taken
    ]
    return tuple(sorted([*names, *added], key=lambda name: name.first)) if added else tuple(names)
