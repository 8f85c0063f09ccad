"""The grammar of time expressions: patterns over word classes, each with the function that gives its value.

`<month>` is one word of that class (data/times.toml, `timex_words`), `{DAY}` a part named below. A rule's expression is its
group `t`, or all that it matches. The longest match wins; between equals, the rule that stands first.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from msgspec import Struct

from verbale.reading import TimexType

from . import timex_amounts as amounts
from . import timex_values as values
from .timex_values import Found, Scene
from .timex_words import table


REACH: Final = 8
"""Words that an expression, with what it must see around it, may reach to either side of a word it needs."""


class Rule(Struct, frozen=True):
    """One pattern; `value` is None for words that only look like a time ("a 22-year-old")."""

    name: str
    type: TimexType
    needs: frozenset[str]
    """Class characters of which a match holds at least one."""
    pattern: "re.Pattern[str]"
    value: Callable[[Found, Scene], str | None] | None


PARTS: Final = {  # a part may hold parts that stand below it
    "QUANTITY": "(?:(?P<amount>{NUM}(?P<half><and><a><half>)?|<a>)|{SOME})",
    "PLAIN": "(?:<day>|<nth>)",
    "MON": "(?P<month><month>|<may>|<abbr>)(?:(?<=<abbr>)<dot>)?",
    "DAY": "(?P<day><day>|<nth>)",
    "YEAR": "(?P<year><year>)",
    "WD": "(?P<weekday><weekday>|<wdabbr>)(?:(?<=<wdabbr>)<dot>)?",
    # "the end of", "early", "mid-", "later": belongs to the expression, leaves the value alone
    "EDGE": "(?:(?:<the>)?<edge><of>(?:<the>)?|(?:<the>)?<part>(?:<hyphen>)?(?:<in>)?(?:<the>)?|<shift>(?:<in>)?(?:<the>)?)?",
    "CONN": "(?:<and>|<or>|<to>|<hyphen>|<dash>|<comma><and>|<comma>)",
    "NUM": "(?:<count>|<day>|<num>|<year>|<short>)(?:(?:<hyphen>|<and>)?(?:<count>|<ordinal>))*",
    "UNITS": "(?P<unit>(?P<plural><units>)|<unit>)",
    "ABOUT": "(?:<nearly>|<more><than>|<at><least>|<some>)?",
    "RANK": "(?P<rank>(?:<count><hyphen>)?<ordinal>|<nth>)",
    "TURN": "(?P<turn><last>|<next>|<this>|<coming>|<current>|<previous>|<following>|<that>)",
    "ZONE": "(?:<zone>|<local><time>)?",
    "STOP": "(?=<dot>|<comma>|<break>|<sign>|<dash>|$)",
    "SOME": "(?P<few>(?:<a>)?<few>(?:<of>)?)",
}

_RULES: Final[list[tuple[str, TimexType, str, str, Callable[[Found, Scene], str | None] | None]]] = [
    # calendar dates
    ("iso", "DATE", "year", "{YEAR}<hyphen>(?P<monthnumber><day>)<hyphen>{DAY}", values.hyphenated),
    ("numeric", "DATE", "date", "(?:{WD}<comma>?)?(?P<date><date>)", values.numeric),
    ("day month", "DATE", "month may abbr", "{EDGE}(?:{WD}<comma>?)?(?:<the>)?{DAY}(?:<hyphen>|<of>)?{MON}(?:(?:<comma>|<hyphen>|<of>)?{YEAR})?",
     values.calendar_day),
    ("month day", "DATE", "month may abbr", "{EDGE}(?:{WD}<comma>?)?{MON}(?:<the>)?{DAY}(?!<hyphen><units>)(?:<comma>?{YEAR})?", values.calendar_day),
    ("first of days", "DATE", "month may abbr", "(?P<t>{DAY})(?=(?:{CONN}{PLAIN}){0,2}{CONN}(?:<the>)?{PLAIN}(?:<of>)?{MON}(?:<comma>?{YEAR})?)",
     values.calendar_day),
    ("first of month's days", "DATE", "month may abbr", "(?P<t>{MON}{DAY})(?={CONN}{PLAIN}(?:{CONN}{PLAIN}){0,1}<comma>?{YEAR})",
     values.calendar_day),
    ("one of month's days", "DATE", "month may abbr", "{MON}{PLAIN}{CONN}(?P<t>{DAY}(?:<comma>?{YEAR})?)(?!<word>|<unit>|<units>|<month>|<abbr>|<may>)",
     values.calendar_day),
    ("one of month's days", "DATE", "month may abbr", "{MON}{PLAIN}{CONN}{PLAIN}{CONN}(?P<t>{DAY}(?:<comma>?{YEAR})?)(?!<word>|<unit>|<units>|<month>)",
     values.calendar_day),
    ("month year", "DATE", "month may abbr", "{EDGE}{MON}(?:<of>|<comma>)?(?:<the><unit>)?{YEAR}", values.calendar_month),
    ("month", "DATE", "month may abbr", "{EDGE}(?:(?:<the>)?{TURN})?(?P<month><month>)", values.calendar_month),
    ("month", "DATE", "month may abbr", "(?:{EDGE}{TURN}|(?:<the>)?<edge><of>|(?:<the>)?<part><hyphen>?)(?P<month><may>|<abbr><dot>?)",
     values.calendar_month),
    ("month", "DATE", "month may abbr", "(?:(?<=[<in><prep><from><between>])|(?<=[<month><may>][<to><and><hyphen><dash>]))(?P<month><may>|<abbr><dot>?)", values.calendar_month),
    ("season", "DATE", "season", "{EDGE}(?:<the>)?(?:{TURN})?(?P<season><season>)(?:(?:<of>|<comma>)?{YEAR})?", values.season),
    ("fall", "DATE", "fall", "{EDGE}(?:<the>)?(?:{TURN}(?P<season><fall>)|(?P<season2><fall>)(?:<of>)?{YEAR})", values.season),
    ("day of month", "DATE", "nth", "(?<=<on>)<the>(?P<day><nth>)(?!<word>|<unit>|<capital>|<of>)", values.day_of_month),
    ("year", "DATE", "year", "{EDGE}(?:<the><unit>)?{YEAR}", values.year),
    ("second year", "DATE", "year", "{YEAR}(?:<hyphen>|<dash>)(?P<t>(?P<tail><short>|<day>|<num>))", values.year_end),
    ("decade", "DATE", "decade nineties", "{EDGE}(?:<the>)?(?:<part>(?:<hyphen>)?|<apostrophe>)?(?P<decade><decade>)", values.decade),
    ("decade", "DATE", "decade nineties", "<the>(?:<part>(?:<hyphen>)?)?(?P<decade><nineties>)", values.decade),
    ("century", "DATE", "unit", "{EDGE}(?:<the>)?(?:<part>(?:<hyphen>)?)?{RANK}(?:<hyphen>)?(?P<century><unit>)", values.century),
    ("quarter", "DATE", "unit quarterletter",
     "{EDGE}(?:<the>)?(?:{TURN})?{RANK}(?:<hyphen>)?(?P<quarter><unit>)(?:(?:<of>)?(?:{YEAR}|(?:(?P<turn2><last>|<this>|<next>|<the>)(?P<unit><unit>))))?",
     values.part_of_year),
    ("quarter", "DATE", "unit quarterletter", "<quarterletter>(?P<rank><day>)(?:(?:<of>)?{YEAR})?", values.part_of_year),
    ("half", "DATE", "half", "<the>{RANK}(?P<half><half>)<of>(?:<the>)?(?:{YEAR}|{TURN}?(?P<unit><unit>))", values.part_of_year),
    ("feast", "DATE", "christmas new", "(?P<feast><christmas>|<new>(?P<newyear><unit>)<apostrophe>?<word>?)(?P<eve><eve>)?(?P<feastday><unit>)?{YEAR}?",
     values.holiday),
    # counted from the publication date, or from the date mentioned last
    ("weekday", "DATE", "weekday wdabbr", "{EDGE}(?:(?:<the>)?(?:{TURN}|(?P<turn2><same>)))?(?P<weekday><weekday>)", values.weekday),
    ("weekday", "DATE", "weekday wdabbr", "(?<=<on>)(?P<weekday><wdabbr>)<dot>?", values.weekday),
    ("weekday hour", "TIME", "weekday", "{EDGE}(?:{TURN})?(?P<weekday><weekday>)(?:<part>)?(?P<part><daypart>)", values.weekday),
    ("near day", "DATE", "today", "{EDGE}(?P<near><today>)", values.near_day),
    ("near day", "DATE", "today", "<the><unit>(?P<side><before>)(?P<near><today>)", values.near_day),
    ("near hour", "TIME", "daypart tonight", "(?:{EDGE}(?P<near><today>|<this>|<last>|<that>|<same>)(?P<part><daypart>)|(?:<part>)?(?P<near2><tonight>))",
     values.near_day),
    ("unit", "DATE", "unit", "{EDGE}(?:<the>)?{TURN}(?P<unit><unit>)", values.unit_turned),
    ("unit", "DATE", "unit", "(?:<the>|<that>|<this>)(?P<turn><same>)(?P<unit><unit>)", values.unit_turned),
    ("edge of unit", "DATE", "unit", "(?:<the>)?(?:<edge><of>|<part><in>|<shift><in>)<the>(?P<unit><unit>)", values.unit_turned),
    ("edge of unit", "DATE", "unit", "(?P<unit><unit>)<hyphen><edge>", values.unit_turned),
    ("unit beside", "DATE", "unit", "<the>(?P<unit><unit>)(?P<side><before>){STOP}", values.unit_beside),
    ("day of deed", "DATE", "unit", "(?P<t><the>(?P<unit><unit>))<before>", values.unknown_day),
    ("distance", "DATE", "ago shift before", "{ABOUT}(?:{QUANTITY}|(?P<onlyhalf><half>)<a>)?{UNITS}(?P<side><ago>|<shift>)", values.distance),
    ("distance", "DATE", "ago shift before", "{ABOUT}{QUANTITY}{UNITS}(?P<side><before>){STOP}", values.distance),
    # amounts of time
    ("rate", "SET", "unit", "(?P<t><a>(?P<unit><unit>)){STOP}", amounts.repeated),
    ("age", "DURATION", "old", "{NUM}<hyphen>?(?:<unit>|<units>)<hyphen>?<old>", None),
    ("duration", "DURATION", "unit units", "{ABOUT}(?:(?P<amount>{NUM}(?P<half><and><a><half>)?)|{SOME})(?:<hyphen>|<more>|<long>|<word>)?{UNITS}(?:(?<=<units>)<apostrophe>(?=<word>|<capital>))?",
     amounts.duration),
    ("duration", "DURATION", "unit units", "{ABOUT}<a>(?P<unit><unit>)(?!<hyphen>)(?P<half><and><a><half>)?", amounts.duration),
    ("duration", "DURATION", "unit units", "(?P<onlyhalf><half>)(?:(?P<amount><a>)|<hyphen>)?(?P<unit><unit>)", amounts.duration),
    ("duration", "DURATION", "unit units",
     "(?:<the>)?(?:<last>|<past>|<next>|<coming>|<recent>|<following>|<previous>|<ordinal>|<current>)(?:(?P<amount>{NUM}(?P<half><and><a><half>)?)|{SOME})?(?P<unit>(?P<plural><units>))",
     amounts.duration),
    ("duration", "DURATION", "unit units", "<the>(?:<past>|<last>|<next>|<coming>)(?P<unit><unit>)", amounts.duration),
    ("duration", "DURATION", "unit units", "(?<=[<for><in><prep><every><before>])(?P<unit>(?P<plural><units>))", amounts.duration),
    ("duration", "DURATION", "unit units", "(?P<unit>(?P<plural><units>))(?=<before>)", amounts.duration),
    ("duration", "DURATION", "unit units", "(?P<unit><unit>|(?P<plural><units>))<hyphen><long>", amounts.duration),
    ("first amount", "DURATION", "unit units", "(?P<t>(?P<amount>{NUM}))(?=(?:<and>|<or>|<to>|<dash>|<hyphen>){NUM}<hyphen>?{UNITS})", amounts.first_amount),
    ("elapsed", "DURATION", "clock", "(?<!<at>)(?P<clock><clock>)", amounts.elapsed),
    # repetitions
    ("repeated", "SET", "every times timesword",
     "<every>(?:(?P<other><other>)|(?P<amount>{NUM})|<few>)?(?P<unit><unit>|<units>|<weekday>|<daypart>|<month>)", amounts.repeated),
    ("repeated", "SET", "every times timesword", "(?:<times>|{NUM}<timesword>)(?:<a>|<per>|<every>)(?P<amount>{NUM})?(?P<unit><unit>|<units>)", amounts.repeated),
    ("frequency", "SET", "frequency", "(?P<frequency><frequency>)", amounts.frequency),
    ("weekdays", "SET", "weekdays", "(?P<weekdays><weekdays>)", amounts.weekdays),
    # neither here nor there
    ("reference", "DATE", "reference", "(?P<reference><reference>)", amounts.reference),
    ("present", "DATE", "current units moment", "(?:(?<=<at>)<current>|(?<=<at>)<the><current>|<the><current>(?=<dot>|<comma>)|<these><units>)", amounts.present),
    ("present", "DATE", "current units moment", "(?<=<at>)<the><moment>", amounts.present),
    ("bygone", "DATE", "past", "<the>(?:<recent>)?<past>(?!<of>|<unit>|<units>|<count>|<day>|<num>|<few>|<season>|<weekday>|<month>|<half>|<word>)",
     amounts.bygone),
    ("ahead", "DATE", "future", "<the>(?:<near>)?<future>(?!<of>|<word>)", amounts.ahead),
    # hours
    ("hour", "TIME", "clock date ampm oclock hourly hours zone units noon", "(?P<clock><clock>)(?P<ampm><ampm>)?{ZONE}", amounts.hour),
    ("hour", "TIME", "clock date ampm oclock hourly hours zone units noon", "(?P<clock><date>)(?P<ampm><ampm>){ZONE}", amounts.hour),
    ("hour", "TIME", "clock date ampm oclock hourly hours zone units noon", "(?P<hour><day>|<count>)(?P<ampm><ampm>){ZONE}", amounts.hour),
    ("hour", "TIME", "clock date ampm oclock hourly hours zone units noon", "(?P<hour><day>|<count>)<word><apostrophe><oclock>", amounts.hour),
    ("hour", "TIME", "clock date ampm oclock hourly hours zone units noon", "(?P<hourly><hourly>){ZONE}", amounts.hour),
    ("hour", "TIME", "clock date ampm oclock hourly hours zone units noon", "(?P<military><year>|<num>)(?:<hours>|<zone>|<units>(?={ZONE}))", amounts.hour),
    ("hour", "TIME", "clock date ampm oclock hourly hours zone units noon", "(?P<noon><noon>)", amounts.hour),
    ("hour of day", "TIME", "clock ampm hourly noon",
     "(?:(?P<clock><clock>)(?P<ampm><ampm>)?|(?P<hour><day>|<count>)(?P<ampm2><ampm>)|(?P<hourly><hourly>)|(?P<noon><noon>)){ZONE}<comma>?(?P<ofday>{WD}|<today>)",
     amounts.hour),
]  # fmt: skip


@cache
def rules() -> tuple[Rule, ...]:
    """The grammar with its patterns compiled."""
    letters = table().letters
    return tuple(
        Rule(name, kind, frozenset(letters[n] for n in needs.split()), compiled(pattern), value)
        for name, kind, needs, pattern, value in _RULES
    )


@cache
def cores() -> "re.Pattern[str]":
    """Words that rules need, as long as the stretches they reach over would touch."""
    needed = "".join(sorted(frozenset().union(*(rule.needs for rule in rules()))))
    return re.compile(f"[{needed}](?:[^{needed}]{{0,{2 * REACH}}}[{needed}])*")


def compiled(pattern: str) -> "re.Pattern[str]":
    """A pattern over class names as one over class characters."""
    letters = table().letters
    for part, meaning in PARTS.items():
        pattern = pattern.replace("{" + part + "}", meaning)
    return re.compile(re.sub(r"(?<!\?P)<([a-z]+)>", lambda name: letters[name[1]], pattern))
