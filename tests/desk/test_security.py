"""Who may reach the desk, and what its forms and answers must carry."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from verbale.cli import main
from verbale.desk import identity
from verbale.desk.app import create_app
from verbale.desk.rendering import local_path
from verbale.desk.state import Desk, Settings


@pytest.fixture
def own(tmp_path: Path) -> Iterator[TestClient]:
    """A desk over an empty record."""
    desk = Desk.open(str(tmp_path / "own.db"), Settings(largest_upload=100_000))
    yield TestClient(create_app(desk), base_url="http://localhost", raise_server_exceptions=False)
    desk.close()


def token_of(client: TestClient) -> str:
    return client.get("/add").text.partition('name="csrf_token" value="')[2].partition('"')[0]


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "::", "example.org"])  # noqa: S104  refused
def test_it_listens_to_nobody_else(host: str, tmp_path: Path) -> None:
    where = tmp_path / "verbale.db"
    done = CliRunner().invoke(main, ["desk", "--record", str(where), "--host", host, "--no-browser"])
    assert done.exit_code != 0
    assert not where.exists()


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "", "[", "localhost]:1"]
)
def test_other_names_are_not_answered(client: TestClient, host: str) -> None:
    assert client.get("/events", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost:8765", "127.0.0.1:9", "[::1]:8765", "LOCALHOST"])
def test_its_own_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/events", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("token", [None, "", "wrong", "é"])
def test_a_form_without_the_pages_token_changes_nothing(own: TestClient, token: str | None) -> None:
    token_of(own)
    given = {"text": "Chad accused Libya."} | ({} if token is None else {"csrf_token": token})
    assert own.post("/add", data=given, follow_redirects=False).status_code == 403


def test_a_token_is_worth_nothing_with_another_cookie(own: TestClient) -> None:
    token = token_of(own)
    own.cookies.clear()
    assert own.post("/add", data={"text": "Chad.", "csrf_token": token}).status_code == 403
    own.cookies.set(identity.FORM_COOKIE, f"{token}.forged")
    assert own.post("/add", data={"text": "Chad.", "csrf_token": token}).status_code == 403


def test_a_form_with_it_is_obeyed(own: TestClient) -> None:
    given = {"text": "Chad accused Libya on Monday.", "csrf_token": token_of(own)}
    assert own.post("/add", data=given, follow_redirects=False).status_code == 303


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "http://evil.example"}]
)
def test_a_form_of_another_site_is_refused(own: TestClient, headers: dict[str, str]) -> None:
    given = {"text": "Chad accused Libya on Monday.", "csrf_token": token_of(own)}
    assert own.post("/add", data=given, headers=headers, follow_redirects=False).status_code == 403


@pytest.mark.parametrize("path", ["/", "/events", "/nothing", "/events?type=FOO", "/static/desk.css", "/events.csv"])
def test_every_answer_keeps_browsers_to_the_desks_own_files(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"


def test_too_much_is_refused(own: TestClient) -> None:
    token = token_of(own)
    large = b"x" * 400_000
    assert own.post(f"/add?csrf_token={token}", files={"files": ("a.txt", large)}).status_code == 413

    def pieces() -> Iterator[bytes]:  # sent without a length
        for _ in range(40):
            yield b"x" * 10_000

    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    assert own.post("/add", content=pieces(), headers=headers).status_code == 413


@pytest.mark.parametrize(
    "path",
    ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "", None, "/a\nb", "\\\\evil"],
)
def test_paths_lead_nowhere_else(path: str | None) -> None:
    assert local_path(path, "/review") == "/review"


def test_our_own_paths_are_kept() -> None:
    assert local_path("/events?type=AID&page=2") == "/events?type=AID&page=2"


def test_a_fault_shows_nothing_of_the_program(own: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a secret of the program")

    monkeypatch.setattr("verbale.desk.pages_lists.told_reports", broken)
    answer = own.get("/reports")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "ZeroDivision" not in answer.text


def test_a_desk_without_accounts_has_none_of_these_pages(client: TestClient) -> None:
    for path in ("/login", "/account", "/accounts", "/audit"):
        assert client.get(path).status_code == 404


def test_a_desk_without_accounts_behind_a_proxy_answers_nobody(client: TestClient) -> None:
    assert client.get("/events", headers={"X-Forwarded-For": "203.0.113.5"}).status_code == 403
