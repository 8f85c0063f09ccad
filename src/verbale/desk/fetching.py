"""Fetching a page from the web, and nothing from the networks around us."""

import ipaddress
import socket
import time
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import httpx
from msgspec import Struct

from .. import __version__
from ..errors import InputError

HOPS = 5
PORTS = frozenset({80, 443, 8080, 8443})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CARRIER = ipaddress.ip_network("100.64.0.0/10")
"""Addresses between a provider and its customers (RFC 6598), which `ipaddress` calls neither private nor global."""
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Fetched(Struct, frozen=True):
    """A page as it came."""

    url: str
    """After redirects."""
    data: bytes
    content_type: str | None


def is_public(address: Address) -> bool:
    """Whether anybody may reach this address: not our own networks, however they are written."""
    if isinstance(address, ipaddress.IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inside is not None:
            return is_public(inside)
        if address in ipaddress.ip_network("64:ff9b::/96"):
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF))
    elif address in _CARRIER:
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def fetch(url: str, *, largest: int, seconds: float, allowed: Callable[[Address], bool] = is_public) -> Fetched:
    """The page at an address, redirects followed. Raises InputError for one that is refused, too large or too slow."""
    end = time.monotonic() + seconds
    for _ in range(HOPS + 1):
        found = _once(url, largest, end, allowed)
        if isinstance(found, Fetched):
            return found
        url = found
    raise InputError(url, f"more than {HOPS} redirects")


def _once(url: str, largest: int, end: float, allowed: Callable[[Address], bool]) -> Fetched | str:
    """The page, or where it sends us."""
    host, port, secure = _parts(url)
    address = _resolved(url, host, port, allowed)
    parts = urlsplit(url)
    literal = f"[{address}]" if address.version == 6 else str(address)
    target = parts._replace(netloc=f"{literal}:{port}", fragment="").geturl()
    named = host if port == (443 if secure else 80) else f"{host}:{port}"
    headers = {
        "Host": named,
        "User-Agent": f"Verbale/{__version__}",
        "Accept": "text/html,application/pdf,text/*;q=0.9",
    }
    try:
        with (
            httpx.Client(trust_env=False, follow_redirects=False, timeout=_left(url, end)) as client,
            client.stream("GET", target, headers=headers, extensions={"sni_hostname": host}) as answer,
        ):
            if answer.status_code in _REDIRECTS and "location" in answer.headers:
                return urljoin(url, answer.headers["location"])
            if answer.status_code != 200:
                raise InputError(url, f"the server answers {answer.status_code}")
            return Fetched(url, _body(url, answer, largest, end), answer.headers.get("content-type"))
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise InputError(url, f"cannot be fetched: {str(error) or type(error).__name__}") from None


def _parts(url: str) -> tuple[str, int, bool]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise InputError(url, "not an address") from None
    if parts.scheme not in ("http", "https") or not host:
        raise InputError(url, "not an address of the web: it begins with https:// or http://")
    if parts.username is not None or parts.password is not None:
        raise InputError(url, "an address with a password in it is not fetched")
    port = port or (443 if parts.scheme == "https" else 80)
    if port not in PORTS:
        raise InputError(url, f"port {port} is not fetched from")
    return host, port, parts.scheme == "https"


def _resolved(url: str, host: str, port: int, allowed: Callable[[Address], bool]) -> Address:
    """The address that is dialled: the one that was checked. Every address of the name must be allowed."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise InputError(url, "no server has this name") from None
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    if not addresses or not all(map(allowed, addresses)):
        raise InputError(url, "an address of a private network is not fetched")
    return addresses[0]


def _body(url: str, answer: httpx.Response, largest: int, end: float) -> bytes:
    found = bytearray()
    for piece in answer.iter_bytes(65_536):  # unpacked: a small file may unpack to a large one
        found += piece
        if len(found) > largest:
            raise InputError(url, f"larger than {largest // 1_000_000} MB")
        _left(url, end)
    return bytes(found)


def _left(url: str, end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise InputError(url, "the server is too slow")
    return left
