"""Which issue of what: "(3/12/2003 issue of the Strait Analyst)", "Strait Letter, No. 118", "SC/10412"."""

import re

from .bylines import read_byline
from .clues import Clue, Clues
from .dates import dates_in

ISSUE_OF = re.compile(
    r"\(?(?i:in |from )?(?i:the )?(?P<date>(?=[^()]*\d)[^()]{3,40}?)\s+(?i:issue|edition) of (?i:the )?"
    r"(?P<publication>[A-Z][^().,;]{1,70}?)\s*(?:\)|$|[.,;])"
)
NUMBER = re.compile(
    r"^(?:(?:vol(?:ume)?\.?|issue|no\.?|number|n°|№)\s*[:#]?\s*[\dIVXLC]+(?: ?/ ?(?:19|20)\d\d)?[\s,;:/–-]*){1,3}(?=$|[\s(|])",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    r"^(?P<publication>[A-Z][\w&'’. -]{3,60}?)[\s,|–—-]+(?P<issue>(?:(?i:no\.|n°|nr\.?|№|issue|vol\.?|volume|#)\s?"
    r"[\dIVXLC]+(?: \d{3})*(?:/\d+)?[\s,]*){1,2})(?=$|[\s(|,])"
)
NO_OUTLET = re.compile(
    r"\b(?:report|resolution|release|statement|document|decree|law|order|article|communiqué|protocol|sitrep|update|flash|"
    r"paper|brief|briefing|case|decision|directive|section|chapter|page|part|reactor|unit|line|phase)s?\W*$",
    re.IGNORECASE,
)
"""What is numbered without being a publication."""
SYMBOL = re.compile(
    r"^(?P<body>(?:[A-Z][A-Za-z]+ ){0,5})(?P<symbol>[A-Z]{1,4}(?:/[A-Z][A-Za-z.]{0,5})*/\d{2,6}(?:[/-]\w{1,6})*)$"
)
"""The symbol of a United Nations document, with or without the body that issues it."""
MONITORED = re.compile(r"^(?:[A-Z][a-z]+ )*(?P<paper>[A-Z]{2}[A-Z' -]+?) in [A-Z][a-z]+\b.*\d")
"""As in "Tolm DAILY MAIL in English 11 Mar 92 p 1", the way monitoring services name what they heard or read."""
VOLUME = re.compile(r"\s*\b(?:volume|vol\.?|issue|no\.?)\s*:?\s*\d.*$", re.IGNORECASE)
DATE_WORDS = re.compile(
    r"\b(?:published|posted|date|dated|released|issued|on|at|of|the|local time|a|as|hrs|hours|last|"
    r"updated|modified|created|first|time|age: \d+ \w+)\b|[\W_]",
    re.IGNORECASE,
)
CLOCK = re.compile(
    r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?|\b\d{1,2}\s*[ap]\.?m\.?(?!\w)|\b(?:GMT|UTC|UT|EST|EDT|ET|CET|CEST|MSK|PST|PDT|BST|IST)\b(?:\s?[+-]\s?\d{1,2}(?::\d\d)?)?|"
    r"\b\d+[ -]min(?:ute)?s?(?: read)?\b|[+-]\d{2}:?\d{2}\b|\bT\d{2}:\d{2}\S*",
    re.IGNORECASE,
)


def read_issue(line: str) -> Clues | None:
    """As in "(3/12/2003 issue of the CACI Analyst)", alone or after a byline."""
    match = ISSUE_OF.search(line)
    if not match:
        number = NUMBER.match(line)
        rest = line[number.end() :].strip(" ,()|") if number else ""
        if not number or (rest and not dates_in(rest)):
            return None
        return (Clue("issue", number.group().strip(" ,;:/–-")), *(Clue("date", d.text, d) for d in dates_in(rest)[:1]))
    before = line[: match.start()].strip(" (,")
    signed = read_byline(before) if before else ()
    if signed is None:
        return None
    date = next(iter(dates_in(match["date"])), None)
    issue = Clue("issue", date.text if date else match["date"].strip(), date)
    return (*signed, issue, Clue("publication", match["publication"].strip()))


def read_numbered(line: str) -> Clues | None:
    """As in "Strait Letter, No. 118, January 2005", "Courrier du Port, n° 2 207": an outlet and its number."""
    match = NUMBERED.match(line)
    if not match or len(line.split()) > 14 or NO_OUTLET.search(match["publication"]):  # words
        return None
    after = line[match.end() :].strip(" ,()|–—-")
    dates = dates_in(after)
    if after and (not dates or DATE_WORDS.sub("", after[: dates[0].start] + after[dates[-1].end :])):
        return None
    found = (Clue("publication", match["publication"].strip(" ,|–—-")), Clue("issue", match["issue"].strip(" ,")))
    return (*found, *(Clue("date", d.text, d) for d in dates[:1]))


def read_symbol(line: str) -> Clues | None:
    """As in "United Nations SC/10412", "A/66/118"."""
    match = SYMBOL.match(line)
    if not match:
        return None
    body = match["body"].strip()
    return (*([Clue("publication", body)] if body else []), Clue("issue", match["symbol"]))
