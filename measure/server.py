"""A PostgreSQL server for tests and measurements, in a temporary folder and gone afterwards."""

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

DEBIAN = Path("/usr/lib/postgresql")
MISSING = "PostgreSQL is not installed (Debian's package: postgresql)"
USERS = ("postgres", "nobody")
"""Who may run the server when we are root: it refuses to."""
HASTY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
GUARDED = "guarded"
"""A role that the server wants a password of; it trusts all others."""


def programs() -> Path | None:
    """The folder of the server's programs, the newest where there are several; None where it is not installed."""
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3].partition(".")[0]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).resolve().parent if on_path else None


@contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """The URL of a server that runs until the end; `durable` means that commits reach the disk, as they should in earnest.

    Raises FileNotFoundError where PostgreSQL is not installed.
    """
    found = programs()
    if found is None:
        raise FileNotFoundError(MISSING)
    folder = Path(tempfile.mkdtemp(prefix="verbale-postgresql-"))
    user = _runner()
    if user is not None:
        shutil.chown(folder, user)
    data, port = folder / "data", _free_port()
    settings = ["listen_addresses=127.0.0.1", f"port={port}", f"unix_socket_directories={folder}", "max_connections=40"]
    options = " ".join(f"-c {setting}" for setting in (*settings, *(() if durable else HASTY)))
    try:
        _run(
            user, found / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"
        )
        access = data / "pg_hba.conf"
        guard = f"host all {GUARDED} 127.0.0.1/32 scram-sha-256\n"
        access.write_text(guard + access.read_text(encoding="utf-8"), encoding="utf-8")
        _run(user, found / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", options, "start")
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        if (data / "postmaster.pid").exists():
            _run(user, found / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def new_database(server: str, template: str = "template1") -> Iterator[str]:
    """The URL of a database that is dropped afterwards."""
    name = f"verbale_{uuid.uuid4().hex}"
    admin = sa.create_engine(server.replace("postgresql:", "postgresql+pg8000:"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield server.rpartition("/")[0] + "/" + name
    finally:
        with admin.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        admin.dispose()


def _runner() -> str | None:
    """Another user to run as; None where we may run it ourselves."""
    if os.geteuid() != 0:
        return None
    import pwd

    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(user for user in USERS if user in known)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(user: str | None, *command: str | Path) -> None:
    done = subprocess.run(
        command, user=user, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stderr.strip()}")
