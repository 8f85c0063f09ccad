"""The words that a political scientist edits: triggers, word classes, status words, reporting cues, the ontology.

All files live in `data/` and are TOML or CSV. A user's folder (`--lexicon DIR`) may hold files of the same
names, whose entries come before ours. Entries are validated one by one, and every mistake is listed at once.
"""

import csv
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import tomli
from msgspec import Struct

from .errors import LexiconError
from .lexicon_entries import (
    Complement,
    Context,
    CueWord,
    Example,
    PloverType,
    Refinement,
    StatusWord,
    Trigger,
    WordClass,
)

DATA = Path(__file__).parent / "data"
BUILT_IN = frozenset({"@party", "@person", "@place", "@place_or_party"})
"""Word classes that ask the cast instead of a list: is the noun a party, a person, a place?"""
T = TypeVar("T")
_READ = ("triggers/*.toml", "*.toml", "*.csv", "places/*.toml", "places/*.csv", "places/*.bin")
"""The files of a folder that a reading may depend on: words, codes, actors, offices and places."""

__all__ = [
    "BUILT_IN", "Complement", "Context", "CueWord", "Example", "Lexicon", "PloverType", "StatusWord", "Trigger", "WordClass",
    "load",
]  # fmt: skip


class Lexicon(Struct, frozen=True):
    """Everything above, indexed for look-up; built once and only read after that."""

    triggers: dict[tuple[str, str], tuple[Trigger, ...]]
    """(lemma, part of speech) -> entries, the most demanding first."""
    classes: dict[str, frozenset[str]]
    status: dict[str, tuple[StatusWord, ...]]
    cues: dict[str, tuple[CueWord, ...]]
    types: dict[str, PloverType]
    contexts: tuple[Context, ...]
    complements: dict[tuple[str, str, str], Complement]
    refinements: dict[tuple[str, str], str]
    """(operator, CAMEO prefix of the act) -> CAMEO code of the operator."""
    lists: dict[str, frozenset[str]]
    """Word lists of the grammar rules: support verbs, object-control verbs …"""
    orders: dict[str, tuple[str, ...]]
    """The same lists in the order written: slots are tried in turn."""
    confidence: dict[str, float]
    """Weights of the confidence score."""
    codes: dict[tuple[str, str], str]
    """(type, mode or "") -> the general CAMEO code of both."""
    digest: str
    """SHA-256 over every table, word list and map of ours and of the user's folders, whichever stage reads it."""

    def operator_code(self, operator: str, act: str | None) -> str | None:
        """The CAMEO code of agreeing to, demanding, refusing or threatening an act of this code; None if only the type is known."""
        act = act or ""
        return next((c for n in range(len(act), 1, -1) if (c := self.refinements.get((operator, act[:n])))), None)

    def code_of(self, event: str, mode: str | None) -> str | None:
        """The general CAMEO code of a type and mode, of the type where the mode has none; None if there is neither."""
        return self.codes.get((event, mode or "")) or self.codes.get((event, ""))

    def score_of(self, event: str | None, mode: str | None) -> float | None:
        """The PLOVER score of a type and mode, None for what has no type."""
        kind = self.types.get(event or "")
        if kind is None:
            return None
        return next((m.score for m in kind.modes if m.name == mode and m.score is not None), kind.score)

    def lemmas_of(self, pos: str) -> set[str]:
        """Every lemma of a part of speech ("verb", "noun") that triggers, cues, status words and classes name."""
        found = {lemma for lemma, of in self.triggers if of == pos}
        for status in self.status.values():
            found.update(lemma for word in status if word.pos == pos for lemma in word.lemmas)
        for cues in self.cues.values():
            found.update(lemma for word in cues if word.pos == pos for lemma in word.lemmas)
        if pos == "noun":
            found.update(lemma for lemmas in self.classes.values() for lemma in lemmas)
        return {lemma for lemma in found if " " not in lemma}

    def matches(self, lemma: str, wanted: Iterable[str]) -> bool:
        """Whether a head lemma is among the lemmas, "@classes" and "*" wanted."""
        return any(w in ("*", lemma) or (w[0] == "@" and lemma in self.classes.get(w[1:], frozenset())) for w in wanted)


def load(extra: Sequence[Path] = ()) -> Lexicon:
    """The shipped lexicon with the user's folders before it.

    Raises LexiconError listing every mistake in every file.
    """
    mistakes: list[str] = []
    files = [*_files(extra, "triggers/*.toml"), *_files((DATA,), "triggers/*.toml")]
    tables = [(path, _toml(path, mistakes)) for path in files]
    by_file = [_entries(path, table, "trigger", Trigger, mistakes) for path, table in tables]
    own = sum(len(found) for (path, _), found in zip(tables, by_file, strict=True) if not path.is_relative_to(DATA))
    triggers = [t for found in by_file for t in found]
    classes = [c for path, table in tables for c in _entries(path, table, "class", WordClass, mistakes)]
    plover = _toml(DATA / "plover.toml", mistakes)
    types = {t.name: t for t in _entries(DATA / "plover.toml", plover, "type", PloverType, mistakes)}
    complements = _entries(DATA / "plover.toml", plover, "complement", Complement, mistakes)
    refinements = _entries(DATA / "plover.toml", plover, "refine", Refinement, mistakes)
    contexts = list(_load(extra, "contexts.toml", "context", Context, mistakes))
    status = list(_load(extra, "status.toml", "status", StatusWord, mistakes))
    cues = list(_load(extra, "cues.toml", "cue", CueWord, mistakes))
    grammar = _toml(DATA / "grammar.toml", mistakes)
    confidence = _toml(DATA / "confidence.toml", mistakes).get("weights", {})
    known = {c.name for c in classes}
    mistakes += [m for t in triggers for m in _check(t, types, known, {c.name for c in contexts})]
    if mistakes:
        raise LexiconError(mistakes)
    return Lexicon(
        triggers=_by_lemma(triggers, own),
        classes={name: frozenset().union(*(c.lemmas for c in classes if c.name == name)) for name in known},
        status=_index(status),
        cues=_index(cues),
        types={str(name): kind for name, kind in types.items()},
        contexts=tuple(contexts),
        complements={(c.operator, c.of, c.of_mode): c for c in complements},
        refinements={(r.operator, r.of_cameo): r.cameo for r in refinements},
        lists={k: frozenset(v) for k, v in grammar.items()},
        orders={k: tuple(v) for k, v in grammar.items()},
        confidence=confidence,
        codes=_general_codes(),
        digest=_digest([*extra, DATA]),
    )


def _general_codes() -> dict[tuple[str, str], str]:
    """The shortest code of three digits or more for each type and mode: 020, not 02 nor 0211."""
    found: dict[tuple[str, str], str] = {}
    for _, row in read_csv(DATA / "cameo.csv"):
        key, code = (row["type"], row["mode"]), row["code"]
        if row["type"] and len(code) > 2 and (key not in found or (len(code), code) < (len(found[key]), found[key])):
            found[key] = code
    return found


def _digest(folders: Sequence[Path]) -> str:
    """SHA-256 over names and contents; the order of the folders counts, since earlier entries go first."""
    whole = hashlib.sha256()
    for pattern in _READ:
        for folder in folders:
            for path in sorted(folder.glob(pattern)):
                with path.open("rb") as file:
                    content = hashlib.file_digest(file, "sha256").digest()
                whole.update(path.relative_to(folder).as_posix().encode() + b"\0" + content)
    return whole.hexdigest()


def read_csv(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a table with their line numbers."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        for row in rows:
            yield rows.line_num, row


def _files(folders: Iterable[Path], pattern: str) -> list[Path]:
    return [path for folder in folders for path in sorted(folder.glob(pattern))]


def _toml(path: Path, mistakes: list[str]) -> dict[str, Any]:
    try:
        return tomli.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        mistakes.append(f"{path.name}: cannot be read ({error.strerror})")
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        mistakes.append(f"{path.name}: {error}")
    return {}


def _load(extra: Sequence[Path], name: str, key: str, kind: type[T], mistakes: list[str]) -> Iterator[T]:
    for path in [*_files(extra, name), DATA / name]:
        yield from _entries(path, _toml(path, mistakes), key, kind, mistakes)


def _entries(path: Path, table: dict[str, Any], key: str, kind: type[T], mistakes: list[str]) -> list[T]:
    found = []
    for n, raw in enumerate(table.get(key, ()), 1):
        name = raw.get("lemma", raw.get("name", "?")) if isinstance(raw, dict) else "?"
        shown = ", ".join(map(str, name)) if isinstance(name, list) else name
        where = f"{path.name}, entry {n} ({shown})"
        if kind is Trigger:
            raw = {**raw, "file": where}  # noqa: PLW2901  the entry with its own address
        try:
            found.append(msgspec.convert(raw, kind))
        except msgspec.ValidationError as error:
            mistakes.append(f"{where}: {error}")
    return found


def _check(trigger: Trigger, types: dict[Any, PloverType], classes: set[str], contexts: set[str]) -> Iterator[str]:
    kind = types.get(trigger.event)
    if trigger.mode and kind and trigger.mode not in {m.name for m in kind.modes}:
        yield f"{trigger.file}: {trigger.event} has no mode {trigger.mode!r}"
    for slot, wanted in [*trigger.requires.items(), *trigger.excludes.items()]:
        for word in wanted:
            if not word or (word[0] == "@" and word[1:] not in classes and word not in BUILT_IN):
                yield f"{trigger.file}: {slot} names an unknown class {word!r}"
    for context in trigger.contexts:
        if context not in contexts:
            yield f"{trigger.file}: unknown context {context!r}"
    if not trigger.examples:
        yield f"{trigger.file}: has no example"


def _by_lemma(triggers: list[Trigger], own: int) -> dict[tuple[str, str], tuple[Trigger, ...]]:
    """Entries by lemma: the first `own`, which are the user's, before ours; then those that ask for more first."""
    index: dict[tuple[str, str], list[tuple[bool, int, int]]] = {}
    for n, trigger in enumerate(triggers):
        for lemma in trigger.lemmas:
            index.setdefault((lemma, trigger.pos), []).append((n >= own, -len(trigger.requires), n))
    return {key: tuple(triggers[n] for _, _, n in sorted(found)) for key, found in index.items()}


def _index(words: list[Any]) -> dict[str, tuple[Any, ...]]:
    index: dict[str, list[Any]] = {}
    for word in words:
        for lemma in word.lemmas:
            index.setdefault(lemma, []).append(word)
    return {lemma: tuple(found) for lemma, found in index.items()}
