"""What "it" may mean besides a party: the agreement, the tsunami, the plan."""

from collections.abc import Container, Iterator, Sequence

from ..reading import Token
from .vocabulary import words

_ACTING_ON = words("acting_on")
"""Verbs whose object "it" may be a state."""
_WILLED = words("willed")
"""Verbs whose subject "it" has a will, so is no agreement or storm."""
_STATELY = words("stately")
"""Nouns and adjectives that "it is" may say of a state."""
_TOWARDS = frozenset(("against", "with", "by", "from", "to"))
_TIMES = words("calendar") | words("measures")


def may_be_party(tokens: Sequence[Token], children: Sequence[Sequence[int]], at: int) -> bool:
    """Whether "it" at a word stands where a party can: a subject, an owner, what somebody acts on."""
    token = tokens[at]
    if token.dep == "nsubj" and tokens[token.head].upos in ("NOUN", "ADJ"):
        return tokens[token.head].lemma.lower() in _STATELY
    if token.dep.startswith(("nsubj", "nmod:poss", "appos", "conj")) or token.text.lower() in ("its", "itself"):
        return True
    if token.dep in ("obj", "iobj", "xcomp"):
        return tokens[token.head].lemma.lower() in _ACTING_ON
    cases = {tokens[c].text.lower() for c in children[at] if tokens[c].dep == "case"}
    return bool(cases & _TOWARDS)


def is_willed(tokens: Sequence[Token], at: int) -> bool:
    """Whether the verb of a subject pronoun has a speaker or decider for its subject."""
    token = tokens[at]
    return token.dep == "nsubj" and tokens[token.head].lemma.lower() in _WILLED


def things(
    tokens: Sequence[Token], begin: int, at: int, parties: Container[int], pronouns: Container[int]
) -> Iterator[tuple[int, int]]:
    """(word, rank) of each thing named in words `[begin, at)`, 0 a subject, 2 an object."""
    for token in tokens[begin:at]:
        if token.i in parties or not token.dep.startswith(("nsubj", "obj")):
            continue
        if token.upos == "PRON":
            if token.text.lower() == "it" and token.i not in pronouns and token.dep.startswith("nsubj"):
                yield token.i, 0
        elif token.upos in ("NOUN", "PROPN") and "Number=Plur" not in token.feats and token.lemma.lower() not in _TIMES:
            yield token.i, 0 if token.dep.startswith("nsubj") else 2
