"""Sentences in, records out, with the one reader of the test run."""

from collections.abc import Callable

import pytest

from verbale.pipeline import Reader

from .told import PUBLISHED, Told

Tell = Callable[..., Told]


@pytest.fixture(scope="session")
def tell(reader: Reader) -> Tell:
    """A text, and its publication date where it matters, read."""

    def told(text: str, published: str | None = PUBLISHED) -> Told:
        return Told(reader, text, published)

    return told
