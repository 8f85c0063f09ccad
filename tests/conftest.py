"""Fixtures shared by all tests: one reader for the whole run, and the development material where it exists."""

from pathlib import Path

import pytest

from verbale.pipeline import Reader

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader.load()


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the development gold beside the project is not here")
    return SHARED
