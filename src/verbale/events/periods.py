"""TIMEX3 values as first and last days.

Conventions: early, mid and late in a month are the days 1-10, 11-20 and 21 to the end, and so are its beginning, middle
and end; in a year, four months each; in a decade, the years 0-3, 4-6 and 7-9; in a week, Monday to Wednesday, Tuesday
to Thursday, Thursday to Sunday. Weeks run from Monday to Sunday. Seasons are northern and whole months; winter begins
in December of its year.
"""

import calendar
import datetime as dt
import re
from typing import Final

from ..record import Precision

Period = tuple[dt.date, dt.date, Precision]
Days = tuple[dt.date, dt.date]

_DAY: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_MONTH: Final = re.compile(r"(\d{4})-(\d\d)")
_YEAR: Final = re.compile(r"\d{4}")
_DECADE: Final = re.compile(r"\d{3}")
_CENTURY: Final = re.compile(r"\d{2}")
_WEEK: Final = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_PART: Final = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)")
_MONTHS: Final = {"Q1": (1, 3), "Q2": (4, 3), "Q3": (7, 3), "Q4": (10, 3), "H1": (1, 6), "H2": (7, 6),
                  "SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3)}  # fmt: skip
_EDGE: Final = re.compile(
    r"(?:the )?(early|beginning|start|turn|mid|middle|late|end|close|earlier|later|(?:first|last) (?:days|weeks))\b",
    re.IGNORECASE,
)
_THIRD: Final = {
    "early": 0,
    "beginning": 0,
    "start": 0,
    "turn": 0,
    "mid": 1,
    "middle": 1,
    "late": 2,
    "end": 2,
    "close": 2,
}


def period(value: str | None, text: str, published: dt.date | None) -> Period | None:
    """The days of a TIMEX3 value worded as `text`; None for durations, references and dates not wholly known."""
    if value is None:
        return None
    try:
        whole = _whole(value)
    except ValueError:
        return None
    edge = _EDGE.match(text.replace("-", " "))
    if whole is None or edge is None or whole[2] == "day":
        return whole
    word = {"first": "early", "last": "late"}.get(edge[1].lower().split()[0], edge[1].lower())
    if word in _THIRD:
        first, last = _third((whole[0], whole[1]), _THIRD[word], value)
        return first, last, "range"
    return _so_far(whole, word == "earlier", published)


def _whole(value: str) -> Period | None:
    """The period itself. Raises ValueError for days and weeks that no calendar has."""
    if found := _DAY.fullmatch(value):
        date = dt.date(int(found[1]), int(found[2]), int(found[3]))
        return date, date, "day"
    if found := _MONTH.fullmatch(value):
        return *_months(int(found[1]), int(found[2]), 1), "month"
    if _YEAR.fullmatch(value):
        return *_months(int(value), 1, 12), "year"
    if found := _WEEK.fullmatch(value):
        first = dt.date.fromisocalendar(int(found[1]), int(found[2]), 6 if found[3] else 1)
        return first, first + dt.timedelta(1 if found[3] else 6), "range"
    if found := _PART.fullmatch(value):
        return *_months(int(found[1]), *_MONTHS[found[2]]), "range"
    if _DECADE.fullmatch(value) or _CENTURY.fullmatch(value):
        return dt.date(int(value.ljust(4, "0")), 1, 1), dt.date(int(value.ljust(4, "9")), 12, 31), "range"
    return None


def _months(year: int, month: int, count: int) -> Days:
    last = year * 12 + month - 1 + count - 1
    end_year, end_month = last // 12, last % 12 + 1
    return dt.date(year, month, 1), dt.date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])


def _third(whole: Days, third: int, value: str) -> Days:
    first, last = whole
    if _WEEK.fullmatch(value):
        starts, ends = ((0, 1, 3), (2, 3, 6)) if not value.endswith("WE") else ((0, 0, 1), (0, 1, 1))
        return first + dt.timedelta(starts[third]), first + dt.timedelta(ends[third])
    if _DECADE.fullmatch(value):
        start, end = ((0, 3), (4, 6), (7, 9))[third]
        return dt.date(first.year + start, 1, 1), dt.date(first.year + end, 12, 31)
    if _MONTH.fullmatch(value):
        return first + dt.timedelta((0, 10, 20)[third]), (first.replace(day=10), first.replace(day=20), last)[third]
    return _months(first.year, 1 + 4 * third, 4) if _YEAR.fullmatch(value) else _long_third(whole, third)


def _long_third(whole: Days, third: int) -> Days:
    """A third of a quarter, season, half-year or century, in days."""
    first, last = whole
    step = ((last - first).days + 1) // 3
    start = first + dt.timedelta(step * third)
    return start, last if third == 2 else start + dt.timedelta(step - 1)


def _so_far(whole: Period, earlier: bool, published: dt.date | None) -> Period:
    """For "earlier this month" ends with the day of publication, "later this year" begins with it."""
    first, last, _ = whole
    if published is None or not first <= published <= last:
        return whole
    return (first, published, "range") if earlier else (published, last, "range")
