"""A desk served on a free port, and a real browser to look at it."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn

from verbale.desk.app import create_app
from verbale.desk.state import Desk

CHROMIUM = "VERBALE_TEST_CHROMIUM"
"""Names the browser, where it is not on the path."""


@contextmanager
def served(desk: Desk) -> Iterator[str]:
    """The address of a desk until the end."""
    config = uvicorn.Config(create_app(desk), host="127.0.0.1", port=0, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    end = time.monotonic() + 20
    while not server.started:
        assert time.monotonic() < end, "the desk did not start"
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


def chromium() -> str:
    """The browser's path; the test is skipped where there is none."""
    found = os.environ.get(CHROMIUM) or shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("no Chromium here (Debian's package: chromium)")
    return found
