"""Corrections as people give them, read into the fields of an event and checked."""

import calendar
import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any, get_args

import msgspec

from ..atlas_tables import SECTORS
from ..cast import Party
from ..errors import UsageError
from ..record import Certainty, Event, EventType, Quote, Record, Status, When
from .judgements import FIELDS
from .party_words import parties, place
from .quoting import count, find
from .terms import Terms

Changes = Mapping[str, Any]
"""Field -> value: a typed value, the same as plain JSON values, or as people write it ("2003-03-04", "RUS/GOV; USA")."""
_Way = Callable[[str, str, Event, Record, Terms], Any]
PARTIES_OF_FRAMES = frozenset({
    "visitor", "host", "parties", "supplier", "recipient", "debtor", "creditor", "holder", "claimant",
})  # fmt: skip
"""Fields of frames that hold parties."""
_NOTHING = frozenset({"", "none", "null"})
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_CODES = ("type", "mode", "cameo", "score")
"""What follows from one another: whoever gives one of them has all of them judged."""
_LISTS = {"type": get_args(EventType), "status": get_args(Status), "certainty": get_args(Certainty)}


def understood(changes: Changes, event: Event, record: Record, terms: Terms) -> dict[str, Any]:
    """The changes as typed values, the evidence first, with the codes that follow from type and mode.

    Raises UsageError, in one line, for a field or value that there is not.
    """
    wanted = {}
    for field in sorted(changes, key=lambda f: f != "evidence"):
        if field not in FIELDS:
            raise UsageError(f"{field} is no field that can be corrected: {', '.join(FIELDS)}")
        wanted[field] = _value(field, changes[field], event, record, terms)
        _check(field, wanted[field], record, terms)
        if field == "evidence":
            event = msgspec.structs.replace(event, evidence=wanted[field])
    return _with_codes(wanted, event, terms)


def _value(field: str, given: Any, event: Event, record: Record, terms: Terms) -> Any:
    kind = FIELDS[field]
    if isinstance(given, str) and (given.lstrip()[:1] not in ("{", "[") or field == "evidence"):
        text = given.strip()
        if text.lower() in _NOTHING and field != "evidence":
            return _nothing(field)
        read: _Way = _READ.get(field, _plain)
        return read(field, text, event, record, terms)
    try:
        plain = msgspec.json.decode(given) if isinstance(given, str) else msgspec.to_builtins(given)
        if field == "frame" and isinstance(plain, dict):
            plain = {name: _party(name, value, event, record, terms) for name, value in plain.items()}
        return msgspec.convert(plain, kind)
    except (msgspec.DecodeError, RecursionError) as error:
        raise UsageError(f"{field}: {' '.join(str(error).split())}") from None


def _party(name: str, value: Any, *known: Any) -> Any:
    """A party of a frame, which may be given as people write it: "RUS/GOV"."""
    if name not in PARTIES_OF_FRAMES or not isinstance(value, str):
        return value
    found = parties(name, value, *known)
    return msgspec.to_builtins(found if name == "parties" else found[0] if found else None)


def _nothing(field: str) -> Any:
    """What "none" means; a status and a certainty every event has."""
    if field in _LISTS and field != "type":
        raise UsageError(f"{field}: an event has one of {', '.join(_LISTS[field])}")
    return () if field in ("contexts", "actors", "recipients") else None


def _plain(field: str, text: str, *_: object) -> Any:
    """Words of a closed list, a code or a number."""
    if field == "score":
        try:
            return float(text)
        except ValueError:
            raise UsageError(f"score: {text} is no number") from None
    if field == "frame":
        raise UsageError('frame: give it as JSON, such as {"kind": "visit"}, or none')
    text = text.upper() if field == "type" else text
    if field in _LISTS and text not in _LISTS[field]:
        raise UsageError(f"{field}: {text} is not one of {', '.join(_LISTS[field])}")
    return text


def _contexts(_: str, text: str, *__: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in re.split(r"[;,\s]+", text) if part))


def _date(field: str, text: str, event: Event, *_: object) -> When:
    """A day, month, year or range "2003-03-01..2003-03-07"; the report's own words stay as they were."""
    first, parted, last = (part.strip() for part in text.partition(".."))
    starts, ends = _days(field, first), _days(field, last or first)
    said = event.date.text if event.date else ""
    precision: Any = "range" if parted else ("year", "month", "day")[first.count("-")]
    return When(start=starts[0], end=ends[1], precision=precision, text=said)


def _days(field: str, text: str) -> tuple[dt.date, dt.date]:
    """The first and last day of an ISO day, month or year."""
    match = _DAY.fullmatch(text)
    year, month, day = (int(part) if part else None for part in match.groups()) if match else (0, None, None)
    try:
        last = day or calendar.monthrange(year or 0, month or 12)[1]
        return dt.date(year or 0, month or 1, day or 1), dt.date(year or 0, month or 12, last)
    except ValueError:
        wanted = "2003-03-04, 2003-03, 2003 or 2003-03-01..2003-03-07"
        raise UsageError(f"{field}: “{text}” is no date such as {wanted}") from None


def _evidence(field: str, text: str, event: Event, record: Record, _: Terms) -> Quote:
    return quoted(field, text, record, event.evidence.start)


def quoted(field: str, text: str, record: Record, near: int | None = None) -> Quote:
    """Where the report says these words; without an offset they must stand there once. Raises UsageError."""
    body = record.report.body
    found = find(body, text, near or 0)
    if found is None:
        raise UsageError(f"{field}: the report does not say “{text[:80]}”")
    if near is None and count(body, text) > 1:
        raise UsageError(f"{field}: the report says “{text[:80]}” {count(body, text)} times: give more of the words")
    return found


_READ: dict[str, _Way] = {
    "contexts": _contexts, "date": _date, "evidence": _evidence, "actors": parties, "recipients": parties,
    "place": lambda _, text, event, record, terms: place(text, event, record, terms),
}  # fmt: skip
"""Fields with a way of writing of their own."""


def _check(field: str, value: Any, record: Record, terms: Terms) -> None:
    """What types cannot say. Raises UsageError."""
    wrong = _CHECKS[field](value, record, terms) if field in _CHECKS and value is not None else None
    if wrong:
        raise UsageError(f"{field}: {wrong}")


def _wrong_contexts(value: tuple[str, ...], _: Record, terms: Terms) -> str | None:
    unknown = next((name for name in value if name not in terms.contexts()), None)
    return f"{unknown} is not one of {', '.join(terms.contexts())}" if unknown else None


def _wrong_parties(value: tuple[Party, ...], record: Record, terms: Terms) -> str | None:
    body = record.report.body
    for party in value:
        if party.sector is not None and party.sector not in SECTORS:
            return f"{party.sector} is no sector: {', '.join(sorted(SECTORS))}"
        if (party.start is None) != (party.end is None):
            return f"“{party.text}” has only one of start and end"
        if party.start is not None and body[party.start : party.end] != party.text:
            return f"the report does not say “{party.text}” at {party.start}"
    return None


def _wrong_evidence(value: Quote, record: Record, _: Terms) -> str | None:
    stands = value.quote and record.report.body[value.start : value.end] == value.quote
    return None if stands else f"the report does not say “{value.quote[:80]}” at {value.start}"


_CHECKS: dict[str, Callable[[Any, Record, Terms], str | None]] = {
    "contexts": _wrong_contexts, "actors": _wrong_parties, "recipients": _wrong_parties, "evidence": _wrong_evidence,
    "date": lambda value, *_: "its last day comes before its first" if value.end < value.start else None,
    "cameo": lambda value, _, terms: None if value in terms.cameo else f"CAMEO has no code {value}",
    "score": lambda value, *_: None if -10 <= value <= 10 else f"{value:g} is not between -10 and 10",
}  # fmt: skip


def _with_codes(wanted: dict[str, Any], event: Event, terms: Terms) -> dict[str, Any]:
    """Type, mode, CAMEO code and score together, where one of them is given: the ontology's unless given too."""
    if not any(code in wanted for code in _CODES):
        return wanted
    kind = wanted.get("type", event.type)
    modes = terms.modes(kind)
    mode = wanted.get("mode", event.mode if event.mode in modes else None)
    if mode is not None and mode not in modes:
        raise UsageError(
            f"mode: {kind or 'an event without a type'} has no mode {mode}, only {', '.join(modes) or 'none'}"
        )
    same = (kind, mode) == (event.type, event.mode)
    cameo = event.cameo if same else terms.lexicon.code_of(kind, mode) if kind else None
    score = event.score if same else terms.lexicon.score_of(kind, mode)
    found = {"type": kind, "mode": mode, "cameo": wanted.get("cameo", cameo), "score": wanted.get("score", score)}
    return {**{f: v for f, v in wanted.items() if f not in _CODES}, **found}
