"""Words as the English treebanks cut them (Universal Dependencies EWT and GUM).

    don't         do n't            they’ve    they ’ve          Iraq's     Iraq 's
    U.S.-led      U.S. - led        and/or     and / or          cannot     can not
    anti-war      one word: a prefix keeps its hyphen            $3bn       $ 3 bn

One expression finds the next word inside a stretch without white space; its alternatives stand in order.
"""

import re

Piece = tuple[int, int]
"""Characters `[start, end)` of one word."""

CACHE_CHUNKS = 50_000

_L = r"[^\W\d_]"
_CLITIC = rf"['’](?:s|m|re|ve|ll|d)(?!{_L})"
_ABBREVIATIONS = (
    "Mr Mrs Ms Dr Prof St Ft Mt Jr Sr Inc Corp Ltd Co Bros Gen Col Lt Maj Capt Sgt Cmdr Adm Brig Gov Sen"
    " Rep Reps Sens Rev Hon Pres Amb Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu"
    " Thur Thurs Fri Sat Sun No Nos vs Vs etc Etc al cf ca approx est esp ext vol pp Ave Blvd Rd Dept Univ"
    " Assn Attn Ph Va Mlle Mme"
)
_PREFIXES = (
    "non e re anti co pre pro mid cross post over multi ex sub counter semi mini neo inter intra micro un"
    " vice arch socio psycho pseudo quasi super supra trans ultra under extra macro mega"
)
_ENDINGS = "com org net gov edu mil int info biz co uk ru ua de fr eu ca au il ir cn jp"
_FILES = "pdf docx? xlsx? pptx? txt html? jpe?g gif png zip wpd"
_UNITS = "k m bn mn tn km kg mm cm mi lb lbs ft mph kph hrs? mins? [ap]m [AP]M MW kW GB MB"


def _any(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


_WORD = re.compile(
    "|".join(
        (
            # web, mail and files
            r"(?:https?|ftp)://\S*[^\s.,;:!?)\]}\"'’”>]|www\.\S*[^\s.,;:!?)\]}\"'’”>]",
            r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}",
            rf"[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,6}}\.(?:{_any(_ENDINGS)})(?![\w.-]*\w)(?:/[^\s,;:!?)\]}}\"'’”>]*[^\s.,;:!?)\]}}\"'’”>])?",
            rf"[\w-]{{1,99}}\.(?i:{_any(_FILES)})(?!\w)",
            rf"{_L}+(?:\.{_L}+){{3,}}(?![\w.])",
            # numbers
            r"\d{4}-\d\d-\d\d(?!\w)|(?:\d{1,4}-){1,4}\d{3,4}(?<=-\d{4})(?![\w-])",
            rf"\d+(?:[.,:/]\d+)*(?=(?:{_any(_UNITS)})(?![\w]))",
            r"\d+(?:st|nd|rd|th|['’]?s)(?!\w)|\d+(?:[.,:/]\d+)+(?!\w)",
            r"(?<![\w'’])['’]\d\ds?(?!\w)",
            # capitals and stops
            r"(?:[^\W\d_]\.){2,}(?!\w)|(?:[^\W\d_]\.)+[^\W\d_](?!\w)",
            r"Ph\.D\.?|M\.Sc\.|[A-HJ-Z]\.(?!\w)",
            rf"(?:{_any(_ABBREVIATIONS)})\.(?=\W|$)",
            r"[A-Z]+&[A-Z]+(?!\w)|(?:US|AU|NZ|HK|[ACRS])\$",
            # contractions
            r"(?i:can)(?=not(?!\w))|(?<=[cC][aA][nN])(?i:not)(?!\w)|(?<=\w)n['’]t(?!\w)|(?<=\w)N['’]T(?!\w)",
            r"(?i:gon|wan|got)(?=[nt]a(?!\w))|(?i:gim|lem)(?=me(?!\w))|(?<=gon|wan)na(?!\w)|(?<=got)ta(?!\w)",
            r"(?i:do|did|does|wo|ca|is|was|have|has|had|could|would|should|ai)(?=nt(?!\w))|(?<=[a-z])nt(?!\w)",
            rf"{_L}+?(?=n['’]t(?!\w))|{_L}+?(?=N['’]T(?!\w))",
            rf"(?<=\S)(?i:{_CLITIC})",
            # words, with a prefix before a hyphen or apostrophes inside
            r"(?i:w/o?)(?!\w)|[A-Za-z]/[A-Za-z](?!\w)|#[^\W\d]\w*|@\w+",
            rf"(?<![\w-])(?i:{_any(_PREFIXES)})-{_L}+(?!['’]?\w)",
            rf"{_L}+(?:['’](?!(?i:s|m|re|ve|ll|d)(?!{_L})){_L}{{2,}})*(?=['’\W]|$)",
            r"\w+(?:\.\w+)*(?<=\d)(?!\w)|\w+",
            # marks
            r"\+\d+(?!\w)|\[\.\.\.\]|\.{2,}|…+|[!?]{2,}|-{2,}|\*{2,}|={2,}|_{2,}|~{2,}|#{2,}|\${2,}|>{2,}|<{2,}|``|''|[:;]-?[)(DP](?!\w)",
            r"\S",
        )
    )
)
_CHUNK = re.compile(r"\S+")
_cache: dict[str, tuple[Piece, ...]] = {}


def tokenize(text: str) -> list[Piece]:
    """The words of `text`, white space left out."""
    found: list[Piece] = []
    for chunk in _CHUNK.finditer(text):
        at = chunk.start()
        found.extend((at + start, at + end) for start, end in _cut(chunk.group()))
    return found


def _cut(chunk: str) -> tuple[Piece, ...]:
    pieces = _cache.get(chunk)
    if pieces is None:
        if len(_cache) >= CACHE_CHUNKS:
            _cache.clear()
        pieces = _cache[chunk] = tuple(match.span() for match in _WORD.finditer(chunk))
    return pieces
