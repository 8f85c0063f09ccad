"""The command `verbale account`: who may log in to a desk that others can reach."""

import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from .cli_options import RECORD, examples
from .cli_output import complain
from .cli_tables import FORMAT, print_rows
from .errors import UsageError

if TYPE_CHECKING:
    from .accounts.accounts import Accounts

ACCOUNTS = click.option(
    "--accounts", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
    help="The file of accounts. Otherwise beside the record: news.accounts.db for news.db.",
)  # fmt: skip
_ROLE = click.option("--role", required=True, metavar="ROLE", help="reader, reviewer, editor or administrator.")
_STDIN = click.option(
    "--password-stdin", is_flag=True, help="Take the password from standard input instead of asking for it."
)
_NAME = click.argument("name", metavar="NAME")
_DAYS = 90


@contextmanager
def _open(where: str, path: Path | None, *, create: bool = False) -> "Iterator[Accounts]":
    from .accounts.accounts import Accounts
    from .accounts.file import beside

    found = Accounts.open(path or beside(where), create=create)
    try:
        yield found
    finally:
        found.close()


def _me() -> str:
    """Who changes accounts from the command line, for the audit log."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        return "command line"


def _password(from_stdin: bool) -> str:
    """The password, asked for twice, or a line of standard input."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise UsageError("a password is asked for at a terminal; give it on standard input with --password-stdin")
    password: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return password


@click.group(
    short_help="Keep the accounts of a desk that others can reach.",
    epilog=examples("verbale account add Ana --role administrator", "verbale account list"),
)
def account() -> None:
    """Keep the accounts of a desk that others can reach.

    They stand in a file of their own beside the record, which nobody else on this machine can read; passwords are kept as
    argon2id hashes alone. Readers look at everything, reviewers judge events too, editors add reports too, and
    administrators keep the accounts too.
    """


@account.command(short_help="Make an account.", epilog=examples("verbale account add Ana --role administrator"))
@_NAME
@_ROLE
@_STDIN
@RECORD
@ACCOUNTS
def add(name: str, role: str, password_stdin: bool, where: str, accounts: Path | None) -> None:
    """Make an account. The first is an administrator's."""
    with _open(where, accounts, create=True) as found:
        made = found.add(name, _password(password_stdin), role, by=_me())
    click.echo(f"{made.name}: {made.role}")


@account.command("list", short_help="List the accounts.", epilog=examples("verbale account list --format csv"))
@RECORD
@ACCOUNTS
@FORMAT
def list_(where: str, accounts: Path | None, style: str) -> None:
    """List the accounts."""
    with _open(where, accounts) as found:
        rows = [{**msgspec.structs.asdict(one), "made": _day(one.made)} for one in found.every()]
    print_rows(rows, style, ("name", "role", "made", "closed"))


@account.command(short_help="Give somebody another role.", epilog=examples("verbale account role Ben editor"))
@_NAME
@click.argument("role", metavar="ROLE")
@RECORD
@ACCOUNTS
def role(name: str, role: str, where: str, accounts: Path | None) -> None:
    """Give somebody another role."""
    with _open(where, accounts) as found:
        found.set_role(name, role, by=_me())


@account.command(short_help="Give an account another password.", epilog=examples("verbale account password Ben"))
@_NAME
@_STDIN
@RECORD
@ACCOUNTS
def password(name: str, password_stdin: bool, where: str, accounts: Path | None) -> None:
    """Give an account another password; its sessions end."""
    with _open(where, accounts) as found:
        found.one(name)
        found.set_password(name, _password(password_stdin), by=_me())


def _closing(verb: str, closed: bool, help: str) -> click.Command:
    def command(name: str, where: str, accounts: Path | None) -> None:
        with _open(where, accounts) as found:
            found.set_closed(name, closed, by=_me())

    wrapped: Callable[..., Any] = _NAME(RECORD(ACCOUNTS(command)))
    short = help.partition(";")[0].rstrip(".") + "."
    return account.command(verb, short_help=short, help=help, epilog=examples(f"verbale account {verb} Ben"))(wrapped)


_closing("close", True, "Close an account; nobody can log in to it, its sessions end and its tokens are good no more.")
_closing("reopen", False, "Open an account again.")


@account.command(
    short_help="Make a token for a program.",
    epilog=examples(
        "verbale account token Ana --for nightly-export", "verbale account token Ana --for import --scope add --days 30"
    ),
)
@_NAME
@click.option("--for", "label", required=True, metavar="TEXT", help="What it is for.")
@click.option(
    "--scope", "scopes", multiple=True, metavar="SCOPE", help="read, review or add; may be given again. Default: read."
)
@click.option("--days", type=click.IntRange(1, 366), default=_DAYS, show_default=True, help="How long it is good.")
@RECORD
@ACCOUNTS
def token(name: str, label: str, scopes: tuple[str, ...], days: int, where: str, accounts: Path | None) -> None:
    """Make a token for a program, which sends it as `Authorization: Bearer TOKEN`. It is shown only now."""
    from .accounts import entry

    with _open(where, accounts) as found:
        made, secret = entry.make_token(found.file, found.one(name), label, scopes, days, by=_me())
    complain(f"{made.id}, good until {_day(made.ends)}; it is shown only now")
    click.echo(secret)


@account.command(short_help="List the tokens of programs.", epilog=examples("verbale account tokens"))
@RECORD
@ACCOUNTS
@FORMAT
def tokens(where: str, accounts: Path | None, style: str) -> None:
    """List the tokens of programs."""
    from .accounts import entry

    with _open(where, accounts) as found:
        rows = [
            {**msgspec.structs.asdict(one), **{f: _day(getattr(one, f)) for f in ("made", "ends", "used")}}
            for one in entry.tokens(found.file)
        ]
    print_rows(rows, style, ("id", "account", "label", "scopes", "made", "ends", "used"))


@account.command(short_help="End a token.", epilog=examples("verbale account revoke 9f2c81d0a4be"))
@click.argument("id", metavar="ID")
@RECORD
@ACCOUNTS
def revoke(id: str, where: str, accounts: Path | None) -> None:
    """End a token; `verbale account tokens` lists them."""
    from .accounts import entry

    with _open(where, accounts) as found:
        entry.revoke(found.file, id, by=_me())


@account.command(
    short_help="Show who did what at the desk.", epilog=examples("verbale account audit --limit 500 --format csv")
)
@click.option(
    "--limit", metavar="N", type=click.IntRange(1), default=50, show_default=True, help="At most so many lines."
)
@RECORD
@ACCOUNTS
@FORMAT
def audit(limit: int, where: str, accounts: Path | None, style: str) -> None:
    """Show who did what at the desk, the latest first: logins, failed ones too, and every change."""
    with _open(where, accounts) as found:
        rows = [{**msgspec.structs.asdict(line), "at": _moment(line.at)} for line in found.audit(limit)]
    print_rows(rows, style, ("at", "who", "what", "subject", "address"))


def _moment(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _day(at: int | None) -> str | None:
    return None if at is None else datetime.fromtimestamp(at, UTC).date().isoformat()
