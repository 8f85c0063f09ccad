"""A record of either kind, and sample records to put into it."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from verbale.ingest import reports_of
from verbale.pipeline import Reader
from verbale.record import Record
from verbale.samples import SAMPLES
from verbale.store.database import Database, open_record
from verbale.store.runs import Run
from verbale.store.writing import Writer

SERVER = "VERBALE_TEST_POSTGRESQL"
"""A PostgreSQL server to test on: postgresql://user@host:port/postgres; its user may create databases."""
FEW = 6


@pytest.fixture(scope="session")
def samples(reader: Reader) -> list[Record]:
    """The records of the first sample reports."""
    found = sorted(str(path) for path in SAMPLES.iterdir())[:FEW]
    return [reader.read(report) for report in reports_of(found)]


@contextmanager
def place_for(kind: str, folder: Path) -> Iterator[str]:
    """The place of a record that does not exist yet: a path, or the URL of an empty database."""
    if kind == "sqlite":
        yield str(folder / "verbale.db")
        return
    server = os.environ.get(SERVER)
    if server is None:
        pytest.skip(f"no PostgreSQL server: set {SERVER}")
    name = f"verbale_{uuid.uuid4().hex}"
    admin = sa.create_engine(server.replace("postgresql:", "postgresql+pg8000:"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield server.rpartition("/")[0] + "/" + name
    with admin.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    admin.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The place of a record that does not exist yet."""
    with place_for(request.param, tmp_path) as place:
        yield place


@pytest.fixture
def database(where: str) -> Iterator[Database]:
    """An empty record."""
    found = open_record(where, create=True)
    yield found
    found.close()


@pytest.fixture
def writer(database: Database, reader: Reader) -> Writer:
    """Adds to the empty record."""
    return Writer(database, Run.of(reader))
