"""The model beside the lexicon: acts that no entry knows, entries that fire on what is no act, types that do not fit.

The lexicon explains and constrains, the model generalises. Thresholds are measured in docs/decisions/0007.
"""

from typing import cast

import msgspec

from ..cast import Cast
from ..learned import Learned
from ..lexicon import Lexicon, Trigger
from ..lexicon_entries import PartOfSpeech
from ..record import EventType
from .arguments import Arguments
from .slots import Slots
from .triggers import Hit, support_verb

LEARNED = "the language model"
"""Stands for the file and entry of hits that no entry of the lexicon gave."""
ADD = 0.8
"""Chance from which a word that no entry knows is taken for an act."""
VETO = 0.02
"""Chance below which an entry's hit is no act."""
RETYPE = 0.9
"""Chance from which the model's type goes before the entry's."""
FILL = 0.6
"""Chance from which a mention fills a side that syntax left empty."""
_POS: dict[str, PartOfSpeech] = {"VERB": "verb", "NOUN": "noun", "ADJ": "adjective"}
_OPERATORS = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})


def unknown_acts(hits: dict[int, Hit], slots: Slots) -> dict[int, Hit]:
    """Hits on words that the model takes for acts and no entry fires on: one a run of such words, at its head."""
    learned = slots.syntax.reading.learned
    if learned is None:
        return {}
    sure = [i for i in range(len(learned.acts)) if learned.acts[i, 0] < 1 - ADD]
    found: dict[int, Hit] = {}
    for run in _runs(sure):
        if any(i in hits for i in run):
            continue
        inside = set(run)
        heads = [i for i in run if slots.syntax.tokens[i].head not in inside and slots.syntax.tokens[i].upos in _POS]
        if heads:
            found[heads[0]] = _hit(heads[0], slots, learned)
    return found


def second_opinion(hits: list[Hit], lexicon: Lexicon, learned: Learned | None) -> list[Hit]:
    """The hits that the model does not rule out, with the type it is sure of."""
    if learned is None:
        return hits
    kept: list[Hit] = []
    for hit in hits:
        at = max(_words(hit), key=learned.chance)
        if learned.chance(at) < VETO and not hit.trigger.frame:
            continue
        kind, share = learned.type(at)
        if kind != hit.trigger.event and hit.trigger.event and learned.chance(at) * share > RETYPE:
            changed = msgspec.structs.replace(
                hit.trigger,
                event=kind,
                mode=learned.mode(at, kind),
                cameo=lexicon.code_of(kind, learned.mode(at, kind)),
            )
            hit.trigger = changed
        kept.append(hit)
    return kept


def _words(hit: Hit) -> list[int]:
    return [hit.at, *([] if hit.support is None else [hit.support]), *(s.at for s in hit.swallowed)]


def _runs(words: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for i in words:
        if runs and runs[-1][-1] == i - 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _hit(i: int, slots: Slots, learned: Learned) -> Hit:
    name, _ = learned.type(i)
    kind = cast("EventType", name)
    mode = learned.mode(i, kind)
    token = slots.syntax.tokens[i]
    pos = _POS[token.upos]
    entry = Trigger(
        lemma=token.lemma.lower(), pos=pos, event=kind, mode=mode, cameo=slots.lexicon.code_of(kind, mode),
        operator=kind in _OPERATORS, examples=(), file=LEARNED,
    )  # fmt: skip
    return Hit(i, entry, support_verb(i, slots.syntax, slots.lexicon) if pos == "noun" else None)


def fill_parties(hit: Hit, found: Arguments, on_stage: Cast, slots: Slots) -> None:
    """Where syntax names nobody on a side, the mention of the sentence that the model is surest of."""
    learned = slots.syntax.reading.learned
    if learned is None:
        return
    sentence = slots.syntax.reading.sentences[slots.syntax.tokens[hit.at].sent]
    mentions = [
        m
        for m in on_stage.mentions
        if sentence.first <= m.first and m.last <= sentence.last and any(p.country or p.sector for p in m.parties)
    ]
    at = max(_words(hit), key=learned.chance)
    chances = [max((learned.roles(at, j) for j in range(m.first, m.last)), key=max) for m in mentions]
    taken = {*found.actor_words, *found.recipient_words}
    for role, parties, words in ((0, found.actors, found.actor_words), (1, found.recipients, found.recipient_words)):
        if parties or (role and hit.trigger.reciprocal and len(found.actors) > 1):
            continue
        best = max(zip(chances, mentions, strict=True), key=lambda pair: pair[0][role], default=None)
        if best is None or best[0][role] < FILL or any(w in taken for w in range(best[1].first, best[1].last)):
            continue
        parties.extend(best[1].parties)
        words.append(best[1].head)
        if role:
            found.recipient_rule = LEARNED
        else:
            found.actor_rule = LEARNED
