"""Dictionary forms: the lexicon of forms seen in training, then spelling rules, then a script chosen by the model."""

import gzip
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from verbale.language.deinflection import dictionary_form

Lexicon = dict[str, dict[str, str]]
"""UPOS to lower-cased form to lemma."""

_OPEN_CLASSES = ("VERB", "NOUN", "ADJ", "ADV")


def apply_script(form: str, script: str) -> str:
    """The lemma an edit script makes of `form`.

    `=be` is the lemma itself; `L2|e` lower-cases, drops two letters and adds "e"; `K…` keeps the case.
    """
    if script[0] == "=":
        return script[1:]
    drop, ending = script[1:].split("|", 1)
    stem = form.lower() if script[0] == "L" else form
    kept = len(stem) - int(drop)
    return (stem[:kept] if kept > 0 else "") + ending or form


def load_lexicon(path: Path) -> Lexicon:
    """Reads `# UPOS` headings over lines of `form<TAB>lemma`; the lemma is left out where it is the form."""
    lexicon: Lexicon = {}
    forms: dict[str, str] = {}
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines.read().split("\n"):
            if line.startswith("# "):
                forms = lexicon.setdefault(line[2:], {})
            elif line:
                form, _, lemma = line.partition("\t")
                forms[form] = lemma or form
    return lexicon


class Lemmatizer:
    """Lemmas from the lexicon, then from spelling, then from the model's script.

    `forms` are inflected forms of words that our lexicons name, and go before the treebanks' (which hold
    "freed" -> "fre"); `words` are common English words, which settle what spelling leaves open.
    """

    def __init__(
        self,
        scripts: Sequence[str],
        lexicon: Lexicon,
        forms: Lexicon | None = None,
        words: AbstractSet[str] = frozenset(),
    ) -> None:
        self._scripts = scripts
        added = forms or {}
        self._lexicon = {
            upos: {**lexicon.get(upos, {}), **added.get(upos, {})} for upos in dict.fromkeys([*lexicon, *added])
        }
        self._known = {upos: words | frozenset(self._lexicon.get(upos, {}).values()) for upos in _OPEN_CLASSES}

    def __call__(self, form: str, upos: str, xpos: str, script: int) -> str:
        """The lemma of `form` used as `upos` and tagged `xpos`; `script` is the model's choice of edit script."""
        lower = form.lower()
        lemma = self._lexicon.get(upos, {}).get(lower)
        if lemma is not None:
            return lemma
        chosen = self._scripts[script]
        if upos not in _OPEN_CLASSES or not (form.isascii() and form.isalpha()):
            return apply_script(form, chosen)
        tag = _verb_tag(lower, xpos) if upos == "VERB" else xpos
        return dictionary_form(lower, tag, self._known[upos]) or (form if chosen == "K0|" else lower)


def _verb_tag(form: str, xpos: str) -> str:
    """The tag of a verb that the tagger takes for a noun or adjective, by its ending."""
    if xpos.startswith("V"):
        return xpos
    return "VBG" if form.endswith("ing") else "VBN" if form.endswith("ed") else xpos
