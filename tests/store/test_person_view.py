"""People, offices, organizations and places, looked up."""

import datetime as dt

import sqlalchemy as sa

from verbale.record import Cue, Party, Quote, Record, Statement, When
from verbale.store.appearances import appear
from verbale.store.party_view import organization, place
from verbale.store.person_view import person
from verbale.store.tables import EVENTS
from verbale.store.tenures import office
from verbale.store.writing import Writer

from .told import named, told, visit


def day(text: str) -> When:
    date = dt.date.fromisoformat(text)
    return When(start=date, end=date, precision="day", text=text)


def career(writer: Writer) -> None:
    """A minister who becomes president, under two spellings, with a successor and a namesake."""
    for id, date, who, role in (
        ("a", "1999-01-01", "Amina Otieno", "trade minister"),
        ("b", "2001-06-01", "Amina J. Otieno", "Minister of Trade"),
        ("c", "2004-01-01", "Amina Otieno", "President"),
        ("d", "2009-01-01", "Amina Otieno", "former President"),
        ("e", "2006-01-01", "Peter Kamau", "Trade Minister"),
        ("f", "2019-01-01", "Amina Otieno", "swimmer"),
    ):
        text = f"The {role}, {who}, visited Chile."
        said = Statement(
            id=f"s{id}", speaker=Party(text=who, start=None, end=None, person=who, country="KEN"), kind="assertion",
            cue=Cue(start=0, end=3, text="The"), direct=False, content=Quote(start=0, end=3, quote="The"),
        )  # fmt: skip
        event = visit(f"e{id}", text, who, "KEN", day(date))
        writer.add(told(id, date, text, named(who, "KEN", role), events=(event,), statements=(said,)))


def test_a_person_has_offices_over_time_each_with_its_sentences(writer: Writer) -> None:
    career(writer)
    with writer.database.reading() as connection:
        one = person(connection, "Amina Otieno")
    assert one is not None
    assert [(t.office, t.country, t.former, str(t.first_seen), str(t.last_seen), t.reports) for t in one.offices] == [
        ("Minister of Trade", "KEN", False, "1999-01-01", "2001-06-01", 2),
        ("President", "KEN", False, "2004-01-01", "2004-01-01", 1),
        ("former President", "KEN", True, "2009-01-01", "2009-01-01", 1),
    ]
    assert [s.quote for s in one.offices[0].sentences] == [
        "The trade minister, Amina Otieno, visited Chile.", "The Minister of Trade, Amina J. Otieno, visited Chile.",
    ]  # fmt: skip
    assert [s.report for s in one.offices[0].sentences] == ["a", "b"]
    assert [(s.text, s.reports) for s in one.spellings] == [("Amina Otieno", 3), ("Amina J. Otieno", 1)]
    assert [(other.name, str(other.first_seen)) for other in one.others] == [("Amina Otieno", "2019-01-01")]


def test_a_persons_events_come_the_latest_first_and_statements_with_them(writer: Writer) -> None:
    career(writer)
    with writer.database.reading() as connection:
        one = person(connection, "Amina Otieno", limit=2)
        assert one is not None
        assert [str(e.start) for e in one.events] == ["2009-01-01", "2004-01-01"]
        assert one.event_count == 4
        assert [s.id for s in one.statements] == ["sd", "sc"]
        every = person(connection, one.identity.id, limit=None)
    assert every is not None
    assert len(every.events) == len(every.statements) == 4


def test_on_a_day_it_is_the_namesake_of_that_time_and_the_office_of_then(writer: Writer) -> None:
    career(writer)
    with writer.database.reading() as connection:
        then, now = (person(connection, "Otieno", dt.date.fromisoformat(on)) for on in ("2002-01-01", "2020-01-01"))
    assert then is not None
    assert now is not None
    assert then.identity.id != now.identity.id
    assert [t.office for t in then.offices] == ["Minister of Trade"]
    assert [str(e.start) for e in then.events] == ["2001-06-01", "1999-01-01"]
    assert [t.office for t in now.offices] == ["swimmer"]


def test_before_anybody_reported_an_office_nobody_had_it(writer: Writer) -> None:
    career(writer)
    with writer.database.reading() as connection:
        one = person(connection, "Amina Otieno", dt.date(1998, 1, 1))
    assert one is not None
    assert not one.offices


def test_an_office_has_its_holders_in_turn_and_no_former_ones(writer: Writer) -> None:
    career(writer)
    with writer.database.reading() as connection:
        held = office(connection, "minister of trade", "KEN")
        assert [(t.name, t.reports) for t in held] == [("Amina Otieno", 2), ("Peter Kamau", 1)]
        assert [t.name for t in office(connection, "president", "KEN")] == ["Amina Otieno"]
        assert [t.name for t in office(connection, "trade minister", "KEN", dt.date(2005, 1, 1))] == ["Amina Otieno"]
        assert [t.name for t in office(connection, "trade minister", "KEN", dt.date(2006, 1, 1))] == ["Peter Kamau"]
        assert not office(connection, "trade minister", "UGA")


def test_a_reprint_adds_no_second_sentence(writer: Writer) -> None:
    for id in ("a", "b"):
        writer.add(told(id, "1999-01-01", "The envoy, Amina Otieno, left.", named("Amina Otieno", "KEN", "envoy")))
    with writer.database.reading() as connection:
        one = person(connection, "Amina Otieno")
    assert one is not None
    assert (one.offices[0].reports, len(one.offices[0].sentences)) == (2, 1)


def test_nobody_is_found_under_a_name_that_nobody_has(writer: Writer) -> None:
    career(writer)
    with writer.database.reading() as connection:
        for who in ("Ngozi Otieno", "", "...", "p0", "Kamau Peter"):
            assert person(connection, who) is None


def test_a_rejected_event_is_no_appearance(writer: Writer) -> None:
    career(writer)
    with writer.database.writing() as connection:
        connection.execute(sa.update(EVENTS).where(EVENTS.c.id == "ed").values(standing="rejected"))
        appear(connection, connection.scalars(sa.select(EVENTS.c.report).where(EVENTS.c.id == "ed")).all())
        one = person(connection, "Amina Otieno")
    assert one is not None
    assert one.event_count == 3


def test_an_organization_is_found_by_name_and_code(writer: Writer, samples: list[Record]) -> None:
    for record in samples:
        writer.add(record)
    with writer.database.reading() as connection:
        found = organization(connection, "UN")
        assert found is not None
        assert found == organization(connection, "United Nations")
        assert found.event_count == len(found.events) > 0
        assert found.first_seen is not None
        assert all(s.text != "It" for s in found.spellings)
        assert organization(connection, "Zemblan Salt League") is None


def test_what_happened_at_a_place_comes_under_its_present_name_too(writer: Writer, samples: list[Record]) -> None:
    for record in samples:
        writer.add(record)
    with writer.database.reading() as connection:
        found = next(e.place for r in samples for e in r.events if e.place is not None)
        there = place(connection, found.name)
        assert there is not None
        told_there = [e for r in samples for e in r.events if e.place is not None and e.place.name == found.name]
        assert there.event_count == len(told_there)
        assert place(connection, found.name, "ZZZ") is None
        assert place(connection, "Zembla") is None
