"""Pictures: valid, escaped, the same each time, and each mark leads to its events."""

import csv
import io
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import etree
from starlette.applications import Starlette
from starlette.testclient import TestClient

from verbale.atlas import Atlas
from verbale.desk.asked import Asked
from verbale.desk.drawing.buckets import Calendar, within
from verbale.desk.drawing.matrix import matrix
from verbale.desk.drawing.network import NODES, network, strongest
from verbale.desk.drawing.picture import Picture, styles
from verbale.desk.drawing.pictures import KINDS
from verbale.desk.drawing.score_line import score_line
from verbale.desk.drawing.svg import number, signed, tag, ticks
from verbale.desk.drawing.ties import Tie, ties
from verbale.desk.drawing.timeline import timeline
from verbale.desk.drawing.world import HEIGHT, WIDTH, World, project, world
from verbale.desk.drawing.worldmap import worldmap
from verbale.desk.pages_pictures import routes
from verbale.desk.state import Desk
from verbale.store.found import Count
from verbale.store.pictured import Pair, Point, Score

HOSTILE = "<script>alert('\"&\x00')</script>"
ALL = Asked("events", ())
SVG = "{http://www.w3.org/2000/svg}"
EMPTY = World({}, {})


def count(month: str | None, type_: str | None, events: int) -> Count:
    return Count({"month": month, "type": type_}, events)


def score(month: str, mean: float | None, asserted: int = 1, denied: int = 0) -> Score:
    return Score(
        month=month,
        events=asserted + denied,
        mean=mean,
        total=(mean or 0) * asserted,
        asserted=asserted,
        denied=denied,
        planned=0,
    )


def pair(actor: str, recipient: str, events: int, **more: str) -> Pair:
    return Pair(**{"actor": actor, "recipient": recipient, "events": events, "mean": -4.0, **more})


def point(place: str, events: int = 1) -> Point:
    return Point(place=place, country="UKR", lat=50.0, lon=36.2, events=events, type="ASSAULT")


COUNTS = [count("2003-03", "ACCUSE", 4), count("2003-03", "AID", 1), count("2003-05", None, 2), count(None, "AID", 7)]
TIES = [Tie("RUS", "UKR", 9, "material-conflict"), Tie("USA", "UKR", 3, None), Tie("UKR", "RUS", 2, "verbal-conflict")]
NAMES = {"RUS": "Russia", "UKR": HOSTILE, "USA": "United States"}
ROWS = [pair("RUS", "UKR", 5)]
MONTHS = [pair("RUS", "UKR", 3, month="2003-03"), pair("RUS", "UKR", 2, month="2003-05")]
EARTH = World({"RUS": "M0,0L9,0L9,9Z", "UKR": "M9,9L20,9L20,20Z"}, {"RUS": (5, 5), "UKR": (15, 15), "USA": (90, 90)})
DRAW: dict[str, Callable[[Asked], Picture]] = {
    "timeline": lambda asked: timeline(COUNTS, asked),
    "scores": lambda asked: score_line([score("2003-03", -5.0, 2, 1), score("2009-07", 2.0)], asked),
    "matrix": lambda asked: matrix(ROWS, MONTHS, asked, NAMES),
    "matrix by score": lambda asked: matrix(ROWS, MONTHS, asked, NAMES, by_score=True),
    "network": lambda asked: network(TIES, asked, NAMES, inner=2),
    "map": lambda asked: worldmap([point(HOSTILE, 3)], {"RUS": 4, "UKR": 9}, TIES, asked, NAMES, EARTH),
}
NOTHING: dict[str, Callable[[], Picture]] = {
    "timeline": lambda: timeline([], ALL),
    "undated": lambda: timeline([count(None, "AID", 7)], ALL),
    "scores": lambda: score_line([score("2003-03", None, 0, 1)], ALL),
    "matrix": lambda: matrix([], [], ALL, {}),
    "network": lambda: network([], ALL, {}),
    "map": lambda: worldmap([], {}, [], ALL, {}, EMPTY),
}
kinds = pytest.mark.parametrize("draw", DRAW.values(), ids=DRAW.keys())


def links(picture: Picture) -> dict[str, str]:
    """What marks are called, and where they lead."""
    root = etree.fromstring(picture.as_file("").encode())
    return {one.get("aria-label"): one.get("href") for one in root.iter(f"{SVG}a")}


def asked_by(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


@kinds
def test_a_picture_is_valid_says_what_it_shows_and_runs_nothing(draw: Callable[[Asked], Picture]) -> None:
    picture = draw(ALL)
    assert not picture.nothing
    for text in (str(picture.on_page("here")), picture.as_file("https://desk.example.org/")):
        root = etree.fromstring(text.encode())
        said = picture.description.replace("\x00", "\N{REPLACEMENT CHARACTER}")
        assert (root.find("{*}title").text, root.find("{*}desc").text) == (picture.title, said)
        assert {root.get("aria-labelledby"), root.get("aria-describedby")} == {one.get("id") for one in root[:2]}
        assert not root.findall(".//{*}script")
        assert "<script" not in text
        assert not [one for one in root.iter() if one.get("style") or any(name.startswith("on") for name in one.attrib)]


def test_hostile_names_are_only_words() -> None:
    for kind in ("matrix", "network", "map"):
        root = etree.fromstring(DRAW[kind](ALL).as_file("").encode())
        assert "<script>alert('\"&" in "".join(root.itertext())


@kinds
def test_a_picture_is_the_same_each_time(draw: Callable[[Asked], Picture]) -> None:
    assert draw(ALL).on_page() == draw(ALL).on_page()


@kinds
def test_marks_lead_to_events_and_keep_what_was_asked(draw: Callable[[Asked], Picture]) -> None:
    found = links(draw(Asked("events", (("publication", "The Courier"), ("words", "talks")))))
    assert found
    for address in found.values():
        assert urlsplit(address).path == "/events"
        assert (asked_by(address)["publication"], asked_by(address)["q"]) == (["The Courier"], ["talks"])


@pytest.mark.parametrize("draw", NOTHING.values(), ids=NOTHING.keys())
def test_nothing_to_draw_is_said_in_a_sentence(draw: Callable[[], Picture]) -> None:
    picture = draw()
    assert picture.nothing
    assert picture.nothing.endswith(".")
    assert str(picture.on_page()) == f'<p class="notice">{picture.nothing}</p>'
    assert picture.nothing in "".join(etree.fromstring(picture.as_file("").encode()).itertext())


def test_a_page_takes_its_colours_from_its_style_sheet_and_a_file_brings_its_own() -> None:
    picture = DRAW["timeline"](ALL)
    assert "<style" not in picture.on_page()
    file = picture.as_file("https://desk.example.org/")
    assert "var(--" not in styles()
    assert ".material-conflict" in styles()
    assert styles() in file
    assert 'href="https://desk.example.org/events?' in file


def test_a_bar_leads_to_the_types_of_its_family_in_its_month() -> None:
    found = links(DRAW["timeline"](ALL))
    assert asked_by(found["Mar 2003, words of conflict: 4"]) == {
        "since": ["2003-03"], "until": ["2003-03"], "type": ["REQUEST", "ACCUSE", "REJECT", "THREATEN"],
    }  # fmt: skip
    assert asked_by(found["Mar 2003: 5 events"]) == {"since": ["2003-03"], "until": ["2003-03"]}
    narrow = links(DRAW["timeline"](Asked("events", (("type", "accuse"),))))
    assert asked_by(narrow["Mar 2003, words of conflict: 4"])["type"] == ["ACCUSE"]
    assert DRAW["timeline"](ALL).notes == ("7 undated events cannot be drawn.",)


def test_one_month_two_years_and_two_millennia_have_fitting_bars() -> None:
    def units(*months: str) -> tuple[str, int]:
        calendar = Calendar.over(months)
        assert {calendar.at(month) for month in months} >= {0, len(calendar.buckets) - 1}
        return calendar.unit, len(calendar.buckets)

    assert units("2003-03") == ("month", 1)
    assert units("2003-03", "2005-02") == ("month", 24)
    assert units("2003-03", "2005-03") == ("year", 3)
    assert units("0480-08", "2020-01") == ("century", 17)
    assert not timeline([count("0480-08", "ASSAULT", 1), count("2020-01", "AID", 1)], ALL).nothing


def test_a_narrower_date_that_was_asked_for_stays() -> None:
    bucket = Calendar.over(["2003-03"]).buckets[0]
    found = asked_by(within(Asked("events", (("since", "2003-03-15"), ("until", "2004"))), bucket))
    assert found == {"since": ["2003-03-15"], "until": ["2003-03"]}


def test_a_score_leads_to_what_is_told_as_a_fact() -> None:
    found = links(DRAW["scores"](ALL))
    assert asked_by(found["Mar 2003: mean score −5.0 of 2 events"])["status"] == ["occurred", "ongoing"]
    denied = Asked("events", (("status", "denied"),))
    assert asked_by(links(DRAW["scores"](denied))["Mar 2003: mean score −5.0 of 3 events"])["status"] == ["denied"]
    assert DRAW["scores"](ALL).notes == ("1 event told as planned, conditional or denied is not scored.",)


def test_a_cell_leads_to_its_pair_beside_the_parties_asked_for() -> None:
    found = links(matrix(ROWS, MONTHS, Asked("events", (("actor", "GOV"),)), {}))
    assert asked_by(found["RUS → UKR, Mar 2003: 3 events"]) == {
        "actor": ["GOV"], "between": ["RUS,UKR"], "since": ["2003-03"], "until": ["2003-03"],
    }  # fmt: skip


def test_ties_are_coloured_by_most_of_their_events_and_leave_out_what_is_within_one() -> None:
    found, inner = ties([
        pair("RUS", "UKR", 2, type="ASSAULT"), pair("RUS", "UKR", 3, type="AID"), pair("USA", "USA", 8, type="PROTEST"),
    ])  # fmt: skip
    assert (found, inner) == ([Tie("RUS", "UKR", 5, "material-cooperation")], 8)


def test_a_network_has_few_enough_states() -> None:
    many = [Tie(f"A{i}", f"A{i + j}", 100 - i, None) for i in range(90) for j in (1, 2)]
    drawn = strongest(many)
    assert len({code for tie in drawn for code in (tie.actor, tie.recipient)}) == NODES
    assert "of each of the 40" in network(many, ALL, {}).notes[0]


def test_every_country_of_the_map_has_a_code_and_lies_on_it() -> None:
    earth = world(Atlas.load(), ["SGP", "UN"])
    assert not earth.nameless
    assert len(earth.paths) > 170
    assert "SGP" in earth.centres
    assert "UN" not in earth.centres
    for x, y in earth.centres.values():
        assert 0 <= x <= WIDTH
        assert 0 <= y <= HEIGHT
    for code, lat, lon in (
        ("FRA", 46.5, 2.5),
        ("USA", 40, -98),
        ("RUS", 62, 97),
        ("FJI", -17.8, 178),
        ("AUS", -25, 134),
    ):
        x, y = project(lat, lon)
        assert earth.centres[code] == pytest.approx((x, y), abs=20), code


def test_no_outline_runs_across_the_map() -> None:
    for code, path in world(Atlas.load()).paths.items():
        for ring in path.strip("M").split("M"):
            xs = [float(place.partition(",")[0]) for place in ring.rstrip("Z").split("L")]
            gaps = [abs(a - b) for a, b in zip(xs, [*xs[1:], xs[0]], strict=True)]
            assert max(gaps) < 200, code


def test_small_things() -> None:
    assert (number(1.04), number(-0.04), number(2)) == ("1", "0", "2")
    assert (signed(-0.01), signed(-4), signed(2.06)) == ("0.0", "−4.0", "+2.1")
    assert ticks(0) == [0, 1]
    assert ticks(7) == [0, 2, 4, 6, 8]
    assert ticks(7801)[-1] == 8000
    assert (
        str(tag("a", "<b>", href='"x"', stroke_width=1.26, class_=None))
        == '<a href="&#34;x&#34;" stroke-width="1.3">&lt;b&gt;</a>'
    )


@pytest.fixture
def pages(desk: Desk) -> TestClient:
    app = Starlette(routes=routes())
    app.state.desk = desk
    return TestClient(app, base_url="http://localhost")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_page_its_file_and_its_numbers(pages: TestClient, kind: str) -> None:
    found = pages.get(f"/pictures/{kind}")
    assert found.status_code == 200
    assert 'id="picture"' in found.text
    assert " style=" not in found.text
    svg = pages.get(f"/pictures/{kind}.svg")
    assert svg.headers["content-type"].startswith("image/svg+xml")
    assert 'href="http://localhost/events' in svg.text
    etree.fromstring(svg.content)
    rows = pages.get(f"/pictures/{kind}.json").json()["rows"]
    table = list(csv.reader(io.StringIO(pages.get(f"/pictures/{kind}.csv").text.removeprefix("\ufeff"))))
    assert rows
    assert len(table) == len(rows) + 1
    assert table[0] == list(rows[0])


def test_nothing_found_is_a_page_too(pages: TestClient) -> None:
    for kind in KINDS:
        assert "notice" in pages.get(f"/pictures/{kind}", params={"q": "xyzzyx"}).text
    assert pages.get("/pictures/pie").status_code == 404


def test_sliders_over_all_years_leave_out_nothing(pages: TestClient) -> None:
    every = pages.get("/pictures/timeline.json").json()
    span = {"span": "0001-2100"}
    assert pages.get("/pictures/timeline.json", params={**span, "since": "1", "until": "2100"}).json() == every
    crossed = pages.get("/pictures/timeline.json", params={**span, "since": "2019", "until": "2005"}).json()
    assert crossed == pages.get("/pictures/timeline.json", params={"since": "2005", "until": "2019"}).json()
    assert len(crossed["rows"]) < len(every["rows"])
