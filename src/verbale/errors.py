"""What can go wrong, as one small tree.

VerbaleError
├── InputError        a source that cannot be read: named on stderr, the run goes on
├── LexiconError      a table or trigger file with mistakes: lists all of them
├── ModelError        the language model's files are missing or do not fit together
├── RecordError       a record that cannot be opened, read or written: named with its reason
└── UsageError        options that cannot be combined
"""

import logging
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")
log = logging.getLogger(__name__)


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

    def __reduce__(self) -> tuple[type["LexiconError"], tuple[list[str]]]:
        """Travels between processes with the list of its mistakes."""
        return type(self), (self.mistakes,)


class ModelError(VerbaleError):
    """Model files that are missing or do not belong together."""


class RecordError(VerbaleError):
    """A record that cannot be opened, read or written; `name` is its path or URL without a password."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class UsageError(VerbaleError):
    """Options that cannot be used together."""


def carefully(work: Callable[[A], B], item: A, name: str) -> B | InputError:
    """The outcome of `work`; a mistake of ours on one item is that item's error, so that the others are still read."""
    try:
        return work(item)
    except (VerbaleError, BrokenPipeError):
        raise
    except Exception as error:  # one report in an archive of thousands must not end the run: it is named
        log.debug("a reading failed", exc_info=True)
        return InputError(name, f"not read because of a mistake in this program, please report it: {origin(error)}")


def to_the_end(items: Iterator[A], name: str) -> Iterator[A | InputError]:
    """The items; a mistake of ours among them ends them with an error, so that other sources are still read."""
    ended = False
    while not ended:
        got = carefully(lambda rest: list(islice(rest, 1)), items, name)
        ended = not got
        yield from [got] if isinstance(got, InputError) else got


def origin(error: Exception) -> str:
    """The kind of an error with the file and line it comes from."""
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    place = f" at {Path(step.tb_frame.f_code.co_filename).name}:{step.tb_lineno}" if step else ""
    return type(error).__name__ + place
