"""Who read: program, lexicon and model, and the run that stands for the three of them."""

import datetime as dt
import hashlib

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from .. import __version__
from ..language.pipeline import MODEL, LanguageModel
from ..pipeline import Reader
from .database import inserted
from .tables import RUNS


class Run(msgspec.Struct, frozen=True):
    """What a reading depends on besides the report."""

    program: str
    lexicon: str
    """SHA-256 over the lexicon files."""
    model: str
    """SHA-256 of the shipped model's card, which names its files' hashes; or the name of a spaCy pipeline."""

    @classmethod
    def of(cls, reader: Reader) -> "Run":
        """The run a reader makes."""
        if isinstance(reader.language, LanguageModel):
            model = hashlib.sha256((MODEL / "card.json").read_bytes()).hexdigest()
        else:
            model = type(reader.language).__name__
        return cls(__version__, reader.lexicon.digest, model)


def key_of(connection: Connection, run: Run) -> int:
    """The run's key, made where it is new."""
    same = (RUNS.c.program == run.program, RUNS.c.lexicon == run.lexicon, RUNS.c.model == run.model)
    found = connection.scalar(sa.select(RUNS.c.key).where(*same))
    if found is not None:
        return int(found)
    made = connection.execute(sa.insert(RUNS).values(**msgspec.structs.asdict(run), started=now()))
    return inserted(made)


def now() -> dt.datetime:
    """The moment, in UTC without its zone: as all moments of a record are kept."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)
