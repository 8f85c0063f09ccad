"""A record of either kind, and sample records to put into it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from measure.server import MISSING, new_database, programs, server

from verbale.ingest import reports_of
from verbale.pipeline import Reader
from verbale.record import Record
from verbale.samples import SAMPLES
from verbale.store.database import Database, open_record
from verbale.store.runs import Run
from verbale.store.writing import Writer

SERVER = "VERBALE_TEST_POSTGRESQL"
"""Names a PostgreSQL server to test on, postgresql://user@host:port/postgres, whose user may create databases."""
FEW = 6
OWN_WORDS = """
[[trigger]]
lemma = "nickname"
event = "PROTEST"
mode = "demo"
cameo = "141"
examples = ["Indian students nicknamed the governor of Bihar on Friday."]
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


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a PostgreSQL server: the one that is given, else one of our own where it is installed."""
    given = os.environ.get(SERVER)
    if given is None and programs() is None:
        pytest.skip(f"{MISSING}, and {SERVER} names no server")
    with nullcontext(given) if given is not None else server() as url:
        yield url


@pytest.fixture(scope="session")
def begun(postgresql: str) -> Iterator[str]:
    """The name of a database that holds an empty record, which is quicker to copy than to make."""
    with new_database(postgresql) as url:
        open_record(url, create=True).close()
        yield url.rpartition("/")[2]


@contextmanager
def place_for(request: pytest.FixtureRequest, folder: Path, template: str = "template1") -> Iterator[str]:
    """The place of a record: a path, and the URL of a database, which is a copy of the template."""
    if request.param == "sqlite":
        yield str(folder / "verbale.db")
        return
    with new_database(request.getfixturevalue("postgresql"), template) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The place of a record. Where a test has no `database`, nothing is there yet."""
    begun = "begun" if "database" in request.fixturenames and request.param == "postgresql" else None
    with place_for(request, tmp_path, request.getfixturevalue(begun) if begun else "template1") as place:
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
