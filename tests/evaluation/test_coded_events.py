"""Coded events compare as sets of types, countries and dyads."""

from pathlib import Path
from typing import Any

import pytest

from .gold_files import counts, judged, outcome_of, told

TEXT = "Ghana, Togo and Benin."


def row(*events: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": 1, "text": TEXT, "events": list(events), **more}


def event(kind: str, source: Any = None, target: Any = None, **more: Any) -> dict[str, Any]:
    return {"event": kind, "source": source, "target": target, **more}


GOLD = row(event("ACCUSE", "GHA", "TGO"))


def test_an_event_told_twice_counts_once(tmp_path: Path) -> None:
    record = judged(tmp_path, GOLD, row(event("ACCUSE", "GHAGOV", ["TGO"]), event("112", "GHA", "TGO")))
    assert counts(record, "type") == counts(record, "triple") == (1, 1, 1)
    assert record.differences == ()


def test_a_type_taken_for_another_is_named(tmp_path: Path) -> None:
    record = judged(tmp_path, GOLD, row(event("REQUEST", "GHA", "TGO")))
    assert told(record) == [("wrong", "type", "ACCUSE", "REQUEST")]
    assert counts(record, "triple") == (0, 1, 1)


def test_sides_that_are_exchanged_are_wrong_on_both(tmp_path: Path) -> None:
    record = judged(tmp_path, GOLD, row(event("ACCUSE", "TGO", "GHA")))
    assert told(record) == [("wrong", "actors", "GHA", "TGO"), ("wrong", "recipients", "TGO", "GHA")]


def test_mirror_images_are_one_mutual_event(tmp_path: Path) -> None:
    gold = row(event("CONSULT", ["GHA", "TGO"], [], reciprocal=True))
    record = judged(tmp_path, gold, row(event("CONSULT", "GHA", "TGO"), event("CONSULT", "TGO", "GHA")))
    assert counts(record, "triple") == (1, 1, 1)
    assert counts(record, "actors") == (2, 2, 2)
    assert counts(record, "recipients") == (0, 0, 0)


def test_a_mutual_event_is_found_in_one_direction(tmp_path: Path) -> None:
    gold = row(event("AGREE", ["GHA", "TGO"], [], reciprocal=True))
    assert counts(judged(tmp_path, gold, row(event("AGREE", "TGO", "GHA"))), "triple") == (1, 1, 1)


def test_an_act_has_a_direction(tmp_path: Path) -> None:
    assert counts(judged(tmp_path, GOLD, row(event("ACCUSE", "TGO", "GHA"))), "triple") == (0, 1, 1)


def test_a_record_that_is_not_read_counts_as_read_empty(tmp_path: Path) -> None:
    outcome = outcome_of(tmp_path, [GOLD, {**GOLD, "id": 2}], [row()])
    assert [counts(r, "type") for r in outcome.records] == [(0, 1, 0), (0, 1, 0)]
    assert outcome.unread == 1


def test_doubtful_gold_is_passed_over(tmp_path: Path) -> None:
    outcome = outcome_of(tmp_path, [GOLD, {**GOLD, "id": 2, "doubtful": True}], [row()])
    assert (len(outcome.records), outcome.passed_over) == (1, 1)


def test_gold_without_countries_is_measured_by_type_alone(tmp_path: Path) -> None:
    outcome = outcome_of(tmp_path, row(event("ACCUSE")), row(event("ACCUSE", "GHA", "TGO")))
    assert [m.name for m in outcome.measures] == ["type", "exact", "top-1", "top-1 macro"]
    assert outcome.records[0].differences == ()


SPLIT = row(event("DEMAND", event_v06="DEMAND"), event("FIGHT", event_v06="FIGHT"))


@pytest.mark.parametrize(
    ("types", "read", "hits"), [(16, ["REQUEST", "ASSAULT"], 2), (18, ["10", "190"], 2), (18, ["REQUEST"], 0)]
)
def test_types_are_told_apart_as_asked(types: int, read: list[str], hits: int, tmp_path: Path) -> None:
    [record] = outcome_of(tmp_path, SPLIT, row(*map(event, read)), types).records
    assert counts(record, "type")[0] == hits


def test_gold_that_says_yield_folds_what_it_folds(tmp_path: Path) -> None:
    [record] = outcome_of(tmp_path, row(event("YIELD")), row(event("RETREAT"))).records
    assert counts(record, "type") == (1, 1, 1)


def test_the_event_between_the_marked_parties_comes_first(tmp_path: Path) -> None:
    side = [{"start": 7, "end": 11}], [{"start": 16, "end": 21}]
    party = {"GHA": (0, 5), "TGO": (7, 11), "BEN": (16, 21)}

    def said(kind: str, actor: str, recipient: str) -> dict[str, Any]:
        sides = ({"text": c, "start": party[c][0], "end": party[c][1], "country": c} for c in (actor, recipient))
        a, r = sides
        return {"type": kind, "actors": [a], "recipients": [r]}

    read = row(said("ACCUSE", "GHA", "TGO"), said("THREATEN", "TGO", "BEN"))
    assert counts(judged(tmp_path, row(event("THREATEN", *side)), read), "top-1") == (1, 1, 1)
    assert counts(judged(tmp_path, row(event("THREATEN")), read), "top-1") == (0, 1, 1)
