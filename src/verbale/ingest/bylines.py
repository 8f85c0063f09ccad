"""Lines that sign: "By A. Author in Baku", "A. Author, Staff Writer", "From our correspondent A. Author"."""

import re

from .clues import Clue, Clues
from .dates import dates_in
from .names import AGENCIES, is_name, is_outlet, people

BY = re.compile(
    r"^\W*(?:(?:text |story |reported |written |posted |published |analysis |opinion |compiled |prepared |"
    r"submitted )?by|from our (?:own |special )?correspondents?,?(?: in [A-Z]\w+,?)?|"
    r"author|authors|text|story)\b\s*:?\s+(?P<rest>\S.*)$",
    re.IGNORECASE,
)
NOT_BY = re.compile(
    r"^\W*by (?:the|a|an|this|that|its?|their|his|her|all|now|then|doing|\w+ing|far|and large|contrast|"
    r"comparison|law|late|early|mid|\d)\b",
    re.IGNORECASE,
)
FROM = re.compile(r"^from (?P<name>\S.*?),? in (?P<place>[A-Z][\w' -]{1,30})$", re.IGNORECASE)
REPORTING = re.compile(
    r"^\W*(?:(?:with )?(?:additional )?reporting|writing)(?: and (?:writing|editing|reporting))? by "
    r"(?P<rest>[^;.]+)[;.]?.{0,160}$",
    re.IGNORECASE,
)
ROLE_LINE = re.compile(
    r"^(?P<name>[^,|]{4,50}),\s+(?P<role>(?:[\w' -]+ )?(?:staff|writer|correspondent|reporter|editor|"
    r"columnist|contributor|analyst|journalist|bureau chief)[\w ,'-]{0,40})$",
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


def is_agency(text: str) -> bool:
    """Whether a word in a dateline's brackets is a wire service or other outlet."""
    return text.lower() in AGENCIES or is_outlet(text) or text.isupper()
