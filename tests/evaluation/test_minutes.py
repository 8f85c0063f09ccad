"""Whole records: events are aligned first, then each field that the gold gives is compared."""

from pathlib import Path
from typing import Any

from .gold_files import counts, judged, quote, told

TEXT = "Kenya denied on 3 May 2004 that it had closed the border, and Chad sent food to Sudan."
DENIAL = quote(TEXT, "that it had closed the border")
AID = quote(TEXT, "Chad sent food to Sudan")


def party(words: str, country: str | None, sector: str | None = None) -> dict[str, Any]:
    at = quote(TEXT, words)
    return {"text": words, "start": at["start"], "end": at["end"], "country": country, "sector": sector}


def closed(**more: Any) -> dict[str, Any]:
    return {"type": "SANCTION", "evidence": DENIAL, **more}


def row(*events: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": 1, "text": TEXT, "events": list(events), **more}


def test_an_event_is_found_by_its_type_and_evidence(tmp_path: Path) -> None:
    read = row(closed(), {"type": "AID", "evidence": AID})
    record = judged(tmp_path, row(closed(), {"type": "AID", "evidence": DENIAL}), read)
    assert counts(record, "events") == (1, 2, 2)
    assert told(record) == [("missing", "events", "AID", None), ("spurious", "events", None, "AID")]


def test_an_event_of_another_type_at_the_same_place_is_a_confusion(tmp_path: Path) -> None:
    record = judged(tmp_path, row(closed()), row({"type": "COERCE", "evidence": DENIAL}))
    assert told(record) == [("wrong", "events", "SANCTION", "COERCE")]


def test_what_the_gold_leaves_out_is_not_measured(tmp_path: Path) -> None:
    record = judged(tmp_path, row(closed(status="denied")), row(closed(status="occurred", mode="boycott", date=None)))
    assert set(record.tallies) == {"events", "events/SANCTION", "status"}
    assert told(record) == [("wrong", "status", "denied", "occurred")]


def test_null_is_an_answer(tmp_path: Path) -> None:
    days = {"start": "2004-05-03", "end": "2004-05-03", "precision": "day", "text": "3 May 2004"}
    assert counts(judged(tmp_path, row(closed(date=None)), row(closed(date=days))), "date") == (0, 1, 1)
    assert counts(judged(tmp_path, row(closed(date=None)), row(closed(date=None))), "date") == (1, 1, 1)
    assert counts(judged(tmp_path, row(closed(date=days)), row(closed(date=days))), "date") == (1, 1, 1)


def test_parties_are_measured_by_words_country_and_sector(tmp_path: Path) -> None:
    gold = row(
        {"type": "AID", "evidence": AID, "actors": [party("Chad", "TCD", "GOV")], "recipients": [party("Sudan", "SDN")]}
    )
    read = row({"type": "AID", "evidence": AID, "actors": [party("Chad", "TCD", "MIL")], "recipients": []})
    record = judged(tmp_path, gold, read)
    assert [counts(record, f"actor {f}") for f in ("words", "country", "sector")] == [(1, 1, 1), (1, 1, 1), (0, 1, 1)]
    assert [counts(record, f"recipient {f}") for f in ("words", "country")] == [(0, 1, 0), (0, 1, 0)]


def test_a_frame_is_measured_by_kind_and_then_by_its_facts(tmp_path: Path) -> None:
    def sent(items: str, value: float | None) -> dict[str, Any]:
        frame = {"kind": "transfer", "items": items, "value": value, "supplier": party("Chad", "TCD")}
        return {"type": "AID", "evidence": AID, "frame": frame}

    record = judged(tmp_path, row(sent("food", None)), row(sent("food", 5)))
    assert (counts(record, "frame"), counts(record, "frame facts")) == ((1, 1, 1), (2, 2, 3))
    none = judged(tmp_path, row({**sent("food", None), "frame": None}), row(sent("food", 5)))
    assert counts(none, "frame") == (0, 1, 1)
    assert "frame facts" not in none.tallies


def test_an_attribution_is_right_when_its_statement_is(tmp_path: Path) -> None:
    def said(name: str, kind: str) -> dict[str, Any]:
        return {"id": name, "content": DENIAL, "kind": kind, "speaker": party("Kenya", "KEN")}

    gold = row(closed(attribution=["g"]), statements=[said("g", "denial")])
    record = judged(tmp_path, gold, row(closed(attribution=["r"]), statements=[said("r", "assertion")]))
    assert (counts(record, "attribution"), counts(record, "statements"), counts(record, "kind")) == (
        (1, 1, 1),
        (1, 1, 1),
        (0, 1, 1),
    )
    assert ("wrong", "kind", "denial", "assertion") in told(record)


def test_a_person_is_found_under_any_spelling(tmp_path: Path) -> None:
    gold = row(people=[{"name": "Anna Berg"}, {"name": "Otto Dahl"}])
    record = judged(tmp_path, gold, row(people=[{"name": "A. Berg", "spellings": ["anna berg"]}]))
    assert counts(record, "people") == (1, 2, 1)
    assert told(record) == [("missing", "people", "Otto Dahl", None)]


def test_a_speaker_is_also_measured_by_country(tmp_path: Path) -> None:
    said = {"id": "s", "content": DENIAL, "speaker": party("Kenya", "KEN")}
    other = {**said, "speaker": {**party("Kenya", "UGA")}}
    record = judged(tmp_path, row(statements=[said]), row(statements=[other]))
    assert (counts(record, "speaker"), counts(record, "speaker country")) == ((1, 1, 1), (0, 1, 1))
    assert told(record) == [("wrong", "speaker country", "KEN", "UGA")]
    unsaid = {"id": "s", "content": DENIAL}
    assert "speaker country" not in judged(tmp_path, row(statements=[unsaid]), row(statements=[other])).tallies
