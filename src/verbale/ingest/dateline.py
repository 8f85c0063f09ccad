"""Datelines: "PORT SUDAN, 21 November 1998 (Horn Wire) -" before the first sentence.

The dateline is taken off the body, which then begins with its first sentence: place, day and agency have fields of
their own, and a place name in front of a sentence without belonging to it misleads every later stage.
"""

import re

from msgspec import Struct

from .bylines import is_agency
from .dates import PrintedDate, dates_in
from .words import word_set

DASH = r"\s*(?:—|–|--+|_+(?=\s)|-(?=\s))\s*"
PLACE = r"[A-Z][\w'’.]*(?:[ /-][A-Z][\w'’.-]*|[ -](?:al|el|de|la|du|es|sur|upon|am)[ -][A-Z][\w'’.-]*){0,3}"
REGION = r"(?:, (?P<region>[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,2}))?"
DATE = (
    r"(?:[,.]? \(?(?P<date>(?:\w+day,? )?(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\.?|[A-Z]\w{2,8}\.? "
    r"\d{1,2}(?:st|nd|rd|th)?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})(?:,? \d{4})?)\)?)?"
)
AGENCY = r"(?:[,.]? ?[(\[/](?P<agency>[A-Z][\w .&'’/-]{1,40})[)\]/])?"
OPENING = re.compile(rf"^(?P<place>{PLACE}){REGION}{DATE}[,.]?{AGENCY}[,.]?{DASH}(?=[\"“‘'«(\[]?[A-Z0-9])")
BRACKETED = re.compile(rf"^[(\[](?P<place>{PLACE}){REGION}{DATE}{AGENCY}[)\]]\s*(?:{DASH}|\s)(?=[\"“‘'«]?[A-Z0-9])")
CAPITALS = re.compile(
    r"^(?P<place>[A-Z][A-Z'’.-]+(?: [A-Z'’.-]{2,}){0,2})(?:, "
    r"(?P<region>[A-Z][A-Za-z]+))?(?P<date>(?!))?(?: \((?P<agency>[A-Z][\w "
    r".]{1,30})\))?:\s+(?=[\"“‘'A-Z0-9])"
)
STOPPED = re.compile(
    rf"^(?P<place>[A-Z][A-Z'’-]{{3,}}(?:[ /-][A-Z][A-Z'’-]+){{0,2}}){REGION}{DATE}{AGENCY}\.\s+(?=[\"“‘'«]?[A-Z])"
)
"""As in "TUNIS. The president …", "LINZ, Austria, 4 May. The president …"."""
TRAILING_AGENCY = re.compile(
    rf"^(?P<place>{PLACE}){REGION}(?:, (?P<date>[A-Za-z]+ \d{{1,2}}|\d{{1,2}} [A-Za-z]+))(?:,? "
    rf"\d{{4}})?[,.] (?P<agency>[A-Z][A-Za-z-]{{2,20}})[.:]\s*{DASH[:-3]}?\s*(?=[A-Z0-9\"“])"
)
NO_PLACE = word_set(
    """
    background highlights summary implications conclusion conclusions update analysis question answer note
    editor breaking exclusive urgent correction interview introduction overview context comment opinion abstract
    warning factbox timeline key situation q a part chapter source photo video watch statement press release
    report news flash live explainer who what why how when where however meanwhile yes no well findings
    recommendations response needs health food security protection wash logistics nutrition education shelter
    access objective results sources methodology nato un eu us u.s uk usa osce cis csto asean imf iaea opec au
    text excerpt excerpts transcript
    icc unhcr unicef wfp ocha
    """
)
"""Words in capitals before a colon or dash that head a paragraph, not a despatch."""


class Dateline(Struct, frozen=True):
    """What stands before the first sentence, and where that sentence begins."""

    place: str
    date: PrintedDate | None
    agency: str | None
    end: int


def find_dateline(paragraph: str) -> Dateline | None:
    """The dateline a report's first paragraph opens with, or None."""
    head = paragraph[:160]
    for pattern in (OPENING, BRACKETED, TRAILING_AGENCY, CAPITALS, STOPPED):
        match = pattern.match(head)
        if match and _is_dateline(match):
            return _read(match)
    return None


def _is_dateline(match: re.Match[str]) -> bool:
    """Capitals, a day or an agency must mark a place; a heading or a clause before a dash has none."""
    place, got = match["place"], match.groupdict()
    if place.split()[0].lower().strip(".") in NO_PLACE or len(place) < 3:  # letters
        return False
    dated = bool(got.get("date") and dates_in(got["date"]))
    if got.get("date") and not dated:
        return False
    signed = bool(got.get("agency") and (is_agency(got["agency"]) or len(place.split()) <= 2))  # words
    bracketed = match.group().startswith(("(", "["))
    return (
        place.isupper() or dated or signed or (bracketed and match.re is BRACKETED and len(place.split()) <= 2)
    )  # words


def _read(match: re.Match[str]) -> Dateline:
    got = match.groupdict()
    date = next(iter(dates_in(got["date"])), None) if got.get("date") else None
    return Dateline(match["place"].strip(" .,"), date, got.get("agency"), match.end())
