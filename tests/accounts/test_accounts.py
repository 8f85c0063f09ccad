"""Accounts, sessions and tokens: what is kept, what is refused, and when something is good no more."""

import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from verbale.accounts import entry, passwords
from verbale.accounts.accounts import Accounts
from verbale.accounts.file import beside
from verbale.accounts.roles import may
from verbale.errors import RecordError, UsageError

SECRET = "oats under a blue tram"  # noqa: S105  of a test


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Accounts]:
    """With an administrator."""
    found = Accounts.open(tmp_path / "a.accounts.db", create=True)
    found.add("Ana", SECRET, "administrator", by="test")
    yield found
    found.close()


def test_the_file_holds_no_secret_and_nobody_else_can_read_it(accounts: Accounts) -> None:
    account = accounts.one("Ana")
    session = entry.begin(accounts.file, account)
    _, token = entry.make_token(accounts.file, account, "export", ["read"], 5, by="test")
    data = accounts.file.path.read_bytes()
    for secret in (SECRET, session, token):
        assert secret.encode() not in data
    assert b"$argon2id$" in data
    if os.name == "posix":
        assert accounts.file.path.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(os.name != "posix", reason="permissions of another kind")
def test_a_file_that_others_can_read_is_refused(accounts: Accounts) -> None:
    accounts.file.path.chmod(0o640)
    with pytest.raises(RecordError, match="chmod 600"):
        Accounts.open(accounts.file.path)


def test_another_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE t (x)")
    path.chmod(0o600)
    before = path.read_bytes()
    with pytest.raises(RecordError, match="no accounts file"):
        Accounts.open(path)
    assert path.read_bytes() == before
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(RecordError):
        Accounts.open(path)
    with pytest.raises(RecordError, match="verbale account add"):
        Accounts.open(tmp_path / "none.db")


def test_the_file_stands_beside_its_record() -> None:
    assert beside("/srv/news.db") == Path("/srv/news.accounts.db")
    with pytest.raises(UsageError, match="--accounts"):
        beside("postgresql://a@b/c")


@pytest.mark.parametrize(
    "password", ["", "short", "aaaaaaaaaaaaaaaa", "x" * 300, "my name is Berta!", "abababababababab"]
)
def test_weak_passwords_are_refused(accounts: Accounts, password: str) -> None:
    with pytest.raises(UsageError):
        accounts.add("Berta", password, "reader", by="test")
    assert [one.name for one in accounts.every()] == ["Ana"]


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "a\nb\x07", "ANA", " ana "])
def test_names_that_are_none_or_taken_are_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(UsageError):
        accounts.add(name, SECRET, "reader", by="test")


def test_only_the_right_password_of_an_open_account_is_good(accounts: Accounts) -> None:
    accounts.add("Ben", SECRET + "!", "reader", by="Ana")
    assert accounts.check("ben", SECRET + "!") == accounts.one("Ben")
    assert accounts.check("Ben", SECRET) is None
    assert accounts.check("Nobody", SECRET) is None
    assert accounts.check("Ben", "x" * 100_000) is None
    accounts.set_closed("Ben", True, by="Ana")
    assert accounts.check("Ben", SECRET + "!") is None
    accounts.set_closed("Ben", False, by="Ana")
    assert accounts.check("Ben", SECRET + "!") is not None


def test_a_password_is_the_same_however_it_is_composed() -> None:
    assert passwords.fits("caf\u0065\u0301 au lait noir", passwords.hashed("caf\u00e9 au lait noir"))


def test_an_administrator_remains(accounts: Accounts) -> None:
    with pytest.raises(UsageError, match="only administrator"):
        accounts.set_role("Ana", "reader", by="Ana")
    with pytest.raises(UsageError, match="only administrator"):
        accounts.set_closed("Ana", True, by="Ana")
    assert accounts.one("Ana").role == "administrator"
    assert entry.of_session(accounts.file, entry.begin(accounts.file, accounts.one("Ana"))) is not None


def test_the_first_account_is_an_administrators(tmp_path: Path) -> None:
    empty = Accounts.open(tmp_path / "b.db", create=True)
    with pytest.raises(UsageError, match="administrator"):
        empty.add("Ben", SECRET, "reader", by="test")
    with pytest.raises(UsageError, match="no role"):
        empty.add("Ben", SECRET, "king", by="test")
    empty.close()


def test_sessions_end(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    account = accounts.one("Ana")
    one, other = (entry.begin(accounts.file, account) for _ in range(2))
    entry.end(accounts.file, one)
    assert entry.of_session(accounts.file, one) is None
    assert entry.of_session(accounts.file, other) == account
    accounts.set_password("Ana", SECRET + " again", by="Ana")
    assert entry.of_session(accounts.file, other) is None
    idle, old = (entry.begin(accounts.file, account) for _ in range(2))
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + entry.IDLE_S - 10)
    assert entry.of_session(accounts.file, old) == account
    monkeypatch.setattr(time, "time", lambda: now + entry.IDLE_S + 10)
    assert entry.of_session(accounts.file, idle) is None
    assert entry.of_session(accounts.file, old) == account
    monkeypatch.setattr(time, "time", lambda: now + entry.LIFE_S + 10)
    assert entry.of_session(accounts.file, old) is None


def test_tokens_do_what_they_were_given_and_end(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    ben = accounts.add("Ben", SECRET + "!", "reviewer", by="Ana")
    token, secret = entry.make_token(accounts.file, ben, "mine", ["review"], 30, by="Ben")
    assert entry.of_token(accounts.file, secret) == (ben, frozenset({"read", "review"}))
    assert entry.of_token(accounts.file, secret + "x") is None
    with pytest.raises(UsageError, match="cannot pass on"):
        entry.make_token(accounts.file, ben, "more", ["add"], 30, by="Ben")
    with pytest.raises(UsageError, match="no scope"):
        entry.make_token(accounts.file, ben, "more", ["everything"], 30, by="Ben")
    with pytest.raises(UsageError):
        entry.revoke(accounts.file, token.id, accounts.one("Ana"), by="Ana")
    other, good = entry.make_token(accounts.file, ben, "other", [], 30, by="Ben")
    entry.revoke(accounts.file, token.id, ben, by="Ben")
    assert entry.of_token(accounts.file, secret) is None
    assert [one.id for one in entry.tokens(accounts.file, ben)] == [other.id]
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 30 * 86_400 + 10)
    assert entry.of_token(accounts.file, good) is None


def test_a_token_of_a_closed_account_or_a_lower_role_is_worth_less(accounts: Accounts) -> None:
    ben = accounts.add("Ben", SECRET + "!", "editor", by="Ana")
    _, secret = entry.make_token(accounts.file, ben, "mine", ["add"], 30, by="Ben")
    accounts.set_role("Ben", "reader", by="Ana")
    found = entry.of_token(accounts.file, secret)
    assert found is not None
    assert not may(found[0].role, found[1], "editor")
    accounts.set_closed("Ben", True, by="Ana")
    assert entry.of_token(accounts.file, secret) is None


def test_roles_are_a_ladder_and_scopes_only_narrow_them() -> None:
    assert may("editor", None, "reviewer")
    assert not may("reviewer", None, "editor")
    assert may("reader", frozenset(), "reader")
    assert not may("administrator", frozenset({"read"}), "reviewer")
    assert not may("administrator", frozenset({"read", "review", "add"}), "administrator")


def test_every_change_leaves_a_line(accounts: Accounts) -> None:
    accounts.add("Ben", SECRET + "!", "reader", by="Ana", address="192.0.2.1")
    accounts.set_role("Ben", "editor", by="Ana")
    accounts.set_password("Ben", SECRET + "?", by="Ben")
    accounts.set_closed("Ben", True, by="Ana")
    lines = [(line.who, line.what, line.subject, line.address) for line in accounts.audit(10)]
    assert lines == [
        ("Ana", "account closed", "Ben", ""), ("Ben", "password changed", "Ben", ""), ("Ana", "role: editor", "Ben", ""),
        ("Ana", "account made: reader", "Ben", "192.0.2.1"), ("test", "account made: administrator", "Ana", ""),
    ]  # fmt: skip
    last = accounts.audit(2)[-1].key
    assert [line.key for line in accounts.audit(10, before=last)] == [3, 2, 1]
