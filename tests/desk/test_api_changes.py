"""Judging and adding through the API, and the client's methods for it."""

import base64
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from verbale.client import Client
from verbale.desk.app import create_app
from verbale.desk.state import Desk, Settings
from verbale.errors import UsageError

OURS = "Ruritania accused Norway on Monday of arming rebels. Norway denied it."


@pytest.fixture
def own(filled: Path, tmp_path: Path) -> Iterator[Desk]:
    """Over a record that may be changed."""
    where = tmp_path / "verbale.db"
    shutil.copy(filled, where)
    desk = Desk.open(str(where), Settings(reviewer="Ana", fetches=False))
    yield desk
    desk.close()


@pytest.fixture
def http(own: Desk) -> TestClient:
    return TestClient(create_app(own), base_url="http://localhost")


@pytest.fixture
def client(http: TestClient) -> Iterator[Client]:
    """The Python client over the same."""
    with Client("http://localhost", transport=http._transport) as found:
        yield found


def standing(client: Client, id: str) -> str:
    found = client.event(id)
    assert found is not None
    return str(found["standing"])


def test_judgements_are_written_and_taken_back(client: Client) -> None:
    one, other = (event.id for event in list(client.find("events", type="ACCUSE"))[:2])
    judgement = client.accept(one)
    assert standing(client, one) == "accepted"
    client.undo(judgement)
    assert standing(client, one) == "machine"
    assert len(client.correct(one, status="denied", date="2003-03-05")) == 2
    found = client.event(one)
    assert found is not None
    assert (found["status"], found["start"], found["standing"]) == ("denied", "2003-03-05", "corrected")
    client.reject(other, "told by nobody")
    assert other not in {event.id for event in client.find("events")}


def test_a_missed_event_is_added(client: Client) -> None:
    event = next(iter(client.find("events")))
    id = client.missed(event.report, event.quote.split(",")[0], type="PROTEST", actors="CHL")
    assert standing(client, id) == "added"


def test_a_report_is_added_as_text_and_as_a_file(client: Client, tmp_path: Path) -> None:
    [line] = client.add(text=OURS, title="A quarrel", date="2003-03-05")
    assert (line["kind"], line["name"]) == ("added", "A quarrel")
    assert {event.type for event in client.find("events", words="arming")} >= {"ACCUSE"}
    file = tmp_path / "other.txt"
    file.write_text("Sweden sold Ruritania forty tanks last week.")
    [line] = client.add(file=file)
    assert line["kind"] == "added"
    with pytest.raises(UsageError, match="fetches no pages"):
        client.add(address="https://example.org/a")


def test_a_job_is_told_until_it_is_done(http: TestClient) -> None:
    answer = http.post("/api/v1/reports", json={"text": OURS})
    assert answer.status_code == 202
    end = time.monotonic() + 60
    while not (job := http.get(answer.headers["location"]).json())["finished"]:
        assert time.monotonic() < end
        time.sleep(0.1)
    assert [line["kind"] for line in job["reports"]] == ["added"]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("events/{event}/judgements", {"verdict": "praise"}, 400), ("events/{event}/judgements", {}, 400),
        ("events/{event}/judgements", {"verdict": "reject"}, 400), ("events/{event}/judgements", {"verdict": "correct"}, 400),
        ("events/{event}/judgements", {"verdict": "correct", "changes": {"type": "FOO"}}, 400),
        ("events/{event}/judgements", {"verdict": "accept", "more": 1}, 400),
        ("events/{event}/judgements", {"verdict": "merge", "into": "e0"}, 400), ("events/e0/judgements", {"verdict": "accept"}, 400),
        ("events/{event}/judgements", {"verdict": "accept", "why": "a\x00"}, 400),
        ("reports/none/events", {"words": "x", "changes": {"type": "AID"}}, 400), ("judgements/j0/undo", {}, 400),
        ("reports", {}, 400), ("reports", {"text": "a", "address": "b"}, 400), ("reports", {"data": "!", "name": "a"}, 400),
        ("reports", {"data": base64.b64encode(b"MZ\x90\x00" + bytes(400)).decode(), "name": "a.exe"}, 400),
        ("reports", {"text": "a", "date": "yesterday"}, 400),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_a_line(
    http: TestClient, own: Desk, path: str, body: object, status: int
) -> None:
    event = next(iter(own.records.find_events())).id
    answer = http.post(f"/api/v1/{path.format(event=event)}", json=body)
    assert answer.status_code == status, answer.text
    assert set(answer.json()) == {"error"}
    assert "\n" not in answer.json()["error"]


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]
)
def test_a_form_of_another_site_cannot_use_it(http: TestClient, kind: str) -> None:
    answer = http.post("/api/v1/reports", content=b'{"text": "Chad."}', headers={"Content-Type": kind})
    assert answer.status_code == 403
    other = http.post("/api/v1/reports", json={"text": "Chad."}, headers={"Sec-Fetch-Site": "cross-site"})
    assert other.status_code == 403
