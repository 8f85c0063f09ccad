"""Adding reports at the desk, hostile ones too."""

import io
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from verbale.desk.app import create_app
from verbale.desk.state import Desk, Settings
from verbale.desk.uploads import safe_name

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    desk = Desk.open(str(tmp_path_factory.mktemp("adding") / "own.db"), Settings())
    yield TestClient(create_app(desk), base_url="http://localhost")
    desk.close()


def token_of(client: TestClient) -> str:
    return client.get("/add").text.partition('name="csrf_token" value="')[2].partition('"')[0]


def finished(client: TestClient, address: str) -> str:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        text = client.get(address).text
        if "hx-trigger" not in text:
            return text
        time.sleep(0.05)
    raise AssertionError("the job does not end")


def added(client: TestClient, name: str, data: bytes) -> str:
    answer = client.post(f"/add?csrf_token={token_of(client)}", files={"files": (name, data)}, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return finished(client, answer.headers["location"])


def test_a_file_is_read_and_the_same_again_changes_nothing(own: TestClient) -> None:
    first = added(own, "chad.txt", b"Chad accused Libya of arming rebels on Monday.")
    assert "added" in html.fromstring(first).text_content()
    again = added(own, "chad.txt", b"Chad accused Libya of arming rebels on Monday.")
    assert "unchanged" in html.fromstring(again).text_content()


def test_a_pasted_text_is_read_with_its_date(own: TestClient) -> None:
    given = {
        "text": "Peru recalled its envoy to Chile on Tuesday.",
        "date": "2004-05-06",
        "title": "Envoys",
        "csrf_token": token_of(own),
    }
    text = finished(own, own.post("/add", data=given, follow_redirects=False).headers["location"])
    [address] = html.fromstring(text).xpath("//li//a[contains(@href, '/reports/')]/@href")
    page = html.fromstring(own.get(address).text)
    assert page.xpath("//header[@class='masthead']//time/@datetime") == ["2004-05-06"]


def test_a_hostile_report_is_shown_as_text(own: TestClient) -> None:
    body = f"{HOSTILE}\n\nChad accused Libya of {HOSTILE} on Friday, said Ali {HOSTILE}.".encode()
    text = added(own, f"{HOSTILE}.txt", body)
    [address] = html.fromstring(text).xpath("//li//a[contains(@href, '/reports/')]/@href")
    for path in (address, "/", "/reports", "/events", "/statements", "/people", "/episodes"):
        page = html.fromstring(own.get(path).text)
        assert not page.xpath("//script[not(@src)] | //img | //@onerror"), path
    assert "<script>alert(1)</script>" in html.fromstring(own.get(address).text).text_content()


def test_the_original_is_never_shown_as_a_page(own: TestClient) -> None:
    added(own, "page.html", b"<html><body><p>Mali accused Niger of spying on Monday, officials said.</p></body></html>")
    found = own.get("/events.jsonl", params={"party": "MLI"}).json()
    answer = own.get(f"/reports/{found['report']}/original")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("report.txt", b"0" * 30_000_000)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b""), ("bomb.zip", bomb()), ("report.txt", bomb()), ("a.exe", b"MZ\x90\x00" + bytes(200)),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(99)),
    ],
)  # fmt: skip
def test_what_is_no_report_is_refused(own: TestClient, name: str, data: bytes) -> None:
    answer = own.post(f"/add?csrf_token={token_of(own)}", files={"files": (name, data)}, follow_redirects=False)
    assert answer.status_code == 400
    assert html.fromstring(answer.text).xpath("//p[@role='alert']")


def test_a_private_address_is_refused_in_a_line(own: TestClient) -> None:
    given = {"address": "http://169.254.169.254/latest", "csrf_token": token_of(own)}
    text = finished(own, own.post("/add", data=given, follow_redirects=False).headers["location"])
    assert "private network" in text


def test_fetching_can_be_switched_off(tmp_path: Path) -> None:
    desk = Desk.open(str(tmp_path / "own.db"), Settings(fetches=False))
    client = TestClient(create_app(desk), base_url="http://localhost")
    given = {"address": "https://example.org/", "csrf_token": token_of(client)}
    assert client.post("/add", data=given).status_code == 400
    desk.close()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"), ("C:\\a\\b.txt", "b.txt"), ("a\u202etxt.exe\n", "atxt.exe"), ("", "upload"),
        ("x" * 999, "x" * 200),
    ],
)  # fmt: skip
def test_names_of_files_are_made_safe(name: str, shown: str) -> None:
    assert safe_name(name) == shown
