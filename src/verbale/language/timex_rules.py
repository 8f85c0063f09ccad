"""Rules for dates: name, type, classes of which a match needs one, pattern, value; `timex_grammar` reads them."""

from collections.abc import Callable
from typing import Final

from verbale.reading import TimexType

from . import timex_relative as relative
from . import timex_values as values
from .timex_values import Found, Scene

Row = tuple[str, TimexType, str, str, Callable[[Found, Scene], str | None] | None]

DATES: Final[list[Row]] = [
    # calendar dates
    (
        "iso",
        "DATE",
        "year",
        "{YEAR}<hyphen>(?P<monthnumber><day>|<short>)<hyphen>(?P<day><day>|<short>)",
        values.hyphenated,
    ),
    ("numeric", "DATE", "date", "(?:{WD}<comma>?)?(?P<date><date>)", values.numeric),
    (
        "day month",
        "DATE",
        "month may abbr",
        "{EDGE}(?:{WD}<comma>?)?(?:<the>)?{DAY}(?:<hyphen>|<of>)?{MON}(?:(?:<comma>|<hyphen>|<of>)?{YEAR})?",
        values.calendar_day,
    ),
    (
        "first of month's days",
        "DATE",
        "month may abbr",
        "(?P<t>{MON}{DAY})(?={CONN}{PLAIN}(?:{CONN}{PLAIN}){0,1}<comma>?{YEAR})",
        values.calendar_day,
    ),
    (
        "month day",
        "DATE",
        "month may abbr",
        "{EDGE}(?:{WD}<comma>?)?{MON}(?:<the>)?{DAY}(?!<hyphen><units>)(?:<comma>?{YEAR})?",
        values.calendar_day,
    ),
    (
        "first of days",
        "DATE",
        "month may abbr",
        "(?P<t>{DAY})(?=(?:{CONN}{PLAIN}){0,2}{CONN}(?:<the>)?{PLAIN}(?:<of>)?{MON}(?:<comma>?{YEAR})?)",
        values.calendar_day,
    ),
    (
        "one of month's days",
        "DATE",
        "month may abbr",
        "{MON}{PLAIN}{CONN}(?P<t>{DAY}(?:<comma>?{YEAR})?)(?!<word>|<unit>|<units>|<month>|<abbr>|<may>)",
        values.calendar_day,
    ),
    (
        "one of month's days",
        "DATE",
        "month may abbr",
        "{MON}{PLAIN}{CONN}{PLAIN}{CONN}(?P<t>{DAY}(?:<comma>?{YEAR})?)(?!<word>|<unit>|<units>|<month>)",
        values.calendar_day,
    ),
    (
        "month year",
        "DATE",
        "month may abbr",
        "{EDGE}{MON}(?:<of>|<comma>)?(?:<the><unit>)?{YEAR}",
        values.calendar_month,
    ),
    (
        "month of turned year",
        "DATE",
        "month may abbr",
        "{EDGE}{MON}<of>(?P<turn><last>|<this>|<next>)(?P<whole><unit>)",
        relative.month_of_turned_year,
    ),
    (
        "first of months",
        "DATE",
        "month may abbr",
        "(?P<t>{EDGE}{MON})(?=(?:<and>|<or>|<to>|<dash>)(?P<until><month>|<may>|<abbr>)<dot>?{YEAR})",
        values.month_of_joined_year,
    ),
    (
        "month",
        "DATE",
        "month may abbr",
        "<the>(?:<last>|<ordinal>)<units><of>(?P<month><month>|<may>|<abbr>){YEAR}?",
        values.calendar_month,
    ),
    ("month", "DATE", "month may abbr", "{EDGE}(?:(?:<the>)?{TURN})?(?P<month><month>)", values.calendar_month),
    (
        "month",
        "DATE",
        "month may abbr",
        "(?:{EDGE}{TURN}|(?:<the>)?<edge><of>|(?:<the>)?<part><hyphen>?)(?P<month><may>|<abbr><dot>?)",
        values.calendar_month,
    ),
    (
        "month",
        "DATE",
        "month may abbr",
        "(?:(?<=[<in><prep><from><between>])|(?<=[<month><may>][<to><and><hyphen><dash>]))(?P<month><may>|<abbr><dot>?)",
        values.calendar_month,
    ),
    (
        "season",
        "DATE",
        "season",
        "{EDGE}(?:<the>)?(?:{TURN})?(?P<season><season>)(?:(?:<of>|<comma>)?{YEAR})?",
        values.season,
    ),
    (
        "fall",
        "DATE",
        "fall",
        "{EDGE}(?:<the>)?(?:{TURN}(?P<season><fall>)|(?P<season2><fall>)(?:<of>)?{YEAR})",
        values.season,
    ),
    (
        "day of month",
        "DATE",
        "nth",
        "(?<=<on>)<the>(?P<day><nth>)(?!<word>|<unit>|<capital>|<of>)",
        relative.day_of_month,
    ),
    ("year", "DATE", "year", "{EDGE}(?:<the><unit>)?{YEAR}", values.year),
    ("second year", "DATE", "year", "{YEAR}(?:<hyphen>|<dash>)(?P<t>(?P<tail><short>|<day>|<num>))", values.year_end),
    (
        "decade",
        "DATE",
        "decade nineties",
        "{EDGE}(?:<the>)?(?:<part>(?:<hyphen>)?|<apostrophe>)?(?P<decade><decade>)",
        values.decade,
    ),
    ("decade", "DATE", "decade nineties", "<the>(?:<part>(?:<hyphen>)?)?(?P<decade><nineties>)", values.decade),
    (
        "century",
        "DATE",
        "unit",
        "{EDGE}(?:<the>)?(?:<part>(?:<hyphen>)?)?{RANK}(?:<hyphen>)?(?P<century><unit>)",
        values.century,
    ),
    (
        "quarter",
        "DATE",
        "unit quarterletter",
        "{EDGE}(?:<the>)?(?:{TURN})?{RANK}(?:<hyphen>)?(?P<quarter><unit>)(?:(?:<of>)?(?:{YEAR}|(?:(?P<turn2><last>|<this>|<next>|<the>)(?P<unit><unit>))))?",
        values.part_of_year,
    ),
    (
        "quarter",
        "DATE",
        "unit quarterletter",
        "<quarterletter>(?P<rank><day>)(?:(?:<of>)?{YEAR})?",
        values.part_of_year,
    ),
    (
        "half",
        "DATE",
        "half",
        "<the>{RANK}(?P<half><half>)<of>(?:<the>)?(?:{YEAR}|{TURN}?(?P<unit><unit>))",
        values.part_of_year,
    ),
    (
        "feast",
        "DATE",
        "christmas new",
        "(?P<feast><christmas>|<new>(?P<newyear><unit>)<apostrophe>?<word>?)(?P<eve><eve>)?(?P<feastday><unit>)?{YEAR}?",
        values.holiday,
    ),
    # counted from the publication date, or from the date mentioned last
    (
        "weekday",
        "DATE",
        "weekday wdabbr",
        "{EDGE}(?:(?:<the>)?(?:{TURN}|(?P<turn2><same>)))?(?P<weekday><weekday>)",
        relative.weekday,
    ),
    ("weekday", "DATE", "weekday wdabbr", "(?<=<on>)(?P<weekday><wdabbr>)<dot>?", relative.weekday),
    (
        "weekday hour",
        "TIME",
        "weekday",
        "{EDGE}(?:{TURN})?(?P<weekday><weekday>)(?:<part>)?(?P<part><daypart>)",
        relative.weekday,
    ),
    ("near day", "DATE", "today", "{EDGE}(?P<near><today>)", relative.near_day),
    ("near day", "DATE", "today", "<the><unit>(?P<side><before>)(?P<near><today>)", relative.near_day),
    (
        "near hour",
        "TIME",
        "daypart tonight",
        "(?:{EDGE}(?P<near><today>|<this>|<last>|<that>|<same>)(?P<part><daypart>)|(?:<part>)?(?P<near2><tonight>))",
        relative.near_day,
    ),
    ("unit", "DATE", "unit", "{EDGE}(?:<the>)?{TURN}(?P<unit><unit>)", relative.unit_turned),
    ("unit", "DATE", "unit", "(?:<the>|<that>|<this>)(?P<turn><same>)(?P<unit><unit>)", relative.unit_turned),
    (
        "edge of unit",
        "DATE",
        "unit",
        "(?:<the>)?(?:<edge><of>|<part><in>|<shift><in>)<the>(?P<unit><unit>)",
        relative.edge_of_unit,
    ),
    ("edge of unit", "DATE", "unit", "(?P<unit><unit>)<hyphen><edge>", relative.edge_of_unit),
    ("unit beside", "DATE", "unit", "<the>(?P<unit><unit>)(?P<side><before>){STOP}", relative.unit_beside),
    ("day of deed", "DATE", "unit", "(?P<t><the>(?P<unit><unit>))<before>", relative.unknown_day),
    (
        "distance",
        "DATE",
        "ago shift before",
        "{ABOUT}(?:{QUANTITY}|(?P<onlyhalf><half>)<a>)?{UNITS}(?P<side><ago>|<shift>)",
        relative.distance,
    ),
    ("distance", "DATE", "ago shift before", "{ABOUT}{QUANTITY}{UNITS}(?P<side><before>){STOP}", relative.distance),
]
