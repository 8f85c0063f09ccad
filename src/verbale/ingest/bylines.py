"""Lines that sign: "By A. Author in Baku", "A. Author, Staff Writer", "From our correspondent A. Author"."""

import re

from .clues import Clue, Clues
from .dates import dates_in
from .names import AGENCIES, is_name, is_outlet, people

BY = re.compile(
    r"^\W*(?:(?:text |story |reported |written |posted |published |analysis |opinion |compiled |prepared |"
    r"submitted )?by|from our (?:[\w-]+ ){0,2}correspondents?(?: in [A-Z]\w+)?|"
    r"author|authors|text|story)\b,?\s*:?\s+(?P<rest>\S.*)$",
    re.IGNORECASE,
)
NOT_BY = re.compile(
    r"^\W*by (?:the|a|an|this|that|its?|their|his|her|all|now|then|doing|\w+ing|far|and large|contrast|"
    r"comparison|law|late|early|mid|\d)\b",
    re.IGNORECASE,
)
FROM = re.compile(r"^from (?P<name>\S.*?),? in (?P<place>[A-Z][\w' -]{1,30})$", re.IGNORECASE)
REPORTS_FROM = re.compile(
    r"^(?P<names>.{5,80}?),? (?:reports?|reporting|writes?|writing) (?:from|in) (?P<place>[A-Z].{2,40})$"
)
DESK = re.compile(
    r"^(?P<desk>[A-Z][\w' -]{0,30}?\s?(?:desk|bureau|staff|correspondents?|team|reporters?)): (?P<rest>[A-Z].{4,120})$",
    re.IGNORECASE,
)
POST = re.compile(
    r"^(?:(?:our|the) )?(?:[A-Z][\w'-]+ ){0,3}(?:correspondent|writer|reporter|editor|columnist|contributor|"
    r"analyst|journalist|fellow|bureau chief|spokes(?:man|woman|person)|researcher|associate)(?:, [A-Z][\w ]{2,60})?$",
    re.IGNORECASE,
)
"""What somebody who signs is, on a line of its own."""
NO_NAME = re.compile(
    r"^\W*(?:from|by) (?:our|a|the) (?:[\w'’-]+ ){0,3}(?:correspondents?|reporters?|staff|writers?)\W*$", re.IGNORECASE
)
"""A byline that names nobody."""
SIGN_OFF = re.compile(r"^(?:[-–—]{1,3}\s*)(?P<who>[A-Z][^()]{2,60}?)(?: \((?P<name>[A-Z][^()]{4,40})\))?\.?$")
REPORTING = re.compile(
    r"^\W*(?:(?:with )?(?:additional )?reporting|writing)(?: and (?:writing|editing|reporting))? by "
    r"(?P<rest>[^;.]+)[;.]?.{0,160}$",
    re.IGNORECASE,
)
ROLE_LINE = re.compile(
    r"^(?P<name>[^,|]{4,50}),\s+(?P<role>(?:[\w' -]+ )?(?:staff|writer|correspondent|reporter|editor|"
    r"columnist|contributor|analyst|journalist|bureau chief|fellow|researcher|"
    r"associate|director|professor|lecturer|adviser|advisor|scholar)[\w ,'-]{0,40})$",
    re.IGNORECASE,
)


def read_byline(line: str) -> Clues | None:
    match = BY.match(line)
    if not match or NOT_BY.match(line) or len(line.split()) > 24:  # a sentence that begins with "By"
        return _from(line)
    return read_authors(match["rest"], anonymous=line.lower().lstrip(" (").startswith(("from our", "by ")))


def read_authors(rest: str, *, anonymous: bool = False) -> Clues | None:
    """Authors, outlet, place and date of what follows "By"; `anonymous`: a line that signs for nobody is one too."""
    dates = dates_in(rest)
    signed = (rest[: dates[0].start] if dates else rest).strip(" |,-–—(")
    signed = re.sub(
        r"[\s,|–—-]*\b(?:on|published|posted|updated|last updated)\s*:?\s*$", "", signed, flags=re.IGNORECASE
    )
    if _is_sentence(signed):
        return None
    names, outlet = people(signed)
    if not names and not outlet and not dates and not (anonymous and len(signed.split()) <= 4):  # "By our staff writer"
        return None
    found = [Clue("author", name) for name in names]
    found += [Clue("publication", outlet)] if outlet else []
    return (*found, *(Clue("date", d.text, d) for d in dates[:1]))


def _is_sentence(signed: str) -> bool:
    """Whether words after "By" go on in prose: mostly small letters."""
    words = [w for w in signed.split() if w[0].isalpha()]
    small = [
        w
        for w in words
        if w[0].islower()
        and w not in ("and", "in", "for", "of", "the", "with", "at", "from", "de", "van", "von", "al", "bin", "our")
    ]
    return len(small) > 2 and len(small) * 2 > len(words)  # "staff writer"


def _from(line: str) -> Clues | None:
    for pattern, group in ((REPORTS_FROM, "names"), (DESK, "rest")):
        if (match := pattern.match(line)) and len(line.split()) <= 16:  # words
            names = people(match[group], least=2)[0]
            if names:
                return tuple(Clue("author", n) for n in names)
    match = FROM.match(line)
    if not match or len(line.split()) > 10 or not is_name(match["name"]):  # words
        return None
    return (Clue("author", match["name"]),)


def read_role(line: str) -> Clues | None:
    match = ROLE_LINE.match(line)
    if not match or not is_name(match["name"].strip()):
        return None
    outlet = next((c for c in people(match["role"])[1:] if c), None)
    return (Clue("author", match["name"].strip()), *([Clue("publication", outlet)] if outlet else []))


def read_sign_off(line: str) -> Clues | None:
    """As in "-- A. Author", "-- Field Letters (A. Author)" under a report."""
    match = SIGN_OFF.match(line)
    if not match or len(line.split()) > 10:  # words
        return None
    if match["name"]:
        return (Clue("publication", match["who"]), Clue("author", match["name"])) if is_name(match["name"]) else None
    return (Clue("author", match["who"]),) if is_name(match["who"]) else None


def is_agency(text: str) -> bool:
    """Whether a word in a dateline's brackets is a wire service or other outlet."""
    return text.lower() in AGENCIES or is_outlet(text) or text.isupper()
