"""Judging at the desk: it is kept with a name, can be taken back, and what makes no sense is refused in a line."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from verbale.desk.app import create_app
from verbale.desk.state import Desk, Settings


@pytest.fixture
def desk(filled: Path, tmp_path: Path) -> Iterator[Desk]:
    shutil.copy(filled, tmp_path / "own.db")
    found = Desk.open(str(tmp_path / "own.db"), Settings(reviewer="Ana"))
    yield found
    found.close()


@pytest.fixture
def client(desk: Desk) -> TestClient:
    return TestClient(create_app(desk), base_url="http://localhost")


def token_of(client: TestClient) -> str:
    return client.get("/add").text.partition('name="csrf_token" value="')[2].partition('"')[0]


def event_of(desk: Desk, **filters: object) -> str:
    return next(iter(desk.records.find_events(**filters))).id


def standing(desk: Desk, id: str) -> tuple[str, str | None]:
    found = {
        e.id: e for e in desk.records.find_events(standing=["machine", "accepted", "corrected", "rejected", "added"])
    }
    return found[id].standing, found[id].type


def test_the_queue_shows_the_words_in_their_paragraph(client: TestClient) -> None:
    page = html.fromstring(client.get("/review").text)
    [words] = page.xpath("//p[@class='context']/mark")
    assert words.text_content()
    assert set(page.xpath("//@data-key")) >= {"a", "c", "x", "s"}


def test_accepting_goes_on_and_can_be_taken_back(client: TestClient, desk: Desk) -> None:
    id = event_of(desk)
    given = {"csrf_token": token_of(client), "next": "/review?skip=0"}
    answer = client.post(f"/events/{id}/accept", data=given, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/review?skip=0&done=j")
    assert standing(desk, id)[0] == "accepted"
    page = html.fromstring(client.get(answer.headers["location"]).text)
    [undo] = page.xpath("//form[contains(@action, '/undo')]/@action")
    assert client.post(undo, data=given, follow_redirects=False).status_code == 303
    assert standing(desk, id)[0] == "machine"
    history = html.fromstring(client.get(f"/events/{id}").text).text_content()
    assert "Ana" in history
    assert "taken back" in history


def test_a_correction_changes_only_what_was_changed(client: TestClient, desk: Desk) -> None:
    id = event_of(desk, type="ACCUSE")
    before = next(e for e in desk.records.find_events(type="ACCUSE") if e.id == id)
    page = html.fromstring(client.get(f"/events/{id}/edit").text)
    form = {f.get("name"): f.get("value", "") for f in page.xpath("//form[@class='form']//input")}
    form |= {
        s.get("name"): s.xpath(".//option[@selected]/@value")[0] for s in page.xpath("//form[@class='form']//select")
    }
    assert form["type"] == form["was_type"] == "ACCUSE"
    client.post(f"/events/{id}/correct", data=form | {"status": "denied", "date": "2003-03-05"})
    after = next(e for e in desk.records.find_events(standing="corrected") if e.id == id)
    assert (after.status, str(after.start), after.type, after.actors) == (
        "denied",
        "2003-03-05",
        "ACCUSE",
        before.actors,
    )


def test_what_makes_no_sense_is_said_above_the_form_with_what_was_typed(client: TestClient, desk: Desk) -> None:
    id = event_of(desk)
    answer = client.post(
        f"/events/{id}/correct", data={"csrf_token": token_of(client), "date": "yesterday", "why": "my reason"}
    )
    assert answer.status_code == 400
    page = html.fromstring(answer.text)
    assert page.xpath("//p[@role='alert']")
    assert page.xpath("//input[@name='date']/@value") == ["yesterday"]
    assert page.xpath("//input[@name='why']/@value") == ["my reason"]
    assert standing(desk, id)[0] == "machine"


def test_a_missed_event_is_added_on_its_words(client: TestClient, desk: Desk) -> None:
    event = next(iter(desk.records.find_events()))
    words = event.quote.split(",")[0]
    given = {"csrf_token": token_of(client), "evidence": words, "type": "PROTEST", "status": "occurred", "certainty": "certain",
             "was_status": "occurred", "was_certainty": "certain", "actors": "CHL"}  # fmt: skip
    answer = client.post(f"/reports/{event.report}/missed", data=given, follow_redirects=False)
    assert answer.status_code == 303, html.fromstring(answer.text).xpath("//p[@role='alert']//text()")
    [found] = desk.records.find_events(standing="added")
    assert (found.type, found.actor_countries, found.quote) == ("PROTEST", ("CHL",), words)


def test_reviewers_who_differ_stand_side_by_side(client: TestClient, desk: Desk, filled: Path) -> None:
    id = event_of(desk, type="ACCUSE")
    token = {"csrf_token": token_of(client)}
    client.post(f"/events/{id}/accept", data=token)
    other = TestClient(create_app(Desk(desk.database, Settings(reviewer="Ben"))), base_url="http://localhost")
    other.post(f"/events/{id}/correct", data={"csrf_token": token_of(other), "type": "REJECT", "was_type": "ACCUSE"})
    said = html.fromstring(client.get("/review/conflicts").text).text_content()
    assert "Ana" in said
    assert "Ben" in said
    rows = html.fromstring(client.get("/review/agreement").text).xpath("//tbody/tr")
    assert rows
