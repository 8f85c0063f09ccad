"""Accounts of people: made, changed and closed; whoever changes one leaves a line in the audit log."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.engine import Connection

from ..errors import UsageError
from . import passwords
from .file import AccountsFile
from .roles import ROLES, Role
from .tables import ACCOUNTS, AUDIT, SESSIONS

LONGEST_NAME = 100
"""As of reviewers: judgements bear the name."""


class Account(Struct, frozen=True, kw_only=True):
    """Somebody who may use a desk."""

    key: str
    name: str
    role: Role
    made: int
    closed: bool


class Noted(Struct, frozen=True, kw_only=True):
    """A line of the audit log."""

    key: int
    at: int
    who: str
    what: str
    subject: str
    address: str
    """Where the request came from; empty: this machine's command line."""


class Accounts:
    """The accounts of a record. Raises UsageError for what cannot be done, RecordError where the file fails."""

    def __init__(self, file: AccountsFile) -> None:
        self.file = file

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> "Accounts":
        """Those of a file. Raises RecordError."""
        return cls(AccountsFile.open(path, create=create))

    def close(self) -> None:
        """Lets go of the file."""
        self.file.close()

    def add(self, name: str, password: str, role: str, *, by: str, address: str = "") -> Account:
        """Makes an account; the first must be an administrator's, or nobody could make others at the desk."""
        name = " ".join(name.split())
        if not name or len(name) > LONGEST_NAME or not name.isprintable():
            raise UsageError(f"a name has 1 to {LONGEST_NAME} letters")
        account = Account(key=_key(name), name=name, role=_role(role), made=int(time.time()), closed=False)
        hash = passwords.hashed(passwords.accepted(password, name))
        with self.file.writing() as connection:
            if _found(connection, name) is not None:
                raise UsageError(f"there is an account of {name} already")
            if role != "administrator" and not _administrators(connection):
                raise UsageError("the first account is an administrator's: --role administrator")
            connection.execute(ACCOUNTS.insert().values(
                key=account.key, name=name, role=role, hash=hash, made=account.made, closed=False
            ))  # fmt: skip
            note(connection, by, f"account made: {role}", name, address)
        return account

    def every(self) -> list[Account]:
        """All of them, by name."""
        with self.file.reading() as connection:
            rows = connection.execute(sa.select(*COLUMNS).order_by(ACCOUNTS.c.key))
            return [Account(**row._mapping) for row in rows]

    def one(self, name: str) -> Account:
        """The account of a name."""
        with self.file.reading() as connection:
            return _known(connection, name)

    def set_role(self, name: str, role: str, *, by: str, address: str = "") -> None:
        """Gives somebody another role."""
        with self.file.writing() as connection:
            account = _known(connection, name)
            self._change(connection, account, {"role": _role(role)})
            note(connection, by, f"role: {role}", account.name, address)

    def set_password(self, name: str, password: str, *, by: str, address: str = "") -> None:
        """Gives an account another password and ends its sessions."""
        account = self.one(name)
        hash = passwords.hashed(passwords.accepted(password, account.name))
        with self.file.writing() as connection:
            self._change(connection, account, {"hash": hash})
            connection.execute(SESSIONS.delete().where(SESSIONS.c.account == account.key))
            note(connection, by, "password changed", account.name, address)

    def set_closed(self, name: str, closed: bool, *, by: str, address: str = "") -> None:
        """Closes an account, so that neither it nor its tokens are good any more, or opens it again."""
        with self.file.writing() as connection:
            account = _known(connection, name)
            self._change(connection, account, {"closed": closed})
            connection.execute(SESSIONS.delete().where(SESSIONS.c.account == account.key))
            note(connection, by, "account closed" if closed else "account opened", account.name, address)

    def _change(self, connection: Connection, account: Account, values: dict[str, object]) -> None:
        connection.execute(ACCOUNTS.update().where(ACCOUNTS.c.key == account.key).values(**values))
        if not _administrators(connection):
            raise UsageError(f"{account.name} is the only administrator")

    def check(self, name: str, password: str) -> Account | None:
        """The account, if the password is its own and it is open; it takes as long for a name that nobody has."""
        with self.file.reading() as connection:
            row = connection.execute(sa.select(ACCOUNTS).where(ACCOUNTS.c.key == _key(name))).one_or_none()
        good = passwords.fits(password, row.hash if row is not None else None)
        if row is None or not good or row.closed:
            return None
        if passwords.stale(row.hash):
            with self.file.writing() as connection:
                fresh = {"hash": passwords.hashed(password)}
                connection.execute(ACCOUNTS.update().where(ACCOUNTS.c.key == row.key).values(**fresh))
        return account_of(row._mapping)

    def note(self, who: str, what: str, subject: str = "", address: str = "") -> None:
        """Writes a line into the audit log."""
        with self.file.writing() as connection:
            note(connection, who, what, subject, address)

    def audit(self, limit: int, before: int | None = None) -> Sequence[Noted]:
        """The latest lines of the audit log, the last first; `before` is the key of the line to go on from."""
        query = sa.select(AUDIT).order_by(AUDIT.c.key.desc()).limit(limit)
        if before is not None:
            query = query.where(AUDIT.c.key < before)
        with self.file.reading() as connection:
            return [Noted(**row._mapping) for row in connection.execute(query)]


def note(connection: Connection, who: str, what: str, subject: str, address: str) -> None:
    """Writes a line of the audit log in a transaction."""
    connection.execute(AUDIT.insert().values(at=int(time.time()), who=who, what=what, subject=subject, address=address))


COLUMNS = [ACCOUNTS.c[name] for name in Account.__struct_fields__]
"""Of the table, those of an account: not its hash."""


def account_of(row: Mapping[Any, Any]) -> Account:
    """The account of a row that has its columns, perhaps among others."""
    return Account(**{name: row[name] for name in Account.__struct_fields__})


def _found(connection: Connection, name: str) -> Account | None:
    row = connection.execute(sa.select(*COLUMNS).where(ACCOUNTS.c.key == _key(name))).one_or_none()
    return Account(**row._mapping) if row is not None else None


def _known(connection: Connection, name: str) -> Account:
    found = _found(connection, name)
    if found is None:
        raise UsageError(f"there is no account of {name}")
    return found


def _administrators(connection: Connection) -> int:
    """How many there are whose accounts are open."""
    able = sa.and_(ACCOUNTS.c.role == "administrator", ~ACCOUNTS.c.closed)
    return int(connection.scalar(sa.select(sa.func.count()).where(able)) or 0)


def _role(role: str) -> Role:
    for known in ROLES:
        if known == role:
            return known
    raise UsageError(f"{role} is no role: there are {', '.join(ROLES)}")


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
