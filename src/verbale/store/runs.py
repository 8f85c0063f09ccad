"""Who read: program, lexicon and model, and the run that stands for the three of them."""

import datetime as dt
import hashlib

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from .. import __version__
from ..language.pipeline import Identified
from ..pipeline import Reader
from .database import inserted
from .tables import RUNS

_LONGEST = 64


class Run(msgspec.Struct, frozen=True):
    """What a reading depends on besides the report."""

    program: str
    lexicon: str
    """SHA-256 over all tables, word lists and maps, those of a user's folders included."""
    model: str
    """SHA-256 over the language model's files; or the name and version of a spaCy pipeline."""

    @classmethod
    def of(cls, reader: Reader) -> "Run":
        """The run a reader makes."""
        language = reader.language
        kind = type(language)
        model = language.identity if isinstance(language, Identified) else f"{kind.__module__}.{kind.__qualname__}"
        return cls(__version__, reader.lexicon.digest, _fitting(model))


def _fitting(model: str) -> str:
    return model if len(model) <= _LONGEST else hashlib.sha256(model.encode()).hexdigest()


def find(connection: Connection, run: Run) -> int | None:
    """The run's key; None where it has read nothing for this record."""
    same = (RUNS.c.program == run.program, RUNS.c.lexicon == run.lexicon, RUNS.c.model == run.model)
    found = connection.scalar(sa.select(RUNS.c.key).where(*same))
    return None if found is None else int(found)


def key_of(connection: Connection, run: Run) -> int:
    """The run's key, made where it is new."""
    found = find(connection, run)
    if found is not None:
        return found
    made = connection.execute(sa.insert(RUNS).values(**msgspec.structs.asdict(run), started=now()))
    return inserted(made)


def now() -> dt.datetime:
    """The moment, in UTC without its zone: as all moments of a record are kept."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)
