"""Agreement is Krippendorff's alpha, as published and as worked out by hand."""

import pytest

from verbale.pipeline import Reader
from verbale.store import judging
from verbale.store.agreement import Agreement, agreement, alpha, masi
from verbale.store.reviewers import conflicts
from verbale.store.writing import Writer

from .judges import ANA, BEN, EVE, ON_SQLITE, added, ids


def units(*coders: str) -> list[list[str]]:
    """Units from one line a coder; a dot is no value."""
    return [[value for value in unit if value != "."] for unit in zip(*(c.split() for c in coders), strict=True)]


PUBLISHED = {
    "binary, two observers": (units("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"), 0.095),
    "nominal, two observers": (units("a a b b d c c c e d d a", "b a b b b c c c e d d d"), 0.692),
    "nominal, four observers with gaps": (
        units(
            "1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."
        ),
        0.743,
    ),
}
"""The worked examples of Krippendorff (2011), sections A to C."""


@pytest.mark.parametrize("name", PUBLISHED)
def test_alpha_is_that_of_the_published_examples(name: str) -> None:
    given, wanted = PUBLISHED[name]
    assert alpha(given) == pytest.approx(wanted, abs=0.0005)


def test_perfect_agreement_is_1_and_no_variation_is_none() -> None:
    assert alpha([["a", "a"], ["b", "b", "b"]]) == 1.0
    assert alpha([["a", "a"], ["a", "a"]]) is None
    assert alpha([["a"], ["b"]]) is None
    assert alpha([]) is None


def test_the_distance_of_sets_is_worked_out_by_hand() -> None:
    assert masi({"a"}, {"a"}) == masi(set(), set()) == 0
    assert masi({"a"}, {"b"}) == masi({"a"}, set()) == 1
    assert masi({"a"}, {"a", "b"}) == pytest.approx(1 - 1 / 2 * 2 / 3)
    assert masi({"a", "c"}, {"a", "b"}) == pytest.approx(1 - 1 / 3 * 1 / 3)


def test_alpha_over_sets_is_worked_out_by_hand() -> None:
    a, b, ab = frozenset("a"), frozenset("b"), frozenset("ab")
    # Observed: (2/3 + 0) / 2 = 1/3. Expected over a, ab, b, b: pairs a-ab 2/3, a-b 1, a-b 1, ab-b 2/3, ab-b 2/3, b-b 0,
    # so 4 of 6 on average 2/3.
    assert alpha([[a, ab], [b, b]], masi) == pytest.approx(1 - (1 / 3) / (2 / 3))


def found(writer: Writer, *reviewers: str) -> dict[str, Agreement]:
    with writer.database.reading() as connection:
        return {row.field: row for row in agreement(connection, reviewers)}


def test_agreement_is_measured_on_what_two_reviewers_left(writer: Writer, reader: Reader) -> None:
    added(writer, reader)
    database = writer.database
    chile, france = ids(database)["Chile"], ids(database)["France"]
    judging.correct(database, chile, {"status": "denied"}, ANA)
    judging.correct(database, chile, {"status": "planned"}, BEN)
    judging.accept(database, [france], ANA)
    assert found(writer)["status"].events == 1
    judging.accept(database, [france], BEN)
    rows = found(writer)
    status = rows["status"]
    # Values: denied, planned, occurred, occurred. Observed 1/2; expected 10/12 of differing pairs.
    assert (status.events, status.judgements, status.observed) == (2, 4, 0.5)
    assert status.alpha == pytest.approx(1 - 0.5 / (10 / 12))
    assert rows["type"].alpha == rows["actors"].alpha == 1.0
    assert (rows["kept"].observed, rows["kept"].alpha) == (1.0, None)
    judging.reject(database, [france], BEN)
    rows = found(writer)
    assert (rows["kept"].events, rows["kept"].observed) == (2, 0.5)
    assert rows["status"].events == 1


@ON_SQLITE
def test_agreement_counts_only_the_reviewers_asked_for(writer: Writer, reader: Reader) -> None:
    added(writer, reader)
    id = ids(writer.database)["Chile"]
    for reviewer in (ANA, BEN, EVE):
        judging.accept(writer.database, [id], reviewer)
    assert found(writer)["type"].judgements == 3
    assert found(writer, "Ana", "Eve")["type"].judgements == 2


def differing(writer: Writer) -> list[tuple[str, tuple[str, ...], bool]]:
    with writer.database.reading() as connection:
        return [(c.field, tuple(f"{w.who} {w.value}" for w in c.words), c.settled) for c in conflicts(connection)]


@ON_SQLITE
def test_last_words_that_differ_are_a_conflict_until_a_third_speaks(writer: Writer, reader: Reader) -> None:
    added(writer, reader)
    database = writer.database
    id = ids(database)["Chile"]
    judging.correct(database, id, {"status": "ongoing"}, BEN)
    judging.correct(database, id, {"status": "denied"}, ANA)
    assert differing(writer) == [("status", ("Ben ongoing", "Ana denied"), False)]
    judging.correct(database, id, {"status": "ongoing"}, EVE)
    assert differing(writer) == [("status", ("Ben ongoing", "Ana denied", "Eve ongoing"), True)]


@ON_SQLITE
def test_who_comes_round_ends_the_conflict(writer: Writer, reader: Reader) -> None:
    added(writer, reader)
    database = writer.database
    id = ids(database)["Chile"]
    judging.accept(database, [id], ANA)
    judging.reject(database, [id], BEN)
    assert differing(writer) == [("kept", ("Ana True", "Ben False"), False)]
    judging.accept(database, [id], BEN)
    assert differing(writer) == []
    [status] = judging.correct(database, id, {"status": "denied"}, BEN)
    assert differing(writer) == [("status", ("Ana occurred", "Ben denied"), False)]
    judging.undo(database, status.id, BEN)
    assert differing(writer) == []
