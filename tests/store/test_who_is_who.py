"""Merges and splits by hand are obeyed, kept, and can be taken back."""

import pytest
import sqlalchemy as sa

from verbale.errors import UsageError
from verbale.store.indexing import index_report
from verbale.store.person_view import person
from verbale.store.tables import JUDGEMENTS, MENTIONS, PEOPLE, REPORTS
from verbale.store.who_is_who import merge, split, undo
from verbale.store.writing import Writer

from .told import named, told, visit

NAMES = ("Amina Otieno", "Emina Otyeno", "A. M. Otieno-Kamau")


def three(writer: Writer) -> list[str]:
    """Three people in a report each, the first in two, all guests of Chile; their ids."""
    for number, name in enumerate((*NAMES, NAMES[0])):
        text = f"{name} visited Chile."
        event = visit(f"e{number}", text, name, "KEN")
        writer.add(told(str(number), f"199{number}-01-01", text, named(name, "KEN", "envoy"), events=(event,)))
    return ids_of(writer)[:3]


def ids_of(writer: Writer) -> list[str]:
    """The person of each report, in order."""
    with writer.database.reading() as connection:
        rows = sa.select(PEOPLE.c.id).join(MENTIONS, MENTIONS.c.person == PEOPLE.c.key).join(REPORTS)
        return list(connection.scalars(rows.order_by(REPORTS.c.key)))


def again(writer: Writer) -> None:
    """Indexes all reports once more."""
    with writer.database.writing() as connection:
        for report in connection.scalars(sa.select(REPORTS.c.key)).all():
            index_report(connection, report)


def test_merged_people_are_one_with_all_their_events(writer: Writer) -> None:
    a, b, c = three(writer)
    with writer.database.writing() as connection:
        merge(connection, b, a, who="Kim", why="a slip of the pen")
    for _ in range(2):
        assert ids_of(writer) == [a, a, c, a]
        with writer.database.reading() as connection:
            one = person(connection, NAMES[1])
            assert one is not None
            assert (one.identity.id, one.identity.reports, one.event_count) == (a, 3, 3)
            assert str(one.identity.last_seen) == "1993-01-01"
            assert [s.text for s in one.spellings] == [NAMES[0], NAMES[1]]
            assert person(connection, b) == person(connection, a)
        again(writer)


def test_a_new_report_finds_the_merged_person(writer: Writer) -> None:
    a, b, _ = three(writer)
    with writer.database.writing() as connection:
        merge(connection, b, a, who="Kim")
    writer.add(told("new", "1994-01-01", f"{NAMES[1]} left.", named(NAMES[1], "KEN")))
    assert ids_of(writer)[-1] == a


def test_a_merge_outlives_the_last_report_that_names_the_merged(writer: Writer) -> None:
    a, b, _ = three(writer)
    with writer.database.writing() as connection:
        merge(connection, b, a, who="Kim")
    writer.add(told("1", "1991-01-01", "Nobody came."))
    writer.add(told("new", "1994-01-01", f"{NAMES[1]} left.", named(NAMES[1], "KEN")))
    assert ids_of(writer)[-1] == a


def test_a_chain_of_merges_can_be_undone_link_by_link(writer: Writer) -> None:
    a, b, c = three(writer)
    with writer.database.writing() as connection:
        first = merge(connection, a, b, who="Kim")
        second = merge(connection, a, c, who="Kim")  # a is b by now
    assert ids_of(writer) == [c, c, c, c]
    with writer.database.writing() as connection:
        undo(connection, first, who="Lee")
    assert ids_of(writer) == [a, c, c, a]
    again(writer)
    with writer.database.writing() as connection:
        undo(connection, second, who="Lee")
    assert ids_of(writer) == [a, b, c, a]
    with writer.database.reading() as connection:
        counts = {row.id: row.reports for row in connection.execute(sa.select(PEOPLE))}
        assert counts == {a: 2, b: 1, c: 1}
        assert connection.scalar(sa.select(sa.func.count()).select_from(JUDGEMENTS)) == 4


def test_a_report_split_off_means_somebody_else_and_stays_so(writer: Writer) -> None:
    a, b, c = three(writer)
    with writer.database.writing() as connection:
        judgement = split(connection, a, "id:3", who="Kim")
    [*_, other] = ids_of(writer)
    for _ in range(2):
        assert ids_of(writer) == [a, b, c, other]
        assert other not in (a, b, c)
        with writer.database.reading() as connection:
            for id in (a, other):
                one = person(connection, id)
                assert one is not None
                assert (one.identity.name, one.identity.reports, one.event_count) == (NAMES[0], 1, 1)
        writer.add(told("3", "1993-01-02", f"{NAMES[0]} came later.", named(NAMES[0], "KEN", "general")))
        text = f"{NAMES[0]} visited Chile."
        event = visit("e3", text, NAMES[0], "KEN")
        writer.add(told("3", "1993-01-01", text, named(NAMES[0], "KEN", "envoy"), events=(event,)))
    with writer.database.writing() as connection:
        undo(connection, judgement, who="Kim")
    assert ids_of(writer) == [a, b, c, a]
    with writer.database.reading() as connection:
        assert connection.scalar(sa.select(PEOPLE.c.key).where(PEOPLE.c.id == other)) is None


def test_what_was_split_off_can_be_merged_into_another(writer: Writer) -> None:
    a, b, c = three(writer)
    with writer.database.writing() as connection:
        split(connection, a, "id:3", who="Kim")
    other = ids_of(writer)[-1]
    with writer.database.writing() as connection:
        merge(connection, other, c, who="Kim")
    assert ids_of(writer) == [a, b, c, c]
    again(writer)
    assert ids_of(writer) == [a, b, c, c]


def test_what_makes_no_sense_is_refused_in_a_sentence(writer: Writer) -> None:
    a, b, _ = three(writer)
    with writer.database.writing() as connection:
        done = merge(connection, b, a, who="Kim")
        with pytest.raises(UsageError, match="one person already"):
            merge(connection, a, b, who="Kim")
        with pytest.raises(UsageError, match="there is no person p0"):
            merge(connection, a, "p0", who="Kim")
        with pytest.raises(UsageError, match="does not name"):
            split(connection, a, "id:2", who="Kim")
        with pytest.raises(UsageError, match="no merge or split"):
            undo(connection, "j0", who="Kim")
        undo(connection, done, who="Kim")
        with pytest.raises(UsageError, match="undone already"):
            undo(connection, done, who="Kim")
