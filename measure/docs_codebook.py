"""The codebook: what each type means, and the lexicon's entries behind it."""

import csv
import functools

from verbale import lexicon
from verbale.lexicon import DATA, Example, Lexicon, PloverType, Trigger

from .docs_markdown import counted, table

SHOWN = 6
"""Examples a type, one an entry, taken at even distances through its entries."""
WORDS = (("verb", "Verbs"), ("noun", "Nouns"), ("adjective", "Adjectives"))


def overview() -> str:
    """All types on one screen."""
    rows = [
        (f"[{t.name}](#{t.name.lower()})", _quad(t), f"{t.score:+.1f}", str(len(_entries(t.name))), t.definition)
        for t in _lexicon().types.values()
    ]
    return table(("type", "quad class", "score", "entries", "definition"), rows)


def sections() -> str:
    """A section for each type, and one for what has none."""
    parts = [_section(t) for t in _lexicon().types.values()]
    untyped = _entries("")
    if untyped:
        parts.append(
            f"### No type\n\nA debt or holding merely stated, with a frame.\n\n{_words(untyped)}\n{_shown(untyped)}"
        )
    return "\n".join(parts)


def _section(kind: PloverType) -> str:
    entries = _entries(kind.name)
    other = "Usually has a recipient." if kind.requires_recipient else "May stand without a recipient."
    modes = table(("mode", "meaning", "score"), [(f"`{m.name}`", m.meaning, _score(m.score, kind)) for m in kind.modes])
    parts = [
        f"### {kind.name}\n",
        f"{kind.definition} {_quad(kind).capitalize()}, score {kind.score:+.1f}. {other}\n",
        modes if kind.modes else "PLOVER gives it no modes.\n",
        f"CAMEO codes of its entries: {_cameo(entries)}.\n",
        _words(entries),
        _shown(entries),
    ]
    return "\n".join(parts)


def _words(entries: list[Trigger]) -> str:
    examples = sum(len(t.examples) + len(t.counterexamples) for t in entries)
    lines = [f"{counted(len(entries), 'entry', 'entries')} with {counted(examples, 'example')} and counterexamples.\n"]
    for pos, label in WORDS:
        alone = {lemma for t in entries if t.pos == pos and not t.requires for lemma in t.lemmas}
        asking = {lemma for t in entries if t.pos == pos and t.requires for lemma in t.lemmas} - alone
        for lemmas, how in ((alone, "by themselves"), (asking, "with certain words around them")):
            if lemmas:
                lines.append(f"{label} {how} ({len(lemmas)}): {', '.join(sorted(lemmas))}.\n")
    return "\n".join(lines)


def _shown(entries: list[Trigger]) -> str:
    """Examples, then counterexamples."""
    yes = [_text(t.examples[0]) for t in _spread(entries)]
    no = [_text(t.counterexamples[0]) for t in _spread([t for t in entries if t.counterexamples])][: SHOWN // 2]
    counter = "\nNot so coded:\n\n" + "".join(f"- {text}\n" for text in no) if no else ""
    return "For example:\n\n" + "".join(f"- {text}\n" for text in yes) + counter


def _spread(entries: list[Trigger]) -> list[Trigger]:
    step = max(1, len(entries) // SHOWN)
    return entries[::step][:SHOWN]


def operators() -> str:
    """What agreeing to, demanding, refusing or threatening an act is coded as."""
    rows = [
        (c.operator, " · ".join(filter(None, (c.of, c.of_mode))), c.mode or "none", c.cameo)
        for c in _lexicon().complements.values()
    ]
    return table(("said", "of an act", "mode", "CAMEO"), rows)


def contexts() -> str:
    """PLOVER's contexts."""
    rows = [(f"`{c.name}`", c.note, str(len(c.lemmas) + len(c.phrases))) for c in _lexicon().contexts]
    return table(("context", "what it is about", "words and phrases"), rows)


def cameo() -> str:
    """Every CAMEO code with its PLOVER type."""
    rows = []
    for row in _codes().values():
        kind = " · ".join(filter(None, (row["type"], row["mode"])))
        rows.append((f"`{row['code']}`", row["label"], kind or "none", row["context"], row["goldstein"]))
    return table(("CAMEO", "label", "PLOVER type and mode", "context", "Goldstein"), rows)


def _cameo(entries: list[Trigger]) -> str:
    known = _codes()
    used = sorted({t.cameo for t in entries if t.cameo})
    return "; ".join(f"`{c}` {known[c]['label']}" if c in known else f"`{c}`" for c in used)


def _score(own: float | None, kind: PloverType) -> str:
    return f"{kind.score if own is None else own:+.1f}"


def _quad(kind: PloverType) -> str:
    return kind.quad.replace("-", " ")


def _text(example: str | Example) -> str:
    return example if isinstance(example, str) else example.text


@functools.cache
def _lexicon() -> Lexicon:
    return lexicon.load()


@functools.cache
def _triggers() -> tuple[Trigger, ...]:
    """Every entry in file order."""
    found = {t.file: t for entries in _lexicon().triggers.values() for t in entries}
    return tuple(sorted(found.values(), key=_position))


def _position(trigger: Trigger) -> tuple[str, int]:
    """The file and number in "agree.toml, entry 3 (agree)"."""
    file, _, rest = trigger.file.partition(", entry ")
    return file, int(rest.split()[0])


def _entries(event: str) -> list[Trigger]:
    return [t for t in _triggers() if t.event == event]


@functools.cache
def _codes() -> dict[str, dict[str, str]]:
    with (DATA / "cameo.csv").open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row for row in csv.DictReader(lines)}
