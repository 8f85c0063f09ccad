"""The desk under load: each page for one user, then many users at once, then for as long as wanted.

    python -m measure.desk_load RECORD [--users 50] [--seconds 300]

Addresses are drawn from the record with a fixed seed. Figures go to standard output as JSON.
"""

import argparse
import random
import re
import socket
import subprocess
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path

import httpx
import msgspec

from .docs_markdown import table
from .percentiles import percentile

FIXED = (
    "/", "/events", "/episodes", "/statements", "/people", "/reports", "/agreements", "/transfers", "/obligations", "/visits",
    "/dyads", "/review", "/pictures/timeline", "/pictures/scores", "/pictures/matrix", "/pictures/network", "/pictures/map",
)  # fmt: skip
WORDS = ("troops", "war", "treaty", "minister", "sanctions", "border")
PARTIES = ("USA", "RUS", "CHN", "FRA", "GBR", "TUR", "IRN", "IND")
THINKING_S = (2.0, 8.0)
"""Between two pages of a user."""
ONCE = 8
AHEAD_S = 20
"""For the desk to draw what it draws ahead."""
SOAK_S = 300
ALONE_MS, TOGETHER_MS = 300, 1000
"""The bars."""


class Load(msgspec.Struct):
    """Milliseconds, by page: of the slowest first ask, and at the 95th percentile afterwards; over all pages for many users.

    Memory of the server in MB.
    """

    first_ms: dict[str, float]
    alone_ms: dict[str, float]
    together_ms: float
    together_requests: int
    failures: int
    memory_mb: list[float]


def main() -> None:
    """Serves the record and asks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record")
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=SOAK_S)
    options = parser.parse_args()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "verbale.cli",
        "desk",
        "--record",
        options.record,
        "--port",
        str(port),
        "--no-browser",
    ]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        print(
            msgspec.json.encode(
                measured(f"http://127.0.0.1:{port}", server.pid, options.users, options.seconds)
            ).decode()
        )
    finally:
        server.terminate()
        server.wait(20)


def measured(address: str, process: int, users: int, seconds: float) -> Load:
    """The figures of a desk that is starting."""
    with httpx.Client(base_url=address, timeout=60) as client:
        _wait(client)
        pages = _pages(client)
        time.sleep(AHEAD_S)
        first = {kind: _first(client, paths) for kind, paths in pages.items()}
        alone = {kind: _alone(client, paths) for kind, paths in pages.items()}
    every = [path for paths in pages.values() for path in paths]
    times: list[float] = []
    failures: list[str] = []
    memory = [_memory_mb(process)]
    end = time.monotonic() + seconds
    threads = [
        threading.Thread(target=_user, args=(address, every, number, end, times, failures)) for number in range(users)
    ]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        time.sleep(min(10.0, max(1.0, seconds / 12)))
        memory.append(_memory_mb(process))
    return Load(first, alone, round(percentile(times, 95) * 1000, 1), len(times), len(failures), memory)


def told(load: Load, users: int) -> str:
    """The block of the page."""
    rows = [
        (kind, f"{load.first_ms[kind]:.0f}", f"{late:.0f}" if late < ALONE_MS else f"**{late:.0f}**, over the bar")
        for kind, late in load.alone_ms.items()
    ]
    return (
        f"Milliseconds over HTTP for one user (the bar is {ALONE_MS} ms at the 95th percentile). Some addresses of each kind of "
        f"page are asked once, {AHEAD_S} seconds after the desk has started, and then again and again:\n\n"
        + table(("page", "slowest first ask", "95th percentile afterwards"), rows)
        + f"\n{users} users at once, who look at a page for {THINKING_S[0]:.0f} to {THINKING_S[1]:.0f} seconds and then at "
        f"another drawn from the same addresses: {load.together_requests} pages with {load.failures} failures, 95th "
        f"percentile {load.together_ms:.0f} ms (the bar is {TOGETHER_MS} ms). The counts beside a list are kept until the "
        f"record changes, and the addresses come again, so most lists were counted before. Memory without pages of files: "
        f"{load.memory_mb[0]:.0f} MB at first, {max(load.memory_mb):.0f} MB at most, {load.memory_mb[-1]:.0f} MB at the end."
    )


def _wait(client: httpx.Client) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            client.get("/static/icon.svg")
        except httpx.TransportError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError("the desk did not start")


def _pages(client: httpx.Client) -> dict[str, list[str]]:
    """Addresses by kind of page."""
    draw = random.Random(7)  # noqa: S311  the same addresses in every run
    found: dict[str, list[str]] = defaultdict(list)
    for path in FIXED:
        found[path] = [path]
    found["/events?q="] = [f"/events?q={word}" for word in WORDS]
    found["/events?party="] = [f"/events?party={party}" for party in PARTIES]
    found["/events?type=&party="] = [f"/events?type=ACCUSE&party={party}" for party in PARTIES]
    for kind in ("map", "network"):
        found[f"/pictures/{kind}?party="] = [f"/pictures/{kind}?party={party}" for party in PARTIES]
    found["/dyads/A"] = [f"/dyads/{party}" for party in PARTIES]
    found["/dyads/A/B"] = [f"/dyads/{'/'.join(draw.sample(PARTIES, 2))}" for _ in range(ONCE)]
    text = "".join(client.get(f"/events?page={draw.randint(1, 100)}").text for _ in range(3))
    people = client.get(f"/people?page={draw.randint(1, 50)}").text
    for kind, text_of in (("events", text), ("reports", text), ("episodes", text), ("people", people)):
        ids = sorted(set(re.findall(rf'"/{kind}/([^"#/?]+)["#]', text_of)))
        found[f"/{kind}/ID"] = [f"/{kind}/{id}" for id in draw.sample(ids, min(ONCE, len(ids)))]
    return dict(found)


def _first(client: httpx.Client, paths: list[str]) -> float:
    times = []
    for path in paths:
        started = time.perf_counter()
        client.get(path).raise_for_status()
        times.append(time.perf_counter() - started)
    return round(max(times) * 1000, 1)


def _alone(client: httpx.Client, paths: list[str]) -> float:
    times = []
    for _ in range(max(2, 24 // len(paths))):
        for path in paths:
            started = time.perf_counter()
            client.get(path).raise_for_status()
            times.append(time.perf_counter() - started)
    return round(percentile(times, 95) * 1000, 1)


def _user(address: str, every: list[str], number: int, end: float, times: list[float], failures: list[str]) -> None:
    draw = random.Random(number)  # noqa: S311  as above
    with httpx.Client(base_url=address, timeout=60) as client:
        time.sleep(draw.uniform(0, THINKING_S[1]))
        while time.monotonic() < end:
            path = draw.choice(every)
            started = time.perf_counter()
            try:
                if client.get(path).status_code != 200:
                    failures.append(path)
            except httpx.TransportError:
                failures.append(path)
            times.append(time.perf_counter() - started)
            time.sleep(draw.uniform(*THINKING_S))


def _memory_mb(process: int) -> float:
    """Resident memory without pages of files, which the system takes back when it likes."""
    told = dict(line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text().splitlines())
    return round(int(told["RssAnon"].split()[0]) / 1024, 1)


if __name__ == "__main__":
    main()
