"""Times, places, names, attribution and mentions are compared where they stand in the text."""

from pathlib import Path

from .gold_files import counts, judged, outcome_of, told

MET = "They met last Friday in Basra."


def test_a_time_may_overlap_and_still_have_its_value(tmp_path: Path) -> None:
    gold = {"id": 1, "text": MET, "times": [{"start": 9, "end": 20, "type": "DATE", "value": "2003-02-28"}]}
    record = judged(tmp_path, gold, {"id": 1, "times": [{"start": 14, "end": 20, "value": "2003-02-28"}]})
    assert [counts(record, m)[0] for m in ("strict", "relaxed", "value")] == [0, 1, 1]
    assert [d.measure for d in record.differences] == ["stretch"]


def test_one_time_read_stands_for_one_of_the_gold(tmp_path: Path) -> None:
    times = [{"start": 9, "end": 13, "value": "a"}, {"start": 14, "end": 20, "value": "b"}]
    record = judged(
        tmp_path, {"id": 1, "text": MET, "times": times}, {"id": 1, "times": [{"start": 9, "end": 20, "value": "a"}]}
    )
    assert counts(record, "relaxed") == (1, 2, 1)
    assert [d.kind for d in record.differences] == ["wrong", "missing"]


def test_position_is_asked_of_names_that_were_found(tmp_path: Path) -> None:
    basra = {"start": 24, "end": 29, "lat": 30.5, "lon": 47.8, "geonameid": 99532}
    gold = {"id": 1, "text": MET, "toponyms": [basra, {"start": 0, "end": 4, "type": "Demonym"}]}
    near = {"id": 1, "places": [{"start": 24, "end": 29, "lat": 30.0, "lon": 48.0, "geonames": 1}]}
    record = judged(tmp_path, gold, near)
    assert [counts(record, m) for m in ("names", "within 161 km", "exact")] == [(1, 1, 1), (1, 1, 1), (0, 1, 1)]
    far = {"id": 1, "places": [{"start": 24, "end": 29, "lat": 50.0, "lon": 48.0, "geonames": 1}]}
    assert [d.measure for d in judged(tmp_path, gold, far).differences] == ["position"]
    missed = judged(tmp_path, gold, {"id": 1, "places": []})
    assert "exact" not in missed.tallies
    assert told(missed) == [("missing", "names", "Basra", None)]


def test_a_name_with_another_label_is_one_mistake(tmp_path: Path) -> None:
    gold = {"id": 1, "text": MET, "entities": [{"start": 24, "end": 29, "type": "Location"}]}
    record = judged(tmp_path, gold, {"id": 1, "names": [{"start": 24, "end": 29, "label": "LOC"}]})
    assert counts(record, "names") == counts(record, "names/LOC") == (1, 1, 1)


def test_labels_that_the_gold_lacks_are_not_measured(tmp_path: Path) -> None:
    gold = {"id": 1, "text": MET, "entities": [{"start": 24, "end": 29, "type": "Location"}]}
    read = {"id": 1, "names": [{"start": 0, "end": 4, "label": "PER"}, {"start": 24, "end": 29, "label": "LOC"}]}
    assert counts(judged(tmp_path, gold, read), "names") == (1, 1, 1)


def test_a_mark_of_low_confidence_is_neither_wanted_nor_wrong(tmp_path: Path) -> None:
    entities = [{"start": 24, "end": 29, "type": "Location", "confidence": c} for c in (0, 1)]
    unsure = {"id": 1, "text": MET, "entities": [entities[0]]}
    sure = {"id": 2, "text": MET, "entities": [entities[1]]}
    read = [{"id": n, "names": [{"start": 24, "end": 29, "label": "LOC"}]} for n in (1, 2)]
    first, second = outcome_of(tmp_path, [unsure, sure], read).records
    assert (counts(first, "names"), counts(second, "names")) == ((0, 0, 0), (1, 1, 1))


SAID = "Oslo said on Monday that it would wait."


def test_attribution_is_measured_word_by_word(tmp_path: Path) -> None:
    parts = {"source": [{"start": 0, "end": 4}], "cue": [{"start": 5, "end": 9}], "content": [{"start": 20, "end": 38}]}
    statement = {
        "speaker": {"text": "Oslo", "start": 0, "end": 4},
        "cue": {"start": 5, "end": 9, "text": "said"},
        "content": {"start": 10, "end": 38, "quote": SAID[10:38]},
    }
    record = judged(tmp_path, {"id": 1, "text": SAID, "attributions": [parts]}, {"id": 1, "statements": [statement]})
    assert [counts(record, m) for m in ("speaker", "cue", "content")] == [(1, 1, 1), (1, 1, 1), (4, 4, 6)]
    assert told(record) == [("spurious", "content", None, "on Monday")]


def test_a_mention_may_have_several_answers_or_none(tmp_path: Path) -> None:
    gold = [
        {"id": 1, "text": "the envoy", "expected": {"country": ["NOR", "CHL"], "role": "GOV"}},
        {"id": 2, "text": "the weather", "expected": None},
        {"id": 3, "text": "the agency", "expected": {"country": "IGO"}},
        {"id": 4, "text": "Anna", "expected": {"country": "NOR"}, "known_limitation": True},
    ]
    party = {"text": "x", "start": 0, "end": 1, "country": "CHL", "sector": "MIL"}
    outcome = outcome_of(
        tmp_path, gold, [{"id": 1, "party": party}, {"id": 2, "party": party}, {"id": 3, "party": None}]
    )
    first, second, third = outcome.records
    assert (counts(first, "country"), counts(first, "role")) == ((1, 1, 1), (0, 1, 1))
    assert counts(second, "nothing") == (0, 1, 1)
    assert third.tallies == {}, "a body of any kind names no country"
    assert outcome.passed_over == 1
