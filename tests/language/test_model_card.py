"""The shipped files are those of the card, and small."""

import gzip
import hashlib
import json

import pytest

from verbale.language.encoder import FILES
from verbale.language.pipeline import MODEL

CARD = json.loads((MODEL / "card.json").read_text("utf8"))


@pytest.mark.parametrize("name", FILES)
def test_each_file_is_the_one_the_card_describes(name: str) -> None:
    content = (MODEL / name).read_bytes()
    assert hashlib.sha256(content).hexdigest() == CARD["files"][name]["sha256"]


def test_the_model_stays_under_45_megabytes() -> None:
    assert sum(path.stat().st_size for path in MODEL.iterdir()) < 45_000_000


def test_the_card_reports_figures_above_the_bars() -> None:
    figures = CARD["figures"]
    assert figures["ewt raw"]["las"] >= 86
    assert figures["gum raw"]["las"] >= 88
    assert min(figures[f"{corpus} gold words"]["lemma"] for corpus in ("ewt", "gum")) >= 98.5
    assert figures["ewt names"]["all"]["f1"] >= 74
    assert figures["annotated training set"]["type f1"] >= 70
    assert figures["annotated training set"]["status right"] >= 90


def test_sources_name_their_licences() -> None:
    assert all(source["licence"] for source in CARD["sources"])


def test_the_lemma_lexicon_is_text() -> None:
    with gzip.open(MODEL / "lemmas.tsv.gz", "rt", encoding="utf8") as lines:
        assert lines.readline().startswith("# ")


def test_the_network_adds_up_floats() -> None:
    """Products of integers are cut off by some processors: the same report would read differently from one to another."""
    network = (MODEL / "model.onnx").read_bytes()
    assert not [name for name in (b"MatMulInteger", b"DynamicQuantize", b"QLinearMatMul") if name in network]
