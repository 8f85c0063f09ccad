"""Rules for amounts of time, repetitions, hours and words like "now", in the form of `timex_rules`."""

from typing import Final

from . import timex_amounts as amounts
from .timex_rules import Row

AMOUNTS: Final[list[Row]] = [
    # amounts of time
    ("rate", "SET", "unit", "(?P<t><a>(?P<unit><unit>)){STOP}", amounts.repeated),
    ("age", "DURATION", "old", "{NUM}<hyphen>?(?:<unit>|<units>)<hyphen>?<old>", None),
    (
        "duration",
        "DURATION",
        "unit units",
        "{ABOUT}(?:(?P<amount>{NUM}(?P<half><and><a><half>)?)|{SOME})(?:<hyphen>|<more>|<long>|<word>)?{UNITS}(?:(?<=<units>)<apostrophe>(?=<word>|<capital>))?",
        amounts.duration,
    ),
    (
        "duration",
        "DURATION",
        "unit units",
        "{ABOUT}<a>(?P<unit><unit>)(?!<hyphen>)(?P<half><and><a><half>)?",
        amounts.duration,
    ),
    (
        "duration",
        "DURATION",
        "unit units",
        "(?P<onlyhalf><half>)(?:(?P<amount><a>)|<hyphen>)?(?P<unit><unit>)",
        amounts.duration,
    ),
    (
        "duration",
        "DURATION",
        "unit units",
        "(?:<the>)?(?:<last>|<past>|<next>|<coming>|<recent>|<following>|<previous>|<ordinal>|<current>)(?:(?P<amount>{NUM}(?P<half><and><a><half>)?)|{SOME})?(?P<unit>(?P<plural><units>))",
        amounts.duration,
    ),
    ("duration", "DURATION", "unit units", "<the>(?:<past>|<last>|<next>|<coming>)(?P<unit><unit>)", amounts.duration),
    (
        "duration",
        "DURATION",
        "unit units",
        "(?<=[<for><in><prep><every><before>])(?P<unit>(?P<plural><units>))",
        amounts.duration,
    ),
    ("duration", "DURATION", "unit units", "(?P<unit>(?P<plural><units>))(?=<before>)", amounts.duration),
    ("duration", "DURATION", "unit units", "(?P<unit><unit>|(?P<plural><units>))<hyphen><long>", amounts.duration),
    (
        "first amount",
        "DURATION",
        "unit units",
        "(?P<t>(?P<amount>{NUM}))(?=(?:<and>|<or>|<to>|<dash>|<hyphen>){NUM}<hyphen>?{UNITS})",
        amounts.first_amount,
    ),
    ("elapsed", "DURATION", "clock", "(?<!<at>)(?P<clock><clock>)", amounts.elapsed),
    # repetitions
    (
        "repeated",
        "SET",
        "every times timesword",
        "<every>(?:(?P<other><other>)|(?P<amount>{NUM})|<few>)?(?P<unit><unit>|<units>|<weekday>|<daypart>|<month>)",
        amounts.repeated,
    ),
    (
        "repeated",
        "SET",
        "every times timesword",
        "(?:<times>|{NUM}<timesword>)(?:<a>|<per>|<every>)(?P<amount>{NUM})?(?P<unit><unit>|<units>)",
        amounts.repeated,
    ),
    ("frequency", "SET", "frequency", "(?P<frequency><frequency>)", amounts.frequency),
    ("weekdays", "SET", "weekdays", "(?P<weekdays><weekdays>)", amounts.weekdays),
    # neither here nor there
    ("reference", "DATE", "reference", "(?P<reference><reference>)", amounts.reference),
    (
        "present",
        "DATE",
        "current units moment",
        "(?:(?<=<at>)<current>|(?<=<at>)<the><current>|<the><current>(?=<dot>|<comma>)|<these><units>)",
        amounts.present,
    ),
    ("present", "DATE", "current units moment", "(?<=<at>)<the><moment>", amounts.present),
    (
        "bygone",
        "DATE",
        "past",
        "<the>(?:<recent>)?<past>(?!<of>|<unit>|<units>|<count>|<day>|<num>|<few>|<season>|<weekday>|<month>|<half>|<word>)",
        amounts.bygone,
    ),
    ("ahead", "DATE", "future", "<the>(?:<near>)?<future>(?!<of>|<hyphen>)", amounts.ahead),
    # hours
    (
        "hour",
        "TIME",
        "clock date ampm oclock hourly hours zone units noon",
        "(?P<clock><clock>)(?P<ampm><ampm>)?{ZONE}",
        amounts.hour,
    ),
    (
        "hour",
        "TIME",
        "clock date ampm oclock hourly hours zone units noon",
        "(?P<clock><date>)(?P<ampm><ampm>){ZONE}",
        amounts.hour,
    ),
    (
        "hour",
        "TIME",
        "clock date ampm oclock hourly hours zone units noon",
        "(?P<hour><day>|<count>)(?P<ampm><ampm>){ZONE}",
        amounts.hour,
    ),
    (
        "hour",
        "TIME",
        "clock date ampm oclock hourly hours zone units noon",
        "(?P<hour><day>|<count>)<word><apostrophe><oclock>",
        amounts.hour,
    ),
    ("hour", "TIME", "clock date ampm oclock hourly hours zone units noon", "(?P<hourly><hourly>){ZONE}", amounts.hour),
    (
        "hour",
        "TIME",
        "clock date ampm oclock hourly hours zone units noon",
        "(?P<military><year>|<num>)(?:<hours>|<zone>|<units>(?={ZONE}))",
        amounts.hour,
    ),
    ("hour", "TIME", "clock date ampm oclock hourly hours zone units noon", "(?P<noon><noon>)", amounts.hour),
    (
        "hour of day",
        "TIME",
        "clock ampm hourly noon",
        "(?:(?P<clock><clock>)(?P<ampm><ampm>)?|(?P<hour><day>|<count>)(?P<ampm2><ampm>)|(?P<hourly><hourly>)|(?P<noon><noon>)){ZONE}<comma>?(?P<ofday>{WD}|<today>)",
        amounts.hour,
    ),
]
