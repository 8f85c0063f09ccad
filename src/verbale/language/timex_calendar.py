"""Calendar arithmetic in TIMEX3 values: "2003-02-26", "2003-W09", "2003-Q1", "199" (a decade), "19" (a century)."""

import datetime as dt
import re
from typing import Final

VALUE: Final = re.compile(r"(\d{4})(?:-(?:W(\d\d)|Q([1-4])|H([12])|(SP|SU|FA|WI)|(\d\d)(?:-(\d\d))?))?")
SEASON_MONTH: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def day(year: int, month: int, number: int) -> dt.date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None


def week(date: dt.date) -> str:
    """The ISO week: weeks begin on Monday, and the year is the week's own."""
    year, number, _ = date.isocalendar()
    return f"{year:04d}-W{number:02d}"


def months_on(date: dt.date, n: int) -> dt.date:
    """The first of the month `n` months later; earlier where `n` is negative. Stays inside years 1 to 9999."""
    index = min(max(date.year * 12 + date.month - 1 + n, 12), 9999 * 12 + 11)
    return dt.date(index // 12, index % 12 + 1, 1)


def shifted(base: dt.date, unit: str, n: float) -> str | None:
    """The day, week, month … `n` units after the one `base` falls in; None where the calendar ends."""
    if abs(n) > 9000:
        return None
    if n % 1 and unit == "Y":
        unit, n = "M", n * 12
    if unit in ("D", "NI", "W", "FN", "WE"):
        days = {"D": 1, "NI": 1, "FN": 14}.get(unit, 7)
        ordinal = base.toordinal() + round(n * days)
        if not 0 < ordinal <= dt.date.max.toordinal():
            return None
        date = dt.date.fromordinal(ordinal)
        return date.isoformat() if unit in ("D", "NI") else week(date) + ("-WE" if unit == "WE" else "")
    months = {"M": 1, "Q": 3, "H": 6}.get(unit)
    if months:
        return _part_of_year(months_on(base, round(n * months)), unit)
    year = base.year + round(n * {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}.get(unit, 1))
    if not 1 <= year <= 9999:
        return None
    return f"{year:04d}"[: {"DE": 3, "CE": 2, "ML": 1}.get(unit, 4)]


def _part_of_year(date: dt.date, unit: str) -> str:
    if unit == "Q":
        return f"{date.year:04d}-Q{(date.month + 2) // 3}"
    if unit == "H":
        return f"{date.year:04d}-H{1 if date.month < 7 else 2}"
    return f"{date.year:04d}-{date.month:02d}"


def first_day(value: str | None) -> dt.date | None:
    """The first day a value covers, None where it is no period of one known year."""
    found = VALUE.match(value or "")
    if not found:
        return None
    year, iso, quarter, half, season, month, number = found.groups()
    if iso:
        try:
            return dt.date.fromisocalendar(int(year), int(iso), 1)
        except ValueError:
            return None
    if quarter or half:
        return day(int(year), int(quarter) * 3 - 2 if quarter else int(half) * 6 - 5, 1)
    return day(int(year), SEASON_MONTH[season] if season else int(month or 1), int(number or 1))


def weekday_near(base: dt.date, weekday: int, direction: int) -> dt.date:
    """The day that is `weekday` (Monday 1): direction -1 on or before `base`, 1 on or after, -2 and 2 never itself."""
    gap = (weekday - base.isoweekday()) % 7
    if direction > 0:
        return base + dt.timedelta(gap if gap or direction == 1 else 7)
    return base - dt.timedelta((7 - gap) % 7 if gap or direction == -1 else 7)
