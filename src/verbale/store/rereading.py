"""Reading what the record holds once more, with today's program, lexicon and model; earlier readings stay."""

from collections import deque
from collections.abc import Callable, Collection, Iterator

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.engine import Connection

from ..errors import InputError
from ..record import Record
from ..report import Report
from .comparing import Change, Kind, compare, lasting_ids
from .contents import DAMAGE
from .database import Database
from .indexing import show
from .loading import load, text_of
from .runs import Run, find
from .tables import EVENTS, READINGS, REPORTS, VERSIONS
from .writing import Writer

BATCH = 100
"""Reports looked up at a time."""
JUDGED = ("accepted", "corrected", "rejected")
DAMAGED = "what the record holds of it is damaged: `verbale check` says where"
Read = Callable[[Iterator[Report | InputError]], Iterator[Record | InputError]]
"""What reads reports in their order, one record or error a report: `archive.pool.read_all` with a reader."""


class Reread(Struct, frozen=True):
    """What another reading changed in a report."""

    source: str
    changes: tuple[Change, ...]
    judged: int
    """Events among those vanished or changed on which somebody has passed judgement."""
    again: bool = False
    """The run had read it before, and its reading is shown again."""

    def count(self, kind: Kind) -> int:
        """How many events appeared, vanished or changed."""
        return sum(change.kind == kind for change in self.changes)


class _Target(Struct, frozen=True):
    """The latest version of a report."""

    report: int
    version: int
    number: int
    source: str
    own: int | None
    """The run's reading of it, if there is one."""


def reread(
    database: Database, run: Run, read: Read, chosen: Collection[int] | None = None
) -> Iterator[Reread | InputError]:
    """Reads the latest version of each report (or of those `chosen`, by key) that `run` has not read, and stores it.

    Where the run has read a version that now shows another run's reading, its own is shown again. Each report is safe
    in the record when it comes out here, so an interrupted rereading can simply be repeated.
    """
    with database.reading() as connection:
        key = find(connection, run)
    if key is not None:
        for target in _targets(database, key, chosen, read_before=True):
            yield _back(database, target, key)
    writer = Writer(database, run)
    under_way: deque[_Target] = deque()
    for record in read(_texts(database, _targets(database, key, chosen, read_before=False), under_way)):
        target = under_way.popleft()
        kept = record if isinstance(record, InputError) else _keep(writer, target, record)
        if kept is not None:
            yield kept


def _texts(database: Database, targets: Iterator[_Target], under_way: deque[_Target]) -> Iterator[Report | InputError]:
    for target in targets:
        under_way.append(target)
        with database.reading() as connection:
            try:
                report = text_of(connection, target.report, target.number)
            except DAMAGE:
                report = None
        yield report or InputError(target.source, DAMAGED)


def _targets(
    database: Database, run: int | None, chosen: Collection[int] | None, *, read_before: bool
) -> Iterator[_Target]:
    """Reports by key, looked up in batches: those that the run has still to read, or those it has read and does not show."""
    rows = _waiting(run, read_before=read_before)
    rows = rows.where(REPORTS.c.key.in_(chosen)) if chosen is not None else rows
    last = 0
    while True:
        with database.reading() as connection:
            batch = connection.execute(rows.where(REPORTS.c.key > last)).all()
        if not batch:
            return
        for row in batch:
            yield _Target(row.report, row.version, row.number, row.source or row.id, row.own)
        last = batch[-1].report


def _waiting(run: int | None, *, read_before: bool) -> sa.Select[tuple[object, ...]]:
    readings = sa.select(READINGS.c.key).where(READINGS.c.version == VERSIONS.c.key)
    own = readings.where(READINGS.c.run == (run or 0)).scalar_subquery()
    last = sa.select(sa.func.max(READINGS.c.key)).where(READINGS.c.version == VERSIONS.c.key).scalar_subquery()
    asked = readings.where(READINGS.c.key == REPORTS.c.reading).scalar_subquery()
    latest = sa.and_(VERSIONS.c.report == REPORTS.c.key, VERSIONS.c.number == REPORTS.c.version)
    return (
        sa.select(REPORTS.c.key.label("report"), VERSIONS.c.key.label("version"), VERSIONS.c.number, REPORTS.c.source,
                  REPORTS.c.id, own.label("own"))
        .join(VERSIONS, latest)
        .where(own != sa.func.coalesce(asked, last) if read_before else own.is_(None))
        .order_by(REPORTS.c.key).limit(BATCH)
    )  # fmt: skip


def _keep(writer: Writer, target: _Target, record: Record) -> Reread | InputError | None:
    """Stores a reading; None where another process has read the version in this run meanwhile."""
    with writer.database.reading() as connection:
        before = _loaded(connection, target)
        judged = _judged(connection, target.report)
    if isinstance(before, InputError):
        return before
    if not writer.again(target.report, target.version, record):
        return None
    return _outcome(writer.database, target, before, record, judged)


def _back(database: Database, target: _Target, run: int) -> Reread | InputError:
    """Shows the run's own reading again."""
    with database.writing() as connection:
        before, after = _loaded(connection, target), _loaded(connection, target, run)
        judged = _judged(connection, target.report)
        if isinstance(before, InputError) or isinstance(after, InputError):
            return InputError(target.source, DAMAGED)
        show(connection, target.report, target.own or 0)
    return _outcome(database, target, before, after, judged, again=True)


def _loaded(connection: Connection, target: _Target, run: int | None = None) -> Record | InputError:
    """The reading of a version that the record shows, or a run's."""
    try:
        stored = load(connection, target.report, version=target.number, run=run)
    except DAMAGE:
        stored = None
    return InputError(target.source, DAMAGED) if stored is None else stored.record


def _outcome(
    database: Database, target: _Target, before: Record, after: Record, judged: set[str], *, again: bool = False
) -> Reread:
    with database.reading() as connection:
        lasting = lasting_ids(connection, target.report)
    changes = compare(before, after, lasting=lasting)
    affected = sum(c.before is not None and c.before.id in judged for c in changes)
    return Reread(target.source, changes, affected, again)


def _judged(connection: Connection, report: int) -> set[str]:
    """The events on which people passed judgement, by their ids in the reading shown."""
    rows = sa.select(sa.func.coalesce(EVENTS.c.machine, EVENTS.c.id)).where(
        EVENTS.c.report == report, EVENTS.c.standing.in_(JUDGED)
    )
    return set(connection.scalars(rows))
