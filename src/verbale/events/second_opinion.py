"""The model beside the lexicon: acts that no entry knows, sides left empty, whether it happened, what it is about.

The lexicon explains and constrains, the model generalises. What each does alone and both together, and how the
thresholds were chosen, is in docs/decisions/0007.
"""

from collections.abc import Iterator
from typing import cast

import numpy as np

from ..cast import Cast, Mention, Party
from ..learned import Learned
from ..lexicon import Lexicon, Trigger
from ..lexicon_entries import PartOfSpeech
from ..record import EventType, Status
from .arguments import Arguments
from .judgement import Judgement
from .slots import Slots
from .syntax import Syntax
from .triggers import Hit, support_verb

LEARNED = "the language model"
"""Stands for the file and entry of hits that no entry of the lexicon gave."""
ADD = 0.8
"""Chance from which a word that no entry fires on is taken for an act."""
KEEP = 0.9
"""Chance from which an act is told even where none of its parties is known."""
FILL = 0.8
"""Chance from which a mention fills a side that syntax left empty."""
STATUS = 0.8
"""Chance from which the model's status goes before the one that grammar gives."""
CONTEXT = 0.4
"""Chance from which a context is named that no word of the lexicon signals."""
_POS: dict[str, PartOfSpeech] = {"VERB": "verb", "NOUN": "noun", "ADJ": "adjective"}
_OPERATORS = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})


def unknown_acts(hits: dict[int, Hit], silenced: set[int], slots: Slots) -> dict[int, Hit]:
    """Hits on words that the model takes for acts and the lexicon does not know: one a run of them, at its head.

    None on words that an entry silences, and none beside a hit of the same type above or below it: "decided to expel".
    """
    learned = slots.syntax.reading.learned
    if learned is None:
        return {}
    found: dict[int, Hit] = {}
    taken = {*hits, *silenced}
    for run in _runs(np.flatnonzero(learned.acts[:, 0] < 1 - ADD).tolist()):
        tokens = [slots.syntax.tokens[i] for i in run]
        heads = [t.i for t in tokens if (t.head not in run or t.head == t.i) and t.upos in _POS]
        if not heads or not taken.isdisjoint(run):
            continue
        hit = _hit(heads[0], slots, learned)
        if not any(
            h.trigger.event == hit.trigger.event and _one_line(hit.at, i, slots.syntax) for i, h in hits.items()
        ):
            found[hit.at] = hit
    return found


def _one_line(i: int, j: int, syntax: Syntax) -> bool:
    """Whether one word governs the other, at whatever remove."""
    return i in syntax.ancestors(j) or j in syntax.ancestors(i)


def chances(hit: Hit, kind: str | None, learned: Learned | None) -> tuple[float, float]:
    """The model's chances that the hit is an act at all, and one of this type; halfway where there is no model to ask."""
    if learned is None:
        return 0.5, 0.5
    at, act = _surest(hit, learned)
    return act, learned.type_chance(at, kind) if kind else act


def opinion(hit: Hit, kind: str | None, learned: Learned | None) -> str:
    """What the model says of a hit, in words, for `verbale explain`; empty where there is no model to ask."""
    if learned is None:
        return ""
    at, act = _surest(hit, learned)
    name, share = learned.type(at)
    other = "" if name == kind or not kind else f", rather {name} ({act * share:.2f})"
    return f"an act: {act:.2f}" + (f", {kind}: {learned.type_chance(at, kind):.2f}" if kind else "") + other


def sure(hit: Hit, lexicon: Lexicon, learned: Learned | None) -> bool:
    """Whether the model is sure that the hit is an act, whoever its parties are.

    A word that the lexicon knows, though no entry fires on it here, needs a party that is known.
    """
    if learned is None or (hit.trigger.file == LEARNED and (hit.trigger.lemma, hit.trigger.pos) in lexicon.triggers):
        return False
    return _surest(hit, learned)[1] >= KEEP


def status_of(hit: Hit, judgement: Judgement, learned: Learned | None) -> tuple[Status, str]:
    """The status and what decided it: grammar where it has a word to go by, else the model if it is sure."""
    if learned is None or judgement.status != "occurred":
        return judgement.status, judgement.why
    name, chance = learned.status(_surest(hit, learned)[0])
    if name == judgement.status or chance < STATUS:
        return judgement.status, judgement.why
    return cast("Status", name), LEARNED


def contexts_of(hit: Hit, signalled: tuple[str, ...], learned: Learned | None) -> tuple[str, ...]:
    """The contexts that words signal, and those the model is sure of."""
    if learned is None:
        return signalled
    chances = learned.contexts(_surest(hit, learned)[0])
    return (*signalled, *(name for name, chance in chances.items() if chance >= CONTEXT and name not in signalled))


def fill_parties(hit: Hit, found: Arguments, mentions: Cast, syntax: Syntax) -> None:
    """Where syntax names nobody on a side, whoever the model is surest of in the sentence."""
    learned = syntax.reading.learned
    if learned is None:
        return
    at, _ = _surest(hit, learned)
    taken = {*found.actor_words, *found.recipient_words, hit.at, at}
    for role, parties, words in ((0, found.actors, found.actor_words), (1, found.recipients, found.recipient_words)):
        if parties or (role and hit.trigger.reciprocal and len(found.actors) > 1):
            continue
        best = max(_candidates(at, role, syntax, mentions, learned), key=lambda c: c[0], default=None)
        if best is None or best[0] < FILL or not taken.isdisjoint(range(best[1], best[2] + 1)):
            continue
        parties.extend(best[3])
        words.append(best[2])
        taken |= set(range(best[1], best[2] + 1))
        if role:
            found.recipient_rule = LEARNED
        else:
            found.actor_rule = LEARNED


def _candidates(
    at: int, role: int, syntax: Syntax, mentions: Cast, learned: Learned
) -> Iterator[tuple[float, int, int, tuple[Party, ...]]]:
    """(chance, first word, head word, parties): the mentions of a sentence, and nouns that are none."""
    sentence = syntax.reading.sentences[syntax.tokens[at].sent]
    for word in range(sentence.first, sentence.last):
        number = mentions.at.get(word)
        mention: Mention | None = None if number is None else mentions.mentions[number]
        if mention is not None and mention.head == word:
            chance = max(learned.roles(at, j)[role] for j in range(mention.first, mention.last))
            yield chance, mention.first, word, mention.parties
        elif mention is None and syntax.tokens[word].upos in ("NOUN", "PROPN"):
            yield learned.roles(at, word)[role], *_phrase(word, syntax)


def _phrase(i: int, syntax: Syntax) -> tuple[int, int, tuple[Party, ...]]:
    """The noun with what stands before it, as a party of which nothing else is known."""
    first = min(w for w in syntax.subtree(i) if w <= i)
    start, end = syntax.tokens[first].start, syntax.tokens[i].end
    text = syntax.reading.text[start:end]
    return first, i, (Party(text=text, start=start, end=end, kind="group"),)


def _surest(hit: Hit, learned: Learned) -> tuple[int, float]:
    """The word of the hit that the model is surest of, and its chance."""
    words = [hit.at, *([] if hit.support is None else [hit.support]), *(s.at for s in hit.swallowed)]
    at = max(words, key=learned.chance)
    return at, learned.chance(at)


def _runs(words: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for i in words:
        if runs and runs[-1][-1] == i - 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _hit(i: int, slots: Slots, learned: Learned) -> Hit:
    kind = cast("EventType", learned.type(i)[0])
    mode = learned.mode(i, kind)
    token = slots.syntax.tokens[i]
    pos = _POS[token.upos]
    entry = Trigger(
        lemma=token.lemma.lower(), pos=pos, event=kind, mode=mode, cameo=slots.lexicon.code_of(kind, mode),
        operator=kind in _OPERATORS, examples=(), file=LEARNED,
    )  # fmt: skip
    return Hit(i, entry, support_verb(i, slots.syntax, slots.lexicon) if pos == "noun" else None)
