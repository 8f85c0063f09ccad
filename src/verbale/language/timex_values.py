"""What the dates that the grammar finds come to, given the publication date and what was dated before."""

import datetime as dt
import re
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from .timex_calendar import day
from .timex_words import Words, number, table

IMPOSSIBLE: Final = "impossible"
"""Marks words that have the form of a date or hour and name none: "February 30", "25:61"."""
SEASONS: Final = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PARTS: Final = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "overnight": "TNI"}
FIXED: Final = {"christmas": (12, 25), "xmas": (12, 25), "halloween": (10, 31)}


class Found(Struct, frozen=True):
    """One match of a rule: the named groups of its pattern as words."""

    words: Words
    groups: dict[str, tuple[int, int]]
    """Group name -> words `[first, last)`."""

    def has(self, group: str) -> bool:
        """Whether the pattern's group took part."""
        return group in self.groups

    def word(self, group: str) -> str:
        """The first word of a group, lower-cased; "" where it took no part."""
        return self.words.lower[self.groups[group][0]] if group in self.groups else ""

    def all(self, group: str) -> list[str]:
        """All words of a group."""
        first, last = self.groups.get(group, (0, 0))
        return self.words.lower[first:last]

    def following(self) -> str:
        """The word after all groups, lower-cased; "" at the text's end."""
        last = max(end for _, end in self.groups.values())
        return self.words.lower[last] if last < len(self.words.lower) else ""

    def number(self, group: str) -> float | None:
        """The number a group spells; None for none or a vague one."""
        return number(self.all(group))


class Scene(Struct, frozen=True, kw_only=True):
    """What a value may lean on."""

    published: dt.date | None
    anchor: dt.date | None
    """First day of the date mentioned last."""
    future: bool
    """The clause looks ahead."""
    nearer: bool = False
    """It may look ahead or back: the nearer date is meant."""
    year: int | None
    """The year that opens this sentence or the one before: "In 1994, … in May"."""
    day: str | None
    """The day mentioned last in this sentence, for a bare hour."""


def iso(date: dt.date | None) -> str | None:
    """A date as a value."""
    return date.isoformat() if date else None


def month_of(found: Found) -> int:
    """The number of the month a rule caught, 0 for none."""
    word = found.word("month")
    return table().months.get(word) or table().months.get(word[:3], 0)


def day_of(found: Found) -> int:
    """The day of the month, 0 for none."""
    word = found.word("day")
    return table().ordinals.get(word) or int(re.sub(r"\D", "", word) or 0)


def calendar_day(found: Found, scene: Scene) -> str | None:
    """For "12 March 2003", "February 26": without a year, the nearest such day behind, or ahead."""
    month, number_of_day = month_of(found), day_of(found)
    if day(2000, month, number_of_day) is None:
        return IMPOSSIBLE
    carried = scene.year if not scene.future or scene.nearer else None
    year = int(found.word("year") or carried or 0)
    if year:
        return iso(day(year, month, number_of_day)) or IMPOSSIBLE
    named = table().named_dates.get(f"{month:02d}-{number_of_day:02d}")
    if named and found.following() in table().named_events:
        return named
    if scene.published is None:
        return f"XXXX-{month:02d}-{number_of_day:02d}"
    weekday = table().weekdays.get(found.word("weekday")[:3])
    return nearest_day(scene, month, number_of_day, weekday)


def nearest_day(scene: Scene, month: int, number_of_day: int, weekday: int | None) -> str | None:
    """A weekday beside the date decides between years; 29 February looks for a leap year."""
    today = scene.published
    if today is None:
        return None
    if scene.nearer:
        sides = (
            nearest_day(replace(scene, nearer=False, future=f), month, number_of_day, weekday) for f in (True, False)
        )
        return min(sides, key=lambda d: abs((dt.date.fromisoformat(d) - today).days) if d else 10**6)
    step = 1 if scene.future else -1
    years = [today.year + step * n for n in range(9)]
    days = [
        d for y in years if (d := day(y, month, number_of_day)) and ((d >= today) if scene.future else (d <= today))
    ]
    fitting = [d for d in days[:2] if weekday == d.isoweekday()]
    return iso((fitting or days)[0])


def calendar_month(found: Found, scene: Scene) -> str | None:
    """For "March 2011", "in February", "last July", "next May"."""
    month = month_of(found)
    year = int(found.word("year") or 0)
    turn = found.word("turn")
    if not year and turn == "that" and scene.anchor:
        year = scene.anchor.year
    if not year and not turn and scene.year and (not scene.future or scene.nearer):
        year = scene.year
    if not year and scene.published:
        today = scene.published
        if scene.nearer and not turn:
            year = today.year + (-1 if month - today.month > 6 else 1 if month - today.month < -6 else 0)
        elif turn in ("next", "coming") or (scene.future and turn != "last"):
            year = today.year + (month < today.month or (turn == "next" and month == today.month))
        else:
            year = today.year - (month > today.month or (turn == "last" and month == today.month))
        if turn in ("this", "current"):
            year = today.year
    return f"{year:04d}-{month:02d}" if year else f"XXXX-{month:02d}"


def month_of_joined_year(found: Found, scene: Scene) -> str | None:
    """For the first month of "January and February 1995", "November to January 1995" (of the year before)."""
    months = table().months
    until = months.get(found.word("until")) or months.get(found.word("until")[:3], 0)
    return f"{int(found.word('year')) - (month_of(found) > until):04d}-{month_of(found):02d}"


def season(found: Found, scene: Scene) -> str | None:
    """For "spring 2004", "last summer", "this winter"; the winter of a year begins in its December."""
    code = SEASONS[found.word("season")]
    year = int(found.word("year") or 0)
    if not year and scene.published:
        today, begins = scene.published, {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
        turn = found.word("turn")
        ahead = turn in ("next", "coming") or (scene.future and turn != "last")
        year = today.year + (begins < today.month if ahead else -(begins > today.month))
        if turn in ("this", "current"):
            year = today.year
        elif turn == "last" and begins <= today.month < begins + 3:
            year -= 1
    return f"{year:04d}-{code}" if year else f"XXXX-{code}"


def numeric(found: Found, scene: Scene) -> str | None:
    """For "3/12/2003", "12.03.2003", "10/2003", "2003/04".

    Slashes put the month first unless only the other order gives a day, or only the other is not after publication;
    full stops put the day first.
    """
    word = found.word("date")
    if word in table().named_alone:
        return table().named_alone[word]
    parts = [int(p) for p in re.split(r"[./]", word)]
    if len(parts) == 2:
        return _year_and_month(word, parts)
    if len(word.split("/")[0]) == 4 or len(word.split(".")[0]) == 4:
        return iso(day(*parts)) or IMPOSSIBLE
    year = parts[2] if parts[2] > 99 else parts[2] + (1900 if parts[2] > 49 else 2000)
    orders = [day(year, parts[0], parts[1]), day(year, parts[1], parts[0])]
    if "." in word:
        orders.reverse()
    dates = [d for d in orders if d]
    known = [d for d in dates if scene.published and d <= scene.published]
    return iso((known or dates)[0]) if dates else IMPOSSIBLE


def _year_and_month(word: str, parts: list[int]) -> str | None:
    first, last = parts
    if "/" not in word:
        return None
    if first > 999:
        return f"{first:04d}"
    return f"{last:04d}-{first:02d}" if 1 <= first <= 12 and last > 999 else None


def hyphenated(found: Found, scene: Scene) -> str | None:
    """For "2003-03-12"."""
    return iso(day(int(found.word("year")), int(found.word("monthnumber")), int(found.word("day")))) or IMPOSSIBLE


def year(found: Found, scene: Scene) -> str | None:
    """For "2003", "the year 2003"."""
    return found.word("year")


def year_end(found: Found, scene: Scene) -> str | None:
    """The second half of "1957-58"."""
    return found.word("year")[:2] + found.word("tail")


def decade(found: Found, scene: Scene) -> str | None:
    """For "the 1990s", "the '90s", "the nineties"."""
    word = found.word("decade")
    if word in _TENS:
        return f"19{_TENS.index(word) + 2}"
    digits = word.rstrip("s")
    return digits[:3] if len(digits) == 4 else "19" + digits[0] if digits >= "20" else "20" + digits[0]


_TENS: Final = ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"]


def ordinal_of(found: Found, group: str) -> int | None:
    """For "first" 1, "21st" 21, "twenty-first" 21."""
    total = 0
    for word in found.all(group):
        total += table().ordinals.get(word) or table().numbers.get(word) or int(re.sub(r"\D", "", word) or 0)
    return total or None


def century(found: Found, scene: Scene) -> str | None:
    """For "the 20th century": the first two digits of its years."""
    rank = ordinal_of(found, "rank")
    return f"{rank - 1:02d}" if rank and 1 <= rank <= 99 else None


def part_of_year(found: Found, scene: Scene) -> str | None:
    """For "the first quarter (of 2003)", "the second half of last year"."""
    rank = ordinal_of(found, "rank")
    letter = "H" if found.has("half") else "Q"
    if rank is None or rank > (2 if letter == "H" else 4):
        return None
    base = int(found.word("year") or 0)
    if not base and scene.published:
        turn = {"last": -1, "previous": -1, "next": 1}.get(found.word("turn"), 0)
        begins = (rank - 1) * (6 if letter == "H" else 3) + 1
        base = scene.published.year + turn
        if not found.has("turn") and not found.has("unit"):
            base -= begins > scene.published.month and not scene.future
    return f"{base:04d}-{letter}{rank}" if base else f"XXXX-{letter}{rank}"


def holiday(found: Found, scene: Scene) -> str | None:
    """Christmas, New Year's Day: feasts that keep one date."""
    month, number_of_day = FIXED.get(found.word("feast"), (1, 1))
    if found.has("eve"):
        month, number_of_day = (12, 31) if month == 1 else (12, 24)
    given = found.word("year")
    if given:
        return iso(day(int(given), month, number_of_day))
    return nearest_day(scene, month, number_of_day, None) or f"XXXX-{month:02d}-{number_of_day:02d}"
