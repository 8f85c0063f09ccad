"""States, organizations and entities, and the names that stand for them."""

import datetime as dt
from itertools import chain
from pathlib import Path

import pytest

from verbale.atlas import Atlas, Sense
from verbale.errors import LexiconError

LISTED_UN_MEMBERS = """
AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN BWA CAF
CAN CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP EST ETH FIN FJI
FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR JPN
KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT
MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY QAT
ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON
TTO TUN TUR TUV TZA UGA UKR URY USA UZB VCT VEN VNM VUT WSM YEM ZAF ZMB ZWE
"""
LISTED_COW_NUMBERS = """
2 20 31 40 41 42 51 52 53 54 55 56 57 58 60 70 80 90 91 92 93 94 95 100 101 110 115 130 135 140 145 150 155 160 165
200 205 210 211 212 220 221 223 225 230 232 235 255 260 265 290 300 305 310 315 316 317 325 331 338 339 341 343 344
345 346 347 349 350 352 355 359 360 365 366 367 368 369 370 371 372 373 375 380 385 390 395 402 403 404 411 420 432
433 434 435 436 437 438 439 450 451 452 461 471 475 481 482 483 484 490 500 501 510 511 516 517 520 522 530 531 540
541 551 552 553 560 565 570 571 572 580 581 590 591 600 615 616 620 625 626 630 640 645 651 652 660 663 666 670 678
679 680 690 692 694 696 698 700 701 702 703 704 705 710 712 713 730 731 732 740 750 760 770 771 775 780 781 790 800
811 812 816 817 820 830 835 840 850 860 900 910 920 935 940 946 947 950 955 970 983 986 987 990
"""
UN_MEMBERS = LISTED_UN_MEMBERS.split()
COW_NUMBERS = LISTED_COW_NUMBERS.split()


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.load()


def codes(senses: tuple[Sense, ...]) -> list[str]:
    return [s.code for s in senses]


def test_every_member_of_the_united_nations_is_a_present_state(atlas: Atlas) -> None:
    assert len(UN_MEMBERS) == 193
    assert set(UN_MEMBERS) <= atlas.codes_on(dt.date(2026, 1, 1))


def test_every_state_of_the_cow_system_since_1900_has_its_number(atlas: Atlas) -> None:
    numbers = set(chain.from_iterable(s.cow for s in atlas.states.values()))
    assert {int(n) for n in COW_NUMBERS} <= numbers


def test_every_un_member_has_cow_gleditsch_ward_iso_and_fips_codes(atlas: Atlas) -> None:
    states = [atlas.states[code] for code in UN_MEMBERS]
    assert [s.code for s in states if not (s.cow and s.cowc and s.gw and s.iso2 and s.fips)] == []


def test_no_two_present_states_share_a_code_of_any_list(atlas: Atlas) -> None:
    present = [atlas.states[c] for c in atlas.codes_on(dt.date(2026, 1, 1))]
    for column in ("iso2", "fips"):
        used = [getattr(s, column) for s in present if getattr(s, column)]
        assert sorted({c for c in used if used.count(c) > 1}) == []
    for column in ("cow", "gw"):
        numbers = [n for s in present for n in getattr(s, column)]
        assert sorted({n for n in numbers if numbers.count(n) > 1}) == []


def test_a_code_belongs_to_one_table_only(atlas: Atlas) -> None:
    states, organizations, entities = set(atlas.states), set(atlas.organizations), set(atlas.entities)
    assert not (states & organizations or states & entities or organizations & entities)


def test_successors_of_ended_states_are_states(atlas: Atlas) -> None:
    assert [s.code for s in atlas.states.values() if not set(s.successors) <= set(atlas.states)] == []
    assert all(s.successors for s in atlas.states.values() if s.end)


def test_a_name_with_two_present_senses_is_flagged_ambiguous(atlas: Atlas) -> None:
    unflagged = [
        key
        for key, entries in (atlas.folded | atlas.exact).items()
        if len({e.sense.code for e in entries if e.end is None}) > 1
        and not all(e.sense.ambiguous for e in entries if e.end is None)
    ]
    assert unflagged == []


def test_every_present_un_member_has_a_name_a_demonym_and_a_long_name_that_find_it(atlas: Atlas) -> None:
    demonyms = {e.sense.code for entries in atlas.folded.values() for e in entries if e.sense.how == "demonym"}
    assert sorted(set(UN_MEMBERS) - demonyms) == []
    lost = [c for c in UN_MEMBERS if any(c not in codes(atlas.lookup(n)) for n in
            (atlas.states[c].name, atlas.states[c].long_name))]  # fmt: skip
    assert lost == []


@pytest.mark.parametrize(
    ("name", "code", "how"),
    [
        ("Russia", "RUS", "name"), ("the Russian Federation", "RUS", "name"), ("Russian", "RUS", "demonym"),
        ("Russians", "RUS", "demonym-noun"), ("Briton", "GBR", "demonym-noun"), ("Moscow", "RUS", "capital"),
        ("Sino", "CHN", "prefix"), ("Kremlin", "RUS", "seat"), ("Downing Street", "GBR", "seat"),
        ("Knesset", "ISR", "seat"), ("CIA", "USA", "institution"), ("Bundeswehr", "DEU", "institution"),
        ("Burma", "MMR", "name"), ("Ivory Coast", "CIV", "name"), ("Holland", "NLD", "name"),
        ("NATO", "NATO", "name"), ("Nato", "NATO", "name"), ("Hezbollah", "Hezbollah", "name"),
        ("Nagorno-Karabakh", "NKR", "name"), ("Abkhaz", "ABK", "demonym"), ("Stepanakert", "NKR", "capital"),
    ],
)  # fmt: skip
def test_a_name_says_whom_it_stands_for_and_how(atlas: Atlas, name: str, code: str, how: str) -> None:
    assert [(s.code, s.how) for s in atlas.lookup(name)] == [(code, how)]


def test_spelling_marks_do_not_matter(atlas: Atlas) -> None:
    for spellings in (
        ("Côte d'Ivoire", "Cote d’Ivoire", "COTE D'IVOIRE", "Cote d Ivoire"),
        ("Türkiye", "Turkiye", "TÜRKİYE"),
        ("Guinea-Bissau", "Guinea - Bissau", "Guinea–Bissau"),
        ("St. Lucia", "Saint Lucia", "St Lucia"),
        ("Élysée", "Elysee", "the Élysée"),
        ("U.S.", "US", "U.S.A.", "the U.S.'s"),
    ):
        assert len({atlas.lookup(s)[0].code for s in spellings}) == 1, spellings


@pytest.mark.parametrize(
    "word", ["us", "Us", "who", "un", "is", "turkey", "polish", "china", "reunion", "chad", "care"]
)
def test_an_everyday_word_in_lower_case_names_no_party(atlas: Atlas, word: str) -> None:
    assert atlas.lookup(word) == ()


def test_the_organization_guam_is_not_the_island(atlas: Atlas) -> None:
    assert codes(atlas.lookup("GUAM")) == ["GUAM"]
    assert codes(atlas.lookup("Guam")) == ["GUM"]


@pytest.mark.parametrize("name", ["Congo", "Korea", "Dominican", "Georgia", "American", "Washington", "Shell", "IS"])
def test_a_name_that_needs_context_is_flagged(atlas: Atlas, name: str) -> None:
    assert all(s.ambiguous for s in atlas.lookup(name))
    assert atlas.lookup(name)


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        ("Moscow", "1985-06-01", ["SUN"]), ("Moscow", "2003-06-01", ["RUS"]), ("Bonn", "1985-06-01", ["DEU"]),
        ("Bonn", "2003-06-01", []), ("Soviet", "1985-06-01", ["SUN"]), ("Soviet", "2003-06-01", ["SUN"]),
        ("Belgrade", "1999-06-01", ["YUG"]), ("Belgrade", "2004-06-01", ["SCG"]), ("Belgrade", "2010-06-01", ["SRB"]),
        ("Rangoon", "1990-06-01", ["MMR"]), ("Rangoon", "2010-06-01", []), ("Almaty", "1995-06-01", ["KAZ"]),
        ("Almaty", "2005-06-01", []), ("Lagos", "1985-06-01", ["NGA"]), ("Lagos", "2020-06-01", []),
        ("Kremlin", "1970-06-01", ["SUN"]), ("KGB", "2003-06-01", ["SUN"]), ("Hanoi", "1968-06-01", ["VDR"]),
        ("Prague", "1980-06-01", ["CSK"]), ("Stepanakert", "1998-06-01", ["NKR"]), ("Stepanakert", "2025-06-01", []),
    ],
)  # fmt: skip
def test_a_seat_of_government_stands_for_the_state_it_governed_that_day(
    atlas: Atlas, name: str, day: str, expected: list[str]
) -> None:
    assert codes(atlas.lookup(name, dt.date.fromisoformat(day))) == expected


def test_without_a_day_a_name_stands_for_what_it_names_now(atlas: Atlas) -> None:
    assert codes(atlas.lookup("Moscow")) == ["RUS"]
    assert codes(atlas.lookup("Soviet Union")) == ["SUN"]
    assert codes(atlas.lookup("Salisbury")) == []


def test_the_longest_name_wins_over_a_shorter_one_inside_it(atlas: Atlas) -> None:
    sentence = "The Democratic Republic of the Congo and Guinea - Bissau met"
    words = sentence.split()
    n, senses = atlas.longest_at(words, 1)
    assert (" ".join(words[1 : 1 + n]), codes(senses)) == ("Democratic Republic of the Congo", ["COD"])
    assert atlas.longest_at(words, 7)[0] == 3
    assert atlas.longest_at(words, 10) == (0, ())


@pytest.mark.parametrize("after", ["'s", ",", "’s", "-", "'"])
def test_a_name_ends_before_the_mark_behind_it(atlas: Atlas, after: str) -> None:
    n, senses = atlas.longest_at(["Russia", after, "army"], 0)
    assert (n, codes(senses)) == (1, ["RUS"])


@pytest.mark.parametrize("phrase", ["Indian Ocean", "Persian Gulf", "Latin American", "New Mexico", "Minsk agreements"])
def test_a_phrase_around_a_name_may_stand_for_no_party(atlas: Atlas, phrase: str) -> None:
    words = [*phrase.split(), "said"]
    assert atlas.longest_at(words, 0) == (len(words) - 1, ())


def test_membership_follows_the_years(atlas: Atlas) -> None:
    assert "GBR" in atlas.members("EU", dt.date(2010, 1, 1))
    assert "GBR" not in atlas.members("EU", dt.date(2021, 1, 1))
    assert len(atlas.members("EU")) == 27
    assert len(atlas.members("NATO")) == 32
    assert atlas.members("P5", dt.date(1980, 1, 1)) == {"USA", "GBR", "FRA", "SUN", "CHN"}
    assert "SYR" not in atlas.members("Arab League", dt.date(2015, 1, 1))


def test_a_member_state_existed_while_it_was_a_member(atlas: Atlas) -> None:
    wrong = []
    for organization, rows in atlas.memberships.items():
        for m in rows:
            state = atlas.states[m.state]
            if state.end and (m.end is None or m.end > state.end):
                wrong.append((organization, m.state))
    assert wrong == []


def test_a_withdrawn_code_finds_the_renamed_state(atlas: Atlas) -> None:
    assert [(s.code if (s := atlas.state(c)) else None) for c in ("ZAR", "BUR", "HVO", "XXX")] == [
        "COD", "MMR", "BFA", None,
    ]  # fmt: skip


def test_an_armed_group_knows_its_home_state_and_an_igo_has_none(atlas: Atlas) -> None:
    assert [(s.country, s.sector) for s in atlas.lookup("LTTE")] == [("LKA", "REB")]
    assert [(s.country, s.sector) for s in atlas.lookup("UNHCR")] == [(None, "IGO")]


def test_a_users_folder_adds_names_and_replaces_rows(tmp_path: Path) -> None:
    (tmp_path / "state_names.csv").write_text("name,code,how\nBlueland,FIN,name\n", encoding="utf-8")
    (tmp_path / "organizations.csv").write_text(
        "code,name,kind,sector,country\nNATO,The Alliance,igo,IGO,\nZed Front,Zed Front,rebel,REB,MLI\n",
        encoding="utf-8",
    )
    atlas = Atlas.load([tmp_path])
    assert codes(atlas.lookup("Blueland")) == ["FIN"]
    assert atlas.name("NATO") == "The Alliance"
    assert atlas.lookup("Zed Front")[0].country == "MLI"


def test_every_bad_row_is_reported_with_file_row_and_reason(tmp_path: Path) -> None:
    (tmp_path / "state_names.csv").write_text(
        "name,code,how,start\nAye,FIN,nickname,\nBee,QQQ,name,\nCee,FIN,name,19x0\nDee,FIN,name\n", encoding="utf-8"
    )
    (tmp_path / "entities.csv").write_text("code,nom\nX,Y\n", encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        Atlas.load([tmp_path])
    mistakes = "\n".join(sorted(caught.value.mistakes))
    assert len(caught.value.mistakes) == 5
    for expected in (
        "entities.csv, row 1: unknown columns nom",
        "state_names.csv, row 2 (Aye): how is 'nickname'",
        "state_names.csv, row 3 (Bee): QQQ is no state",
        "state_names.csv, row 4 (Cee): '19x0' is no year",
        "state_names.csv, row 5 (Dee): has 3 cells, the header 4",
    ):
        assert expected in mistakes


def test_a_sector_that_plover_lacks_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "entities.csv").write_text("code,name,country,sector\nZED,Zedland,FIN,ARMY\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"row 2 \(ZED\): sector is 'ARMY'"):
        Atlas.load([tmp_path])


def test_the_same_code_twice_in_one_file_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "states.csv").write_text("code,name\nAAB,Aland\nAAB,Beland\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"row 3 \(AAB\): the code AAB stands in this file twice"):
        Atlas.load([tmp_path])
