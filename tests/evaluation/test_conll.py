"""Names in columns: tokens with tags become stretches of a sentence."""

from pathlib import Path

import pytest

from verbale.errors import InputError
from verbale.evaluation import judge_set, load_run, read_gold
from verbale.evaluation.rows import NameGold

from .gold_files import counts, refuse

NEW = "Anna\tB-PER\nBerg\tI-PER\nmet\tO\nUN\tB-ORG\nNATO\tB-ORG\n\nOslo\tB-LOC\n"
OLD = "-DOCSTART- -X- O O\n\nAnna NNP x I-PER\nBerg NNP x I-PER\nmet VBD x O\nUN NNP x I-ORG\nNATO NNP x B-ORG\n\nOslo NNP x I-LOC\n"
ENDS = "Anna B-PER\nBerg E-PER\nmet O\nUN S-ORG\nNATO U-ORG\n\nOslo S-LOC\n"


@pytest.mark.parametrize("text", [NEW, OLD, ENDS], ids=["BIO", "IOB, four columns", "BIOES"])
def test_every_habit_of_tagging_gives_the_same_names(text: str, tmp_path: Path) -> None:
    (tmp_path / "n.conll").write_text(text, encoding="utf-8")
    gold = read_gold(str(tmp_path / "n.conll"), refuse)
    rows = [r for r in gold.rows if isinstance(r, NameGold)]
    found = [(r.body[e.start : e.end], e.label) for r in rows for e in r.entities]
    assert found == [("Anna Berg", "PER"), ("UN", "ORG"), ("NATO", "ORG"), ("Oslo", "LOC")]
    assert [(r.id, r.body) for r in rows] == [(1, "Anna Berg met UN NATO"), (2, "Oslo")]


def test_a_sentence_with_a_line_that_has_no_tag_is_named_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "n.conll").write_text(NEW + "\nLima B-LOC\nlost\n", encoding="utf-8")
    bad: list[InputError] = []
    assert [r.id for r in read_gold(str(tmp_path / "n.conll"), bad.append).rows] == [1, 2]
    assert str(bad[0]).startswith(f"{tmp_path / 'n.conll'}:10: a token and")


def test_columns_are_measured_against_columns(tmp_path: Path) -> None:
    (tmp_path / "n.conll").write_text(NEW, encoding="utf-8")
    (tmp_path / "read.conll").write_text(NEW.replace("I-PER", "O"), encoding="utf-8")
    gold = read_gold(str(tmp_path / "n.conll"), refuse)
    outcome = judge_set(gold, load_run(str(tmp_path / "read.conll"), [gold], refuse).of(gold))
    assert [counts(r, "names") for r in outcome.records] == [(2, 3, 3), (1, 1, 1)]
