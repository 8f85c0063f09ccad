"""The client finds over HTTP what the record holds."""

from collections.abc import Iterator

import pytest

from verbale import client as module
from verbale.client import Client, ClientError
from verbale.desk.state import Desk
from verbale.errors import UsageError

from .browsing import served


@pytest.fixture(scope="module")
def remote(desk: Desk) -> Iterator[Client]:
    with served(desk) as address, Client(address) as found:
        yield found


@pytest.mark.parametrize("what", ["events", "statements", "people", "episodes"])
def test_everything_is_found_over_all_pages(
    remote: Client, desk: Desk, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SIZE", 7)
    assert list(remote.find(what)) == list(desk.records.find(what))


def test_filters_mean_the_same(remote: Client, desk: Desk) -> None:
    filters = {"between": ("USA", "RUS"), "type": ["ACCUSE", "SANCTION", "SUPPORT"]}
    assert list(remote.find("events", **filters)) == list(desk.records.find_events(**filters))
    assert remote.count("events", ["type"], party="USA") == list(
        desk.records.count("events", ["type"], party="USA").rows()
    )


def test_one_thing_is_given_or_none(remote: Client, desk: Desk) -> None:
    event = next(iter(desk.records.find_events()))
    found = remote.event(event.id)
    assert found is not None
    assert found["quote"] == event.quote
    assert remote.event("e0") is None
    report = remote.report(event.report)
    assert report is not None
    assert event.quote in report["report"]["body"]
    assert remote.person("nobody-at-all") is None


def test_refusals_and_silence_are_told_apart(remote: Client) -> None:
    with pytest.raises(UsageError, match="it is one of"):
        list(remote.find("events", type="FOO"))
    with pytest.raises(ClientError), Client("http://127.0.0.1:9", timeout_s=2) as nobody:
        nobody.event("e0")
