"""Fetching: what is refused, and that it ends."""

import gzip
import ipaddress
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from verbale.desk import fetching
from verbale.desk.fetching import Address, fetch, is_public
from verbale.errors import InputError


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://10.0.0.8/", "http://192.168.1.1/", "http://172.16.0.1/",
        "http://169.254.169.254/latest/meta-data/", "http://100.64.1.1/", "http://0.0.0.0/", "http://[::1]/",
        "http://[::ffff:127.0.0.1]/", "http://[fe80::1]/", "http://[fd00::1]/", "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/",
        "http://224.0.0.1/", "http://255.255.255.255/",
    ],
)  # fmt: skip
def test_private_addresses_are_refused(url: str) -> None:
    with pytest.raises(InputError, match=r"private network|no server"):
        fetch(url, largest=1000, seconds=2)


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://example.org/", "gopher://x/", "http://", "nothing", "http://a:b@example.org/",
     "http://example.org:22/", "http://example.org:99999/"],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(InputError):
        fetch(url, largest=1000, seconds=2)


def test_public_addresses_are_not_refused() -> None:
    assert is_public(ipaddress.ip_address("93.184.216.34"))
    assert is_public(ipaddress.ip_address("2606:2800:220:1:248:1893:25c8:1946"))


class Pages(BaseHTTPRequestHandler):
    """What a hostile server answers."""

    def do_GET(self) -> None:
        place = self.path.partition("?")[0]
        if place == "/round":
            self._to(f"/round?{time.monotonic_ns()}")
        elif place == "/inside":
            self._to("http://10.1.2.3/")
        elif place == "/bomb":
            self._send(gzip.compress(b"0" * 50_000_000), {"Content-Encoding": "gzip"})
        elif place == "/slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(100):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.1)
        elif place == "/once":
            self._to("/page")
        else:
            self._send(b"<p>Chad accused Libya.</p>", {"Content-Type": "text/html"})

    def _to(self, where: str) -> None:
        self.send_response(302)
        self.send_header("Location", where)
        self.end_headers()

    def _send(self, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_address[1]
    monkeypatch.setattr(fetching, "PORTS", fetching.PORTS | {port})
    yield f"http://127.0.0.1:{port}"
    server.shutdown()
    server.server_close()


def ours(address: Address) -> bool:
    return str(address) == "127.0.0.1" or is_public(address)


def test_a_page_comes_with_its_last_address(address: str) -> None:
    found = fetch(f"{address}/once", largest=10_000, seconds=5, allowed=ours)
    assert found.url == f"{address}/page"
    assert b"Chad" in found.data


def test_a_redirect_into_a_private_network_is_refused(address: str) -> None:
    with pytest.raises(InputError, match="private network"):
        fetch(f"{address}/inside", largest=10_000, seconds=5, allowed=ours)


@pytest.mark.parametrize(("path", "words"), [("/round", "redirects"), ("/bomb", "larger than"), ("/slow", "too slow")])
def test_fetching_ends(address: str, path: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        fetch(address + path, largest=1_000_000, seconds=1, allowed=ours)
