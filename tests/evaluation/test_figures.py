"""Counts become figures; intervals come from the same draws for everybody."""

from verbale.evaluation import Judged, Measure, Tally, figures, figures_by_class

MEASURES = (
    Measure(name="type", shape="f1", about="types"),
    Measure(name="right", shape="share", about="answers"),
    Measure(name="mean", shape="macro", about="mean over classes", of="first"),
    Measure(name="absent", shape="f1", about="never counted"),
)


def record(n: int, *, hit: bool, kind: str = "AID") -> Judged:
    tallies = {
        "type": Tally(int(hit), 1, 2), "right": Tally(int(hit), 1, 1), f"first/{kind}": Tally(int(hit), 1, 1),
        f"type/{kind}": Tally(int(hit), 1, 2),
    }  # fmt: skip
    return Judged(id=n, text="x", tallies=tallies)


RECORDS = [record(1, hit=True), record(2, hit=True), record(3, hit=False), record(4, hit=False, kind="ACCUSE")]


def test_precision_recall_and_their_mean() -> None:
    kind, right, mean = figures(RECORDS, MEASURES, 0)
    assert (kind.precision, kind.recall, round(kind.value, 3)) == (0.25, 0.5, 0.333)
    assert (right.value, right.precision) == (0.5, None)
    assert round(mean.value, 3) == 0.333, "two thirds for AID, nothing for ACCUSE"


def test_what_was_never_counted_has_no_line() -> None:
    assert [f.measure for f in figures(RECORDS, MEASURES, 0)] == ["type", "right", "mean"]
    assert figures([], MEASURES) == []


def test_intervals_hold_the_figure_and_repeat_themselves() -> None:
    first, again = figures(RECORDS, MEASURES, 200), figures(RECORDS, MEASURES, 200)
    assert first == again
    assert all(f.low is not None and f.high is not None and f.low <= f.value <= f.high for f in first)
    assert figures(RECORDS, MEASURES, 0)[0].low is None


def test_a_draw_in_which_nothing_was_asked_says_nothing() -> None:
    asked = Judged(id=1, text="x", tallies={"type": Tally(1, 1, 1)})
    rest = [Judged(id=n, text="x", tallies={"type": Tally()}) for n in (2, 3, 4)]
    [kind] = figures([asked, *rest], MEASURES, 100)
    assert (kind.low, kind.high) == (1, 1)


def test_classes_have_lines_of_their_own() -> None:
    found = {f.group: (f.measure, f.hit, f.gold, f.given) for f in figures_by_class(RECORDS, MEASURES)}
    assert found == {"AID": ("type", 2, 3, 6), "ACCUSE": ("type", 0, 1, 2)}
