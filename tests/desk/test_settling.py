"""Reviewers who differ, and the one who settles it; frames in the form for corrections."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from verbale.desk import frames
from verbale.desk.app import create_app
from verbale.desk.state import Desk, Settings
from verbale.frame import Agreement, Obligation
from verbale.store import judging
from verbale.store.judging import Reviewer


@pytest.fixture
def desk(filled: Path, tmp_path: Path) -> Iterator[Desk]:
    where = tmp_path / "verbale.db"
    shutil.copy(filled, where)
    found = Desk.open(str(where), Settings(reviewer="Third"))
    yield found
    found.close()


@pytest.fixture
def third(desk: Desk) -> TestClient:
    return TestClient(create_app(desk), base_url="http://localhost")


def token_of(client: TestClient) -> str:
    return client.get("/add").text.partition('name="csrf_token" value="')[2].partition('"')[0]


def at_odds(desk: Desk) -> str:
    """An event on which Ana and Ben differ."""
    id = next(iter(desk.records.find_events(type="ACCUSE"))).id
    judging.accept(desk.database, [id], Reviewer("Ana"))
    judging.correct(desk.database, id, {"type": "REJECT", "actors": "CHL/GOV"}, Reviewer("Ben"))
    return id


def buttons(client: TestClient) -> dict[tuple[str, str], dict[str, str]]:
    """What each button on the page of differences sends, by field and reviewer."""
    page = html.fromstring(client.get("/review/conflicts").text)
    who = page.xpath("//table//th[@scope='col']//bdi/text()")
    found = {}
    for row in page.xpath("//table//tbody/tr"):
        for name, cell in zip(who, row.xpath("./td"), strict=True):
            if form := {one.get("name"): one.get("value") for one in cell.xpath(".//input")}:
                found[form["field"], name] = form
    return found


def test_the_third_takes_the_word_of_one(desk: Desk, third: TestClient) -> None:
    id = at_odds(desk)
    found = buttons(third)
    assert {("type", "Ana"), ("type", "Ben"), ("actors", "Ben")} <= set(found)
    assert third.post("/review/settle", data=found["type", "Ana"], follow_redirects=False).status_code == 303
    event = next(e for e in desk.records.find_events() if e.id == id)
    assert event.type == "ACCUSE"
    assert event.actor_countries == ("CHL",), "a field by itself"
    assert not any(field == "type" for field, _ in buttons(third))
    done = third.post("/review/settle", data=found["actors", "Ben"], follow_redirects=True)
    assert "No two reviewers differ." in done.text
    [undo] = html.fromstring(done.text).xpath("//form[contains(@action, '/undo')]/@action")
    third.post(undo, data={"csrf_token": token_of(third)})
    assert ("actors", "Ben") in buttons(third)


def test_whether_there_is_an_event_is_settled_too(desk: Desk, third: TestClient) -> None:
    id = next(iter(desk.records.find_events(type="ACCUSE"))).id
    judging.accept(desk.database, [id], Reviewer("Ana"))
    judging.reject(desk.database, [id], Reviewer("Ben", "told of a film"))
    form = buttons(third)["kept", "Ana"]
    assert id not in {e.id for e in desk.records.find_events()}
    third.post("/review/settle", data=form)
    assert id in {e.id for e in desk.records.find_events()}


@pytest.mark.parametrize("changed", [{"judgement": "j0"}, {"field": "weather"}, {"event": "e0"}, {"judgement": ""}])
def test_what_nobody_said_is_refused(desk: Desk, third: TestClient, changed: dict[str, str]) -> None:
    at_odds(desk)
    form = buttons(third)["type", "Ana"] | changed
    assert third.post("/review/settle", data=form).status_code == 400
    assert ("type", "Ben") in buttons(third)


@pytest.mark.parametrize("why", ["changed", "conflict", "doubt", "nonsense"])
def test_the_queue_is_narrowed_by_why(desk: Desk, third: TestClient, why: str) -> None:
    at_odds(desk)
    page = html.fromstring(third.get("/review", params={"why": why}).text)
    reasons = " ".join(page.xpath("//p[@class='kicker']/text() | //span[@class='standing']/text()"))
    assert ("Ana says" in reasons) == (why in ("conflict", "nonsense"))
    assert ("confidence" in reasons) == (why in ("doubt", "nonsense"))


def form_of(client: TestClient, id: str) -> dict[str, str]:
    page = html.fromstring(client.get(f"/events/{id}/edit").text)
    found = {f.get("name"): f.get("value", "") for f in page.xpath("//form[@class='form']//input")}
    chosen = {
        s.get("name"): next(iter(s.xpath(".//option[@selected]")), s.xpath(".//option")[0])
        for s in page.xpath("//form[@class='form']//select")
    }
    return found | {name: option.get("value", option.text) for name, option in chosen.items()}


def test_a_frame_is_corrected_field_by_field(desk: Desk, third: TestClient) -> None:
    visit = next(iter(desk.records.find("visits")))
    form = form_of(third, visit.id)
    assert form["frame"] == "visit"
    untouched = third.post(f"/events/{visit.id}/correct", data=form)
    assert "nothing is changed" in untouched.text
    third.post(f"/events/{visit.id}/correct", data=form | {"visit.host": "CHL/GOV", "visit.delegation": "forty cooks"})
    after = next(one for one in desk.records.find("visits") if one.id == visit.id)
    assert after.fields is not None
    assert "CHL" in str(after.fields["host"])
    assert after.fields["delegation"] == "forty cooks"
    assert form_of(third, visit.id)["visit.visitor"] == form["visit.visitor"]


def test_a_frame_is_given_and_taken_away(desk: Desk, third: TestClient) -> None:
    event = next(e for e in desk.records.find_events() if e.frame is None)
    form = form_of(third, event.id) | {
        "frame": "obligation",
        "obligation.debtor": "CHL",
        "obligation.amount": "2,500,000",
    }
    third.post(f"/events/{event.id}/correct", data=form)
    [found] = [one for one in desk.records.find("obligations") if one.id == event.id]
    assert found.fields is not None
    assert found.fields["amount"] == 2_500_000
    third.post(f"/events/{event.id}/correct", data=form_of(third, event.id) | {"frame": ""})
    assert not [one for one in desk.records.find("obligations") if one.id == event.id]


def test_a_value_that_is_none_is_said_with_the_form(desk: Desk, third: TestClient) -> None:
    event = next(e for e in desk.records.find_events() if e.frame is None)
    form = form_of(third, event.id) | {"frame": "obligation", "obligation.amount": "a lot"}
    answer = third.post(f"/events/{event.id}/correct", data=form)
    assert answer.status_code == 400
    page = html.fromstring(answer.text)
    assert "amount" in page.xpath("//p[@role='alert']")[0].text_content()
    assert page.xpath("//input[@name='obligation.amount']/@value") == ["a lot"]


def test_frames_go_through_the_form_unchanged() -> None:
    for frame in (
        Agreement(title="A treaty", provides_for=("bases", "trade")),
        Obligation(amount=1.5e9, approximate=True),
        None,
    ):
        kind = frames.kind_of(frame)
        sent = {f"{k}.{name}": text for k, fields in frames.shown(frame).items() for name, text in fields.items()}
        assert frames.given({"frame": kind, **sent}, frame) is None
