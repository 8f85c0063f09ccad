"""Whole sample reports against records that were read by eye before they were pinned.

A change of rule, lexicon or model shows up here as a diff that somebody reads. To pin anew, having read the diff:
`VERBALE_PIN=1 python -m pytest tests/golden`.
"""

import os
from pathlib import Path

import pytest

from tests.golden.summary import summary
from verbale.ingest import reports_of
from verbale.pipeline import Reader
from verbale.report import Report
from verbale.samples import SAMPLES

HERE = Path(__file__).parent
PINNED = (
    "1995-dayton.html",
    "1999-kargil.txt",
    "2005-karshi-khanabad.txt",
    "2009-gas-dispute.txt",
    "2015-minsk.txt",
    "2017-qatar.html",
)


@pytest.mark.parametrize("name", PINNED)
def test_a_sample_reads_as_pinned(reader: Reader, name: str) -> None:
    report = next(r for r in reports_of([str(SAMPLES / name)]) if isinstance(r, Report))
    found = summary(reader.read(report))
    pinned = HERE / f"{Path(name).stem}.txt"
    if os.environ.get("VERBALE_PIN"):
        pinned.write_text(found, encoding="utf-8")
    assert found == pinned.read_text(encoding="utf-8")
