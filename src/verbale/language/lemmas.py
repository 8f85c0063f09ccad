"""Dictionary forms: an edit script chosen by the model, overruled by the lexicon of forms seen in training."""

import gzip
from collections.abc import Sequence
from pathlib import Path

Lexicon = dict[str, dict[str, str]]
"""UPOS to lower-cased form to lemma."""


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
    """Lemmas from scripts and lexicon; `forms` adds inflected forms that the treebanks do not hold."""

    def __init__(self, scripts: Sequence[str], lexicon: Lexicon, forms: Lexicon | None = None) -> None:
        self._scripts = scripts
        self._lexicon = {upos: {**(forms or {}).get(upos, {}), **seen} for upos, seen in lexicon.items()}

    def __call__(self, form: str, upos: str, script: int) -> str:
        """The lemma of `form` used as `upos`; `script` is the model's choice of edit script."""
        forms = self._lexicon.get(upos)
        if forms is not None:
            lemma = forms.get(form.lower())
            if lemma is not None:
                return lemma
        return apply_script(form, self._scripts[script])
