"""Words as the treebanks cut them: spaCy's rules for English, runs of marks kept whole."""

from collections.abc import Callable
from functools import cache

Piece = tuple[int, int]
"""Characters `[start, end)` of one word."""

_RUNS = [
    r"[!?]{2,}",
    r"\*{2,}",
    r"={2,}",
    r"_{2,}",
    r"-{2,}",
    r"~{2,}",
    r"#{2,}",
    r">{2,}",
    r"<{2,}",
    r"\${2,}",
    r"[:;]-?[)(DP]+",
]


@cache
def _rules() -> Callable[[str], list[Piece]]:
    # spaCy takes a second to import, so nothing imports it before the first text is read.
    from spacy.lang.en import English
    from spacy.util import compile_prefix_regex, compile_suffix_regex

    defaults = English.Defaults
    tokenizer = English().tokenizer
    tokenizer.prefix_search = compile_prefix_regex([*_RUNS, *(defaults.prefixes or ())]).search
    tokenizer.suffix_search = compile_suffix_regex([*_RUNS, *(defaults.suffixes or ())]).search

    def words(text: str) -> list[Piece]:
        return [(token.idx, token.idx + len(token)) for token in tokenizer(text) if not token.is_space]

    return words


def tokenize(text: str) -> list[Piece]:
    """The words of `text`, white space left out."""
    return _rules()(text)
