"""The API: pages of lists, single things, one line for what is refused, and nothing asked that ends in a fault."""

import shutil
from pathlib import Path

import msgspec
import pytest
from starlette.testclient import TestClient

from verbale.desk.app import create_app
from verbale.desk.state import Desk, Settings
from verbale.store.found import FoundEvent


def test_pages_follow_each_other_to_the_last(client: TestClient, desk: Desk) -> None:
    found, address = [], "/api/v1/events?type=ACCUSE&size=3"
    while address:
        page = client.get(address).json()
        found += page["items"]
        address = page["next"]
    assert [one["id"] for one in found] == [one.id for one in desk.records.find_events(type="ACCUSE")]
    assert len(found) > 3


def test_items_are_what_the_python_api_gives(client: TestClient, desk: Desk) -> None:
    item = client.get("/api/v1/events", params={"size": 1}).json()["items"][0]
    assert msgspec.convert(item, FoundEvent, strict=False) == next(iter(desk.records.find_events()))


def test_counts_are_the_records(client: TestClient, desk: Desk) -> None:
    items = client.get("/api/v1/events/count", params={"by": ["type", "status"]}).json()["items"]
    assert items == list(desk.records.count("events", ["type", "status"]).rows())


def test_one_of_each_is_given_whole(client: TestClient, desk: Desk) -> None:
    event = next(iter(desk.records.find_events()))
    assert client.get(f"/api/v1/events/{event.id}").json()["history"]
    assert client.get(f"/api/v1/episodes/{event.episode}").json()["accounts"]
    person = next(iter(desk.records.find_people()))
    assert client.get(f"/api/v1/people/{person.id}").json()["identity"]["name"] == person.name
    report = client.get(f"/api/v1/reports/{event.report}").json()
    own = next(one for one in report["events"] if one["id"] == event.id)
    words = own["evidence"]
    assert report["report"]["body"][words["start"] : words["end"]] == words["quote"] == event.quote


def test_what_did_not_change_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/v1/events")
    again = client.get("/api/v1/events", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/api/v1/events?size=2", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("events?nothing=1", 400), ("events?size=0", 400), ("events?size=501", 400), ("events?page=99999999999999999999", 400),
        ("events?type=FOO", 400), ("events/count", 400), ("events/count?by=id", 400), ("people?sort=score", 400),
        ("events?words=%00", 400), ("events?words=%ff", 400), ("events?words=%22", 200), ("events?words=AND+OR+NOT", 200),
        ("events?since=0000", 400), ("events?confidence=nan", 200), ("events?accounts=1", 400), ("events/e0", 404),
        ("reports/no", 404), ("people/no", 404), ("episodes/no", 404), ("nothing", 404), ("events?place=Nowhere-at-all", 400),
    ],
)  # fmt: skip
def test_what_is_refused_is_said_in_a_line(client: TestClient, address: str, status: int) -> None:
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == status, answer.text
    if status != 200:
        assert set(answer.json()) == {"error"}
        assert "\n" not in answer.json()["error"]


def test_the_description_names_every_address(client: TestClient) -> None:
    told = client.get("/api/v1/openapi.json").json()
    assert told["openapi"] == "3.1.0"
    for path, operations in told["paths"].items():
        for method in operations:
            answer = client.request(method, path.replace("{id}", "none"), json=None if method == "get" else {})
            assert answer.status_code in (200, 400, 404), (method, path)
    refs = msgspec.json.encode(told).decode().split('"$ref":"#/components/schemas/')[1:]
    assert {ref.partition('"')[0] for ref in refs} <= told["components"]["schemas"].keys()


def test_schemathesis_finds_no_fault_of_the_server(filled: Path, tmp_path: Path) -> None:
    schemathesis = pytest.importorskip("schemathesis")
    hypothesis = pytest.importorskip("hypothesis")
    where = tmp_path / "verbale.db"
    shutil.copy(filled, where)
    desk = Desk.open(str(where), Settings(fetches=False))
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", create_app(desk), headers={"Host": "localhost"})
    checks = [schemathesis.checks.not_a_server_error]
    for operation in schema.get_all_operations():
        made = operation.ok()

        @hypothesis.given(case=made.as_strategy())
        @hypothesis.settings(
            max_examples=25, deadline=None, suppress_health_check=list(hypothesis.HealthCheck), derandomize=True
        )
        def ask(case: object) -> None:
            case.call_and_validate(checks=checks, headers={"Host": "localhost"})  # type: ignore[attr-defined]

        ask()
    desk.close()


@pytest.mark.parametrize("since", ["99999999999999", "9" * 5000, "-1", "2003-99"])
def test_a_date_that_is_none_is_refused(client: TestClient, since: str) -> None:
    assert client.get("/api/v1/events", params={"since": since}).status_code == 400
