"""Every page of the desk answers, leads to the words of a report, and shows what people wrote as text."""

import csv
import gzip
import io
import json
import re
from threading import Event

import msgspec
import pytest
from lxml import html
from starlette.testclient import TestClient

from verbale.desk.families import FAMILIES
from verbale.desk.state import Counts, Desk
from verbale.lexicon import DATA  # the ontology's file
from verbale.store.asking import WHAT

PAGES = (
    "/",
    "/reports",
    "/dyads",
    "/dyads/USA",
    "/dyads/USA/RUS",
    "/add",
    "/review",
    *(f"/pictures/{kind}" for kind in ("timeline", "matrix", "network", "map")),
    *(f"/{what}" for what in WHAT),
)


@pytest.mark.parametrize("path", PAGES)
def test_each_page_answers_with_one_heading_and_no_inline_script_or_style(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    page = html.fromstring(answer.text)
    assert len(page.xpath("//h1")) == 1
    assert not page.xpath("//script[not(@src)] | //style | //@style | //@onclick")


def test_a_search_leads_to_the_words_in_a_report(client: TestClient) -> None:
    page = html.fromstring(client.get("/events", params={"q": "troops"}).text)
    assert page.xpath("//blockquote/mark")
    address = page.xpath("//li[contains(@class, 'row')]//a[contains(@href, '/reports/')]/@href")[0]
    report, _, event = address.partition("#")
    text = html.fromstring(client.get(report).text)
    assert text.xpath(f"//div[@id='body']//span[@id='{event}']")
    event = event.removeprefix("at-")
    assert text.xpath(f"//li[@id='{event}']")
    words = "".join(text.xpath(f"//a[contains(concat(' ', @data-entries, ' '), ' {event} ')]//text()"))
    assert "troops" in words.lower()


def test_the_readers_text_is_the_reports(client: TestClient, desk: Desk) -> None:
    found = next(iter(desk.records.find_events()))
    page = html.fromstring(client.get(f"/reports/{found.report}").text)
    shown = " ".join("".join(page.xpath("//div[@id='body']//text()")).split())
    assert " ".join(found.quote.split()) in shown


def test_a_facet_counts_what_its_link_finds(client: TestClient, desk: Desk) -> None:
    page = html.fromstring(client.get("/events").text)
    link, number = next(
        (a.get("href"), int(a.xpath(".//data/@value")[0])) for a in page.xpath("//section[@class='facet']//li/a")
    )
    found = client.get(link.replace("/events?", "/events.jsonl?")).text.splitlines()
    assert len(found) == number > 0


def test_the_same_list_comes_as_json_jsonl_and_csv(client: TestClient) -> None:
    query = {"type": "ACCUSE"}
    lines = [json.loads(line) for line in client.get("/events.jsonl", params=query).text.splitlines()]
    page = client.get("/events.json", params={**query, "size": 2}).json()
    rows = list(csv.DictReader(io.StringIO(client.get("/events.csv", params=query).text.removeprefix("\ufeff"))))
    assert [one["id"] for one in page["events"]] == [one["id"] for one in lines[:2]]
    assert [one["id"] for one in rows] == [one["id"] for one in lines]
    second = client.get(page["next"]).json()
    assert second["page"] == 2
    assert second["events"][0]["id"] == lines[2]["id"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/events?type=FOO", "it is one of"), ("/events?page=0", "from 1 to"), ("/events?since=yesterday", "a date is given as"),
        ("/events?confidence=much", "a number is wanted"), ("/events?between=RUS", "parted by a comma"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_said_in_a_line(client: TestClient, path: str, words: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 400
    assert words in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "path", ["/events/e0", "/reports/none", "/episodes/h0", "/people/nobody-at-all", "/statements/s0", "/x"]
)
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_dyad_counts_each_way(client: TestClient, desk: Desk) -> None:
    pair = next(c for c in desk.records.count("events", ["dyad"]) if c.by["actor"] != c.by["recipient"])
    one, other = pair.by["actor"], pair.by["recipient"]
    page = html.fromstring(client.get(f"/dyads/{one}/{other}").text)
    there = [int(value) for value in page.xpath("//table//td[1]//data/@value")]
    wanted = sum(c.count for c in desk.records.count("events", ["type"], actor=one, recipient=other))
    assert sum(there) == wanted > 0


def test_people_show_their_offices_and_events(client: TestClient, desk: Desk) -> None:
    known = next(one for one in desk.records.find_people() if one.office)
    answer = client.get(f"/people/{known.id}")
    assert answer.status_code == 200
    assert html.fromstring(answer.text).xpath("//h2[text()='Offices']/following-sibling::ol/li")


def test_an_episode_shows_each_account(client: TestClient, desk: Desk) -> None:
    one = next(iter(desk.records.find_episodes(sort="accounts,desc")))
    page = html.fromstring(client.get(f"/episodes/{one.id}").text)
    assert len(page.xpath("//article[contains(@class, 'account')]")) == one.accounts


def test_files_may_be_kept_and_change_their_address(client: TestClient) -> None:
    [address] = re.findall(r'href="(/static/desk\.css\?[0-9a-f]+)"', client.get("/").text)
    answer = client.get(address)
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]


def test_the_first_page_is_light(client: TestClient) -> None:
    """Its bytes with all that it loads, compressed, stay under 250 kB."""
    page = client.get("/")
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)
    weight = len(gzip.compress(page.content)) + sum(len(gzip.compress(client.get(file).content)) for file in files)
    assert files
    assert weight < 250_000


def test_families_are_the_ontologys() -> None:
    table = msgspec.toml.decode((DATA / "plover.toml").read_bytes())
    assert {t["name"]: t["quad"] for t in table["type"]} == {t: f for f, types in FAMILIES.items() for t in types}


def test_counts_are_kept_until_the_record_changes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    counts = Counts(desk.database)
    for _ in range(2):
        counts.get("events", (("type", "AID"),), lambda: asked.append(1))
    counts.get("events", (), lambda: asked.append(2))
    assert asked == [1, 2]
    monkeypatch.setattr(counts, "_now", lambda: "another state")
    counts.get("events", (), lambda: asked.append(3))
    assert asked == [1, 2, 3]


def test_what_is_old_is_shown_and_counted_anew_meanwhile(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    counts, made = Counts(desk.database), Event()
    assert counts.lately("map", (), lambda: "first") == ("first", True)
    monkeypatch.setattr(counts, "_now", lambda: "another state")
    assert counts.lately("map", (), lambda: made.set() or "second") == ("first", False)
    counts.close()
    assert made.is_set()
    assert counts.lately("map", (), lambda: "third") == ("second", True)
