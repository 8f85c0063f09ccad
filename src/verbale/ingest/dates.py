"""Dates as mastheads print them: "Wednesday, 12 March 2003", "3/12/2003", "January 34, 2022"."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CENTURY_TURN = 70
"""A two-digit year from 70 on is of the twentieth century."""
NEARBY_DAYS = 62
"""An ambiguous date is taken the way that puts it this near to a plain date of the same page."""

WEEKDAY = r"(?:(?P<weekday>(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\b\.?,?\s+(?:the\s+)?)?"
MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
DAY = r"(?P<day>\d{1,2})(?!\d)(?:st|nd|rd|th)?"
UNTIL = r"(?:\s?[-–/]\s?\d{1,2}(?!\d)(?:st|nd|rd|th)?)?"
YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)(?!\d)"
FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            "iso",
            r"(?<![\d/-])(?P<year>(?:1[6-9]|20)\d\d)(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)",
        ),
        (
            "number",
            rf"(?<![\d/.-]){WEEKDAY}"
            r"(?P<first>\d{1,2})(?P<sep>[/.-])(?P<second>\d{1,2})(?P=sep)(?P<year>(?:1[6-9]|20)\d\d|\d\d)(?![\d/])",
        ),
        ("words", rf"(?<!\w){WEEKDAY}{DAY}{UNTIL}(?:\s+of)?[\s-]*{MONTH},?[\s-]*{YEAR}"),
        ("words", rf"(?<!\w){WEEKDAY}{MONTH}\s*{DAY}{UNTIL},?\s+{YEAR}"),
        ("words", rf"(?<!\w){DAY}-{MONTH}-(?P<year>\d\d)(?!\d)"),
        ("month", rf"(?<!\w){MONTH},?\s+(?:of\s+)?{YEAR}"),
        ("yearless", rf"(?<!\w){WEEKDAY}{DAY}\s+{MONTH}"),
        ("yearless", rf"(?<!\w){WEEKDAY}{MONTH}\s+{DAY}"),
    )
)
"""Tried in this order; a stretch that one form has read is not read again."""

Order = Literal["day-first", "month-first"]


class PrintedDate(Struct, frozen=True, kw_only=True):
    """A date as the page words it, at characters `[start, end)` of its line."""

    text: str
    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    other: dt.date | None = None
    """The day it would be with day and month swapped, where both ways are possible."""
    weekday: str | None = None

    @property
    def date(self) -> dt.date | None:
        """The day, or the first day of the month; None where no such day exists or no year is given."""
        if self.year is None or self.month is None:
            return None
        try:
            return dt.date(self.year, self.month, self.day or 1)
        except ValueError:
            return None

    @property
    def impossible(self) -> bool:
        """It names a year but no day that has ever been."""
        return self.year is not None and self.date is None

    @property
    def wrong_weekday(self) -> bool:
        """The weekday printed is not that of the date."""
        if self.weekday is None or self.date is None or self.day is None:
            return False
        return not WEEKDAYS[self.date.weekday()].startswith(self.weekday[:3].lower())


def dates_in(line: str) -> list[PrintedDate]:
    """Every date of a line, in the order of the line; numbers are read month-first where both ways are possible."""
    found: list[PrintedDate] = []
    if not any(ch.isdigit() for ch in line):
        return found
    for form, pattern in FORMS:
        for match in pattern.finditer(line):
            if all(match.end() <= d.start or d.end <= match.start() for d in found):
                found.append(_printed(form, match))
    return sorted(found, key=lambda d: d.start)


def _printed(form: str, match: re.Match[str]) -> PrintedDate:
    got = match.groupdict()
    year = _year(got.get("year"))
    if form == "number":
        return _numeric(match, year)
    month = int(got["month"]) if form == "iso" else MONTHS[got["month"].lower()]
    day = int(got["day"]) if got.get("day") else None
    return PrintedDate(
        text=match.group().strip(), start=match.start(), end=match.end(),
        year=year, month=month, day=day, weekday=got.get("weekday"),
    )  # fmt: skip


def _numeric(match: re.Match[str], year: int | None) -> PrintedDate:
    """Points mean day first, as in Europe; with strokes, what is above 12 must be the day."""
    first, second = int(match["first"]), int(match["second"])
    day_first = match["sep"] == "." or first > 12  # months
    day, month = (first, second) if day_first else (second, first)
    other = None
    if match["sep"] != "." and first != second and max(first, second) <= 12:  # months
        other = _day(year, second, first)
    return PrintedDate(
        text=match.group(), start=match.start(), end=match.end(), year=year, month=month, day=day, other=other,
        weekday=match["weekday"],
    )  # fmt: skip


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    number = int(text)
    if len(text) > 2:  # written in full
        return number
    return number + (1900 if number >= CENTURY_TURN else 2000)


def _day(year: int | None, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if year else None
    except ValueError:
        return None


def settle(date: PrintedDate, plain: Iterable[dt.date], habit: Order | None) -> tuple[dt.date | None, bool]:
    """The day meant, and whether that is settled.

    An ambiguous "3/12/2003" goes the way that lies nearest to the page's `plain` dates, then by the page's
    `habit`; else month-first, unsettled.
    """
    day = date.date
    if day is None or date.other is None:
        return day, True
    gap, other_gap = (min((abs((d - p).days) for p in plain), default=NEARBY_DAYS + 1) for d in (day, date.other))
    if gap != other_gap and min(gap, other_gap) <= NEARBY_DAYS:
        return (day if gap < other_gap else date.other), True
    if habit:
        return (date.other if habit == "day-first" else day), True
    return day, False


def habit_of(dates: Sequence[PrintedDate]) -> Order | None:
    """How the page writes numeric dates, told by those that can be read one way only."""
    numeric = [re.match(r"(\d{1,2})[/-](\d{1,2})[/-]", d.text) for d in dates]
    orders: set[Order] = {
        "day-first" if int(m[1]) > 12 else "month-first" for m in numeric if m and max(int(m[1]), int(m[2])) > 12
    }  # months
    return orders.pop() if len(orders) == 1 else None
