"""The command `verbale desk`: the record in a browser."""

import socket
import webbrowser
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any

import click

from .cli_account import ACCOUNTS
from .cli_judge import BY
from .cli_options import RECORD, examples
from .cli_output import complain
from .errors import UsageError

if TYPE_CHECKING:
    from .accounts.accounts import Accounts

_FILE = click.Path(path_type=Path)


@click.command(
    short_help="Open the record in a browser.",
    epilog=examples(
        "verbale desk                                         the record in this folder",
        "verbale desk --record news.db --port 9000 --no-browser",
        "verbale desk --host 0.0.0.0 --certificate desk.pem --key desk.key     for others too; they log in",
        "verbale desk --proxy 127.0.0.1 --name desk.example.org                behind a server that speaks HTTPS",
    ),
)
@RECORD
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0: any that is free.")
@click.option("--no-browser", is_flag=True, help="Open no page.")
@click.option("--no-fetching", is_flag=True, help="Reports cannot be added by URL.")
@click.option("--login", is_flag=True, help="Ask for a login on this machine too.")
@ACCOUNTS
@click.option(
    "--name", "names", multiple=True, metavar="NAME", help="A name that the desk is reached by; may be given again."
)
@click.option("--proxy", metavar="ADDRESS", help="Of the server before it that speaks HTTPS and says who asks.")
@click.option("--certificate", type=_FILE, metavar="FILE", help="Speak HTTPS with this certificate (PEM).")
@click.option("--key", type=_FILE, metavar="FILE", help="The certificate's private key.")
@BY
def desk(where: str, host: str, port: int, names: tuple[str, ...], by: str, **given: Any) -> None:
    """Open the record in a browser.

    On this machine it is for one person, and no login is needed. Where others can reach it (another --host, a --name or a
    --proxy), it starts only if `verbale account add` has made accounts, and everybody logs in. A record that is not there
    yet is begun.
    """
    import uvicorn

    from .desk.app import create_app
    from .desk.state import LOOPBACK, Desk, Settings

    proxy, certificate, key = given["proxy"], given["certificate"], given["key"]
    if (certificate is None) != (key is None):
        raise click.UsageError("--certificate and --key go together")
    public = host not in LOOPBACK or bool(names or proxy)
    accounts = _accounts(where, given["accounts"], host, public=public) if public or given["login"] else None
    https = certificate is not None or proxy is not None
    if host not in LOOPBACK and not https:
        complain("passwords will cross the network unencrypted: give --certificate and --key, or --proxy")
    settings = Settings(host=host, port=port, fetches=not given["no_fetching"], reviewer=by, names=names, https=https)
    found = Desk.open(where, settings, accounts)
    try:
        config = uvicorn.Config(
            create_app(found), log_level="warning", server_header=False, timeout_graceful_shutdown=3,
            proxy_headers=proxy is not None, forwarded_allow_ips=proxy, ssl_certfile=certificate, ssl_keyfile=key,
        )  # fmt: skip
        try:
            config.load()
        except OSError as error:
            raise UsageError(
                f"{certificate}: no certificate with its key: {(error.strerror or str(error)).lower()}"
            ) from None
        listening = _listening(host, port)
        scheme = "https" if certificate is not None else "http"
        address = f"{scheme}://{'localhost' if host in LOOPBACK else host}:{listening.getsockname()[1]}/"
        click.echo(f"{address}  (Ctrl-C ends it)")
        if not given["no_browser"] and not public:
            Timer(0.5, webbrowser.open, [address]).start()
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        found.close()


def _accounts(where: str, path: Path | None, host: str, *, public: bool) -> "Accounts":
    """The accounts that others log in with. Raises UsageError where there are none."""
    from .accounts.accounts import Accounts
    from .accounts.file import beside

    path = path or beside(where)
    if not path.exists():
        why = f"others could reach the desk at {host}" if public else "nobody could log in"
        raise UsageError(
            f"{path}: there are no accounts, and {why}: make one with `verbale account add NAME --role administrator`"
        )
    return Accounts.open(path)


def _listening(host: str, port: int) -> socket.socket:
    """A socket at the address. Raises UsageError where it is taken or not ours."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        found = socket.socket(
            family, socket.SOCK_STREAM, socket.IPPROTO_TCP
        )  # named: else asyncio waits to fill packets
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
    except OSError as error:
        raise UsageError(f"{host}:{port}: {(error.strerror or str(error)).lower()}; try another --port") from None
    return found
