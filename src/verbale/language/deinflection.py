"""Dictionary forms of inflected words nobody has met before: what English spelling allows, words known first.

"condemned" allows condemn and condemne, "lodged" lodg and lodge: the spelling of the stem says which is
likelier, and a list of known words decides where it can.
"""

import re
from collections.abc import Set as AbstractSet

from verbale.language.inflection import IRREGULAR

ENDINGS = {
    "VBD": "ed",
    "VBN": "ed",
    "VBG": "ing",
    "VBZ": "s",
    "NNS": "s",
    "NNPS": "s",
    "JJR": "er",
    "RBR": "er",
    "JJS": "est",
    "RBS": "est",
}
"""Penn tags of inflected words, with the ending that spelling rules can take off."""

_FURTHER = {
    "breed": "bred",
    "cling": "clung",
    "creep": "crept",
    "drink": "drank drunk",
    "eat": "ate eaten",
    "feel": "felt",
    "forgive": "forgave forgiven",
    "grind": "ground",
    "hide": "hid hidden",
    "leap": "leapt",
    "shrink": "shrank shrunk",
    "sing": "sang sung",
    "sink": "sank sunk",
    "sleep": "slept",
    "slide": "slid",
    "spin": "spun",
    "spring": "sprang sprung",
    "swell": "swollen",
    "swim": "swam swum",
    "swing": "swung",
    "wake": "woke woken",
    "wear": "wore worn",
    "weave": "wove woven",
    "weep": "wept",
    "wring": "wrung",
}
_IRREGULAR = {form: lemma for lemma, forms in {**IRREGULAR, **_FURTHER}.items() for form in forms.split()}
_PREFIX = re.compile(r"(re|over|under|out|un|mis|fore)(?=...)")
_DOUBLED = re.compile(r"([bdgklmnprtv])\1$")
_LYING = frozenset({"ly", "dy", "ty", "vy", "underly", "bely"})
_VOWELS = re.compile(r"[aeiouy]+")

# Stems that lack a silent e: after these letters English words do not end, or hardly.
_SILENT_E = re.compile(
    r"([cuvz]|(?<!s)s|g|(?<![aeiou])[aeiou]k|[bdfgkpt]l"
    r"|(?<![aeiou])(at|id|ib|in|ut|ot|ud|od|ad|ed|um|ur|or|ap))$"
)
# One short syllable and no doubling: bake, stage, probe; no other spelling is possible.
_SURELY_E = re.compile(r"^[^aeiou]*[aeiou][^aeiouwxy]$")


def dictionary_form(form: str, tag: str, known: AbstractSet[str]) -> str | None:
    """The likeliest lemma of a lower-cased form under an inflected Penn tag; None where spelling says nothing."""
    ending = ENDINGS.get(tag)
    if ending is None:
        return None
    if tag.startswith("V") and (irregular := _irregular(form)):
        return irregular
    if tag.startswith("N") and form.endswith("men") and form[:-2] + "an" in known:
        return form[:-2] + "an"
    if not form.endswith(ending) or len(form) < len(ending) + 2:
        return None
    candidates = _singulars(form) if ending == "s" else _stems(form[: -len(ending)])
    chosen = next((c for c in candidates if c in known), None)
    if ending in {"er", "est"}:
        return chosen
    return chosen or candidates[0]


def _irregular(form: str) -> str | None:
    """The verb of an irregular form, with a prefix taken off where need be: retook, outsold."""
    if form in _IRREGULAR:
        return _IRREGULAR[form]
    prefix = _PREFIX.match(form)
    lemma = prefix and _IRREGULAR.get(form[prefix.end() :])
    return prefix.group() + lemma if prefix and lemma else None


def _singulars(form: str) -> list[str]:
    """What an -s may have been put to, likeliest first."""
    if form.endswith("ies"):
        return [form[:-3] + "y", form[:-1]]
    if form.endswith(("ches", "shes", "sses", "xes", "zzes", "oes")):
        return [form[:-2], form[:-1]]
    if form.endswith("ses"):
        return [form[:-1], form[:-2], form[:-2] + "is"]
    if form.endswith("ves"):
        return [form[:-1], form[:-3] + "f", form[:-3] + "fe"]
    return [form] if form.endswith("ss") else [form[:-1]]


def _stems(stem: str) -> list[str]:
    """What stood before -ed, -ing, -er or -est, likeliest first."""
    if stem.endswith("i"):
        return [stem[:-1] + "y", stem + "e"]
    if _SURELY_E.match(stem) or not _VOWELS.search(stem):
        return [stem + "e"]
    if stem in _LYING:
        return [stem[:-1] + "ie"]
    if _DOUBLED.search(stem):
        short = len(_VOWELS.findall(stem)) == 1 and stem.endswith("ll")
        return [stem, stem[:-1]] if short else [stem[:-1], stem, stem + "e"]
    return [stem + "e", stem] if _SILENT_E.search(stem) else [stem, stem + "e"]
