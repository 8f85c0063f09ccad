"""A record of either kind, and sample records to put into it."""

import os
import uuid
from collections.abc import Iterator
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
OWN_WORDS = """
[[trigger]]
lemma = "serenade"
event = "PROTEST"
mode = "demo"
cameo = "141"
examples = ["Indian students serenaded the governor of Bihar on Friday."]
cite = "for a test"

[[trigger]]
lemma = "rebuke"
event = "REJECT"
cameo = "120"
examples = ["Chile rebuked Peru on Monday."]
cite = "for a test"
"""
"""A lexicon that finds an event more than ours, and codes another otherwise."""


@pytest.fixture(scope="session")
def samples(reader: Reader) -> list[Record]:
    """The records of the first sample reports."""
    found = sorted(str(path) for path in SAMPLES.iterdir())[:FEW]
    return [reader.read(report) for report in reports_of(found)]


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The place of a record that does not exist yet: a path, and the URL of an empty database."""
    if request.param == "sqlite":
        yield str(tmp_path / "verbale.db")
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


@pytest.fixture(scope="session")
def own_words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with triggers of a user's own."""
    folder = tmp_path_factory.mktemp("my-lexicon")
    (folder / "triggers").mkdir()
    (folder / "triggers" / "mine.toml").write_text(OWN_WORDS)
    return folder


@pytest.fixture(scope="session")
def other_reader(own_words: Path) -> Reader:
    """A reader with these triggers before ours."""
    return Reader.load(folders=[own_words])
