"""What a name or description means by itself, on a day."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.actors import Resolver
from verbale.atlas import Atlas


def country_and_sector(resolver: Resolver, text: str, on: str | None = None) -> tuple[str | None, str | None] | None:
    party = resolver.resolve(text, dt.date.fromisoformat(on) if on else None)
    return (party.country, party.sector) if party else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Republic of Kenya", ("KEN", None)),
        ("a Norwegian frigate", ("NOR", "MIL")),
        ("Peru's Ministry of Health", ("PER", "GOV")),
        ("the Ministry of Defence of Ukraine", ("UKR", "GOV")),
        ("the Malian armed forces", ("MLI", "MIL")),
        ("rebels in northern Mali", ("MLI", "REB")),
        ("the Venezuelan opposition", ("VEN", "OPP")),
        ("Kenyan police", ("KEN", "COP")),
        ("members of the Ghanaian parliament", ("GHA", "LEG")),
        ("a Bolivian union leader", ("BOL", "LAB")),
        ("the leader of the Somali rebels", ("SOM", "REB")),
        ("Laotian refugees", ("LAO", "REF")),
        ("Jakarta", ("IDN", "GOV")),
        ("NATO troops", ("NATO", "MIL")),
        ("rebel soldiers", (None, "REB")),
        ("an opposition senator", (None, "LEG")),
        ("the Danish ambassador to Russia", ("DNK", "GOV")),
        ("its embassy in Tehran", (None, "GOV")),
    ],
)
def test_a_description_gives_country_and_sector(
    resolver: Resolver, text: str, expected: tuple[str | None, str | None]
) -> None:
    assert country_and_sector(resolver, text) == expected


@pytest.mark.parametrize("text", ["a dog", "Harold Nobody", "influenza", "", ", ;", "the", "because of"])
def test_what_the_tables_do_not_know_stays_unknown(resolver: Resolver, text: str) -> None:
    assert resolver.resolve(text) is None


def test_a_leader_is_government_in_office_and_elite_afterwards(resolver: Resolver) -> None:
    assert country_and_sector(resolver, "Thabo Mbeki", "2005-01-01") == ("ZAF", "GOV")
    assert country_and_sector(resolver, "Thabo Mbeki", "2012-01-01") == ("ZAF", "ELI")


def test_a_word_for_former_makes_an_office_holder_elite(resolver: Resolver) -> None:
    assert country_and_sector(resolver, "former Chilean president Ricardo Lagos", "2005-01-01") == ("CHL", "ELI")
    assert country_and_sector(resolver, "a former Dutch minister") == ("NLD", "ELI")


def test_a_rebel_leader_becomes_head_of_state(resolver: Resolver) -> None:
    assert country_and_sector(resolver, "Charles Taylor", "1992-01-01") == ("LBR", "REB")
    assert country_and_sector(resolver, "Charles Taylor", "2000-01-01") == ("LBR", "GOV")


def test_father_and_son_of_one_name_are_told_apart_by_date(resolver: Resolver) -> None:
    early = resolver.resolve("President Bush", dt.date(1991, 1, 16))
    late = resolver.resolve("President Bush", dt.date(2003, 3, 20))
    assert early is not None
    assert late is not None
    assert (early.name, late.name) == ("George H. W. Bush", "George W. Bush")


@pytest.mark.parametrize("spelling", ["Serguei Lavrov", "Sergey Lavrov", "Lavrov", "Foreign Minister Lavrov"])
def test_spellings_of_one_person_meet(resolver: Resolver, spelling: str) -> None:
    party = resolver.resolve(spelling, dt.date(2010, 1, 1))
    assert party is not None
    assert party.name == "Sergei Lavrov"


def test_a_nationality_that_contradicts_the_table_makes_another_person(resolver: Resolver) -> None:
    party = resolver.resolve("Canadian Defence Minister Sergei Ivanov", dt.date(2003, 1, 1))
    assert party is not None
    assert (party.country, party.name) == ("CAN", "Sergei Ivanov")


def test_a_titled_stranger_keeps_name_office_and_country(resolver: Resolver) -> None:
    party = resolver.resolve("Kenyan Deputy Foreign Minister Amina Otieno")
    assert party is not None
    assert (party.person, party.office) == ("Amina Otieno", "Deputy Foreign Minister")
    assert (party.country, party.sector) == ("KEN", "GOV")


def test_a_backer_is_not_whose_the_rebels_are(resolver: Resolver) -> None:
    assert country_and_sector(resolver, "Rwandan-backed rebels") == (None, "REB")
    assert country_and_sector(resolver, "pro-Russian separatists") == (None, "REB")


def test_a_city_tells_the_country_of_its_police(resolver: Resolver) -> None:
    assert country_and_sector(resolver, "Barcelona police") == ("ESP", "COP")


def test_users_names_come_with_their_demonyms(tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text("name,code\nRuritania,RUR\nStrelsau Castle,RURGOV\n", encoding="utf-8")
    resolver = Resolver.load(Atlas.load(), [tmp_path])
    assert country_and_sector(resolver, "Ruritania") == ("RUR", None)
    assert country_and_sector(resolver, "the Ruritanian army") == ("RUR", "MIL")
    assert country_and_sector(resolver, "Strelsau Castle") == ("RUR", "GOV")


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_the_resolver(text: str) -> None:
    party = _small().resolve(text, dt.date(2003, 3, 12))
    assert party is None or party.start is None


_BUILT: list[Resolver] = []


def _small() -> Resolver:
    if not _BUILT:
        _BUILT.append(Resolver.load(Atlas.load()))
    return _BUILT[0]
