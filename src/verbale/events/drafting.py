"""Reading + Cast -> events and statements: the stages of `events` in their order."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from ..cast import Cast
from ..lexicon import Lexicon
from ..reading import Reading
from ..record import Cue, Event, Quote, Statement
from .absorbing import find_hits
from .arguments import ArgumentFinder
from .contexts import ContextFinder
from .draft import Draft
from .implied import ImpliedActs
from .merging import merge
from .phrases import PhraseReader
from .scene import DateOf, PlaceOf, Scene
from .statements import StatementFinder
from .syntax import Syntax
from .tellings import Telling, first_persons


@dataclass(frozen=True, slots=True)
class Minutes:
    """The outcome of drafting, with the drafts for `verbale explain`."""

    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    drafts: tuple[Draft, ...]
    telling_rules: tuple[str, ...] = ()
    """For each statement, the word or rule that found it."""


class Drafter:
    """Drafts events over any number of readings with one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._contexts = ContextFinder(lexicon)
        self._phrases = PhraseReader(lexicon)

    def draft(self, reading: Reading, cast: Cast, *, report: str, date_of: DateOf, place_of: PlaceOf) -> Minutes:
        """Events and statements of one report; `report` seeds their ids."""
        syntax = Syntax(reading, self.lexicon.lists["control"])
        hits, slots = find_hits(syntax, self.lexicon, cast)
        finder = StatementFinder(syntax, self.lexicon, cast, self._phrases)
        tellings = finder.find()
        arguments = ArgumentFinder(slots, cast, first_persons(tellings, reading, finder.quoted), tellings)
        drafts = Scene(self.lexicon, self._contexts, arguments, tellings, date_of, place_of).drafts(hits)
        drafts += ImpliedActs(syntax, self.lexicon, arguments).find(tellings, drafts)
        drafts = merge(drafts)
        for draft in drafts:
            draft.tellings = sorted((t for t in tellings if draft.at in t.content), key=lambda t: -len(t.content))
        ids = {id(t): _statement_id(report, t) for t in tellings}
        events = tuple(
            d.event(report=report, text=reading.text, score=self.lexicon.score_of(d.type, d.mode), statement_ids=ids)
            for d in drafts
        )
        threats = {id(t) for d in drafts if d.type == "THREATEN" for t in d.tellings[-1:]}
        statements = tuple(_statement(t, reading, ids, date_of, place_of, threat=id(t) in threats) for t in tellings)
        return Minutes(events, statements, tuple(drafts), tuple(t.rule for t in tellings))


def _statement(
    telling: Telling, reading: Reading, ids: dict[int, str], date_of: DateOf, place_of: PlaceOf, *, threat: bool
) -> Statement:
    text, span = reading.text, telling.span
    cue = _cue(telling.cue, reading)
    anchor = telling.cue[-1] if telling.cue and reading.tokens[telling.cue[-1]].upos == "VERB" else None
    return Statement(
        id=ids[id(telling)],
        speaker=telling.speaker,
        cue=cue,
        direct=telling.direct,
        content=Quote(start=span.start, end=span.end, quote=text[span.start : span.end]),
        kind="threat" if threat and telling.kind in ("assertion", "forecast") else telling.kind,
        place=place_of(anchor) if anchor is not None else None,
        date=date_of(anchor) if anchor is not None else None,
        parent=ids[id(telling.parent)] if telling.parent is not None else None,
    )


def _cue(words: Sequence[int], reading: Reading) -> Cue | None:
    if not words:
        return None
    first, last = reading.tokens[min(words)], reading.tokens[max(words)]
    return Cue(start=first.start, end=last.end, text=reading.text[first.start : last.end])


def _statement_id(report: str, telling: Telling) -> str:
    key = f"{report}|statement|{telling.cue}|{telling.span.start}|{telling.span.end}"
    return "s" + hashlib.sha256(key.encode()).hexdigest()[:15]
