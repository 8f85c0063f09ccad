"""What holds for any text at all, on small samples of Hypothesis."""

from collections.abc import Iterator

import msgspec
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from verbale.errors import InputError
from verbale.export.jsonl import encode
from verbale.ingest.jsonl import from_text
from verbale.pipeline import Reader
from verbale.record import Record

PIECES = [
    "The Kenyan president", "Uganda", "Angola", "visited", "signed an agreement with", "said", "denied", "that",
    "it would", "attack", "unless", "on Monday", "in Nairobi", "$30 million", "31 February 2003", "according to", "he",
    "they", "we", "our", "and", "not", "of", "to", "its", "5", "\u201c", "\u201d", '"', "'", ",", ".", "?", ";",
    "\u2014", "-", "…", "(", ")", "\n", "\n\n",
    "\t", "\u2028", "\u00a0", "\ufeff", "\x00", "\u200f", "\u202e", "السلام عليكم",
    "שלום", "北京", "İstanbul", "ẞ", "ﬁ", "e\u0301", "n\u0303", "\U0001f600", "\U0001f1ef\U0001f1f5",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map(" ".join) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=60
)
WIRE = [
    "Kenya condemned Somalia.",
    'The Sudanese president said that Chad had attacked the town. "We will answer," he said.',
    "The Kenyan president visited Uganda on Monday. Two protocols were signed.",
    "Angola owes Portugal about $30 million for patrol boats.",
    "It rained.",
]
SMALL = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def read(reader: Reader, text: str) -> Record:
    return reader.read(from_text(text, id="any", date="2003-03-12"))


def readable(text: str) -> bool:
    try:
        from_text(text, id="any")
    except InputError:
        return False
    return True


def spans(value: object) -> Iterator[tuple[int, int, str]]:
    """Every stretch of the body that a value quotes, however deep inside it."""
    if isinstance(value, msgspec.Struct):
        start, end = getattr(value, "start", None), getattr(value, "end", None)
        words = getattr(value, "quote", None) or getattr(value, "text", None)
        if isinstance(start, int) and isinstance(end, int) and isinstance(words, str):
            yield start, end, words
        for name in value.__struct_fields__:
            yield from spans(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)


@SMALL
@given(text=TEXTS)
def test_any_text_is_read_and_every_span_quotes_it(reader: Reader, text: str) -> None:
    assume(readable(text))
    record = read(reader, text)
    assert record.report.body == text
    for start, end, words in spans((record.events, record.statements, record.people)):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == words


@SMALL
@given(text=TEXTS)
def test_what_is_told_hangs_together(reader: Reader, text: str) -> None:
    assume(readable(text))
    record = read(reader, text)
    ids = {s.id for s in record.statements}
    parents = {s.id: s.parent for s in record.statements}
    assert len(ids) == len(record.statements)
    assert len({e.id for e in record.events}) == len(record.events)
    assert all(parent is None or parent in ids for parent in parents.values())
    assert all(a in ids for e in record.events for a in e.attribution)
    for one in ids:  # no statement is told inside itself
        above, seen = parents[one], {one}
        while above is not None:
            assert above not in seen
            seen.add(above)
            above = parents[above]


@SMALL
@given(text=TEXTS)
def test_what_an_event_says_fits_together(reader: Reader, text: str) -> None:
    assume(readable(text))
    for event in read(reader, text).events:
        assert 0 <= event.confidence <= 1
        assert event.actors or event.recipients
        assert (event.type is None) == (event.score is None)
        assert event.date is None or event.date.start <= event.date.end
        kind = reader.lexicon.types.get(event.type or "")
        assert event.mode is None or (kind is not None and event.mode in {m.name for m in kind.modes})


@SMALL
@given(text=TEXTS)
def test_a_record_reads_back_equal(reader: Reader, text: str) -> None:
    assume(readable(text))
    record = read(reader, text)
    assert msgspec.json.decode(msgspec.json.encode(record), type=Record) == record


@settings(SMALL, max_examples=20)
@given(text=TEXTS)
def test_reading_twice_gives_the_same_bytes(reader: Reader, text: str) -> None:
    assume(readable(text))
    assert encode(read(reader, text)) == encode(read(reader, text))


@settings(SMALL, max_examples=15)
@given(order=st.permutations(range(len(WIRE))))
def test_the_order_of_a_batch_changes_nothing(reader: Reader, order: list[int]) -> None:
    alone = [encode(read(reader, text)) for text in WIRE]
    assert [encode(read(reader, WIRE[n])) for n in order] == [alone[n] for n in order]


@settings(SMALL, max_examples=25)
@given(before=st.sampled_from(["", "It rained. ", "🙂 ", "\n\n", "Ça va. "]), text=st.sampled_from(WIRE))
def test_words_put_before_a_report_only_shift_it(reader: Reader, before: str, text: str) -> None:
    shifted, plain = read(reader, before + text), read(reader, text)
    assert [e.type for e in shifted.events] == [e.type for e in plain.events]
    assert [e.evidence.start - len(before) for e in shifted.events] == [e.evidence.start for e in plain.events]
