"""Who is who over all reports."""

import datetime as dt
from collections.abc import Sequence

import pytest
import sqlalchemy as sa

from verbale.record import NamedPerson, Record
from verbale.store.indexing import index_report
from verbale.store.office_holders import holder
from verbale.store.office_titles import same_office, title_of
from verbale.store.personal_names import agree, name_of
from verbale.store.tables import APPEARANCES, MENTIONS, PEOPLE, SPELLINGS
from verbale.store.writing import Writer

from .told import named, told, visit

DEFENCE = "The Russian defence minister, Sergey Ivanov, flew to Oslo."
MINES = "Sergey Ivanov, the chief executive of a Russian diamond company, opened a mine."


def people_of(writer: Writer, reports: Sequence[tuple[str, str | None, str, NamedPerson]]) -> list[str]:
    """Adds a report for each mention; the id of the person that each is put to."""
    for id, date, text, person in reports:
        writer.add(told(id, date, text, person))
    with writer.database.reading() as connection:
        rows = sa.select(PEOPLE.c.id).join(MENTIONS, MENTIONS.c.person == PEOPLE.c.key).order_by(MENTIONS.c.key)
        return list(connection.scalars(rows))


def plain(*mentions: tuple[str, str | None, str | None, str]) -> list[tuple[str, str | None, str, NamedPerson]]:
    """Reports that name somebody (name, country, office) on a day."""
    return [
        (str(n), on, f"{office or 'Somebody'} {name} spoke.", named(name, country, office))
        for n, (name, country, office, on) in enumerate(mentions)
    ]


def test_a_namesake_in_another_office_long_after_is_somebody_else(writer: Writer) -> None:
    first, second, third = people_of(
        writer,
        [
            ("a", "2003-05-16", DEFENCE, named("Sergey Ivanov", "RUS", "defence minister")),
            ("b", "2019-03-01", MINES, named("Sergey Ivanov", "RUS", "chief executive")),
            ("c", "2006-01-01", DEFENCE, named("Sergei Ivanov", "RUS", "Defense Minister")),
        ],
    )
    assert first == third != second
    with writer.database.reading() as connection:
        known = {row.id: row.known for row in connection.execute(sa.select(PEOPLE))}
    assert known == {first: "Sergei Ivanov", second: None}


def test_the_order_in_which_reports_come_keeps_namesakes_apart(writer: Writer) -> None:
    ids = people_of(
        writer,
        plain(
            ("Sergey Ivanov", "RUS", "chief executive", "2019-03-01"),
            ("Sergey Ivanov", "RUS", "defence minister", "2003-05-16"),
            ("Sergey Ivanov", "RUS", "chief executive", "2020-03-01"),
            ("Sergey Ivanov", "RUS", None, "2021-03-01"),
        ),
    )
    assert ids[0] == ids[2] == ids[3] != ids[1]


def test_who_is_unknown_to_the_office_table_is_kept_apart_by_office_and_date(writer: Writer) -> None:
    ids = people_of(
        writer,
        plain(
            ("Amina Otieno", "KEN", "trade minister", "1999-01-01"),
            ("Amina Otieno", "KEN", "ambassador to Chile", "2003-01-01"),
            ("Amina Otieno", "KEN", "mayor of Kisumu", "2015-01-01"),
            ("Amina Otieno", "KEN", "former trade minister", "2016-01-01"),
            ("Amina Otieno", "UGA", "trade minister", "1999-01-01"),
        ),
    )
    assert ids[0] == ids[1]
    assert len({ids[0], ids[2], ids[4]}) == 3
    assert ids[3] in (ids[0], ids[2]), "a former minister may be either, and is no third"


def test_one_holder_of_two_offices_far_apart_is_one_person(writer: Writer) -> None:
    ids = people_of(
        writer,
        plain(
            ("Eduard Shevardnadze", "SUN", "foreign minister", "1986-08-01"),
            ("Eduard Shevardnadze", "GEO", "president", "1998-02-01"),
        ),
    )
    assert ids[0] == ids[1]


def test_a_country_that_only_one_report_gives_does_not_part_a_name(writer: Writer) -> None:
    ids = people_of(
        writer,
        plain(
            ("Amina Otieno", None, None, "1999-01-01"),
            ("Amina Otieno", "KEN", "trade minister", "1999-02-01"),
            ("Amina Otieno", "UGA", "trade minister", "1999-03-01"),
            ("Amina Otieno", None, None, "1999-04-01"),
        ),
    )
    assert ids[0] == ids[1] != ids[2]
    assert ids[3] not in ids[:3], "between two countries it stands alone"


def test_an_official_of_an_organization_is_the_one_of_a_member_state(writer: Writer) -> None:
    ids = people_of(
        writer,
        plain(
            ("Amina Otieno", "UN", "envoy", "1999-01-01"),
            ("Amina Otieno", "KEN", "envoy", "1999-02-01"),
            ("Amina Otieno", "NATO", "spokeswoman", "1999-02-01"),
        ),
    )
    assert ids[0] == ids[1] != ids[2]


def test_a_surname_alone_joins_the_one_person_of_its_country(writer: Writer) -> None:
    ids = people_of(
        writer,
        plain(
            ("Amina Otieno", "KEN", "trade minister", "1999-01-01"),
            ("Otieno", "KEN", None, "1999-02-01"),
            ("Otieno", "UGA", None, "1999-02-01"),
            ("Otieno", None, None, "1999-02-01"),
            ("Otieno", "KEN", "general", "1999-02-01"),
            ("Otieno", "KEN", None, "2015-02-01"),
        ),
    )
    assert ids[0] == ids[1]
    assert ids[0] not in ids[2:]
    assert len(set(ids[2:5])) == 3


def test_a_surname_alone_that_fits_two_people_stands_alone(writer: Writer) -> None:
    ids = people_of(
        writer,
        plain(
            ("Amina Otieno", "KEN", None, "1999-01-01"),
            ("Peter Otieno", "KEN", None, "1999-01-01"),
            ("Otieno", "KEN", None, "1999-02-01"),
            ("P. Otieno", "KEN", None, "1999-02-01"),
        ),
    )
    assert len(set(ids[:3])) == 3
    assert ids[3] == ids[1], "the initial tells"


def test_a_president_named_by_surname_alone_is_the_one_in_office(writer: Writer) -> None:
    ids = people_of(
        writer,
        plain(
            ("Bush", "USA", "President", "1990-08-04"),
            ("Bush", "USA", "President", "2003-03-20"),
            ("George W. Bush", "USA", "President", "2004-11-23"),
        ),
    )
    assert ids[1] == ids[2] != ids[0]


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("Sergei Ivanov", "Sergey Ivanov", "RUS"), ("Sergey B. Ivanov", "Sergey Ivanov", "RUS"),
        ("Ivanov, Sergey", "Sergey Ivanov", "RUS"), ("Kim Jong-il", "Jong Il Kim", "PRK"),
        ("Atal Behari Vajpayee", "Atal Vajpayee", "IND"), ("Viktor Orbán", "Orban Viktor", "HUN"),
        ("S. Ivanov", "Sergey Ivanov", "RUS"), ("Mr Ivanov", "Sergey Ivanov", "RUS"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_agree(one: str, other: str, country: str) -> None:
    assert agree(name_of(one), name_of(other), country)
    assert agree(name_of(other), name_of(one), country)


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("Ali Hassan", "Ali Hussein", "IRQ"), ("Ali Hassan", "Hassan Ali", "IRQ"), ("John A. Smith", "John B. Smith", "USA"),
        ("Kim Jong Il", "Kim Yong Il", "PRK"), ("P. Ivanov", "Sergey Ivanov", "RUS"), ("Ivanova", "Sergey Ivanov", "RUS"),
        ("Atal Behari Vajpayee", "Atal Vajpayee", None), ("", "Sergey Ivanov", "RUS"), ("Al B", "...", None),
    ],
)  # fmt: skip
def test_other_names_do_not(one: str, other: str, country: str | None) -> None:
    assert not agree(name_of(one), name_of(other), country)


@pytest.mark.parametrize(
    ("office", "title"),
    [
        ("Defense Minister", "defence minister"), ("minister of defence", "defence minister"),
        ("the new Minister of Foreign Affairs", "foreign minister"), ("ex-president", "former president"),
        ("deposed prime minister", "former prime minister"), ("acting President", "president"),
        ("First Vice Foreign Minister", "first vice foreign minister"), ("", None), (None, None),
    ],
)  # fmt: skip
def test_offices_are_compared_without_what_only_describes_the_holder(office: str | None, title: str | None) -> None:
    assert title_of(office) == title


def test_an_office_told_in_fewer_words_can_be_the_same() -> None:
    assert same_office("minister", "former trade minister")
    assert not same_office("foreign minister", "trade minister")


def test_the_office_table_knows_somebody_by_name_country_and_date() -> None:
    assert holder("Bush", "USA", "president", dt.date(2003, 3, 20)) == "George W. Bush"
    assert holder("George Bush", "USA", "president", dt.date(1990, 8, 4)) == "George H. W. Bush"
    assert holder("Sergey Ivanov", "RUS", "chief executive", dt.date(2019, 3, 1)) is None
    assert holder("Sergey Ivanov", "BRA", "defence minister", dt.date(2003, 3, 1)) is None
    assert holder("Ivanov", "RUS", None, dt.date(2003, 3, 1)) is None, "two of them served that day"


def test_a_mention_quotes_the_sentence_that_names_person_and_office(writer: Writer) -> None:
    body = (
        'Ivanov was silent on Monday. "The U.S. and Gen. Sergey Ivanov agree," said\n'
        "Sergey\nIvanov, Russia's defence minister. He left."
    )
    writer.add(
        told("a", "2003-05-16", body, named("Sergey Ivanov", "RUS", "defence minister", "Sergey Ivanov", "Ivanov"))
    )
    with writer.database.reading() as connection:
        row = connection.execute(sa.select(MENTIONS)).one()
    assert row.quote == body[row.first : row.last]
    assert row.quote.startswith('"The U.S.')
    assert row.quote.endswith("defence minister.")
    assert row.on == dt.date(2003, 5, 16)


def test_a_quotation_is_never_long_and_cuts_no_word(writer: Writer) -> None:
    body = "word " * 400 + "Amina Otieno " + "word " * 400
    writer.add(told("a", None, body, named("Amina Otieno")))
    with writer.database.reading() as connection:
        row = connection.execute(sa.select(MENTIONS)).one()
    assert row.quote == body[row.first : row.last]
    assert "Amina Otieno" in row.quote
    assert len(row.quote) <= 400
    assert set(row.quote.split()) == {"word", "Amina", "Otieno"}


def test_a_name_that_the_body_lacks_has_no_quotation(writer: Writer) -> None:
    writer.add(told("a", None, "Nothing is said of anybody.", named("Amina Otieno")))
    with writer.database.reading() as connection:
        assert connection.execute(sa.select(MENTIONS.c.quote, MENTIONS.c.first, MENTIONS.c.on)).one() == (
            None,
            None,
            None,
        )


def state(writer: Writer) -> list[object]:
    """Everything that the tables of people say, keys of mentions left out."""
    columns = [c for c in MENTIONS.c if c.name != "key"]
    with writer.database.reading() as connection:
        return [
            [tuple(r) for r in connection.execute(sa.select(*of).order_by(*of))]
            for of in (list(PEOPLE.c), columns, list(SPELLINGS.c), list(APPEARANCES.c))
        ]


def test_indexing_a_report_again_changes_nothing(writer: Writer, samples: list[Record]) -> None:
    for record in samples:
        writer.add(record)
    before = state(writer)
    assert all(before)
    with writer.database.writing() as connection:
        for report in range(1, len(samples) + 1):
            index_report(connection, report)
    assert state(writer) == before


def test_a_new_version_replaces_the_mentions_of_the_old_and_its_people_vanish(writer: Writer) -> None:
    writer.add(
        told("a", "1999-01-01", "Amina Otieno and Peter Kamau met.", named("Amina Otieno"), named("Peter Kamau"))
    )
    writer.add(told("b", "1999-05-01", "Amina Otieno left.", named("Amina Otieno", "KEN")))
    with writer.database.reading() as connection:
        before = connection.scalar(sa.select(PEOPLE.c.id).where(PEOPLE.c.name == "Amina Otieno"))
    writer.add(told("a", "1998-12-01", "Amina Otieno met nobody.", named("Amina Otieno")))
    with writer.database.reading() as connection:
        rows = connection.execute(sa.select(PEOPLE)).all()
        assert [(r.id, r.name, r.country, r.reports) for r in rows] == [(before, "Amina Otieno", "KEN", 2)]
        assert (rows[0].first_seen, rows[0].last_seen) == (dt.date(1998, 12, 1), dt.date(1999, 5, 1))
        assert connection.scalars(sa.select(SPELLINGS.c.mentions)).all() == [2]
    writer.add(told("b", "1999-05-01", "Nobody left.", named("Peter Kamau")))
    with writer.database.reading() as connection:
        rows = connection.execute(sa.select(PEOPLE).order_by(PEOPLE.c.name)).all()
        assert [(r.name, r.reports, r.last_seen) for r in rows] == [
            ("Amina Otieno", 1, dt.date(1998, 12, 1)), ("Peter Kamau", 1, dt.date(1999, 5, 1)),
        ]  # fmt: skip


def test_an_event_is_its_persons_under_whatever_spelling(writer: Writer) -> None:
    text = "Sergei Ivanov visited Chile. Ivanov visited Peru."
    events = (visit("e1", text, "Ivanov", "RUS"), visit("e2", text, "Peter Kamau", "KEN"))
    writer.add(
        told("a", "2003-05-16", text, named("Sergei Ivanov", "RUS", None, "Sergei Ivanov", "Ivanov"), events=events)
    )
    with writer.database.reading() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(APPEARANCES)) == 1


def test_more_people_than_a_query_takes_are_all_noted(writer: Writer) -> None:
    many = [named(f"Amina {chr(97 + n // 26)}{chr(97 + n % 26)}mbo", "KEN") for n in range(450)]
    writer.add(told("a", "1999-01-01", "A long list.", *many))
    with writer.database.reading() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(MENTIONS)) == len(many)
