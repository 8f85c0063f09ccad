"""Sentences in, records out, with the one reader of the test run."""

from collections.abc import Callable
from pathlib import Path

import pytest

from verbale.pipeline import Reader

from .faults import FAULTS
from .told import PUBLISHED, Told

HERE = Path(__file__).parent
Tell = Callable[..., Told]


@pytest.fixture(scope="session")
def tell(reader: Reader) -> Tell:
    """A text, and its publication date where it matters, read."""

    def told(text: str, published: str | None = PUBLISHED) -> Told:
        return Told(reader, text, published)

    return told


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of known faults must fail, so that a line in `faults.py` goes with the fault."""
    for item in items:
        bare = item.name.split("[")[0]
        reason = FAULTS.get(item.name) or FAULTS.get(bare)
        if item.path.parent == HERE and reason:
            item.add_marker(pytest.mark.xfail(strict=True, reason=reason))
