"""Dates that count from the publication date or the date mentioned last: "last week", "two days later"."""

import datetime as dt

from .timex_calendar import day, shifted, weekday_near
from .timex_values import PARTS, Found, Scene, day_of, iso, month_of
from .timex_words import table


def weekday(found: Found, scene: Scene) -> str | None:
    """For "Wednesday", "last Friday", "Sunday night": the nearest one behind, or ahead where the clause looks ahead."""
    code = table().weekdays[found.word("weekday")[:3]]
    turn = found.word("turn")
    ending = PARTS.get(found.word("part"), "")
    base = scene.anchor if turn in ("that", "same", "following", "previous") else scene.published
    if base is None:
        return f"XXXX-WXX-{code}{ending}"
    ahead = turn in ("next", "coming", "this", "following") or (
        scene.future and turn not in ("last", "previous", "that")
    )
    strict = turn in ("last", "next", "following", "previous")
    return weekday_near(base, code, (2 if strict else 1) if ahead else (-2 if strict else -1)).isoformat() + ending


def near_day(found: Found, scene: Scene) -> str | None:
    """For "today", "yesterday morning", "the day before yesterday", "tonight", "this morning", "last night"."""
    if scene.published is None:
        return None
    word = found.word("near")
    step = {"yesterday": -1, "tomorrow": 1, "last": -1, "next": 1}.get(word, 0)
    step += {"before": -1, "after": 1}.get(found.word("side"), 0)
    if word in ("that", "same"):
        return scene.anchor.isoformat() + PARTS.get(found.word("part"), "") if scene.anchor else None
    part = "TNI" if word == "tonight" else PARTS.get(found.word("part"), "")
    return f"{scene.published + dt.timedelta(step)}{part}"


def unit_turned(found: Found, scene: Scene) -> str | None:
    """For "last week", "this month", "the previous year", "that day", "the end of the year"."""
    code = table().units.get(found.word("unit"), "")
    turn = found.word("turn")
    if turn in ("that", "same", "previous", "following") or (turn == "next" and code == "D"):
        step = {"previous": -1, "following": 1, "next": 1}.get(turn, 0)
        return shifted(scene.anchor, code, step) if scene.anchor else None
    step = {"last": -1, "past": -1, "next": 1, "coming": 1, "forthcoming": 1, "upcoming": 1}.get(turn, 0)
    return shifted(scene.published, code, step) if scene.published else None


def edge_of_unit(found: Found, scene: Scene) -> str | None:
    """For "the end of the year": of the date named earlier in the sentence, else of the publication date."""
    base = scene.anchor or scene.published
    return shifted(base, table().units[found.word("unit")], 0) if base else None


def month_of_turned_year(found: Found, scene: Scene) -> str | None:
    """For "March of last year"."""
    step = {"last": -1, "next": 1}.get(found.word("turn"), 0)
    return f"{scene.published.year + step:04d}-{month_of(found):02d}" if scene.published else None


def unit_beside(found: Found, scene: Scene) -> str | None:
    """For "the day before", "the year after": counted from the date mentioned last."""
    step = -1 if found.word("side") == "before" else 1
    return shifted(scene.anchor, table().units[found.word("unit")], step) if scene.anchor else None


def unknown_day(found: Found, scene: Scene) -> str | None:
    """For "the day before he left": a day the text does not date."""
    return None


def day_of_month(found: Found, scene: Scene) -> str | None:
    """For "on the 26th": of the month mentioned last, else the nearest such day."""
    base = scene.anchor or scene.published
    date = day(base.year, base.month, day_of(found)) if base else None
    return iso(date)


def distance(found: Found, scene: Scene) -> str | None:
    """For "two years ago", "three days later", "a week earlier"; vague amounts only point ahead or back."""
    code = table().units[_singular(found.word("unit"))]
    side = found.word("side")
    amount = _amount(found)
    if amount is None:
        return "PAST_REF" if side == "ago" else None
    base = scene.published if side == "ago" else scene.anchor
    if base is None or code.startswith("T"):
        return None
    return shifted(base, code, amount if side in ("later", "after") else -amount)


def _amount(found: Found) -> float | None:
    if found.has("onlyhalf"):
        return 0.5
    if found.has("few") or not found.has("amount"):
        return None
    half = 0.5 if found.has("half") else 0
    counted = found.number("amount")
    return (1 if counted is None else counted) + half


def _singular(word: str) -> str:
    return word if word in table().units else word.removesuffix("s") if word != "centuries" else "century"
