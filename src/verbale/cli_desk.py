"""The command `verbale desk`: the record in a browser."""

import socket
import webbrowser
from threading import Timer

import click

from .cli_judge import BY
from .cli_options import RECORD, examples
from .errors import UsageError


@click.command(
    short_help="Open the record in a browser.",
    epilog=examples(
        "verbale desk                                         the record in this folder",
        "verbale desk --record news.db --port 9000 --no-browser",
    ),
)
@RECORD
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0: any that is free.")
@click.option("--no-browser", is_flag=True, help="Open no page.")
@click.option("--no-fetching", is_flag=True, help="Reports cannot be added by URL.")
@BY
def desk(where: str, host: str, port: int, no_browser: bool, no_fetching: bool, by: str) -> None:
    """Open the record in a browser.

    It is for one person on this machine: nobody else can reach it, and no login is needed. A record that is not there
    yet is begun.
    """
    import uvicorn

    from .desk.app import create_app
    from .desk.state import LOOPBACK, Desk, Settings

    if host not in LOOPBACK:
        raise UsageError(f"--host {host}: others could reach the desk there, and it has no accounts yet; use 127.0.0.1")
    settings = Settings(host=host, port=port, fetches=not no_fetching, reviewer=by)
    found = Desk.open(where, settings)
    try:
        listening = _listening(host, port)
        address = f"http://{'localhost' if host in LOOPBACK else host}:{listening.getsockname()[1]}/"
        click.echo(f"{address}  (Ctrl-C ends it)")
        if not no_browser and host in LOOPBACK:
            Timer(0.5, webbrowser.open, [address]).start()
        config = uvicorn.Config(
            create_app(found), log_level="warning", server_header=False, timeout_graceful_shutdown=3
        )
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        found.close()


def _listening(host: str, port: int) -> socket.socket:
    """A socket at the address. Raises UsageError where it is taken or not ours."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        found = socket.socket(family, socket.SOCK_STREAM)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
    except OSError as error:
        raise UsageError(f"{host}:{port}: {(error.strerror or str(error)).lower()}; try another --port") from None
    return found
