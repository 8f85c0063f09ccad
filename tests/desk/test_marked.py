"""Where marks cut the text of a report."""

from verbale.desk.marked import Mark, marked
from verbale.report import Report


def _report(body: str) -> Report:
    return Report(id="r", body=body, sha256="0" * 64)


def test_pieces_join_to_the_paragraph_whatever_overlaps() -> None:
    body = "Chad accused Libya on Monday.\n\nLibya denied it."
    marks = [
        Mark(0, 28, "e1", "event", "verbal-conflict", "occurred"), Mark(5, 18, "s1", "content"), Mark(13, 18, "e1", "recipient"),
        Mark(31, 46, "e2", "event", "verbal-conflict", "denied"), Mark(40, 99, "e3", "event"),
    ]  # fmt: skip
    found = marked(_report(body), marks)
    assert ["".join(piece.text for piece in pieces) for pieces in found] == body.split("\n\n")
    first = found[0]
    assert [p.begins for p in first if p.begins] == [("e1",), ("s1",)]
    libya = next(p for p in first if p.text == "Libya")
    assert libya.entries == ("e1", "s1")
    assert libya.parts == ("recipient:e1",)
    assert {p.event for p in found[1]} == {"e2", None}


def test_the_shortest_evidence_is_the_one_that_is_followed() -> None:
    found = marked(_report("They met and signed."), [Mark(0, 19, "long", "event"), Mark(13, 19, "short", "event")])
    assert [(p.text, p.event) for p in found[0]] == [("They met and ", "long"), ("signed", "short"), (".", None)]
