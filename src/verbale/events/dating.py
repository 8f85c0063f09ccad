"""Which time expression dates an event, by grammar: what stands under its word or clause, never under another clause.

The publication date is used only through expressions that count from it ("yesterday"); it never stands in for a date.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

from ..reading import Reading, Timex
from ..record import When
from .attachment import NOMINAL, Hung, case_of, circles, dating_words, definite, hung_times, phrase
from .periods import period

Setting = TypeVar("Setting")
"""A date or a place."""
WEEK: Final = dt.timedelta(7)


class Dating:
    """The dates of one report's events. It remembers what it has dated, so ask in text order."""

    def __init__(self, reading: Reading, published: dt.date | None) -> None:
        self.reading = reading
        self.published = published
        self._hung = hung_times(reading)
        self._dated: dict[int, When] = {}

    def __call__(self, anchor: int) -> When | None:
        """The date of the event whose trigger is word `anchor`, its own or that of the occasion it falls in."""
        found = self.own(anchor) or self._told(carried_over(anchor, self.reading, self._dated), anchor)
        if found is not None:
            self._dated[anchor] = found
        return found

    date_of = __call__

    def own(self, anchor: int) -> When | None:
        """The date that the event's own clause gives it; None where it gives none."""
        here = self._hung.get(self.reading.tokens[anchor].sent)
        if not here:
            return None
        for hosts in circles(anchor, self.reading):
            found = [t for t in here if t.host in hosts and _says_when(t, anchor, self.reading)]
            found = [t for t in found if t.group[0].type not in ("DURATION", "SET")]
            if found:
                return self._told(self._best(found, anchor), anchor)
        return None

    def _told(self, date: When | None, anchor: int) -> When | None:
        """The date; None where it is after publication and the verb says that the act is past."""
        ahead = date is not None and self.published is not None and date.start > self.published
        return None if ahead and _past(anchor, self.reading) else date

    def year_text(self, anchor: int) -> str | None:
        """The period that something holds for ("an agreement for 2003", "a five-year pact"), in the report's words."""
        here = self._hung.get(self.reading.tokens[anchor].sent, ())
        below = set(phrase(anchor, self.reading)) if here else set()
        for time in here:
            if time.head in below and (time.case == "for" or _lasting(time, anchor)):
                return _text(time.group, self.reading)
        return None

    def _best(self, found: list[Hung], anchor: int) -> When | None:
        """The most precise of several, then the nearest; None if all only bound the event ("since 1994")."""
        dates = []
        for time in found:
            if _open_ended(time):
                continue
            date = when(time.group, self.reading, self.published)
            if date:
                dates.append(((date.end - date.start).days, abs(time.head - anchor), time.head, date))
        return min(dates, key=lambda d: d[:3])[3] if dates else None


def date_of(anchor: int, reading: Reading, published: dt.date | None) -> When | None:
    """The date of the event whose trigger is word `anchor`; None where its clause gives none."""
    return Dating(reading, published).own(anchor)


def year_text(anchor: int, reading: Reading) -> str | None:
    """The period that the thing named by word `anchor` holds for; see `Dating.year_text`."""
    return Dating(reading, None).year_text(anchor)


def carried_over(anchor: int, reading: Reading, dated: Mapping[int, Setting]) -> Setting | None:
    """The date or place of the occasion an event falls in: "during the visit" takes that of the visit named before.

    `dated` maps trigger words of the report to their dates or places; of those before the phrase that name the same occasion, the
    nearest counts.
    """
    during = dating_words().during
    hosts: set[int] = set().union(*circles(anchor, reading))
    for noun in (c for host in sorted(hosts) for c in reading.children[host]):
        if noun != anchor and case_of(noun, reading) in during and definite(noun, reading):
            if noun in dated:
                return dated[noun]
            earlier = [i for i in dated if i < noun and i != anchor and _same_occasion(i, noun, reading)]
            if earlier:
                return dated[max(earlier)]
    return None


def when(group: Sequence[Timex], reading: Reading, published: dt.date | None) -> When | None:
    """The days of one expression or of several joined ("from Monday to Thursday"); None where not all are known."""
    periods = [period(t.value, t.text, published) for t in group]
    known = [p for p in periods if p]
    if not known or len(known) != len(group):
        return None
    first, last = known[0][0], known[-1][1]
    if first > last and (last - first).days > -7 and all(p[2] == "day" for p in known):
        # Two bare weekdays, each read by itself: "from Monday to Thursday" never runs backwards.
        first, last = (first, last + WEEK) if published and first > published else (first - WEEK, last)
    if first > last:
        return None
    precision = known[0][2] if len(known) == 1 or first == last else "range"
    return When(start=first, end=last, precision=precision, text=_text(group, reading))


def _text(group: Sequence[Timex], reading: Reading) -> str:
    return reading.text[group[0].start : group[-1].end]


def _past(anchor: int, reading: Reading) -> bool:
    """Whether the trigger is a verb told as done; "planned", "was due" are of what lies ahead."""
    token = reading.tokens[anchor]
    if token.upos != "VERB" or token.lemma in dating_words().phase:
        return False
    helpers = [reading.tokens[c] for c in reading.children[anchor] if reading.tokens[c].dep.startswith("aux")]
    if token.xpos == "VBD":
        return not helpers
    return (
        token.xpos == "VBN"
        and not any(t.xpos == "MD" for t in helpers)
        and any(t.lemma == "have" or t.xpos == "VBD" for t in helpers)
    )


def _nowadays(time: Hung, reading: Reading) -> bool:
    """Whether "today" is the present age: "observers consider that today", "the country is today"."""
    verb, words = reading.tokens[time.host], dating_words()
    if time.group[0].text.lower() != "today" or verb.xpos not in ("VBP", "VBZ", "JJ", "NN", "VBN", "VBG"):
        return False
    over = reading.tokens[verb.head]
    below = [reading.tokens[c] for c in reading.children[time.host]]
    if verb.xpos not in ("VBP", "VBZ") and not any(
        t.xpos in ("VBP", "VBZ") and t.dep in ("aux", "aux:pass", "cop") for t in below
    ):
        return False
    told = verb.dep == "ccomp" and over.lemma in words.opinion and over.xpos in ("VBP", "VBZ")
    return told or verb.lemma in words.state or any(t.dep == "cop" for t in below)


def _says_when(time: Hung, anchor: int, reading: Reading) -> bool:
    """Whether the time may say when the event was.

    "An agreement for 2003" tells what it covers; under another noun than the trigger, a time counts only as an adverb
    would ("met officials in 2003", not "rejected the 2003 budget").
    """
    if _nowadays(time, reading):
        return False
    if reading.tokens[time.host].upos not in NOMINAL:
        return True
    if time.host == anchor:
        return time.case != "for"
    adverbial = time.case in dating_words().during or reading.tokens[time.head].dep.endswith(("unmarked", "tmod"))
    return time.head > time.host and adverbial


def _lasting(time: Hung, anchor: int) -> bool:
    """For "A five-year pact": a duration right under the thing."""
    return time.group[0].type == "DURATION" and time.host == anchor and time.case in ("", "of")


def _open_ended(time: Hung) -> bool:
    """One end of a period only: "since 1994", "by June", "from Monday" without "to"."""
    return time.case in dating_words().open and not (time.case == "from" and len(time.group) > 1)


def _same_occasion(earlier: int, noun: int, reading: Reading) -> bool:
    one, other = reading.tokens[earlier].lemma.lower(), reading.tokens[noun].lemma.lower()
    groups = dating_words().occasions
    return one == other or (one in groups and groups.get(one) == groups.get(other))
