"""What can go wrong, as one small tree.

    VerbaleError
    ├── InputError        a source that cannot be read: named on stderr, the run goes on
    ├── LexiconError      a table or trigger file with mistakes: lists all of them
    ├── ModelError        the language model's files are missing or do not fit together
    └── UsageError        options that cannot be combined
"""


class VerbaleError(Exception):
    """The root of everything this program raises on purpose."""


class InputError(VerbaleError):
    """An input that cannot be read; `source` names it, `reason` says why in one line."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason

    def __reduce__(self) -> tuple[type["InputError"], tuple[str, str]]:
        """Travels between processes with both of its parts."""
        return type(self), (self.source, self.reason)


class LexiconError(VerbaleError):
    """Mistakes in lexicon files, every one of them, one a line."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


class ModelError(VerbaleError):
    """Model files that are missing or do not belong together."""


class UsageError(VerbaleError):
    """Options that cannot be used together."""
