"""Which id an entry keeps when its report is read again, in another version or by another run."""

from hypothesis import given
from hypothesis import strategies as st

from verbale.store.indexing import carried

Likeness = tuple[str, str]
Entry = tuple[str, Likeness]
ENTRIES = st.lists(
    st.tuples(st.sampled_from("abcdefg"), st.tuples(st.sampled_from("pq"), st.sampled_from("xyz"))),
    max_size=7, unique_by=lambda entry: entry[0],
)  # fmt: skip
"""Readings of few words, so that many entries look alike."""


def again(lasting: dict[str, str], before: list[Entry], now: list[Entry]) -> dict[str, str]:
    """The lasting ids after another reading; `lasting` are those after the one before."""
    return carried([(lasting[id], id, likeness) for id, likeness in before], now)


@given(st.lists(ENTRIES, min_size=1, max_size=6))
def test_no_two_entries_of_a_reading_share_an_id_however_often_the_report_changes(readings: list[list[Entry]]) -> None:
    lasting: dict[str, str] = {}
    before: list[Entry] = []
    for now in readings:
        lasting = again(lasting, before, now)
        assert set(lasting) == {id for id, _ in now}
        assert len(set(lasting.values())) == len(lasting)
        before = now


@given(ENTRIES, ENTRIES)
def test_what_is_read_again_as_it_was_keeps_every_id(first: list[Entry], second: list[Entry]) -> None:
    lasting = again(again({}, [], first), first, second)
    assert again(lasting, second, second) == lasting


@given(ENTRIES)
def test_entries_that_moved_keep_their_ids_if_no_other_looks_like_them(entries: list[Entry]) -> None:
    apart = [(id, (id, id)) for id, _ in entries]
    moved = [(id.upper(), likeness) for id, likeness in reversed(apart)]
    assert again({id: id for id, _ in apart}, apart, moved) == {id.upper(): id for id, _ in apart}


def test_an_entry_that_comes_back_gets_its_own_id_and_not_its_double() -> None:
    """Two sentences read alike; the later one was alone for a version and lasted under the earlier one's id."""
    lasting = carried(
        [("first", "second", ("the same words",))], [("third", ("the same words",)), ("first", ("the same words",))]
    )
    assert lasting["first"] == "first"
    assert lasting["third"] == "third"


def test_the_most_telling_likeness_is_asked_first() -> None:
    old = [("a", "1", ("all", "words")), ("b", "2", ("other", "words"))]
    assert carried(old, [("3", ("none", "words")), ("4", ("all", "words"))]) == {"4": "a", "3": "b"}
