"""The names of people who sign: "By A. Author and B. Writer in Baku", "C. Penman, Staff Writer"."""

import re
from collections.abc import Iterator

from .words import word_set

PARTICLE = r"(?:al|el|bin|bint|ibn|ben|van|von|der|den|de|del|della|di|da|dos|du|la|le|ter|ten|abu|umm|ul|ur|y|af|av)"
PART = r"(?:[A-Z]\.(?:\s?-?[A-Z]\.)*|(?:[A-Z]['’])?[^\W\d_a-z][\w]*(?:['’-]\w+)*\.?)"
NAME = re.compile(rf"^(?:{PART}|{PARTICLE}(?=[\s-]))(?:[\s-]+(?:{PART}|{PARTICLE}(?=[\s-]))){{0,5}}$")
HONORIFIC = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|dr|prof|professor|sir|dame|lt|col|gen|capt|amb|ambassador|hon|rev)\.?\s+)+", re.IGNORECASE
)
DEGREE = re.compile(r",?\s+(?:ph\.?\s?d|m\.?d|m\.?a|esq|jr|sr|mba|llm)\.?$", re.IGNORECASE)
ROLE = re.compile(
    r"\b(?:writer|correspondents?|reporters?|editors?|staff|journalist|columnist|contributor|contributing|bureau|desk|chief|analyst|fellow|"
    r"professor|researcher|director|associate|newsroom|team|service|agency|agencies|press|special to|"
    r"freelance|president|secretary|"
    r"minister|ambassador|spokes(?:man|woman|person)|officer|intern|photographer|blogger|producer|university|institute)\b",
    re.IGNORECASE,
)
NOBODY = word_set(
    """
    admin administrator staff editor editors editorial anonymous guest author webmaster newsroom web desk team
    unknown redaktion moderator user contributor contributors reporter correspondent us news site root default
    the by
    """
)
"""Words that sign for nobody in particular."""
NOT_IN_NAMES = word_set(
    """
    the a an and or of in on at for from to with by is are was as its their his her not no why how what when who
    where this that after before about over under into against between amid says say will new times news post
    daily weekly gazette herald tribune journal press agency radio tv television magazine report reports review
    online today world international politics opinion analysis update national institute university committee
    group project programme initiative forum alliance campaign one two three four five six seven eight nine ten council ministry department office government foundation society centre center network association
    organization organisation union nations monday tuesday wednesday thursday friday saturday sunday january
    february march april june july august september october november december affairs security crisis policy war
    peace relations wire observer analyst bulletin chronicle courier
    """
)
OUTLET = re.compile(
    r"\b(?:times|news|post|daily|weekly|gazette|herald|tribune|journal|press|agency|wire|radio|tv|television|magazine|review|online|observer|"
    r"analyst|bulletin|chronicle|courier|monitor|mirror|telegraph|guardian|standard|mail|globe|star|sun|echo|dispatch|reuters|afp|ap|upi|"
    r"tass|interfax|xinhua|bbc|cnn|independent|today|digest|newsletter|express|argus|sentinel|examiner|inquirer|ledger|newsroom)\b",
    re.IGNORECASE,
)
INSTITUTION = re.compile(
    r"^(?:(?:the )?(?:[\w'’]+ ){0,3})?(?:ministry|office|embassy|department|permanent mission|mission|"
    r"secretariat|consulate|directorate|bureau|cabinet|"
    r"high commission(?:er)?|presidency|general staff)\b(?: (?:of|for|to)\b.*)?$",
    re.IGNORECASE,
)
"""An authority whose name heads its communiqués."""
AGENCIES = word_set(
    """
    reuters afp ap upi dpa ansa efe tass itar-tass interfax xinhua kyodo yonhap anadolu bbc cnn ria-novosti irna
    azertag apa trend turan armenpress mediamax civil.ge akipress kazinform uzreport pti ians sana wam mena spa
    petra bernama antara thomson rferl rfe/rl voa dw irin efe lusa pap ctk
    """
)
"""Wire services that sign without a person, in lower case."""
MOST_NAME_WORDS = 5
NATIVE = re.compile(r"\s+(?:and|&|with|et|und)\s+|\s*[;&]\s*|\s*,\s*(?:(?:and|with)\s+)?", re.IGNORECASE)


def is_name(text: str, least: int = 2) -> bool:
    """Whether `text` looks like a person's name of at least `least` words."""
    words = text.split()
    if not least <= len(words) <= MOST_NAME_WORDS or not NAME.match(text):
        return False
    return not any(w.lower() in NOT_IN_NAMES for w in words)


def is_outlet(text: str) -> bool:
    """Whether `text` looks like the name of a newspaper, agency or journal."""
    if not 0 < len(text.split()) <= 8 or any(ch.isdigit() for ch in text):  # words in a name
        return False
    return text.lower() in AGENCIES or (
        bool(OUTLET.search(text)) and text.lower() not in ("news", "press", "press release", "report")
    )


def clean_name(text: str) -> str:
    """A name without honorifics, degrees and capitals all through."""
    name = DEGREE.sub("", HONORIFIC.sub("", text.strip(" .,;:|–—-()[]*")))
    name = " ".join(name.split())
    if text.rstrip().endswith(".") and re.search(r"\b[JS]r$", name):
        name += "."
    return cased(name) if len(name) > 3 and name.isupper() else name  # initials stay


def cased(name: str) -> str:
    """As in "JEAN-LUC O'NEIL" as "Jean-Luc O'Neil"; one-letter initials stay."""
    return re.sub(r"[^\W\d_]+", lambda m: m.group()[0] + m.group()[1:].lower(), name)


def cased_title(name: str) -> str:
    """As in "OFFICE OF THE PRESIDENT" as "Office of the President"."""
    return re.sub(r"(?<=\w )(?:Of|The|For|And|In|To|On|At|From)\b(?!-)", lambda m: m.group().lower(), cased(name))


def people(text: str, least: int = 1) -> tuple[tuple[str, ...], str | None]:
    """Who is named in a byline without its "By", and the agency or outlet it names.

    Roles ("Staff Writer") and places ("in Baku") are left out; `least` is the fewest words a first name has.
    """
    names: list[str] = []
    outlet: str | None = None
    text = re.sub(r"\(([^)]*)\)", r", \1", text)
    text = re.sub(r",?\s+special to (?:the )?", " for ", text, flags=re.IGNORECASE)
    affiliated = False
    for chunk, joint in _chunks(text):
        affiliated = affiliated and joint.strip() == ","
        if affiliated:
            continue
        affiliated = bool(ROLE.search(chunk)) or chunk.lstrip()[:1].islower()
        if chunk.strip(" .").lower() in AGENCIES:
            outlet = outlet or chunk.strip(" .")
            continue
        part, _, where = re.sub(r"\s*[/|].*", "", chunk).strip().partition(" for ")
        if where and is_outlet(where):
            outlet = outlet or where.strip()
        part = re.split(r"\s+(?:in|reporting|reports|from|at)\s+|\s+[-–—]\s+", part)[0]
        name = clean_name(part)
        if not name or name.lower() in NOBODY:
            continue
        if name.lower() in AGENCIES or part.strip() in AGENCIES:
            outlet = outlet or part.strip()
        elif is_person(name, 2 if joint.strip() == "," else least) and (" " in name or not name.isupper()):
            names.append(name)
        elif is_outlet(name) and not ROLE.search(re.sub(OUTLET, "", name)):
            outlet = outlet or name
    return tuple(dict.fromkeys(names)), outlet


def _chunks(text: str) -> Iterator[tuple[str, str]]:
    """The parts of a byline, each with what joins it to the part before."""
    joint, at = "", 0
    for match in NATIVE.finditer(text):
        yield text[at : match.start()], joint
        joint, at = match.group(), match.end()
    yield text[at:], joint


def is_person(name: str, least: int) -> bool:
    """A name, and neither a role nor an office."""
    return is_name(name, least) and not ROLE.search(name) and not all(w.lower() in NOBODY for w in name.split())
