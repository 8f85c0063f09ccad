"""Word lists as one reads them best: running text, parted by spaces."""


def word_set(words: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(words.split())
