"""The command `verbale desk`: the record in a browser."""

import socket
import webbrowser
from threading import Timer

import click

from .cli_options import RECORD, examples
from .errors import UsageError


@click.command(
    short_help="Open the record in a browser.",
    epilog=examples(
        "verbale desk                                         the record in this folder",
        "verbale desk --record news.db --port 9000 --no-browser",
        "verbale desk --host 0.0.0.0 --name desk.example.org --https    for a team, behind a proxy; see `verbale account`",
    ),
)
@RECORD
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0: any that is free.")
@click.option("--no-browser", is_flag=True, help="Open no page.")
@click.option("--no-fetching", is_flag=True, help="Reports cannot be added by URL.")
@click.option(
    "--name", "names", multiple=True, metavar="HOST", help="A name that the desk is reached by, beside its address."
)
@click.option("--https", is_flag=True, help="It is reached over HTTPS: cookies are sent in no other way.")
def desk(
    where: str, host: str, port: int, no_browser: bool, no_fetching: bool, names: tuple[str, ...], https: bool
) -> None:
    """Open the record in a browser.

    Alone on this machine no login is needed. At any other address everybody logs in: `verbale account add` makes the
    first account.
    """
    import uvicorn

    from .desk.accounts import Accounts, accounts_path
    from .desk.app import create_app
    from .desk.state import LOOPBACK, Desk, Settings

    path = accounts_path(where)
    accounts = Accounts.open(path) if path.exists() else None
    if host not in LOOPBACK and (accounts is None or not accounts.users()):
        raise UsageError(
            f"--host {host}: others can reach it there, so accounts are needed: verbale account add NAME --role administrator"
        )
    settings = Settings(host=host, port=port, fetches=not no_fetching, names=names, secure_cookies=https)
    found = Desk.open(where, settings, accounts)
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
