"""A desk over the sample reports."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from verbale.desk.app import create_app
from verbale.desk.state import Desk, Settings
from verbale.ingest import reports_of
from verbale.pipeline import Reader
from verbale.samples import SAMPLES
from verbale.store.database import open_record
from verbale.store.runs import Run
from verbale.store.writing import Writer

FEW = 12


@pytest.fixture(scope="session")
def filled(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of some sample reports; tests that write copy it."""
    where = tmp_path_factory.mktemp("desk") / "verbale.db"
    database = open_record(where, create=True)
    writer = Writer(database, Run.of(reader))
    for report in reports_of(sorted(str(path) for path in SAMPLES.iterdir())[:FEW]):
        writer.add(reader.read(report))
    database.close()
    return where


@pytest.fixture(scope="session")
def desk(filled: Path) -> Iterator[Desk]:
    """A desk that is only looked at."""
    found = Desk.open(str(filled), Settings())
    yield found
    found.close()


@pytest.fixture(scope="session")
def client(desk: Desk) -> TestClient:
    """Somebody who looks at it."""
    return TestClient(create_app(desk), base_url="http://localhost")
