"""The whole path from a report to its record, stage by stage, on one screen."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from . import lexicon as lexicons
from .actors import Caster, Resolver
from .atlas import Atlas
from .cast import Cast, Party
from .events.dating import Dating
from .events.drafting import Drafter, Minutes
from .events.geocoding import Geocoding
from .gazetteer import Gazetteer
from .language.inflection import noun_forms, table, verb_forms
from .language.pipeline import LanguageModel, Parser
from .language.timex import find_times, impossible_times
from .lexicon import Lexicon
from .reading import Reading
from .record import Record
from .report import Report, Warn


@dataclass(frozen=True)
class Stages:
    """Everything between a report and its record, kept for `verbale explain`."""

    reading: Reading
    cast: Cast
    minutes: Minutes
    record: Record


class Reader:
    """A function from reports to records; it opens no file, asks no clock and remembers nothing."""

    def __init__(self, *, language: Parser, lexicon: Lexicon, resolver: Resolver, gazetteer: Gazetteer) -> None:
        self.language = language
        self.lexicon = lexicon
        self.resolver = resolver
        self.gazetteer = gazetteer
        self._caster = Caster(resolver)
        self._drafter = Drafter(lexicon)

    @classmethod
    def load(cls, *, folders: Sequence[Path] = (), language: Parser | None = None) -> "Reader":
        """The shipped lexicons and model, a user's lexicon `folders` before ours.

        Raises LexiconError (all mistakes at once) and ModelError.
        """
        atlas, gazetteer = Atlas.load(folders), Gazetteer.load(folders)
        lexicon = lexicons.load(folders)
        forms = {
            "VERB": table(lexicon.lemmas_of("verb"), verb_forms),
            "NOUN": table(lexicon.lemmas_of("noun"), noun_forms),
        }
        return cls(
            language=language or LanguageModel.load(forms=forms),
            lexicon=lexicon,
            resolver=Resolver.load(atlas, folders, gazetteer),
            gazetteer=gazetteer,
        )

    def read(self, report: Report) -> Record:
        """The minutes of one report."""
        return self.stages(report).record

    def stages(self, report: Report) -> Stages:
        """The minutes of one report with all that led to them."""
        reading = self.language.read(report.body, report.paragraphs)
        reading = replace(reading, times=find_times(report.body, reading.tokens, report.published))
        cast = self._caster.cast(reading, report.published)
        dating = Dating(reading, report.published)
        geocoding = Geocoding(reading, cast, self.gazetteer)
        minutes = self._drafter.draft(reading, cast, report=str(report.id), date_of=dating, place_of=geocoding)
        record = Record(
            id=report.id,
            report=report,
            events=minutes.events,
            statements=minutes.statements,
            people=cast.people,
            warnings=(*report.warnings, *_impossible_dates(report.body)),
        )
        return Stages(reading, cast, minutes, record)

    def resolve(self, text: str, on: dt.date | None = None, context: str | None = None) -> Party | None:
        """The party a bare mention stands for, None where it is not known."""
        return self.resolver.resolve(text, on, context)


def _impossible_dates(body: str) -> tuple[Warn, ...]:
    """Dates of the body that no calendar has: kept as words, never guessed at."""
    return tuple(
        Warn(
            code="impossible-date",
            message=f"“{body[span.start : span.end]}” is not a possible date",
            start=span.start,
            end=span.end,
        )
        for span in impossible_times(body)
    )
