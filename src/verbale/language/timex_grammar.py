"""The grammar of time expressions: patterns over word classes, each with the function that gives its value.

`<month>` is one word of that class (data/times.toml, `timex_words`), `{DAY}` a part named below. A rule's expression is
its group `t`, or all that it matches. The longest match wins; between equals, the rule that stands first.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from msgspec import Struct

from verbale.reading import TimexType

from .timex_rules import DATES
from .timex_rules_amounts import AMOUNTS
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
    "EDGE": "(?:(?:<the>)?<edge><of>(?:<the>)?|(?:<the>)?<part>(?:<hyphen>)?(?:<in>)?(?:<the>)?"
    "|<shift>(?:<in>)?(?:<the>)?)?",
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


@cache
def rules() -> tuple[Rule, ...]:
    """The grammar with its patterns compiled."""
    letters = table().letters
    return tuple(
        Rule(name, kind, frozenset(letters[n] for n in needs.split()), compiled(pattern), value)
        for name, kind, needs, pattern, value in [*DATES, *AMOUNTS]
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
