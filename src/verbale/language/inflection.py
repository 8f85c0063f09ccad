"""Inflected forms of English verbs and nouns, so that words rare in treebanks find their dictionary form."""

from collections.abc import Callable, Iterable, Iterator

VOWELS = frozenset("aeiou")

IRREGULAR = {
    "arise": "arose arisen", "awake": "awoke awoken", "bear": "bore borne", "beat": "beat beaten", "become": "became become",
    "begin": "began begun", "bend": "bent", "bind": "bound", "bite": "bit bitten", "bleed": "bled", "blow": "blew blown",
    "break": "broke broken", "bring": "brought", "build": "built", "burn": "burnt burned", "buy": "bought", "catch": "caught",
    "choose": "chose chosen", "come": "came come", "cut": "cut", "deal": "dealt", "draw": "drew drawn", "drive": "drove driven",
    "fall": "fell fallen", "feed": "fed", "fight": "fought", "find": "found", "flee": "fled", "fly": "flew flown",
    "forbid": "forbade forbidden", "foresee": "foresaw foreseen", "forgo": "forwent forgone", "freeze": "froze frozen",
    "get": "got gotten", "give": "gave given", "go": "went gone", "grow": "grew grown", "hang": "hung hanged", "hear": "heard",
    "hit": "hit", "hold": "held", "keep": "kept", "know": "knew known", "lay": "laid", "lead": "led", "leave": "left",
    "lend": "lent", "let": "let", "lie": "lay lain", "lose": "lost", "make": "made", "mean": "meant", "meet": "met",
    "oversee": "oversaw overseen", "overthrow": "overthrew overthrown", "overrun": "overran overrun", "pay": "paid", "put": "put",
    "quit": "quit", "read": "read", "rebuild": "rebuilt", "retake": "retook retaken", "ride": "rode ridden", "ring": "rang rung",
    "rise": "rose risen", "run": "ran run", "say": "said", "see": "saw seen", "seek": "sought", "sell": "sold", "send": "sent",
    "set": "set", "shake": "shook shaken", "shed": "shed", "shoot": "shot", "show": "showed shown", "shut": "shut",
    "slay": "slew slain", "speak": "spoke spoken", "spend": "spent", "split": "split", "spread": "spread", "stand": "stood",
    "steal": "stole stolen", "stick": "stuck", "strike": "struck stricken", "strive": "strove striven", "swear": "swore sworn",
    "sweep": "swept", "take": "took taken", "teach": "taught", "tear": "tore torn", "tell": "told", "think": "thought",
    "throw": "threw thrown", "undergo": "underwent undergone", "understand": "understood", "undertake": "undertook undertaken",
    "uphold": "upheld", "wage": "waged", "win": "won", "withdraw": "withdrew withdrawn", "withhold": "withheld",
    "withstand": "withstood", "write": "wrote written", "bet": "bet", "broadcast": "broadcast", "forecast": "forecast forecasted",
    "mislead": "misled", "outlaw": "outlawed", "rethink": "rethought", "sue": "sued", "arm": "armed", "gas": "gassed",
    "underwrite": "underwrote underwritten", "foretell": "foretold", "forego": "forewent foregone", "spell": "spelled spelt",
}  # fmt: skip

# Stressed last syllables that double their consonant; longer verbs not listed here do not (visited, offered).
DOUBLING = frozenset(
    [
        "abet",
        "abhor",
        "acquit",
        "admit",
        "allot",
        "annul",
        "bar",
        "ban",
        "beg",
        "commit",
        "compel",
        "concur",
        "confer",
        "control",
        "debar",
        "defer",
        "demur",
        "deter",
        "dispel",
        "embed",
        "emit",
        "equip",
        "excel",
        "expel",
        "extol",
        "forbid",
        "forget",
        "handcuff",
        "impel",
        "incur",
        "infer",
        "inter",
        "nix",
        "occur",
        "omit",
        "patrol",
        "permit",
        "prefer",
        "propel",
        "rebel",
        "rebut",
        "recur",
        "refer",
        "regret",
        "remit",
        "repel",
        "submit",
        "transfer",
        "transmit",
        "kidnap",
        "unplug",
        "format",
        "program",
        "worship",
    ]
)
BRITISH = frozenset(
    [
        "cancel",
        "label",
        "level",
        "quarrel",
        "signal",
        "travel",
        "counsel",
        "channel",
        "fuel",
        "tunnel",
        "model",
        "marshal",
        "shovel",
        "rival",
        "total",
    ]
)


def verb_forms(lemma: str) -> Iterator[str]:
    """Every inflected form of a verb: third person, past, participles; British and American doubling both."""
    yield _s_form(lemma)
    irregular = IRREGULAR.get(lemma)
    if irregular:
        yield from irregular.split()
    past, progressive = _stems(lemma)
    for stem in past if not irregular else ():
        yield stem + "ed"
    for stem in progressive:
        yield stem + "ing"


def noun_forms(lemma: str) -> Iterator[str]:
    """The regular plural."""
    yield _s_form(lemma)


def table(lemmas: Iterable[str], forms_of: Callable[[str], Iterator[str]]) -> dict[str, str]:
    """Inflected form -> lemma, lemmas to themselves; a form that two lemmas could have ("found") stays out."""
    known = {x for x in lemmas if x.isalpha()}
    found: dict[str, str] = {x: x for x in known}
    for lemma in sorted(known):
        for form in forms_of(lemma):
            if form == lemma:
                continue
            if form in known and forms_of is not noun_forms:
                found.pop(form, None)
            else:
                found[form] = found.get(form, lemma) if form not in known else lemma
    return found


def _s_form(lemma: str) -> str:
    if lemma.endswith("y") and len(lemma) > 1 and lemma[-2] not in VOWELS:
        return lemma[:-1] + "ies"
    if lemma.endswith(("s", "x", "z", "ch", "sh")) or lemma in (
        "veto",
        "go",
        "embargo",
        "forgo",
        "forego",
        "undergo",
        "torpedo",
    ):
        return lemma + "es"
    return lemma + "s"


def _stems(lemma: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands before -ed and before -ing; two where both spellings live (cancelled, canceled)."""
    if lemma.endswith("ie"):
        return (lemma[:-1],), (lemma[:-2] + "y",)
    if lemma.endswith(("ee", "oe", "ye")):
        return (lemma[:-1],), (lemma,)
    if lemma.endswith("e"):
        return (lemma[:-1],), (lemma[:-1],)
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        return (lemma[:-1] + "i",), (lemma,)
    if lemma.endswith("c"):
        return (lemma + "k",), (lemma + "k",)
    double = lemma + lemma[-1]
    if lemma in BRITISH and lemma[-2:] != "ll":
        return (lemma, double), (lemma, double)
    closed = len(lemma) > 2 and lemma[-1] not in "aeiouwxy" and lemma[-2] in VOWELS and lemma[-3] not in VOWELS
    if closed and (lemma in DOUBLING or sum(c in VOWELS for c in lemma) == 1):
        return (double,), (double,)
    return (lemma,), (lemma,)
