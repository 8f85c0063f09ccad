"""Durations, repetitions and hours of the day as TIMEX3 values."""

import re
from typing import Final

from .timex_calendar import first_day
from .timex_values import IMPOSSIBLE, PARTS, Found, Scene
from .timex_words import table

NOON: Final = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}
UNIT_OF_PLURAL: Final = {"centuries": "century"}


def period(amount: float | None, code: str, *, vague: str = "X") -> str:
    """For "P3D", "PT2H", "PXW"; a fortnight is two weeks, half an hour thirty minutes."""
    if amount is not None and code == "TH" and amount % 1:
        amount, code = amount * 60, "TM"
    if amount == 0.5 and code == "Y":
        amount, code = 6, "M"
    if code == "FN":
        amount, code = (None if amount is None else amount * 2), "W"
    if code == "Q" and amount is not None:
        amount, code = amount * 3, "M"
    figure = vague if amount is None else f"{amount:g}" if amount < 1e6 else f"{amount:.0f}"
    return f"PT{figure}{code[1:]}" if code.startswith("T") else f"P{figure}{code}"


def unit_code(word: str) -> str:
    """The TIMEX3 letters of a unit, singular or plural."""
    units = table().units
    return units.get(word) or units[UNIT_OF_PLURAL.get(word) or word.removesuffix("s")]


def duration(found: Found, scene: Scene) -> str | None:
    """For "three days", "a week", "several months", "the past two years", "two and a half hours"."""
    code = unit_code(found.word("unit"))
    if found.has("few"):
        return period(None, code)
    if found.has("onlyhalf"):
        return period(0.5, code)
    amount = found.number("amount")
    if amount is None:
        amount = None if found.has("plural") else 1.0
    return period(amount + 0.5 if found.has("half") and amount is not None else amount, code)


def first_amount(found: Found, scene: Scene) -> str | None:
    """The first number of "between 12 and 18 months"."""
    return period(found.number("amount"), unit_code(found.word("unit")))


def elapsed(found: Found, scene: Scene) -> str | None:
    """For "3:07:35" run or flown: hours, minutes, seconds."""
    hours, minutes, seconds = (int(p) for p in found.word("clock").split(":"))
    return f"PT{hours}H{minutes}M{seconds}S" if minutes < 60 and seconds < 60 else IMPOSSIBLE


def repeated(found: Found, scene: Scene) -> str | None:
    """For "every year", "every two weeks", "twice a week", "each Friday"."""
    word = found.word("unit")
    known = table()
    if word in known.weekdays:
        return f"XXXX-WXX-{known.weekdays[word]}"
    if word in known.months:
        return f"XXXX-{known.months[word]:02d}"
    if word in PARTS:
        return f"XXXX-XX-XX{PARTS[word]}"
    amount = 2.0 if found.has("other") else found.number("amount")
    return period(1.0 if amount is None else amount, unit_code(word))


def frequency(found: Found, scene: Scene) -> str | None:
    """For "daily", "biweekly" (every two weeks)."""
    return table().frequencies[found.word("frequency")]


def weekdays(found: Found, scene: Scene) -> str | None:
    """For "Fridays"."""
    return f"XXXX-WXX-{table().weekdays[found.word('weekdays')]}"


def reference(found: Found, scene: Scene) -> str | None:
    """For "now", "recently", "soon"."""
    return table().references[found.word("reference")]


def present(found: Found, scene: Scene) -> str | None:
    """For "at present", "these days"."""
    return "PRESENT_REF"


def bygone(found: Found, scene: Scene) -> str | None:
    """For "the past", "the recent past"."""
    return "PAST_REF"


def ahead(found: Found, scene: Scene) -> str | None:
    """For "the near future"."""
    return "FUTURE_REF"


def hour(found: Found, scene: Scene) -> str | None:
    """For "15:00 GMT", "8 p.m.", "noon", "0800 GMT": on the day named beside it, else the day spoken of."""
    read = NOON.get(found.word("noon")) or _clock(found)
    if read is None:
        return IMPOSSIBLE
    if scene.day is not None:
        return scene.day[:10] + read
    return f"{scene.published}{read}" if scene.published else f"XXXX-XX-XX{read}"


def _clock(found: Found) -> str | None:
    """For "T15:00"; an hour without minutes stays "T20"; None where no clock shows it."""
    words = [found.word(g) for g in ("clock", "hour", "hourly", "military") if found.has(g)]
    word = re.sub(r"[^\d:.]", "", words[0]) or str(table().numbers.get(words[0], 99))
    if found.has("military"):
        word = word.zfill(4)
        word = f"{word[:2]}:{word[2:]}"
    parts = [int(p) for p in re.split(r"[:.]", word) if p][:2]
    half = found.word("ampm")[:1] or ("" if not found.has("hourly") else found.word("hourly").strip("0123456789:.")[:1])
    hours, minutes = parts[0], parts[1] if len(parts) > 1 else None
    if half in ("a", "p"):
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half == "p" else 0)
    if hours > 24 or (minutes or 0) > 59:
        return None
    return f"T{hours:02d}" if minutes is None else f"T{hours:02d}:{minutes:02d}"


def day_value(value: str | None) -> str | None:
    """The day in a value, None where it names none."""
    return value[:10] if value and re.match(r"\d{4}-\d\d-\d\d", value) and first_day(value) else None
