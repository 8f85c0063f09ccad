"""Sums of money in text: amount in units, ISO 4217 currency, and whether it is approximate."""

import re

from msgspec import Struct

_SCALE = {
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
_SIGN = {
    "$": "USD",
    "us$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₽": "RUB",
    "₹": "INR",
    "a$": "AUD",
    "c$": "CAD",
    "₴": "UAH",
    "₪": "ILS",
}
_NAME = {
    "dollar": "USD", "euro": "EUR", "pound": "GBP", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rouble": "RUB", "ruble": "RUB",
    "rupee": "INR", "franc": "CHF", "mark": "DEM", "deutschmark": "DEM", "lira": "TRY", "hryvnia": "UAH", "hryvnya": "UAH", "rand": "ZAR", "naira": "NGN",
    "shekel": "ILS", "riyal": "SAR", "dirham": "AED", "won": "KRW", "real": "BRL", "peso": None, "dinar": None, "krona": "SEK", "krone": None,
    "manat": "AZN", "tenge": "KZT", "som": "KGS", "lari": "GEL", "dram": "AMD", "zloty": "PLN", "forint": "HUF", "baht": "THB", "rupiah": "IDR", "ringgit": "MYR",
    "usd": "USD", "eur": "EUR", "gbp": "GBP", "rub": "RUB", "chf": "CHF", "jpy": "JPY", "cny": "CNY",
}  # fmt: skip
_NATION = {
    "us": "USD", "u.s.": "USD", "american": "USD", "australian": "AUD", "canadian": "CAD", "hong": "HKD", "new": "NZD", "taiwan": "TWD",
    "singapore": "SGD", "swiss": "CHF", "french": "FRF", "belgian": "BEF", "cfa": "XAF", "turkish": "TRY", "italian": "ITL", "egyptian": "EGP",
    "sudanese": "SDG", "syrian": "SYP", "lebanese": "LBP", "danish": "DKK", "norwegian": "NOK", "iraqi": "IQD", "kuwaiti": "KWD", "jordanian": "JOD",
    "algerian": "DZD", "tunisian": "TND", "libyan": "LYD", "serbian": "RSD", "mexican": "MXN", "argentine": "ARS", "chilean": "CLP", "colombian": "COP",
    "cuban": "CUP", "philippine": "PHP", "iranian": "IRR", "omani": "OMR", "qatari": "QAR", "pakistani": "PKR", "indian": "INR", "russian": "RUB",
}  # fmt: skip
_NUMBER = (
    r"(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|half a)"
)
_WORDS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "half a": 0.5,
}
_SCALES = r"(?P<s>thousand|million|billion|trillion|bn|mn|mln|tn|k|m|b)"
_AFTER = re.compile(
    rf"\b{_NUMBER}[\s-]*(?:{_SCALES}\b)?[\s-]*(?:of\s+)?(?:(?P<nation>U\.S\.|[A-Z][a-z]+|US|CFA)[\s-]+)?(?P<c>{'|'.join(sorted(_NAME, key=len, reverse=True))})s?\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?P<c>US\$|A\$|C\$|[$€£¥₽₹₴₪]|\b(?:USD|EUR|GBP|RUB|CHF)\b)\s?{_NUMBER}(?:[\s-]*{_SCALES}\b)?", re.IGNORECASE
)
_ABOUT = re.compile(
    r"\b(?:about|around|some|nearly|almost|roughly|approximately|up to|over|more than|less than|at least|an estimated|close to|estimated at)\s*$",
    re.IGNORECASE,
)


class Money(Struct, frozen=True):
    """A sum; `currency` is None where the words do not tell whose dollar or dinar it is."""

    start: int
    end: int
    amount: float
    currency: str | None
    approximate: bool


def find_money(text: str, start: int = 0, end: int | None = None) -> list[Money]:
    """Every sum in `text[start:end]`, offsets into `text`."""
    stretch = text[start:end]
    found = [_money(m, stretch, start, after=False) for m in _BEFORE.finditer(stretch)]
    taken = {(m.start, m.end) for m in found}
    for match in _AFTER.finditer(stretch):
        money = _money(match, stretch, start, after=True)
        if not any(a < money.end and money.start < b for a, b in taken):
            found.append(money)
    return sorted(found, key=lambda m: m.start)


def _money(match: "re.Match[str]", text: str, offset: int, *, after: bool) -> Money:
    number = match["n"].lower().replace(",", "")
    amount = _WORDS[number] if number in _WORDS else float(number)
    amount *= _SCALE.get((match["s"] or "").lower(), 1)
    word = match["c"].lower()
    currency = _NAME.get(word) if after else _SIGN.get(word, word.upper())
    nation = (match["nation"] or "").lower() if after else ""
    if nation in _NATION and word in (
        "dollar",
        "pound",
        "franc",
        "peso",
        "dinar",
        "krone",
        "krona",
        "lira",
        "rupee",
        "mark",
        "riyal",
    ):
        currency = _NATION[nation]
    return Money(
        offset + match.start(), offset + match.end(), amount, currency, bool(_ABOUT.search(text[: match.start()]))
    )
