"""Names of places and what they stand for."""

import time
from pathlib import Path

import pytest

from verbale.errors import LexiconError
from verbale.gazetteer import INDEX, Gazetteer
from verbale.places import distance_km, fold


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("written", "folded"),
    [("Sana'a", "sanaa"), ("SAN JOSÉ", "san jose"), ("Port-au-Prince", "port au prince"), ("the Hague", "hague"),
     ("Łódź", "lodz"), ("St. Petersburg", "st petersburg"), ("Saint Petersburg", "st petersburg")],
)  # fmt: skip
def test_spellings_fold_to_one_form(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("name", "country", "geonames"),
    [
        ("Baku", "AZE", 587084), ("Gabala", "AZE", 585231), ("Stepanakert", "AZE", 146970), ("Xankandi", "AZE", 146970),
        ("Botlikh", "RUS", 571888), ("Tskhinval", "GEO", 611403), ("Kiev", "UKR", 703448), ("Kyiv", "UKR", 703448),
        ("Peking", "CHN", 1816670), ("Bombay", "IND", 1275339), ("Saigon", "VNM", 1566083),
        ("Leningrad", "RUS", 498817),
        ("U.S.", "USA", 6252001), ("UK", "GBR", 2635167), ("Paris", "FRA", 2988507), ("Juba", "SSD", 373303),
    ],
)  # fmt: skip
def test_old_new_and_short_names_find_their_place(gazetteer: Gazetteer, name: str, country: str, geonames: int) -> None:
    place = gazetteer.resolve(name)
    assert place is not None
    assert (place.country, place.geonames) == (country, geonames)


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [("Darfur", 13.5, 24), ("Golan Heights", 33, 35.8), ("Strait of Hormuz", 26.6, 56.3), ("Helmand", 31, 64),
     ("the Caucasus", 42.5, 45), ("Guantanamo Bay", 19.9, -75.1), ("Tigray", 14, 39), ("Chechnya", 43.4, 45.7)],
)  # fmt: skip
def test_regions_seas_and_sites_are_places_too(gazetteer: Gazetteer, name: str, lat: float, lon: float) -> None:
    place = gazetteer.resolve(name)
    assert place is not None
    assert place.lat == pytest.approx(lat, abs=0.2)
    assert place.lon == pytest.approx(lon, abs=0.2)


def test_an_unknown_name_has_no_place(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("Zzyzxqua") == ()
    assert gazetteer.resolve("Zzyzxqua") is None


def test_equal_candidates_are_a_tie_and_not_a_guess(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.candidates("Springfield")) > 5
    assert gazetteer.resolve("Springfield") is None


def test_a_container_decides_between_namesakes(gazetteer: Gazetteer) -> None:
    lebanon, texas, california = (gazetteer.resolve(n) for n in ("Lebanon", "Texas", "California"))
    tripoli = gazetteer.resolve("Tripoli", container=lebanon)
    paris = gazetteer.resolve("Paris", container=texas)
    beach = gazetteer.resolve("Long Beach", container=california)
    assert tripoli is not None
    assert paris is not None
    assert beach is not None
    assert tripoli.country == "LBN"
    assert (paris.country, paris.admin1) == ("USA", "Texas")
    assert (beach.country, beach.admin1) == ("USA", "California")


def test_the_countries_of_the_report_decide_between_a_state_and_a_country(gazetteer: Gazetteer) -> None:
    at_home = gazetteer.resolve("Georgia", countries={"USA": 3.0})
    abroad = gazetteer.resolve("Georgia", countries={"RUS": 2.0, "USA": 1.0})
    assert at_home is not None
    assert abroad is not None
    assert at_home.kind == "province"
    assert abroad.country == "GEO"


def test_a_neighbour_of_the_report_s_country_gains_too(gazetteer: Gazetteer) -> None:
    bare = {p.geonames: weight for weight, p in gazetteer.ranked("Cordoba")}
    portuguese = {p.geonames: weight for weight, p in gazetteer.ranked("Cordoba", countries={"PRT": 1.0})}
    spain, argentina = 2519240, 3860259
    assert portuguese[spain] > bare[spain]
    assert portuguese[argentina] == bare[argentina]


def test_places_named_around_decide_between_towns(gazetteer: Gazetteer) -> None:
    boston = gazetteer.resolve("Boston")
    assert boston is not None
    place = gazetteer.resolve("Springfield", countries={"USA": 1.0}, nearby=[boston])
    assert place is not None
    assert place.admin1 == "Massachusetts"


def test_capitals_of_initials_are_no_villages(gazetteer: Gazetteer) -> None:
    assert all(p.kind != "city" for p in gazetteer.candidates("EU"))
    assert any(p.kind == "city" for p in gazetteer.candidates("Eu"))


def test_a_variant_of_one_place_gives_way_to_the_usual_name_of_another(gazetteer: Gazetteer) -> None:
    place = gazetteer.resolve("Manchester", countries={"GBR": 1.0})
    assert place is not None
    assert place.name == "Manchester"


def test_a_users_own_rows_lead(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text(
        "name,kind,country,lat,lon,geonames,aliases\nParis,site,FRA,10,20,,Camp Paris\n", encoding="utf-8"
    )
    own = Gazetteer.load([tmp_path])
    for name in ("Paris", "Camp Paris"):
        place = own.resolve(name)
        assert place is not None
        assert (place.kind, place.lat) == ("site", 10)


def test_every_mistake_in_a_users_rows_is_named(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text(
        "name,kind,country,lat,lon,geonames,aliases\nA,hamlet,FRA,1,2,,\nB,city,FRA,99,2,,\n", encoding="utf-8"
    )
    with pytest.raises(LexiconError) as raised:
        Gazetteer.load([tmp_path])
    assert len(raised.value.mistakes) == 2


def test_a_file_that_is_no_index_is_refused(tmp_path: Path) -> None:
    (tmp_path / "places.bin").write_bytes(b"PK" * 40)
    with pytest.raises(LexiconError):
        Gazetteer(tmp_path / "places.bin", {})


def test_the_index_stays_small_and_opens_at_once() -> None:
    assert INDEX.stat().st_size < 15_500_000
    began = time.perf_counter()
    Gazetteer.load()
    assert time.perf_counter() - began < 0.2


def test_distance_is_in_kilometres(gazetteer: Gazetteer) -> None:
    baku, tbilisi = gazetteer.resolve("Baku"), gazetteer.resolve("Tbilisi")
    assert baku is not None
    assert tbilisi is not None
    assert distance_km(baku, tbilisi) == pytest.approx(449, abs=15)
    assert distance_km(baku, baku) == pytest.approx(0, abs=0.1)
