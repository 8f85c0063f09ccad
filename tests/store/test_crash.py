"""A record outlives its writers, whenever they are killed, and bears writers and readers at once."""

import random
from pathlib import Path

import pytest
from measure import crowd, killing, prepared

from verbale.record import Record


@pytest.fixture(scope="session")
def kept(samples: list[Record], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with records that other processes add; see `measure.crash` for two hundred moments and a minute."""
    path = tmp_path_factory.mktemp("records") / "records"
    prepared.keep(samples, path)
    return path


def test_a_killed_writer_leaves_all_that_was_acknowledged_and_no_half_report(where: str, kept: Path) -> None:
    found = killing.killed(where, kept, moments=5, chance=random.Random(7))
    assert not found.faults
    assert found.moments == 5


def test_a_writer_killed_while_it_begins_a_record_is_in_nobodys_way(kept: Path) -> None:
    assert not killing.begun(kept, moments=4, chance=random.Random(5)).faults


def test_writers_and_readers_do_not_disturb_each_other(where: str, kept: Path) -> None:
    found = crowd.gather(where, kept, killing.context(), seconds=1.5)
    assert not found.faults
    assert found.added > 2
    assert found.looks > 8


def test_a_lost_report_is_noticed(tmp_path: Path, kept: Path) -> None:
    """The measurement itself must be able to fail."""
    where = str(tmp_path / "verbale.db")
    number = killing.kill(where, kept, 0, 0.5)
    _, faults = killing.look(where, kept, 0, number + 2)
    assert any("is lost" in fault for fault in faults)
