"""What can be wrong in a row of gold although its fields are there: types that do not exist, words that stand elsewhere."""

from collections.abc import Iterator, Sequence

from ..record import Quote
from .event_types import KNOWN, event_type
from .rows import AttributionGold, EventGold, GoldRow, MinutesGold, NameGold, PlaceGold, TimeGold
from .spans import Stretch


def mistakes(row: GoldRow) -> Iterator[str]:
    """What is wrong, in words."""
    for event in row.events if isinstance(row, EventGold) else ():
        name = event_type(event.event, 18)
        if name and name not in KNOWN:
            yield f"no event type or CAMEO code: {str(event.event)[:40]}"
    for what, quote in _quotes(row):
        if row.body[quote.start : quote.end] != quote.quote:
            yield f"{what}: the text has other words at {quote.start} to {quote.end} than “{quote.quote[:40]}”"
    for at in _stretches(row):
        if not 0 <= at.start < at.end <= len(row.body):
            yield f"{at.start} to {at.end} is no stretch of the text, which has {len(row.body)} characters"


def _quotes(row: GoldRow) -> Iterator[tuple[str, Quote]]:
    if not isinstance(row, MinutesGold):
        return
    for n, event in enumerate(row.events or (), 1):
        yield f"evidence of event {n}", event.evidence
    for n, statement in enumerate(row.statements or (), 1):
        yield f"content of statement {n}", statement.content


def _stretches(row: GoldRow) -> Sequence[Stretch]:
    """Every stretch that is marked."""
    if isinstance(row, AttributionGold):
        return [span for a in row.attributions for part in (a.source, a.cue, a.content) for span in part]
    if isinstance(row, TimeGold):
        return row.times
    if isinstance(row, PlaceGold):
        return row.toponyms
    return row.entities if isinstance(row, NameGold) else ()
