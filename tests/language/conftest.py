"""One model for all language tests."""

import pytest

from verbale.language.pipeline import LanguageModel


@pytest.fixture(scope="session")
def model() -> LanguageModel:
    return LanguageModel.load()
