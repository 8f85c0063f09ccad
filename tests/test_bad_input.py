"""A folder with everything that goes wrong in archives is read to its end, and each bad input is named."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from verbale import cli
from verbale.pipeline import Reader

GOOD = "Norway's foreign minister visited Chile on 4 March 2003, and both governments signed an agreement."
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
MANY = 50_000_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("archive")
    (home / "a-good.txt").write_text(GOOD)
    (home / "b-empty.txt").write_bytes(b"")
    (home / "c-picture.txt").write_bytes(PNG)
    row = json.dumps({"id": "good-row", "text": GOOD}).encode()
    (home / "d-rows.jsonl").write_bytes(
        row + b'\n{"id": "long", "text": "' + b"word " * (MANY // 5) + b'"}\n' + row + b"\n"
    )
    (home / "e-long.txt").write_bytes(b"word " * (MANY // 5))
    (home / "f-cut.html").write_text(f"<html><head><title>Cut off</title></head><body><p>{GOOD}</p><p>And the <a hre")
    (home / "g-locked.txt").write_text(GOOD)
    (home / "g-locked.txt").chmod(0)
    (home / "h-loop").symlink_to(home / "h-loop")
    (home / "i-folder").mkdir()
    (home / "i-folder" / "back").symlink_to(home)
    (home / "j-gone.txt").symlink_to(home / "nowhere")
    os.mkfifo(home / "k-pipe")
    (home / "l-rows.jsonl").write_text('{"id": 1}\n{"text": 5}\nnot json\n')
    (home / "m-binary.html").write_bytes(os.urandom(2000))
    (home / "z-good.txt").write_text(GOOD + " Peru stayed away.")
    yield home
    (home / "g-locked.txt").chmod(0o600)


@pytest.fixture(scope="module")
def result(folder: Path, reader: Reader) -> Iterator[Result]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cli, "load_reader", lambda *_: reader)
        yield CliRunner().invoke(cli.main, ["read", str(folder), "--format", "jsonl"])


def test_the_run_goes_to_its_end_and_says_that_something_was_bad(result: Result) -> None:
    assert result.exit_code == 1
    assert "Traceback" not in result.output


def test_every_good_report_is_printed(result: Result, folder: Path) -> None:
    found = [json.loads(line) for line in result.stdout.splitlines()]
    names = [Path(one["report"]["source"]).name for one in found]
    want = ["a-good.txt", "d-rows.jsonl", "d-rows.jsonl", "f-cut.html", "z-good.txt"]
    assert [n for n in names if n != "g-locked.txt"] == want  # a superuser reads the locked file too
    assert all(one["events"] for one in found)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("b-empty.txt", "empty"),
        ("c-picture.txt", "image"),
        ("d-rows.jsonl:2", "too large"),
        ("e-long.txt", "too large"),
        ("f-cut.html", "the page breaks off before its end"),
        ("h-loop", "a link that leads back to itself"),
        ("i-folder/back", "a folder that leads back into itself through a link"),
        ("j-gone.txt", "no such file"),
        ("k-pipe", "not a regular file"),
        ("l-rows.jsonl:1", "not a report"),
        ("l-rows.jsonl:2", "not a report"),
        ("l-rows.jsonl:3", "not JSON"),
    ],
)
def test_each_bad_input_is_named_with_its_reason(result: Result, folder: Path, name: str, reason: str) -> None:
    lines = [line for line in result.stderr.splitlines() if line.startswith(f"verbale: {folder / name}: ")]
    assert len(lines) == 1
    assert reason in lines[0]


@pytest.mark.skipif(os.geteuid() == 0, reason="a superuser may read every file")
def test_a_file_without_permission_is_named(result: Result, folder: Path) -> None:
    assert f"verbale: {folder / 'g-locked.txt'}: no permission to read it\n" in result.stderr


def test_nothing_else_is_said(result: Result, folder: Path) -> None:
    lines = result.stderr.splitlines()
    assert all(line.startswith(f"verbale: {folder}") for line in lines)
    assert len(lines) == (13 if os.geteuid() == 0 else 14)
