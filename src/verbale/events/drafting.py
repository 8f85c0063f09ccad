"""Reading + Cast -> events and statements: the stages of `events` in their order."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from ..cast import Cast, Party
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
        found = finder.find()
        tellings = [t for t in found if t.tells]  # what is only praised or wanted is told by the report itself
        arguments = ArgumentFinder(slots, cast, first_persons(tellings, reading, finder.quoted), tellings)
        drafts = Scene(self.lexicon, self._contexts, arguments, tellings, date_of, place_of).drafts(hits)
        drafts += ImpliedActs(syntax, self.lexicon, arguments).find(tellings, drafts)
        drafts = merge(drafts)
        for draft in drafts:
            draft.tellings = sorted((t for t in tellings if draft.at in t.content), key=lambda t: -len(t.content))
        ids = {id(t): _statement_id(report, t) for t in found}
        events = tuple(
            d.event(report=report, text=reading.text, score=self.lexicon.score_of(d.type, d.mode), statement_ids=ids)
            for d in drafts
        )
        threats = {id(t) for d in drafts if d.type == "THREATEN" for t in d.tellings[-1:]}
        statements = tuple(_statement(t, reading, ids, date_of, place_of, threat=id(t) in threats) for t in found)
        return Minutes(events, statements, tuple(drafts), tuple(t.rule for t in found))


def _statement(
    telling: Telling, reading: Reading, ids: dict[int, str], date_of: DateOf, place_of: PlaceOf, *, threat: bool
) -> Statement:
    text, span = reading.text, telling.span
    cue = _cue(telling.cue, reading)
    anchor = next((w for w in reversed(telling.cue) if reading.tokens[w].upos == "VERB"), None)
    return Statement(
        id=ids[id(telling)],
        speaker=_speaker(telling, text),
        cue=cue,
        direct=telling.direct,
        content=Quote(start=span.start, end=span.end, quote=text[span.start : span.end]),
        kind="threat" if threat and telling.kind in ("assertion", "forecast") else telling.kind,
        place=place_of(anchor) if anchor is not None else None,
        date=date_of(anchor) if anchor is not None else None,
        parent=ids[id(telling.parent)] if telling.parent is not None else None,
    )


def _speaker(telling: Telling, text: str) -> Party | None:
    """The party that speaks, in the words of its whole noun phrase."""
    span = telling.extent
    if telling.speaker is None or span is None:
        return telling.speaker
    return replace(telling.speaker, text=text[span.start : span.end], start=span.start, end=span.end)


def _cue(words: Sequence[int], reading: Reading) -> Cue | None:
    """The cue's last run of words ("as X put it": put it), without "that"."""
    run = list(words)
    while len(run) > 1 and reading.tokens[run[-1]].lemma == "that":
        run.pop()
    if not run:
        return None
    at = next((n for n in range(len(run) - 1, 0, -1) if run[n] != run[n - 1] + 1), 0)
    first, last = reading.tokens[run[at]], reading.tokens[run[-1]]
    return Cue(start=first.start, end=last.end, text=reading.text[first.start : last.end])


def _statement_id(report: str, telling: Telling) -> str:
    key = f"{report}|statement|{telling.cue}|{telling.span.start}|{telling.span.end}"
    return "s" + hashlib.sha256(key.encode()).hexdigest()[:15]
