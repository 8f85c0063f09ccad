"""Accounts of one event come together, accounts of others do not, and what a person says holds."""

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence

import pytest
import sqlalchemy as sa

from verbale.errors import UsageError
from verbale.ingest.jsonl import from_text
from verbale.pipeline import Reader
from verbale.record import Record
from verbale.store import episodes
from verbale.store.database import Database
from verbale.store.tables import EPISODES, EVENTS, JUDGEMENTS, LINKS, REPORTS, TELLINGS, TRACES
from verbale.store.writing import Writer

RAID = (
    (
        "raid-1",
        "2021-03-05",
        "Insurgents attacked an army post near Moyale in Kenya on Thursday, killing twelve soldiers.",
    ),
    ("raid-2", "2021-03-06", "Nine soldiers died when insurgents attacked a Kenyan army post near Moyale on 4 March."),
    (
        "raid-3",
        "2021-03-06",
        "The insurgents denied that they had attacked the Kenyan army post near Moyale on Thursday.",
    ),
)
OTHERS = (
    ("day", "2021-03-12", "Insurgents attacked an army post near Moyale in Kenya on Thursday, killing two soldiers."),
    ("place", "2021-03-05", "Insurgents attacked an army post near Nakuru in Kenya on Thursday, killing a guard."),
    ("kind", "2021-03-06", "Kenya's president, Uhuru Kenyatta, visited Moyale on Friday."),
    ("far", "2021-03-05", "Norway asked Chile on Thursday to lower its duties on salmon."),
)
PACT = (
    ("pact-1", "2019-06-12", "Ghana accused Togo on Tuesday of poaching teak in the Kyabobo forest."),
    (
        "pact-2",
        "2019-06-13",
        "Togolese gangs fell teak in Kyabobo with their government's blessing, Ghana charged on 11 June.",
    ),
    ("pact-3", "2019-06-13", "Togo accused Ghana on Tuesday of moving boundary stones in the Kyabobo forest."),
)


def read(reader: Reader, reports: Iterable[tuple[str, str, str]]) -> list[Record]:
    return [reader.read(from_text(text, id, date)) for id, date, text in reports]


def add(writer: Writer, records: Iterable[Record]) -> None:
    for record in records:
        writer.add(record)


def together(database: Database) -> set[frozenset[str]]:
    """The reports whose accounts stand in one episode."""
    found: dict[int, set[str]] = defaultdict(set)
    with database.reading() as connection:
        for row in connection.execute(
            sa.select(EVENTS.c.episode, REPORTS.c.id).join(REPORTS, REPORTS.c.key == EVENTS.c.report)
        ):
            found[row.episode].add(row.id)
    return {frozenset(ids) for ids in found.values()}


def partition(database: Database) -> set[frozenset[str]]:
    """The events that stand in one episode."""
    found: dict[int, set[str]] = defaultdict(set)
    with database.reading() as connection:
        for row in connection.execute(sa.select(EVENTS.c.episode, EVENTS.c.id)):
            found[row.episode].add(row.id)
    return {frozenset(ids) for ids in found.values()}


def event_of(database: Database, report: str) -> str:
    """The first event of a report."""
    with database.reading() as connection:
        rows = sa.select(EVENTS.c.id).join(REPORTS, REPORTS.c.key == EVENTS.c.report).where(REPORTS.c.id == report)
        return str(connection.scalars(rows.order_by(EVENTS.c.key)).first())


def test_accounts_of_one_raid_are_one_episode(writer: Writer, reader: Reader) -> None:
    add(writer, read(reader, RAID))
    assert frozenset({"raid-1", "raid-2", "raid-3"}) in together(writer.database)


@pytest.mark.parametrize("other", [o[0] for o in OTHERS])
def test_another_day_place_kind_or_party_is_another_episode(writer: Writer, reader: Reader, other: str) -> None:
    add(writer, read(reader, (RAID[0], *(o for o in OTHERS if o[0] == other))))
    assert together(writer.database) == {frozenset({"raid-1"}), frozenset({other})}


def test_the_one_who_accuses_and_the_accused_do_not_change_places(writer: Writer, reader: Reader) -> None:
    add(writer, read(reader, PACT))
    assert {"pact-1", "pact-3"} not in map(set, together(writer.database))
    assert not any({"pact-1", "pact-3"} <= ids for ids in together(writer.database))


def test_the_order_in_which_reports_come_changes_nothing(writer: Writer, reader: Reader, database: Database) -> None:
    records = read(reader, (*RAID, *OTHERS, *PACT))
    random.Random(7).shuffle(records)
    add(writer, records)
    shuffled = partition(database)
    for one, other in ((RAID[0], RAID[1]), (RAID[0], RAID[2])):
        assert any({event_of(database, one[0]), event_of(database, other[0])} <= group for group in shuffled)
    assert len({frozenset(group) for group in shuffled}) == len(shuffled)


def test_every_event_has_an_episode_with_right_counts(writer: Writer, samples: list[Record]) -> None:
    add(writer, samples)
    with writer.database.reading() as connection:
        assert connection.scalar(sa.select(sa.func.count()).where(EVENTS.c.episode.is_(None))) == 0
        counted = sa.select(EVENTS.c.episode, sa.func.count().label("accounts")).group_by(EVENTS.c.episode)
        held = {row.episode: row.accounts for row in connection.execute(counted)}
        said = {row.key: row.accounts for row in connection.execute(sa.select(EPISODES.c.key, EPISODES.c.accounts))}
    assert held == said


def test_an_episode_says_when_what_and_whether_it_is_disputed(writer: Writer, reader: Reader) -> None:
    add(writer, read(reader, RAID))
    with writer.database.reading() as connection:
        row = connection.execute(sa.select(EPISODES).order_by(EPISODES.c.accounts.desc())).first()
    assert row is not None
    assert (row.type, str(row.start), str(row.end), row.independent, row.disputed) == (
        "ASSAULT", "2021-03-04", "2021-03-04", 3, True,
    )  # fmt: skip


def test_links_give_reasons_and_lead_to_earlier_accounts(writer: Writer, reader: Reader) -> None:
    add(writer, read(reader, RAID))
    with writer.database.reading() as connection:
        rows = connection.execute(sa.select(LINKS)).all()
    assert len(rows) >= 2
    for row in rows:
        assert row.other < row.event
        assert "same type" in row.reasons
        assert row.score > 0


def test_a_report_read_twice_leaves_no_traces_behind(writer: Writer, reader: Reader) -> None:
    add(writer, read(reader, RAID[:2]))
    changed = ("raid-1", "2021-03-05", "Norway asked Chile on Thursday to lower its duties on salmon.")
    add(writer, read(reader, [changed]))
    with writer.database.reading() as connection:
        events = set(connection.scalars(sa.select(EVENTS.c.key)))
        assert set(connection.scalars(sa.select(TRACES.c.event))) <= events
        assert set(connection.scalars(sa.select(TELLINGS.c.event))) == events
        held = set(connection.scalars(sa.select(EVENTS.c.episode)))
        assert held == set(connection.scalars(sa.select(EPISODES.c.key))), "an episode without accounts is gone"
    assert together(writer.database) == {frozenset({"raid-1"}), frozenset({"raid-2"})}


def test_an_episode_is_named_after_its_earliest_account(writer: Writer, reader: Reader) -> None:
    add(writer, read(reader, RAID))
    with writer.database.reading() as connection:
        row = connection.execute(sa.select(EPISODES).order_by(EPISODES.c.accounts.desc())).first()
    assert row is not None
    assert row.id[1:] == event_of(writer.database, "raid-1")[1:]


def by_hand(database: Database, work: str, *words: str) -> str:
    with database.writing() as connection:
        return str(getattr(episodes, work)(connection, "anna", None, *words))


def joined(database: Database, reports: Sequence[str]) -> bool:
    events = {event_of(database, r) for r in reports}
    return any(events <= group for group in partition(database))


def test_what_is_merged_by_hand_stays_merged_until_it_is_undone(writer: Writer, reader: Reader) -> None:
    database = writer.database
    add(writer, read(reader, (RAID[0], OTHERS[3])))
    made = by_hand(database, "merge", event_of(database, "raid-1"), event_of(database, "far"))
    assert joined(database, ["raid-1", "far"])
    add(writer, read(reader, RAID[1:]))
    assert joined(database, ["raid-1", "raid-2", "raid-3", "far"])
    by_hand(database, "undo", made)
    assert not joined(database, ["raid-1", "far"])
    assert joined(database, ["raid-1", "raid-2", "raid-3"])


def test_what_is_split_by_hand_stays_apart_when_read_again(writer: Writer, reader: Reader) -> None:
    database = writer.database
    add(writer, read(reader, RAID))
    made = by_hand(database, "split", event_of(database, "raid-2"))
    assert not joined(database, ["raid-1", "raid-2"])
    assert joined(database, ["raid-1", "raid-3"])
    once_more = ("raid-2", "2021-03-06", RAID[1][2] + " A third post was left alone.")
    add(writer, read(reader, [once_more]))
    assert not joined(database, ["raid-1", "raid-2"])
    by_hand(database, "undo", made)
    assert joined(database, ["raid-1", "raid-2", "raid-3"])


def test_the_last_word_counts(writer: Writer, reader: Reader) -> None:
    database = writer.database
    add(writer, read(reader, RAID))
    one, other = event_of(database, "raid-1"), event_of(database, "raid-2")
    by_hand(database, "split", other)
    by_hand(database, "merge", other, one)
    assert joined(database, ["raid-1", "raid-2", "raid-3"])
    by_hand(database, "split", other)
    assert not joined(database, ["raid-1", "raid-2"])


def test_judgements_are_rows_with_who_and_why(writer: Writer, reader: Reader) -> None:
    database = writer.database
    add(writer, read(reader, (RAID[0], OTHERS[3])))
    with database.writing() as connection:
        episodes.merge(connection, "anna", "one wire", event_of(database, "raid-1"), event_of(database, "far"))
    with database.reading() as connection:
        row = connection.execute(sa.select(JUDGEMENTS)).one()
    assert (row.who, row.why, row.kind, row.verdict) == ("anna", "one wire", "episode", "merge")


@pytest.mark.parametrize(
    ("work", "words"), [("merge", ("e0", "e1")), ("split", ("e0",)), ("undo", ("j0",))], ids=["merge", "split", "undo"]
)
def test_what_is_not_there_cannot_be_judged(database: Database, work: str, words: Sequence[str]) -> None:
    with pytest.raises(UsageError):
        by_hand(database, work, *words)


def test_an_account_alone_cannot_be_split(writer: Writer, reader: Reader) -> None:
    add(writer, read(reader, [OTHERS[3]]))
    with pytest.raises(UsageError, match="only account"):
        by_hand(writer.database, "split", event_of(writer.database, "far"))


def test_a_rejected_event_has_no_episode(writer: Writer, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    database = writer.database
    add(writer, read(reader, RAID))
    with database.writing() as connection:
        key, report = connection.execute(sa.select(EVENTS.c.key, EVENTS.c.report).order_by(EVENTS.c.key)).first() or (
            0,
            0,
        )
        connection.execute(sa.update(EVENTS).where(EVENTS.c.key == key).values(standing="rejected"))
        episodes.forget(connection, [key])
        assert connection.scalar(sa.select(EVENTS.c.episode).where(EVENTS.c.key == key)) is None
        assert connection.scalar(sa.select(sa.func.count()).where(TRACES.c.event == key)) == 0
        assert report
    assert joined(database, ["raid-2", "raid-3"])
