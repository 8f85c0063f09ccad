"""The codes of an event: PLOVER mode and contexts, CAMEO code, conflict-cooperation score."""

from collections.abc import Iterable

from ..lexicon import Complement, Lexicon
from ..reading import Token
from .triggers import Hit

_OPERATORS = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})


def code(hit: Hit, lexicon: Lexicon) -> tuple[str | None, str | None, str]:
    """Mode, CAMEO code and the rule that gave them."""
    trigger = hit.trigger
    if trigger.operator and hit.complement is not None and trigger.event in _OPERATORS:
        inner = hit.complement.trigger
        for mode in (inner.mode or "", ""):
            found = lexicon.complements.get((trigger.event, inner.event, mode))
            if found is not None:
                cameo = lexicon.operator_code(trigger.event, inner.cameo) or found.cameo
                return found.mode or trigger.mode, _appeal(cameo, trigger.cameo), f"{trigger.event} of {inner.event}"
    mode = trigger.mode
    if mode is None:
        same = (s.trigger.mode for s in hit.swallowed if s.trigger.event == trigger.event and s.trigger.mode)
        mode = next(same, None)
    return mode, trigger.cameo, "lexicon entry"


def _appeal(cameo: str, own: str | None) -> str | None:
    """CAMEO numbers appeals (02) as it numbers demands (10): an appeal over a demand's complement keeps its root."""
    if cameo.startswith("10") and own is not None and own.startswith("02"):
        return "02" + cameo[2:]
    return cameo or own


_COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
_LEAVING = frozenset({"RETREAT", "REJECT", "MOBILIZE"})
_HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT", "PROTEST"})


def fold(
    act: tuple[str, str | None, str | None], status: str, lexicon: Lexicon, *, own_words: bool, ultimatum: bool
) -> Complement | None:
    """What PLOVER makes of an intended act: cooperation ahead is AGREE, cooperation ruled out is REJECT.

    Harm that the actor itself announces (`own_words`), and what it will do "unless" (`ultimatum`), is THREATEN.
    None where the act keeps its own type. `act` is its type, mode and CAMEO code.
    """
    event, mode, cameo = act
    leaving = event in _LEAVING and (event != "RETREAT" or mode == "withdraw")
    if ultimatum and (event in _HOSTILE or leaving) and status != "negated":
        operator = "THREATEN"
    elif event in _COOPERATIVE:
        operator = "REJECT" if status == "negated" else "AGREE"
    elif event in _HOSTILE and own_words and status in ("planned", "conditional"):
        operator = "THREATEN"
    else:
        return None
    found = lexicon.complements.get((operator, event, mode or "")) or lexicon.complements.get((operator, event, ""))
    finer = lexicon.operator_code(operator, cameo) or (found.cameo if found else "")
    return Complement(operator, event, mode=found.mode if found else "", cameo=finer)  # type: ignore[arg-type]


class ContextFinder:
    """PLOVER contexts by the words around an event."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._order = [c.name for c in lexicon.contexts]
        self._by_lemma: dict[str, list[str]] = {}
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for context in lexicon.contexts:
            for lemma in context.lemmas:
                self._by_lemma.setdefault(lemma, []).append(context.name)
            for phrase in context.phrases:
                words = tuple(phrase.lower().split())
                self._by_first.setdefault(words[0], []).append((words, context.name))

    def find(self, hit: Hit, words: Iterable[Token]) -> tuple[str, ...]:
        """Contexts of the entries and of the clause, in the ontology's order."""
        found = {c for h in (hit, *hit.swallowed) for c in h.trigger.contexts}
        tokens = list(words)
        lowered = [t.text.lower() for t in tokens]
        lemmas = [t.lemma.lower() for t in tokens]
        for at, lemma in enumerate(lemmas):
            found.update(self._by_lemma.get(lemma, ()))
            for phrase, name in self._by_first.get(lowered[at], ()) or self._by_first.get(lemma, ()):
                n = len(phrase)
                if tuple(lowered[at : at + n]) == phrase or tuple(lemmas[at : at + n]) == phrase:
                    found.add(name)
        return tuple(name for name in self._order if name in found)
