"""`verbale account` on the command line."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from verbale.cli import main

SECRET = "oats under a blue tram\n"  # noqa: S105  of a test


def run(where: Path, *arguments: str, given: str = SECRET) -> Result:
    return CliRunner().invoke(main, ["account", *arguments, "--record", str(where)], input=given)


def rows(done: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_accounts_are_made_listed_changed_and_closed(tmp_path: Path) -> None:
    where = tmp_path / "news.db"
    assert "no accounts yet" in run(where, "list").output
    made = run(where, "add", "Ana", "--role", "administrator", "--password-stdin")
    assert (made.exit_code, made.stdout) == (0, "Ana: administrator\n")
    assert (tmp_path / "news.accounts.db").exists()
    assert not where.exists(), "accounts alone begin no record"
    assert run(where, "add", "Ben", "--role", "reader", "--password-stdin").exit_code == 0
    assert run(where, "role", "Ben", "editor").exit_code == 0
    assert run(where, "close", "ben").exit_code == 0
    listed = [(row["name"], row["role"], row["closed"]) for row in rows(run(where, "list", "--format", "jsonl"))]
    assert listed == [("Ana", "administrator", False), ("Ben", "editor", True)]
    assert run(where, "reopen", "Ben").exit_code == 0
    noted = [row["what"] for row in rows(run(where, "audit", "--format", "jsonl"))]
    assert noted[:2] == ["account opened", "account closed"]


def test_a_token_is_printed_once_and_can_be_ended(tmp_path: Path) -> None:
    where = tmp_path / "news.db"
    run(where, "add", "Ana", "--role", "administrator", "--password-stdin")
    made = run(where, "token", "Ana", "--for", "export", "--scope", "review")
    assert made.stdout.startswith("verbale_")
    [row] = rows(run(where, "tokens", "--format", "jsonl"))
    assert row["scopes"] == ["read", "review"]
    assert made.stdout.strip() not in json.dumps(row)
    assert run(where, "revoke", str(row["id"])).exit_code == 0
    assert run(where, "tokens").stdout == ""
    assert run(where, "revoke", str(row["id"])).exit_code == 2


def test_what_cannot_be_done_is_said_in_a_line(tmp_path: Path) -> None:
    where = tmp_path / "news.db"
    for arguments, said in (
        (("add", "Ana", "--role", "reader", "--password-stdin"), "administrator"),
        (("add", "Ana", "--role", "king", "--password-stdin"), "no role"),
        (("add", "Ana", "--role", "administrator"), "--password-stdin"),
        (("role", "Nobody", "reader"), "no account of Nobody"),
    ):
        done = run(where, *arguments)
        assert done.exit_code == 2
        assert said in done.stderr
        assert "Traceback" not in done.output
