"""How well accounts of the same happening are put together: `python -m measure.episodes`.

The reports of `data/episodes/` are read by the shipped reader and added to a fresh record in the order of the file. Links are
judged over the events that the reader found, so that a missed event counts against reading and not against linking.
"""

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import sqlalchemy as sa

from verbale.ingest import from_text
from verbale.pipeline import Reader
from verbale.record import EventType
from verbale.report import Report, Span
from verbale.store.database import Database, open_record
from verbale.store.runs import Run
from verbale.store.tables import EVENTS, REPORTS
from verbale.store.writing import Writer

from .docs_markdown import table
from .episode_figures import Score, b_cubed, pairwise, wrong_and_missed

FOLDER = Path(__file__).parents[1] / "data" / "episodes"
PARTS = ("dev", "test")
SAME_CLAUSE = 0.5
"""Share of the shorter span that an event read under another type must have in common with a gold one: less is a neighbour."""


class GoldEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An event as the set has it."""

    quote: str
    type: EventType
    episode: str


class GoldReport(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the set."""

    id: str
    cluster: str
    date: str
    title: str
    publication: str
    text: str
    events: tuple[GoldEvent, ...]
    copy_of: str | None = None

    def span(self, event: GoldEvent) -> Span:
        """Where the quote stands. Raises ValueError where the text lacks it."""
        start = self.text.index(event.quote)
        return Span(start, start + len(event.quote))


class ReadEvent(msgspec.Struct, frozen=True):
    """An event as the record has it."""

    type: str | None
    span: Span
    episode: int | None


class ReadReport(msgspec.Struct, frozen=True):
    """What the record holds of a report."""

    story: int
    """Key of the first of its copies; its own where it has none."""
    events: tuple[ReadEvent, ...]


class Account(msgspec.Struct, frozen=True):
    """A gold event that the reader found, with the episode it was put to."""

    report: GoldReport
    event: GoldEvent
    episode: int | None


def main() -> None:
    """Prints the figures of each part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--only", choices=PARTS, help="measure this part only")
    parser.add_argument(
        "--errors", action="store_true", help="list wrong and missed links with the words of both sides"
    )
    options = parser.parse_args()
    reader = Reader.load()
    for part in PARTS if options.only is None else (options.only,):
        gold = read_set(options.folder / f"{part}.jsonl")
        stored = added(reader, gold)
        found = [account for report in gold for account in accounts(report, stored[report.id].events)]
        print(f"== {part}\n{figures(gold, stored, found)}", flush=True)
        if options.errors:
            print(*differences(found), sep="\n")


def read_set(path: Path) -> list[GoldReport]:
    """The reports of a part, in the order of the file."""
    return [msgspec.json.decode(line, type=GoldReport) for line in path.read_bytes().splitlines()]


def added(reader: Reader, gold: Sequence[GoldReport]) -> dict[str, ReadReport]:
    """What a fresh record holds when all reports have been added to it."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_record(Path(folder) / "episodes.db", create=True)
        writer = Writer(database, Run.of(reader))
        for report in gold:
            writer.add(reader.read(_report(report)))
        held = dict(_held(database))
        database.close()
    return held


def _report(gold: GoldReport) -> Report:
    report = from_text(gold.text, gold.id, date=gold.date, title=gold.title)
    return msgspec.structs.replace(report, publication=gold.publication)


def _held(database: Database) -> Iterator[tuple[str, ReadReport]]:
    events: dict[int, list[ReadEvent]] = defaultdict(list)
    with database.reading() as connection:
        for row in connection.execute(sa.select(EVENTS).order_by(EVENTS.c.key)):
            events[row.report].append(ReadEvent(row.type, Span(row.first, row.last), row.episode))
        for row in connection.execute(sa.select(REPORTS.c.key, REPORTS.c.id, REPORTS.c.story)):
            yield row.id, ReadReport(row.key if row.story is None else row.story, tuple(events[row.key]))


def accounts(report: GoldReport, read: Sequence[ReadEvent]) -> list[Account]:
    """The gold events of a report that were found, each with a read event of its own.

    One of the same type goes before others, then the one with more words in common.
    """
    shared = {
        (g, r): _shared(report, gold, event) for g, gold in enumerate(report.events) for r, event in enumerate(read)
    }
    taken: dict[int, int] = {}
    for g, r in sorted((pair for pair in shared if shared[pair] is not None), key=lambda p: (shared[p], p)):
        if g not in taken and r not in taken.values():
            taken[g] = r
    return [Account(report, report.events[g], read[taken[g]].episode) for g in sorted(taken)]


def _shared(report: GoldReport, gold: GoldEvent, event: ReadEvent) -> tuple[bool, int] | None:
    """How well an event fits, the least the best; None where it is another one."""
    wanted = report.span(gold)
    common = min(wanted.end, event.span.end) - max(wanted.start, event.span.start)
    shorter = min(wanted.end - wanted.start, event.span.end - event.span.start)
    if common <= 0 or (gold.type != event.type and common < SAME_CLAUSE * shorter):
        return None
    return gold.type != event.type, -common


def figures(gold: Sequence[GoldReport], stored: dict[str, ReadReport], found: Sequence[Account]) -> str:
    """The table of a part."""
    events = sum(len(report.events) for report in gold)
    own = [account for account in found if account.report.copy_of is None]
    wanted = [report.copy_of or report.id for report in gold]
    stories = [stored[report.id].story for report in gold]
    rows = [
        ("episodes, pairs", *_cells(pairwise(*_labels(found)))),
        ("episodes, B³", *_cells(b_cubed(*_labels(found)))),
        ("episodes without wire copies, pairs", *_cells(pairwise(*_labels(own)))),
        ("episodes without wire copies, B³", *_cells(b_cubed(*_labels(own)))),
        ("wire copies, pairs", *_cells(pairwise(wanted, stories))),
    ]
    head = f"{len(gold)} reports; {len(found)} of {events} events found ({len(found) / max(1, events):.0%})\n\n"
    return head + table(("what", "F1", "precision", "recall"), rows)


def _labels(found: Sequence[Account]) -> tuple[list[str], list[int | None]]:
    return [account.event.episode for account in found], [account.episode for account in found]


def _cells(score: Score) -> tuple[str, str, str]:
    return f"{score.f1:.3f}", f"{score.precision:.3f}", f"{score.recall:.3f}"


def differences(found: Sequence[Account]) -> Iterator[str]:
    """Each wrong and each missed link, with what both reports say."""
    for kind, one, other in wrong_and_missed(*_labels(found)):
        yield f"{kind}\n  {_told(found[one])}\n  {_told(found[other])}"


def _told(account: Account) -> str:
    report, event = account.report, account.event
    return f"{report.id} {report.date} {event.type} {event.episode}: {json.dumps(event.quote, ensure_ascii=False)}"


if __name__ == "__main__":
    main()
