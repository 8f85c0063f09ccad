"""A desk that others can reach: logging in, roles, sessions, tokens, and the audit log."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html
from starlette.testclient import TestClient

from verbale.accounts import entry
from verbale.accounts.accounts import Accounts
from verbale.cli import main
from verbale.client import Client
from verbale.desk.app import create_app
from verbale.desk.state import Desk, Settings
from verbale.errors import UsageError

WORDS = {
    "Ana": "oats under a blue tram",
    "Ed": "seven pears for Oslo",
    "Rev": "a kite over the bay",
    "Leo": "lamps in the orchard",
}
ROLES = {"Ana": "administrator", "Ed": "editor", "Rev": "reviewer", "Leo": "reader"}


@pytest.fixture
def desk(filled: Path, tmp_path: Path) -> Iterator[Desk]:
    """With an account for each role."""
    where = tmp_path / "verbale.db"
    shutil.copy(filled, where)
    accounts = Accounts.open(tmp_path / "verbale.accounts.db", create=True)
    for name, role in ROLES.items():
        accounts.add(name, WORDS[name], role, by="test")
    found = Desk.open(str(where), Settings(names=("desk.example.org",), https=True), accounts)
    yield found
    found.close()


@pytest.fixture
def visitor(desk: Desk) -> TestClient:
    """Somebody who has not logged in."""
    return visitor_of(desk)


def visitor_of(desk: Desk) -> TestClient:
    return TestClient(
        create_app(desk), base_url="https://desk.example.org", follow_redirects=False, raise_server_exceptions=False
    )


def token_of(client: TestClient, path: str = "/login") -> str:
    return client.get(path, follow_redirects=True).text.partition('name="csrf_token" value="')[2].partition('"')[0]


def log_in(client: TestClient, name: str, password: str | None = None, **more: str) -> int:
    given = {
        "name": name,
        "password": WORDS.get(name, "") if password is None else password,
        "csrf_token": token_of(client),
    }
    return client.post("/login", data=given | more).status_code


def event_of(desk: Desk) -> str:
    return next(iter(desk.records.find_events())).id


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/events",
        "/events.csv",
        "/reports",
        "/pictures/map",
        "/add",
        "/review",
        "/account",
        "/accounts",
        "/audit",
        "/nothing",
    ],
)
def test_nothing_is_shown_to_who_is_not_logged_in(visitor: TestClient, path: str) -> None:
    answer = visitor.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login")
    assert answer.text == ""


def test_programs_without_a_token_are_told_so(visitor: TestClient) -> None:
    answer = visitor.get("/api/v1/events")
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert visitor.get("/api/v1/events", headers={"Authorization": "Bearer verbale_x"}).status_code == 401
    assert visitor.post("/api/v1/reports", json={"text": "Chad."}).status_code == 401
    assert visitor.get("/api/v1/openapi.json").status_code == 200


def test_logging_in_leads_to_the_page_that_was_wanted(visitor: TestClient) -> None:
    form = visitor.get("/events?type=AID", follow_redirects=True)
    where = html.fromstring(form.text).xpath("//input[@name='next']/@value")[0]
    assert where == "/events?type=AID"
    answer = visitor.post(
        "/login", data={"name": "leo ", "password": WORDS["Leo"], "csrf_token": token_of(visitor), "next": where}
    )
    assert (answer.status_code, answer.headers["location"]) == (303, where)
    cookie = answer.headers["set-cookie"]
    assert all(part in cookie for part in ("HttpOnly", "Secure", "SameSite=Lax"))
    assert visitor.get(where).status_code == 200


def test_it_never_leads_to_another_site(visitor: TestClient) -> None:
    given = {"name": "Leo", "password": WORDS["Leo"], "csrf_token": token_of(visitor), "next": "https://evil.example/"}
    assert visitor.post("/login", data=given).headers["location"] == "/"


@pytest.mark.parametrize(
    ("name", "password"), [("Leo", "wrong"), ("Nobody", "wrong"), ("Leo", ""), ("Leo", WORDS["Ana"]), ("\0", "\0")]
)
def test_a_wrong_name_and_a_wrong_password_are_answered_alike(visitor: TestClient, name: str, password: str) -> None:
    answer = visitor.post("/login", data={"name": name, "password": password, "csrf_token": token_of(visitor)})
    assert answer.status_code == 403
    assert "The name or the password is wrong." in answer.text
    assert "verbale_session" not in answer.headers.get("set-cookie", "")
    assert visitor.get("/events").status_code == 303


def test_many_tries_are_refused_and_noted(desk: Desk, visitor: TestClient) -> None:
    assert [log_in(visitor, "Leo", "wrong") for _ in range(7)] == [403] * 5 + [429] * 2
    assert log_in(visitor, "Leo") == 429, "the right password too"
    assert desk.accounts is not None
    assert [line.what for line in desk.accounts.audit(2)] == ["login refused: too many tries"] * 2


def test_logging_in_takes_the_pages_token(visitor: TestClient) -> None:
    assert visitor.post("/login", data={"name": "Leo", "password": WORDS["Leo"]}).status_code == 403


def test_a_forged_or_ended_session_is_none(desk: Desk, visitor: TestClient) -> None:
    log_in(visitor, "Leo")
    value = visitor.cookies["verbale_session"]
    token = token_of(visitor, "/account")
    assert visitor.post("/logout", data={"csrf_token": token}).status_code == 303
    for forged in (value, value[:-2] + "xx", "Leo", value.partition(".")[0]):
        other = visitor_of(desk)
        other.cookies.set("verbale_session", forged, domain="desk.example.org")
        assert other.get("/events").status_code == 303


def test_a_password_of_the_server_in_front_is_not_ours(visitor: TestClient) -> None:
    visitor.headers["Authorization"] = "Basic YW5hOnNlY3JldA=="
    assert log_in(visitor, "Leo") == 303
    assert visitor.get("/events").status_code == 200


def test_a_session_survives_the_desk(desk: Desk, visitor: TestClient) -> None:
    log_in(visitor, "Leo")
    again = visitor_of(desk)
    again.cookies = visitor.cookies
    assert again.get("/events").status_code == 200


def test_a_form_token_of_another_session_is_worth_nothing(desk: Desk, visitor: TestClient) -> None:
    log_in(visitor, "Rev")
    other = visitor_of(desk)
    log_in(other, "Ed")
    data = {"csrf_token": token_of(other, "/account")}
    assert visitor.post(f"/events/{event_of(desk)}/accept", data=data).status_code == 403
    assert other.post(f"/events/{event_of(desk)}/accept", data=data).status_code == 303


ADMITTED = [
    ("get", "/events", "reader"), ("get", "/account", "reader"), ("get", "/events/{event}/edit", "reviewer"),
    ("post", "/events/{event}/accept", "reviewer"), ("get", "/add", "editor"), ("post", "/add", "editor"),
    ("get", "/accounts", "administrator"), ("post", "/accounts/add", "administrator"), ("get", "/audit", "administrator"),
]  # fmt: skip


@pytest.mark.parametrize("name", ROLES)
def test_roles_do_what_they_may_and_no_more(desk: Desk, visitor: TestClient, name: str) -> None:
    ladder = ["reader", "reviewer", "editor", "administrator"]
    log_in(visitor, name)
    token = token_of(visitor, "/account")
    for method, path, role in ADMITTED:
        data = {"csrf_token": token} if method == "post" else None
        answer = visitor.request(method, path.format(event=event_of(desk)), data=data)
        refused = answer.status_code == 403
        assert refused == (ladder.index(ROLES[name]) < ladder.index(role)), (method, path, answer.status_code)
    shown = visitor.get("/").text
    assert ("Add reports" in shown) == (name in ("Ana", "Ed"))
    assert ('href="/accounts"' in shown) == (name == "Ana")


def test_judgements_bear_the_name_of_the_account(desk: Desk, visitor: TestClient) -> None:
    log_in(visitor, "Rev")
    id = event_of(desk)
    visitor.post(f"/events/{id}/accept", data={"csrf_token": token_of(visitor, "/account")})
    assert "Rev" in html.fromstring(visitor.get(f"/events/{id}").text).text_content()
    assert desk.accounts is not None
    line = desk.accounts.audit(1)[0]
    assert (line.who, line.what, line.subject) == ("Rev", "accept", id)


def test_changing_the_password_ends_the_other_sessions(desk: Desk, visitor: TestClient) -> None:
    log_in(visitor, "Leo")
    other = visitor_of(desk)
    log_in(other, "Leo")
    token = token_of(visitor, "/account")
    wrong = {"csrf_token": token, "old": "no", "new": "a different set of words"}
    assert visitor.post("/account/password", data=wrong).status_code == 400
    assert visitor.post("/account/password", data=wrong | {"old": WORDS["Leo"], "new": "short"}).status_code == 400
    assert other.get("/events").status_code == 200
    assert visitor.post("/account/password", data=wrong | {"old": WORDS["Leo"]}).status_code == 303
    assert visitor.get("/events").status_code == 200
    assert other.get("/events").status_code == 303


def test_a_token_is_shown_once_and_works_until_it_is_ended(desk: Desk, visitor: TestClient) -> None:
    log_in(visitor, "Rev")
    data = {"csrf_token": token_of(visitor, "/account"), "label": "export", "scope": ["read", "review"], "days": "3"}
    [secret] = html.fromstring(visitor.post("/account/tokens", data=data).text).xpath("//code[@class='secret']/text()")
    assert secret not in visitor.get("/account").text
    program = visitor_of(desk)
    program.headers["Authorization"] = f"Bearer {secret}"
    id = event_of(desk)
    assert program.get("/api/v1/events").status_code == 200
    assert program.post(f"/api/v1/events/{id}/judgements", json={"verdict": "accept"}).status_code == 201
    assert program.post("/api/v1/reports", json={"text": "Chad accused Libya."}).status_code == 403
    assert program.get("/account").status_code == 403
    [ended] = html.fromstring(visitor.get("/account").text).xpath(
        "//form[@action='/account/revoke']//input[@name='id']/@value"
    )
    visitor.post("/account/revoke", data={"csrf_token": data["csrf_token"], "id": ended})
    assert program.get("/api/v1/events").status_code == 401


def test_a_token_beyond_ones_role_is_refused(visitor: TestClient) -> None:
    log_in(visitor, "Leo")
    data = {"csrf_token": token_of(visitor, "/account"), "label": "x", "scope": "add", "days": "3"}
    answer = visitor.post("/account/tokens", data=data)
    assert answer.status_code == 400
    assert "cannot pass on" in answer.text


def test_the_session_alone_does_not_let_other_sites_use_the_api(desk: Desk, visitor: TestClient) -> None:
    log_in(visitor, "Rev")
    path = f"/api/v1/events/{event_of(desk)}/judgements"
    assert visitor.post(path, json={"verdict": "accept"}).status_code == 403
    headers = {"X-CSRF-Token": token_of(visitor, "/account")}
    assert visitor.post(path, json={"verdict": "accept"}, headers=headers).status_code == 201


def test_the_python_client_judges_with_a_token(desk: Desk) -> None:
    assert desk.accounts is not None
    _, secret = entry.make_token(desk.accounts.file, desk.accounts.one("Rev"), "client", ["review"], 3, by="Rev")
    transport = visitor_of(desk)._transport
    id = event_of(desk)
    with Client("https://desk.example.org", token=secret, transport=transport) as client:
        judgement = client.accept(id)
        assert next(e for e in client.find("events") if e.id == id).standing == "accepted"
        client.undo(judgement)
        assert next(e for e in client.find("events") if e.id == id).standing == "machine"
        with pytest.raises(UsageError, match="does not allow"):
            client.add(text="Chad accused Libya on Monday.")


def test_administrators_keep_the_accounts(desk: Desk, visitor: TestClient) -> None:
    log_in(visitor, "Ana")
    token = {"csrf_token": token_of(visitor, "/accounts")}
    made = {"name": "<b>Zoe</b>", "role": "reader", "password": "an umbrella of tin"}
    assert visitor.post("/accounts/add", data=token | made).status_code == 303
    assert "<b>Zoe" not in visitor.get("/accounts").text
    assert visitor.post("/accounts/add", data=token | made).status_code == 400
    zoe = visitor_of(desk)
    assert log_in(zoe, made["name"], made["password"]) == 303
    assert visitor.post("/accounts/close", data=token | {"name": made["name"]}).status_code == 303
    assert zoe.get("/events").status_code == 303
    assert visitor.post("/accounts/role", data=token | {"name": "Ana", "role": "reader"}).status_code == 400
    assert visitor.post("/accounts/nothing", data=token).status_code == 404
    log = html.fromstring(visitor.get("/audit").text).text_content()
    assert "account closed" in log
    assert "an umbrella of tin" not in log


def test_https_is_asked_for_again(visitor: TestClient) -> None:
    assert "max-age" in visitor.get("/login").headers["strict-transport-security"]


@pytest.mark.parametrize(
    "arguments", [["--host", "192.0.2.1"], ["--name", "desk.example.org"], ["--proxy", "127.0.0.1"], ["--login"]]
)
def test_without_accounts_it_does_not_start_for_others(tmp_path: Path, arguments: list[str]) -> None:
    where = tmp_path / "news.db"
    done = CliRunner().invoke(main, ["desk", "--record", str(where), "--no-browser", *arguments])
    assert done.exit_code == 2
    assert "verbale account add" in done.stderr
    assert not where.exists()


def test_a_certificate_that_is_none_is_named(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.pem"
    wrong.write_text("nothing of the kind")
    arguments = ["desk", "--record", str(tmp_path / "a.db"), "--no-browser", "--certificate", str(wrong)]
    assert "--key" in CliRunner().invoke(main, arguments).stderr
    done = CliRunner().invoke(main, [*arguments, "--key", str(wrong)])
    assert done.exit_code == 2
    assert "wrong.pem" in done.stderr


def test_accounts_that_cannot_be_read_are_said_in_a_line(desk: Desk, visitor: TestClient) -> None:
    assert desk.accounts is not None
    log_in(visitor, "Leo")
    desk.accounts.file.path.write_bytes(b"no database any more" * 500)
    answer = visitor.get("/events")
    assert answer.status_code == 503
    assert "Traceback" not in answer.text
