"""Reports being added, one job at a time, with what became of each for a page that looks on."""

import secrets
from collections import OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TYPE_CHECKING

from ..errors import InputError, VerbaleError, carefully
from ..report import Report
from ..store.runs import Run
from ..store.writing import Writer

if TYPE_CHECKING:
    from .state import Desk

KEPT = 100
"""Jobs that can be looked at again."""
WAITING = 20
"""Jobs that may wait; more are refused."""
Load = Callable[[], Iterator[Report | InputError]]


class Line:
    """What became of one report."""

    def __init__(self, kind: str, name: str, detail: str, id: str | None = None) -> None:
        self.kind, self.name, self.detail, self.id = kind, name, detail, id


class Job:
    """Some reports that somebody adds."""

    def __init__(self, name: str) -> None:
        self.id = secrets.token_urlsafe(9)
        self.name = name
        self.doing = "waiting"
        self.lines: list[Line] = []
        self.finished = False


class Jobs:
    """The jobs of a desk. Reading takes a processor, so one is done after the other."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="adding")
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = Lock()

    def begin(self, name: str, load: Load) -> Job | None:
        """A job that has begun or waits; None where too many wait already."""
        job = Job(name)
        with self._lock:
            if sum(not j.finished for j in self._jobs.values()) >= WAITING:
                return None
            self._jobs[job.id] = job
            while len(self._jobs) > KEPT:
                self._jobs.popitem(last=False)
        self._thread.submit(self._do, job, load)
        return job

    def get(self, id: str) -> Job | None:
        """The job of an id."""
        return self._jobs.get(id)

    def close(self) -> None:
        """Waits for the report that is being stored; jobs that wait are dropped."""
        self._thread.shutdown(cancel_futures=True)

    def _do(self, job: Job, load: Load) -> None:
        try:
            job.doing = "fetching and reading the page"
            for report in load():
                self._add(job, report)
        except VerbaleError as error:
            job.lines.append(Line("failed", job.name, str(error)))
        finally:
            job.finished = True

    def _add(self, job: Job, report: Report | InputError) -> None:
        if isinstance(report, InputError):
            job.lines.append(Line("failed", report.source or job.name, report.reason))
            return
        name = report.title or report.source or job.name
        writer = Writer(self._desk.database, Run.of(self._desk.reader))
        known = writer.known(report)
        if known is None:
            job.doing = f"reading “{name}”"
            record = carefully(self._desk.reader.read, report, name)
            if isinstance(record, InputError):
                job.lines.append(Line("failed", name, record.reason))
                return
            job.doing = f"storing “{name}”"
            known = writer.add(record)
        job.lines.append(
            Line(known.kind, name, f"{known.events} events" if known.kind != "unchanged" else "", known.id)
        )
