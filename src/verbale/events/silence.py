"""Why words that the trigger files list gave no event: asked for by `verbale explain`, never while reading."""

from collections.abc import Iterable

from ..cast import Cast
from ..lexicon import Lexicon, Trigger
from ..reading import Reading
from .absorbing import find_hits
from .draft import Draft
from .slots import Slots
from .syntax import Syntax
from .triggers import support_verb

_POS = {"VERB": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
_WORDS = 4
"""How many of the words an entry asks for are named."""


def silent_words(reading: Reading, cast: Cast, lexicon: Lexicon, drafts: Iterable[Draft]) -> list[tuple[int, str]]:
    """Words of the lexicon that stand behind no event, in text order, each with the reason."""
    syntax = Syntax(reading, lexicon.lists["control"])
    hits, slots = find_hits(syntax, lexicon, cast)
    alone = {h.at: h.trigger for h in hits}
    part_of = {s.at: h.at for h in hits for s in h.swallowed}
    told = {d.at for d in drafts}
    found = []
    for token in reading.tokens:
        entries = lexicon.triggers.get((token.lemma.lower(), _POS.get(token.upos, "")), ())
        if not entries or token.i in told:
            continue
        if token.i in part_of:
            why = f"part of “{reading.tokens[part_of[token.i]].text}”"
        elif token.i in alone:
            why = f"{alone[token.i].file} fits, but it names nobody who acts, or repeats another event"
        else:
            why = _unmet(token.i, entries, slots)
        found.append((token.i, why))
    return found


def _unmet(i: int, entries: Iterable[Trigger], slots: Slots) -> str:
    """What each entry misses around word `i`."""
    reasons = [_reason(i, entry, slots) for entry in entries]
    fitting = [entry.file for entry, reason in zip(entries, reasons, strict=True) if reason is None]
    if fitting:
        return f"{fitting[0]} fits, but the word is part of a name, a mere topic, or what is only demanded or promised"
    return "; ".join(dict.fromkeys(r for r in reasons if r))


def _reason(i: int, entry: Trigger, slots: Slots) -> str | None:
    noun = entry.pos == "noun"
    support = support_verb(i, slots.syntax, slots.lexicon) if noun else None
    for slot, wanted in entry.requires.items():
        if not slots.fills(i, slot, wanted, noun=noun, support=support):
            return f"{entry.file} asks for {slot} {_some(wanted)}"
    for slot, wanted in entry.excludes.items():
        if slots.fills(i, slot, wanted, noun=noun, support=support):
            return f"{entry.file} is silenced by {slot} {_some(wanted)}"
    return None


def _some(wanted: list[str]) -> str:
    return " or ".join(wanted[:_WORDS]) + (" …" if len(wanted) > _WORDS else "")
